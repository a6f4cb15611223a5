"""Use cases: functions of a session that return frozen values."""

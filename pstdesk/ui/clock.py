"""The clock of the window: here alone it asks what day and what time it is, so that tests can set it."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return this instant in UTC, as the base keeps it."""
    return datetime.now(UTC)


def now_here() -> datetime:
    """Return this instant on this machine's clock, aware of its zone."""
    return datetime.now().astimezone()


def today() -> date:
    """Return today on this machine's calendar."""
    return now_here().date()

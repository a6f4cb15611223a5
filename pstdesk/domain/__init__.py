"""The rules of the field as pure functions and frozen values; standard library only."""

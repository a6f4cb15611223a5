"""The window that takes a list of people in."""

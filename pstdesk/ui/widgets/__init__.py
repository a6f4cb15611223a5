"""Widgets that serve more than one place of the window."""

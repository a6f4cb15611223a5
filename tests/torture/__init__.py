"""Killed at any instant, the disk full: nothing acknowledged is lost, and the base opens by itself."""

"""What the window asks before it opens a base that somebody has, that changed, or that is damaged."""

"""The search over everything: one palette over the window, opened by Ctrl+K."""

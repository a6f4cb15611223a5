"""pstdesk: the desk of the officer who runs a town's Projet Social de Territoire."""

__version__ = "0.1.0"

"""The place Séances: the list of meetings, and one meeting from its agenda to its minutes."""

"""Why a figure misses its aim, where it does and the reason is known."""

_LIBRARIES = (
    "Qt with a window of ours takes two bare windows; SQLAlchemy's ORM and the models another three, before "
    "anything is read"
)

REASONS = {
    "first place filled, Bondy base": _LIBRARIES,
    "first place filled, large base": _LIBRARIES,
    "peak memory, every place visited": "counting the review of sixty committees holds the rows of 5,000 "
    "people for a moment",
    "longest stall, the window's own work": "the first view of a person or of a meeting is built in one turn",
    "stage review of a year, large base": "each figure is counted again for each quarter, in Python",
    "… and everything opened": "the aim is for the places; each kind of record keeps its view once opened",
    "… by the clock": "the clock also counts what the window waits for (a worker that holds Python's lock, "
    "other programs); the window's own work is the line above",
    "calendar: large base": "the grid shows all bodies at once: ten times the bodies are ten times the cells",
    "actions: large base": "around its aim from run to run: counting ten times the actions is half of it",
    "committees: large base": "the tree shows all bodies at once, each with its members counted",
}
"""By the figure's name."""

"""Tells the window, on its own thread and after the commit, which topics of the base have changed."""

from PySide6.QtCore import QObject, Qt, Signal


class Changes(QObject):
    """One signal for all: ``changed(frozenset[str])``, the topics of the models that a commit touched."""

    changed = Signal(object)
    _committed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued, because commits happen on the workers and pages live on the window's thread.
        self._committed.connect(self._announce, Qt.ConnectionType.QueuedConnection)

    def committed(self, topics: frozenset[str]) -> None:
        """Take note of a commit, from any thread; nothing is said of a commit that touched no topic."""
        if topics:
            self._committed.emit(topics)

    def _announce(self, topics: frozenset[str]) -> None:
        self.changed.emit(topics)

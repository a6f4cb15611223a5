"""The records of an election, each as it was locked, to be opened in Word or as a PDF."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.election_page import RecordRow
from pstdesk.ui.elections.papers import record_words
from pstdesk.ui.widgets.labels import label


class RecordsList(QWidget):
    """A line for each record, the last one first; hidden while there is none."""

    def __init__(self, write: Callable[[int, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._rows: tuple[RecordRow, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(label(_("Procès-verbaux"), "label"))
        self.hide()

    def show_records(self, rows: tuple[RecordRow, ...]) -> None:
        """Show the records there are."""
        if rows == self._rows:
            return
        self._rows = rows
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(row) for row in reversed(rows)]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(rows))

    def _line(self, row: RecordRow) -> QWidget:
        made = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(record_words(row), wrap=True))
        if row.reason:
            words.addWidget(
                label(_("Corrige le précédent : {reason}").format(reason=row.reason), "small", wrap=True)
            )
        across = QHBoxLayout(made)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addLayout(words, 1)
        for suffix, kind in ((".docx", "Word"), (".pdf", "PDF")):
            button = QPushButton(kind, made)
            button.setProperty("role", "link")
            button.setAccessibleName(_("{record} en {kind}").format(record=record_words(row), kind=kind))
            button.clicked.connect(partial(self._write, row.id, suffix))
            across.addWidget(button)
        return made

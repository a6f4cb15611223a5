"""Those who stand at an election, with what they say for themselves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from pstdesk.i18n import _
from pstdesk.services.election_page import CandidateRow
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable


class CandidateList(RowTable[CandidateRow]):
    """Enter or F2 asks for a statement, Delete takes a candidate back."""

    statement_asked = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("candidates", _columns(), parent=parent)
        self.setAccessibleName(_("Candidats"))
        self.hide_header()
        self.setColumnWidth(0, 34)
        self._takes = False
        self.row_opened.connect(self._open_row)

    def show_candidates(self, rows: tuple[CandidateRow, ...], *, takes: bool) -> None:
        """Show who stands; ``takes`` says whether that can still be changed."""
        self._takes = takes
        self.set_empty(
            EmptyState(
                _("Personne n’est encore candidat"),
                _("Chaque membre peut se présenter, quels que soient son grade et son métier.")
                if takes
                else "",
            )
        )
        self.set_rows(rows)

    def _open_row(self, row: CandidateRow) -> None:
        if self._takes:
            self.statement_asked.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if row is not None and self._takes and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(row)
        elif row is not None and self._takes and event.key() == Qt.Key.Key_F2:
            self.statement_asked.emit(row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.current_row()
        if row is None or not self._takes:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Présentation du candidat…"), lambda: self.statement_asked.emit(row))
        menu.addAction(_("Retirer la candidature"), lambda: self.removal_asked.emit(row))
        menu.popup(event.globalPos())


def _columns() -> tuple[Column[CandidateRow], ...]:
    return (
        Column("position", _("N°"), lambda row: str(row.position), width=34, muted=lambda _row: True),
        Column("name", _("Nom"), lambda row: row.name, stretch=True, bold=lambda _row: True, detail=_detail),
        Column("state", _("État"), _state, width=90, right=True, tone=_tone),
    )


def _detail(row: CandidateRow) -> str:
    with_them = _("suppléant : {name}").format(name=row.substitute) if row.substitute else ""
    return " · ".join(filter(None, (row.organisation, with_them, row.statement)))


def _state(row: CandidateRow) -> str:
    return _("retirée") if row.withdrawn else ""


def _tone(row: CandidateRow) -> Tone | None:
    return "neutral" if row.withdrawn else None

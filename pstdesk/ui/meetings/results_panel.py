"""The decisions and actions of the current item, one under the other."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services import results
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.services.results import ActionForm
from pstdesk.ui import clock
from pstdesk.ui.meetings.result_row import Result, ResultRow, action_result, decision_result
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble


class ResultsPanel(QWidget):
    """Keeps the row that is being corrected as it is, whatever is read anew meanwhile."""

    resized = Signal()
    """Its rows need more or less room than before."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._item_id = 0
        self._rows: dict[tuple[str, int], ResultRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """The rows, decisions first."""
        return tuple(self._rows.values())

    def height_for(self, width: int) -> int:
        """Return how high the rows are together in ``width``."""
        self._column.activate()
        if not self._rows:
            return 0
        # Without a wrapped label in sight (the one row is being corrected) width changes nothing.
        for_width = self._column.totalHeightForWidth(width)
        return for_width if for_width > 0 else self._column.totalSizeHint().height()

    def show_item(self, item_id: int, page: MeetingPage, *, locked: bool) -> None:
        """Show what came out of an item."""
        self._item_id = item_id
        shown = [decision_result(row) for row in page.decisions if row.item_id == item_id]
        shown += [action_result(row) for row in page.actions if row.item_id == item_id]
        wanted = {(result.kind, result.id): result for result in shown}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        for place, (key, result) in enumerate(wanted.items()):
            known = self._rows.get(key)
            if known is None:
                known = self._add_row(result)
            known.show_result(result, locked=locked)
            self._column.insertWidget(place, known)
        self._rows = {key: self._rows[key] for key in wanted}

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)

    def _add_row(self, result: Result) -> ResultRow:
        row = ResultRow(self._frame.desk, result)
        row.corrected.connect(partial(self._correct, row))
        row.removal_asked.connect(partial(self._remove, row))
        self._rows[result.kind, result.id] = row
        return row

    def _correct(self, row: ResultRow) -> None:
        fields, old = row.fields, row.result
        if fields is None or not fields.check():
            return
        text, owners, _due = fields.typed
        form = ActionForm(text, owners, fields.due_on(), old.state, old.version)

        def write(session: Any) -> None:
            if old.kind == "D":
                results.change_decision(session, old.id, text, old.version)
            else:
                results.change_action(session, old.id, form, clock.today())

        def refused(trouble: Trouble) -> None:
            fields.show_trouble(trouble.sentence)

        words = _("Correction d’une décision") if old.kind == "D" else _("Correction d’une action")
        writing = self._frame.desk.write(fields, write).undoable(words, "")
        writing.success(lambda _nothing: row.stop()).failure(refused).start()

    def _remove(self, row: ResultRow) -> None:
        result = row.result
        is_decision = result.kind == "D"

        def remove(session: Any) -> None:
            if is_decision:
                results.remove_decision(session, result.id)
            else:
                results.remove_action(session, result.id)

        words = _("Retrait d’une décision") if is_decision else _("Retrait d’une action")
        said = _("La décision est retirée.") if is_decision else _("L’action est retirée.")
        self._frame.desk.write(self, remove).undoable(words, said).start()


class ResultsArea(QScrollArea):
    """As high as the results, up to ``most`` pixels; beyond that they scroll."""

    def __init__(self, results: ResultsPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most = 200
        self._results = results
        results.setProperty("role", "scrolled")
        self.setWidget(results)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        results.resized.connect(self.fit)

    def fit(self) -> None:
        """Take the height that the results need."""
        needed = self._results.height_for(self.width())
        self.setVisible(needed > 0)
        height = max(1, min(needed, self.most))
        if height != self.height():
            self.setFixedHeight(height)
        for row in self._results.rows:
            if row.fields is not None:
                self.ensureWidgetVisible(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

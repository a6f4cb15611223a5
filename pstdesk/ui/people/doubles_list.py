"""The list of records that may be one: read when it is looked at, and worked off pair by pair."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from pstdesk.domain.doubles import RecordKind
from pstdesk.i18n import _, ngettext
from pstdesk.labels import label as word
from pstdesk.services.distinct import say_distinct
from pstdesk.services.doubles import DoubleRow, FoundDoubles, possible_doubles
from pstdesk.ui import clock
from pstdesk.ui.lists.pane import ListPane
from pstdesk.ui.page import Frame
from pstdesk.ui.people.merge_dialog import MergeDialog
from pstdesk.ui.people.merge_words import apart_words
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.segment import Segments
from pstdesk.ui.widgets.table import RowTable

_KINDS = tuple(RecordKind)


class DoublesList(ListPane):
    """Enter compares the two of a pair, Delete says that they are two."""

    pair_selected = Signal(bool)
    """Whether a pair is selected that can be merged."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._kind = RecordKind.PERSON
        self._stale = True
        self.kinds = Segments((_("Personnes"), _("Structures")))
        self.kinds.group.idClicked.connect(self._choose)
        self.remark = label("", "muted")
        self.table: RowTable[DoubleRow] = RowTable("doubles", double_columns(), frame.preferences)
        self.table.setAccessibleName(_("Doublons possibles"))
        self.table.row_opened.connect(lambda _row: self.merge())
        self.table.row_selected.connect(lambda row: self._selected(row))
        self.apart = QPushButton()
        self.apart.clicked.connect(self.keep_apart)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table, self.keep_apart)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._lay_out()
        self._selected(None)

    def read(self) -> None:
        """Look for doubles, if the list is on show; else when it comes to be."""
        self._stale = True
        if self.isVisible():
            self._read()

    def merge(self) -> None:
        """Show the two of the pair side by side."""
        row = self.table.current_row()
        if row is not None:
            MergeDialog(self._frame, self._kind, (row.one_id, row.other_id), self.window()).open()

    def keep_apart(self) -> None:
        """Remember that the two of the pair are two."""
        row, kind = self.table.current_row(), self._kind
        if row is None:
            return
        writing = self._frame.desk.write(
            self, lambda session: say_distinct(session, kind, row.one_id, row.other_id)
        )
        words = _("Fiches distinctes : {one} et {other}").format(one=row.one, other=row.other)
        writing.undoable(words).start()

    def _choose(self, place: int) -> None:
        self._kind = _KINDS[place]
        self._read()

    def _read(self) -> None:
        self._stale = False
        kind, today = self._kind, clock.today()

        def look(base: Any, _step: Any) -> FoundDoubles:
            with base.read() as session:
                return possible_doubles(session, kind, today)

        # Thousands of names take a second: in the row of long work, so that no page waits for it.
        looking = self._frame.desk.job(self, look).once("doubles")
        looking.success(lambda found: self._show(kind, found)).start()

    def _show(self, kind: RecordKind, found: FoundDoubles) -> None:
        if kind is not self._kind:
            return
        place = self.table.currentIndex().row()
        self.apart.setText(apart_words(kind))
        self.table.set_empty(
            EmptyState(
                _("Aucun doublon en vue"),
                _("Deux fiches qui se ressemblent (nom, courriel, téléphone, une lettre de plus ou de moins) "
                  "viennent ici."),
            )
        )  # fmt: skip
        self.table.set_rows(found.rows)
        if found.rows:
            self.table.selectRow(min(max(place, 0), len(found.rows) - 1))
        hidden = found.total - len(found.rows)
        self.remark.setText(
            ngettext("{n} autre paire ensuite", "{n} autres paires ensuite", hidden).format(n=hidden)
            if hidden
            else ""
        )
        n = found.total
        self.counted.emit(ngettext("{n} paire", "{n} paires", n).format(n=n))
        self._selected(self.table.current_row())

    def _selected(self, row: DoubleRow | None) -> None:
        self.apart.setEnabled(row is not None)
        self.pair_selected.emit(row is not None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.kinds)
        top.addWidget(self.remark, 1)
        top.addWidget(self.apart)
        card = Card()
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(card, 1)


def double_columns() -> tuple[Column[DoubleRow], ...]:
    """Return the columns of the list of doubles."""
    return (
        Column(
            "one",
            _("Première fiche"),
            lambda row: row.one,
            380,
            stretch=True,
            detail=lambda row: row.one_detail,
            detail_title=_("Coordonnées"),
        ),
        Column(
            "other",
            _("Seconde fiche"),
            lambda row: row.other,
            380,
            detail=lambda row: row.other_detail,
            detail_title=_("Coordonnées"),
        ),
        Column(
            "why",
            _("Ressemblance"),
            lambda row: word(row.why[0]),
            150,
            detail=lambda row: ", ".join(word(each) for each in row.why[1:]),
        ),
    )

"""The lines of a list by what becomes of them, and field by field what changes of the chosen one."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.import_lines import PreviewRow
from pstdesk.settings import Preferences
from pstdesk.ui.importing.words import (
    change_in_words,
    outcome_tone,
    outcome_word,
    row_numbers,
    summary,
    told,
)
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import EmptyState, scrolled
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

_DETAIL_WIDTH = 300
_WIDE_ENOUGH = 760


def columns() -> tuple[Column[PreviewRow], ...]:
    """Return the columns of the table."""
    return (
        Column("row", _("Ligne"), row_numbers, width=64, right=True, order=lambda row: row.rows[0]),
        Column("name", _("Personne"), lambda row: row.name or "–", width=200),
        Column("outcome", _("Résultat"), outcome_word, width=112, tone=outcome_tone),
        Column("what", _("Détail"), summary, stretch=True, muted=lambda row: not row.why),
    )


class LinesPanel(QWidget):
    """A table of lines, and beside it the chosen one in full."""

    def __init__(
        self, name: str, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table: RowTable[PreviewRow] = RowTable(name, columns(), preferences, sort="row")
        self.table.setAccessibleName(_("Lignes de la liste"))
        self.table.set_empty(EmptyState(_("Aucune ligne"), _("La liste n’a pas de ligne de cette sorte.")))
        self.detail = Detail()
        self._area = scrolled(self.detail)
        self._area.setFixedWidth(_DETAIL_WIDTH)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 4, 8, 8)
        inside.addWidget(self.table)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(card, 1)
        row.addWidget(self._area)
        self.table.row_selected.connect(self.detail.show_row)

    def set_rows(self, rows: Iterable[PreviewRow]) -> None:
        """Show ``rows``, the first one chosen."""
        self.table.set_rows(rows)
        if self.table.rows:
            self.table.selectRow(0)
        self.detail.show_row(self.table.current_row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._area.setVisible(event.size().width() >= _WIDE_ENOUGH)


class Detail(QFrame):
    """One line in full: who, which rows, what is wrong, what changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label("", "heading", wrap=True)
        self._rows = label("", "small", wrap=True)
        self._why = label("", wrap=True)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 12, 8, 12)
        whole.setSpacing(6)
        for words in (self._name, self._rows, self._why):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            whole.addWidget(words)
        whole.addSpacing(4)
        whole.addLayout(self._changes)
        whole.addStretch(1)

    @property
    def words(self) -> tuple[str, ...]:
        """What is shown, from top to bottom."""
        shown = [self._name.text(), self._rows.text(), self._why.text()]
        for place in range(self._changes.count()):
            item = self._changes.itemAt(place)
            pair = item.widget() if item is not None else None
            shown.append(pair.accessibleName() if pair is not None else "")
        return tuple(filter(None, shown))

    def show_row(self, row: PreviewRow | None) -> None:
        """Show ``row``, or nothing."""
        while (item := self._changes.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.hide()
                shown.deleteLater()
        self.setVisible(row is not None)
        if row is None:
            return
        self._name.setText(row.name or outcome_word(row).capitalize())
        self._rows.setText(_rows_in_words(row))
        self._why.setText(row.why)
        self._why.setVisible(bool(row.why))
        for change in row.changes:
            self._changes.addWidget(_pair(change.what, change_in_words(change), told(change)))


def _rows_in_words(row: PreviewRow) -> str:
    numbers = row_numbers(row)
    words = _("Ligne {numbers}") if len(row.rows) == 1 else _("Lignes {numbers}")
    place = words.format(numbers=numbers)
    if not row.column:
        return place
    return _("{row}, colonne « {header} »").format(row=place, header=row.column)


def _pair(what: str, words: str, told: str) -> QWidget:
    pair = QWidget()
    pair.setAccessibleName(told)
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(what, "small"))
    column.addWidget(label(words, wrap=True))
    return pair

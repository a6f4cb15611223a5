"""What a list of past attendance will do: what its columns are taken for, its meetings, what hinders it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from pstdesk.domain.attendance_columns import AttendanceField
from pstdesk.i18n import _, format_date, format_number
from pstdesk.labels import title
from pstdesk.services.attendance_preview import AttendanceColumnRow, AttendancePreview, MeetingLine
from pstdesk.services.import_people import Note
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.labels import ElidedLabel, label
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.segment import Segments
from pstdesk.ui.widgets.table import RowTable

_MEETINGS, _ERRORS, _SKIPPED = range(3)


class AttendancePanel(QWidget):
    """Shows a preview; ``corrected()`` when a column is taken for something else."""

    corrected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.targets: dict[int, AttendanceField | None] = {}
        """What the user said of columns, by their place in the list."""
        self.choices: dict[int, Choice[AttendanceField | None]] = {}
        self._headers: tuple[str, ...] = ()
        self.name = label("", "heading")
        self._columns = QWidget()
        self.switch = Segments((_("Séances"), _("À corriger"), _("Laissées de côté")))
        self.switch.group.idClicked.connect(self._turn)
        self.meetings: RowTable[MeetingLine] = RowTable("attendance_meetings", _meeting_columns())
        self.errors: RowTable[Note] = RowTable("attendance_errors", _note_columns())
        self.skipped: RowTable[Note] = RowTable("attendance_skipped", _note_columns())
        self._lists = QStackedWidget()
        lists: tuple[tuple[RowTable[Any], str], ...] = (
            (self.meetings, _("La liste ne dit rien d’aucune séance.")),
            (self.errors, _("Rien à corriger dans la liste.")),
            (self.skipped, _("Aucune ligne n’est laissée de côté.")),
        )
        for place, (table, words) in enumerate(lists):
            table.setAccessibleName(self.switch.group.button(place).text())
            table.set_empty(EmptyState("", words))
            self._lists.addWidget(table)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(10)
        for part in (self.name, self._columns, self.switch):
            self._whole.addWidget(part)
        self._whole.addWidget(self._lists, 1)

    def forget(self) -> None:
        """Forget what was said of the columns of another file."""
        self.targets.clear()
        self._headers = ()

    def show_preview(self, name: str, preview: AttendancePreview) -> None:
        """Show what the list of this name does."""
        where = _("{name}, feuille « {sheet} »") if preview.sheet else "{name}"
        self.name.setText(where.format(name=name, sheet=preview.sheet))
        headers = tuple(column.header for column in preview.columns)
        if headers != self._headers:
            self._headers = headers
            self._show_columns(preview.columns)
        self.meetings.set_rows(preview.meetings)
        self.errors.set_rows(preview.errors)
        self.skipped.set_rows(preview.skipped)
        counted = (
            (_("Séances ({n})"), len(preview.meetings)),
            (_("À corriger ({n})"), len(preview.errors)),
            (_("Laissées de côté ({n})"), len(preview.skipped)),
        )
        for place, (words, count) in enumerate(counted):
            button = self.switch.group.button(place)
            button.setText(words.format(n=format_number(count)))
            button.updateGeometry()
        self._turn(_ERRORS if preview.errors else _MEETINGS)

    def _turn(self, place: int) -> None:
        self.switch.choose(place)
        self._lists.setCurrentIndex(place)

    def _show_columns(self, columns: Sequence[AttendanceColumnRow]) -> None:
        """Lay the columns out anew: header, what each is taken for, one of its values."""
        old, self._columns = self._columns, QWidget()
        grid = QGridLayout(self._columns)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self.choices.clear()
        options: list[tuple[AttendanceField | None, str]] = [(None, _("Ignorer"))]
        options += [(field, title(field)) for field in AttendanceField]
        for place, column in enumerate(columns):
            choice: Choice[AttendanceField | None] = Choice(options, column.target)
            choice.choose(column.target)
            words = _("Ce que dit la colonne « {header} »").format(header=column.header)
            choice.setAccessibleName(words)
            choice.activated.connect(lambda _place, index=column.index: self._correct(index))
            self.choices[column.index] = choice
            grid.addWidget(ElidedLabel(column.header, "label"), 0, place)
            grid.addWidget(choice, 1, place)
            grid.addWidget(ElidedLabel(column.sample, "small"), 2, place)
        self._whole.replaceWidget(old, self._columns)
        old.hide()
        old.deleteLater()

    def _correct(self, index: int) -> None:
        self.targets[index] = self.choices[index].value()
        self.corrected.emit()


def _meeting_columns() -> tuple[Column[MeetingLine], ...]:
    def number(of: int) -> str:
        return format_number(of) if of else ""

    return (
        Column("day", _("Jour"), lambda row: format_date(row.day, "medium"), 130, order=lambda row: row.day),
        Column("body", _("Comité"), lambda row: row.committee, 110),
        Column(
            "fate",
            _("Séance"),
            lambda row: _("à faire, tenue") if row.is_made else _("déjà là"),
            130,
            stretch=True,
            tone=lambda row: "accent" if row.is_made else "neutral",
        ),
        Column("made", _("Présences nouvelles"), lambda row: number(row.made), 150, right=True),
        Column("changed", _("Changées"), lambda row: number(row.changed), 96, right=True),
        Column("same", _("Inchangées"), lambda row: number(row.unchanged), 104, right=True),
    )


def _note_columns() -> tuple[Column[Note], ...]:
    return (
        Column("row", _("Ligne"), lambda row: format_number(row.row), 70, order=lambda row: row.row),
        Column("column", _("Colonne"), lambda row: row.column, 130),
        Column("why", _("Pourquoi"), lambda row: row.why, 300, stretch=True),
    )

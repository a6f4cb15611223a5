"""Which column of a list of past attendance holds what, under the headers that lists use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pstdesk.domain.names import fold
from pstdesk.domain.sheet import Sheet, SheetRow

_DEEPEST_HEADER = 1000
"""Rows of titles and notices that may stand above the header."""


class AttendanceField(StrEnum):
    """What a column of such a list says of each attendance."""

    COMMITTEE = "committee"
    DAY = "day"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    FULL_NAME = "full_name"
    """Family name first, as in :class:`~pstdesk.domain.people_columns.Field`."""
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class AttendanceColumn:
    """A column (from 0) with its header as written and what it is taken for; None: left aside."""

    index: int
    header: str
    target: AttendanceField | None


@dataclass(frozen=True, slots=True)
class AttendanceLayout:
    """Where the list begins in its sheet (``first_row`` is a row number) and what its columns hold."""

    header_row: int
    first_row: int
    columns: tuple[AttendanceColumn, ...]

    def corrected(self, targets: Mapping[int, AttendanceField | None]) -> "AttendanceLayout":
        """Return the layout with the columns (from 0) of ``targets`` taken for what they say."""
        columns = (
            replace(column, target=targets.get(column.index, column.target)) for column in self.columns
        )
        return replace(self, columns=tuple(columns))

    def column(self, wanted: AttendanceField) -> AttendanceColumn | None:
        """Return the first column that is taken for ``wanted``."""
        return next((column for column in self.columns if column.target is wanted), None)

    @property
    def missing(self) -> tuple[AttendanceField, ...]:
        """The fields without which nobody knows who attended what: one column of each is needed."""
        needed = [AttendanceField.COMMITTEE, AttendanceField.DAY, AttendanceField.STATUS]
        if self.column(AttendanceField.FULL_NAME) is None:
            needed += [AttendanceField.FAMILY_NAME, AttendanceField.GIVEN_NAME]
        return tuple(each for each in needed if self.column(each) is None)


_HEADERS: dict[AttendanceField, str] = {
    AttendanceField.COMMITTEE: "comite, comites, comite technique, instance, groupe, groupe de travail,"
    " commission, ct, reunion, seance",
    AttendanceField.DAY: "date, jour, date de la seance, date de seance, date de reunion, date de la reunion,"
    " date du comite, seance du, tenue le, le",
    AttendanceField.FAMILY_NAME: "nom, noms, nom de famille, nom usuel, nom d usage, patronyme, last name",
    AttendanceField.GIVEN_NAME: "prenom, prenoms, prenom s, prenom usuel, first name",
    AttendanceField.FULL_NAME: "nom prenom, nom prenoms, nom et prenom, noms et prenoms, nom s et prenom s,"
    " nom complet, identite, participant, participants, membre, membres, personne, inscrit",
    AttendanceField.STATUS: "presence, presences, presence absence, present absent, emargement, statut,"
    " etat, participation, present, presents",
}
_FIELDS = {header.strip(): field for field, headers in _HEADERS.items() for header in headers.split(",")}


def find_attendance(sheets: Sequence[Sheet]) -> tuple[Sheet, AttendanceLayout] | None:
    """Return the first visible sheet whose header names all that is needed, else the likeliest one.

    None where no sheet has a header with two known columns.
    """
    found = [
        (sheet, layout)
        for sheet in sorted(sheets, key=lambda sheet: not sheet.visible)
        if (layout := attendance_layout(sheet)) is not None
    ]
    return min(found, key=lambda pair: len(pair[1].missing), default=None)


def attendance_layout(sheet: Sheet) -> AttendanceLayout | None:
    """Return where the header stands: the row with the most known columns, at least two."""
    best: AttendanceLayout | None = None
    for place, row in enumerate(sheet.rows[:_DEEPEST_HEADER]):
        layout = _layout(row, sheet.rows[place + 1 :])
        if _known(layout) >= 2 and (best is None or _known(layout) > _known(best)):
            best = layout
    return best


def _known(layout: AttendanceLayout) -> int:
    return sum(column.target is not None for column in layout.columns)


def _layout(row: SheetRow, below: Sequence[SheetRow]) -> AttendanceLayout:
    taken: set[AttendanceField] = set()
    columns = []
    for index, cell in enumerate(row.cells):
        if isinstance(cell, str) and cell.strip():
            header = " ".join(cell.split())
            target = _FIELDS.get(fold(header[:200]))
            target = None if target in taken else target
            taken |= {target} if target is not None else set()
            columns.append(AttendanceColumn(index, header, target))
    if AttendanceField.GIVEN_NAME not in taken:
        columns = [
            replace(column, target=AttendanceField.FULL_NAME)
            if column.target is AttendanceField.FAMILY_NAME
            else column
            for column in columns
        ]
    return AttendanceLayout(row.number, below[0].number if below else row.number + 1, tuple(columns))

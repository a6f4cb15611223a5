"""A list of past attendance, read row by row: who attended which meeting, and how."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.attendance_columns import (
    AttendanceColumn,
    AttendanceField,
    AttendanceLayout,
    attendance_layout,
    find_attendance,
)
from pstdesk.domain.body_names import BodyNames
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.people_cells import day_of, text_of
from pstdesk.domain.people_list import Remark
from pstdesk.domain.people_names import LONGEST_NAME, full_name_of, name_of
from pstdesk.domain.sheet import CellValue, Sheet, SheetRow

Read = TypeVar("Read")

_STATUSES = {
    AttendanceStatus.PRESENT: "present, presente, present e, p, x, oui, 1, o, vrai, sur place, en presentiel,"
    " presentiel, a signe, signe",
    AttendanceStatus.REMOTE: "a distance, distance, distanciel, en distanciel, visio, en visio,"
    " visioconference, en visioconference, present a distance, presente a distance, d, v",
    AttendanceStatus.REPRESENTED: "represente, representee, represente e, pouvoir, procuration,"
    " a donne pouvoir, supplee, r",
    AttendanceStatus.EXCUSED: "excuse, excusee, excuse e, absent excuse, absente excusee, absent e excuse e,"
    " exc, e",
    AttendanceStatus.ABSENT: "absent, absente, absent e, abs, a, non, n, 0, faux, non excuse,"
    " absent non excuse",
    AttendanceStatus.NOT_RECORDED: "non note, non notee, non renseigne, inconnu, nr, nc",
}
_BY_WORD = {word.strip(): status for status, words in _STATUSES.items() for word in words.split(",")}
_GUESTS = frozenset(("invite", "invitee", "invite e", "i", "non inscrit", "participant non inscrit", "guest"))
_SIGNS = {"x": "x", "×": "x", "✓": "x", "✔": "x", "☑": "x", "☒": "x"}


@dataclass(frozen=True, slots=True)
class ListedPresence:
    """One row that says how somebody attended a meeting; ``is_guest`` where it calls them one."""

    row: int
    committee_id: int
    day: date
    family_name: str
    given_name: str
    status: AttendanceStatus
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """What a list says, in the order of its rows; ``rows`` are those that say anything of anybody."""

    sheet: str
    layout: AttendanceLayout
    rows: int
    presences: tuple[ListedPresence, ...]
    skipped: tuple[Remark, ...]
    errors: tuple[Remark, ...]


def status_of(value: CellValue) -> tuple[AttendanceStatus, bool]:
    """Return how somebody attended, and whether they are called a guest; nothing is "not recorded".

    Raises Refused ``presence_unreadable`` for any other word, and what
    :func:`~pstdesk.domain.people_cells.text_of` raises.
    """
    if isinstance(value, bool):
        return (AttendanceStatus.PRESENT if value else AttendanceStatus.ABSENT), False
    text = text_of(value)
    word = _SIGNS.get(text.casefold().strip("()[] "), fold(text[:200]))
    if not word:
        return AttendanceStatus.NOT_RECORDED, False
    if word in _GUESTS:
        return AttendanceStatus.PRESENT, True
    status = _BY_WORD.get(word)
    if status is None:
        raise Refused("presence_unreadable", text=text)
    return status, False


def read_attendance(
    sheets: Sequence[Sheet],
    bodies: BodyNames,
    today: date,
    *,
    sheet: str | None = None,
    targets: Mapping[int, AttendanceField | None] | None = None,
) -> AttendanceList:
    """Return what the list says; ``sheet`` and ``targets`` correct which sheet and columns it is read from.

    Raises Refused ``attendance_without_header`` where no row names two known columns, and
    ``attendance_without_column`` with the field that no column holds.
    """
    found = _chosen(sheets, sheet)
    if found is None:
        raise Refused("attendance_without_header")
    layout = found[1].corrected(targets or {})
    if layout.missing:
        raise Refused("attendance_without_column", missing=layout.missing[0])
    reader = _Reader(layout, bodies, today)
    for row in found[0].rows:
        if row.number >= layout.first_row:
            reader.read(row)
    return AttendanceList(
        found[0].name,
        layout,
        len(reader.presences) + reader.failed,
        tuple(reader.presences),
        tuple(reader.skipped),
        tuple(reader.errors),
    )


def _chosen(sheets: Sequence[Sheet], name: str | None) -> tuple[Sheet, AttendanceLayout] | None:
    if name is None:
        return find_attendance(sheets)
    sheet = next((each for each in sheets if each.name == name), None)
    layout = None if sheet is None else attendance_layout(sheet)
    return None if sheet is None or layout is None else (sheet, layout)


class _Reader:
    """One pass over the rows below the header."""

    def __init__(self, layout: AttendanceLayout, bodies: BodyNames, today: date) -> None:
        self.presences: list[ListedPresence] = []
        self.skipped: list[Remark] = []
        self.errors: list[Remark] = []
        self.failed = 0
        self._layout = layout
        self._bodies = bodies
        self._today = today
        self._row = SheetRow(0, ())
        self._wrong = 0

    def read(self, row: SheetRow) -> None:
        """Take one row: an attendance, or what is wrong with it."""
        self._row, self._wrong = row, len(self.errors)
        columns = [column for column in self._layout.columns if column.target is not None]
        said = [column for column in columns if row.at(column.index) is not None]
        if not said:
            return
        if self._repeats_header(said):
            self.skipped.append(Remark(row.number, "", "header_again"))
            return
        committee_id = self._cell(AttendanceField.COMMITTEE, self._committee)
        day = self._cell(AttendanceField.DAY, lambda cell: day_of(cell, self._today))
        family_name, given_name = self._names()
        status = self._cell(AttendanceField.STATUS, status_of) or (AttendanceStatus.NOT_RECORDED, False)
        self._need(AttendanceField.COMMITTEE, committee_id)
        self._need(AttendanceField.DAY, day)
        if committee_id is None or day is None or len(self.errors) > self._wrong:
            self.failed += 1
            return
        self.presences.append(
            ListedPresence(row.number, committee_id, day, family_name, given_name, status[0], status[1])
        )

    def _repeats_header(self, said: Sequence[AttendanceColumn]) -> bool:
        cells = [(self._row.at(column.index), column.header) for column in said]
        return len(cells) > 1 and all(
            isinstance(cell, str) and fold(cell) == fold(own) for cell, own in cells
        )

    def _names(self) -> tuple[str, str]:
        whole = self._layout.column(AttendanceField.FULL_NAME)
        if whole is not None:
            names = self._cell(AttendanceField.FULL_NAME, lambda cell: full_name_of(cell, given_first=False))
            family_name, given_name = names[1:] if names is not None else ("", "")
            self._need(AttendanceField.FULL_NAME, family_name and given_name)
            return family_name, given_name
        family_name = self._cell(AttendanceField.FAMILY_NAME, name_of) or ""
        given_name = self._cell(AttendanceField.GIVEN_NAME, name_of) or ""
        self._need(AttendanceField.FAMILY_NAME, family_name)
        self._need(AttendanceField.GIVEN_NAME, given_name)
        return family_name, given_name

    def _committee(self, cell: CellValue) -> int:
        name = text_of(cell)
        found = self._bodies.named(name) if len(name) <= LONGEST_NAME else None
        if found is None:
            raise Refused("committee_unknown", name=name)
        return found

    def _cell(self, wanted: AttendanceField, read: Callable[[CellValue], Read]) -> Read | None:
        column = self._layout.column(wanted)
        cell = None if column is None else self._row.at(column.index)
        if column is None or cell is None:
            return None
        try:
            return read(cell)
        except Refused as refused:
            self.errors.append(Remark(self._row.number, column.header, refused.code, refused.values))
            return None

    def _need(self, wanted: AttendanceField, value: object) -> None:
        """Say that a cell is missing, unless it was said already what is wrong with it."""
        column = self._layout.column(wanted)
        header = "" if column is None else column.header
        named = {remark.column for remark in self.errors[self._wrong :]}
        if value in (None, "") and header not in named:
            self.errors.append(Remark(self._row.number, header, "presence_cell_missing", {"header": header}))

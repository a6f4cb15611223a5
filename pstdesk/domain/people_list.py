"""A list of people as a town hall keeps it, read row by row into plain values and remarks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from pstdesk.domain.body_names import BodyNames
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.people_cells import LONGEST_LINE, cross_of, day_of, line_of, mail_of, phone_of
from pstdesk.domain.people_columns import (
    NAMING,
    Column,
    CrossFor,
    Field,
    Layout,
    Target,
    find_layout,
    find_list,
)
from pstdesk.domain.people_names import LONGEST_NAME, full_name_of, name_of
from pstdesk.domain.sheet import CellValue, Sheet, SheetRow, Unreadable

Read = TypeVar("Read")

_TOTALS = ("total", "totaux", "sous total", "nombre", "effectif")
_LONGEST_LISTING = 5_000
"""Characters of a cell that enumerates committees."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of one row: ``code`` and ``values`` are those of its sentence.

    ``row`` is the row's number in the spreadsheet, ``column`` the header of the cell, "" for the whole row.
    """

    row: int
    column: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One row that names somebody; what it does not say is "" or None.

    ``committees`` are ids; ``joined_on`` and ``left_on`` date the memberships, ``left_on`` being the first
    day they no longer hold; ``post_from`` is the first day of the post.
    """

    row: int
    family_name: str
    given_name: str
    civility: str = ""
    organisation: str = ""
    job_title: str = ""
    service: str = ""
    grade: str = ""
    sector: str = ""
    email: str = ""
    phone: str = ""
    committees: tuple[int, ...] = ()
    joined_on: date | None = None
    left_on: date | None = None
    post_from: date | None = None


@dataclass(frozen=True, slots=True)
class PeopleList:
    """What a list says: its people in the order of their rows, what was passed over, what is wrong with it.

    ``sheet`` is the name of the sheet that was read, ``layout`` what its columns were taken for.
    """

    sheet: str
    layout: Layout
    people: tuple[ListedPerson, ...]
    skipped: tuple[Remark, ...]
    errors: tuple[Remark, ...]


def read_people(
    sheets: Sequence[Sheet],
    bodies: BodyNames,
    today: date,
    *,
    sheet: str | None = None,
    targets: Mapping[int, Target] | None = None,
    into: int | None = None,
) -> PeopleList:
    """Return what the list says.

    Its sheet is the one called ``sheet``, else the first that has a header with a column of names.
    ``targets`` correct what columns (from 0) are taken for; everybody is put ``into`` that committee besides.
    Blank rows are passed over in silence; total lines, repeated headers, notes and columns that say nothing
    known are passed over with a remark.
    Raises Refused ``list_without_names`` where no sheet, or after correction no column, holds names.
    """
    if sheet is None:
        found = find_list(sheets, bodies)
    else:
        chosen = next((each for each in sheets if each.name == sheet), None)
        layout = find_layout(chosen, bodies) if chosen else None
        found = (chosen, layout) if chosen and layout else None
    if found is None:
        raise Refused("list_without_names")
    layout = found[1].corrected(targets or {})
    if not NAMING.intersection(column.target for column in layout.columns):
        raise Refused("list_without_names")
    reader = _Reader(layout, bodies, today, into)
    for row in found[0].rows:
        if row.number >= layout.first_row:
            reader.read(row)
    skipped = (*_other_lists(sheets, found[0], bodies), *_columns_aside(layout, found[0]), *reader.skipped)
    errors = (*_unknown_committees(layout), *reader.errors)
    return PeopleList(found[0].name, layout, tuple(reader.people), skipped, errors)


def _other_lists(sheets: Iterable[Sheet], chosen: Sheet, bodies: BodyNames) -> Iterable[Remark]:
    for sheet in sheets:
        if sheet is not chosen and (layout := find_layout(sheet, bodies)) is not None:
            yield Remark(layout.header_row, "", "sheet_aside", {"sheet": sheet.name})


def _columns_aside(layout: Layout, sheet: Sheet) -> Iterable[Remark]:
    for column in layout.columns:
        if column.target is None and not column.looks_like_committee:
            below = (row.at(column.index) for row in sheet.rows if row.number >= layout.first_row)
            if any(cell is not None for cell in below):
                yield Remark(layout.header_row, column.header, "column_aside", {"header": column.header})


def _unknown_committees(layout: Layout) -> Iterable[Remark]:
    for column in layout.columns:
        if column.looks_like_committee:
            yield Remark(layout.header_row, column.header, "committee_unknown", {"name": column.header})


class _Reader:
    """One pass over the rows below the header."""

    def __init__(self, layout: Layout, bodies: BodyNames, today: date, into: int | None) -> None:
        self.people: list[ListedPerson] = []
        self.skipped: list[Remark] = []
        self.errors: list[Remark] = []
        self._layout = layout
        self._bodies = bodies
        self._today = today
        self._into = into
        self._fields: dict[Field, list[Column]] = {}
        self._crosses: list[tuple[Column, int]] = []
        for column in layout.columns:
            if isinstance(column.target, CrossFor):
                self._crosses.append((column, column.target.committee_id))
            elif column.target is not None:
                self._fields.setdefault(column.target, []).append(column)
        self._row = SheetRow(0, ())
        self._failed = False

    def read(self, row: SheetRow) -> None:
        """Take one row: a person, a remark, or both."""
        self._row = row
        self._failed = False
        why = self._no_person()
        if why is not None:
            self.skipped.append(Remark(row.number, "", why))
            return
        civility, family_name, given_name = self._names()
        person = ListedPerson(
            row.number,
            family_name,
            given_name,
            civility=self._line(Field.CIVILITY) or civility,
            organisation=self._line(Field.ORGANISATION, LONGEST_NAME),
            job_title=self._line(Field.JOB_TITLE),
            service=self._line(Field.SERVICE),
            grade=self._line(Field.GRADE, LONGEST_NAME),
            sector=self._line(Field.SECTOR, LONGEST_NAME),
            email=self._first(Field.EMAIL, mail_of) or "",
            phone=self._first(Field.PHONE, phone_of) or "",
            committees=self._committees(),
            joined_on=self._day(Field.JOINED_ON),
            left_on=self._day(Field.LEFT_ON),
            post_from=self._day(Field.POST_FROM),
        )
        self._check(person)
        if not self._failed:
            self.people.append(person)

    def _no_person(self) -> str | None:
        """Return why the row is nobody's, None where it is somebody's."""
        if self._repeats_header():
            return "header_again"
        names = [cell for wanted in (*NAMING, Field.GIVEN_NAME) for cell in self._cells(wanted)]
        if len(names) > 1 and all(map(_is_text, names)):
            return None
        cells = [cell for cell in self._row.cells if cell is not None]
        if not any(isinstance(cell, Unreadable) for cell in names) and not any(map(_is_text, cells)):
            return "row_without_name"  # numbers alone: the sums of a total line
        if not any(map(_is_text, self._cells(Field.GIVEN_NAME))) and any(map(_is_total, names or cells)):
            return "total_line"
        if names:
            alone = len(cells) == 1 and not self._cells(Field.GIVEN_NAME)
            return "note_line" if alone and self._is_note(cells[0]) else None
        speaks = any(self._cells(wanted) for wanted in (Field.EMAIL, Field.PHONE, Field.COMMITTEES))
        return None if speaks else "row_without_name"

    def _is_note(self, cell: CellValue) -> bool:
        """Say whether the only cell of a row is a remark rather than somebody's whole name."""
        if not isinstance(cell, str):
            return False
        words = cell.split()
        marks = any(char.isdigit() or char in ":=@" for word in words for char in word)
        return Field.GIVEN_NAME in self._fields or marks or len(words) > 5

    def _repeats_header(self) -> bool:
        same = 0
        for column in self._layout.columns:
            cell = self._row.at(column.index)
            if isinstance(cell, str):
                if " ".join(cell.split()).casefold() != column.header.casefold():
                    return False
                same += 1
        return same > 1

    def _cells(self, wanted: Field) -> list[CellValue]:
        cells = (self._row.at(column.index) for column in self._fields.get(wanted, ()))
        return [cell for cell in cells if cell is not None]

    def _names(self) -> tuple[str, str, str]:
        for target in (Field.FULL_NAME, Field.FULL_NAME_GIVEN_FIRST):
            if target in self._fields:
                read = partial(full_name_of, given_first=target is Field.FULL_NAME_GIVEN_FIRST)
                return self._first(target, read) or ("", "", "")
        return "", self._first(Field.FAMILY_NAME, name_of) or "", self._first(Field.GIVEN_NAME, name_of) or ""

    def _first(self, wanted: Field, read: Callable[[CellValue], Read]) -> Read | None:
        """Return what the first column of ``wanted`` that says anything says, None where none does."""
        for column in self._fields.get(wanted, ()):
            value = self._try(column, read)
            if value:
                return value
        return None

    def _try(self, column: Column, read: Callable[[CellValue], Read]) -> Read | None:
        cell = self._row.at(column.index)
        if cell is None:
            return None
        try:
            return read(cell)
        except Refused as refused:
            self._say(column.header, refused.code, **refused.values)
            return None

    def _line(self, wanted: Field, longest: int = LONGEST_LINE) -> str:
        return self._first(wanted, lambda cell: line_of(cell, longest)) or ""

    def _day(self, wanted: Field) -> date | None:
        return self._first(wanted, lambda cell: day_of(cell, self._today))

    def _committees(self) -> tuple[int, ...]:
        found = [] if self._into is None else [self._into]
        for column, committee_id in self._crosses:
            if self._try(column, cross_of):
                found.append(committee_id)
        for column in self._fields.get(Field.COMMITTEES, ()):
            known, unknown = self._bodies.read(self._try(column, _listing) or "")
            found += known
            for name in unknown:
                self._say(column.header, "committee_unknown", name=name)
        return tuple(dict.fromkeys(found))

    def _check(self, person: ListedPerson) -> None:
        named = (*NAMING, Field.GIVEN_NAME)
        header = next((self._fields[each][0].header for each in named if each in self._fields), "")
        if not self._failed and not person.family_name:
            self._say(header, "family_name_missing")
        elif not self._failed and not person.given_name:
            given = self._fields.get(Field.GIVEN_NAME)
            self._say(given[0].header if given else header, "given_name_missing", name=person.family_name)
        if person.joined_on and person.left_on and person.left_on <= person.joined_on:
            column = self._fields[Field.LEFT_ON][0].header
            self._say(column, "left_before_joined", joined_on=person.joined_on, left_on=person.left_on)

    def _say(self, column: str, code: str, **values: object) -> None:
        self.errors.append(Remark(self._row.number, column, code, values))
        self._failed = True


def _listing(cell: CellValue) -> str:
    """Return a cell's text with its line breaks, which part one committee from the next."""
    text = line_of(cell, _LONGEST_LISTING)
    return cell if text and isinstance(cell, str) else text


def _is_text(cell: CellValue) -> bool:
    return isinstance(cell, str) and any(map(str.isalnum, cell))


def _is_total(cell: CellValue) -> bool:
    if not isinstance(cell, str) or len(cell) > LONGEST_LINE:
        return False
    return f"{fold(cell)} ".startswith(tuple(f"{word} " for word in _TOTALS))

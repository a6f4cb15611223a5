"""An import as it is shown before it is done: the columns recognised, and row by row what will change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Grade, Organisation, Sector
from pstdesk.domain.errors import Refused
from pstdesk.domain.identity import Reference
from pstdesk.domain.people_cells import text_of
from pstdesk.domain.people_columns import NAMING, Field, Target, find_layout
from pstdesk.domain.people_list import PeopleList
from pstdesk.domain.people_plan import PeoplePlan
from pstdesk.domain.people_records import NewRecord
from pstdesk.domain.sheet import CellValue, Sheet, SheetRow
from pstdesk.i18n import format_date
from pstdesk.services.import_lines import Names, Outcome, PreviewRow, fate_of, lines_of
from pstdesk.services.import_people import ImportPlan, plan_import
from pstdesk.services.import_register import body_names

_SAMPLES = 3
_NAMED_BY = NAMING | {Field.GIVEN_NAME}


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """One column of the list (from 0): its header, some of its values, what it is taken for."""

    index: int
    header: str
    samples: tuple[str, ...]
    target: Target
    looks_like_committee: bool


@dataclass(frozen=True, slots=True)
class CommitteeChoice:
    """A committee that a column, or the whole list, can be for."""

    id: int
    short_name: str
    name: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The whole preview; ``planned`` is what ``apply_import`` takes when the reader agrees.

    ``sheets`` are the names of the sheets that hold a list, ``sheet`` the one that was read. The counts of
    people and memberships hold although errors may keep them from being made.
    """

    planned: ImportPlan
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    columns: tuple[PreviewColumn, ...]
    committees: tuple[CommitteeChoice, ...]
    rows: tuple[PreviewRow, ...]
    made: int
    """How many people will be made."""
    changed: int
    """How many people will be changed, be it in a membership only."""
    memberships: int
    """How many memberships will be made or changed."""
    organisations: int
    """How many organisations will be made."""

    @property
    def people(self) -> int:
        """How many people importing will touch."""
        return self.made + self.changed

    def count(self, outcome: Outcome) -> int:
        """Return how many lines have this outcome."""
        return sum(row.outcome == outcome for row in self.rows)


def preview_import(
    session: Session,
    sheets: Sequence[Sheet],
    today: date,
    *,
    committee: str = "",
    sheet: str | None = None,
    targets: Mapping[int, Target] | None = None,
) -> ImportPreview:
    """Return what importing the list would do, to be shown; takes and refuses what ``plan_import`` does."""
    planned = plan_import(session, sheets, today, committee=committee, sheet=sheet, targets=targets)
    choices = _committees(session)
    rows = lines_of(planned.plan, _names(session, planned.plan, choices), _listed(planned.listed, sheets))
    bodies = body_names(session)
    people = [fate_of(person) for person in planned.plan.people]
    fates = [fate for person in planned.plan.people for _membership, fate in person.memberships]
    return ImportPreview(
        planned=planned,
        sheets=tuple(each.name for each in sheets if find_layout(each, bodies) is not None),
        sheet=planned.listed.sheet,
        header_row=planned.listed.layout.header_row,
        columns=_columns(planned.listed, sheets),
        committees=choices,
        rows=rows,
        made=people.count("made"),
        changed=people.count("changed"),
        memberships=sum(fate != "unchanged" for fate in fates),
        organisations=len(planned.plan.organisations),
    )


def _committees(session: Session) -> tuple[CommitteeChoice, ...]:
    query = (
        select(Committee.id, Committee.short_name, Committee.name)
        .where(Committee.archived_at.is_(None))
        .order_by(Committee.position, Committee.id)
    )
    return tuple(CommitteeChoice(*row) for row in session.execute(query))


# The columns


def _rows(listed: PeopleList, sheets: Iterable[Sheet]) -> tuple[SheetRow, ...]:
    """Return the rows below the header."""
    read = next(sheet for sheet in sheets if sheet.name == listed.sheet)
    return tuple(row for row in read.rows if row.number >= listed.layout.first_row)


def _listed(listed: PeopleList, sheets: Iterable[Sheet]) -> dict[int, str]:
    """Return whom each row names, as it is written there."""
    naming = [column.index for column in listed.layout.columns if column.target in _NAMED_BY]
    return {
        row.number: " ".join(filter(None, (_shown(row.at(index)) for index in naming)))
        for row in _rows(listed, sheets)
    }


def _columns(listed: PeopleList, sheets: Iterable[Sheet]) -> tuple[PreviewColumn, ...]:
    rows = _rows(listed, sheets)
    return tuple(
        PreviewColumn(
            column.index,
            column.header,
            _samples(row.at(column.index) for row in rows),
            column.target,
            column.looks_like_committee,
        )
        for column in listed.layout.columns
    )


def _samples(cells: Iterable[CellValue]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for cell in cells:
        if cell is None:
            continue
        found.setdefault(_shown(cell))
        if len(found) == _SAMPLES:
            break
    return tuple(text for text in found if text)


def _shown(cell: CellValue) -> str:
    if isinstance(cell, date):
        return format_date(cell, "short")
    try:
        return text_of(cell)
    except Refused:
        return ""


def _names(session: Session, plan: PeoplePlan, choices: Iterable[CommitteeChoice]) -> Names:
    def named(
        model: type[Organisation] | type[Sector] | type[Grade], new: Iterable[NewRecord]
    ) -> dict[Reference, str]:
        names: dict[Reference, str] = {
            row[0]: row[1] for row in session.execute(select(model.id, model.name))
        }
        return names | {record.key: record.name for record in new}

    return Names(
        named(Organisation, plan.organisations),
        named(Sector, plan.sectors),
        named(Grade, plan.grades),
        {choice.id: choice.short_name for choice in choices},
    )

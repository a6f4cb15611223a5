"""Lists of people into the base: read, shown as a plan, then done whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pstdesk import collector
from pstdesk.db.database import Database
from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.body_names import BodyNames
from pstdesk.domain.errors import Refused
from pstdesk.domain.people_columns import Target
from pstdesk.domain.people_list import PeopleList, Remark, read_people
from pstdesk.domain.people_plan import Fate, PeoplePlan, plan_people
from pstdesk.domain.sheet import Sheet
from pstdesk.sentences import sentence
from pstdesk.services.import_register import body_names, load_register
from pstdesk.services.import_writes import write_plan


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A list as it was understood and what importing it will do; plain values, for a preview.

    ``listed.layout`` tells what each column was taken for; :func:`plan_import` takes corrections of it.
    """

    listed: PeopleList
    plan: PeoplePlan
    today: date


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were made, changed, or there as listed."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a row of the list; ``column`` is the header of the cell, "" for the whole row."""

    row: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do; with any error it did nothing.

    ``doubtful`` people are those to look at: told from others by a damaged name, or not imported because
    several people bear their name; the latter are among ``skipped`` too.
    """

    rows: int
    people: Counts
    doubtful: tuple[Note, ...]
    memberships: Counts
    organisations_made: int
    skipped: tuple[Note, ...]
    errors: tuple[Note, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as ``import people --json`` prints it (docs/import.md)."""
        people, memberships = self.people, self.memberships
        return {
            "rows": self.rows,
            "people": {
                "made": people.made,
                "changed": people.changed,
                "unchanged": people.unchanged,
                "doubtful": len(self.doubtful),
            },
            "memberships": {
                "made": memberships.made,
                "changed": memberships.changed,
                "unchanged": memberships.unchanged,
            },
            "organisations": {"made": self.organisations_made},
            "skipped": [{"row": note.row, "why": note.why} for note in self.skipped],
            "errors": [{"row": note.row, "column": note.column, "why": note.why} for note in self.errors],
        }


def import_people(
    database: Database,
    path: Path,
    today: date,
    *,
    committee: str = "",
    dry_run: bool = False,
    beforehand: Callable[[], object] = lambda: None,
) -> ImportReport:
    """Import the list in the file ``path`` and return what that did; ``committee`` is one for everybody.

    With errors in the list nothing is imported and the report says them; ``dry_run`` changes nothing either.
    ``beforehand`` is called where the base is about to change, nothing having been written yet.
    Raises Refused for a file that cannot be read as a list, and for a committee that is not there.
    """
    with collector.paused():  # a list is plain values, through which it would walk again and again
        if dry_run:
            return _try_import(database, path, today, committee)
        return _import_people(database, path, today, committee, beforehand)


def _try_import(database: Database, path: Path, today: date, committee: str) -> ImportReport:
    sheets = read_sheets(path)
    with database.read() as session:
        return report(plan_import(session, sheets, today, committee=committee))


def _import_people(
    database: Database, path: Path, today: date, committee: str, beforehand: Callable[[], object]
) -> ImportReport:
    sheets = read_sheets(path)
    with database.write() as session:
        planned = plan_import(session, sheets, today, committee=committee)
        if not planned.plan.errors:
            beforehand()
            write_plan(session, planned.plan)
        return report(planned)


def plan_import(
    session: Session,
    sheets: Sequence[Sheet],
    today: date,
    *,
    committee: str = "",
    sheet: str | None = None,
    targets: Mapping[int, Target] | None = None,
) -> ImportPlan:
    """Return what importing the list will do; ``sheets`` come from ``documents.spreadsheet.read_sheets``.

    ``sheet`` and ``targets`` correct which sheet is the list and what its columns (from 0) are taken for.
    Raises Refused ``list_without_names`` and, for the name ``committee``, ``committee_unknown``.
    """
    bodies = body_names(session)
    listed = read_people(
        sheets, bodies, today, sheet=sheet, targets=targets, into=_committee(bodies, committee)
    )
    return ImportPlan(listed, plan_people(listed, load_register(session), today), today)


def _committee(bodies: BodyNames, name: str) -> int | None:
    if not name.strip():
        return None
    found = bodies.named(name)
    if found is None:
        raise Refused("committee_unknown", name=name)
    return found


def apply_import(session: Session, planned: ImportPlan) -> ImportReport:
    """Do what was shown and return the report.

    Raises Refused ``import_has_errors``, or ``import_base_changed`` where the base is no longer as it was
    when the plan was made: what happens is what was shown, or nothing.
    """
    errors = len(planned.plan.errors)
    if errors:
        raise Refused("import_has_errors", count=errors)
    if plan_people(planned.listed, load_register(session), planned.today) != planned.plan:
        raise Refused("import_base_changed")
    write_plan(session, planned.plan)
    return report(planned)


def report(planned: ImportPlan) -> ImportReport:
    """Return what the plan will do; nothing where it has errors."""
    plan = planned.plan
    people = [] if plan.errors else [person.fate for person in plan.people]
    memberships = [] if plan.errors else [fate for person in plan.people for _, fate in person.memberships]
    doubts = [person.doubt for person in plan.people if person.doubt is not None]
    return ImportReport(
        rows=plan.rows,
        people=_counts(people),
        doubtful=notes((*doubts, *plan.not_made)),
        memberships=_counts(memberships),
        organisations_made=0 if plan.errors else len(plan.organisations),
        skipped=notes((*plan.skipped, *plan.not_made)),
        errors=notes(plan.errors),
    )


def _counts(fates: Sequence[Fate]) -> Counts:
    return Counts(fates.count("made"), fates.count("changed"), fates.count("unchanged"))


def notes(remarks: Sequence[Remark]) -> tuple[Note, ...]:
    """Return the remarks as sentences, in the order of their rows."""
    ordered = sorted(remarks, key=lambda remark: remark.row)
    return tuple(
        Note(remark.row, remark.column, sentence(Refused(remark.code, **remark.values))) for remark in ordered
    )

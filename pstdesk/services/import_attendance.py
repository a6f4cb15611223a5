"""Lists of past attendance into the base: read, shown as a plan, then done whole or not at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from pstdesk import collector
from pstdesk.db.database import Database
from pstdesk.db.models import Attendance, Meeting, Minutes, Person
from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.attendance_columns import AttendanceField
from pstdesk.domain.attendance_list import AttendanceList, read_attendance
from pstdesk.domain.attendance_plan import (
    AttendancePlan,
    AttendanceRegister,
    KnownMeeting,
    KnownPerson,
    PlannedPresence,
    fates,
    plan_attendance,
)
from pstdesk.domain.calendar import quarter
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import TAKES_A_DAY
from pstdesk.domain.minutes import MinutesState, is_locked
from pstdesk.domain.sheet import Sheet
from pstdesk.services.attendance import add_guest, record
from pstdesk.services.expected import sittings
from pstdesk.services.import_people import Counts, Note, notes
from pstdesk.services.import_register import body_names
from pstdesk.services.meetings import hold

_LOCKED = [state for state in MinutesState if is_locked(state)]
_AT_ONCE = 300
"""Meetings asked for by one statement: SQLite takes a limited number of parameters."""


@dataclass(frozen=True, slots=True)
class AttendanceImport:
    """A list as it was understood and what importing it will do; plain values, for a preview."""

    listed: AttendanceList
    plan: AttendancePlan
    today: date


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    """What an import did, or would do; with any error it did nothing."""

    rows: int
    meetings_made: int
    attendances: Counts
    skipped: tuple[Note, ...]
    errors: tuple[Note, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as ``import attendance --json`` prints it (docs/import.md)."""
        counts = self.attendances
        return {
            "rows": self.rows,
            "meetings": {"made": self.meetings_made},
            "attendances": {
                "made": counts.made,
                "changed": counts.changed,
                "unchanged": counts.unchanged,
            },
            "skipped": [{"row": note.row, "why": note.why} for note in self.skipped],
            "errors": [{"row": note.row, "column": note.column, "why": note.why} for note in self.errors],
        }


def import_attendance(
    database: Database,
    path: Path,
    today: date,
    *,
    dry_run: bool = False,
    beforehand: Callable[[], object] = lambda: None,
) -> AttendanceReport:
    """Import the list in the file ``path`` and return what that did, as ``import_people`` does with people.

    Raises Refused for a file that cannot be read as a list of attendance.
    """
    with collector.paused():
        sheets = read_sheets(path)
        if dry_run:
            with database.read() as session:
                return report(plan_import(session, sheets, today))
        with database.write() as session:
            planned = plan_import(session, sheets, today)
            if not planned.plan.errors:
                beforehand()
                _write(session, planned.plan, today)
            return report(planned)


def plan_import(
    session: Session,
    sheets: Sequence[Sheet],
    today: date,
    *,
    sheet: str | None = None,
    targets: Mapping[int, AttendanceField | None] | None = None,
) -> AttendanceImport:
    """Return what importing the list will do; ``sheet`` and ``targets`` as for ``read_attendance``."""
    listed = read_attendance(sheets, body_names(session), today, sheet=sheet, targets=targets)
    return AttendanceImport(listed, plan_attendance(listed, _register(session, listed), today), today)


def apply_import(session: Session, planned: AttendanceImport) -> AttendanceReport:
    """Do what was shown and return the report.

    Raises Refused ``import_has_errors``, or ``import_base_changed`` where the base is no longer as it was.
    """
    if planned.plan.errors:
        raise Refused("import_has_errors", count=len(planned.plan.errors))
    listed = planned.listed
    if plan_attendance(listed, _register(session, listed), planned.today) != planned.plan:
        raise Refused("import_base_changed")
    _write(session, planned.plan, planned.today)
    return report(planned)


def report(planned: AttendanceImport) -> AttendanceReport:
    """Return what the plan will do; nothing where it has errors."""
    plan = planned.plan
    found = fates(() if plan.errors else plan.presences)
    return AttendanceReport(
        rows=plan.rows,
        meetings_made=0 if plan.errors else len(plan.meetings_made),
        attendances=Counts(found["made"], found["changed"], found["unchanged"]),
        skipped=notes(plan.skipped),
        errors=notes(plan.errors),
    )


def _register(session: Session, listed: AttendanceList) -> AttendanceRegister:
    named = sorted({(presence.committee_id, presence.day) for presence in listed.presences})
    meetings = _meetings(session, named)
    return AttendanceRegister(
        meetings=meetings,
        people=_people(session),
        sittings={
            committee_id: sittings(session, committee_id) for committee_id in {pair[0] for pair in named}
        },
        recorded=_recorded(session, [meeting.id for there in meetings.values() for meeting in there]),
    )


def _meetings(
    session: Session, named: Sequence[tuple[int, date]]
) -> dict[tuple[int, date], tuple[KnownMeeting, ...]]:
    found: dict[tuple[int, date], tuple[KnownMeeting, ...]] = {}
    for some in _chunks(named):
        query = (
            select(Meeting.id, Meeting.committee_id, Meeting.day, Meeting.state, Minutes.state)
            .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
            .where(tuple_(Meeting.committee_id, Meeting.day).in_(some))
            .order_by(Meeting.id)
        )
        for meeting_id, committee_id, day, state, minutes in session.execute(query):
            known = KnownMeeting(meeting_id, state, minutes in _LOCKED)
            found[committee_id, day] = (*found.get((committee_id, day), ()), known)
    return found


def _people(session: Session) -> dict[str, tuple[KnownPerson, ...]]:
    """Return everybody by folded name; one that was merged is the record it went into."""
    query = select(Person.id, Person.search_key, Person.archived_at, Person.merged_into_id)
    rows = {row.id: row for row in session.execute(query.order_by(Person.id))}
    found: dict[str, tuple[KnownPerson, ...]] = {}
    for row in rows.values():
        stands = row
        while stands.merged_into_id is not None:
            stands = rows[stands.merged_into_id]
        known = KnownPerson(stands.id, stands.archived_at is not None)
        if known not in found.get(row.search_key, ()):
            found[row.search_key] = (*found.get(row.search_key, ()), known)
    return found


def _recorded(
    session: Session, meetings: Sequence[int]
) -> dict[tuple[int, int], tuple[AttendanceStatus, bool]]:
    found = {}
    for some in _chunks(meetings):
        query = select(Attendance.meeting_id, Attendance.person_id, Attendance.status, Attendance.is_guest)
        for row in session.execute(query.where(Attendance.meeting_id.in_(some))):
            found[row.meeting_id, row.person_id] = (row.status, row.is_guest)
    return found


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


def _write(session: Session, plan: AttendancePlan, today: date) -> None:
    """Hold the meetings in the order of their days, so that they are numbered so, then say who came."""
    for committee_id, day in plan.meetings_made:
        session.add(Meeting(committee_id=committee_id, day=day, quarter=quarter(day)))
    session.flush()
    named = sorted({(presence.committee_id, presence.day) for presence in plan.presences})
    meetings = _usable(_meetings(session, named))
    made = set(plan.meetings_made)
    for key in sorted(meetings, key=lambda pair: (pair[1], pair[0])):
        if key in made or meetings[key] in plan.meetings_held:
            hold(session, meetings[key], today)
    for presence in plan.presences:
        if presence.fate != "unchanged":
            _record(session, meetings[presence.committee_id, presence.day], presence)


def _usable(
    meetings: Mapping[tuple[int, date], tuple[KnownMeeting, ...]],
) -> dict[tuple[int, date], int]:
    """Return the one meeting of each committee and day that the plan is about."""
    return {
        key: next(meeting.id for meeting in there if meeting.state in TAKES_A_DAY)
        for key, there in meetings.items()
    }


def _record(session: Session, meeting_id: int, presence: PlannedPresence) -> None:
    if presence.is_guest and session.get(Attendance, (meeting_id, presence.person_id)) is None:
        add_guest(session, meeting_id, presence.person_id)
    if presence.status is AttendanceStatus.REPRESENTED:
        # a list does not say by whom: there is no proxy to write
        session.get_one(Attendance, (meeting_id, presence.person_id)).status = presence.status
    else:
        record(session, meeting_id, presence.person_id, presence.status)

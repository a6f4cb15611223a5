"""An import of past attendance as it is shown before it is done: its columns, and meeting by meeting."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from pstdesk.domain.attendance_columns import AttendanceField, AttendanceLayout, find_attendance
from pstdesk.domain.attendance_plan import AttendancePlan
from pstdesk.domain.errors import Refused
from pstdesk.domain.sheet import CellValue, Sheet
from pstdesk.i18n import format_date
from pstdesk.services import review_rows
from pstdesk.services.import_attendance import (
    AttendanceImport,
    AttendanceReport,
    plan_import,
    report,
)
from pstdesk.services.import_people import Note, notes

Targets = Mapping[int, AttendanceField | None]


@dataclass(frozen=True, slots=True)
class AttendanceColumnRow:
    """A column of the list (from 0): its header, one of its values, what it is taken for."""

    index: int
    header: str
    sample: str
    target: AttendanceField | None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting that the list tells of: whether it is made, and what becomes of its attendances."""

    id: int
    """Its place in the list of them."""
    committee: str
    day: date
    is_made: bool
    made: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class AttendancePreview:
    """What importing the list does; while a column is missing, ``trouble`` says it and nothing is planned."""

    columns: tuple[AttendanceColumnRow, ...]
    sheet: str
    planned: AttendanceImport | None = None
    trouble: Refused | None = None
    meetings: tuple[MeetingLine, ...] = ()
    errors: tuple[Note, ...] = ()
    skipped: tuple[Note, ...] = ()

    @property
    def changes(self) -> int:
        """How many attendances importing makes or changes."""
        return sum(line.made + line.changed for line in self.meetings)

    @property
    def report(self) -> AttendanceReport | None:
        """What importing would say."""
        return None if self.planned is None else report(self.planned)


def preview_attendance(
    session: Session, sheets: Sequence[Sheet], today: date, targets: Targets
) -> AttendancePreview:
    """Return what importing the list would do; refused where no sheet is a list of attendance."""
    found = find_attendance(sheets)
    if found is None:
        raise Refused("attendance_without_header")
    sheet, layout = found
    columns = _columns(sheet, layout.corrected(targets))
    try:
        planned = plan_import(session, sheets, today, targets=targets)
    except Refused as refused:
        if refused.code != "attendance_without_column":
            raise
        return AttendancePreview(columns, sheet.name, trouble=refused)
    plan = planned.plan
    return AttendancePreview(
        columns,
        sheet.name,
        planned,
        meetings=_meetings(session, plan),
        errors=notes(plan.errors),
        skipped=notes(plan.skipped),
    )


def _columns(sheet: Sheet, layout: AttendanceLayout) -> tuple[AttendanceColumnRow, ...]:
    below = [row for row in sheet.rows if row.number >= layout.first_row]
    return tuple(
        AttendanceColumnRow(
            column.index,
            column.header,
            next((_told(cell) for row in below if (cell := row.at(column.index)) not in (None, "")), ""),
            column.target,
        )
        for column in layout.columns
    )


def _told(cell: CellValue) -> str:
    return format_date(cell, "medium") if isinstance(cell, date) else str(cell)


def _meetings(session: Session, plan: AttendancePlan) -> tuple[MeetingLine, ...]:
    names = {body.id: body.short_name or body.name for body in review_rows.bodies(session)}
    fates: dict[tuple[date, int], Counter[str]] = {}
    for presence in plan.presences:
        fates.setdefault((presence.day, presence.committee_id), Counter())[presence.fate] += 1
    made = set(plan.meetings_made)
    return tuple(
        MeetingLine(
            place,
            names[committee_id],
            day,
            (committee_id, day) in made,
            counts["made"],
            counts["changed"],
            counts["unchanged"],
        )
        for place, ((day, committee_id), counts) in enumerate(sorted(fates.items()), 1)
    )

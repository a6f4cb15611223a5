"""What an installer runs after installing: a small base made, its minutes written, the window shown on it."""

import os
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.i18n import language

_SCHOOL_CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//pstdesk//essai//FR
BEGIN:VEVENT
UID:1@essai
SUMMARY:Vacances d’essai - Zone B
DTSTART;VALUE=DATE:20261219
DTEND;VALUE=DATE:20270104
END:VEVENT
END:VCALENDAR
"""
"""One holiday, as the ministry publishes them."""


def run(today: date) -> None:
    """Raise where any part of the installed program fails; leave nothing behind."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="pstdesk-") as name:
        folder = Path(name)
        base = folder / "essai.pstdesk"
        _write_minutes(base, _make_base(base, today), today)
        _write_review(base, today)
        _read_calendars(folder / "essai.ics", today)
        _show(base, folder)


def _make_base(base: Path, today: date) -> int:
    """Make a base with one meeting that was held, and return the meeting's id."""
    from pstdesk.db.migrate import open_base
    from pstdesk.services.agenda import ItemForm, add_item, write_notes
    from pstdesk.services.attendance import record
    from pstdesk.services.committees import committee_named
    from pstdesk.services.meetings import MeetingForm, hold, plan_meeting
    from pstdesk.services.memberships import MembershipForm, enrol
    from pstdesk.services.new_base import new_base
    from pstdesk.services.people import PersonForm, add_person
    from pstdesk.services.programme import ProgrammeForm
    from pstdesk.services.results import ActionForm, add_action, add_decision

    new_base(base, "bondy", ProgrammeForm("Essai", "Essai"), today)
    with closing(open_base(base)) as database, database.write() as session:
        committee_id = committee_named(session, "CT1")
        person_id = add_person(session, PersonForm("Œillardin", "Zoé"))
        enrol(session, committee_id, person_id, MembershipForm())
        meeting_id = plan_meeting(session, MeetingForm(committee_id, today, time(14)))
        item_id = add_item(session, meeting_id, ItemForm("Point d’essai"))
        hold(session, meeting_id, today)
        record(session, meeting_id, person_id, AttendanceStatus.PRESENT)
        write_notes(session, item_id, "Tout fonctionne.", 1)
        add_decision(session, item_id, "L’essai est concluant.")
        add_action(session, item_id, ActionForm("Continuer", "Zoé Œillardin"))
    return meeting_id


def _write_minutes(base: Path, meeting_id: int, today: date) -> None:
    from pstdesk.db.migrate import open_base
    from pstdesk.services.check import check_base
    from pstdesk.services.minutes_export import export_minutes

    with closing(open_base(base)) as database:
        for name in ("essai.docx", "essai.pdf"):
            written = export_minutes(
                database, meeting_id, base.with_name(name), datetime.combine(today, time(12), UTC)
            )
            if written.stat().st_size < 1_000:
                raise RuntimeError(f"{name} is empty")
        with database.read() as session:
            if findings := check_base(session):
                raise RuntimeError(str(findings))


def _write_review(base: Path, today: date) -> None:
    """Write the review, whose charts need a library that draws pictures."""
    from pstdesk.db.migrate import open_base
    from pstdesk.domain.period import year
    from pstdesk.services.export import export_document
    from pstdesk.services.review_export import SUFFIXES, period_order

    with closing(open_base(base)) as database:
        for suffix in SUFFIXES:
            order = period_order(year(today.year), today)
            written = export_document(database, order, base.with_name(f"bilan{suffix}"))
            if written.stat().st_size < 1_000:
                raise RuntimeError(f"{written.name} is empty")


def _read_calendars(path: Path, today: date) -> None:
    """Look for the data that the libraries of holidays keep beside their code."""
    from pstdesk.documents.school_calendar import read_school_calendar
    from pstdesk.services.days_off import public_holidays

    christmas = date(today.year, 12, 25)
    for name, called in (("fr", "Noël"), ("en", "Christmas Day")):
        with language(name):
            if public_holidays((today.year,)).get(christmas) != called:
                raise RuntimeError(f"no public holidays in {name}")
    path.write_text(_SCHOOL_CALENDAR, encoding="utf-8")
    if [found.name for found in read_school_calendar(path, "B")] != ["Vacances d’essai"]:
        raise RuntimeError("no school holidays")


def _show(base: Path, folder: Path) -> None:
    from pstdesk.app import visit_places
    from pstdesk.settings import Preferences

    visit_places(base, Preferences(folder / "settings.json"))

"""The attendance of a meeting: hours, suppléants, new members, the quorum, the signed sheet."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from pstdesk.db.models import Committee, Meeting, Membership, Person, RuleSet
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.voting import QuorumRule
from pstdesk.services import agenda, attachments, attendance, meetings
from pstdesk.services.agenda import ItemForm
from pstdesk.services.inquorate import declare_inquorate
from pstdesk.services.meetings import MeetingForm
from pstdesk.ui.meetings.page import MeetingsPage
from tests import builders
from tests.ui import meeting_story
from tests.ui.scenes.meetings import place
from tests.ui.stage import Stage


def told(stage: Stage, change: Callable[[Any, int], object]) -> MeetingsPage:
    """Return the place on the held meeting of the story, after ``change(session, meeting_id)``."""
    page = place(stage, "held")
    meeting_id = page.view.meeting_id or 0
    stage.desk.write(stage.window, lambda session: change(session, meeting_id)).start()
    stage.settle()
    stage.settle()
    page.view.panes.reveal(page.view.attendance)
    page.view.attendance.take_focus()
    return page


def _row(session: Any, meeting_id: int, place: int) -> int:
    return attendance.attendance_rows(session, meeting_id)[place].person_id


def _hours(session: Any, meeting_id: int) -> None:
    for at, (arrived_at, left_at) in enumerate(
        ((time(14, 20), None), (None, time(15, 30)), (time(14, 10), time(15, 45)))
    ):
        attendance.record_hours(session, meeting_id, _row(session, meeting_id, at), arrived_at, left_at)


def _substitute(session: Any) -> Person:
    """Return Noé Ünal, suppléant of Inès D’Arcy in every body in which she sits; made once."""
    known = session.scalar(select(Person).where(Person.family_name == "Ünal"))
    if known is not None:
        return known
    who = builders.person(session, "Noé", "Ünal")
    query = select(Membership).join(Person, Person.id == Membership.person_id)
    for seat in session.scalars(query.where(Person.family_name == "D’Arcy")).all():
        body = session.get_one(Committee, seat.committee_id)
        builders.membership(session, who, body, substitute_for_id=seat.person_id)
    return who


def _sits_in(session: Any, meeting_id: int) -> None:
    attendance.stand_in(session, meeting_id, _substitute(session).id)


def _asks(session: Any, meeting_id: int) -> None:
    body = session.get_one(Meeting, meeting_id).committee_id
    rule = RuleSet.quorum == QuorumRule.MORE_THAN_HALF_PRESENT
    found = session.scalar(select(RuleSet).where(rule)) or builders.rule_set(
        session, "Avec quorum", quorum=QuorumRule.MORE_THAN_HALF_PRESENT
    )
    session.get_one(Committee, body).rule_set_id = found.id


def _asks_in_vain(session: Any, meeting_id: int) -> None:
    _asks(session, meeting_id)
    for at in range(2, 6):
        attendance.record(session, meeting_id, _row(session, meeting_id, at), AttendanceStatus.EXCUSED)


def _has_sheet(session: Any, meeting_id: int) -> None:
    scan = ("emargement-CT3-2026-11-12.pdf", b"%PDF-1.7")
    attachments.attach_content(session, meeting_id, *scan, purpose=AttachmentPurpose.SIGN_IN_SHEET)


def hours(stage: Stage) -> QWidget:
    told(stage, _hours)
    return stage.window


def typing_hours(stage: Stage) -> QWidget:
    panel = told(stage, _hours).view.attendance
    panel.entry.setText("kerl 14h20")
    panel.entry.textEdited.emit("kerl 14h20")
    return stage.window


def hours_dialog(stage: Stage) -> QWidget:
    panel = told(stage, _hours).view.attendance
    panel.list.selectRow(2)
    panel.actions_on.ask_hours()
    stage.settle()
    return stage.dialog()


def substitute(stage: Stage) -> QWidget:
    panel = told(stage, _sits_in).view.attendance
    panel.list.select_id(next(who.id for who in panel.book.everybody if who.substitute_for))
    return stage.window


def new_member(stage: Stage) -> QWidget:
    told(stage, lambda _session, _meeting_id: None).view.attendance.add_guest()
    guest: Any = stage.dialog()
    guest.begin_new("Véra Œstrup")
    guest.joins.setChecked(True)
    stage.settle()
    return guest  # type: ignore[no-any-return]  # a GuestDialog


def quorum(stage: Stage) -> QWidget:
    told(stage, _asks_in_vain)
    return stage.window


def inquorate(stage: Stage) -> QWidget:
    place(stage)
    found: list[int] = []
    stage.desk.write(stage.window, _lacking).success(found.append).start()
    stage.wait(lambda: bool(found))
    stage.window.go("meetings", found[0])
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    page.view.panes.reveal(page.view.attendance)
    return stage.window


def _lacking(session: Any) -> int:
    """Return a meeting of CT1 that lacked its quorum; made once."""
    known = session.scalar(select(Meeting.id).where(Meeting.state == MeetingState.INQUORATE))
    if known is not None:
        return int(known)
    body = session.scalars(select(Committee).where(Committee.short_name == "CT1")).one()
    meeting_story.add_members(session, body)
    form = MeetingForm(body.id, meeting_story.DAY, time(14), time(16), meeting_story.PLACE)
    meeting_id = meetings.plan_meeting(session, form)
    agenda.add_item(session, meeting_id, ItemForm("Permanences des écrivains publics"))
    _asks(session, meeting_id)
    meetings.hold(session, meeting_id, meeting_story.DAY)
    for at in range(6):
        attendance.record(session, meeting_id, _row(session, meeting_id, at), AttendanceStatus.PRESENT)
    declare_inquorate(session, meeting_id, datetime.now(UTC), meeting_story.DAY)
    return meeting_id


def called_again(stage: Stage) -> QWidget:
    inquorate(stage)
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    page.view.steps.life.call_again()
    stage.settle()
    dialog: Any = stage.dialog()
    dialog.day.setText("14/11/2026")
    stage.settle()
    return dialog  # type: ignore[no-any-return]  # a SecondConvocationDialog


def sheet(stage: Stage) -> QWidget:
    told(stage, _has_sheet)
    return stage.window


SCENES = {
    "seance-horaires": hours,
    "seance-horaires-saisie": typing_hours,
    "seance-horaires-dialogue": hours_dialog,
    "seance-suppleant": substitute,
    "seance-nouveau-membre": new_member,
    "seance-quorum": quorum,
    "seance-carence": inquorate,
    "seance-seconde-convocation": called_again,
    "seance-feuille": sheet,
}

"""Closing a meeting: when it ended, what comes back, what is missing; and opening it again."""

from datetime import time, timedelta
from typing import Any

from PySide6.QtCore import Qt

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.services import agenda, attendance, meeting_mode, meetings
from pstdesk.services.meetings import MeetingForm
from tests.ui import meeting_story
from tests.ui.meetings.conftest import PLANNED, Seances
from tests.ui.meetings.hours import START, Time
from tests.ui.meetings.live import NBSP, choices, opened, primary

CONTROL = Qt.KeyboardModifier.ControlModifier


def close(seances: Seances) -> Any:
    primary(seances.view, "Clore la séance")
    dialog = seances.dialog()
    seances.stage.wait(lambda: dialog.primary.isEnabled())
    return dialog


def test_closing_proposes_the_hour_and_says_what_comes_back(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    seances.type("Noté juste avant de clore")
    hours.passes(view, minutes=10)
    seances.press(Qt.Key.Key_PageDown, CONTROL)
    hours.passes(view, minutes=113.6)
    dialog = close(seances)
    assert dialog.ends.text().replace(NBSP, " ") == "16 h 05"
    boxes = {box.text().replace(NBSP, " "): box.isChecked() for box in dialog.returning.values()}
    assert boxes == {
        "4. Chantier d’insertion des berges : calendrier et encadrement (1 h 53 en séance)": False,
        "5. Élection du référent": True,
        "6. Questions diverses": True,
        "7. Prochaine réunion": True,
    }
    assert "20 présences" in dialog.attendance.sentence
    assert "prochaine séance" in dialog.next_meeting.sentence
    list(dialog.returning.values())[1].setChecked(False)
    dialog.primary.click()
    seances.settle()
    page = seances.base(PLANNED)
    assert (page.head.form.ends_at, page.head.closed_at) == (time(16, 5), hours.now())
    states = [item.state for item in page.items[2:]]
    dealt_with, not_reached = ItemState.DEALT_WITH, ItemState.NOT_REACHED
    assert states == [dealt_with, dealt_with, dealt_with, not_reached, not_reached]
    assert [item.spent_seconds for item in page.items[2:4]] == [600, 113 * 60 + 36]
    assert view.header.primary is not None
    assert view.header.primary.text() == "Compte rendu Word"
    assert not view.mode.button.isVisible()
    assert view.where.isVisible()
    assert seances.said == "La séance est close."


def test_a_meeting_closed_too_early_is_opened_again(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    close(seances).primary.click()
    seances.settle()
    seances.stage.window._messages._action.click()
    seances.settle()
    assert seances.base(PLANNED).head.is_open
    assert view.mode.button.isVisible()
    close(seances).primary.click()
    seances.settle()
    choices(view)["Rouvrir la séance"].trigger()
    seances.settle()
    assert seances.base(PLANNED).head.is_open


def test_an_end_before_the_beginning_is_said_under_the_hour(seances: Seances, hours: Time) -> None:
    opened(seances, hours)
    dialog = close(seances)
    dialog.ends.setText("13h")
    dialog.primary.click()
    seances.settle()
    assert dialog.isVisible()
    assert "finit avant de commencer" in dialog.form._cells["ends"].below.text()
    assert seances.base(PLANNED).head.is_open


def test_attendance_is_a_click_away_from_the_closing(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    dialog = close(seances)
    dialog.attendance.links[0].click()
    seances.settle()
    assert view.attendance.entry.hasFocus()
    assert seances.base(PLANNED).head.is_open


def test_nothing_is_said_where_nothing_is_missing(seances: Seances, hours: Time) -> None:
    opened(seances, hours)

    def complete(session: Any) -> None:
        for row in attendance.attendance_rows(session, PLANNED):
            attendance.record(session, PLANNED, row.person_id, AttendanceStatus.PRESENT)
        for item in agenda.item_rows(session, PLANNED):
            agenda.set_item_state(session, item.id, ItemState.DEALT_WITH)
        committee_id = meetings.meeting_head(session, PLANNED).form.committee_id
        meetings.plan_meeting(session, MeetingForm(committee_id, meeting_story.DAY + timedelta(days=90)))

    seances.change(complete)
    dialog = close(seances)
    assert (dialog.returning, dialog.attendance.sentence, dialog.next_meeting.sentence) == ({}, "", "")


def test_a_meeting_forgotten_overnight_proposes_its_planned_end(seances: Seances, hours: Time) -> None:
    opened(seances, hours)
    hours.seconds += 20 * 3600
    assert close(seances).ends.text().replace(NBSP, " ") == "16 h"


def test_a_meeting_closed_elsewhere_meanwhile_is_said(seances: Seances, hours: Time) -> None:
    opened(seances, hours)
    dialog = close(seances)
    seances.change(lambda session: meeting_mode.close_meeting(session, PLANNED, START, None, ()))
    dialog.primary.click()
    seances.settle()
    assert "n’est pas ouverte" in dialog._trouble.text()

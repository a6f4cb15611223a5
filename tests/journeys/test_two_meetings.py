"""Two meetings of a committee, from the agenda of the first to its minutes approved in the second."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.lights import LightState, lights
from pstdesk.domain.minutes import ApprovalMode, MinutesState, MinutesStep
from pstdesk.i18n import NBSP
from pstdesk.services import check
from pstdesk.services.meeting_page import MeetingPage, meeting_page
from pstdesk.ui import clock
from pstdesk.ui.meetings.guest_dialog import GuestDialog
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.meetings.proxy_dialog import ProxyDialog
from tests import lists
from tests.journeys.officer import (
    PRESENT,
    Officer,
    add_result,
    committee_of_twenty,
    looked_into,
    plan_meeting,
    primary,
    start,
    take_people_in,
)
from tests.journeys.test_first_meeting import close, hold_and_sign_in
from tests.ui.stage import Stage
from tests.ui.stalls import own_work

TITLES = ("Permanences d’accès aux droits", "Fiche de liaison", "Jardins partagés")
NOT_REACHED = 2
LATE, GRANTOR, HOLDER = PRESENT + 1, PRESENT + 2, 0
"""Lines of the sheet: who came at 14:20, and who gave a proxy to the first."""
FAMILY, GIVEN = "Quévreux-L’Œil", "Aëlle"
EARLIER = 30


class Story:
    """The stage, the officer and the base they work on."""

    def __init__(self, stage: Stage, officer: Officer, base: Path) -> None:
        self.stage, self.officer, self.base = stage, officer, base

    @property
    def page(self) -> MeetingsPage:
        shown = self.stage.window.page
        assert isinstance(shown, MeetingsPage)
        return shown

    def read(self, meeting_id: int) -> MeetingPage:
        """Return what the base holds of a meeting."""
        with looked_into(self.base) as session:
            return meeting_page(session, meeting_id)

    def open(self, meeting_id: int) -> None:
        self.stage.window.go("meetings", meeting_id)
        self.stage.settle()

    def press(self, key: Qt.Key) -> None:
        target = self.page.view.attendance.list
        target.setFocus()
        QTest.keyClick(target, key)
        self.stage.settle()

    def minutes_step(self, step: MinutesStep) -> Any:
        """Take a step of the minutes, and return the dialog that asks first."""
        self.page.view.minutes_steps.take(step)
        self.stage.wait(lambda: self._has_dialog())
        self.stage.settle()
        return self.stage.dialog()

    def _has_dialog(self) -> bool:
        try:
            self.stage.dialog()
        except LookupError:
            return False
        return True

    def minutes_state(self, meeting_id: int) -> MinutesState | None:
        return self.read(meeting_id).head.minutes_state

    def shining(self, meeting_id: int) -> list[LightState]:
        return [lamp.state for lamp in lights(self.read(meeting_id).facts, clock.today())]


def test_two_meetings_from_agenda_to_approved_minutes(
    stage: Stage, officer: Officer, folder: Path, tmp_path: Path
) -> None:
    base = start(stage, officer)
    take_people_in(stage, officer, lists.write_xlsx(tmp_path / "inscrits.xlsx"))
    story = Story(stage, officer, base)
    committee = committee_of_twenty(base)
    first = hold_the_first(story, committee)
    correct_and_send(story, first, folder)
    second = plan_the_second(story, committee, first)
    hold_the_second(story, first, second)
    find_the_first_locked(story, first, folder)
    assert_all_is_well(story, first, second)


def hold_the_first(story: Story, committee: int) -> int:
    """A month ago: twenty by number, one late, a proxy, a walk-in who joins, an item not reached."""
    stage, officer = story.stage, story.officer
    page = plan_meeting(stage, officer, committee, clock.today() - timedelta(days=EARLIER), TITLES)
    assert page.view.meeting_id is not None
    hold_and_sign_in(stage, officer, page, rest_absent=False)
    book, entry = page.view.attendance.book, page.view.attendance.entry
    entry.setText(f"{LATE} 14h20")
    officer.enter(entry)
    late = book.everybody[LATE - 1]
    assert (late.arrived_at.hour, late.arrived_at.minute) == (14, 20)
    give_a_proxy(story)
    welcome_as_member(story)
    if page.view.attendance.rest.isVisible():
        officer.click(page.view.attendance.rest)
    for place in range(NOT_REACHED):
        page.view.agenda.list.choose(place)
        stage.settle()
        page.view.notes.editor.setPlainText(f"On parle de « {TITLES[place]} ».")
        stage.wait(lambda: page.view.drafts.is_settled)
    add_result(stage, page, 0, "D", ("Une permanence commune ouvre le jeudi.", "", ""))
    add_result(stage, page, 1, "A", ("Rédiger la fiche", "CCAS de Valmont", "20/12/2099"))
    page.view.agenda.list.choose(NOT_REACHED)
    stage.settle()
    page.view.notes.state_chosen.emit(ItemState.NOT_REACHED)
    stage.settle()
    return page.view.meeting_id


def give_a_proxy(story: Story) -> None:
    attendance = story.page.view.attendance
    attendance.list.select_id(attendance.book.everybody[GRANTOR - 1].id)
    story.press(Qt.Key.Key_R)
    dialog = story.stage.dialog()
    assert isinstance(dialog, ProxyDialog)
    dialog.holder.choose(attendance.book.everybody[HOLDER].id)
    story.officer.click(dialog.primary)
    grantor = attendance.book.everybody[GRANTOR - 1]
    assert grantor.status is AttendanceStatus.REPRESENTED


def welcome_as_member(story: Story) -> None:
    """Somebody nobody knows: a name typed, Enter, and the member of tomorrow in one dialog."""
    attendance = story.page.view.attendance
    attendance.entry.setText(f"{FAMILY} {GIVEN}")
    story.officer.enter(attendance.entry)
    dialog = story.stage.dialog()
    assert isinstance(dialog, GuestDialog)
    dialog.begin_new(f"{FAMILY} {GIVEN}")
    dialog.new.family.setText(FAMILY)
    dialog.new.given.setText(GIVEN)
    dialog.joins.setChecked(True)
    story.officer.click(dialog.primary)
    story.stage.wait(lambda: attendance.book.count.guests == 1)


@own_work()
def text_of(written: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(written)).paragraphs)


def correct_and_send(story: Story, first: int, folder: Path) -> None:
    """The draft goes out with its deadline, comes back with a correction, and is sent."""
    assert story.read(first).decisions[0].label == "D1"
    asking = story.minutes_step(MinutesStep.ASK_CORRECTIONS)
    asking.address.setText("pst@valmont.example")
    story.officer.click(asking.primary)
    story.stage.wait(lambda: story.minutes_state(first) is MinutesState.IN_CORRECTION)
    story.stage.wait(lambda: len(list(folder.rglob("CR_*.docx"))) == 1)
    (draft,) = folder.rglob("CR_*.docx")
    said = text_of(draft)
    assert "Corrections attendues avant le" in said.replace(NBSP, " ")
    assert "pst@valmont.example" in said
    view = story.page.view
    view.agenda.list.choose(0)
    story.stage.settle()
    view.notes.editor.appendPlainText("La CAF précise les horaires.")
    story.stage.wait(lambda: view.drafts.is_settled)
    sending = story.minutes_step(MinutesStep.SEND)
    story.stage.wait(sending.primary.isEnabled)
    story.officer.click(sending.primary)
    story.stage.wait(lambda: story.minutes_state(first) is MinutesState.SENT)
    story.stage.settle()
    (decision,) = story.read(first).decisions
    assert decision.label == f"{story.read(first).head.form.day.year}-001"


def plan_the_second(story: Story, committee: int, first: int) -> int:
    """Today: it approves the first minutes, follows its action up, and takes up what was not reached."""
    page = plan_meeting(story.stage, story.officer, committee, clock.today(), ("Élection du référent",))
    second = page.view.meeting_id
    assert second not in (None, first)
    titles = [item.form.title for item in story.read(second).items]
    kinds = [item.form.kind for item in story.read(second).items]
    assert kinds[:2] == [ItemKind.MINUTES_APPROVAL, ItemKind.ACTIONS_FOLLOW_UP]
    assert titles[2:] == [TITLES[NOT_REACHED], "Élection du référent"]
    names = {(person.family_name, person.given_name) for person in story.read(second).expected}
    assert (FAMILY, GIVEN) in names
    return second


def hold_the_second(story: Story, first: int, second: int) -> None:
    """Opened on its day: the first minutes are approved, the action is done, and it is closed."""
    stage, officer, view = story.stage, story.officer, story.page.view
    assert primary(story.page).text() == "Ouvrir la séance"
    officer.click(primary(story.page))
    stage.wait(lambda: view.steps.head is not None and view.steps.head.is_open)
    officer.keys(view.attendance.entry, "1-5")
    officer.enter(view.attendance.entry)
    officer.click(view.attendance.rest)
    view.agenda.list.choose(0)
    stage.settle()
    approve = next(one for one in view.notes.minutes.findChildren(QPushButton) if one.text() == "Approuver")
    officer.click(approve)
    stage.wait(lambda: story.minutes_state(first) is MinutesState.APPROVED)
    view.agenda.list.choose(1)
    stage.wait(lambda: len(view.notes.follow_up.table.rows) == 1)
    view.notes.follow_up.table.setFocus()
    officer.keys(view.notes.follow_up.table, "f")
    stage.settle()
    assert story.read(first).actions[0].form.state is ActionState.DONE
    for place in (2, 3):
        view.agenda.list.choose(place)
        stage.settle()
        view.notes.editor.setPlainText("C’est dit.")
        stage.wait(lambda: view.drafts.is_settled)
    close(stage, officer, story.page)


def find_the_first_locked(story: Story, first: int, folder: Path) -> None:
    """One click writes the approved minutes in Word and PDF; nothing in them can be changed any more."""
    story.open(first)
    view = story.page.view
    head = story.read(first)
    assert head.minutes is not None
    assert head.minutes.standing.approval is ApprovalMode.MEETING
    assert primary(story.page).text() == "Compte rendu approuvé"
    story.officer.click(primary(story.page))
    story.stage.wait(lambda: len(list(folder.rglob("CR_*.pdf"))) == 1)
    (pdf,) = folder.rglob("CR_*.pdf")
    approved = pdf.with_suffix(".docx")
    story.stage.wait(approved.exists)
    said = text_of(approved)
    assert "Corrections attendues" not in said
    assert "La CAF précise les horaires." in said
    assert view.notes.editor.isReadOnly()
    assert not view.agenda.new_item.isEnabled()
    assert not view.attendance.entry.isVisible()


def assert_all_is_well(story: Story, first: int, second: int) -> None:
    one, two = story.read(first).head, story.read(second).head
    assert one.number == 1
    assert two.number == (2 if two.year == one.year else 1)
    assert story.read(first).items[NOT_REACHED].state is ItemState.NOT_REACHED
    assert [item.state for item in story.read(second).items][2:] == [ItemState.DEALT_WITH] * 2
    _convocation, sheet, minutes, approval = story.shining(first)
    assert (sheet, minutes, approval) == (LightState.LATE, LightState.DONE, LightState.DONE)
    sheet_menu = story.page.view.attendance.sheet.more.choices
    next(entry for entry in sheet_menu.actions() if entry.text() == "Feuille papier classée").trigger()
    story.stage.settle()
    assert story.shining(first)[1] is LightState.DONE
    assert story.shining(second)[2:] == [LightState.DUE, LightState.NOT_DUE]
    with looked_into(story.base) as session:
        assert check.check_base(session) == ()

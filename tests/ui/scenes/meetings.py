"""The place Séances: the list, a meeting before and after, its dialogs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from pstdesk.db.models import AgendaItem, Committee, Meeting, Person
from pstdesk.services import agenda, attachments
from pstdesk.services.meetings import MeetingForm, convene, plan_meeting
from pstdesk.ui import clock
from pstdesk.ui.meetings.page import MeetingsPage
from tests.ui import meeting_story
from tests.ui.stage import Stage


def place(stage: Stage, meeting: str = "") -> MeetingsPage:
    """Return the place with the list, or with the ``planned`` or the ``held`` meeting of the story."""
    found: list[int] = []
    stage.desk.write(stage.window, _story).success(found.extend).start()
    stage.wait(lambda: bool(found))
    stage.window.go("meetings")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    if meeting:
        stage.window.go("meetings", found[("planned", "held").index(meeting)])
        stage.settle()
        page.view.agenda.list.choose(2)
        stage.settle()
    return page


def _story(session: Any) -> tuple[int, int]:
    """Tell the story once, in two committees of the base; return the planned and the held meeting."""
    called = Committee.short_name.in_(("CT3", "CT6"))
    bodies = session.scalars(select(Committee).where(called).order_by(Committee.short_name.desc())).all()
    told = [
        session.scalar(
            select(Meeting.id).where(Meeting.committee_id == body.id, Meeting.place == meeting_story.PLACE)
        )
        for body in bodies
    ]
    if all(told):
        return told[0], told[1]
    for body in bodies:
        for other in session.scalars(select(Meeting).where(Meeting.committee_id == body.id)):
            session.delete(other)
        session.flush()
        meeting_story.add_members(session, body)
    planned, held = (meeting_story.plan(session, body) for body in bodies)
    meeting_story.hold(session, held)
    return planned, held


def meetings(stage: Stage) -> QWidget:
    place(stage).table.selectRow(1)
    return stage.window


def planned(stage: Stage) -> QWidget:
    page = place(stage, "planned")
    page.view.agenda.new_item.setText("Bilan des ateliers numériques")
    page.view.take_focus()
    return stage.window


def coming(stage: Stage) -> MeetingsPage:
    """Return the place with a meeting that was convened and takes place in three weeks."""
    place(stage)
    found: list[int] = []
    stage.desk.write(stage.window, _coming).success(found.append).start()
    stage.wait(lambda: bool(found))
    stage.window.go("meetings", found[0])
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    return page


def _coming(session: Any) -> int:
    """Plan the meeting once, and return its id."""
    day = clock.today() + timedelta(days=21)
    body = session.scalars(select(Committee).where(Committee.short_name == "CT6")).one()
    told = session.scalar(select(Meeting.id).where(Meeting.committee_id == body.id, Meeting.day == day))
    if told is not None:
        return int(told)
    form = MeetingForm(body.id, day, time(14), time(16), meeting_story.PLACE)
    meeting_id = plan_meeting(session, form)
    for title in meeting_story.TITLES:
        agenda.add_item(session, meeting_id, agenda.ItemForm(title, planned_minutes=15))
    convene(session, meeting_id, clock.today())
    return meeting_id


def to_come(stage: Stage) -> QWidget:
    page = coming(stage)
    day = clock.today() + timedelta(days=21)
    name = f"ODJ_{day.isoformat()}_CT6-Petite-enfance-jeunesse.docx"
    page.frame.say(f"Ordre du jour enregistré : {name}", tone="good", action="Ouvrir")
    return stage.window


def documents_before(stage: Stage) -> QWidget:
    menu = coming(stage).view.steps.more.choices
    menu.popup(stage.window.pos())
    return menu


def documents_after(stage: Stage) -> QWidget:
    menu = place(stage, "held").view.steps.more.choices
    menu.popup(stage.window.pos())
    return menu


def held(stage: Stage) -> QWidget:
    view = place(stage, "held").view
    view.panes.reveal(view.notes)
    view.notes.editor.setFocus()
    return stage.window


def signing_in(stage: Stage) -> QWidget:
    page = place(stage, "held")
    page.view.panes.reveal(page.view.attendance)
    page.view.attendance.take_focus()
    page.view.attendance.entry.setText("v")
    page.view.attendance.entry.textEdited.emit("v")
    return stage.window


def correcting(stage: Stage) -> QWidget:
    view = place(stage, "held").view
    view.panes.reveal(view.notes)
    view.notes.composer.set_kind("A")
    view.notes.results.rows[1].edit()
    return stage.window


def exported(stage: Stage) -> QWidget:
    place(stage, "held")
    name = "CR_2026-11-12_CT3-Insertion-ESS_v1.docx"
    stage.window.say(f"Compte rendu enregistré : {name}", tone="good", action="Ouvrir")
    return stage.window


def dialog(ask: Callable[[MeetingsPage], object], meeting: str = "") -> Callable[[Stage], QWidget]:
    """Return a scene that shows the dialog that ``ask`` opens."""

    def scene(stage: Stage) -> QWidget:
        ask(place(stage, meeting))
        stage.settle()
        return stage.dialog()

    return scene


def newcomer(stage: Stage) -> QWidget:
    place(stage, "held").view.attendance.add_guest()
    guest = stage.dialog()
    guest.begin_new("Renée Fauré")  # type: ignore[attr-defined]  # a GuestDialog
    guest.primary.click()  # type: ignore[attr-defined]  # same
    stage.settle()
    return guest


def long_agenda(stage: Stage) -> QWidget:
    """The agenda to come runs over, with an item that comes back, proposed by a member, and with papers."""
    page = place(stage, "planned")
    meeting_id = page.view.meeting_id
    assert meeting_id is not None
    done: list[None] = []
    stage.desk.write(stage.window, lambda session: _burden(session, meeting_id)).success(done.append).start()
    stage.wait(lambda: bool(done))
    stage.settle()
    page.view.agenda.list.choose(3)
    page.view.agenda.list.setFocus()
    stage.settle()
    return stage.window


def _burden(session: Any, meeting_id: int) -> None:
    items = agenda.item_rows(session, meeting_id)
    if items[3].papers:
        return
    person_id = session.scalar(select(Person.id).where(Person.family_name == "L’Hostis"))
    body = session.get(Meeting, meeting_id).committee_id
    earlier = select(Meeting.id).where(Meeting.committee_id == body, Meeting.day < meeting_story.DAY)
    origin = agenda.add_item(session, session.scalar(earlier), agenda.ItemForm(items[2].form.title))
    session.get(AgendaItem, items[2].id).carried_from_id = origin
    form = replace(items[3].form, planned_minutes=45, proposed_by_id=person_id)
    agenda.change_item(session, items[3].id, form)
    for name, size in (("Calendrier des chantiers 2027.xlsx", 48_300), ("Convention type.pdf", 1_240_000)):
        attachments.attach_content(session, meeting_id, name, name.encode() * (size // 20), items[3].id)
    attachments.attach_content(session, meeting_id, "Plan d’accès.pdf", b"%PDF" * 9000)


def item_with_papers(stage: Stage) -> QWidget:
    long_agenda(stage)
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    page.view.agenda.edit()
    stage.settle()
    stage.settle()
    return stage.dialog()


def meeting_papers(stage: Stage) -> QWidget:
    long_agenda(stage)
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    (action,) = [each for each in page.view.steps.more.choices.actions() if "Pièces" in each.text()]
    action.trigger()
    stage.settle()
    stage.settle()
    return stage.dialog()


SCENES = {
    "seance-ordre-du-jour": long_agenda,
    "seance-point-pieces": item_with_papers,
    "seance-pieces": meeting_papers,
    "seances": meetings,
    "seances-nouvelle": dialog(lambda page: page.plan()),
    "seance-projet": planned,
    "seance-a-venir": to_come,
    "seance-documents-avant": documents_before,
    "seance-documents-apres": documents_after,
    "seance": held,
    "seance-presences": signing_in,
    "seance-correction": correcting,
    "seance-exportee": exported,
    "seance-modifier": dialog(lambda page: page.view.correct(), "held"),
    "seance-point": dialog(lambda page: page.view.agenda.edit(), "held"),
    "seance-invite": dialog(lambda page: page.view.attendance.add_guest(), "held"),
    "seance-homonyme": newcomer,
}

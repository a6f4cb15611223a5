"""The place Actions et décisions: the register as a list and as a board, an action, the decisions."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from pstdesk.db.models import ActionItem, Committee
from pstdesk.domain.action import ActionState
from pstdesk.services import action_page, agenda, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.results import ActionForm
from pstdesk.ui import clock
from pstdesk.ui.actions.page import ActionsPage
from pstdesk.ui.meetings.page import MeetingsPage
from tests.ui.stage import Stage

PLACE = "Salle du suivi"
TODAY = clock.today()


def day(steps: int) -> date:
    return TODAY + timedelta(days=steps)


ACTIONS: tuple[tuple[str, str, int | None, ActionState], ...] = (
    ("Carte des permanences d’accès aux droits, à tenir à jour chaque trimestre avec les structures", "CAF",
     -12, ActionState.TO_DO),
    ("Visite du jardin partagé avec les parcs et jardins", "Parcs et jardins, Zoé L’Hostis", -3,
     ActionState.IN_PROGRESS),
    ("Liste des entreprises prêtes à accueillir des jeunes en immersion", "Mission locale de l’Écluse", 0,
     ActionState.TO_DO),
    ("Fiche de liaison crèche – PMI", "CCAS", 8, ActionState.IN_PROGRESS),
    ("Relance de la presse locale", "le gardien du gymnase", 12, ActionState.TO_DO),
    ("Bilan des ateliers numériques", "", None, ActionState.TO_DO),
    ("Transport vers la maison des aînés", "CCAS, CAF", 40, ActionState.TO_DO),
    ("Convention d’accueil signée par les trois parties et transmise au département", "Noël Bœuf", -30,
     ActionState.DONE),
    ("Réserver la salle des fêtes", "Renée Fauré", -45, ActionState.DONE),
    ("Louer un second car", "CCAS", -20, ActionState.DROPPED),
)  # fmt: skip


def place(stage: Stage) -> ActionsPage:
    """Return the place once the story has been told."""
    found: list[int] = []
    stage.desk.write(stage.window, _story).success(found.append).start()
    stage.wait(lambda: bool(found))
    stage.window.go("actions")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, ActionsPage)
    return page


def _story(session: Any) -> int:
    """Let CT3 decide ten actions and two things, and meet again; return the id of the later meeting."""
    body = session.scalar(select(Committee).where(Committee.short_name == "CT3"))
    other = session.scalar(select(Committee).where(Committee.short_name == "CT7"))
    known = session.scalar(
        select(meetings.Meeting.id)
        .where(meetings.Meeting.place == PLACE)
        .order_by(meetings.Meeting.day.desc())
    )
    if known is not None:
        return int(known)
    earlier = meetings.plan_meeting(session, MeetingForm(body.id, day(-60), place=PLACE))
    meetings.hold(session, earlier, TODAY)
    for title in ("Accès aux droits : tour des permanences", "Jardins partagés et aînés"):
        agenda.add_item(session, earlier, ItemForm(title))
    first, second = agenda.item_rows(session, earlier)[-2:]
    for place, (text, owners, due, state) in enumerate(ACTIONS):
        form = ActionForm(text, owners, None if due is None else day(due))
        made = results.add_action(session, (first, second)[place % 2].id, form)
        if state is not ActionState.TO_DO:
            action_page.set_states(session, (made,), state, day(-10))
    results.add_decision(session, first.id, "Le comité retient quatre lieux de permanence pour l’année 2027.")
    results.add_decision(session, second.id, "Le jardin des berges ouvre le mercredi et le samedi.")
    ids = session.scalars(select(ActionItem.id).order_by(ActionItem.id)).all()
    action_page.add_progress(
        session, ids[0], "Trois structures sur cinq ont répondu ; relance faite.", day(-9)
    )
    action_page.add_progress(session, ids[0], "Quatrième réponse reçue, reste le département.", day(-2))
    action_page.add_progress(session, ids[1], "Date proposée : le premier samedi du mois.", day(-4))
    version = session.get_one(ActionItem, ids[1]).version
    action_page.set_committees(session, ids[1], (other.id,), version)
    action_page.add_action_outside(
        session, ActionForm("Appeler la nouvelle directrice du centre social", "Inès D’Arcy", day(3)), ()
    )
    later = meetings.plan_meeting(session, MeetingForm(body.id, day(-1), place=PLACE))
    meetings.hold(session, later, TODAY)
    return later


def actions(stage: Stage) -> QWidget:
    page = place(stage)
    page.register.table.setFocus()
    return stage.window


def board(stage: Stage) -> QWidget:
    page = place(stage)
    page.show_board(on=True)
    stage.settle()
    page.take_focus()
    return stage.window


def action(stage: Stage) -> QWidget:
    page = place(stage)
    page.open_record(page.register.table.rows[0].id)
    stage.settle()
    return stage.window


def new(stage: Stage) -> QWidget:
    place(stage).add_action()
    stage.settle()
    return stage.dialog()


def bodies(stage: Stage) -> QWidget:
    page = place(stage)
    page.open_record(page.register.table.rows[1].id)
    stage.settle()
    page.view.choose_bodies()
    stage.settle()
    return stage.dialog()


def nothing(stage: Stage) -> QWidget:
    page = place(stage)
    page.register.search.setText("rien de tel")
    page.register.search._search()
    return stage.window


def follow_up(stage: Stage) -> QWidget:
    place(stage)
    found: list[int] = []
    stage.desk.write(stage.window, _story).success(found.append).start()
    stage.wait(lambda: bool(found))
    stage.window.go("meetings", found[0])
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    page.view.agenda.list.choose(1)
    stage.settle()
    page.view.panes.reveal(page.view.notes)
    page.view.notes.take_focus()
    return stage.window


def decisions(stage: Stage) -> QWidget:
    page = place(stage)
    page.tabs.setCurrentIndex(1)
    page.take_focus()
    return stage.window


SCENES = {
    "actions-liste": actions,
    "actions-tableau": board,
    "actions-aucune": nothing,
    "action": action,
    "action-nouvelle": new,
    "action-instances": bodies,
    "decisions": decisions,
    "seance-suivi": follow_up,
}

"""Actions of a small town, for tests of the place Actions et décisions and of where else they are shown."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from pstdesk.db.migrate import open_base
from pstdesk.db.models import AgendaItem, Meeting
from pstdesk.domain.action import ActionState
from pstdesk.services import action_page, agenda, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.results import ActionForm
from pstdesk.ui import clock
from tests.ui.small_town import CT1, CT2, make_town

EARTH, ROOM, LETTER, CAR, PRESS = range(1, 6)
"""Ids of the actions; the last one no meeting decided."""
GARDEN, FEAST = "Jardins partagés", "Fête de l’été"


def day(steps: int) -> date:
    """Return the day so many days from today."""
    return clock.today() + timedelta(days=steps)


def make_story(folder: Path) -> Path:
    """Let CT1 decide four actions and two things a month ago, and plan to meet today."""
    path = make_town(folder)
    base = open_base(path)
    with base.write() as session:
        held = meetings.plan_meeting(session, MeetingForm(CT1, day(-30)))
        meetings.hold(session, held, clock.today())
        items = [agenda.add_item(session, held, ItemForm(title)) for title in (GARDEN, FEAST)]
        for text, owners, due, item in (
            ("Commander la terre", "CAF, Zoé L’Hostis", day(-5), items[0]),
            ("Réserver la salle", "le gardien", day(3), items[1]),
            ("Écrire aux aînés", "CCAS", None, items[1]),
            ("Louer un car", "", day(-40), items[1]),
        ):
            results.add_action(session, item, ActionForm(text, owners, due))
        action_page.set_states(session, (ROOM,), ActionState.IN_PROGRESS, clock.today())
        action_page.set_states(session, (CAR,), ActionState.DONE, day(-10))
        action_page.add_action_outside(session, ActionForm("Relancer la presse"), (CT2,))
        results.add_decision(session, items[0], "Le jardin ouvre en mars.")
        results.add_decision(session, items[1], "La fête a lieu le 12 juin.")
        meetings.plan_meeting(session, MeetingForm(CT1, clock.today()))
    base.close()
    return path


def item_called(session: object, title: str) -> int:
    """Return the id of the item of this title."""
    return session.scalars(select(AgendaItem.id).where(AgendaItem.title == title)).one()  # type: ignore[attr-defined]  # a session, as the desk hands it over


def next_meeting(session: object) -> int:
    """Return the id of the meeting that CT1 holds today."""
    query = select(Meeting.id).where(Meeting.committee_id == CT1, Meeting.day == clock.today())
    return session.scalars(query).one()  # type: ignore[attr-defined]  # a session, as the desk hands it over

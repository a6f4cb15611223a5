"""What tests of agendas do to meetings of a base, and what they read of them."""

from datetime import date

from pstdesk.db.database import Database
from pstdesk.domain.agenda import ItemState
from pstdesk.services import agenda, meetings
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from tests import builders
from tests.services.stories import hold_meeting

CT1, CT2 = 1, 2
SPRING, SUMMER, AUTUMN = date(2026, 3, 5), date(2026, 6, 4), date(2026, 11, 12)
APPROVAL = "Approbation du compte rendu du {}"
FOLLOW_UP = "Suivi des actions"


def two_bodies(base: Database) -> Database:
    """Give the base a programme, CT1 and CT2."""
    with base.write() as session:
        builders.programme(session)
        builders.committee(session)
        builders.committee(session, "CT2", "Insertion")
    return base


def plan(base: Database, day: date, committee_id: int = CT1) -> int:
    """Plan a meeting of a body."""
    with base.write() as session:
        return meetings.plan_meeting(session, MeetingForm(committee_id, day))


def held(base: Database, day: date, committee_id: int = CT1) -> int:
    """Plan and hold a meeting of a body."""
    with base.write() as session:
        return hold_meeting(session, committee_id, day)


def hold(base: Database, meeting_id: int) -> None:
    """Hold a meeting."""
    with base.write() as session:
        meetings.hold(session, meeting_id, AUTUMN)


def add(base: Database, meeting_id: int, *titles: str) -> list[int]:
    """Add items with these titles."""
    with base.write() as session:
        return [agenda.add_item(session, meeting_id, ItemForm(title)) for title in titles]


def state(base: Database, item_id: int, state: ItemState) -> None:
    """Say what became of an item."""
    with base.write() as session:
        agenda.set_item_state(session, item_id, state)


def titles(base: Database, meeting_id: int) -> list[str]:
    """Return the titles of an agenda, whose positions go from 1."""
    with base.read() as session:
        rows = agenda.item_rows(session, meeting_id)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return [row.form.title for row in rows]

"""Three meetings of one body and one of another, each with a decision, for tests of the life of minutes."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from pstdesk.domain.minutes import ApprovalMode
from pstdesk.services import agenda, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.minutes_life import approve, send
from tests import builders
from tests.services.stories import hold_meeting

FIRST, SECOND, THIRD, OTHER = 1, 2, 3, 4
DAYS = {
    FIRST: date(2026, 2, 12),
    SECOND: date(2026, 5, 14),
    THIRD: date(2026, 9, 10),
    OTHER: date(2026, 6, 4),
}
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def tell(session: Session) -> None:
    """Hold the four meetings; nothing was sent yet."""
    builders.programme(session)
    ours = builders.committee(session)
    builders.membership(session, builders.person(session), ours)
    other = builders.committee(session, "CT2", "Accès aux droits", level_id=ours.level_id)
    for meeting_id, day in DAYS.items():
        body = other if meeting_id == OTHER else ours
        assert hold_meeting(session, body.id, day) == meeting_id
        item = agenda.add_item(session, meeting_id, ItemForm("Jardins partagés"))
        agenda.write_notes(session, item, "Le jardin est prêt.", 1)
        results.add_decision(session, item, f"Le jardin ouvre après le {day}.")


def approved(session: Session, meeting_id: int = FIRST, in_meeting: int | None = None) -> None:
    """Send a meeting's minutes and have them approved, in a meeting or by the référent."""
    send(session, meeting_id, NOW)
    mode = ApprovalMode.REFERENT if in_meeting is None else ApprovalMode.MEETING
    approve(session, meeting_id, mode, NOW.date(), NOW, in_meeting)


def item_of(session: Session, meeting_id: int, title: str = "Jardins partagés") -> int:
    """Return the item whose title begins so."""
    rows = agenda.item_rows(session, meeting_id)
    return next(row.id for row in rows if row.form.title.startswith(title))

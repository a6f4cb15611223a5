"""Who sits where and is what, dated, and what was to be done: the rest of what a stage review counts."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    Mandate,
    Meeting,
    Membership,
    Organisation,
    Post,
    Seat,
    SeatHolder,
)
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.period import Period
from pstdesk.domain.review_material import ActionCount, Stay, Work

Columns = TypeVarTuple("Columns")


def stays(session: Session) -> tuple[Stay, ...]:
    """Return every stay in a committee there ever was, by registration or by seat."""
    registered = select(
        Membership.person_id, Membership.committee_id, Membership.starts_on, Membership.ends_on
    )
    seated = select(SeatHolder.person_id, Seat.committee_id, SeatHolder.starts_on, SeatHolder.ends_on).join(
        Seat, Seat.id == SeatHolder.seat_id
    )
    return tuple(Stay(*row) for query in (registered, seated) for row in session.execute(query))


def referents(session: Session) -> tuple[Stay, ...]:
    """Return every mandate of a référent there ever was."""
    query = select(Mandate.person_id, Mandate.committee_id, Mandate.starts_on, Mandate.ends_on)
    return tuple(Stay(*row) for row in session.execute(query.where(Mandate.role == MandateRole.REFERENT)))


def work(session: Session) -> Mapping[int, tuple[Work, ...]]:
    """Return the posts of everybody, by person, the latest begun first (``posts.main_posts``)."""
    query = (
        select(
            Post.person_id,
            Post.grade_id,
            func.coalesce(Post.sector_id, Organisation.sector_id),
            Post.organisation_id,
            Post.starts_on,
            Post.ends_on,
        )
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .order_by(func.coalesce(Post.starts_on, date.min).desc(), Post.id)
    )
    found: dict[int, list[Work]] = {}
    for person_id, grade_id, sector_id, organisation_id, starts_on, ends_on in session.execute(query):
        post = Work(grade_id, sector_id, organisation_id, starts_on, ends_on)
        found.setdefault(person_id, []).append(post)
    return {person_id: tuple(works) for person_id, works in found.items()}


def actions(session: Session, period: Period) -> tuple[ActionCount, ...]:
    """Return the actions that were not closed before the period, nor decided after it."""
    query = _of_period(select(*_COUNTED), period)
    return tuple(ActionCount(*row) for row in session.execute(query))


def actions_with_words(session: Session, period: Period) -> Iterator[tuple[int, str, ActionCount]]:
    """Yield the same, each with its id and its text, which counting does without: there are thousands."""
    query = _of_period(select(ActionItem.id, ActionItem.text, *_COUNTED), period)
    for id, text, state, decided_on, due_on, closed_on in session.execute(query):
        yield id, text, ActionCount(state, decided_on, due_on, closed_on)


_COUNTED = (ActionItem.state, Meeting.day, ActionItem.due_on, ActionItem.closed_on)


def _of_period(query: Select[*Columns], period: Period) -> Select[*Columns]:
    return (
        query.select_from(ActionItem)
        .outerjoin(AgendaItem, AgendaItem.id == ActionItem.agenda_item_id)
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            or_(ActionItem.closed_on.is_(None), ActionItem.closed_on >= period.first),
            or_(Meeting.day.is_(None), Meeting.day <= period.last),
        )
    )

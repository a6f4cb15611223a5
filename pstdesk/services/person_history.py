"""A person's life in the programme, in the order of time: what began, what ended, where they were."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionItem,
    ActionOwner,
    AgendaItem,
    Committee,
    Election,
    ElectionCandidate,
    Meeting,
)
from pstdesk.domain.history import HistoryKind, YearRate, rates_by_year
from pstdesk.domain.names import fold, spoken_name
from pstdesk.services.history import HistoryLine, both_ends, in_time
from pstdesk.services.person_page import PersonPage, person_page

_PLAIN_LETTERS = re.compile("[A-Za-z]+")
_BETWEEN_PEOPLE = re.compile(r"[,;/&(]|\bet\b|\bavec\b")
"""What stands between the people who present an item, and after their names."""
_POST = (HistoryKind.POST_BEGUN, HistoryKind.POST_ENDED)
_MEMBERSHIP = (HistoryKind.JOINED, HistoryKind.LEFT)
_SEAT = (HistoryKind.SEAT_TAKEN, HistoryKind.SEAT_LEFT)
_MANDATE = (HistoryKind.MANDATE_BEGUN, HistoryKind.MANDATE_ENDED)


@dataclass(frozen=True, slots=True)
class RateOfPerson:
    """How often a person came to a body (short name) in a year."""

    committee: str
    counted: YearRate


@dataclass(frozen=True, slots=True)
class PersonLife:
    """A person's page, their rates by year and body, and their whole history, the latest first."""

    page: PersonPage
    rates: tuple[RateOfPerson, ...]
    history: tuple[HistoryLine, ...]


def person_life(session: Session, person_id: int) -> PersonLife:
    """Return what the page of a person shows, behind all of its tabs."""
    page = person_page(session, person_id)
    bodies = {row.committee_id: row.committee for row in page.attendances}
    rates = rates_by_year(row.attended for row in page.attendances)
    lines = (
        *_of_page(page),
        *_meetings(session, page.id),
        *_items(session, page),
        *_candidacies(session, page.id),
        *action_lines(session, ActionOwner.person_id == page.id),
    )
    return PersonLife(
        page, tuple(RateOfPerson(bodies[rate.committee_id], rate) for rate in rates), in_time(lines)
    )


def _of_page(page: PersonPage) -> Iterator[HistoryLine]:
    for post in page.posts:
        form = post.form
        where = None
        if form.organisation_id is not None:
            where = ("organisation", form.organisation_id)
        subject = post.organisation or form.job_title
        words = (subject, form.job_title if post.organisation else "")
        yield from both_ends(form.starts_on, form.ends_on, _POST, words, where)
    for member in page.memberships:
        words = (f"{member.short_name}  {member.committee}", "")
        opens = ("committee", member.committee_id)
        yield from both_ends(member.starts_on, member.ends_on, _MEMBERSHIP, words, opens, member.capacity)
    for seat in page.seats:
        opens = ("committee", seat.committee_id)
        yield from both_ends(seat.starts_on, seat.ends_on, _SEAT, (seat.office, seat.short_name), opens)
    for mandate in page.mandates:
        opens = ("committee", mandate.committee_id)
        words = (mandate.committee, "")
        yield from both_ends(mandate.starts_on, mandate.ends_on, _MANDATE, words, opens, mandate.role)
    for row in page.attendances:
        opens = ("meeting", row.meeting_id)
        yield HistoryLine(row.day, HistoryKind.ATTENDANCE, row.committee, "", opens, row.status)
        if row.proxy_to:
            yield HistoryLine(row.day, HistoryKind.PROXY_GIVEN, row.committee, row.proxy_to, opens)
        if row.proxies_of:
            yield HistoryLine(
                row.day, HistoryKind.PROXY_HELD, row.committee, ", ".join(row.proxies_of), opens
            )


def _meetings(session: Session, person_id: int) -> Iterator[HistoryLine]:
    """Yield the meetings that a person facilitated, or took the notes of."""
    query = (
        select(Meeting.id, Meeting.day, Committee.short_name, Meeting.facilitator_id, Meeting.secretary_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(or_(Meeting.facilitator_id == person_id, Meeting.secretary_id == person_id))
    )
    for meeting_id, day, committee, facilitator, secretary in session.execute(query):
        for who, kind in ((facilitator, HistoryKind.FACILITATED), (secretary, HistoryKind.TOOK_NOTES)):
            if who == person_id:
                yield HistoryLine(day, kind, committee, "", ("meeting", meeting_id))


def _candidacies(session: Session, person_id: int) -> Iterator[HistoryLine]:
    """Yield the elections in which a person stood, be it as the suppléant of somebody."""
    query = (
        select(Election.id, Election.role, Meeting.day, Committee.name)
        .join(ElectionCandidate, ElectionCandidate.election_id == Election.id)
        .join(Meeting, Meeting.id == Election.meeting_id)
        .join(Committee, Committee.id == Election.committee_id)
        .where(or_(ElectionCandidate.person_id == person_id, ElectionCandidate.substitute_id == person_id))
        .order_by(Election.id)
    )
    for election_id, role, day, committee in session.execute(query):
        yield HistoryLine(day, HistoryKind.STOOD, committee, "", ("election", election_id), role)


def _items(session: Session, page: PersonPage) -> Iterator[HistoryLine]:
    """Yield the items that a person proposed, or that name them as the one who presents them."""
    form = page.form
    # SQLite knows no accents: a run of plain letters narrows the items down, the folded name decides.
    plain = max(_PLAIN_LETTERS.findall(form.family_name), key=len, default="")
    names = (AgendaItem.presenter != "") & AgendaItem.presenter.icontains(plain)
    query = (
        select(
            AgendaItem.id,
            AgendaItem.title,
            AgendaItem.presenter,
            AgendaItem.proposed_by_id,
            Meeting.day,
            Committee.short_name,
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(or_(AgendaItem.proposed_by_id == page.id, names))
    )
    name = fold(spoken_name(form.given_name, form.family_name))
    for item_id, title, presenter, proposed_by, day, committee in session.execute(query):
        opens = ("agenda_item", item_id)
        if proposed_by == page.id:
            yield HistoryLine(day, HistoryKind.PROPOSED, title, committee, opens)
        if name in map(fold, _BETWEEN_PEOPLE.split(presenter)):
            yield HistoryLine(day, HistoryKind.PRESENTED, title, committee, opens)


def action_lines(session: Session, owned: ColumnElement[bool]) -> Iterator[HistoryLine]:
    """Yield when the actions that fulfil ``owned`` were given, and when they were closed."""
    query = (
        select(
            ActionItem.id,
            ActionItem.text,
            ActionItem.state,
            ActionItem.closed_on,
            Meeting.day,
            Committee.short_name,
        )
        .join(ActionOwner, ActionOwner.action_id == ActionItem.id)
        .outerjoin(AgendaItem, AgendaItem.id == ActionItem.agenda_item_id)
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(Committee, Committee.id == Meeting.committee_id)
        .where(owned)
    )
    for action_id, text, state, closed_on, day, committee in session.execute(query):
        opens = ("action_item", action_id)
        words = " ".join(text.split())
        yield HistoryLine(day, HistoryKind.ACTION_GIVEN, words, committee or "", opens)
        if closed_on is not None:
            yield HistoryLine(closed_on, HistoryKind.ACTION_CLOSED, words, "", opens, state)

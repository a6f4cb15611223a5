"""Mandates: opened by an election or typed by hand, ended by their term, a successor, or a dated vacancy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Election, Mandate, Person
from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval, is_over
from pstdesk.domain.mandate import VACANCIES, Term, crowded, making_room, planned_end, vacancies
from pstdesk.domain.membership import gone_on
from pstdesk.domain.names import spoken_name
from pstdesk.services.body_rules import rules_of
from pstdesk.services.fetch import fetch
from pstdesk.services.mandate_history import mandate_history
from pstdesk.services.memberships import stays_of

__all__ = [
    "MandateForm",
    "RemainingTerm",
    "add_mandate",
    "change_mandate",
    "close_before",
    "drop_mandate",
    "drop_mandates",
    "is_crowded",
    "mandate_form",
    "mandate_history",
    "open_mandate",
    "remaining_term",
    "vacate",
]


@dataclass(frozen=True, slots=True)
class MandateForm:
    """A mandate as it is typed by hand.

    ``term_ends_on`` is the first day after its term, None until the next election; ``ended_on`` the first day
    it no longer held where it ended before that, with the reason why.
    """

    person_id: int
    role: MandateRole
    starts_on: date
    term_ends_on: date | None = None
    ended_on: date | None = None
    end_reason: MandateEnd | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RemainingTerm:
    """What remains of the term of somebody who went before its end; ``ends_on`` is the first day after it."""

    mandate_id: int
    person_id: int
    person: str
    vacated_on: date
    ends_on: date


def open_mandate(
    session: Session,
    committee_id: int,
    person_id: int,
    role: MandateRole,
    starts_on: date,
    ends_on: date | None,
    term_ends_on: date | None,
    election_id: int,
) -> int:
    """Open the mandate that an election gives, close those before it, and return its id.

    ``ends_on`` and ``term_ends_on`` are the first day after the term (None: until the next election). Raises
    "mandate_not_member" where the person does not sit in the body on that day; who is to leave it during the
    term loses the mandate on that day (docs/domain.md, rule 2). Raises "mandate_overlap" where a mandate
    typed by hand begins on that day or later, within the term.
    """
    close_before(session, committee_id, person_id, role, starts_on, election_id)
    mandate = Mandate(
        committee_id=committee_id,
        person_id=fetch(session, Person, person_id).id,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        term_ends_on=term_ends_on,
        election_id=election_id,
    )
    _keep_within_stay(session, mandate)
    _refuse_crowd(session, mandate)
    session.add(mandate)
    session.flush()
    return mandate.id


def close_before(
    session: Session, committee_id: int, person_id: int, role: MandateRole, day: date, election_id: int
) -> None:
    """End on ``day`` the mandates that the one of ``person_id`` takes the place of.

    With several référents only as many as there are no seats for; what the person held themselves ends in any
    role. A mandate that had ended by itself is marked so. Doing it twice changes nothing more.
    """
    rows = _rows(session, committee_id)
    for row in rows:
        if row.end_reason is None and row.role is role and is_over(row.ends_on, day):
            row.end_reason = MandateEnd.TERM
    seats = _seats(session, committee_id, election_id)
    terms = [_term(row) for row in rows if row.role is role]
    ending = {term.id for term in making_room(terms, person_id, day, seats, election_id)}
    for row in rows:
        own = row.person_id == person_id and row.role is not role and day in _during(row)
        if row.id in ending or (own and row.starts_on != day):
            end_early(row, day, row.end_reason if row.end_reason in VACANCIES else MandateEnd.REPLACED)
    session.flush()


def would_end(
    session: Session, committee_id: int, person_id: int, role: MandateRole, day: date, election_id: int
) -> tuple[str, ...]:
    """Return whose mandates end when ``person_id`` is given one on ``day``: see :func:`close_before`."""
    rows = {row.id: row for row in _rows(session, committee_id, role)}
    terms = [_term(row) for row in rows.values()]
    ending = making_room(terms, person_id, day, _seats(session, committee_id, election_id), election_id)
    return tuple(_name(session, rows[term.id].person_id) for term in ending)


def drop_mandates(session: Session, election_id: int, keep: Iterable[tuple[int, MandateRole]] = ()) -> None:
    """Take back the mandates an election opened, but for those of ``keep`` (person, role): it is corrected.

    What it closed runs again, to the end of its term, where nobody holds its seat any more.
    """
    stays = set(keep)
    opened = session.scalars(select(Mandate).where(Mandate.election_id == election_id)).all()
    dropped = [row for row in opened if (row.person_id, row.role) not in stays]
    for row in dropped:
        session.delete(row)
    session.flush()
    for row in dropped:
        _run_again(session, row)


def _run_again(session: Session, dropped: Mandate) -> None:
    """Give back their term to those who made room for a mandate, where a seat is free again."""
    for row in reversed(_rows(session, dropped.committee_id)):
        made_room = row.role is dropped.role or row.person_id == dropped.person_id
        if not made_room or row.end_reason is not MandateEnd.REPLACED or row.ends_on != dropped.starts_on:
            continue
        others = [_term(each) for each in _rows(session, row.committee_id, row.role) if each is not row]
        seats = _seats(session, row.committee_id, dropped.election_id)
        if not crowded(Interval(dropped.starts_on, row.term_ends_on), others, seats):
            row.ends_on, row.end_reason = row.term_ends_on, None
            _keep_within_stay(session, row)
            session.flush()


def vacate(
    session: Session, mandate_id: int, day: date, reason: MandateEnd, version: int | None = None
) -> None:
    """End a mandate on ``day``, the first day it no longer holds, before its term: a dated vacancy.

    Raises "mandate_over" where it had ended by then, "vacancy_without_reason" for a ``reason`` that leaves no
    vacancy, "interval_backwards" where it had not begun.
    """
    mandate = fetch(session, Mandate, mandate_id, version)
    if reason not in VACANCIES:
        raise Refused("vacancy_without_reason")
    Interval(mandate.starts_on, day)
    last = planned_end(mandate.ends_on, mandate.term_ends_on, mandate.end_reason)
    if is_over(last if mandate.end_reason in VACANCIES else mandate.ends_on, day):
        raise Refused("mandate_over", day=last or mandate.ends_on)
    end_early(mandate, day, reason)
    session.flush()
    _keep_within_stay(session, mandate)
    _refuse_crowd(session, mandate)


def end_early(mandate: Mandate, day: date, reason: MandateEnd | None) -> None:
    """End a mandate on ``day``, and keep until when its term would have run."""
    mandate.term_ends_on = planned_end(mandate.ends_on, mandate.term_ends_on, mandate.end_reason)
    mandate.ends_on, mandate.end_reason = day, reason


def remaining_term(session: Session, committee_id: int, role: MandateRole, day: date) -> RemainingTerm | None:
    """Return what remains on ``day`` of the term of the last who went before its end and has no successor.

    None where nobody did, where the term is over by then, or where it lasts until the next election.
    """
    terms = [_term(row) for row in _rows(session, committee_id, role)]
    for term in vacancies(terms, day, rules_of(session, committee_id).seats):
        person = fetch(session, Person, term.person_id)
        name = spoken_name(person.given_name, person.family_name)
        assert term.during.ends_on is not None
        assert term.planned_end is not None
        return RemainingTerm(term.id, term.person_id, name, term.during.ends_on, term.planned_end)
    return None


def add_mandate(session: Session, committee_id: int, form: MandateForm) -> int:
    """Add a mandate by hand (a référent chosen before pstdesk was used) and return its id.

    Raises "mandate_not_member", "mandate_overlap" where the body has no seat for one more,
    "mandate_two_roles" where the person holds another mandate of the body then, and what
    :func:`change_mandate` raises.
    """
    mandate = Mandate(committee_id=fetch(session, Committee, committee_id).id)
    _fill(session, mandate, form)
    session.add(mandate)
    session.flush()
    return mandate.id


def change_mandate(session: Session, mandate_id: int, form: MandateForm) -> None:
    """Correct a mandate, in the version that was read.

    Of one that an election opened only its early end: the rest is what was proclaimed ("mandate_elected").
    Raises "mandate_end_without_reason" for an early end without a reason.
    """
    mandate = fetch(session, Mandate, mandate_id, form.version)
    if mandate.election_id is not None:
        kept = mandate_form(session, mandate_id)
        proclaimed = (kept.person_id, kept.role, kept.starts_on, kept.term_ends_on)
        if proclaimed != (form.person_id, form.role, form.starts_on, form.term_ends_on):
            raise Refused("mandate_elected")
    with session.no_autoflush:
        _fill(session, mandate, form)
    session.flush()


def drop_mandate(session: Session, mandate_id: int, version: int) -> None:
    """Take away a mandate typed by mistake; refused for one that an election opened ("mandate_elected")."""
    mandate = fetch(session, Mandate, mandate_id, version)
    if mandate.election_id is not None:
        raise Refused("mandate_elected")
    session.delete(mandate)


def mandate_form(session: Session, mandate_id: int) -> MandateForm:
    """Return a mandate as it can be corrected."""
    found = fetch(session, Mandate, mandate_id)
    term_ends_on = planned_end(found.ends_on, found.term_ends_on, found.end_reason)
    ended_early = found.ends_on != term_ends_on
    return MandateForm(
        found.person_id,
        found.role,
        found.starts_on,
        term_ends_on,
        found.ends_on if ended_early else None,
        found.end_reason if ended_early else None,
        found.version,
    )


def _fill(session: Session, mandate: Mandate, form: MandateForm) -> None:
    mandate.person_id = fetch(session, Person, form.person_id).id
    mandate.role, mandate.starts_on = form.role, form.starts_on
    mandate.term_ends_on = form.term_ends_on
    Interval(form.starts_on, form.term_ends_on)
    Interval(form.starts_on, form.ended_on)
    if form.ended_on is None or form.ended_on == form.term_ends_on:
        mandate.ends_on, mandate.end_reason = form.term_ends_on, None
    elif is_over(form.term_ends_on, form.ended_on):
        raise Refused("mandate_over", day=form.term_ends_on)
    elif form.end_reason in (None, MandateEnd.TERM):
        raise Refused("mandate_end_without_reason")
    else:
        mandate.ends_on, mandate.end_reason = form.ended_on, form.end_reason
    _keep_within_stay(session, mandate)
    _refuse_crowd(session, mandate)


def _keep_within_stay(session: Session, mandate: Mandate) -> None:
    """End the mandate when its holder leaves the body; refused where they do not sit there when it begins."""
    stays = stays_of(session, mandate.committee_id, mandate.person_id)
    last = gone_on(stays, mandate.starts_on)
    if last == mandate.starts_on:
        raise Refused(
            "mandate_not_member",
            name=_name(session, mandate.person_id),
            committee=fetch(session, Committee, mandate.committee_id).short_name,
            day=mandate.starts_on,
        )
    if last is not None and (mandate.ends_on is None or mandate.ends_on > last):
        end_early(mandate, last, MandateEnd.DEPARTURE)


def is_crowded(session: Session, mandate: Mandate) -> bool:
    """Return whether the mandate finds no seat, as :func:`add_mandate` would refuse it."""
    try:
        _refuse_crowd(session, mandate)
    except Refused:
        return True
    return False


def _refuse_crowd(session: Session, mandate: Mandate) -> None:
    """Raise where the body has no seat for the mandate, or its holder another mandate there."""
    during = _during(mandate)
    rows = [row for row in _rows(session, mandate.committee_id) if row is not mandate]
    mine = [row for row in rows if row.person_id == mandate.person_id and _during(row).overlaps(during)]
    name = _name(session, mandate.person_id)
    for row in mine:
        raise Refused("mandate_two_roles", name=name, day=row.starts_on)
    seats = _seats(session, mandate.committee_id, mandate.election_id)
    terms = [_term(row) for row in rows if row.role is mandate.role]
    if there := crowded(during, terms, seats):
        names = ", ".join(_name(session, term.person_id) for term in there)
        raise Refused("mandate_overlap", names=names, count=seats)


def _seats(session: Session, committee_id: int, election_id: int | None) -> int:
    """Return how many hold a role at a time: as the election's rules said, or else as the body's do."""
    if election_id is not None:
        return fetch(session, Election, election_id).seats
    return rules_of(session, committee_id).seats


def _rows(session: Session, committee_id: int, role: MandateRole | None = None) -> list[Mandate]:
    query = select(Mandate).where(Mandate.committee_id == committee_id)
    if role is not None:
        query = query.where(Mandate.role == role)
    return list(session.scalars(query.order_by(Mandate.starts_on, Mandate.id)))


def _term(row: Mandate) -> Term:
    last = planned_end(row.ends_on, row.term_ends_on, row.end_reason)
    return Term(row.id, row.person_id, _during(row), last, row.end_reason, row.election_id)


def _during(row: Mandate) -> Interval:
    return Interval(row.starts_on, row.ends_on)


def _name(session: Session, person_id: int) -> str:
    person = fetch(session, Person, person_id)
    return spoken_name(person.given_name, person.family_name)

"""Who joins and leaves a body."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Mandate, Membership, Person
from pstdesk.domain.committee import Capacity, MandateEnd, MandateRole
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval, refuse_overlap
from pstdesk.domain.mandate import planned_end
from pstdesk.domain.membership import gone_on
from pstdesk.services.expected import reconcile, sittings
from pstdesk.services.fetch import fetch, not_over_on


@dataclass(frozen=True, slots=True)
class MembershipForm:
    """A registration as it is typed; ``ends_on`` is the first day it no longer holds."""

    capacity: Capacity = Capacity.MEMBER
    voting: bool = True
    substitute_for_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MandateEnding:
    """A mandate that ends when its holder leaves."""

    role: MandateRole
    starts_on: date


def enrol(session: Session, committee_id: int, person_id: int, form: MembershipForm) -> int:
    """Register a person in a body and return the membership's id; refused where they are there already."""
    membership = Membership(
        committee_id=fetch(session, Committee, committee_id).id,
        person_id=fetch(session, Person, person_id).id,
    )
    _fill(session, membership, form)
    session.add(membership)
    session.flush()
    reconcile(session, committee_id)
    return membership.id


def change_membership(session: Session, membership_id: int, form: MembershipForm) -> None:
    """Correct a registration, in the version that was read."""
    membership = fetch(session, Membership, membership_id, form.version)
    _fill(session, membership, form)
    session.flush()
    if form.ends_on is not None:
        end_mandates(session, membership.committee_id, membership.person_id, form.ends_on)
    reconcile(session, membership.committee_id)


def leave(session: Session, membership_id: int, day: date) -> None:
    """End a registration on ``day``, the first day it no longer holds, and with the last one the mandates."""
    membership = fetch(session, Membership, membership_id)
    Interval(membership.starts_on, day)
    membership.ends_on = day
    session.flush()
    end_mandates(session, membership.committee_id, membership.person_id, day)
    reconcile(session, membership.committee_id)


def membership_form(session: Session, membership_id: int) -> MembershipForm:
    """Return a registration as it can be edited."""
    found = fetch(session, Membership, membership_id)
    return MembershipForm(
        found.capacity,
        found.voting,
        found.substitute_for_id,
        found.starts_on,
        found.ends_on,
        found.version,
    )


def mandates_ending(session: Session, membership_id: int, day: date) -> tuple[MandateEnding, ...]:
    """Return the mandates that :func:`leave` would end, so that it can be said beforehand."""
    membership = fetch(session, Membership, membership_id)
    stays = stays_of(session, membership.committee_id, membership.person_id)
    whole = Interval(membership.starts_on, membership.ends_on)
    stays.remove(whole)
    if (rest := whole.until(day)) is not None:
        stays.append(rest)
    last = gone_on(stays, day)
    if last is None:
        return ()
    running = _running_mandates(session, membership.committee_id, membership.person_id, last)
    return tuple(MandateEnding(mandate.role, mandate.starts_on) for mandate in running)


def end_mandates(session: Session, committee_id: int, person_id: int, day: date) -> None:
    """End the mandates of a person when nothing keeps them in the body any more, from ``day`` on.

    A registration or a seat that still holds then, but not for ever, keeps them as long as it lasts
    (docs/domain.md, rule 2).
    """
    last = gone_on(stays_of(session, committee_id, person_id), day)
    if last is None:
        return
    for mandate in _running_mandates(session, committee_id, person_id, last):
        served = Interval(mandate.starts_on, mandate.ends_on).until(last)
        if served is None:
            session.delete(mandate)  # it had not begun
        else:
            mandate.term_ends_on = planned_end(mandate.ends_on, mandate.term_ends_on, mandate.end_reason)
            mandate.ends_on = served.ends_on
            mandate.end_reason = MandateEnd.DEPARTURE


def stays_of(session: Session, committee_id: int, person_id: int) -> list[Interval]:
    """Return when the person sits in the body, by registration or by seat."""
    return [each.during for each in sittings(session, committee_id) if each.person_id == person_id]


def _running_mandates(session: Session, committee_id: int, person_id: int, day: date) -> tuple[Mandate, ...]:
    query = select(Mandate).where(
        Mandate.committee_id == committee_id,
        Mandate.person_id == person_id,
        not_over_on(Mandate, day),
    )
    return tuple(session.scalars(query))


def _fill(session: Session, membership: Membership, form: MembershipForm) -> None:
    during = Interval(form.starts_on, form.ends_on)
    others = session.execute(
        select(Membership.id, Membership.starts_on, Membership.ends_on).where(
            Membership.person_id == membership.person_id,
            Membership.committee_id == membership.committee_id,
            Membership.capacity == form.capacity,
        )
    )
    refuse_overlap(
        during,
        (Interval(row.starts_on, row.ends_on) for row in others if row.id != membership.id),
        "membership_overlap",
    )
    if form.substitute_for_id == membership.person_id:
        raise Refused("substitute_of_oneself")
    membership.capacity = form.capacity
    membership.voting = form.voting
    membership.substitute_for_id = form.substitute_for_id
    membership.starts_on = form.starts_on
    membership.ends_on = form.ends_on

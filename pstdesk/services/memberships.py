"""Who joins and leaves a body."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Mandate, Membership, Person
from pstdesk.domain.committee import Capacity, MandateEnd, MandateRole
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval, refuse_overlap
from pstdesk.domain.membership import sitting_on
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
    if _kept(session, membership.committee_id, membership.person_id, day, without=membership):
        return ()
    running = _running_mandates(session, membership.committee_id, membership.person_id, day)
    return tuple(MandateEnding(mandate.role, mandate.starts_on) for mandate in running)


def end_mandates(session: Session, committee_id: int, person_id: int, day: date) -> None:
    """End the mandates of a person whom nothing keeps in the body on ``day`` (docs/domain.md, rule 2)."""
    if _kept(session, committee_id, person_id, day):
        return
    for mandate in _running_mandates(session, committee_id, person_id, day):
        served = Interval(mandate.starts_on, mandate.ends_on).until(day)
        if served is None:
            session.delete(mandate)  # it had not begun
        else:
            mandate.ends_on = served.ends_on
            mandate.end_reason = MandateEnd.DEPARTURE


def _kept(
    session: Session, committee_id: int, person_id: int, day: date, *, without: Membership | None = None
) -> bool:
    """Tell whether a registration or a seat keeps the person in the body on ``day``."""
    here = sitting_on(sittings(session, committee_id), day)
    held = [sitting for sitting in here if sitting.person_id == person_id]
    if without is None or day not in Interval(without.starts_on, without.ends_on):
        return bool(held)
    return len(held) > 1


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

"""Taking an act back, or doing it again: its rows, provided that no rule is broken which rows cannot tell."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Mandate, Membership, Post, Seat, SeatHolder
from pstdesk.db.undo import Inverse
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval
from pstdesk.services.attendance import refuse_proxy_holder
from pstdesk.services.election_order import refuse_disorder
from pstdesk.services.expected import sittings
from pstdesk.services.mandates import is_crowded


def take_back(session: Session, inverse: Inverse) -> None:
    """Apply ``inverse``, in a recorded transaction whose own inverse does the act again.

    Refused is what :meth:`~pstdesk.db.undo.Inverse.apply` refuses; "proxy_held" where somebody would go who
    holds a proxy by now; "changed_meanwhile_undo" where dated things would overlap, or a mandate outlive a
    stay or find no seat, for what was added since (docs/domain.md, rules 1 and 2), or an election's rounds
    be out of order.
    """
    inverse.apply(session)
    session.flush()
    for meeting_id, person_id in inverse.values("attendance", "meeting_id", "person_id"):
        row = session.get(Attendance, (meeting_id, person_id))
        if row is None or not row.status.attended:
            refuse_proxy_holder(session, meeting_id, person_id)
    _refuse_overlaps(session, inverse)
    _refuse_crowds(session, inverse)
    for committee_id, person_id in set(_stays_touched(session, inverse)):
        _refuse_outliving(session, committee_id, person_id)
    for table in ("election_round", "elected"):
        for (election_id,) in set(inverse.values(table, "election_id")):
            refuse_disorder(session, election_id)


def _refuse_overlaps(session: Session, inverse: Inverse) -> None:
    for person_id, committee_id in set(inverse.values("membership", "person_id", "committee_id")):
        members = select(Membership.capacity, Membership.starts_on, Membership.ends_on).where(
            Membership.person_id == person_id, Membership.committee_id == committee_id
        )
        _refuse_overlap(session.execute(members))
    for (person_id,) in set(inverse.values("post", "person_id")):
        posts = select(Post.organisation_id, Post.starts_on, Post.ends_on).where(Post.person_id == person_id)
        _refuse_overlap(session.execute(posts))


def _refuse_overlap(rows: Iterable[tuple[object, date | None, date | None]]) -> None:
    spans: dict[object, list[Interval]] = {}
    for of, starts_on, ends_on in rows:
        spans.setdefault(of, []).append(Interval(starts_on, ends_on))
    for during in spans.values():
        in_order = sorted(during, key=lambda span: span.starts_on or date.min)
        if any(one.overlaps(other) for one, other in pairwise(in_order)):
            raise Refused("changed_meanwhile_undo")


def _refuse_crowds(session: Session, inverse: Inverse) -> None:
    """Raise where more would hold a role of a body at once than it has seats, for who was given it since."""
    for (mandate_id,) in set(inverse.values("mandate", "id")):
        mandate = session.get(Mandate, mandate_id)
        if mandate is not None and is_crowded(session, mandate):
            raise Refused("changed_meanwhile_undo")


def _stays_touched(session: Session, inverse: Inverse) -> Iterator[tuple[int, int]]:
    """Yield who may sit in which body for another time than before: (committee, person)."""
    yield from inverse.values("membership", "committee_id", "person_id")
    yield from inverse.values("mandate", "committee_id", "person_id")
    for seat_id, person_id in inverse.values("seat_holder", "seat_id", "person_id"):
        seat = session.get(Seat, seat_id)
        if seat is not None:
            yield seat.committee_id, person_id
    for (seat_id,) in inverse.values("seat", "id"):
        holders = select(Seat.committee_id, SeatHolder.person_id).join(Seat, Seat.id == SeatHolder.seat_id)
        yield from session.execute(holders.where(SeatHolder.seat_id == seat_id))


def _refuse_outliving(session: Session, committee_id: int, person_id: int) -> None:
    stays = [each.during for each in sittings(session, committee_id) if each.person_id == person_id]
    last = max((during.ends_on or date.max for during in stays), default=date.min)
    mandates = select(Mandate.ends_on).where(
        Mandate.committee_id == committee_id, Mandate.person_id == person_id
    )
    if any((ends_on or date.max) > last for ends_on in session.scalars(mandates)):
        raise Refused("changed_meanwhile_undo")

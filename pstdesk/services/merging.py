"""Two records of one person, or of one organisation, become one; nothing that hangs on either is lost.

The record that goes is put away and says into which it went (docs/domain.md, "Merging doubles"), so that a
list that still has its name or its mail finds the one that stays.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Committee,
    Mandate,
    Membership,
    Organisation,
    Person,
    Seat,
    SeatHolder,
)
from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval
from pstdesk.domain.names import spoken_name
from pstdesk.services.distinct import pass_distinct
from pstdesk.services.expected import reconcile
from pstdesk.services.fetch import fetch
from pstdesk.services.merge_attendance import (
    pass_attendances,
    passed_attendances,
    passed_proxies,
    refuse_two_people,
)
from pstdesk.services.merge_elections import pass_elections, passed_elections, refuse_two_in_elections
from pstdesk.services.merge_fields import (
    MergeField,
    chosen_form,
    form_of,
    left_form,
    merge_fields,
    write_form,
)
from pstdesk.services.merge_rows import (
    DATED_OF_ORGANISATIONS,
    DATED_OF_PEOPLE,
    NAMED_OF_ORGANISATIONS,
    NAMED_OF_PEOPLE,
    Pair,
    Passed,
    pass_dated,
    pass_named,
    pass_owners,
    passed_dated,
    passed_named,
    passed_owners,
    rows_of,
)

_MODELS: dict[RecordKind, type[Person] | type[Organisation]] = {
    RecordKind.PERSON: Person,
    RecordKind.ORGANISATION: Organisation,
}


@dataclass(frozen=True, slots=True)
class Merging:
    """Which record goes into which, as they were read.

    ``taken`` names the fields whose value comes from the record that goes; all others keep theirs, empty ones
    are filled.
    """

    kind: RecordKind
    kept_id: int
    gone_id: int
    versions: tuple[int, int] | None = None
    taken: frozenset[str] = frozenset()

    @property
    def pair(self) -> Pair:
        """The two records."""
        return Pair(self.kept_id, self.gone_id)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do: field by field, and how much passes. ``refused`` says why it cannot be."""

    kept: str
    gone: str
    versions: tuple[int, int]
    fields: tuple[MergeField, ...]
    passed: tuple[Passed, ...]
    refused: Refused | None


def preview(session: Session, merging: Merging) -> MergePreview:
    """Return what :func:`merge` would do."""
    kept, gone = _records(session, merging)
    pair = merging.pair
    try:
        _refuse(session, merging)
        refused = None
    except Refused as reason:
        refused = reason
    return MergePreview(
        _name(kept),
        _name(gone),
        (kept.version, gone.version),
        merge_fields(session, *(form_of(session, merging.kind, record.id) for record in (kept, gone))),
        tuple(row for row in _passed(session, merging.kind, pair) if row.count),
        refused,
    )


def merge(session: Session, merging: Merging, now: datetime) -> None:
    """Make one record of two.

    Raises "merge_one_record" and "merge_done" where there are not two, "merge_both_came" where approved
    minutes say that both took part in one meeting, "merge_both_voted", "merge_both_stood" and
    "merge_both_witnessed" where an election does, "merge_two_mandates" where both held different mandates of
    one body at once, and "changed_meanwhile" where one was changed since it was read.
    """
    kept, gone = _records(session, merging)
    _refuse(session, merging)
    pair = merging.pair
    bodies = _bodies(session, pair) if merging.kind is RecordKind.PERSON else ()
    ours, theirs = (form_of(session, merging.kind, record.id) for record in (kept, gone))
    # An active record stays active, whichever of the two it was.
    kept.archived_at = None if gone.archived_at is None else kept.archived_at
    gone.archived_at = now
    gone.merged_into_id = kept.id
    session.flush()
    write_form(session, kept.id, chosen_form(ours, theirs, merging.taken))
    write_form(session, gone.id, left_form(ours, theirs, merging.taken))
    _pass_all(session, merging.kind, pair)
    pass_distinct(session, merging.kind, pair.kept, pair.gone)
    session.flush()
    for committee_id in bodies:
        reconcile(session, committee_id)


def _records(session: Session, merging: Merging) -> tuple[Any, Any]:
    if merging.kept_id == merging.gone_id:
        raise Refused("merge_one_record")
    model = _MODELS[merging.kind]
    first, second = merging.versions or (None, None)
    kept, gone = fetch(session, model, merging.kept_id, first), fetch(session, model, merging.gone_id, second)
    for record in (kept, gone):
        if record.merged_into_id is not None:
            raise Refused("merge_done", name=_name(record))
    return kept, gone


def _refuse(session: Session, merging: Merging) -> None:
    if merging.kind is RecordKind.PERSON:
        refuse_two_people(session, merging.pair)
        refuse_two_in_elections(session, merging.pair)
        _refuse_two_mandates(session, merging.pair)


def _refuse_two_mandates(session: Session, pair: Pair) -> None:
    """Raise where the two held different mandates of one body at once, which one person cannot."""
    ours, theirs = (rows_of(session, Mandate, "person_id", side) for side in (pair.kept, pair.gone))
    for one in ours:
        for other in theirs:
            apart = one.committee_id != other.committee_id or one.role is other.role
            if not apart and _during(one).overlaps(_during(other)):
                body = fetch(session, Committee, one.committee_id).short_name
                raise Refused("merge_two_mandates", committee=body)


def _during(row: Any) -> Interval:
    return Interval(row.starts_on, row.ends_on)


def _name(record: Any) -> str:
    if isinstance(record, Person):
        return spoken_name(record.given_name, record.family_name)
    return str(record.name)


def _bodies(session: Session, pair: Pair) -> tuple[int, ...]:
    """Return the bodies in which somebody may be expected otherwise once the two are one."""
    ids = (pair.kept, pair.gone)
    seated = (
        select(Seat.committee_id)
        .join(SeatHolder, SeatHolder.seat_id == Seat.id)
        .where(SeatHolder.person_id.in_(ids))
    )
    sitting = select(Membership.committee_id).where(
        Membership.person_id.in_(ids) | Membership.substitute_for_id.in_(ids)
    )
    return tuple(sorted(session.scalars(sitting.union(seated))))


def _pass_all(session: Session, kind: RecordKind, pair: Pair) -> None:
    is_person = kind is RecordKind.PERSON
    for dated in DATED_OF_PEOPLE if is_person else DATED_OF_ORGANISATIONS:
        pass_dated(session, dated, pair)
    # After that, because what is laid over one another still names both.
    pass_named(session, NAMED_OF_PEOPLE if is_person else NAMED_OF_ORGANISATIONS, pair)
    pass_owners(session, "person_id" if is_person else "organisation_id", pair)
    if is_person:
        pass_attendances(session, pair)
        pass_elections(session, pair)


def _passed(session: Session, kind: RecordKind, pair: Pair) -> tuple[Passed, ...]:
    is_person = kind is RecordKind.PERSON
    dated = DATED_OF_PEOPLE if is_person else DATED_OF_ORGANISATIONS
    named = NAMED_OF_PEOPLE if is_person else NAMED_OF_ORGANISATIONS
    lived = (passed_attendances, passed_proxies, passed_elections) if is_person else ()
    every = (
        *(passed_dated(session, each, pair) for each in dated),
        *(passed(session, pair) for passed in lived),
        passed_owners(session, "person_id" if is_person else "organisation_id", pair),
        *passed_named(session, named, pair),
    )
    kinds = dict.fromkeys(row.what for row in every)
    return tuple(
        Passed(
            what,
            sum(row.count for row in every if row.what is what),
            sum(row.united for row in every if row.what is what),
        )
        for what in kinds
    )

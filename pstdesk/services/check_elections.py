"""What a check finds about elections: their records, their totals, their results and their mandates."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Election, ElectionRecord, ElectionRound, Mandate, Meeting
from pstdesk.documents.election_record import RecordContent, from_json
from pstdesk.documents.kept import digest
from pstdesk.domain.election import refuse_totals
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval
from pstdesk.domain.voting import DecidedBy, ElectionState
from pstdesk.services.body_rules import rules_of
from pstdesk.services.check_records import are_mandates_right, nameless
from pstdesk.services.election_record_content import record_content
from pstdesk.services.election_standing import (
    elected_rows,
    rounds_in,
    scores_of,
    seated_before,
    series_standing,
    totals_of,
)
from pstdesk.services.finding import Finding

_BY_COUNT = (DecidedBy.VOTE, DecidedBy.AGE)


def election_findings(session: Session) -> Iterator[Finding]:
    """Yield what is not as it must be of each election, and who holds a mandate without a seat."""
    query = select(Election, Committee.short_name, Meeting.day).where(
        Committee.id == Election.committee_id, Meeting.id == Election.meeting_id
    )
    for election, committee, day in session.execute(query.order_by(Meeting.day, Election.id)).all():
        where = {"committee": committee, "day": day}
        try:
            found = [*_records(session, election, where), *_totals(session, election, where)]
            is_right = _is_elected_by_count(session, election)
        except (ValueError, TypeError):  # no JSON any more
            found, is_right = [], False
        yield from found
        if not is_right:
            yield Finding("check_election_result", where)
    yield from _mandates(session)


def _records(session: Session, election: Election, where: dict[str, object]) -> Iterator[Finding]:
    numbers = select(ElectionRecord.id, ElectionRecord.number).where(
        ElectionRecord.election_id == election.id
    )
    rows = session.execute(numbers.order_by(ElectionRecord.number)).all()
    if (election.state is ElectionState.OPEN) == bool(rows) or [row.number for row in rows] != list(
        range(1, len(rows) + 1)
    ):
        yield Finding("check_election_records", where)
    last: RecordContent | None = None
    for record_id, number in rows:
        last = _intact(session, record_id, election.id, number)
        if last is None:
            yield Finding("check_election_record", {**where, "number": number})
    if (
        election.state is ElectionState.PROCLAIMED
        and last is not None
        and not _is_as_proclaimed(session, election, rows[-1].id, last)
    ):
        yield Finding("check_election_lock", where)


def _intact(session: Session, record_id: int, election_id: int, number: int) -> RecordContent | None:
    """Return what a record says; None where it is no longer what was proclaimed."""
    try:
        record = session.get_one(ElectionRecord, record_id)
        content = from_json(record.content)
    except (ValueError, TypeError, AttributeError, KeyError):  # none of ours, or no JSON any more
        return None
    is_whole = digest(content) == record.sha256
    return content if is_whole and (content.election_id, content.record) == (election_id, number) else None


def _is_as_proclaimed(session: Session, election: Election, record_id: int, content: RecordContent) -> bool:
    """Tell whether the base still says what its last record says, and gave the mandates it says."""
    record = session.get_one(ElectionRecord, record_id)
    try:
        now = record_content(session, election.id, record.number, record.made_at, record.reason)
    except Refused:
        return False
    return nameless(now) == nameless(content) and are_mandates_right(session, election)


def _totals(session: Session, election: Election, where: dict[str, object]) -> Iterator[Finding]:
    for held in rounds_in(session, election.id):
        if held.is_closed and not _adds_up(session, election, held):
            yield Finding("check_election_totals", {**where, "number": held.number})


def _adds_up(session: Session, election: Election, held: ElectionRound) -> bool:
    scores = scores_of(session, held.id)
    candidates = [score.candidate_id for score in scores]
    try:
        refuse_totals(election.method, totals_of(held, scores), candidates)
    except (Refused, ValueError, TypeError):
        return False
    return held.cast is not None and (held.cast == held.signatures or bool(held.difference_reason))


def _is_elected_by_count(session: Session, election: Election) -> bool:
    """Tell whether counting again elects the same people, and lots were drawn among the tied."""
    rows = elected_rows(session, election.id)
    if sum(row.accepted is not False for row in rows) > election.seats:
        return False
    try:
        return all(
            _is_series_right(session, election, series, rows)
            for series in {held.series for held in rounds_in(session, election.id) if held.is_closed}
        )
    except (Refused, ValueError, TypeError):
        return False


def _is_series_right(session: Session, election: Election, series: int, rows: tuple[Any, ...]) -> bool:
    found = series_standing(session, election, series)
    in_series = [row for row in rows if row.series == series]
    counted = {row.candidate_id for row in in_series if row.decided_by in _BY_COUNT}
    drawn = {row.candidate_id for row in in_series if row.decided_by is DecidedBy.LOT}
    if found.count is None or found.goes_on:
        return not in_series
    return counted == set(found.count.elected) - seated_before(rows, series) and drawn <= set(
        found.count.tied
    )


def _mandates(session: Session) -> Iterator[Finding]:
    """Find a day on which more people hold a role of a body than it has seats."""
    query = select(Mandate, Committee.short_name).join(Committee, Committee.id == Mandate.committee_id)
    bodies: dict[tuple[int, str, Any], list[Mandate]] = {}
    for mandate, committee in session.execute(query.order_by(Mandate.starts_on, Mandate.id)):
        bodies.setdefault((mandate.committee_id, committee, mandate.role), []).append(mandate)
    for (committee_id, committee, role), held in bodies.items():
        chosen = {mandate.election_id for mandate in held if mandate.election_id is not None}
        by_election = session.scalars(select(Election.seats).where(Election.id.in_(chosen)))
        seats = max([rules_of(session, committee_id).seats, *by_election])
        day = _crowded_on(held, seats)
        if day is not None:
            yield Finding(
                "check_mandates", {"committee": committee, "role": role, "day": day, "seats": seats}
            )


def _crowded_on(held: list[Mandate], seats: int) -> date | None:
    """Return the first day on which there are more mandates than ``seats``; one begins on that day."""
    spans = [Interval(row.starts_on, row.ends_on) for row in held]
    days = (row.starts_on for row in held)
    return next((day for day in days if sum(day in span for span in spans) > seats), None)

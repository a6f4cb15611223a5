"""From an election in the base to what its record says."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Election, Meeting
from pstdesk.documents.election_record import (
    CorrectedRecord,
    RecordCandidate,
    RecordContent,
    RecordElected,
    RecordElector,
    RecordMandate,
    RecordNomination,
    RecordObjection,
    RecordProposal,
)
from pstdesk.documents.minutes import QuorumLine
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.electorate import Gathering
from pstdesk.domain.voting import QuorumRule
from pstdesk.services.election_page import ElectionPage, election_page
from pstdesk.services.election_record_rounds import record_rounds
from pstdesk.services.election_voters import electors_of, gathering_of, quorum_among
from pstdesk.services.fetch import fetch
from pstdesk.services.meeting_content import meeting_fields
from pstdesk.services.programme import the_programme


def record_content(
    session: Session, election_id: int, number: int, now: datetime | None, reason: str = ""
) -> RecordContent:
    """Return what the record ``number`` of an election says when it is proclaimed ``now``.

    ``now`` None is a draft. A record after the first corrects the one before it, and says why: ``reason``.
    Hours are said where they were of the day of the meeting, and not of the day on which it was typed.
    """
    election = fetch(session, Election, election_id)
    meeting = fetch(session, Meeting, election.meeting_id)
    page = election_page(session, election_id)
    names = distinct_names(page)
    return RecordContent(
        **meeting_fields(session, meeting),
        base_id=the_programme(session).base_id,
        meeting_id=meeting.id,
        election_id=election_id,
        record=number,
        made_on=None if now is None else now.astimezone().date(),
        corrects=_corrected(page, number, reason),
        role=page.head.role,
        with_substitute=page.head.with_substitute,
        rules=page.head.rules,
        rule_name=page.head.rule_name,
        rule_explanation=page.head.rule_explanation,
        second_convocation=meeting.second_convocation,
        chair=page.head.chair.name if page.head.chair else "",
        election_secretary=page.head.secretary.name if page.head.secretary else "",
        tellers=tuple(teller.name for teller in page.head.tellers),
        opened_at=_hour(page.head.opened_at, meeting.day),
        closed_at=None if now is None else _hour(page.head.closed_at, meeting.day),
        electors=tuple(RecordElector(names[who.person_id], who.organisation) for who in page.electors),
        quorum=_quorum_line(session, election, meeting),
        candidates=_candidates(page, names),
        rounds=record_rounds(page, names),
        nominations=_nominations(page, names),
        proposals=_proposals(page, names),
        elected=_elected(page, names),
        mandates=_mandates(page, names),
        remarks=page.head.remarks,
    )


def _corrected(page: ElectionPage, number: int, reason: str) -> CorrectedRecord | None:
    before = next((record for record in page.records if record.number == number - 1), None)
    if before is None:
        return None
    return CorrectedRecord(before.number, before.made_at.astimezone().date(), reason)


def _hour(moment: datetime | None, day: date) -> time | None:
    local = None if moment is None else moment.astimezone()
    if local is None or local.date() != day:
        return None
    return local.time().replace(second=0, microsecond=0)


# Names


def distinct_names(page: ElectionPage) -> dict[int, str]:
    """Return the names by person: two people of one name are told apart by where they come from."""
    houses = {who.person_id: who.organisation for who in page.electors}
    houses |= {who.person_id: who.organisation for who in page.candidates}
    named = dict(_people(page))
    found: dict[int, str] = {}
    for person_id, name in named.items():
        said = name
        if sum(other == name for other in named.values()) > 1 and houses.get(person_id):
            said = f"{name} ({houses[person_id]})"
        numbered, place = said, 1
        while numbered in found.values():
            place += 1
            numbered = f"{said} ({place})"
        found[person_id] = numbered
    return found


def _people(page: ElectionPage) -> Iterable[tuple[int, str]]:
    for elector in page.electors:
        yield elector.person_id, elector.name
    for one in page.rounds:
        for voter in one.voters:
            yield voter.person_id, voter.name
            if voter.holder_id is not None:
                yield voter.holder_id, voter.holder
    for candidate in page.candidates:
        yield candidate.person_id, candidate.name
        if candidate.substitute_id is not None:
            yield candidate.substitute_id, candidate.substitute
    for nomination in page.nominations:
        yield nomination.person_id, nomination.person
        yield nomination.nominee_id, nomination.nominee


# Who was there


def _quorum_line(session: Session, election: Election, meeting: Meeting) -> QuorumLine | None:
    """Return how those entitled stood with the quorum, of those who were there while it was held."""
    if election.quorum is QuorumRule.NONE:
        return None
    gathering = _meanwhile(session, election, meeting)
    entitled = electors_of(session, election.id)
    found = quorum_among(election, meeting, entitled, gathering)
    return QuorumLine(election.quorum, found.counted, found.needed)


def _meanwhile(session: Session, election: Election, meeting: Meeting) -> Gathering:
    """Return who attended at any time of the election: who left before, or came after it, did not."""
    gathering = gathering_of(session, meeting, None)
    opened, closed = _hour(election.opened_at, meeting.day), _hour(election.closed_at, meeting.day)
    hours = select(Attendance.person_id, Attendance.arrived_at, Attendance.left_at).where(
        Attendance.meeting_id == meeting.id
    )
    gone = {
        row.person_id
        for row in session.execute(hours)
        if (opened and row.left_at and row.left_at <= opened)
        or (closed and row.arrived_at and row.arrived_at > closed)
    }
    there = {who: status for who, status in gathering.there.items() if who not in gone}
    return replace(gathering, there=there)


def _candidates(page: ElectionPage, names: dict[int, str]) -> tuple[RecordCandidate, ...]:
    return tuple(
        RecordCandidate(
            names[who.person_id],
            who.organisation,
            names.get(who.substitute_id or 0, ""),
            who.statement,
            who.withdrawn,
        )
        for who in page.candidates
    )


# What it came to


def _nominations(page: ElectionPage, names: dict[int, str]) -> tuple[RecordNomination, ...]:
    return tuple(
        RecordNomination(each.stage, names[each.person_id], names[each.nominee_id], each.reason)
        for each in page.nominations
    )


def _proposals(page: ElectionPage, names: dict[int, str]) -> tuple[RecordProposal, ...]:
    people = {who.id: names[who.person_id] for who in page.candidates}
    return tuple(
        RecordProposal(
            each.number,
            people[each.candidate_id],
            each.reason,
            each.state,
            tuple(
                RecordObjection(objection.text, objection.person, objection.answer, objection.is_lifted)
                for objection in each.objections
            ),
        )
        for each in page.proposals
    )


def _elected(page: ElectionPage, names: dict[int, str]) -> tuple[RecordElected, ...]:
    tickets = {who.id: who for who in page.candidates}
    return tuple(
        RecordElected(
            names[tickets[each.candidate_id].person_id],
            each.series,
            each.decided_by,
            each.accepted,
            names.get(tickets[each.candidate_id].substitute_id or 0, ""),
        )
        for each in page.elected
    )


def _mandates(page: ElectionPage, names: dict[int, str]) -> tuple[RecordMandate, ...]:
    """Return the mandates that those elected are given, then those of their suppléants."""
    accepted = [each for each in _elected(page, names) if each.accepted]
    holders = [(each.name, page.head.role) for each in accepted]
    if page.head.with_substitute:
        substitutes = [each.substitute for each in accepted if each.substitute]
        holders += [(name, MandateRole.SUBSTITUTE_REFERENT) for name in substitutes]
    term = page.term
    return tuple(
        RecordMandate(name, role, term.starts_on, term.ends_on, term.remaining_of) for name, role in holders
    )

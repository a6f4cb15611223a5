"""One election as it is shown: its people, its rounds and what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Election, ElectionRecord, Meeting, Person
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.election import RoundCount
from pstdesk.domain.election_steps import ElectionStep, step_of
from pstdesk.domain.electorate import Gathering, Voter, turnout_of, voters_among
from pstdesk.domain.quorum import Quorum
from pstdesk.domain.voting import DecidedBy, ElectionState, TieBreak, VotingRules
from pstdesk.services.consent import NominationRow, ProposalRow, nomination_rows, proposal_rows
from pstdesk.services.election_rounds_page import RoundPage, ScoreRow, TypedTotals, VoterRow, round_pages
from pstdesk.services.election_standing import (
    all_standings,
    candidate_names,
    candidates_of,
    elected_rows,
    names_of,
    organisations_of,
    rounds_in,
    seats_left,
    standing_of,
    voting_rules,
)
from pstdesk.services.election_term import TermPreview, term_preview
from pstdesk.services.election_voters import electors_of, gathering_of, quorum_among
from pstdesk.services.fetch import fetch

__all__ = [
    "CandidateRow",
    "ElectedRow",
    "ElectionHead",
    "ElectionPage",
    "ElectorRow",
    "NamedPerson",
    "NominationRow",
    "ProposalRow",
    "RecordRow",
    "RoundCount",
    "RoundPage",
    "ScoreRow",
    "TermPreview",
    "Turnout",
    "TypedTotals",
    "VoterRow",
    "election_page",
]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody, by the name documents print."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionHead:
    """What an election's page says above all else; ``day`` is the meeting's."""

    id: int
    version: int
    committee_id: int
    committee: str
    short_name: str
    meeting_id: int
    agenda_item_id: int | None
    day: date
    role: MandateRole
    with_substitute: bool
    state: ElectionState
    rules: VotingRules
    rule_name: str
    rule_explanation: str
    chair: NamedPerson | None
    secretary: NamedPerson | None
    first_teller: NamedPerson | None
    second_teller: NamedPerson | None
    remarks: str
    correction_reason: str
    opened_at: datetime
    closed_at: datetime | None

    @property
    def is_locked(self) -> bool:
        """Whether it was proclaimed, so that nothing of it changes but by a correction."""
        return self.state is ElectionState.PROCLAIMED

    @property
    def tellers(self) -> tuple[NamedPerson, ...]:
        """The tellers (scrutateurs) that are named, two at most."""
        return tuple(each for each in (self.first_teller, self.second_teller) if each is not None)


@dataclass(frozen=True, slots=True)
class ElectorRow:
    """Somebody entitled to vote; ``votes_now`` whether a round that opens now would receive their vote.

    ``holder`` is who would vote for them: by proxy, or with ``stands_in`` as their suppléant.
    """

    person_id: int
    name: str
    organisation: str
    votes_now: bool
    holder_id: int | None = None
    holder: str = ""
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many are entitled to vote, and of them are there on site, from afar, and through somebody else.

    ``represented`` are by proxy, ``stood_in`` by their suppléant; ``voters`` is how many votes a round that
    opens now would receive.
    """

    registered: int
    present: int
    remote: int
    represented: int
    stood_in: int
    voters: int


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody who stands, or stood until they withdrew; with their suppléant, if the ticket has one."""

    id: int
    version: int
    person_id: int
    name: str
    organisation: str
    substitute_id: int | None
    substitute: str
    statement: str
    position: int
    withdrawn: bool
    distinct_name: str
    """The name, and where two candidates share it, what tells them apart."""


@dataclass(frozen=True, slots=True)
class ElectedRow:
    """Somebody whom a series elected; ``accepted`` None until they are asked."""

    candidate_id: int
    series: int
    name: str
    decided_by: DecidedBy
    accepted: bool | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One procès-verbal; ``reason`` says why it corrects the one before it."""

    id: int
    number: int
    made_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionPage:
    """Everything shown of one election; ``tied`` are ids of candidates among whom age or a lot decides."""

    head: ElectionHead
    electors: tuple[ElectorRow, ...]
    turnout: Turnout
    quorum: Quorum
    candidates: tuple[CandidateRow, ...]
    rounds: tuple[RoundPage, ...]
    elected: tuple[ElectedRow, ...]
    step: ElectionStep
    tied: tuple[int, ...]
    tie_break: TieBreak | None
    """What is to end the tie now: the age, which is asked for first where the rule says so, or a lot."""
    records: tuple[RecordRow, ...]
    nominations: tuple[NominationRow, ...]
    proposals: tuple[ProposalRow, ...]
    seats_left: int
    term: TermPreview


def election_page(session: Session, election_id: int, now: datetime | None = None) -> ElectionPage:
    """Return one election as it stands; with ``now``, who came late or left early counts by the hour."""
    election = fetch(session, Election, election_id)
    meeting = fetch(session, Meeting, election.meeting_id)
    entitled = electors_of(session, election_id)
    gathering = gathering_of(session, meeting, now)
    voters = voters_among(entitled, gathering, remote=election.remote_vote)
    candidates = _candidate_rows(session, election, meeting.day)
    names = {row.id: row.distinct_name for row in candidates}
    standings = all_standings(session, election)
    tie = next((found for found in standings if found.tied), None)
    return ElectionPage(
        head=_election_head(session, election, meeting.day),
        electors=_elector_rows(session, entitled, voters, meeting.day),
        turnout=_turnout(entitled, gathering, voters),
        quorum=quorum_among(election, meeting, entitled, gathering),
        candidates=candidates,
        rounds=round_pages(session, election, names),
        elected=_elected_named(session, election_id, names),
        step=step_of(standing_of(session, election, standings)),
        tied=() if tie is None else tie.tied,
        tie_break=None if tie is None else _tie_break(session, election, tie.number),
        records=_record_rows(session, election_id),
        nominations=nomination_rows(session, election_id),
        proposals=proposal_rows(session, election_id),
        seats_left=seats_left(session, election),
        term=term_preview(session, election),
    )


def _election_head(session: Session, found: Election, day: date) -> ElectionHead:
    committee = fetch(session, Committee, found.committee_id)
    officers = (found.chair_id, found.secretary_id, found.first_teller_id, found.second_teller_id)
    names = names_of(session, officers)
    chair, secretary, first, second = (
        None if person_id is None else NamedPerson(person_id, names[person_id]) for person_id in officers
    )
    return ElectionHead(
        id=found.id,
        version=found.version,
        committee_id=found.committee_id,
        committee=committee.name,
        short_name=committee.short_name,
        meeting_id=found.meeting_id,
        agenda_item_id=found.agenda_item_id,
        day=day,
        role=found.role,
        with_substitute=found.with_substitute,
        state=found.state,
        rules=voting_rules(found),
        rule_name=found.rule_name,
        rule_explanation=found.rule_explanation,
        chair=chair,
        secretary=secretary,
        first_teller=first,
        second_teller=second,
        remarks=found.remarks,
        correction_reason=found.correction_reason,
        opened_at=found.opened_at,
        closed_at=found.closed_at,
    )


def _tie_break(session: Session, election: Election, series: int) -> TieBreak:
    """Return what is to end the tie of a series: the age first where the rule says so, else a lot."""
    last = [held for held in rounds_in(session, election.id) if held.series == series][-1]
    asked = last.seniority is not None
    return TieBreak.OLDEST if election.tie_break is TieBreak.OLDEST and not asked else TieBreak.LOT


def _elector_rows(
    session: Session, people: tuple[int, ...], voting: Iterable[Voter], day: date
) -> tuple[ElectorRow, ...]:
    voters = {voter.person_id: voter for voter in voting}
    names = names_of(session, {*people, *(voter.holder_id for voter in voters.values())})
    houses = organisations_of(session, people, day)
    in_order = session.scalars(
        select(Person.id).where(Person.id.in_(people)).order_by(Person.search_key, Person.id)
    )
    return tuple(
        ElectorRow(
            person_id,
            names[person_id],
            houses.get(person_id, ""),
            person_id in voters,
            *_through(voters.get(person_id), names),
        )
        for person_id in in_order
    )


def _through(voter: Voter | None, names: dict[int | None, str]) -> tuple[int | None, str, bool]:
    if voter is None or voter.holder_id is None:
        return None, "", False
    return voter.holder_id, names[voter.holder_id], voter.stands_in


def _turnout(entitled: tuple[int, ...], gathering: Gathering, voters: tuple[Voter, ...]) -> Turnout:
    counted = turnout_of(entitled, gathering, voters)
    stood_in = sum(voter.stands_in for voter in voters)
    return Turnout(
        len(entitled),
        counted.present,
        counted.remote,
        counted.represented - stood_in,
        stood_in,
        len(voters),
    )


def _candidate_rows(session: Session, election: Election, day: date) -> tuple[CandidateRow, ...]:
    """Return everybody who ever stood, in their order on the ballot."""
    rows = candidates_of(session, election.id)
    people = tuple(row.person_id for row in rows)
    names = names_of(session, {*people, *(row.substitute_id for row in rows)})
    houses = organisations_of(session, people, day)
    distinct = candidate_names(session, election.id)
    return tuple(
        CandidateRow(
            row.id,
            row.version,
            row.person_id,
            names[row.person_id],
            houses.get(row.person_id, ""),
            row.substitute_id,
            names.get(row.substitute_id, ""),
            row.statement,
            row.position,
            row.withdrawn,
            distinct[row.id],
        )
        for row in rows
    )


def _elected_named(session: Session, election_id: int, names: Mapping[int, str]) -> tuple[ElectedRow, ...]:
    """Return who was elected, series by series, also those who declined."""
    return tuple(
        ElectedRow(row.candidate_id, row.series, names[row.candidate_id], row.decided_by, row.accepted)
        for row in elected_rows(session, election_id)
    )


def _record_rows(session: Session, election_id: int) -> tuple[RecordRow, ...]:
    """Return the procès-verbaux of an election, the first one first."""
    query = select(
        ElectionRecord.id, ElectionRecord.number, ElectionRecord.made_at, ElectionRecord.reason
    ).where(ElectionRecord.election_id == election_id)
    return tuple(RecordRow(*row) for row in session.execute(query.order_by(ElectionRecord.number)))

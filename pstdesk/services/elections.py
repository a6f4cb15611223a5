"""Elections: opened at an item of a meeting's agenda, with the rules in force, and led by its officers."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    AgendaItem,
    Committee,
    Elected,
    Election,
    ElectionRound,
    Meeting,
    Nomination,
    Person,
    Proposal,
    RuleSet,
)
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.voting import ElectionState, VotingMethod
from pstdesk.services.agenda import editable_item
from pstdesk.services.body_rules import rule_set_of
from pstdesk.services.election_standing import (
    candidate_names,
    editable_election,
    elected_rows,
    election_step,
    names_of,
    voting_rules,
)
from pstdesk.services.election_voters import write_electors
from pstdesk.services.fetch import fetch


@dataclass(frozen=True, slots=True)
class ElectionForm:
    """An election as it is opened; without a rule set that of the body holds, or that of the programme."""

    role: MandateRole = MandateRole.REFERENT
    with_substitute: bool = False
    rule_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class OfficersForm:
    """Who leads an election and counts its votes; None where nobody is named yet."""

    chair_id: int | None = None
    secretary_id: int | None = None
    first_teller_id: int | None = None
    second_teller_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ElectionOfItem:
    """An election as its agenda item shows it; ``elected`` are the names of those who have not declined."""

    id: int
    role: MandateRole
    state: ElectionState
    step: ElectionStep
    elected: tuple[str, ...]


def open_election(session: Session, item_id: int, form: ElectionForm, now: datetime) -> int:
    """Open an election at an item of a meeting that is held, and return its id.

    The rules are kept as they are now, and who is entitled to vote by them is written down for good. Chair
    and secretary are the meeting's until others are named.
    """
    item = editable_item(session, item_id)
    meeting = fetch(session, Meeting, item.meeting_id)
    _refuse_opening(session, item, meeting, form)
    rules = _rule_set(session, meeting.committee_id, form.rule_set_id)
    if rules.method is VotingMethod.WITHOUT_CANDIDATES and form.with_substitute:
        raise Refused("election_consent_ticket", rule=rules.name)
    election = Election(
        committee_id=meeting.committee_id,
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        rule_set_id=rules.id,
        rule_name=rules.name,
        rule_explanation=rules.explanation,
        role=form.role,
        with_substitute=form.with_substitute,
        chair_id=meeting.facilitator_id,
        secretary_id=meeting.secretary_id,
        opened_at=now,
        **asdict(voting_rules(rules)),
    )
    session.add(election)
    session.flush()
    if not write_electors(session, election, meeting):
        raise Refused("election_without_electors", committee=_body(session, meeting.committee_id))
    return election.id


def _refuse_opening(session: Session, item: AgendaItem, meeting: Meeting, form: ElectionForm) -> None:
    if meeting.state is not MeetingState.HELD:
        raise Refused("election_before_meeting", day=meeting.day)
    if form.with_substitute and form.role is MandateRole.SUBSTITUTE_REFERENT:
        raise Refused("election_substitute_of_substitute")
    if item.kind is not ItemKind.ELECTION:
        raise Refused("election_item_kind", title=item.title)
    if item.state is ItemState.WITHDRAWN:
        raise Refused("election_item_withdrawn", title=item.title)
    others = select(Election).where(Election.committee_id == meeting.committee_id, Election.role == form.role)
    for other in session.scalars(others).all():
        if other.state is not ElectionState.PROCLAIMED:
            day = fetch(session, Meeting, other.meeting_id).day
            raise Refused("election_already_open", role=form.role, day=day)
        accepted = any(row.accepted for row in elected_rows(session, other.id))
        if other.meeting_id == meeting.id and accepted:
            raise Refused("election_already_held", role=form.role, day=meeting.day)


def _body(session: Session, committee_id: int) -> str:
    return fetch(session, Committee, committee_id).short_name


def _rule_set(session: Session, committee_id: int, chosen: int | None) -> RuleSet:
    """Return the rule set chosen, or that of the body, or that of the programme."""
    rule_set_id = chosen or rule_set_of(session, committee_id)
    if rule_set_id is None:
        raise Refused("election_without_rules", committee=_body(session, committee_id))
    return fetch(session, RuleSet, rule_set_id)


def election_place(session: Session, election_id: int) -> tuple[int, int | None]:
    """Return the meeting at which an election is held, and its item, None where that is gone."""
    election = fetch(session, Election, election_id)
    return election.meeting_id, election.agenda_item_id


def elections_of_item(session: Session, item_id: int) -> tuple[ElectionOfItem, ...]:
    """Return the elections held at an agenda item, in the order they were opened."""
    query = select(Election).where(Election.agenda_item_id == item_id).order_by(Election.id)
    return tuple(_of_item(session, election) for election in session.scalars(query))


def _of_item(session: Session, election: Election) -> ElectionOfItem:
    names = candidate_names(session, election.id)
    rows = elected_rows(session, election.id)
    return ElectionOfItem(
        election.id,
        election.role,
        election.state,
        election_step(session, election),
        tuple(names[row.candidate_id] for row in rows if row.accepted is not False),
    )


def change_officers(session: Session, election_id: int, form: OfficersForm) -> None:
    """Name who leads an election and counts its votes, in the version that was read."""
    election = editable_election(session, election_id, form.version)
    people = (form.chair_id, form.secretary_id, form.first_teller_id, form.second_teller_id)
    for person_id in people:
        if person_id is not None:
            fetch(session, Person, person_id)
    if form.first_teller_id is not None and form.first_teller_id == form.second_teller_id:
        raise Refused("tellers_same", name=names_of(session, people)[form.first_teller_id])
    election.chair_id, election.secretary_id = form.chair_id, form.secretary_id
    election.first_teller_id, election.second_teller_id = form.first_teller_id, form.second_teller_id


def write_remarks(session: Session, election_id: int, remarks: str, version: int | None = None) -> int:
    """Keep what was remarked or complained of, for the record; return the new version."""
    election = editable_election(session, election_id, version)
    election.remarks = remarks
    session.flush()
    return election.version


def drop_election(session: Session, election_id: int) -> None:
    """Take back an election that was opened by mistake; refused once anything was voted or said in it."""
    election = editable_election(session, election_id)
    begun = (ElectionRound, Elected, Nomination, Proposal)
    if election.state is not ElectionState.OPEN or any(
        session.scalar(select(exists().where(model.election_id == election_id))) for model in begun
    ):
        raise Refused("election_begun")
    session.delete(election)
    session.flush()

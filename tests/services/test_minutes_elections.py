"""The minutes of a meeting say what its elections decided, read from the base."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Election, ElectionRecord, Meeting, Person
from pstdesk.documents.election_lines import ElectionLine, OutcomeLine, RoundLine, VotesLine
from pstdesk.documents.election_record import (
    RecordContent,
    RecordElected,
    RecordMandate,
    RecordRound,
    RecordScore,
    RecordVoter,
)
from pstdesk.documents.kept import as_json, digest
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import (
    DecidedBy,
    ElectionState,
    EnrolledBy,
    QuorumRule,
    TieBreak,
    VotingMethod,
    VotingRules,
)
from pstdesk.services import agenda
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meeting_content import meeting_fields
from pstdesk.services.minutes import issue_version, minutes_content
from tests import builders
from tests.services.stories import hold_meeting

DAY = date(2026, 11, 12)
NOW = builders.AN_INSTANT
MEETING, ITEM, ELECTION = 1, 1, 1
ZOE, NOEL = "Zoé Ærø", "Noël Bœuf"
TERM = date(2028, 11, 12)
RULE = "Majorité à deux tours"
RULES = VotingRules(
    method=VotingMethod.MAJORITY_2,
    tie_break=TieBreak.LOT,
    quorum=QuorumRule.NONE,
    enrolled_by=EnrolledBy.SUMMONS,
    mandate_months=24,
    seats=1,
    proxies_per_holder=1,
    show_of_hands=False,
    sole_candidate=False,
    remote_vote=False,
)
ROUND = RecordRound(
    series=1,
    number=1,
    is_public=False,
    registered=12,
    voters=(RecordVoter(ZOE),),
    cast=9,
    blank=1,
    spoiled=1,
    signatures=9,
    difference_reason="",
    scores=(RecordScore(ZOE, 5), RecordScore(NOEL, 2)),
)
ELECTED = RecordElected(ZOE, 1, DecidedBy.VOTE, True)
MANDATE = RecordMandate(ZOE, MandateRole.REFERENT, DAY, TERM)


@pytest.fixture
def base(base: Database) -> Database:
    """A meeting with an election at its item, of which nothing is proclaimed."""
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        builders.membership(session, builders.person(session, "Zoé", "Ærø"), body)
        assert hold_meeting(session, body.id, DAY) == MEETING
        assert agenda.add_item(session, MEETING, ItemForm("Élection", ItemKind.ELECTION)) == ITEM
        rules = {name: getattr(RULES, name) for name in RULES.__slots__}
        where = {"committee_id": body.id, "meeting_id": MEETING, "agenda_item_id": ITEM}
        session.add(Election(**where, **rules, rule_name=RULE, opened_at=NOW))
    return base


def proclaim(session: Session, state: ElectionState = ElectionState.PROCLAIMED, **fields: Any) -> None:
    """Keep a record of one round, in which Zoé was elected."""
    session.get_one(Election, ELECTION).state = state
    said: dict[str, Any] = {"rounds": (ROUND,), "elected": (ELECTED,), "mandates": (MANDATE,)}
    content = RecordContent(
        **meeting_fields(session, session.get_one(Meeting, MEETING)),
        base_id="0" * 32,
        meeting_id=MEETING,
        election_id=ELECTION,
        record=1,
        made_on=DAY,
        role=MandateRole.REFERENT,
        rules=RULES,
        rule_name=RULE,
        **said | fields,
    )
    record = ElectionRecord(
        election_id=ELECTION, number=1, made_at=NOW, content=as_json(content), sha256=digest(content)
    )
    session.add(record)
    session.flush()


def lines(base: Database) -> tuple[ElectionLine, ...]:
    with base.read() as session:
        (item,) = minutes_content(session, MEETING, 1).items
    return item.elections


def test_an_open_election_is_named_without_a_result(base: Database) -> None:
    assert lines(base) == (ElectionLine(MandateRole.REFERENT, RULE, ElectionState.OPEN),)


def test_a_proclaimed_one_says_its_rounds_and_the_term_that_began(base: Database) -> None:
    with base.write() as session:
        proclaim(session)
    (line,) = lines(base)
    assert (line.rule, line.state, line.record) == (RULE, ElectionState.PROCLAIMED, 1)
    assert line.rounds == (RoundLine(1, 1, False, 9, 1, 1, (VotesLine(ZOE, 5), VotesLine(NOEL, 2))),)
    assert line.rounds[0].valid == 7
    assert line.outcomes == (OutcomeLine(ZOE, DecidedBy.VOTE, True, "", DAY, TERM),)


def test_a_suppleant_of_the_ticket_and_their_own_mandate_are_not_mistaken_for_the_referent(
    base: Database,
) -> None:
    both = (RecordMandate(ZOE, MandateRole.SUBSTITUTE_REFERENT, DAY), MANDATE)
    ticket = RecordElected(ZOE, 1, DecidedBy.VOTE, True, NOEL)
    with base.write() as session:
        proclaim(session, elected=(ticket,), mandates=both)
    (line,) = lines(base)
    assert line.outcomes == (OutcomeLine(ZOE, DecidedBy.VOTE, True, NOEL, DAY, TERM),)


def test_who_declines_has_no_term(base: Database) -> None:
    with base.write() as session:
        proclaim(session, elected=(RecordElected(ZOE, 1, DecidedBy.VOTE, False),), mandates=())
    (line,) = lines(base)
    assert line.outcomes == (OutcomeLine(ZOE, DecidedBy.VOTE, False),)


def test_what_becomes_of_people_later_changes_no_minutes(base: Database) -> None:
    with base.write() as session:
        proclaim(session)
        session.get_one(Person, 1).family_name = "Autrement"
        session.flush()
        said = issue_version(session, MEETING, NOW)
    assert said.items[0].elections[0].outcomes[0].name == ZOE


def test_a_correction_under_way_is_named_with_its_record(base: Database) -> None:
    with base.write() as session:
        proclaim(session, ElectionState.CORRECTING)
    (line,) = lines(base)
    assert (line.record, line.rounds, line.outcomes) == (1, (), ())

"""A check counts elections again, and finds what was changed behind the program's back."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Mandate, Person
from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import NominationStage, TieBreak, VotingMethod
from pstdesk.sentences import sentence
from pstdesk.services import consent, rounds
from pstdesk.services.check import Finding, check_base
from pstdesk.services.mandates import vacate
from pstdesk.services.proclamation import proclaim
from tests import builders
from tests.builders import A_DAY
from tests.services.ballots import CT1, NOW, A, B, C, D, Poll, poll


@pytest.fixture
def held(base: Database) -> Poll:
    """A proclaimed election, that A has won against B, after C was référent."""
    held = poll(base, mandate_months=24)
    with base.write() as session:
        builders.mandate(session, session.get_one(Person, C), session.get_one(Committee, CT1))
    one, two = held.stand(A, B)
    held.hold_round({one: 6, two: 5})
    held.answer(one)
    with base.write() as session:
        proclaim(session, held.id, NOW)
    return held


def findings(base: Database) -> list[Finding]:
    with base.read() as session:
        found = list(check_base(session))
    for finding in found:
        assert "{" not in sentence(Refused(finding.code, **finding.values))
    return found


def tamper(base: Database, *statements: str) -> None:
    base.close()
    with closing(sqlite3.connect(base.path)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("DELETE FROM election_record", {"check_election_records"}),
        (
            "UPDATE election_record SET number = 2, reason = 'Rien'",
            {"check_election_records", "check_election_record"},
        ),
        (
            "UPDATE election_record SET content = replace(content, '\"votes\": 6', '\"votes\": 7')",
            {"check_election_record"},
        ),
        ("UPDATE election_record SET content = 'Rien'", {"check_election_record"}),
        ("UPDATE election_record SET sha256 = ''", {"check_election_record"}),
        ("UPDATE election SET remarks = 'Autre chose'", {"check_election_lock"}),
        ("UPDATE election SET state = 'open'", {"check_election_records"}),
        (
            "UPDATE round_score SET votes = 11 - votes",
            {"check_election_lock", "check_election_result"},
        ),
        (
            "UPDATE election_round SET cast = 30",
            {"check_election_lock", "check_election_totals", "check_election_result"},
        ),
        (
            "UPDATE election_round SET signatures = 9, difference_reason = ''",
            {"check_election_lock", "check_election_totals"},
        ),
        ("DELETE FROM round_voter WHERE person_id = 1", {"check_election_lock"}),
        ("DELETE FROM elected", {"check_election_lock", "check_election_result"}),
        ("UPDATE elected SET decided_by = 'lot'", {"check_election_lock", "check_election_result"}),
        ("UPDATE election_round SET seniority = 'Rien'", {"check_election_result"}),
        ("UPDATE round_score SET grades = '7'", {"check_election_result"}),
        ("UPDATE mandate SET ends_on = NULL", {"check_mandates"}),
        ("UPDATE mandate SET person_id = 5 WHERE election_id IS NOT NULL", {"check_election_lock"}),
        ("DELETE FROM mandate WHERE election_id IS NOT NULL", {"check_election_lock"}),
        ("UPDATE election SET rule_name = 'Autre'", {"check_election_lock"}),
        ("UPDATE election SET proxies_per_holder = 3", {"check_election_lock"}),
        ("UPDATE election_candidate SET statement = 'Autre'", {"check_election_lock"}),
        ("UPDATE election_candidate SET withdrawn = 1", {"check_election_lock"}),
        ("UPDATE election_round SET is_public = 1", {"check_election_lock"}),
        ("UPDATE election_round SET difference_reason = 'Autre'", {"check_election_lock"}),
        ("UPDATE round_voter SET holder_id = 1 WHERE person_id = 2", {"check_election_lock"}),
    ],
)
def test_a_check_finds_what_was_changed_behind_the_programs_back(
    held: Poll, statement: str, codes: set[str]
) -> None:
    assert findings(held.base) == []
    tamper(held.base, statement)
    assert {finding.code for finding in findings(held.base)} == codes


def test_a_lot_that_names_another_is_found(base: Database) -> None:
    held = poll(base, tie_break=TieBreak.LOT, method=VotingMethod.PLURALITY)
    one, two = held.stand(A, B)
    held.hold_round({one: 5, two: 5}, blank=1)
    with base.write() as session:
        rounds.break_by_lot(session, held.last.id, one, C, D)
    held.answer(one)
    with base.write() as session:
        proclaim(session, held.id, NOW)
    assert findings(base) == []
    tamper(base, f"UPDATE elected SET candidate_id = {two}", f"UPDATE mandate SET person_id = {B}")
    assert [finding.code for finding in findings(base)] == ["check_election_lock"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE nomination SET reason = 'Autre'",
        "DELETE FROM nomination",
        "UPDATE proposal SET reason = 'Autre'",
        "UPDATE objection SET text = 'Autre'",
        "UPDATE objection SET is_lifted = 0",
        "DELETE FROM objection",
    ],
)
def test_words_of_an_election_by_consent_stay_as_they_were(base: Database, statement: str) -> None:
    held = poll(base, method=VotingMethod.WITHOUT_CANDIDATES)
    with base.write() as session:
        consent.nominate(session, held.id, A, B, "Elle écoute.", NominationStage.FIRST)
        proposal = consent.propose(session, held.id, B, "Nommée par une voix")
        objection = consent.object_to(session, proposal, "Trop loin", C)
        consent.lift(session, objection, "Elle déménage")
        consent.agree(session, proposal, NOW)
    held.answer(held.page().elected[0].candidate_id)
    with base.write() as session:
        proclaim(session, held.id, NOW)
    assert findings(base) == []
    tamper(base, statement)
    assert [finding.code for finding in findings(base)] == ["check_election_lock"]


def test_who_changes_their_name_or_leaves_early_is_no_finding(held: Poll) -> None:
    with held.base.write() as session:
        session.get_one(Person, A).family_name = "Zyx"
        session.get_one(Person, B).family_name = "Abc"
    with held.base.write() as session:
        mandate = session.query(Mandate).filter_by(person_id=A).one()
        vacate(session, mandate.id, A_DAY + timedelta(days=30), MandateEnd.RESIGNATION)
    assert findings(held.base) == []

"""A check counts elections again, and finds what was changed behind the program's back."""

import sqlite3
from contextlib import closing

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Person
from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence
from pstdesk.services.check import Finding, check_base
from pstdesk.services.proclamation import proclaim
from tests import builders
from tests.services.ballots import CT1, NOW, A, B, C, Poll, poll


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
    ],
)
def test_a_check_finds_what_was_changed_behind_the_programs_back(
    held: Poll, statement: str, codes: set[str]
) -> None:
    assert findings(held.base) == []
    tamper(held.base, statement)
    assert {finding.code for finding in findings(held.base)} == codes

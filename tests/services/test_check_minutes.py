"""A check finds approvals and corrections that no rule allows, made behind the program's back."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import MinutesVersion
from pstdesk.documents.kept import as_json, digest
from pstdesk.documents.minutes import from_json
from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence
from pstdesk.services.check import Finding, check_base
from pstdesk.services.rectifications import rectify
from tests.services.minutes_story import DAYS, FIRST, NOW, SECOND, THIRD, approved, tell

OF_FIRST = {"meeting": FIRST, "day": DAYS[FIRST]}


@pytest.fixture
def base(base: Database) -> Database:
    """The first minutes are approved in the second meeting, and corrected in the third."""
    with base.write() as session:
        tell(session)
        approved(session, FIRST, in_meeting=SECOND)
        rectify(session, FIRST, THIRD, None, "Lire Zoé.", NOW)
    return base


def found(base: Database) -> list[Finding]:
    with base.read() as session:
        findings = list(check_base(session))
    for finding in findings:
        assert "{" not in sentence(Refused(finding.code, **finding.values))
    return findings


def tamper(base: Database, statement: str) -> None:
    base.close()
    with closing(sqlite3.connect(base.path)) as connection:
        assert connection.execute(statement).rowcount != 0
        connection.commit()


def test_nothing_is_wrong_with_what_the_rules_allow(base: Database) -> None:
    assert found(base) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM minutes_version", "check_version_missing"),
        ("UPDATE minutes SET approval = NULL WHERE meeting_id = 1", "check_approval"),
        ("UPDATE minutes SET approved_on = NULL WHERE meeting_id = 1", "check_approval"),
        ("UPDATE minutes SET approved_on = '2026-06-01' WHERE meeting_id = 1", "check_approval"),
        ("UPDATE minutes SET approval = 'referent' WHERE meeting_id = 1", "check_approval"),
        ("UPDATE minutes SET approved_in_id = 4 WHERE meeting_id = 1", "check_approval"),
        ("UPDATE minutes SET approved_in_id = 1 WHERE meeting_id = 1", "check_approval"),
        ("UPDATE minutes SET approved_in_id = NULL WHERE meeting_id = 1", "check_approval"),
        ("UPDATE decision SET number = NULL, year = NULL", "check_decision_unnumbered"),
        ("UPDATE minutes SET approved_on = '2026-06-01' WHERE meeting_id = 2", "check_unlocked"),
        ("UPDATE rectification SET decided_in_id = 4", "check_rectification"),
        ("UPDATE rectification SET decided_in_id = 1", "check_rectification"),
        ("UPDATE rectification SET agenda_item_id = NULL", "check_rectification"),
        ("UPDATE rectification SET minutes_id = 2", "check_rectification"),
        ("UPDATE rectification SET text = 'Lire Ali.'", "check_lock"),
        ("DELETE FROM rectification", "check_lock"),
        ("DELETE FROM minutes_version WHERE number = 3", "check_lock"),
        ("UPDATE minutes_version SET state = 'sent' WHERE number = 3", "check_lock"),
    ],
)
def test_each_damage_is_found(base: Database, statement: str, code: str) -> None:
    tamper(base, statement)
    assert code in {finding.code for finding in found(base)}


def test_a_correction_that_changed_the_approved_text_is_found(base: Database) -> None:
    with base.write() as session:
        version = session.scalars(select(MinutesVersion).where(MinutesVersion.number == 3)).one()
        content = replace(from_json(version.content), place="Ailleurs")
        version.content, version.sha256 = as_json(content), digest(content)
    assert Finding("check_lock", OF_FIRST) in found(base)


def test_minutes_kept_before_they_said_what_they_approve_are_whole(base: Database) -> None:
    with base.write() as session:
        approved(session, SECOND)
        query = select(MinutesVersion).order_by(MinutesVersion.id.desc()).limit(1)
        version = session.scalars(query).one()
        said = from_json(version.content)
        assert any(item.approved for item in said.items)
        silent = replace(said, items=tuple(replace(item, approved=()) for item in said.items))
        version.content, version.sha256 = as_json(silent), digest(silent)
    assert found(base) == []


def test_an_approval_given_in_minutes_that_are_locked_is_found(base: Database) -> None:
    with base.write() as session:
        approved(session, SECOND)
    tamper(base, "UPDATE minutes SET approved_in_id = 3, approved_on = '2026-09-10' WHERE meeting_id = 1")
    assert "check_lock" in {finding.code for finding in found(base)}

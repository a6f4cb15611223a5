"""A check finds every kind of damage, each put into the file behind the program's back."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from pstdesk.db.database import Database
from pstdesk.db.migrate import open_base
from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence
from pstdesk.services import agenda
from pstdesk.services.agenda import ItemForm
from pstdesk.services.check import Finding, check_base
from pstdesk.services.results import ActionForm, action_rows, add_action, add_decision, change_action
from tests import builders
from tests.services.stories import approve_minutes, hold_meeting

PAGE = 4096
"""Bytes in a page of the file."""


@pytest.fixture
def base(base: Database) -> Database:
    """Two meetings were held; the minutes of the first are approved."""
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        builders.membership(session, builders.person(session), body)
        for day in (date(2026, 3, 5), date(2026, 6, 4)):
            meeting_id = hold_meeting(session, body.id, day)
            item = agenda.add_item(session, meeting_id, ItemForm("Jardins partagés"))
            agenda.write_notes(session, item, "Le jardin est prêt.", 1)
            for text in ("A", "B"):
                add_decision(session, item, text)
            add_action(session, item, ActionForm("Commander la terre", "CAF", date(2026, 7, 1)))
        approve_minutes(session, 1)
    return base


def found(base: Database) -> list[Finding]:
    with base.read() as session:
        findings = list(check_base(session))
    for finding in findings:
        assert "{" not in sentence(Refused(finding.code, **finding.values))
    return findings


def tamper(base: Database, *statements: str) -> None:
    """Change the file as no service would."""
    base.close()
    with closing(sqlite3.connect(base.path)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement
        connection.commit()


def test_nothing_is_wrong_with_a_base_that_only_the_program_wrote(base: Database) -> None:
    with base.write() as session:
        row = action_rows(session, 1)[0]
        done = ActionForm(row.form.text, row.form.owners, row.form.due_on, row.form.state.DONE)
        change_action(session, row.id, done, date(2026, 11, 23))
    assert found(base) == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (
            "UPDATE attendance SET organisation_id = 99 WHERE meeting_id = 2",
            Finding("check_foreign_key", {"table": "attendance", "parent": "organisation"}),
        ),
        (
            "DELETE FROM search_index_docsize WHERE id = 1",
            Finding("check_search_index", {"indexed": 11, "entries": 12}),
        ),
        (
            "INSERT INTO search_entry (kind, record_id, title, body) VALUES ('post', 99, '', 'x')",
            Finding("check_search_records", {"gone": 1, "missing": 0}),
        ),
        (
            "DELETE FROM search_entry WHERE kind = 'person'",
            Finding("check_search_records", {"gone": 0, "missing": 1}),
        ),
        (
            "UPDATE decision SET number = 7 WHERE number = 2",
            Finding("check_decision_numbers", {"year": 2026, "count": 2, "last": 7}),
        ),
        (
            "UPDATE meeting SET number = NULL, year = NULL WHERE id = 2",
            Finding("check_meeting_numbers", {"count": 1}),
        ),
        (
            "UPDATE meeting SET number = 5 WHERE id = 2",
            Finding("check_meeting_series", {"committee": "CT1", "year": 2026, "count": 2, "last": 5}),
        ),
        ("DELETE FROM minutes WHERE meeting_id = 2", Finding("check_minutes_missing", {"count": 1})),
    ],
)
def test_each_damage_is_found(base: Database, statement: str, finding: Finding) -> None:
    tamper(base, statement)
    assert finding in found(base)
    assert [one.code for one in found(base) if one.code != "check_lock"] == [finding.code]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agenda_item SET title = 'Autre' WHERE meeting_id = 1",
        "UPDATE agenda_item SET notes = 'Autre chose.' WHERE meeting_id = 1",
        "UPDATE decision SET text = 'Autre' WHERE id = 1",
        "UPDATE decision SET is_withdrawn = 1 WHERE id = 1",
        "DELETE FROM decision WHERE id = 2",
        "UPDATE action_item SET text = 'Autre' WHERE id = 1",
        "UPDATE action_item SET due_on = NULL WHERE id = 1",
        "UPDATE minutes_version SET content = replace(content, 'jardin', 'parking')",
        "UPDATE minutes_version SET content = '{}'",
        "UPDATE minutes_version SET content = 'rien'",
        "UPDATE minutes_version SET content = '[1]'",
        "UPDATE minutes_version SET content = replace(content, 'decisions', 'rien')",
        "UPDATE minutes_version SET sha256 = 'deadbeef'",
    ],
)
def test_whatever_approved_minutes_say_otherwise_is_found(base: Database, statement: str) -> None:
    tamper(base, statement)
    assert Finding("check_lock", {"meeting": 1, "day": date(2026, 3, 5)}) in found(base)


def test_minutes_that_are_not_approved_may_change(base: Database) -> None:
    tamper(base, "UPDATE agenda_item SET notes = 'Autre chose.' WHERE meeting_id = 2")
    assert found(base) == []


def test_a_damaged_index_of_the_file_is_found(base: Database) -> None:
    tamper(
        base,
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_master WHERE name = 'ix_person_email'",
    )
    assert "check_integrity" in {finding.code for finding in found(base)}


def test_a_page_of_nonsense_is_found_one_way_or_the_other(base: Database, tmp_path: Path) -> None:
    base.close()
    content = bytearray(base.path.read_bytes())
    start = content.index("Jardins partagés".encode()) // PAGE * PAGE
    content[start : start + PAGE // 2] = b"\xff" * (PAGE // 2)
    broken = tmp_path / "broken.pstdesk"
    broken.write_bytes(content)
    with closing(open_base(broken)) as damaged:
        try:
            codes = [finding.code for finding in found(damaged)]
        except Refused as refusal:
            codes = [refusal.code]
    assert codes[0] in ("check_integrity", "base_damaged")

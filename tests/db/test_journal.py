"""The journal: who changed what and when, without what it said, and for good."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from pstdesk.db.database import Database
from pstdesk.db.models import (
    AgendaItem,
    Decision,
    JournalAct,
    JournalEntry,
    Meeting,
    Membership,
    Person,
    SearchEntry,
)
from tests import builders as make

LEFT_ON = date(2026, 6, 1)


def journal(base: Database) -> list[tuple[JournalAct, str, str, list[str]]]:
    """Return what the journal holds, oldest first."""
    with base.read() as session:
        entries = session.scalars(select(JournalEntry).order_by(JournalEntry.id))
        return [(entry.act, entry.record, entry.record_id, entry.fields) for entry in entries]


def test_making_changing_and_deleting_each_leave_a_line(base: Database) -> None:
    with base.write() as session:
        make.membership(session, make.person(session), make.committee(session))
    with base.write() as session:
        session.get_one(Membership, 1).ends_on = LEFT_ON
    with base.write() as session:
        session.delete(session.get_one(Membership, 1))
    assert journal(base) == [
        (JournalAct.MADE, "membership", "1", []),
        (JournalAct.CHANGED, "membership", "1", ["ends_on"]),
        (JournalAct.DELETED, "membership", "1", []),
    ]


def test_a_change_that_changes_nothing_leaves_none(base: Database) -> None:
    with base.write() as session:
        make.membership(session, make.person(session), make.committee(session))
    with base.write() as session:
        session.get_one(Membership, 1).voting = True
    assert len(journal(base)) == 1


def test_several_changes_of_one_transaction_are_all_there(base: Database) -> None:
    with base.write() as session:
        body = make.committee(session)
        member = make.membership(session, make.person(session), body)
        member.voting = False
        member.ends_on = LEFT_ON
        session.flush()
        make.mandate(session, session.get_one(Person, member.person_id), body)
    assert [(act, record) for act, record, _, _ in journal(base)] == [
        (JournalAct.MADE, "membership"),
        (JournalAct.CHANGED, "membership"),
        (JournalAct.MADE, "mandate"),
    ]
    assert sorted(journal(base)[1][3]) == ["ends_on", "voting"]


def test_a_line_says_who_and_when(base: Database) -> None:
    before = datetime.now(UTC)
    with base.write() as session:
        make.membership(session, make.person(session), make.committee(session))
    with base.read() as session:
        entry = session.scalars(select(JournalEntry)).one()
        assert entry.user == "officer"
        assert before <= entry.at <= datetime.now(UTC)


def test_nothing_is_left_of_what_was_rolled_back(base: Database) -> None:
    with base.write() as session:
        make.membership(session, make.person(session), make.committee(session))
        session.flush()
        session.rollback()
    assert journal(base) == []


def test_the_journal_holds_no_name_and_no_word_of_anybody(base: Database) -> None:
    with base.write() as session:
        somebody = make.person(session, "Zoé", "Ibarra", notes="confidentiel", email="zoe@valmont.example")
        body = make.committee(session)
        make.membership(session, somebody, body)
        item = make.agenda_item(session, make.meeting(session, body), "Logement de Mme Ibarra")
        make.decision(session, item, "Zoé Ibarra est entendue.").text = "Zoé Ibarra sera entendue."
        session.flush()
        session.delete(somebody)
    with base.read() as session:
        kept = str(session.execute(text("SELECT * FROM journal_entry")).all())
    assert "decision" in kept
    for word in ("Zoé", "Ibarra", "entendue", "confidentiel", "valmont"):
        assert word not in kept


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM journal_entry",
        "UPDATE journal_entry SET user_id = 'personne'",
        "UPDATE OR REPLACE journal_entry SET id = 2",
        "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry LIMIT 1",
    ],
)
def test_no_line_is_changed_or_removed(base: Database, change: str) -> None:
    with base.write() as session:
        make.membership(session, make.person(session), make.committee(session))
    before = journal(base)
    with pytest.raises(IntegrityError, match="append-only"), base.write() as session:
        session.execute(text(change))
    assert journal(base) == before


def test_what_hangs_on_a_deleted_record_is_journalled_announced_and_no_longer_found(
    base: Database, announced: list[frozenset[str]]
) -> None:
    with base.write() as session:
        item = make.agenda_item(session, make.meeting(session, make.committee(session)))
        make.decision(session, item)
        make.decision(session, item, position=2)
    announced.clear()
    with base.write() as session:
        session.delete(session.get_one(Meeting, 1))
    assert announced == [{"meetings", "decisions"}]
    deleted = [(record, number) for act, record, number, _ in journal(base) if act is JournalAct.DELETED]
    assert sorted(deleted) == [("agenda_item", "1"), ("decision", "1"), ("decision", "2")]
    with base.read() as session:
        assert session.scalars(select(AgendaItem)).all() == []
        assert session.scalars(select(Decision)).all() == []
        assert session.scalars(select(SearchEntry.kind)).all() == ["committee"]


def test_what_is_deleted_along_with_what_it_hangs_on_leaves_one_line(base: Database) -> None:
    with base.write() as session:
        item = make.agenda_item(session, make.meeting(session, make.committee(session)))
        make.decision(session, item)
    with base.write() as session:
        for record in (Decision, AgendaItem, Meeting):
            session.delete(session.get_one(record, 1))
    acts = [(act, record) for act, record, _, _ in journal(base)]
    assert acts[:2] == [(JournalAct.MADE, "agenda_item"), (JournalAct.MADE, "decision")]
    assert sorted(acts[2:]) == [(JournalAct.DELETED, "agenda_item"), (JournalAct.DELETED, "decision")]


def test_a_record_of_two_keys_is_named_by_both(base: Database) -> None:
    with base.write() as session:
        meeting = make.meeting(session, make.committee(session))
        make.proxy(session, meeting, make.person(session), make.person(session, "Noa", "Weiß"))
    assert journal(base) == [(JournalAct.MADE, "proxy", "1/1", [])]


def test_notes_leave_a_line_without_what_they_say(base: Database) -> None:
    with base.write() as session:
        make.agenda_item(session, make.meeting(session, make.committee(session)))
    with base.write() as session:
        session.get_one(AgendaItem, 1).notes = "Propos confidentiels"
    act, record, _record_id, fields = journal(base)[-1]
    assert (act, record) == (JournalAct.CHANGED, "agenda_item")
    assert "notes" in fields
    assert "confidentiels" not in str(fields)

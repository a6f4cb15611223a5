"""Undo row by row: what comes back, in which order, and when it is refused with nothing changed."""

from datetime import date, time

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from pstdesk.db.database import Database, announce
from pstdesk.db.models import (
    ActionCommittee,
    ActionItem,
    AgendaItem,
    Attachment,
    Attendance,
    Committee,
    JournalEntry,
    Meeting,
    Membership,
    Person,
    Proxy,
    Setting,
)
from pstdesk.db.search import search
from pstdesk.domain.attendance import AttendanceStatus
from tests import builders as make
from tests.db.undoing import act, done, remove_item, there_and_back, undone

# What comes back


def test_what_was_made_goes(base: Database) -> None:
    there_and_back(base, lambda session: make.person(session, "Zoé", "Ibarra"))


def test_what_was_changed_is_as_it_was(base: Database, meeting: int) -> None:
    def work(session: Session) -> None:
        session.get_one(Meeting, meeting).starts_at = time(18, 30)
        session.get_one(Meeting, meeting).day = date(2027, 1, 4)

    there_and_back(base, work)


def test_what_was_deleted_comes_back_with_all_that_went_along(base: Database, meeting: int) -> None:
    """The base deletes the proxies, the items and the decisions of a meeting by its own keys."""

    def work(session: Session) -> None:
        held = session.get_one(Meeting, meeting)
        for attendance in session.scalars(select(Attendance)):
            session.delete(attendance)
        for action in session.scalars(select(ActionItem)):
            session.delete(action)
        session.flush()
        session.delete(held)

    with base.write() as session:
        session.add(Proxy(meeting_id=meeting, grantor_id=1, holder_id=2))
        item = session.scalars(select(AgendaItem)).one()
        make.decision(session, item, "Adopté.")
    there_and_back(base, work)


def test_an_id_that_was_given_comes_back_and_is_given_to_nobody_else(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")
    removal = done(base, lambda session: session.delete(session.get_one(Person, 1)))
    with base.write() as session:
        assert make.person(session, "Noa", "Weiß").id == 2
    undone(base, removal)
    with base.read() as session:
        assert session.get_one(Person, 1).family_name == "Ibarra"


def test_bulk_statements_are_undone_too(base: Database, meeting: int) -> None:
    def work(session: Session) -> None:
        session.execute(update(Attendance).values(status=AttendanceStatus.EXCUSED))
        session.execute(delete(ActionCommittee))
        session.execute(insert(Setting), [{"key": "couleur", "value": {"bleu": [1, 2]}}])
        announce(session, Attendance)

    there_and_back(base, work)


def test_a_row_that_came_and_went_within_the_act_is_no_part_of_it(base: Database) -> None:
    def work(session: Session) -> None:
        made = make.person(session)
        session.delete(made)
        session.flush()

    assert act(base, work) is None


def test_a_row_deleted_and_made_again_under_its_key_is_a_change(base: Database, meeting: int) -> None:
    def work(session: Session) -> None:
        session.delete(session.get_one(Attendance, (meeting, 1)))
        session.flush()
        session.add(Attendance(meeting_id=meeting, person_id=1, status=AttendanceStatus.ABSENT))

    there_and_back(base, work)


def test_files_come_back_to_the_byte(base: Database) -> None:
    everything = bytes(range(256))
    with base.write() as session:
        kinds = {
            "sha256": "0" * 64,
            "name": "tout.bin",
            "media_type": "application/octet-stream",
            "size": 256,
        }
        session.add(Attachment(**kinds, content=everything))
    there_and_back(base, lambda session: session.delete(session.scalars(select(Attachment)).one()))


def test_a_parent_and_its_children_made_in_one_act_go_together(base: Database) -> None:
    def work(session: Session) -> None:
        body = make.committee(session, "CT9", "Vieillir")
        person = make.person(session, "Zoé", "Ibarra")
        make.membership(session, person, body)
        make.post(session, person, make.organisation(session, "Maison"))

    there_and_back(base, work)


def test_what_moved_under_a_parent_made_in_the_act_moves_back(base: Database, meeting: int) -> None:
    """Deleting the new parent first would take its children along."""

    def work(session: Session) -> None:
        body = make.committee(session, "CT9", "Vieillir")
        for membership in session.scalars(select(Membership)):
            membership.committee_id = body.id

    there_and_back(base, work)


def test_rows_exchange_values_that_only_one_may_have(base: Database) -> None:
    with base.write() as session:
        make.committee(session, "CT1", "Habiter")
        make.committee(session, "CT2", "Vieillir")

    def work(session: Session) -> None:
        first, second = session.scalars(select(Committee).order_by(Committee.id))
        keys = (first.search_key, first.short_key), (second.search_key, second.short_key)
        first.search_key, first.short_key = "a", "b"
        session.flush()
        second.search_key, second.short_key = keys[0]
        session.flush()
        first.search_key, first.short_key = keys[1]

    there_and_back(base, work)


def test_a_value_passes_from_a_deleted_row_to_a_new_one_and_back(base: Database) -> None:
    with base.write() as session:
        make.committee(session, "CT1", "Habiter")

    def work(session: Session) -> None:
        old = session.scalars(select(Committee)).one()
        level_id = old.level_id
        session.delete(old)
        session.flush()
        make.committee(session, "CT1", "Habiter", level_id=level_id)

    there_and_back(base, work)


# What follows


def test_the_count_of_changes_goes_on(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")

    def version() -> int:
        with base.read() as session:
            return session.get_one(Person, 1).version

    def rename(session: Session) -> None:
        session.get_one(Person, 1).family_name = "Weiß"

    first = version()
    renaming = done(base, rename)
    redo = undone(base, renaming)
    assert version() == first + 2
    undone(base, redo)
    assert version() == first + 3
    removal = done(base, lambda session: session.delete(session.get_one(Person, 1)))
    undone(base, removal)
    assert version() == first + 4


def test_the_search_the_journal_and_the_topics_follow(
    base: Database, announced: list[frozenset[str]], meeting: int
) -> None:
    removal = done(base, remove_item)
    with base.read() as session:
        assert not [hit for hit in search(session, "point") if hit.kind == "agenda_item"]
    announced.clear()
    undone(base, removal)
    with base.read() as session:
        assert [hit.kind for hit in search(session, "point")] == ["agenda_item"]
        latest = session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc()).limit(2))
        assert {(entry.act, entry.record) for entry in latest} == {
            ("made", "agenda_item"),
            ("made", "action_item"),
        }
    assert announced == [frozenset({"meetings", "actions"})]

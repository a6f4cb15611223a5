"""When undo is refused with nothing changed, and which acts have none."""

import threading

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pstdesk.db import record as recording
from pstdesk.db.database import Database
from pstdesk.db.models import (
    AgendaItem,
    Attendance,
    Base,
    Committee,
    Meeting,
    Organisation,
    Person,
    Post,
)
from pstdesk.db.undo import Inverse, no_undo
from pstdesk.domain.errors import Refused
from tests import builders as make
from tests.db.undoing import act, content, done, refused, remove_item, there_and_back, undone

# When it is refused


def test_refused_where_a_value_changed_since(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")

    def rename(session: Session) -> None:
        session.get_one(Person, 1).family_name = "Weiß"

    renaming = done(base, rename)
    with base.write() as session:
        session.get_one(Person, 1).email = "zoe@valmont.example"
    refused(base, renaming)


def test_refused_where_what_was_made_is_gone(base: Database) -> None:
    making = done(base, make.person)
    with base.write() as session:
        session.delete(session.get_one(Person, 1))
    refused(base, making)


def test_refused_where_a_deleted_row_is_there_again(base: Database, meeting: int) -> None:
    removal = done(base, lambda session: session.delete(session.get_one(Attendance, (meeting, 1))))
    with base.write() as session:
        session.add(Attendance(meeting_id=meeting, person_id=1))
    refused(base, removal)


@pytest.mark.parametrize("cascades", [True, False])
def test_refused_where_others_hang_on_what_was_made(base: Database, *, cascades: bool) -> None:
    making = done(base, make.person)
    with base.write() as session:
        person = session.get_one(Person, 1)
        if cascades:
            make.post(session, person, make.organisation(session))
        else:
            body = make.committee(session)
            make.attendance(session, make.meeting(session, body), person)
    refused(base, making)


def test_refused_where_what_it_hung_on_is_gone(base: Database, meeting: int) -> None:
    with base.write() as session:
        make.post(session, session.get_one(Person, 1), make.organisation(session, "Maison"))
    removal = done(base, lambda session: session.delete(session.scalars(select(Post)).one()))
    with base.write() as session:
        session.delete(session.scalars(select(Organisation)).one())
    refused(base, removal)


def test_refused_where_somebody_else_has_taken_the_name(base: Database) -> None:
    with base.write() as session:
        make.committee(session, "CT1", "Habiter")
    removal = done(base, lambda session: session.delete(session.scalars(select(Committee)).one()))
    with base.write() as session:
        make.committee(session, "CT1", "Habiter", level_id=1)
    refused(base, removal)


def test_notes_typed_since_stand_in_the_way_of_deleting_only(base: Database, meeting: int) -> None:
    def rename(session: Session) -> None:
        session.scalars(select(AgendaItem)).one().title = "Un autre titre"

    renaming = done(base, rename)
    with base.write() as session:
        session.execute(update(AgendaItem).values(notes="Il est dit que…", spent_seconds=12))
    undone(base, renaming)
    with base.read() as session:
        item = session.scalars(select(AgendaItem)).one()
        assert (item.title, item.notes, item.spent_seconds) == ("Le point", "Il est dit que…", 12)
    adding = done(
        base, lambda session: make.agenda_item(session, session.get_one(Meeting, meeting), "Nouveau")
    )
    with base.write() as session:
        session.execute(update(AgendaItem).values(notes="Mot à mot", spent_seconds=40))
    refused(base, adding)


# What has no inverse


def test_what_changed_nothing_has_no_inverse(base: Database) -> None:
    assert act(base, lambda session: session.scalars(select(Person)).all()) is None


def test_what_is_irrevocable_has_no_inverse(base: Database) -> None:
    def work(session: Session) -> None:
        make.person(session)
        no_undo(session)

    assert act(base, work) is None


def test_an_irrevocable_act_passes_where_nothing_is_recorded(base: Database) -> None:
    with base.write() as session:
        no_undo(session)


def test_what_failed_has_no_inverse_and_leaves_the_next_one_alone(base: Database) -> None:
    def work(session: Session) -> None:
        make.person(session)
        raise Refused("changed_meanwhile")

    with pytest.raises(Refused):
        act(base, work)
    there_and_back(base, lambda session: make.person(session, "Zoé", "Ibarra"))


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_BYTES"])
def test_what_is_too_large_has_no_inverse(
    base: Database, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(recording, limit, 3)

    def work(session: Session) -> None:
        for number in range(4):
            make.person(session, "Zoé", f"Ibarra {number}")

    assert act(base, work) is None
    assert len(content(base)["person"]) == 4


def test_nothing_is_recorded_where_nobody_asks(base: Database) -> None:
    found: list[Inverse | None] = []
    with base.write(undo=found.append) as session:
        make.person(session)
    with base.write() as session:
        make.person(session, "Noa", "Weiß")
    assert len(found[0].changes) == 1


def test_an_inverse_is_no_part_of_another_act(base: Database) -> None:
    making = done(base, make.person)
    with base.write() as session, pytest.raises(RuntimeError):
        making.apply(session)


def test_an_inverse_holds_plain_values(base: Database, meeting: int) -> None:
    removal = done(base, remove_item)
    rows = [row for change in removal.changes for row in (change.before, change.after) if row is not None]
    assert rows
    assert all(isinstance(value, str | int | float | bytes | None) for row in rows for value in row)
    assert removal.weight > len("Le point")


def test_every_table_that_is_not_derived_is_recorded() -> None:
    followers = {"journal_entry", "search_entry"}
    assert set(recording.recorded_tables()) == set(Base.metadata.tables) - followers


def test_acts_from_several_threads_keep_to_themselves(base: Database) -> None:
    found: dict[int, Inverse | None] = {}

    def work(number: int) -> None:
        found[number] = act(base, lambda session: make.person(session, "Zoé", f"Ibarra {number}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(4):
        inverse = found[number]
        assert inverse is not None
        (change,) = inverse.changes
        assert change.after is not None
        assert f"Ibarra {number}" in change.after

"""From the base to the paper that goes with it: what is open, and nothing else."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from pstdesk.db.backup import make_backup
from pstdesk.db.database import Database
from pstdesk.db.models import Committee
from pstdesk.documents.handover import HandoverContent, Whereabouts
from pstdesk.domain.action import ActionState
from pstdesk.domain.backup import BackupKind
from pstdesk.domain.dashboard import MinutesWait
from pstdesk.domain.lights import Light, LightCode
from pstdesk.domain.meeting import MeetingState
from pstdesk.services import handover
from pstdesk.services.export import file_document
from tests import builders
from tests.services.stories import hold_meeting

TODAY = builders.A_DAY + timedelta(days=3)
WHERE = Whereabouts("base", "backups", "documents")


def content(base: Database) -> HandoverContent:
    with base.read() as session:
        return handover.handover_content(session, TODAY, "e.morel", WHERE)


@pytest.fixture
def told(base: Database) -> Database:
    """A body that met three days ago and meets again, with two actions open, one done, and a vacant seat."""
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session, "CT1", "Accès aux droits", elects_referent=True)
        zoe = builders.person(session, "Zoé", "Œillardin")
        builders.membership(session, zoe, body)
        hold_meeting(session)
        builders.meeting(session, body, TODAY + timedelta(days=60))
        builders.meeting(session, body, TODAY - timedelta(days=9))
        builders.meeting(session, body, TODAY + timedelta(days=9), state=MeetingState.CANCELLED)
        late = TODAY - timedelta(days=1)
        builders.action(session, "Planter", owners=(zoe, "la mairie"), committees=(body,), due_on=late)
        builders.action(session, "Arroser", owners=())
        builders.action(session, "Finir", state=ActionState.DONE, closed_on=late)
        builders.seat(session, body, "Maire")
        held = builders.seat(session, body, "Préfet")
        builders.seat_holder(session, held, zoe)
    return base


def test_an_empty_base_has_nothing_open(base: Database) -> None:
    with base.write() as session:
        builders.programme(session)
    found = content(base)
    assert (found.meetings, found.minutes, found.owners, found.posts, found.actions) == ((), (), (), (), 0)
    assert (found.town, found.made_on, found.made_by) == ("Valmont-lès-Œuvres", TODAY, "e.morel")


def test_meetings_to_come_to_be_noted_and_without_their_sheet(told: Database) -> None:
    found = {entry.day: entry for entry in content(told).meetings}
    assert sorted(found) == [TODAY - timedelta(days=9), builders.A_DAY, TODAY + timedelta(days=60)]
    assert [lamp.light for lamp in found[builders.A_DAY].lamps] == [Light.SHEET]
    assert found[builders.A_DAY].is_held
    (coming,) = found[TODAY + timedelta(days=60)].lamps
    assert coming.code is LightCode.CONVENE_LATER


def test_one_to_come_says_where(told: Database) -> None:
    with told.write() as session:
        body = session.scalars(select(Committee)).one()
        builders.meeting(session, body, TODAY + timedelta(days=20), place="Salle des Œuvres")
    places = {entry.day: entry.place for entry in content(told).meetings}
    assert places[TODAY + timedelta(days=20)] == "Salle des Œuvres"
    assert places[builders.A_DAY] == ""


def test_who_speaks_for_a_body_today_can_be_reached(told: Database) -> None:
    with told.write() as session:
        body = session.scalars(select(Committee)).one()
        now = builders.person(
            session, "Maël", "Oyelaran", phone="01 99 00 00 26", email="mael@valmont.example"
        )
        before = builders.person(session, "Noé", "Abadie", phone="01 99 00 00 27")
        builders.mandate(session, now, body, starts_on=TODAY)
        builders.mandate(session, before, body, ends_on=TODAY)
        archived = builders.committee(session, "CT8", "Mobilités", archived_at=builders.AN_INSTANT)
        builders.mandate(session, before, archived)
    (contact,) = content(told).contacts
    assert (contact.body, contact.person) == ("CT1 Accès aux droits", "Maël Oyelaran")
    assert (contact.phone, contact.email) == ("01 99 00 00 26", "mael@valmont.example")


def test_minutes_that_wait_are_named_with_what_they_wait_for(told: Database) -> None:
    (entry,) = content(told).minutes
    assert (entry.body, entry.day, entry.waiting.what) == (
        "CT1 Accès aux droits",
        builders.A_DAY,
        MinutesWait.WRITING,
    )


def test_open_actions_stand_under_each_of_their_owners(told: Database) -> None:
    found = content(told)
    assert [(owner.name, [action.text for action in owner.actions]) for owner in found.owners] == [
        ("", ["Arroser"]),
        ("la mairie", ["Planter"]),
        ("Zoé Œillardin", ["Planter"]),
    ]
    assert found.owners[1].actions[0].is_late
    assert found.owners[1].actions[0].bodies == "CT1"
    assert found.actions == 2


def test_no_more_actions_are_listed_than_anybody_reads(
    told: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "_MOST_ACTIONS", 1)
    found = content(told)
    assert [action.text for owner in found.owners for action in owner.actions] == ["Planter", "Planter"]
    assert found.actions == 2


def test_vacant_seats_and_posts_are_named(told: Database) -> None:
    posts = content(told).posts
    assert [(entry.body, entry.office, entry.person) for entry in posts] == [
        ("CT1 Accès aux droits", "", ""),
        ("CT1 Accès aux droits", "Maire", ""),
    ]


def test_where_things_are_is_found_on_the_disk(told: Database, tmp_path: Path) -> None:
    where = handover.whereabouts(told.path, tmp_path / "documents")
    assert (where.base, where.last_backup) == (str(told.path), None)
    made = make_backup(told.path, BackupKind.MANUAL, builders.AN_INSTANT)
    where = handover.whereabouts(told.path, tmp_path / "documents")
    assert where.backups == str(made.path.parent)
    assert where.last_backup == made.at


def test_the_file_is_named_by_its_day_and_the_same_content_writes_the_same_file(
    told: Database, tmp_path: Path
) -> None:
    order = handover.handover_order(TODAY, "e.morel", lambda: WHERE)
    for suffix in handover.SUFFIXES:
        first = file_document(told, order, tmp_path / "out", suffix)
        assert first.name == f"Passation_{TODAY.isoformat()}_Valmont-les-OEuvres{suffix}"
        assert file_document(told, order, tmp_path / "out", suffix) == first
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_base_that_is_only_read_can_be_handed_over_too(told: Database, tmp_path: Path) -> None:
    told.close()
    reading = Database(told.path, read_only=True)
    order = handover.handover_order(date(2026, 11, 26), "", lambda: WHERE)
    assert file_document(reading, order, tmp_path / "out", ".pdf").exists()
    reading.close()


def test_counts_of_doubles_come_along(told: Database) -> None:
    with told.write() as session:
        builders.person(session, "Zoé", "Œillardin")
    assert content(told).double_people == 1


def test_the_moment_of_the_last_backup_is_the_officers_own(told: Database, tmp_path: Path) -> None:
    make_backup(told.path, BackupKind.MANUAL, datetime.now().astimezone())
    where = handover.whereabouts(told.path, tmp_path)
    assert where.last_backup is not None
    assert where.last_backup.tzinfo is not None

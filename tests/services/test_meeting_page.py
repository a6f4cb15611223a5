"""What a meeting's own page shows, and the rules of its agenda."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.errors import Refused
from pstdesk.services.agenda import ItemForm, add_item, change_item, item_rows, move_item, remove_item
from pstdesk.services.meeting_list import meeting_years
from pstdesk.services.meeting_page import meeting_page
from pstdesk.services.meetings import MeetingForm, hold, meeting_bodies, plan_meeting
from tests import builders

DAY = date(2026, 11, 12)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    base = builders.make_base(tmp_path)
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        held = builders.meeting(session, body, date(2026, 3, 5))
        hold(session, held.id, DAY)
        plan_meeting(session, MeetingForm(body.id, DAY))
    yield base
    base.close()


def titles(base: Database) -> list[str]:
    with base.read() as session:
        return [row.form.title for row in item_rows(session, 2)]


def test_before_the_meeting_the_page_names_who_is_expected(base: Database) -> None:
    with base.write() as session:
        body = builders.committee(session, "CT2", "Insertion")
        house = builders.organisation(session, "Mission locale")
        for given, family in (("Zoé", "Œrsted"), ("Ali", "Abélard")):
            someone = builders.person(session, given, family)
            builders.membership(session, someone, body)
        builders.post(session, someone, house)
        meeting_id = plan_meeting(session, MeetingForm(body.id, DAY))
    with base.read() as session:
        page = meeting_page(session, meeting_id)
        assert [(row.family_name, row.organisation) for row in page.expected] == [
            ("Abélard", "Mission locale"),
            ("Œrsted", ""),
        ]
        assert page.attendance == ()


def test_after_the_meeting_the_page_shows_attendance_instead(base: Database) -> None:
    with base.write() as session:
        body = builders.committee(session, "CT2", "Insertion")
        builders.membership(session, builders.person(session), body)
        meeting_id = plan_meeting(session, MeetingForm(body.id, DAY))
        hold(session, meeting_id, DAY)
    with base.read() as session:
        page = meeting_page(session, meeting_id)
        assert page.expected == ()
        assert [row.family_name for row in page.attendance] == ["L’Hœst-Muñoz"]


def test_the_years_of_meetings_come_latest_first(base: Database) -> None:
    with base.write() as session:
        builders.meeting(session, builders.committee(session, "CT2", "Insertion"), date(2024, 1, 31))
    with base.read() as session:
        assert meeting_years(session) == (2026, 2024)


def test_the_bodies_that_can_meet_say_where_they_usually_do(base: Database) -> None:
    with base.write() as session:
        builders.committee(session, "CT2", "Insertion", usual_place="Maison de l’emploi")
        builders.committee(session, "CT9", "Ancien comité", archived_at=datetime(2026, 1, 1, tzinfo=UTC))
    with base.read() as session:
        bodies = meeting_bodies(session)
    assert [(body.short_name, body.usual_place) for body in bodies] == [
        ("CT2", "Maison de l’emploi"),
        ("CT1", ""),
    ]


def test_no_item_goes_before_the_approval_of_the_last_minutes(base: Database) -> None:
    with base.write() as session:
        added = add_item(session, 2, ItemForm("Accueil"))
    before = titles(base)
    with pytest.raises(Refused, match="agenda_opening"), base.write() as session:
        move_item(session, added, -1)
    with pytest.raises(Refused, match="agenda_opening"), base.write() as session:
        change_item(session, added, ItemForm("Accueil", ItemKind.MINUTES_APPROVAL))
    with pytest.raises(Refused, match="agenda_opening"), base.write() as session:
        add_item(session, 2, ItemForm("Suivi", ItemKind.ACTIONS_FOLLOW_UP))
    assert titles(base) == before


def test_an_item_that_was_taken_off_can_go_back_to_its_place(base: Database) -> None:
    before = titles(base)
    with base.write() as session:
        approval = item_rows(session, 2)[0]
        remove_item(session, approval.id)
    assert titles(base) == before[1:]
    with base.write() as session:
        add_item(session, 2, replace(approval.form, version=None), approval.position)
    assert titles(base) == before

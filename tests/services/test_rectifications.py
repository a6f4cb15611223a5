"""Approved minutes are corrected by a later meeting, beside the text that stays as it was approved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import MinutesVersion
from pstdesk.documents.kept import digest
from pstdesk.documents.minutes import MinutesContent, OtherMeeting, RectificationLine, from_json
from pstdesk.domain.agenda import ItemState
from pstdesk.services import agenda, meetings
from pstdesk.services.check import check_base
from pstdesk.services.minutes import issue_version
from pstdesk.services.minutes_export import file_minutes
from pstdesk.services.minutes_life import archive, reopen, send
from pstdesk.services.minutes_standing import minutes_standing
from pstdesk.services.rectifications import (
    deciding_meetings,
    rectifications_in,
    rectifications_of,
    rectify,
    withdraw_rectification,
)
from tests.refusals import refused
from tests.services.minutes_story import DAYS, FIRST, NOW, OTHER, SECOND, THIRD, approved, item_of, tell

TEXT = "Lire « Zoé Ærø » à la place de « Zoé Aero »."
LINE = RectificationLine(TEXT, OtherMeeting(DAYS[THIRD], 3, 2026))


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        tell(session)
        approved(session, FIRST, in_meeting=SECOND)
    return base


def kept(session: Session) -> list[MinutesContent]:
    query = select(MinutesVersion).where(MinutesVersion.minutes_id == FIRST).order_by(MinutesVersion.number)
    versions = session.scalars(query).all()
    assert [digest(from_json(version.content)) for version in versions] == [one.sha256 for one in versions]
    return [from_json(version.content) for version in versions]


def test_the_approved_text_stays_and_the_correction_stands_beside_it(base: Database) -> None:
    with base.write() as session:
        before = kept(session)
        rectify(session, FIRST, THIRD, None, f"  {TEXT}\n", NOW)
        *earlier, corrected = kept(session)
        assert earlier == before
        assert corrected.rectifications == (LINE,)
        assert replace(corrected, version=before[-1].version, rectifications=()) == before[-1]
        assert issue_version(session, FIRST, NOW) == corrected
        assert check_base(session) == ()


def test_the_meeting_that_decided_it_says_so_under_its_item(base: Database) -> None:
    with base.write() as session:
        item_id = item_of(session, THIRD)
        rectify(session, FIRST, THIRD, item_id, TEXT, NOW)
        rectify(session, FIRST, THIRD, None, "Et une date.", NOW)
        content = issue_version(session, THIRD, NOW)
        rows = agenda.item_rows(session, THIRD)
        assert [row.state for row in rows if row.position == 1] == [ItemState.DEALT_WITH]
        (first, second) = rectifications_in(session, THIRD)
        assert rectifications_of(session, FIRST) == (first, second)
        assert rectifications_in(session, FIRST) == rectifications_of(session, THIRD) == ()
    assert (first.item_id, first.of_id, first.decided_in_id) == (item_id, FIRST, THIRD)
    said = {item.item_id: [line.text for line in item.rectified] for item in content.items}
    assert said[item_id] == [TEXT]
    assert said[second.item_id or 0] == ["Et une date."]
    assert content.items[0].rectified[0].meeting.day == DAYS[FIRST]


def test_two_exports_are_the_same_file(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        rectify(session, FIRST, THIRD, None, TEXT, NOW)
    for suffix in (".docx", ".pdf"):
        first = file_minutes(base, FIRST, tmp_path, suffix, NOW)
        again = file_minutes(base, FIRST, tmp_path / "again", suffix, NOW)
        assert first.read_bytes() == again.read_bytes()
        assert first.name.endswith(f"_v3{suffix}")


def test_archived_minutes_are_corrected_too(base: Database) -> None:
    with base.write() as session:
        archive(session, FIRST)
        rectify(session, FIRST, THIRD, None, TEXT, NOW)
        assert check_base(session) == ()


def nothing(session: Session) -> None:
    rectify(session, FIRST, THIRD, None, " \n ", NOW)


def of_open_minutes(session: Session) -> None:
    send(session, SECOND, NOW)
    rectify(session, SECOND, THIRD, None, TEXT, NOW)


def by_another_body(session: Session) -> None:
    rectify(session, FIRST, OTHER, item_of(session, OTHER), TEXT, NOW)


def by_a_meeting_to_come(session: Session) -> None:
    rectify(
        session, FIRST, meetings.plan_meeting(session, meetings.MeetingForm(1, DAYS[THIRD])), None, TEXT, NOW
    )


def by_itself(session: Session) -> None:
    rectify(session, FIRST, FIRST, item_of(session, FIRST), TEXT, NOW)


def by_approved_minutes(session: Session) -> None:
    approved(session, SECOND, in_meeting=THIRD)
    rectify(session, FIRST, SECOND, None, TEXT, NOW)


def under_another_s_item(session: Session) -> None:
    rectify(session, FIRST, THIRD, item_of(session, SECOND), TEXT, NOW)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (nothing, "rectification_empty"),
        (of_open_minutes, "rectification_of_unlocked"),
        (by_another_body, "minutes_of_another_body"),
        (by_a_meeting_to_come, "deciding_meeting_not_held"),
        (by_itself, "deciding_meeting_not_later"),
        (by_approved_minutes, "minutes_locked"),
        (under_another_s_item, "rectification_item"),
    ],
)
def test_what_is_no_rectificatif(base: Database, act: Callable[[Session], None], code: str) -> None:
    with refused(code), base.write() as session:
        act(session)
    with base.read() as session:
        assert rectifications_of(session, FIRST) == ()


def test_a_slip_is_taken_back_until_the_meeting_s_own_minutes_are_approved(base: Database) -> None:
    with base.write() as session:
        slip = rectify(session, FIRST, THIRD, None, TEXT, NOW)
        withdraw_rectification(session, slip, NOW)
        assert kept(session)[-1].rectifications == ()
        assert check_base(session) == ()
        stays = rectify(session, FIRST, THIRD, None, TEXT, NOW)
        approved(session, THIRD)
    with refused("minutes_locked"), base.write() as session:
        withdraw_rectification(session, stays, NOW)


def test_minutes_that_a_meeting_corrected_are_not_reopened(base: Database) -> None:
    with base.write() as session:
        approved(session, SECOND)
        rectify(session, SECOND, THIRD, None, TEXT, NOW)
        found = minutes_standing(session, SECOND)
        assert found is not None
        assert found.standing.is_rectified
    with refused("minutes_rectified"), base.write() as session:
        reopen(session, SECOND, "Un nom.", NOW)


def test_only_later_meetings_of_the_body_that_are_still_written_are_offered(base: Database) -> None:
    with base.write() as session:
        assert [later.id for later in deciding_meetings(session, FIRST)] == [THIRD, SECOND]
        approved(session, SECOND)
        (later,) = deciding_meetings(session, FIRST)
        assert deciding_meetings(session, THIRD) == ()
        titles = dict(later.items)
        assert titles[later.approval_item_id or 0].startswith("1. Approbation du compte rendu")
    assert later.meeting == OtherMeeting(DAYS[THIRD], 3, 2026)

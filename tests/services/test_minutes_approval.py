"""A meeting approves the body's earlier minutes under its item for it."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.minutes import ApprovalMode, MinutesState
from pstdesk.services import agenda, meetings, results
from pstdesk.services.check import check_base
from pstdesk.services.minutes import issue_version
from pstdesk.services.minutes_approval import approve_in_meeting, minutes_to_approve, take_back_approval
from pstdesk.services.minutes_life import archive, send
from pstdesk.services.minutes_standing import minutes_standing
from pstdesk.services.rectifications import rectify
from tests import builders
from tests.refusals import refused
from tests.services.minutes_story import (
    DAYS,
    FIRST,
    NOW,
    OTHER,
    SECOND,
    THIRD,
    approved,
    tell,
)


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        tell(session)
        send(session, FIRST, NOW)
    return base


def approval_item(session: Session, meeting_id: int) -> agenda.ItemRow:
    rows = agenda.item_rows(session, meeting_id)
    return next(row for row in rows if row.form.kind is ItemKind.MINUTES_APPROVAL)


def test_a_meeting_has_all_earlier_minutes_of_its_body_to_approve(base: Database) -> None:
    with base.write() as session:
        found = minutes_to_approve(session, THIRD)
        assert minutes_to_approve(session, FIRST) == ()
        approved(session, SECOND)
        left = minutes_to_approve(session, THIRD)
    assert [(row.meeting_id, row.day, row.state) for row in found] == [
        (FIRST, DAYS[FIRST], MinutesState.SENT),
        (SECOND, DAYS[SECOND], MinutesState.DRAFT),
    ]
    assert [row.meeting_id for row in left] == [FIRST]


def test_approving_dates_by_the_meeting_and_deals_with_its_item(base: Database) -> None:
    with base.write() as session:
        assert approval_item(session, SECOND).state is ItemState.OPEN
        content = approve_in_meeting(session, FIRST, SECOND, NOW)
        assert approval_item(session, SECOND).state is ItemState.DEALT_WITH
        found = minutes_standing(session, FIRST)
        (row,) = minutes_to_approve(session, SECOND)
        here = issue_version(session, SECOND, NOW)
    assert found is not None
    assert (found.standing.approval, found.approved_on) == (ApprovalMode.MEETING, DAYS[SECOND])
    assert found.approved_in is not None
    assert found.approved_in.day == DAYS[SECOND]
    assert content.approved_on == DAYS[SECOND]
    assert row.is_approved_here
    assert [meeting.day for item in here.items for meeting in item.approved] == [DAYS[FIRST]]


def no_other_body(session: Session) -> None:
    approve_in_meeting(session, FIRST, OTHER, NOW)


def none_to_come(session: Session) -> None:
    form = meetings.MeetingForm(1, DAYS[THIRD])
    approve_in_meeting(session, FIRST, meetings.plan_meeting(session, form), NOW)


def none_before(session: Session) -> None:
    send(session, THIRD, NOW)
    approve_in_meeting(session, THIRD, SECOND, NOW)


def not_itself(session: Session) -> None:
    approve_in_meeting(session, FIRST, FIRST, NOW)


def none_that_is_not_sent(session: Session) -> None:
    approve_in_meeting(session, SECOND, THIRD, NOW)


def none_whose_minutes_are_locked(session: Session) -> None:
    approved(session, SECOND)
    approve_in_meeting(session, FIRST, SECOND, NOW)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (no_other_body, "minutes_of_another_body"),
        (none_to_come, "deciding_meeting_not_held"),
        (none_before, "deciding_meeting_not_later"),
        (not_itself, "deciding_meeting_not_later"),
        (none_that_is_not_sent, "minutes_not_sent"),
        (none_whose_minutes_are_locked, "minutes_locked"),
    ],
)
def test_no_other_meeting_approves(base: Database, act: Callable[[Session], None], code: str) -> None:
    with refused(code), base.write() as session:
        act(session)
    with base.read() as session:
        found = minutes_standing(session, FIRST)
        assert found is not None
        assert found.standing.state is MinutesState.SENT


def test_a_slip_is_taken_back_and_the_item_waits_again(base: Database) -> None:
    with base.write() as session:
        approve_in_meeting(session, FIRST, SECOND, NOW)
        take_back_approval(session, FIRST, SECOND, NOW)
        assert approval_item(session, SECOND).state is ItemState.OPEN
        found = minutes_standing(session, FIRST)
        assert found is not None
        assert (found.standing.state, found.approved_in_id) == (MinutesState.SENT, None)
        assert found.versions == 3  # what was approved for a moment may have been printed
        assert check_base(session) == ()


def remark(session: Session) -> None:
    item = approval_item(session, SECOND)
    agenda.write_notes(session, item.id, "Une remarque.", item.form.version or 0)


def decide(session: Session) -> None:
    results.add_decision(session, approval_item(session, SECOND).id, "Les comptes rendus sont plus courts.")


@pytest.mark.parametrize("act", [remark, decide])
def test_an_item_under_which_something_stands_stays_dealt_with(
    base: Database, act: Callable[[Session], None]
) -> None:
    with base.write() as session:
        approve_in_meeting(session, FIRST, SECOND, NOW)
        act(session)
        take_back_approval(session, FIRST, SECOND, NOW)
        assert approval_item(session, SECOND).state is ItemState.DEALT_WITH


def test_an_approval_that_something_rests_on_is_not_taken_back(base: Database) -> None:
    with base.write() as session:
        approve_in_meeting(session, FIRST, SECOND, NOW)
    with refused("approval_not_here"), base.write() as session:
        take_back_approval(session, FIRST, THIRD, NOW)
    with refused("minutes_rectified"), base.write() as session:
        rectify(session, FIRST, THIRD, None, "Lire Zoé.", NOW)
        take_back_approval(session, FIRST, SECOND, NOW)
    with refused("approval_not_here"), base.write() as session:
        archive(session, FIRST)
        take_back_approval(session, FIRST, SECOND, NOW)
    with refused("minutes_locked"), base.write() as session:
        approved(session, SECOND)
        take_back_approval(session, FIRST, SECOND, NOW)


def test_a_meeting_without_that_item_still_says_what_it_approved(base: Database) -> None:
    with base.write() as session:
        item = approval_item(session, SECOND)
        session.delete(session.get_one(builders.AgendaItem, item.id))
        session.flush()
        approve_in_meeting(session, FIRST, SECOND, NOW)
        content = issue_version(session, SECOND, NOW)
        assert "12 février 2026" in content.approval
        take_back_approval(session, FIRST, SECOND, NOW)
        assert issue_version(session, SECOND, NOW).approval == ""

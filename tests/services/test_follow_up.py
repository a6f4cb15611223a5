"""What earlier meetings left to do: in the meeting that follows it up, and in its minutes."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Meeting
from pstdesk.documents.minutes import ActionLine
from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind
from pstdesk.services import action_page, follow_up, results
from pstdesk.services.agenda import ItemForm, add_item
from pstdesk.services.check import check_base
from pstdesk.services.minutes import issue_version, minutes_items
from pstdesk.services.results import ActionForm
from tests import builders
from tests.services.stories import approve_minutes, hold_meeting

MARCH, JUNE, OCTOBER = date(2026, 3, 12), date(2026, 6, 11), date(2026, 10, 8)
DUE = date(2026, 4, 1)
CT1, CT2 = 1, 2
EARTH, SEEDS, FENCE = 1, 2, 3
"""Decided in March (two of them) and in June."""


@pytest.fixture
def base(base: Database) -> Database:
    """CT1 met in March, June and October 2026; each of the first two gave something to do."""
    with base.write() as session:
        builders.programme(session)
        builders.committee(session, "CT1")
        builders.committee(session, "CT2", "Vie sociale")
        for day, texts in ((MARCH, ("Terre", "Graines")), (JUNE, ("Clôture",)), (OCTOBER, ())):
            meeting_id = hold_meeting(session, CT1, day)
            item = add_item(session, meeting_id, ItemForm("Jardins"))
            for text in texts:
                results.add_action(session, item, ActionForm(text, "CAF, Zoé", DUE))
    return base


def close(base: Database, action_id: int, day: date, state: ActionState = ActionState.DONE) -> None:
    with base.write() as session:
        action_page.set_states(session, (action_id,), state, day)


def followed(base: Database, meeting_id: int) -> list[str]:
    with base.read() as session:
        return [row.text for row in follow_up.follow_up_rows(session, meeting_id, OCTOBER)]


def lines(base: Database, meeting_id: int) -> list[ActionLine]:
    with base.read() as session:
        items = minutes_items(session, meeting_id)
    others = [item for item in items if item.kind is not ItemKind.ACTIONS_FOLLOW_UP]
    assert not any(item.followed for item in others)
    return [line for item in items for line in item.followed]


def test_a_meeting_follows_up_what_earlier_ones_left_open(base: Database) -> None:
    assert [followed(base, one) for one in (1, 2, 3)] == [
        [],
        ["Terre", "Graines"],
        ["Terre", "Graines", "Clôture"],
    ]


def test_what_was_closed_is_heard_of_once_more(base: Database) -> None:
    close(base, EARTH, date(2026, 5, 2))
    close(base, SEEDS, JUNE, ActionState.DROPPED)
    assert followed(base, 2) == ["Graines", "Terre"]
    assert followed(base, 3) == ["Clôture"]
    close(base, FENCE, OCTOBER)
    assert followed(base, 3) == ["Clôture"]


def test_minutes_say_how_actions_stood_on_the_day(base: Database) -> None:
    assert lines(base, 1) == []
    close(base, EARTH, date(2026, 5, 2))
    close(base, SEEDS, date(2026, 7, 1))
    assert lines(base, 2) == [
        ActionLine("Graines", "CAF, Zoé", DUE, ActionState.TO_DO),
        ActionLine("Terre", "CAF, Zoé", DUE, ActionState.DONE),
    ]
    close(base, FENCE, date(2026, 11, 1), ActionState.DROPPED)
    assert lines(base, 3) == [
        ActionLine("Clôture", "CAF, Zoé", DUE, ActionState.TO_DO),
        ActionLine("Graines", "CAF, Zoé", DUE, ActionState.DONE),
    ]


def test_approved_minutes_go_on_saying_how_actions_stood(base: Database) -> None:
    with base.write() as session:
        approve_minutes(session, 2)
        kept = issue_version(session, 2, builders.AN_INSTANT)
    close(base, EARTH, JUNE)
    close(base, SEEDS, MARCH)
    with base.write() as session:
        assert issue_version(session, 2, builders.AN_INSTANT) == kept
        assert [finding.code for finding in check_base(session)] == []


def test_an_action_that_concerns_another_body_is_followed_up_there_too(base: Database) -> None:
    with base.write() as session:
        session.add(Meeting(committee_id=CT2, day=OCTOBER, quarter="2026-Q4", place=""))
        action_page.set_committees(session, EARTH, (CT2,), 1)
        other = session.query(Meeting.id).where(Meeting.committee_id == CT2).scalar()
    assert followed(base, other) == ["Terre"]


def test_an_action_that_no_meeting_decided_is_followed_up_once_it_is_there(base: Database) -> None:
    with base.write() as session:
        action_page.add_action_outside(session, ActionForm("Presse"), (CT1,))
        later = builders.meeting(session, session.get_one(Committee, CT1), date(2199, 1, 7)).id
    assert followed(base, later) == ["Terre", "Graines", "Clôture", "Presse"]
    with base.read() as session:
        rows = follow_up.follow_up_rows(session, 2, OCTOBER)
    assert "Presse" not in [row.text for row in rows]


def test_open_actions_of_a_body_are_late_as_of_the_day_asked(base: Database) -> None:
    close(base, EARTH, JUNE)
    with base.read() as session:
        june = follow_up.open_actions(session, CT1, JUNE)
        october = follow_up.open_actions(session, CT1, OCTOBER, today=MARCH)
        nothing = follow_up.open_actions(session, CT2, OCTOBER)
    assert [(row.text, row.owners, row.due_on, row.late) for row in june] == [
        ("Graines", ("CAF", "Zoé"), DUE, True)
    ]
    assert [(row.text, row.late) for row in october] == [("Graines", False), ("Clôture", False)]
    assert nothing == ()

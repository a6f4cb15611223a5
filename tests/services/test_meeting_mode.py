"""A meeting as it is held: opened, timed, closed with what was not reached, and opened again."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, JournalEntry, Meeting
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import MeetingState
from pstdesk.services import agenda, attendance, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meeting_mode import (
    ClosingPage,
    UntouchedItem,
    add_spent,
    close_meeting,
    closing_page,
    open_meeting,
    reopen_meeting,
)
from pstdesk.services.meetings import MeetingForm, MeetingHead
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes

DAY = date(2026, 11, 12)
LATER = date(2027, 2, 4)
NOW = datetime(2026, 11, 12, 13, 2, tzinfo=UTC)
END = datetime(2026, 11, 12, 15, 7, tzinfo=UTC)
MEETING, NEXT = 1, 2
WHAT, WHERE, REST = 1, 2, 3
"""Items of the meeting; the last is the questions diverses."""


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        for given in ("Zoé", "Noël"):
            builders.membership(session, builders.person(session, given), body)
        form = MeetingForm(body.id, DAY, time(14), time(16))
        assert meetings.plan_meeting(session, form) == MEETING
        for title, kind in (
            ("Quoi", ItemKind.DISCUSSION),
            ("Où", ItemKind.DECISION),
            ("Divers", ItemKind.ANY_OTHER_BUSINESS),
        ):
            agenda.add_item(session, MEETING, ItemForm(title, kind, planned_minutes=20))
        assert meetings.plan_meeting(session, MeetingForm(body.id, LATER)) == NEXT
    return base


def opened(base: Database) -> Database:
    with base.write() as session:
        open_meeting(session, MEETING, NOW, DAY)
    return base


def closed(base: Database, not_reached: Sequence[int] = (), ends_at: time | None = time(17, 5)) -> Database:
    with base.write() as session:
        close_meeting(session, MEETING, END, ends_at, not_reached)
    return base


def head(base: Database) -> MeetingHead:
    with base.read() as session:
        return meetings.meeting_head(session, MEETING)


def states(base: Database, meeting_id: int = MEETING) -> list[tuple[str, ItemState]]:
    with base.read() as session:
        return [(row.form.title, row.state) for row in agenda.item_rows(session, meeting_id)]


def test_opening_a_meeting_is_holding_it_from_now_on(base: Database) -> None:
    shown = head(opened(base))
    assert (shown.state, shown.number, shown.opened_at, shown.closed_at) == (MeetingState.HELD, 1, NOW, None)
    assert shown.is_open
    with base.read() as session:
        rows = attendance.attendance_rows(session, MEETING)
    assert [row.status for row in rows] == [AttendanceStatus.NOT_RECORDED] * 2


def test_no_meeting_is_opened_before_its_day(base: Database) -> None:
    with refused("meeting_to_come"), base.write() as session:
        open_meeting(session, MEETING, NOW, DAY - timedelta(days=1))
    assert (head(base).state, head(base).opened_at) == (MeetingState.PLANNED, None)


def test_a_meeting_marked_as_held_by_mistake_can_still_be_opened(base: Database) -> None:
    with base.write() as session:
        meetings.hold(session, MEETING, DAY)
    assert not head(base).is_open
    assert head(opened(base)).is_open


def test_opening_twice_keeps_the_first_hour(base: Database) -> None:
    opened(base)
    with base.write() as session:
        open_meeting(session, MEETING, END, DAY)
    assert head(base).opened_at == NOW


def test_closing_writes_the_real_end_and_what_was_not_reached(base: Database) -> None:
    shown = head(closed(opened(base), [WHERE]))
    assert (shown.closed_at, shown.form.ends_at, shown.is_open) == (END, time(17, 5), False)
    assert states(base) == [
        ("Quoi", ItemState.DEALT_WITH),
        ("Où", ItemState.NOT_REACHED),
        ("Divers", ItemState.OPEN),
    ]
    assert [title for title, _state in states(base, NEXT)][2:] == ["Où"]


def test_what_was_written_about_is_dealt_with_whatever_is_said_at_the_closing(base: Database) -> None:
    opened(base)
    with base.write() as session:
        results.add_decision(session, WHERE, "Salle de l’Écluse")
        agenda.set_item_state(session, WHAT, ItemState.WITHDRAWN)
    closed(base, [WHAT, WHERE, REST])
    assert [state for _title, state in states(base)] == [
        ItemState.WITHDRAWN,
        ItemState.DEALT_WITH,
        ItemState.OPEN,
    ]


def test_a_meeting_without_an_end_typed_keeps_the_planned_one(base: Database) -> None:
    assert head(closed(opened(base), ends_at=None)).form.ends_at == time(16)


def test_a_meeting_cannot_end_before_it_begins(base: Database) -> None:
    opened(base)
    with refused("meeting_ends_before_it_starts"), base.write() as session:
        close_meeting(session, MEETING, END, time(13, 55), [WHAT])
    assert head(base).is_open
    assert states(base)[0] == ("Quoi", ItemState.OPEN)


def test_only_an_open_meeting_can_be_closed(base: Database) -> None:
    with refused("meeting_not_open"), base.write() as session:
        close_meeting(session, MEETING, END, None, ())
    closed(opened(base))
    with refused("meeting_not_open"), base.write() as session:
        close_meeting(session, MEETING, END, None, ())


def test_a_meeting_closed_too_early_goes_on_where_it_stood(base: Database) -> None:
    closed(opened(base), [WHAT, WHERE])
    with base.write() as session:
        reopen_meeting(session, MEETING)
    assert (head(base).is_open, head(base).opened_at) == (True, NOW)
    assert states(base)[0] == ("Quoi", ItemState.OPEN)
    with base.write() as session:
        agenda.write_notes(
            session, WHAT, "Tout de même.", agenda.item_rows(session, MEETING)[0].form.version or 0
        )
    assert states(base)[0] == ("Quoi", ItemState.DEALT_WITH)
    assert [title for title, _state in states(base, NEXT)][2:] == ["Où"]
    closed(base, [WHERE])


def test_a_meeting_never_opened_cannot_be_opened_again(base: Database) -> None:
    with base.write() as session:
        meetings.hold(session, MEETING, DAY)
    with refused("meeting_never_opened"), base.write() as session:
        reopen_meeting(session, MEETING)


def test_nothing_is_opened_or_closed_once_its_minutes_are_approved(base: Database) -> None:
    opened(base)
    with base.write() as session:
        approve_minutes(session, MEETING)
    with refused("minutes_locked"), base.write() as session:
        close_meeting(session, MEETING, END, None, ())
    with refused("minutes_locked"), base.write() as session:
        reopen_meeting(session, MEETING)
    with refused("minutes_locked"), base.write() as session:
        open_meeting(session, MEETING, NOW, DAY)


def test_time_is_added_without_touching_the_version_of_an_item(base: Database) -> None:
    with base.read() as session:
        before = agenda.item_rows(session, MEETING)
        journal = session.scalars(select(JournalEntry)).all()
    topics: list[frozenset[str]] = []
    base.on_commit = topics.append
    with base.write() as session:
        add_spent(session, {WHAT: 30, WHERE: 5})
    with base.write() as session:
        add_spent(session, {WHAT: 12, REST: -3, 99: 4})
    with base.write() as session:
        agenda.write_notes(session, WHAT, "Tapé pendant ce temps", before[0].form.version or 0)
    with base.read() as session:
        rows = agenda.item_rows(session, MEETING)
        assert len(session.scalars(select(JournalEntry)).all()) == len(journal) + 1
    assert [row.spent_seconds for row in rows] == [42, 5, 0]
    assert [row.form.version for row in rows[1:]] == [row.form.version for row in before[1:]]
    assert len(topics) == 1  # the notes


def test_whoever_closes_knows_what_is_missing(base: Database) -> None:
    opened(base)
    with base.write() as session:
        add_spent(session, {WHERE: 61})
        attendance.record(session, MEETING, 1, AttendanceStatus.PRESENT)
        added = agenda.add_item(session, MEETING, ItemForm("Quand"), 1)
        agenda.set_item_state(session, WHAT, ItemState.DEALT_WITH)
    with base.read() as session:
        page = closing_page(session, MEETING)
    untouched = (UntouchedItem(added, 1, "Quand", 0), UntouchedItem(WHERE, 3, "Où", 61))
    assert page == ClosingPage(DAY, time(14), time(16), untouched, 1, LATER)


def test_spaces_are_nothing_typed(base: Database) -> None:
    opened(base)
    with base.write() as session:
        agenda.write_notes(session, WHAT, "  ", session.get_one(AgendaItem, WHAT).version)
    with base.read() as session:
        assert closing_page(session, MEETING).untouched[0].id == WHAT


def test_a_cancelled_meeting_is_no_next_meeting(base: Database) -> None:
    with base.write() as session:
        meetings.cancel(session, NEXT)
    with base.read() as session:
        assert closing_page(session, MEETING).next_meeting_on is None
        assert session.get_one(Meeting, NEXT).day == LATER

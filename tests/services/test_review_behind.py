"""The rows behind each figure add up to it, whatever happened."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from pstdesk.domain.action import ActionState
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.period import Period, year
from pstdesk.domain.review import Behind, Figures, GroupFigures
from pstdesk.services.review import review
from pstdesk.services.review_behind import (
    Narrowed,
    PersonBehind,
    actions_behind,
    meetings_behind,
    people_behind,
)
from tests import builders as make
from tests.services.review_history import History
from tests.services.test_review_slowly import days, periods


@given(st.integers(0, 2**32), periods, days)
def test_the_rows_behind_a_figure_add_up_to_it(seed: int, period: Period, today: date) -> None:
    with TemporaryDirectory() as folder:
        base = make.make_base(Path(folder))
        try:
            with base.write() as session:
                History(session, seed).play()
            with base.read() as session:
                figures = review(session, period, today).whole
                _meetings(session, figures)
                _people(session, figures, today)
                _groups(session, figures, today)
                _actions(session, figures, today)
        finally:
            base.close()


def _meetings(session: Session, figures: Figures) -> None:
    every = meetings_behind(session, figures.period)
    held = [row for row in every if row.state is MeetingState.HELD]
    assert (len(held), len(every)) == (figures.rhythm.held, figures.rhythm.planned)
    assert sum(row.count.attended for row in held if row.count) == figures.count.attended
    for one in figures.committees:
        rows = meetings_behind(session, figures.period, Narrowed(one.id))
        assert len(rows) == one.planned
        assert sum(row.count.expected for row in rows if row.count) == one.count.expected


def _people(session: Session, figures: Figures, today: date) -> None:
    def behind(kind: Behind) -> tuple[PersonBehind, ...]:
        return people_behind(session, figures.period, today, kind)

    people = figures.people
    every = behind("people")
    assert sum(bool(row.committees) for row in every) == people.total
    assert sum(len(row.committees) for row in every) == people.memberships
    assert sum(row.attended for row in every) == figures.count.attended
    assert sum(row.expected for row in every) == figures.count.expected - figures.count.not_recorded
    assert len(behind("several")) == people.in_several_committees
    assert len(behind("dormant")) == people.dormant
    assert len(behind("beyond")) == figures.beyond_social_work.members.part
    assert all(row.regularity is None or row.expected >= 2 for row in every)


def _named_groups(figures: Figures) -> Iterator[tuple[str, GroupFigures]]:
    for name, groups in (
        ("grade", figures.grades),
        ("sector", figures.sectors),
        ("organisation", figures.organisations),
    ):
        for group in groups:
            yield name, group


def _groups(session: Session, figures: Figures, today: date) -> None:
    for name, group in _named_groups(figures):
        rows = people_behind(session, figures.period, today, "people", Narrowed(category=(name, group.id)))
        assert sum(row.attended for row in rows) == group.count.attended
        assert sum(row.expected for row in rows) == group.count.expected - group.count.not_recorded
        assert len(rows) >= group.members
        assert len(rows) >= group.people


def _actions(session: Session, figures: Figures, today: date) -> None:
    rows, actions = actions_behind(session, figures.period, today), figures.actions
    within = [row for row in rows if row.closed_on is not None and row.closed_on in figures.period]
    assert sum(row.state is ActionState.DONE for row in within) == actions.closed
    assert sum(row.state is ActionState.DROPPED for row in within) == actions.dropped
    open_then = [row for row in rows if row.is_open]
    assert (len(open_then), sum(row.is_late for row in open_then)) == (actions.open, actions.overdue)


def test_regularity_begins_with_two_meetings() -> None:
    once = PersonBehind(1, "D’Été Zoé", "", (), 1, 1, joined=False, left=False)
    twice = PersonBehind(1, "D’Été Zoé", "", (), 1, 2, joined=False, left=False)
    assert (once.regularity, twice.regularity) == (None, 0.5)
    assert year(2026).first == date(2026, 1, 1)

"""The figures of a stage review out of a few rows, and what is said where there is nothing to divide by."""

from datetime import date, timedelta
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import Headcount
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.organisation import PartnerState
from pstdesk.domain.period import Period, year
from pstdesk.domain.review import Overlap, PeopleFigures, Share
from pstdesk.domain.review_counting import added, figures, quarterly
from pstdesk.domain.review_material import (
    ActionCount,
    Body,
    Category,
    ExpectedIn,
    GroupCount,
    House,
    HouseCount,
    Material,
    MeetingCount,
    Stay,
    Work,
)
from pstdesk.domain.review_people import come_and_gone, overlaps, people_on

TODAY = date(2026, 11, 12)
SOCIAL, PARKS = (
    Category(1, "Action sociale", social_work=True),
    Category(2, "Parcs et jardins", social_work=False),
)
NOBODY = Headcount(0, 0, 0, 0, 0, 0, 0, 0)


def material(**rows: object) -> Material:
    """Return what there is to count of 2026: two committees, and ``rows``."""
    given = {
        "bodies": (Body(1, "Vie sociale", "CT2"), Body(2, "Cadre de vie", "CT7", is_archived=True)),
        "sectors": (SOCIAL, PARKS),
        "grades": (Category(1, "Agent"),),
        "organisations": (Category(1, "Écluse"),),
    }
    return Material(year(2026), TODAY, **given | rows)  # type: ignore[arg-type]  # as each test says


def meeting(day: date, count: Headcount | None, **fields: object) -> MeetingCount:
    """Return a meeting of CT2: held where there is a ``count``."""
    state = MeetingState.CANCELLED if count is None else MeetingState.HELD
    return MeetingCount(1, 1, day, state, count, **fields)  # type: ignore[arg-type]  # as each test says


def test_nothing_is_counted_as_none_and_never_as_0() -> None:
    found = figures(material())
    (one,) = found.committees  # the archived one met nobody
    assert one.count.rate is one.count.rate_with_represented is one.count.excused_rate is None
    assert found.beyond_social_work.members.ratio is None
    assert PeopleFigures().mean_committees is None
    assert Overlap(1, 2, 0, 0).jaccard is None
    assert found.rhythm.days_to_sending is found.actions.median_age is None


def test_rates_are_pooled_over_meetings_and_counted_by_quarter() -> None:
    first = Headcount(10, 6, 1, 1, 1, 1, 0, 2)
    second = Headcount(2, 0, 0, 0, 0, 1, 1, 0)
    rows = material(
        meetings=(
            meeting(date(2026, 2, 3), first, days_to_sending=5, days_to_approval=90),
            meeting(date(2026, 5, 5), second, days_to_sending=8),
            meeting(date(2026, 9, 1), None),
        )
    )
    found, quarters = figures(rows), quarterly(rows)
    assert found.count == added([first, second])
    assert found.count.rate == 7 / 11  # not the mean of 7/10 and 0/1
    assert found.count.rate_with_represented == 8 / 11
    assert (found.rhythm.held, found.rhythm.planned, found.rhythm.cancelled) == (2, 3, 1)
    assert (found.rhythm.incomplete, found.rhythm.days_to_sending, found.rhythm.days_to_approval) == (
        1,
        6.5,
        90,
    )
    assert [part.count.rate for part in quarters] == [0.7, 0.0, None, None]
    assert [part.rhythm.planned for part in quarters] == [1, 1, 1, 0]
    assert found.dispersion.range == 0
    assert quarters[2].dispersion.range is None


def test_a_committee_that_was_put_away_counts_where_it_met() -> None:
    put_away = MeetingCount(9, 2, date(2026, 2, 3), MeetingState.HELD, NOBODY)
    assert [one.short_name for one in figures(material(meetings=(put_away,))).committees] == ["CT2", "CT7"]
    assert [one.short_name for one in quarterly(material(meetings=(put_away,)))[1].committees] == ["CT2"]


def test_the_unknown_has_a_row_and_no_share() -> None:
    rows = material(
        sector_counts=(
            GroupCount("2026-Q1", 1, 3, 0, 0, 0, 1, 0),
            GroupCount("2026-Q1", 2, 1, 0, 0, 0, 0, 0),
            GroupCount("2026-Q2", None, 5, 0, 0, 0, 0, 0),
        ),
        expected=(ExpectedIn(1, 1, None, 1, None), ExpectedIn(1, 2, None, 1, None)),
    )
    found = figures(rows)
    assert [(one.name, one.count.attended, one.people) for one in found.sectors] == [
        ("Action sociale", 3, 1),
        ("Parcs et jardins", 1, 0),
        ("", 5, 0),
    ]
    assert found.beyond_social_work.attendances == Share(1, 4)
    assert found.sector_mix_present.categories == 2
    assert found.sector_mix_present.simpson is not None
    assert isclose(found.sector_mix_present.simpson, 1 - (9 + 1) / 16)


def test_each_quarter_has_its_own_rows() -> None:
    rows = material(
        grade_counts=(GroupCount("2026-Q1", 1, 3, 0, 0, 0, 1, 0), GroupCount("2026-Q2", 1, 1, 0, 0, 0, 0, 0)),
        sector_counts=(GroupCount("2026-Q2", 2, 0, 1, 0, 0, 0, 0),),
        organisation_counts=(GroupCount("2026-Q3", 1, 0, 0, 1, 1, 0, 0),),
    )
    parts = quarterly(rows)
    assert [[one.count.attended for one in part.grades] for part in parts] == [[3], [1], [], []]
    assert [[one.name for one in part.sectors] for part in parts] == [[], ["Parcs et jardins"], [], []]
    assert [[one.count.excused_rate for one in part.organisations] for part in parts] == [[], [], [1], []]
    assert figures(rows).grades[0].count.attended == 4


def test_who_sits_is_counted_by_the_post_of_the_last_day() -> None:
    rows = material(
        stays=(Stay(1, 1), Stay(1, 2), Stay(2, 1, date(2026, 3, 1)), Stay(3, 1, None, date(2026, 12, 31))),
        work={1: (Work(1, 2, 1, date(2026, 7, 1)), Work(1, 1, 1, None, date(2026, 7, 1)))},
        referents=(Stay(1, 1), Stay(2, 1), Stay(3, 1, None, date(2026, 1, 5))),
        absentees={date(2026, 12, 31): frozenset({2, 3})},
    )
    found = figures(rows)
    assert found.people == PeopleFigures(2, 3, 1, 1, joined=1, left=1)
    assert found.people.mean_committees == 1.5
    assert found.beyond_social_work.members == Share(1, 1)
    assert found.beyond_social_work.referents == Share(1, 1)
    assert quarterly(rows)[0].beyond_social_work.members == Share(0, 1)
    assert [(one.name, one.members) for one in found.organisations] == [("Écluse", 1), ("", 1)]
    assert found.overlaps == (Overlap(1, 2, 1, 2),)
    assert found.overlaps[0].jaccard == 0.5


def test_partners_are_wanted_registered_seen_active_or_to_be_won() -> None:
    states = (PartnerState.TARGETED, PartnerState.DECLINED, PartnerState.ACTIVE, PartnerState.REGISTERED)
    rows = material(
        houses=tuple(House(number, f"Structure {number}", state) for number, state in enumerate(states)),
        house_counts=(
            HouseCount("2026-Q1", 0, 4, 1),
            HouseCount("2026-Q2", 0, 2, 1),
            HouseCount("2026-Q2", 2, 3, 2),
        ),
        expected=(ExpectedIn(1, 1, None, None, 0), ExpectedIn(1, 1, None, None, None)),
        recent_houses={date(2026, 12, 31): frozenset({1, 2})},
    )
    found = figures(rows).partners
    assert (found.targeted, found.registered, found.seen, found.active) == (3, 2, 2, 1)
    assert [partner.id for partner in found.to_win] == [3]
    assert [(partner.id, partner.committees) for partner in found.rarely] == [(0, ("CT2",))]
    first = quarterly(rows)[0].partners
    assert (first.seen, first.active, first.to_win, first.rarely) == (1, 0, (), ())


def test_actions_are_closed_on_time_overdue_dropped_or_open() -> None:
    decided = date(2026, 2, 1)
    rows = material(
        actions=(
            ActionCount(ActionState.DONE, decided, date(2026, 5, 1), date(2026, 5, 1)),
            ActionCount(ActionState.DONE, decided, date(2026, 5, 1), date(2026, 5, 2)),
            ActionCount(ActionState.DONE, decided, None, date(2026, 6, 1)),
            ActionCount(ActionState.DONE, decided, None, None),
            ActionCount(ActionState.DROPPED, decided, None, date(2026, 3, 1)),
            ActionCount(ActionState.TO_DO, decided, TODAY - timedelta(days=1)),
            ActionCount(ActionState.IN_PROGRESS, None, TODAY),
            ActionCount(ActionState.TO_DO, date(2026, 12, 1)),
        )
    )
    found = figures(rows).actions
    assert (found.closed, found.dropped, found.open, found.overdue) == (3, 1, 2, 1)
    assert found.on_time == Share(1, 2)
    assert found.median_age == (TODAY - decided).days
    assert quarterly(rows)[0].actions.open == 5


days = st.dates(date(2025, 10, 1), date(2027, 3, 1))
stays = st.lists(
    st.builds(
        lambda person, body, first, length: Stay(
            person, body, first, None if length is None else (first or date(2025, 12, 1)) + timedelta(length)
        ),
        st.integers(1, 3),
        st.integers(1, 3),
        st.none() | days,
        st.none() | st.integers(1, 400),
    ),
    max_size=8,
)


@given(stays, days, days)
def test_who_is_there_is_who_was_and_came_less_who_went(of: list[Stay], one: date, other: date) -> None:
    part = Period(min(one, other), max(one, other))
    rows = material(stays=tuple(of))
    joined, left = come_and_gone(of, part)
    before = len(people_on(rows, part.first - timedelta(days=1)).committees)
    assert len(people_on(rows, part.last).committees) == before + joined - left


@given(stays, days)
def test_an_overlap_is_never_more_than_either_of_two(of: list[Stay], day: date) -> None:
    people = people_on(material(stays=tuple(of)), day)
    for overlap in overlaps(people):
        assert overlap.first_id < overlap.second_id
        assert 0 < overlap.both <= overlap.either
        assert overlap.jaccard is not None
        assert overlap.jaccard <= 1

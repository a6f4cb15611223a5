"""The figures of the stage review, beside the same computed slowly over random histories."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.attendance import Headcount
from pstdesk.domain.period import Period
from pstdesk.domain.review import Figures
from pstdesk.services.review import review
from tests import builders as make
from tests.services.review_history import FIRST, LAST, History
from tests.services.review_slowly import CAME, Slowly

days = st.dates(FIRST + timedelta(days=200), LAST)
periods = st.one_of(
    st.sampled_from([2025, 2026]).map(lambda year: Period(date(year, 1, 1), date(year, 12, 31))),
    st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair))),
)


@given(st.integers(0, 2**32), periods, days)
def test_every_figure_is_what_a_slow_count_says(seed: int, period: Period, today: date) -> None:
    with TemporaryDirectory() as folder:
        base = make.make_base(Path(folder))
        try:
            with base.write() as session:
                History(session, seed).play()
            with base.read() as session:
                found, slowly = review(session, period, today), Slowly(session, today)
                assert found.previous is not None
                for figures in (found.whole, *found.quarters, found.previous):
                    _compare(figures, slowly)
                _compare_lists(found.whole, slowly)
        finally:
            base.close()


def _compare(found: Figures, slowly: Slowly) -> None:
    period = found.period
    expected = slowly.expected(period)
    assert _counted(found.count) == slowly.count([row for row, _ in expected])
    _compare_committees(found, slowly)
    _compare_groups(found, slowly)
    _compare_people(found, slowly)
    partners = slowly.partners(period)
    assert [
        found.partners.targeted,
        found.partners.registered,
        found.partners.seen,
        found.partners.active,
    ] == [partners[key] for key in ("targeted", "registered", "seen", "active")]
    assert (found.rhythm.days_to_sending, found.rhythm.days_to_approval) == slowly.days(period)
    actions, slow = found.actions, slowly.actions(period)
    assert (actions.closed, actions.dropped, actions.open) == (slow["closed"], slow["dropped"], slow["open"])
    assert (actions.on_time.part, actions.on_time.whole) == (slow["on_time"], slow["due"])
    assert (actions.overdue, actions.median_age) == (slow["overdue"], slow["median_age"])


def _counted(count: Headcount) -> dict[str, int]:
    names = ("present", "remote", "represented", "excused", "absent", "not_recorded")
    assert count.expected == sum(getattr(count, name) for name in names)
    return {name: getattr(count, name) for name in names}


def _compare_committees(found: Figures, slowly: Slowly) -> None:
    period = found.period
    members = Counter(where for _, where in slowly.members(period.last))
    for one in found.committees:
        rows = [row for row, meeting in slowly.expected(period) if meeting.committee_id == one.id]
        meetings = [
            meeting
            for meeting in slowly.meeting.values()
            if meeting.committee_id == one.id and meeting.day in period
        ]
        held = [meeting for meeting in meetings if meeting.state == "held"]
        unknown = {row.meeting_id for row in rows if row.status == "not_recorded"}
        assert _counted(one.count) == slowly.count(rows)
        assert one.count.guests == slowly.guests(period, one.id)
        assert (one.members, one.held, one.planned) == (members[one.id], len(held), len(meetings))
        assert one.incomplete == len(unknown)
    assert found.rhythm.planned == sum(one.planned for one in found.committees)


def _compare_groups(found: Figures, slowly: Slowly) -> None:
    day = found.period.last
    people = {who for who, _ in slowly.members(day)}
    for groups, key in ((found.grades, "grade_id"), (found.organisations, "organisation_id")):
        members = Counter(getattr(slowly.post(who, day), key, None) for who in people)
        _compare_table(groups, key, members, slowly, found.period)
    members = Counter(slowly.sector_of(who, day) for who in people)
    _compare_table(found.sectors, "sector_id", members, slowly, found.period)
    _compare_beyond_social_work(found, slowly, people)


def _compare_table(
    groups: Any, key: str, members: Counter[int | None], slowly: Slowly, period: Period
) -> None:
    rows = [row for row, _ in slowly.expected(period)]
    assert {group.id for group in groups} == {getattr(row, key) for row in rows} | members.keys()
    for group in groups:
        own = [row for row in rows if getattr(row, key) == group.id]
        assert _counted(group.count) == slowly.count(own)
        assert group.members == members[group.id]


def _compare_beyond_social_work(found: Figures, slowly: Slowly, people: set[int]) -> None:
    day, beyond = found.period.last, found.beyond_social_work
    inside = {sector.id: sector.social_work for sector in slowly.all[make.Sector]}
    sectors = [slowly.sector_of(who, day) for who in people]
    came = [row.sector_id for row, _ in slowly.expected(found.period) if row.status in CAME]
    holders = {
        mandate.person_id
        for mandate in slowly.all[make.Mandate]
        if mandate.role == "referent" and mandate.starts_on <= day < (mandate.ends_on or date.max)
    }
    elected = [slowly.sector_of(who, day) for who in holders]
    for share, of in ((beyond.members, sectors), (beyond.attendances, came), (beyond.referents, elected)):
        known = [inside[sector] for sector in of if sector is not None]
        assert (share.part, share.whole) == (known.count(False), len(known))


def _compare_people(found: Figures, slowly: Slowly) -> None:
    period, people = found.period, found.people
    members = slowly.members(period.last)
    bodies = Counter(who for who, _ in members)
    assert (people.total, people.memberships) == (len(bodies), len(members))
    assert people.in_several_committees == sum(count > 1 for count in bodies.values())
    assert people.dormant == slowly.dormant(period.last)
    assert (people.joined, people.left) == slowly.came_and_went(period)
    before = {who for who, _ in slowly.members(period.first - timedelta(days=1))}
    assert people.total == len(before) + people.joined - people.left


def _compare_lists(found: Figures, slowly: Slowly) -> None:
    period = found.period
    assert sorted(partner.name for partner in found.partners.to_win) == slowly.partners(period)["to_win"]
    members: dict[int, set[int]] = {}
    for who, where in slowly.members(period.last):
        members.setdefault(where, set()).add(who)
    pairs = {
        (one, other): (len(members[one] & members[other]), len(members[one] | members[other]))
        for one in members
        for other in members
        if one < other and members[one] & members[other]
    }
    assert {(o.first_id, o.second_id): (o.both, o.either) for o in found.overlaps} == pairs
    for one in found.committees:
        who = {row.person_id for row, meeting in slowly.expected(period) if meeting.committee_id == one.id}
        assert one.people == len(who)
    for group in found.organisations:
        own = {row.person_id for row, _ in slowly.expected(period) if row.organisation_id == group.id}
        assert group.people == len(own)


def test_quarters_add_up_to_the_period(base) -> None:  # type: ignore[no-untyped-def]  # a fixture
    with base.write() as session:
        History(session, 7).play()
    with base.read() as session:
        found = review(session, Period(FIRST, LAST), LAST)
    assert found.whole.count.expected > 0
    assert sum(part.count.expected for part in found.quarters) == found.whole.count.expected
    assert sum(part.people.joined for part in found.quarters) == found.whole.people.joined
    assert len(found.quarters) == pytest.approx(12)

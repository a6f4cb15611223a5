"""The figures of a stage review out of the rows that the base groups for it (docs/review.md)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from statistics import median

from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import Headcount
from pstdesk.domain.calendar import quarter
from pstdesk.domain.dispersion import spread
from pstdesk.domain.diversity import mix
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.period import Period
from pstdesk.domain.review import (
    BeyondSocialWork,
    CommitteeFigures,
    Figures,
    FollowThrough,
    GroupFigures,
    Mix,
    Rhythm,
    Share,
)
from pstdesk.domain.review_material import (
    ActionCount,
    Category,
    ExpectedIn,
    GroupCount,
    HouseCount,
    Material,
    MeetingCount,
    Work,
)
from pstdesk.domain.review_partners import partners_figures
from pstdesk.domain.review_people import (
    People,
    outside_social_work,
    overlaps,
    people_figures,
    people_on,
    work_on,
)

_STATUSES = ("present", "remote", "represented", "excused", "absent", "not_recorded")


def figures(material: Material) -> Figures:
    """Count the whole period of ``material``."""
    return _figures(material, material.period, _everything(material), is_whole=True)


def quarterly(material: Material) -> tuple[Figures, ...]:
    """Count each calendar quarter of the period, without overlaps and lists of partners."""
    slices = _by_quarter(material)
    nothing = _Slice()
    return tuple(
        _figures(material, part, slices.get(part.quarter, nothing), is_whole=False)
        for part in material.period.quarters()
    )


def added(counts: Iterable[Headcount]) -> Headcount:
    """Return all ``counts`` together."""
    held = list(counts)
    return Headcount(**{own.name: sum(getattr(one, own.name) for one in held) for own in fields(Headcount)})


@dataclass(frozen=True)
class _Slice:
    """The rows of the whole period, or of one quarter."""

    meetings: list[MeetingCount] = field(default_factory=list)
    grades: list[GroupCount] = field(default_factory=list)
    sectors: list[GroupCount] = field(default_factory=list)
    organisations: list[GroupCount] = field(default_factory=list)
    houses: list[HouseCount] = field(default_factory=list)
    expected: Sequence[ExpectedIn] = ()


def _everything(material: Material) -> _Slice:
    return _Slice(
        list(material.meetings),
        list(material.grade_counts),
        list(material.sector_counts),
        list(material.organisation_counts),
        list(material.house_counts),
        material.expected,
    )


def _by_quarter(material: Material) -> dict[str, _Slice]:
    found: dict[str, _Slice] = defaultdict(_Slice)
    for meeting in material.meetings:
        found[quarter(meeting.day)].meetings.append(meeting)
    for grade in material.grade_counts:
        found[grade.quarter].grades.append(grade)
    for sector in material.sector_counts:
        found[sector.quarter].sectors.append(sector)
    for organisation in material.organisation_counts:
        found[organisation.quarter].organisations.append(organisation)
    for house in material.house_counts:
        found[house.quarter].houses.append(house)
    return found


def _figures(material: Material, part: Period, rows: _Slice, *, is_whole: bool) -> Figures:
    people = people_on(material, part.last)
    committees = _committees(material, rows, people, is_whole=is_whole)
    grades, sectors, organisations = (
        _groups(categories, counts, people, rows.expected, of)
        for categories, counts, of in (
            (material.grades, rows.grades, _grade_of),
            (material.sectors, rows.sectors, _sector_of),
            (material.organisations, rows.organisations, _organisation_of),
        )
    )
    return Figures(
        period=part,
        count=added(meeting.count for meeting in rows.meetings if meeting.count is not None),
        committees=committees,
        grades=grades,
        sectors=sectors,
        organisations=organisations,
        dispersion=spread([one.count.rate for one in committees if one.count.rate is not None]),
        grade_mix=_mix_of_members(grades),
        sector_mix=_mix_of_members(sectors),
        organisation_mix=_mix_of_members(organisations),
        grade_mix_present=_mix_of_present(grades),
        sector_mix_present=_mix_of_present(sectors),
        organisation_mix_present=_mix_of_present(organisations),
        beyond_social_work=_beyond_social_work(material, people, sectors),
        people=people_figures(material, part, people),
        overlaps=overlaps(people) if is_whole else (),
        partners=partners_figures(material, rows.houses, people, listed=is_whole),
        rhythm=_rhythm(rows.meetings),
        actions=_follow_through(material, part),
    )


def _committees(
    material: Material, rows: _Slice, people: People, *, is_whole: bool
) -> tuple[CommitteeFigures, ...]:
    """Return each body that is not archived or had a meeting.

    In a quarter the different people expected are those of its best attended meeting at least; for all of
    them every row would have to be read again.
    """
    by_body: dict[int, list[MeetingCount]] = {}
    for meeting in rows.meetings:
        by_body.setdefault(meeting.committee_id, []).append(meeting)
    members = Counter(body for bodies in people.committees.values() for body in bodies)
    expected = Counter(body for body, _ in {(row.committee_id, row.person_id) for row in rows.expected})
    found = []
    for body in material.bodies:
        own = by_body.get(body.id, [])
        if body.is_archived and not own:
            continue
        counts = [meeting.count for meeting in own if meeting.count is not None]
        largest = max((count.expected for count in counts), default=0)
        found.append(
            CommitteeFigures(
                id=body.id,
                name=body.name,
                short_name=body.short_name,
                members=members[body.id],
                people=expected[body.id] if is_whole else largest,
                held=len(counts),
                planned=len(own),
                incomplete=sum(not count.is_complete for count in counts),
                count=added(counts),
            )
        )
    return tuple(found)


_Categorised = ExpectedIn | Work
_grade_of: Callable[[_Categorised], int | None] = attrgetter("grade_id")
_sector_of: Callable[[_Categorised], int | None] = attrgetter("sector_id")
_organisation_of: Callable[[_Categorised], int | None] = attrgetter("organisation_id")


def _groups(
    categories: Sequence[Category],
    counts: Iterable[GroupCount],
    people: People,
    expected: Iterable[ExpectedIn],
    of: Callable[[_Categorised], int | None],
) -> tuple[GroupFigures, ...]:
    """Return the categories in which anybody is or was; those of no known one make the last row."""
    members = Counter(of(work) for work in people.work.values())
    different = Counter(category for category, _ in {(of(row), row.person_id) for row in expected})
    rows: dict[int | None, list[GroupCount]] = {}
    for count in counts:
        rows.setdefault(count.category_id, []).append(count)
    named = ((category.id, category.name, category.social_work) for category in categories)
    return tuple(
        GroupFigures(key, name, members[key], different[key], _headcount(rows.get(key, ())), social_work)
        for key, name, social_work in (*named, (None, "", None))
        if members[key] or key in rows
    )


def _headcount(groups: Iterable[GroupCount]) -> Headcount:
    counts = {status: 0 for status in _STATUSES}
    for group in groups:
        for status in _STATUSES:
            counts[status] += getattr(group, status)
    return Headcount(expected=sum(counts.values()), guests=0, **counts)


def _mix_of_members(groups: Iterable[GroupFigures]) -> Mix:
    return mix(group.members for group in groups if group.id is not None)


def _mix_of_present(groups: Iterable[GroupFigures]) -> Mix:
    return mix(group.count.attended for group in groups if group.id is not None)


def _beyond_social_work(
    material: Material, people: People, sectors: Iterable[GroupFigures]
) -> BeyondSocialWork:
    social_work = {sector.id: bool(sector.social_work) for sector in material.sectors}
    known = [group for group in sectors if group.id in social_work]
    attended = sum(group.count.attended for group in known)
    outside = sum(group.count.attended for group in known if not group.social_work)
    holders = {stay.person_id for stay in material.referents if stay.holds_on(people.day)}
    return BeyondSocialWork(
        members=outside_social_work((work.sector_id for work in people.work.values()), social_work),
        attendances=Share(outside, attended),
        referents=outside_social_work(
            (work_on(material, holder, people.day).sector_id for holder in holders), social_work
        ),
    )


def _rhythm(meetings: Sequence[MeetingCount]) -> Rhythm:
    states = Counter(meeting.state for meeting in meetings)
    held = [meeting for meeting in meetings if meeting.count is not None]
    return Rhythm(
        held=len(held),
        planned=len(meetings),
        postponed=states[MeetingState.POSTPONED],
        cancelled=states[MeetingState.CANCELLED],
        inquorate=states[MeetingState.INQUORATE],
        incomplete=sum(meeting.count is not None and not meeting.count.is_complete for meeting in held),
        days_to_sending=_median(meeting.days_to_sending for meeting in held),
        days_to_approval=_median(meeting.days_to_approval for meeting in held),
    )


def _follow_through(material: Material, part: Period) -> FollowThrough:
    day = last_known_day(part, material.today)
    closed, dropped = (
        [action for action in material.actions if action.state is state and _closed_in(action, part)]
        for state in (ActionState.DONE, ActionState.DROPPED)
    )
    open_ones = [action for action in material.actions if is_open_on(action, day)]
    with_due = [action for action in closed if action.due_on is not None]
    return FollowThrough(
        closed=len(closed),
        on_time=Share(sum(_was_on_time(action) for action in with_due), len(with_due)),
        overdue=sum(action.due_on is not None and action.due_on < day for action in open_ones),
        dropped=len(dropped),
        open=len(open_ones),
        median_age=_median(
            None if action.decided_on is None else (day - action.decided_on).days for action in open_ones
        ),
    )


def last_known_day(part: Period, today: date) -> date:
    """Return the day as of which actions are open or overdue: the last of ``part``, or today within it."""
    return min(part.last, max(today, part.first))


def _closed_in(action: ActionCount, part: Period) -> bool:
    return action.closed_on is not None and action.closed_on in part


def _was_on_time(action: ActionCount) -> bool:
    return action.closed_on is not None and action.due_on is not None and action.closed_on <= action.due_on


def is_open_on(action: ActionCount, day: date) -> bool:
    """Return whether an action was decided by ``day`` and not closed by then."""
    if action.decided_on is not None and action.decided_on > day:
        return False
    if action.closed_on is None:
        return action.state in (ActionState.TO_DO, ActionState.IN_PROGRESS)
    return action.closed_on > day


def _median(values: Iterable[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(median(known)) if known else None

"""Dated things laid over one another: no day is won, none is lost, none is held twice."""

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.interval import Interval
from pstdesk.domain.merging import (
    PostTerms,
    Presence,
    SittingTerms,
    Stretch,
    agreed_post,
    began_earlier,
    laid_together,
    one_presence,
    same,
    sits_less,
)

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=place) for place in range(-1, 31)]


@st.composite
def lives(draw: st.DrawFn, rows: int) -> list[Stretch[SittingTerms]]:
    """Return what one record lived: stretches that do not overlap."""
    cuts = sorted(draw(st.sets(st.integers(0, 29), max_size=7)))
    ends: list[date | None] = [FIRST + timedelta(days=cut) for cut in cuts]
    if ends and draw(st.booleans()):
        ends[0] = None
    spans = list(pairwise(ends))
    if len(ends) > 1 and draw(st.booleans()):
        spans.append((ends[-1], None))
    terms = st.builds(SittingTerms, st.sampled_from([None, 8, 9]), st.booleans())
    chosen = [span for span in spans if draw(st.booleans())]
    return [Stretch(rows + at, Interval(*span), draw(terms)) for at, span in enumerate(chosen)]


def on(day: date, stretches: list[Stretch[SittingTerms]]) -> list[SittingTerms]:
    return [each.terms for each in stretches if day in each.during]


@given(lives(100), lives(200))
def test_every_day_is_held_once_by_the_stronger_of_those_who_held_it(
    kept: list[Stretch[SittingTerms]], gone: list[Stretch[SittingTerms]]
) -> None:
    laid = list(laid_together(kept, gone, same, sits_less))
    for day in DAYS:
        ours, theirs, found = on(day, kept), on(day, gone), on(day, laid)
        assert len(found) == min(len(ours) + len(theirs), 1)
        if ours and theirs:
            less = sits_less(*(Stretch(None, Interval(), terms[0]) for terms in (ours, theirs)))
            assert found == (theirs if less else ours)
        else:
            assert found == ours + theirs
    rows = [each.row for each in laid if each.row is not None]
    assert len(set(rows)) == len(rows)
    assert set(rows) <= {each.row for each in (*kept, *gone)}


def post(row: int, starts_on: date | None, ends_on: date | None, **terms: object) -> Stretch[PostTerms]:
    return Stretch(row, Interval(starts_on, ends_on), PostTerms(**terms))  # type: ignore[arg-type]  # of the test's own


def test_two_that_say_the_same_are_one_and_fill_one_another() -> None:
    ours = post(1, FIRST, None, job_title="Cadre", grade_id=2)
    theirs = post(2, None, date(2026, 6, 1), job_title="cadre", service="Accueil")
    assert laid_together([ours], [theirs], agreed_post) == (
        Stretch(1, Interval(), PostTerms("Cadre", "Accueil", 2, None)),
    )


def test_two_of_another_grade_are_two() -> None:
    ours, theirs = post(1, FIRST, None, grade_id=1), post(2, None, None, grade_id=2)
    assert laid_together([ours], [theirs], agreed_post) == (
        ours,
        Stretch(2, Interval(None, FIRST), theirs.terms),
    )


def test_of_two_posts_at_once_the_one_begun_last_follows_the_other() -> None:
    ours, theirs = post(1, None, None, job_title="Agente"), post(2, FIRST, None, job_title="Cadre")
    assert laid_together([ours], [theirs], agreed_post, began_earlier) == (
        Stretch(1, Interval(None, FIRST), ours.terms),
        theirs,
    )


def test_a_stretch_joins_what_it_runs_into_on_both_sides() -> None:
    ours = [post(1, FIRST, date(2026, 2, 1)), post(2, date(2026, 3, 1), None)]
    theirs = [post(3, date(2026, 1, 15), date(2026, 3, 15))]
    assert laid_together(ours, theirs, agreed_post) == (Stretch(2, Interval(FIRST, None), PostTerms()),)


def presence(status: AttendanceStatus, *, guest: bool = False, **fields: object) -> Presence:
    given = {"arrived_at": None, "left_at": None, "post": {"job_title": ""}} | fields
    return Presence(status, guest, **given)  # type: ignore[arg-type]  # of the test's own


def test_who_came_twice_was_there_from_the_first_hour_to_the_last() -> None:
    ours = presence(AttendanceStatus.REMOTE, guest=True, arrived_at=time(14, 30), left_at=time(15))
    theirs = presence(AttendanceStatus.PRESENT, arrived_at=time(14, 50), left_at=time(15, 30))
    found = one_presence(ours, theirs)
    assert (found.status, found.is_guest) == (AttendanceStatus.PRESENT, False)
    assert (found.arrived_at, found.left_at) == (time(14, 30), time(15, 30))
    whole = one_presence(ours, presence(AttendanceStatus.PRESENT))
    assert (whole.arrived_at, whole.left_at) == (None, None)


def test_the_post_of_the_day_is_that_of_the_record_that_came_where_it_had_one() -> None:
    absent = presence(AttendanceStatus.ABSENT, post={"job_title": "Cadre"})
    assert one_presence(absent, presence(AttendanceStatus.PRESENT)).post == {"job_title": "Cadre"}
    came = presence(AttendanceStatus.PRESENT, post={"job_title": "Agente"})
    assert one_presence(absent, came).post == {"job_title": "Agente"}


@given(st.sampled_from(AttendanceStatus), st.sampled_from(AttendanceStatus))
def test_whichever_is_kept_the_same_counts(one: AttendanceStatus, other: AttendanceStatus) -> None:
    ours, theirs = presence(one), presence(other)
    assert one_presence(ours, theirs).status is one_presence(theirs, ours).status
    assert one_presence(ours, theirs).took_part == (ours.took_part or theirs.took_part)

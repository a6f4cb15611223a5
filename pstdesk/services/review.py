"""The stage review of a period: everything counted, by quarter, and beside the period before."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from pstdesk import collector
from pstdesk.domain.period import Period
from pstdesk.domain.review import Figures, Review
from pstdesk.domain.review_counting import figures, quarterly
from pstdesk.domain.review_material import Material
from pstdesk.services import review_rows, review_stays


def review(session: Session, period: Period, today: date, compared: Figures | None = None) -> Review:
    """Count the period, each calendar quarter of it, and the period before it (docs/review.md).

    ``compared`` are figures kept of another review, which then stand in the place of the period before.
    """
    with collector.paused():
        found = _of(session, period, _around(session, period, today), with_quarters=True)
        if compared is None:
            before = period.previous()
            compared = figures(_of(session, before, replace(found, period=before), with_quarters=False))
        return Review(figures(found), quarterly(found), compared)


def _around(session: Session, period: Period, today: date) -> Material:
    """Return what the period and the one before it have in common: who is who, where and when."""
    return Material(
        period=period,
        today=today,
        bodies=review_rows.bodies(session),
        grades=review_rows.grades(session),
        sectors=review_rows.sectors(session),
        organisations=review_rows.organisations(session),
        houses=review_rows.houses(session),
        stays=review_stays.stays(session),
        work=review_stays.work(session),
        referents=review_stays.referents(session),
    )


def _of(session: Session, period: Period, around: Material, *, with_quarters: bool) -> Material:
    """Return what is counted of the period, ``with_quarters`` of each of its quarters too."""
    ends = {period.last, *((part.last for part in period.quarters()) if with_quarters else ())}
    return replace(
        around,
        meetings=review_rows.meeting_counts(session, period),
        grade_counts=review_rows.grade_counts(session, period),
        sector_counts=review_rows.sector_counts(session, period),
        organisation_counts=review_rows.organisation_counts(session, period),
        expected=review_rows.expected_in(session, period),
        house_counts=review_rows.house_counts(session, period),
        actions=review_stays.actions(session, period),
        absentees={day: review_rows.absentees(session, day) for day in ends},
        recent_houses={day: review_rows.recent_houses(session, day) for day in ends},
    )

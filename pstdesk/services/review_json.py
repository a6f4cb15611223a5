"""A stage review as ``review --json`` prints it (docs/commands.md): rates from 0 to 1, and nobody’s name."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from pstdesk.domain.attendance import Headcount
from pstdesk.domain.period import Period
from pstdesk.domain.review import (
    CommitteeFigures,
    Figures,
    GroupFigures,
    PeopleFigures,
    Review,
    Share,
)


def as_json(review: Review) -> dict[str, Any]:
    """Return the period's figures, each quarter's as a series, and those of the period before."""
    series = {
        one.id: [(part.period.quarter, of_part) for part in review.quarters for of_part in _of(part, one.id)]
        for one in review.whole.committees
    }
    return {
        **_figures(review.whole, series),
        "quarters": [{"quarter": part.period.quarter, **_figures(part, {})} for part in review.quarters],
        "previous": None if review.previous is None else _figures(review.previous, {}),
    }


def _of(part: Figures, committee_id: int) -> Iterable[CommitteeFigures]:
    return (one for one in part.committees if one.id == committee_id)


def _figures(
    figures: Figures, series: Mapping[int, Iterable[tuple[str, CommitteeFigures]]]
) -> dict[str, Any]:
    beyond, partners = figures.beyond_social_work, figures.partners
    return {
        "period": _period(figures.period),
        "committees": [_committee(one, series.get(one.id, ())) for one in figures.committees],
        "all_committees": _count(figures.count),
        "dispersion": {
            "range": figures.dispersion.range,
            "cv": figures.dispersion.cv,
            "gini": figures.dispersion.gini,
            "mean": figures.dispersion.mean,
        },
        "by_grade": [{"grade": one.name or None, **_group(one)} for one in figures.grades],
        "by_sector": [
            {"sector": one.name or None, "social_work": one.social_work, **_group(one)}
            for one in figures.sectors
        ],
        "by_organisation": [
            {"organisation": one.name or None, **_group(one)} for one in figures.organisations
        ],
        "people": _people(figures.people),
        "beyond_social_work": {
            "members": beyond.members.ratio,
            "attendances": beyond.attendances.ratio,
            "referents": beyond.referents.ratio,
        },
        "partners": {
            "targeted": partners.targeted,
            "registered": partners.registered,
            "seen": partners.seen,
            "active": partners.active,
            "to_win": [partner.name for partner in partners.to_win],
        },
        "diversity": _diversity(figures),
        "overlaps": _overlaps(figures),
        "rhythm": asdict(figures.rhythm),
        "actions": {**asdict(figures.actions), "on_time": _share(figures.actions.on_time)},
    }


def _period(period: Period) -> dict[str, str]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _committee(one: CommitteeFigures, series: Iterable[tuple[str, CommitteeFigures]]) -> dict[str, Any]:
    return {
        "name": one.name,
        "short_name": one.short_name,
        "members": one.members,
        "meetings_held": one.held,
        "meetings_planned": one.planned,
        "incomplete": one.incomplete,
        **_count(one.count),
        "quarters": [
            {
                "quarter": quarter,
                "expected": part.count.expected,
                "present": part.count.present,
                "remote": part.count.remote,
                "rate": part.count.rate,
            }
            for quarter, part in series
        ],
    }


def _count(count: Headcount) -> dict[str, Any]:
    return {
        "expected": count.expected,
        "present": count.present,
        "remote": count.remote,
        "represented": count.represented,
        "excused": count.excused,
        "absent": count.absent,
        "not_recorded": count.not_recorded,
        "guests": count.guests,
        "rate": count.rate,
        "rate_with_represented": count.rate_with_represented,
        "excused_rate": count.excused_rate,
    }


def _group(one: GroupFigures) -> dict[str, Any]:
    return {
        "members": one.members,
        "expected": one.count.expected,
        "attended": one.count.attended,
        "not_recorded": one.count.not_recorded,
        "rate": one.count.rate,
        "rate_with_represented": one.count.rate_with_represented,
        "excused_rate": one.count.excused_rate,
    }


def _people(people: PeopleFigures) -> dict[str, Any]:
    return {**asdict(people), "mean_committees": people.mean_committees}


def _share(share: Share) -> dict[str, Any]:
    return {"part": share.part, "whole": share.whole, "ratio": share.ratio}


def _diversity(figures: Figures) -> dict[str, Any]:
    return {
        "members": {
            "grades": asdict(figures.grade_mix),
            "sectors": asdict(figures.sector_mix),
            "organisations": asdict(figures.organisation_mix),
        },
        "attendances": {
            "grades": asdict(figures.grade_mix_present),
            "sectors": asdict(figures.sector_mix_present),
            "organisations": asdict(figures.organisation_mix_present),
        },
    }


def _overlaps(figures: Figures) -> list[dict[str, Any]]:
    names = {one.id: one.name for one in figures.committees}
    return [
        {
            "committees": [names.get(overlap.first_id), names.get(overlap.second_id)],
            "both": overlap.both,
            "either": overlap.either,
            "jaccard": overlap.jaccard,
        }
        for overlap in figures.overlaps
    ]

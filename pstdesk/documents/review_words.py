"""How the figures of a stage review are worded, on the screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from pstdesk.domain.masking import LEAST, is_few
from pstdesk.domain.period import Period, PeriodKind
from pstdesk.domain.review import Behind, Figures, FollowThrough, Mix, Review, Rhythm, Share, Spread
from pstdesk.domain.review_masking import NOTHING, Veil, veil
from pstdesk.i18n import _, format_date, format_number, format_percent, ngettext

NONE = "–"
"""Stands where there is nothing to divide by."""


def told(people: int, *, hides: bool) -> str:
    """Return a number of people; of a row that ``hides``: "< 5" of a few, else that it is not told."""
    if not hides:
        return format_number(people)
    return _("< {least}").format(least=LEAST) if is_few(people) else untold()


def untold() -> str:
    """Return what stands for a figure that would tell of a few people."""
    return _("n. c.")


def percent(ratio: float | None) -> str:
    """Return a ratio of 0 to 1 as "56 %"."""
    return NONE if ratio is None else format_percent(ratio)


def points(now: float | None, before: float | None) -> str:
    """Return by how many points a rate moved, "+ 4 points", or nothing where one of both is not known."""
    if now is None or before is None:
        return ""
    moved = _shown(now) - _shown(before)
    if not moved:
        return _("stable")
    count = abs(moved)
    words = ngettext("{sign} {count} point", "{sign} {count} points", count)
    return words.format(sign="+" if moved > 0 else "−", count=format_number(count))


def points_wide(apart: float) -> str:
    """Return how far two rates are apart: "33 points"."""
    count = _shown(apart)
    return ngettext("{count} point", "{count} points", count).format(count=format_number(count))


def _shown(ratio: float) -> int:
    """Return the whole percentage that is shown of a ratio: half up."""
    return floor(100 * ratio + 0.5)


def period_words(period: Period, kind: PeriodKind) -> str:
    """Return how a period is called: "Année 2026", "Année scolaire 2025-2026", "du 5 mai au 3 juin 2026"."""
    if kind is PeriodKind.YEAR:
        return _("Année {year}").format(year=period.first.year)
    if kind is PeriodKind.SCHOOL_YEAR:
        return _("Année scolaire {year}-{next}").format(year=period.first.year, next=period.last.year)
    first, last = format_date(period.first, "medium"), format_date(period.last, "medium")
    if kind is PeriodKind.MANDATE:
        return _("Mandat des référents, depuis le {first}").format(first=first)
    return _("Du {first} au {last}").format(first=first, last=last)


def moment_words(quarters: Sequence[Period]) -> tuple[str, ...]:
    """Return how quarters are called where there is little room: "T1", of several years "T1 25"."""
    words = _("T{number} {year}") if len({part.first.year for part in quarters}) > 1 else _("T{number}")
    called = (part.quarter.split("-Q") for part in quarters)
    return tuple(words.format(number=number, year=year[2:]) for year, number in called)


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A figure in words: what it is, of the period, of the one before; and the rows behind it."""

    name: str
    now: str
    before: str
    behind: Behind


def other_figures(review: Review, *, masked: bool = False) -> tuple[OtherFigure, ...]:
    """Return what the page shows nowhere else."""
    now = _figures(review.whole, masked=masked)
    before = now if review.previous is None else _figures(review.previous, masked=masked)
    return tuple(
        OtherFigure(name, value, "" if review.previous is None else then, behind)
        for (behind, name, value), (_same, _name, then) in zip(now, before, strict=True)
    )


def _figures(figures: Figures, *, masked: bool) -> list[tuple[Behind, str, str]]:
    hidden = veil(figures) if masked else NOTHING
    groups: tuple[tuple[Behind, list[tuple[str, str]]], ...] = (
        ("meetings", _attendance(figures, hidden)),
        ("people", _mixes(figures, hidden)),
        *_people(figures, hidden),
        ("meetings", _rhythm(figures.rhythm)),
        ("actions", _actions(figures.actions)),
    )
    return [(behind, *said) for behind, group in groups for said in group]


def _attendance(figures: Figures, hidden: Veil) -> list[tuple[str, str]]:
    return [
        (_("Participation, représentés compris"), _all(figures.count.rate_with_represented, hidden)),
        (_("Excusés parmi ceux qui ne sont pas venus"), _all(figures.count.excused_rate, hidden)),
        (_("Participants non inscrits"), format_number(figures.count.guests)),
        (_("Présences non notées"), format_number(figures.count.not_recorded)),
        *_unequal(figures.dispersion, hides=bool(hidden.committees)),
    ]


def _mixes(figures: Figures, hidden: Veil) -> list[tuple[str, str]]:
    return [
        *_mix(_("Diversité des niveaux"), figures.grade_mix, hides=bool(hidden.grades)),
        *_mix(_("Diversité des secteurs"), figures.sector_mix, hides=bool(hidden.sectors)),
        *_mix(_("Diversité des structures"), figures.organisation_mix, hides=bool(hidden.organisations)),
    ]


def _people(figures: Figures, hidden: Veil) -> list[tuple[Behind, list[tuple[str, str]]]]:
    people, beyond = figures.people, figures.beyond_social_work
    several = told(people.in_several_committees, hides=hidden.several)
    mean = untold() if hidden.several else decimal(people.mean_committees)
    outside = [
        (
            _("Présences hors action sociale"),
            untold() if hidden.beyond else _all(beyond.attendances.ratio, hidden),
        ),
        (_("Référents hors action sociale"), share(beyond.referents)),
    ]
    dormant = told(people.dormant, hides=hidden.dormant)
    return [
        ("beyond", outside),
        ("several", [(_("Inscrits dans plusieurs comités"), several), (_("Comités par inscrit"), mean)]),
        ("dormant", [(_("Inscrits qu’on n’a pas vus depuis un an"), dormant)]),
    ]


def _rhythm(rhythm: Rhythm) -> list[tuple[str, str]]:
    return [
        (_("Séances à la présence incomplète"), format_number(rhythm.incomplete)),
        (_("Jours jusqu’à la diffusion du compte rendu (médiane)"), _days(rhythm.days_to_sending)),
        (_("Jours jusqu’à son approbation (médiane)"), _days(rhythm.days_to_approval)),
    ]


def _actions(actions: FollowThrough) -> list[tuple[str, str]]:
    return [
        (_("Actions faites"), format_number(actions.closed)),
        (_("Actions faites dans le délai"), share(actions.on_time)),
        (_("Actions en retard à la fin de la période"), format_number(actions.overdue)),
        (_("Actions abandonnées"), format_number(actions.dropped)),
        (_("Actions ouvertes à la fin de la période"), format_number(actions.open)),
        (_("Âge des actions ouvertes, en jours (médiane)"), _days(actions.median_age)),
    ]


def decimal(value: float | None, digits: int = 2) -> str:
    """Return a number with so many digits after the comma."""
    return NONE if value is None else format_number(value, digits)


def _days(median: float | None) -> str:
    return decimal(median, 0 if median is None or median.is_integer() else 1)


def share(of: Share) -> str:
    """Return "4 sur 7"."""
    if not of.whole:
        return NONE
    return _("{part} sur {whole}").format(part=format_number(of.part), whole=format_number(of.whole))


def _unequal(spread: Spread, *, hides: bool) -> list[tuple[str, str]]:
    indices = (
        (_("Écart entre comités : coefficient de variation"), spread.cv),
        (_("Écart entre comités : indice de Gini"), spread.gini),
    )
    return [(name, untold() if hides else decimal(value)) for name, value in indices]


def _mix(of: str, mix: Mix, *, hides: bool) -> list[tuple[str, str]]:
    """Return the indices of diversity, from which with the others’ numbers a hidden one could be reckoned."""
    indices = (("Shannon", mix.shannon), ("Pielou", mix.pielou), ("Simpson", mix.simpson))
    named = _("{of} : {index}")
    return [
        (named.format(of=of, index=name), untold() if hides else decimal(value)) for name, value in indices
    ]


def _all(ratio: float | None, hidden: Veil) -> str:
    return untold() if hidden.rate or hidden.everything else percent(ratio)

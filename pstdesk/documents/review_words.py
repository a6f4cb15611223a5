"""How the figures of a review are worded on the screen."""

from math import floor

from pstdesk.domain.period import Period, PeriodKind
from pstdesk.domain.review import Figures, FollowThrough, Mix, Review, Share
from pstdesk.i18n import _, format_date, format_number, format_percent, ngettext
from pstdesk.services.review_periods import PeriodOffer

NONE = "–"
"""Stands where there is nothing to divide by."""


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


def offer_words(offer: PeriodOffer) -> str:
    """Return how an offered period is called."""
    return period_words(offer.period, offer.kind)


def other_figures(review: Review) -> tuple[tuple[str, str, str], ...]:
    """Return what the page shows nowhere else: what it is, of the period, of the one before."""
    now = _figures(review.whole)
    before = now if review.previous is None else _figures(review.previous)
    return tuple(
        (name, value, "" if review.previous is None else then)
        for (name, value), (_same, then) in zip(now, before, strict=True)
    )


def _figures(figures: Figures) -> list[tuple[str, str]]:
    people, beyond, rhythm = figures.people, figures.beyond_social_work, figures.rhythm
    return [
        (_("Participation, représentés compris"), percent(figures.count.rate_with_represented)),
        (_("Excusés parmi ceux qui ne sont pas venus"), percent(figures.count.excused_rate)),
        (_("Participants non inscrits"), format_number(figures.count.guests)),
        (_("Présences non notées"), format_number(figures.count.not_recorded)),
        (_("Écart entre comités : coefficient de variation"), _decimal(figures.dispersion.cv)),
        (_("Écart entre comités : indice de Gini"), _decimal(figures.dispersion.gini)),
        *_mix(_("Diversité des niveaux"), figures.grade_mix),
        *_mix(_("Diversité des secteurs"), figures.sector_mix),
        *_mix(_("Diversité des structures"), figures.organisation_mix),
        (_("Présences hors action sociale"), percent(beyond.attendances.ratio)),
        (_("Référents hors action sociale"), _share(beyond.referents)),
        (_("Inscrits dans plusieurs comités"), format_number(people.in_several_committees)),
        (_("Comités par inscrit"), _decimal(people.mean_committees)),
        (_("Inscrits qu’on n’a pas vus depuis un an"), format_number(people.dormant)),
        (_("Séances à la présence incomplète"), format_number(rhythm.incomplete)),
        (_("Jours jusqu’à la diffusion du compte rendu (médiane)"), _decimal(rhythm.days_to_sending, 1)),
        (_("Jours jusqu’à son approbation (médiane)"), _decimal(rhythm.days_to_approval, 1)),
        *_actions(figures.actions),
    ]


def _actions(actions: FollowThrough) -> list[tuple[str, str]]:
    return [
        (_("Actions faites"), format_number(actions.closed)),
        (_("Actions faites dans le délai"), _share(actions.on_time)),
        (_("Actions en retard à la fin de la période"), format_number(actions.overdue)),
        (_("Actions abandonnées"), format_number(actions.dropped)),
        (_("Actions ouvertes à la fin de la période"), format_number(actions.open)),
        (_("Âge des actions ouvertes, en jours (médiane)"), _decimal(actions.median_age, 1)),
    ]


def _decimal(value: float | None, digits: int = 2) -> str:
    return NONE if value is None else format_number(value, digits)


def _share(share: Share) -> str:
    if not share.whole:
        return NONE
    return _("{part} sur {whole}").format(part=format_number(share.part), whole=format_number(share.whole))


def _mix(of: str, mix: Mix) -> list[tuple[str, str]]:
    indices = (("Shannon", mix.shannon), ("Pielou", mix.pielou), ("Simpson", mix.simpson))
    named = _("{of} : {index}")
    return [(named.format(of=of, index=name), _decimal(value)) for name, value in indices]

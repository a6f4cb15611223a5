"""The stage review as the sheets of a workbook: its figures, and the counts that they are made of."""

from collections.abc import Iterator, Sequence

from pstdesk.documents.review import ReviewContent
from pstdesk.documents.review_outline import brief
from pstdesk.documents.review_words import moment_words, other_figures, period_words, told, untold
from pstdesk.documents.table import Cell, Ratio, Table
from pstdesk.domain.attendance import Headcount
from pstdesk.domain.masking import is_few
from pstdesk.domain.review import CommitteeFigures, Figures, GroupFigures
from pstdesk.domain.review_masking import NOTHING, Ids, veil
from pstdesk.i18n import _, format_date, language
from pstdesk.labels import label


def review_tables(content: ReviewContent, *, masked: bool = True) -> tuple[Table, ...]:
    """Return the sheets in the content's language; ``masked`` hides what tells of a few people."""
    with language(content.language):
        return tuple(_tables(content, masked=masked))


def _tables(content: ReviewContent, *, masked: bool) -> Iterator[Table]:
    review = content.review
    now = review.whole
    hidden = veil(now) if masked else NOTHING
    others = [(one.name, one.now, one.before) for one in other_figures(review, masked=masked)]
    yield Table(
        _("Chiffres"),
        (_("Chiffre"), _("Période"), _("Avant")),
        [*_worded(content, masked=masked), *others],
        _("À propos"),
        tuple(_remarks(content, masked=masked)),
    )
    yield _committees(now, hidden.committees)
    if review.quarters:
        moments = moment_words([part.period for part in review.quarters])
        rows = [
            (name, *map(_square, squares)) for name, squares in _rates(review.quarters, now, masked=masked)
        ]
        yield Table(_("Trimestres"), (_("Comité"), *moments), rows)
    yield _groups(_("Niveaux"), _("Niveau"), now.grades, hidden.grades)
    yield _groups(_("Secteurs"), _("Secteur"), now.sectors, hidden.sectors)
    yield _groups(_("Structures"), _("Structure"), now.organisations, hidden.organisations)
    yield _overlaps(now, masked=masked)
    yield _partners(now, hidden.organisations)


def _worded(content: ReviewContent, *, masked: bool) -> Iterator[tuple[str, ...]]:
    for row in brief(content.review, masked=masked).rows:
        yield tuple("".join(run.text for line in cell for run in line) for cell in row.cells)


def _remarks(content: ReviewContent, *, masked: bool) -> Iterator[tuple[str, Cell]]:
    whole, before = content.review.whole.period, content.review.previous
    if not masked:
        yield _("Usage interne"), _("donne aussi les effectifs de moins de cinq personnes")
    yield _("Bilan"), content.name or period_words(whole, content.kind)
    yield _("Programme"), content.programme
    yield _("Du"), whole.first
    yield _("Au"), whole.last
    if before is not None:
        words = _("du {first} au {last}")
        first, last = (format_date(day, "short") for day in (before.period.first, before.period.last))
        yield _("Comparé à"), content.compared_with or words.format(first=first, last=last)
    yield _("Établi le"), content.made_on
    yield _("État"), _("figé") if content.is_frozen else _("projet")


# Sheets


def _counts(count: Headcount, *, hides: bool) -> tuple[Cell, ...]:
    if hides:
        return (untold(),) * 8
    return (
        count.expected,
        count.present,
        count.remote,
        count.represented,
        count.excused,
        count.absent,
        count.not_recorded,
        _ratio(count.rate),
    )


def _count_titles() -> tuple[str, ...]:
    return (
        _("Attendus"),
        _("Présents"),
        _("À distance"),
        _("Représentés"),
        _("Excusés"),
        _("Absents"),
        _("Non notés"),
        _("Taux de présence"),
    )


def _ratio(value: float | None) -> Cell:
    return None if value is None else Ratio(value)


def _people(number: int, *, hides: bool) -> Cell:
    return told(number, hides=True) if hides else number


def _committees(figures: Figures, hidden: Ids) -> Table:
    titles = (_("Sigle"), _("Comité"), _("Inscrits"), _("Tenues"), _("Prévues"), *_count_titles())
    return Table(_("Comités"), titles, [_committee(one, one.id in hidden) for one in figures.committees])


def _committee(one: CommitteeFigures, hides: bool) -> tuple[Cell, ...]:
    named = (one.short_name, one.name, _people(one.members, hides=hides), one.held, one.planned)
    return (*named, *_counts(one.count, hides=hides))


def _rates(
    quarters: Sequence[Figures], whole: Figures, *, masked: bool
) -> Iterator[tuple[str, list[float | str | None]]]:
    """Yield each committee with its rate in each quarter: a number, what hides it, or nothing."""
    veils = [veil(part).committees if masked else NOTHING.committees for part in quarters]
    for one in whole.committees:
        found: list[float | str | None] = []
        for part, hidden in zip(quarters, veils, strict=True):
            rate = next((own.count.rate for own in part.committees if own.id == one.id), None)
            found.append(untold() if rate is not None and one.id in hidden else rate)
        yield one.short_name or one.name, found


def _square(value: float | str | None) -> Cell:
    return Ratio(value) if isinstance(value, float) else value


def _groups(name: str, title: str, groups: Sequence[GroupFigures], hidden: Ids) -> Table:
    rows = [
        (
            one.name or _("Non renseigné"),
            _people(one.members, hides=one.id in hidden),
            *_counts(one.count, hides=one.id in hidden),
        )
        for one in groups
    ]
    return Table(name, (title, _("Inscrits"), *_count_titles()), rows)


def _overlaps(figures: Figures, *, masked: bool) -> Table:
    names = {one.id: one.short_name or one.name for one in figures.committees}
    rows = []
    for one in figures.overlaps:
        hides = masked and is_few(one.both)
        jaccard: Cell = untold() if hides else one.jaccard
        rows.append((names[one.first_id], names[one.second_id], _people(one.both, hides=hides), jaccard))
    titles = (_("Comité"), _("Autre comité"), _("Inscrits en commun"), _("Indice de Jaccard"))
    return Table(_("Inscrits en commun"), titles, rows)


def _partners(figures: Figures, hidden: Ids) -> Table:
    rows = []
    for one in (*figures.partners.to_win, *figures.partners.rarely):
        seen: Cell = untold() if one.seen and one.id in hidden else one.seen
        rows.append((one.name, label(one.state), ", ".join(one.committees), seen, one.expected))
    titles = (_("Structure"), _("État"), _("Comités"), _("Séances où elle est venue"), _("Séances attendues"))
    return Table(_("À mobiliser"), titles, rows)

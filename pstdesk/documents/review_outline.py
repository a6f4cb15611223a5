"""The figures of a stage review as the parts of a document: each chart with its table."""

from collections.abc import Iterable, Iterator, Sequence

from pstdesk.documents.charts import Bars, Chart, Grid
from pstdesk.documents.meeting_outline import say, section
from pstdesk.documents.outline import Column, Part, Picture, Row, Run, Table, typed_line
from pstdesk.documents.review_charts import (
    action_states,
    attendance_curves,
    group_bars,
    heat_map,
    overlap_matrix,
    partner_steps,
)
from pstdesk.documents.review_words import (
    NONE,
    decimal,
    moment_words,
    other_figures,
    percent,
    points_wide,
    share,
    told,
    untold,
)
from pstdesk.domain.masking import is_few
from pstdesk.domain.review import CommitteeFigures, Figures, GroupFigures, PartnerFigures, Review
from pstdesk.domain.review_masking import NOTHING, Ids, Veil, veil
from pstdesk.i18n import _, format_number
from pstdesk.labels import label

_MOST_PAIRS = 20
"""Pairs of committees that are listed; the picture has all."""
MOST_QUARTERS = 8
"""Columns of quarters that a page has room for; of a longer period only the whole is shown."""


def figure_parts(review: Review, *, masked: bool) -> Iterator[Part]:
    """Yield everything counted, subject by subject; ``masked`` hides what tells of a few people."""
    hidden = veil(review.whole) if masked else NOTHING
    yield section(_("Participation par comité"), "committees")
    yield from _committees(review, hidden, masked=masked)
    if review.whole.grades or review.whole.sectors or review.whole.organisations:
        yield section(_("Qui participe"), "people")
        yield from _groups(review, hidden, masked=masked)
    if review.whole.overlaps:
        yield section(_("Transversalité"), "overlap")
        yield from _shown(overlap_matrix(review.whole, masked=masked))
        yield from _overlaps(review.whole, masked=masked)
    yield section(_("Partenaires"), "partners")
    yield from _partners(review.whole, hidden)
    yield section(_("Suite donnée aux actions"), "actions")
    yield from _with_table(action_states(review.whole))
    yield section(_("Autres chiffres"), "others")
    others = [(one.name, one.now, one.before) for one in other_figures(review, masked=masked)]
    yield table(_("Autres chiffres de la période"), _heads(), others)


def brief(review: Review, *, masked: bool) -> Table:
    """Return the five figures that are read first, beside those of the period before."""
    now, before = review.whole, review.previous
    hidden = veil(now) if masked else NOTHING
    earlier = veil(before) if masked and before is not None else NOTHING
    rows = [
        (_("Taux de présence"), _rate_of(now, hidden), _rate_of(before, earlier)),
        (_("Séances tenues sur prévues"), _held(now), _held(before)),
        (
            _("Inscrits au dernier jour"),
            *(_total(one, own) for one, own in ((now, hidden), (before, earlier))),
        ),
        (_("Arrivées et départs"), _moves(now, hidden), _moves(before, earlier)),
        (
            _("Inscrits hors action sociale"),
            *(_beyond(one, own) for one, own in ((now, hidden), (before, earlier))),
        ),
        (_("Référents hors action sociale"), _referents(now), _referents(before)),
        (_("Écart entre comités"), _gap(now, hidden), _gap(before, earlier)),
    ]
    return table(_("Les chiffres à retenir"), _heads(), rows)


def _heads() -> tuple[tuple[str, float, bool], ...]:
    return (_("Chiffre"), 0.56, False), (_("Période"), 0.22, True), (_("Avant"), 0.22, True)


def table(caption: str, heads: Sequence[tuple[str, float, bool]], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table of words; each head has its part of the width and whether it is over figures."""
    columns = tuple(Column(name, part, is_number) for name, part, is_number in heads)
    return Table(caption, columns, tuple(Row(tuple(((Run(cell or NONE),),) for cell in row)) for row in rows))


def _shown(chart: Chart) -> Iterator[Part]:
    yield say("subheading", chart.title)
    yield Picture(chart)


def _with_table(chart: Bars) -> Iterator[Part]:
    """Yield bars, and their numbers again for those who hear or copy them."""
    yield from _shown(chart)
    heads = ((chart.title, 0.75, False), (_("Nombre"), 0.25, True))
    yield table(chart.title, heads, [(bar.name, bar.words) for bar in chart.bars])


# In brief


def _rate_of(figures: Figures | None, hidden: Veil) -> str:
    if figures is None:
        return NONE
    return untold() if hidden.rate or hidden.everything else percent(figures.count.rate)


def _held(figures: Figures | None) -> str:
    if figures is None:
        return NONE
    return f"{format_number(figures.rhythm.held)} / {format_number(figures.rhythm.planned)}"


def _total(figures: Figures | None, hidden: Veil) -> str:
    return NONE if figures is None else told(figures.people.total, hides=hidden.everything)


def _moves(figures: Figures | None, hidden: Veil) -> str:
    if figures is None:
        return NONE
    people = figures.people
    joined, left = (told(number, hides=hidden.movements) for number in (people.joined, people.left))
    return f"{joined} / {left}"


def _referents(figures: Figures | None) -> str:
    return NONE if figures is None else share(figures.beyond_social_work.referents)


def _beyond(figures: Figures | None, hidden: Veil) -> str:
    if figures is None:
        return NONE
    hides = hidden.beyond or hidden.everything
    return untold() if hides else percent(figures.beyond_social_work.members.ratio)


def _gap(figures: Figures | None, hidden: Veil) -> str:
    if figures is None or figures.dispersion.range is None:
        return NONE
    return untold() if hidden.committees else points_wide(figures.dispersion.range)


# Committees


def _committees(review: Review, hidden: Veil, *, masked: bool) -> Iterator[Part]:
    before = {} if review.previous is None else {one.id: one for one in review.previous.committees}
    earlier = veil(review.previous).committees if masked and review.previous is not None else frozenset()
    heads = (
        (_("Comité"), 0.40, False),
        (_("Inscrits"), 0.13, True),
        (_("Séances"), 0.15, True),
        (_("Présence"), 0.16, True),
        (_("Avant"), 0.16, True),
    )
    rows = [
        (
            typed_line(f"{one.short_name} {one.name}"),
            told(one.members, hides=one.id in hidden.committees),
            f"{format_number(one.held)} / {format_number(one.planned)}",
            _committee_rate(one, hidden.committees),
            _committee_rate(before.get(one.id), earlier),
        )
        for one in review.whole.committees
    ]
    if not rows:
        yield say("note", _("Aucun comité ne s’est réuni ni ne devait se réunir dans cette période."))
        return
    yield table(_("Comités : inscrits, séances tenues sur prévues, taux de présence"), heads, rows)
    if 0 < len(review.quarters) <= MOST_QUARTERS:
        grid = heat_map(review, masked=masked)
        if not grid.rows:
            return
        yield from _shown(grid)
        yield _by_quarter(review, grid)
        yield from _shown(attendance_curves(review, masked=masked))


def _committee_rate(one: CommitteeFigures | None, hidden: Ids) -> str:
    if one is None:
        return NONE
    return untold() if one.id in hidden and one.count.rate is not None else percent(one.count.rate)


def _by_quarter(review: Review, grid: Grid) -> Table:
    moments = moment_words([part.period for part in review.quarters])
    heads = ((_("Comité"), 0.36, False), *((name, 0.64 / len(moments), True) for name in moments))
    cells = [(name, *(square.words for square in squares)) for name, squares in grid.rows]
    return table(_("Taux de présence par comité et trimestre"), heads, cells)


# Groups


def _groups(review: Review, hidden: Veil, *, masked: bool) -> Iterator[Part]:
    now, before = review.whole, review.previous
    earlier = veil(before) if masked and before is not None else NOTHING
    for title, name, groups, ids, shown_before in (
        (
            _("Niveaux hiérarchiques"),
            _("Niveau"),
            now.grades,
            hidden.grades,
            _rates(() if before is None else before.grades, earlier.grades),
        ),
        (
            _("Secteurs"),
            _("Secteur"),
            now.sectors,
            hidden.sectors,
            _rates(() if before is None else before.sectors, earlier.sectors),
        ),
    ):
        if groups:
            yield say("subheading", title)
            yield Picture(group_bars(title, groups, ids))
            yield _group_table(title, name, groups, shown_before, ids)
    if now.organisations:
        yield say("subheading", _("Structures"))
        shown_before = _rates(() if before is None else before.organisations, earlier.organisations)
        told = [one for one in now.organisations if one.id not in hidden.organisations]
        if told:
            yield _group_table(_("Structures"), _("Structure"), told, shown_before, NOTHING.organisations)
        untold = [typed_line(one.name) for one in now.organisations if one.id in hidden.organisations]
        if names := ", ".join(filter(None, untold)):
            yield say("body", _("Trop peu de personnes pour être communiqué : {names}.").format(names=names))


def _rates(groups: Sequence[GroupFigures], hidden: Ids) -> dict[int | None, str]:
    return {one.id: untold() if one.id in hidden else percent(one.count.rate) for one in groups}


def _group_table(
    title: str, name: str, groups: Sequence[GroupFigures], before: dict[int | None, str], hidden: Ids
) -> Table:
    heads = (
        (name, 0.40, False),
        (_("Inscrits"), 0.13, True),
        (_("Présences"), 0.19, True),
        (_("Présence"), 0.14, True),
        (_("Avant"), 0.14, True),
    )
    came = _("{attended} sur {expected}")
    rows = []
    for one in groups:
        hides = one.id in hidden
        known = format_number(one.count.expected - one.count.not_recorded)
        attended = came.format(attended=format_number(one.count.attended), expected=known)
        figures = (untold(),) * 2 if hides else (attended, percent(one.count.rate))
        who = typed_line(one.name) or _("Non renseigné")
        rows.append((who, told(one.members, hides=hides), *figures, before.get(one.id, NONE)))
    return table(title, heads, rows)


# Overlap and partners


def _overlaps(figures: Figures, *, masked: bool) -> Iterator[Part]:
    names = {one.id: typed_line(one.short_name or one.name) for one in figures.committees}
    heads = (
        (_("Comités"), 0.5, False),
        (_("Inscrits en commun"), 0.25, True),
        (_("Indice de Jaccard"), 0.25, True),
    )
    pair = _("{first} et {second}")
    rows = [
        (
            pair.format(first=names[one.first_id], second=names[one.second_id]),
            format_number(one.both),
            decimal(one.jaccard),
        )
        for one in sorted(figures.overlaps, key=lambda pair: -pair.both)
        if not (masked and is_few(one.both))
    ]
    caption = _("Comités qui ont des inscrits en commun")
    if rows:
        yield table(caption, heads, rows[:_MOST_PAIRS])
    if len(rows) < len(figures.overlaps) or len(rows) > _MOST_PAIRS:
        yield say("note", _("Les autres paires sont dans le tableau ci-dessus."))


def _partners(figures: Figures, hidden: Veil) -> Iterator[Part]:
    yield from _with_table(partner_steps(figures))
    for title, partners in (
        (_("Partenaires à mobiliser"), figures.partners.to_win),
        (_("Partenaires rarement venus"), figures.partners.rarely),
    ):
        if partners:
            yield say("subheading", title)
            heads = (
                (_("Structure"), 0.44, False),
                (_("Comités"), 0.24, False),
                (_("État"), 0.14, False),
                (_("Venues"), 0.18, True),
            )
            yield table(title, heads, [_partner(one, hidden) for one in partners])


def _partner(one: PartnerFigures, hidden: Veil) -> tuple[str, str, str, str]:
    came = _("{part} sur {whole}").format(part=format_number(one.seen), whole=format_number(one.expected))
    if not one.expected:
        came = _("pas attendue")
    elif one.seen and one.id in hidden.organisations:  # those who never came are in the table for just that
        came = untold()
    bodies = ", ".join(map(typed_line, one.committees)) or NONE
    return typed_line(one.name), bodies, label(one.state), came

"""The charts of a stage review, made of its figures; what a document hides, they do not draw."""

from collections.abc import Iterable, Sequence

from pstdesk.documents.charts import Bar, Bars, Curve, Curves, Grid, Pair, PairedBars, Square
from pstdesk.documents.outline import typed_line
from pstdesk.documents.review_words import NONE, moment_words, percent, told, untold
from pstdesk.domain.masking import is_few
from pstdesk.domain.review import CommitteeFigures, Figures, GroupFigures, Review, Share
from pstdesk.domain.review_masking import NOTHING, Ids, veil
from pstdesk.i18n import _, format_number

Parts = Sequence[tuple[Figures, Ids]]
"""The quarters of a review, each with the committees that it hides."""


def _quarters(review: Review, masked: bool) -> Parts:
    return [(part, veil(part).committees if masked else frozenset()) for part in review.quarters]


def _rate(part: Figures, hidden: Ids, committee_id: int) -> tuple[float | None, str]:
    """Return a committee's rate in a quarter, None where there is none or it is hidden, and its words."""
    for one in part.committees:
        if one.id == committee_id:
            if one.id in hidden and one.count.rate is not None:
                return None, untold()
            return one.count.rate, percent(one.count.rate)
    return None, NONE


def hides_all(part: Figures) -> bool:
    """Return whether the rate of all committees together would be that of a few people."""
    hidden = veil(part)
    return hidden.rate or hidden.everything


def _described(names: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return what a chart shows in words: "CT1 : 50 %, 60 %. CT2 : 40 %, 30 %"."""
    line = _("{name} : {values}")
    return ". ".join(line.format(name=name, values=", ".join(values)) for name, values in names)


def attendance_curves(review: Review, *, masked: bool = False) -> Curves:
    """Return the attendance rate by quarter, of all together and of each committee that met."""
    parts = _quarters(review, masked)
    told = tuple(not (masked and hides_all(part)) for part, _hidden in parts)
    whole = tuple(part.count.rate if tells else None for (part, _ids), tells in zip(parts, told, strict=True))
    words = tuple(percent(rate) if tells else untold() for rate, tells in zip(whole, told, strict=True))
    curves = [Curve(_("Tous les comités"), whole, words)]
    for one in _with_rates(review):
        values, words = zip(*(_rate(part, hidden, one.id) for part, hidden in parts), strict=True)
        curves.append(Curve(typed_line(one.short_name), values, words))
    return Curves(
        _("Taux de présence par trimestre"),
        moment_words([part.period for part, _hidden in parts]),
        tuple(curves),
        _described((curve.name, curve.words) for curve in curves),
    )


def heat_map(review: Review, *, masked: bool = False) -> Grid:
    """Return the attendance rate of each committee in each quarter."""
    parts = _quarters(review, masked)
    rows = []
    for one in _with_rates(review):
        rates = [_rate(part, hidden, one.id) for part, hidden in parts]
        name = typed_line(f"{one.short_name} {one.name}")
        rows.append((name, tuple(Square(words, rate) for rate, words in rates)))
    return Grid(
        _("Participation par comité et trimestre"),
        moment_words([part.period for part, _hidden in parts]),
        tuple(rows),
        _described((name, [square.words for square in squares]) for name, squares in rows),
    )


def _with_rates(review: Review) -> list[CommitteeFigures]:
    return [one for one in review.whole.committees if one.count.rate is not None]


def overlap_matrix(figures: Figures, *, masked: bool = False) -> Grid:
    """Return how many people each two committees share, on the period's last day."""
    shared = {(one.first_id, one.second_id): one.both for one in figures.overlaps}
    most = max(shared.values(), default=1)
    concerned = {id for pair in shared for id in pair}
    bodies = [one for one in figures.committees if one.id in concerned]

    def square(row: CommitteeFigures, column: CommitteeFigures) -> Square:
        if row.id == column.id:
            return Square("", None)
        both = shared.get((row.id, column.id), shared.get((column.id, row.id), 0))
        if masked and is_few(both):
            return Square(told(both, hides=True), 0.0)
        return Square(format_number(both), both / most) if both else Square("0", None)

    rows = tuple((typed_line(row.short_name), tuple(square(row, one) for one in bodies)) for row in bodies)
    return Grid(
        _("Inscrits que deux comités ont en commun"),
        tuple(typed_line(one.short_name) for one in bodies),
        rows,
        _described((name, [square.words or NONE for square in squares]) for name, squares in rows),
    )


def group_bars(title: str, groups: Sequence[GroupFigures], hidden: Ids = NOTHING.grades) -> PairedBars:
    """Return the share of each known group among the members, beside that among those who came."""
    known = [group for group in groups if group.id is not None]
    members = sum(group.members for group in known)
    came = sum(group.count.attended for group in known)
    pairs = []
    for group in known:
        if group.id in hidden:
            pairs.append(Pair(typed_line(group.name), None, None, untold()))
            continue
        first, second = Share(group.members, members).ratio, Share(group.count.attended, came).ratio
        words = _("{members} → {present}").format(members=percent(first), present=percent(second))
        pairs.append(Pair(typed_line(group.name), first, second, words))
    described = _described((pair.name, [pair.words]) for pair in pairs)
    return PairedBars(title, _("Part des inscrits"), _("Part des présences"), tuple(pairs), described)


def partner_steps(figures: Figures) -> Bars:
    """Return how far partners have come: wanted, registered, seen, active."""
    partners = figures.partners
    steps = (
        (_("Visées"), partners.targeted),
        (_("Inscrites"), partners.registered),
        (_("Vues au moins une fois"), partners.seen),
        (_("Vues à l’une des deux dernières séances"), partners.active),
    )
    return _counts(_("Structures partenaires"), steps)


def action_states(figures: Figures) -> Bars:
    """Return what became of actions."""
    actions = figures.actions
    late = actions.on_time.whole - actions.on_time.part
    states = (
        (_("Faites dans le délai"), actions.on_time.part),
        (_("Faites après le délai"), late),
        (_("Faites sans délai fixé"), actions.closed - actions.on_time.whole),
        (_("Ouvertes, dans le délai ou sans délai"), actions.open - actions.overdue),
        (_("Ouvertes, en retard"), actions.overdue),
        (_("Abandonnées"), actions.dropped),
    )
    return _counts(_("État des actions"), states)


def _counts(title: str, counts: Sequence[tuple[str, int]]) -> Bars:
    bars = tuple(Bar(name, float(number), format_number(number)) for name, number in counts)
    return Bars(title, bars, _described((bar.name, [bar.words]) for bar in bars))

"""The tables of a review: committees by quarter as a heat map, groups, partners to be won, other figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from pstdesk.documents.review_words import moment_words, percent
from pstdesk.domain.review import Behind, Figures, GroupFigures, PartnerFigures, Review, Share
from pstdesk.i18n import _, format_number
from pstdesk.labels import label
from pstdesk.ui.review.bars import draw_bars
from pstdesk.ui.theme import Tone, font_of_size, tokens
from pstdesk.ui.widgets.cells import PADDING
from pstdesk.ui.widgets.rows import Column

_DEEPEST = 0.42
"""How much of the accent colour lies under a rate of 100 %: ink stays readable on it, light and dark."""
MOST_QUARTERS = 8
"""Beyond them only the whole period is shown: a cell must have room for its rate."""


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    """A committee's rate in each part of the period, in all of it and in the period before."""

    id: int
    short_name: str
    name: str
    parts: tuple[float | None, ...]
    rate: float | None
    before: float | None
    meetings: str
    incomplete: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A grade, a sector or an organisation; ``id`` is 0 where it is not known."""

    id: int
    name: str
    members: int
    expected: int
    attended: int
    rate: float | None
    before: float | None
    share: float | None
    """Of the members whose group is known."""
    share_present: float | None
    """Of the attendances whose group is known."""
    most: float
    """The largest share of any line: as long as the bars have room."""


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A figure in words, of the period and of the one before."""

    id: int
    name: str
    now: str
    before: str
    behind: Behind


def shown_quarters(review: Review) -> tuple[Figures, ...]:
    """Return the quarters that have a column: all, or none where there are more than can be read."""
    return review.quarters if len(review.quarters) <= MOST_QUARTERS else ()


def committee_lines(review: Review) -> tuple[CommitteeLine, ...]:
    """Return a line for each committee of the review, in the officer's order."""
    before = {} if review.previous is None else {one.id: one for one in review.previous.committees}
    parts = [{one.id: one.count.rate for one in part.committees} for part in review.quarters]
    few = parts if shown_quarters(review) else []
    return tuple(
        CommitteeLine(
            one.id,
            one.short_name,
            one.name,
            tuple(rates.get(one.id) for rates in few),
            one.count.rate,
            before[one.id].count.rate if one.id in before else None,
            f"{format_number(one.held)} / {format_number(one.planned)}",
            one.incomplete > 0,
        )
        for one in review.whole.committees
    )


def committee_columns(review: Review) -> tuple[Column[CommitteeLine], ...]:
    """Return the columns: the committee, a tinted rate for each quarter, the whole period, the one before."""
    quarters = shown_quarters(review)
    titles = moment_words([part.period for part in quarters])
    return (
        Column(
            "body",
            _("Comité"),
            lambda row: row.short_name,
            120,
            stretch=True,
            detail=lambda row: row.name,
            detail_title=_("Thème"),
        ),
        Column("meetings", _("Séances"), lambda row: row.meetings, 74, right=True, needs=620),
        *(
            Column(
                f"part{place}",
                title,
                partial(_part_words, place),
                56,
                right=True,
                order=partial(_part, place),
                draw=partial(_draw_part, place),
            )
            for place, title in enumerate(titles)
        ),
        Column(
            "rate",
            _("Période"),
            lambda row: percent(row.rate),
            74,
            right=True,
            order=lambda row: row.rate,
            bold=lambda _row: True,
        ),
        Column(
            "before",
            _("Avant"),
            lambda row: percent(row.before),
            66,
            right=True,
            order=lambda row: row.before,
            muted=lambda _row: True,
        ),
    )


def _part(place: int, row: CommitteeLine) -> float | None:
    return row.parts[place] if place < len(row.parts) else None


def _part_words(place: int, row: CommitteeLine) -> str:
    return percent(_part(place, row))


def _draw_part(place: int, painter: QPainter, room: QRectF, row: CommitteeLine, font: QFont) -> None:
    """Draw a rate on a ground as deep as it is high; the figure says what the colour says."""
    rate = _part(place, row)
    if rate is not None:
        ground = QColor(tokens().accent)
        ground.setAlphaF(0.04 + (_DEEPEST - 0.04) * rate)
        painter.fillRect(room.adjusted(-PADDING, 0, PADDING, 0), ground)
    painter.setFont(font_of_size(font, 1))
    painter.setPen(QColor(tokens().muted if rate is None else tokens().ink))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), percent(rate))


def group_lines(groups: Sequence[GroupFigures], before: Sequence[GroupFigures]) -> tuple[GroupLine, ...]:
    """Return a line for each group, those of no known one last."""
    earlier = {group.id: group.count.rate for group in before}
    known = [group for group in groups if group.id is not None]
    members = sum(group.members for group in known)
    present = sum(group.count.attended for group in known)
    shares = [
        Share(number, whole).ratio or 0.0
        for group in known
        for number, whole in ((group.members, members), (group.count.attended, present))
    ]
    return tuple(
        GroupLine(
            group.id or 0,
            group.name or _("Non renseigné"),
            group.members,
            group.count.expected,
            group.count.attended,
            group.count.rate,
            earlier.get(group.id),
            Share(group.members, members).ratio if group.id is not None else None,
            Share(group.count.attended, present).ratio if group.id is not None else None,
            max(shares, default=0.0),
        )
        for group in groups
    )


def group_columns(title: str, *, bars: bool) -> tuple[Column[GroupLine], ...]:
    """Return the columns of a table of groups, called ``title``; with ``bars``, their shares are drawn."""
    return (
        Column("name", title, lambda row: row.name, 100, stretch=True),
        Column(
            "members",
            _("Inscrits"),
            lambda row: format_number(row.members),
            66,
            right=True,
            value=lambda row: row.members,
        ),
        *((_bars(),) if bars else ()),
        Column(
            "came",
            _("Présences"),
            lambda row: _of(row.attended, row.expected),
            104,
            right=True,
            value=lambda row: row.attended,
            needs=600 if bars else 400,
        ),
        Column(
            "rate",
            _("Taux"),
            lambda row: percent(row.rate),
            62,
            right=True,
            order=lambda row: row.rate,
            bold=lambda _row: True,
        ),
        Column(
            "before",
            _("Avant"),
            lambda row: percent(row.before),
            62,
            right=True,
            order=lambda row: row.before,
            muted=lambda _row: True,
            needs=400 if bars else 330,
        ),
    )


def _bars() -> Column[GroupLine]:
    """Return the column that shows whether those who sit there and those who come are the same."""
    return Column(
        "shares",
        _("Inscrits → présences"),
        _shares,
        164,
        order=lambda row: row.share,
        draw=lambda painter, room, row, font: draw_bars(
            painter, room, (row.share, row.share_present), row.most, _shares(row), font
        ),
    )


def _shares(row: GroupLine) -> str:
    return _("{members} → {present}").format(members=percent(row.share), present=percent(row.share_present))


def partner_columns() -> tuple[Column[PartnerFigures], ...]:
    """Return the columns of the partners who never or rarely came."""
    return (
        Column("name", _("Structure"), lambda row: row.name, 120, stretch=True),
        Column("bodies", _("Comités"), lambda row: ", ".join(row.committees), 96, needs=420),
        Column("state", _("État"), lambda row: label(row.state), 84, needs=560),
        Column(
            "seen",
            _("Venues"),
            _came,
            116,
            right=True,
            order=lambda row: row.seen,
            tone=_partner_tone,
        ),
    )


def _came(row: PartnerFigures) -> str:
    return _of(row.seen, row.expected) if row.expected else _("pas attendue")


def _partner_tone(row: PartnerFigures) -> Tone:
    return "warning" if row.seen else "bad"


def _of(part: int, whole: int) -> str:
    return _("{part} sur {whole}").format(part=format_number(part), whole=format_number(whole))


def other_columns() -> tuple[Column[OtherLine], ...]:
    """Return the columns of what is shown nowhere else."""
    return (
        Column("name", _("Chiffre"), lambda row: row.name, 160, stretch=True),
        Column("now", _("Période"), lambda row: row.now, 84, right=True, bold=lambda _row: True),
        Column(
            "before", _("Avant"), lambda row: row.before, 84, right=True, muted=lambda _row: True, needs=380
        ),
    )

"""What each panel of the dashboard shows of a line."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from pstdesk.domain.lights import Light, lights
from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.i18n import _, format_date, format_percent
from pstdesk.services.action_rows import RegisterRow
from pstdesk.services.dashboard_meetings import MeetingLine, MinutesLine
from pstdesk.services.dashboard_people import MandateLine, PartnerLine
from pstdesk.services.participation import ParticipationRow
from pstdesk.ui.actions.words import bodies_words, owners_words
from pstdesk.ui.dashboard.words import (
    NONE,
    came_words,
    lamp_pill,
    late_words,
    mandate_title,
    mandate_words,
    meeting_when,
    minutes_title,
    partner_words,
    rate_words,
    referent_words,
    waiting_words,
)
from pstdesk.ui.days import near_day
from pstdesk.ui.theme import Tone, tokens
from pstdesk.ui.widgets.lights import lights_words, paint_lights
from pstdesk.ui.widgets.rows import Column

Today = Callable[[], date]

_LIGHTS = frozenset((Light.CONVOCATION, Light.SHEET, Light.MINUTES, Light.APPROVAL))
MEETING_VARIANTS = (
    frozenset({"lights"}),
    frozenset({"lights", "referent"}),
    frozenset({"lights", "referent", "came"}),
    _LIGHTS | {"referent"},
    _LIGHTS | {"referent", "came"},
)
"""Columns the meetings do without, the less room the more: the lights as words, then as signs."""
ACTION_VARIANTS = (frozenset[str](), frozenset({"who"}))
PARTNER_VARIANTS = (frozenset[str](), frozenset({"seen"}))
_FIGURE = 44.0
"""Pixels at the end of a bar for the figure."""


def meeting_columns(today: Today) -> tuple[Column[MeetingLine], ...]:
    """Return the columns of the meetings: the lights as words, or as signs where there is little room."""
    return (
        Column(
            "when",
            _("Date"),
            lambda row: meeting_when(row, today()),
            180,
            bold=lambda row: row.facts.day == today(),
            muted=lambda row: row.facts.state in SIGNED_IN,
        ),
        Column("body", _("Instance"), lambda row: f"{row.short_name} {row.committee}", stretch=True),
        Column(
            "referent",
            _("Référent"),
            referent_words,
            128,
            tone=lambda row: "warning" if row.elects_referent and not row.referent else None,
        ),
        *(
            _light_column(light, title, today)
            for light, title in (
                (Light.CONVOCATION, _("Convocation")),
                (Light.SHEET, _("Émargement")),
                (Light.MINUTES, _("Compte rendu")),
                (Light.APPROVAL, _("Approbation")),
            )
        ),
        Column(
            "lights",
            _("Voyants"),
            lambda row: lights_words(lights(row.facts, today())),
            236,
            draw=lambda painter, room, row, font: paint_lights(
                painter, room, lights(row.facts, today()), font
            ),
        ),
        Column("came", _("Présents"), came_words, 96, right=True),
    )


def _light_column(light: Light, title: str, today: Today) -> Column[MeetingLine]:
    def pill(row: MeetingLine) -> tuple[str, Tone | None]:
        lamp = next(lamp for lamp in lights(row.facts, today()) if lamp.light is light)
        words, tone = lamp_pill(lamp, with_day=row.facts.state not in SIGNED_IN)
        return words, None if words == NONE else tone

    return Column(
        light.value,
        title,
        lambda row: pill(row)[0],
        160,
        tone=lambda row: pill(row)[1],
        muted=lambda row: True,
    )


def action_columns(today: Today) -> tuple[Column[RegisterRow], ...]:
    """Return the columns of the actions to do."""

    def due(row: RegisterRow) -> str:
        assert row.due_on is not None  # an action without a day is not due
        return late_words((today() - row.due_on).days) if row.late else _day(row.due_on)

    def _day(day: date) -> str:
        return near_day(day, today()) if (day - today()).days < 2 else format_date(day, "day_month")

    def tone(row: RegisterRow) -> Tone | None:
        if row.late:
            return "bad"
        return "warning" if row.due_on == today() else None

    return (
        Column("text", _("Action"), lambda row: row.text, stretch=True),
        Column("who", _("Qui"), owners_words, 150),
        Column("bodies", _("Instance"), lambda row: bodies_words(row.committees), 90),
        Column("due", _("Échéance"), due, 130, right=True, tone=tone),
    )


def minutes_columns(today: Today) -> tuple[Column[MinutesLine], ...]:
    """Return the columns of the minutes that wait."""
    return (
        Column("minutes", _("Compte rendu"), minutes_title, stretch=True),
        Column(
            "waiting",
            _("Attend"),
            lambda row: waiting_words(row, today())[0],
            230,
            right=True,
            tone=lambda row: waiting_words(row, today())[1],
        ),
    )


def mandate_columns(today: Today) -> tuple[Column[MandateLine], ...]:
    """Return the columns of the mandates."""
    return (
        Column("mandate", _("Mandat"), mandate_title, stretch=True),
        Column(
            "left",
            _("Reste"),
            lambda row: mandate_words(row, today())[0],
            210,
            right=True,
            tone=lambda row: mandate_words(row, today())[1],
        ),
    )


def partner_columns(today: Today) -> tuple[Column[PartnerLine], ...]:
    """Return the columns of the partners nobody has seen for long."""

    def seen(row: PartnerLine) -> str:
        return NONE if row.last_seen is None else format_date(row.last_seen, "medium")

    return (
        Column("partner", _("Structure"), lambda row: row.name, stretch=True),
        Column("seen", _("Vue le"), seen, 130, right=True, muted=lambda row: True),
        Column(
            "since",
            _("Depuis"),
            lambda row: partner_words(row, today())[0],
            130,
            right=True,
            tone=lambda row: partner_words(row, today())[1],
        ),
    )


def participation_columns() -> tuple[Column[ParticipationRow], ...]:
    """Return the columns of the rates: the body, and a bar that ends with its figure."""
    return (
        Column("body", _("Instance"), lambda row: row.short_name, 90),
        Column("rate", _("Participation"), rate_words, stretch=True, draw=_draw_rate),
    )


def _draw_rate(painter: QPainter, room: QRectF, row: ParticipationRow, font: QFont) -> None:
    """Draw a bar as long as the rate, in a frame as long as all of those expected, and the figure."""
    rate = row.count.rate
    words = NONE if rate is None else format_percent(rate)
    frame = QRectF(room.left(), room.center().y() - 6, room.width() - _FIGURE, 12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().neutral_soft))
    painter.drawRect(frame)
    painter.setBrush(QColor(tokens().accent))
    painter.drawRect(QRectF(frame.left(), frame.top(), frame.width() * (rate or 0), frame.height()))
    painter.setFont(font)
    painter.setPen(QColor(tokens().ink))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words)

"""The list of meetings: what each column shows of a row."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from pstdesk.domain.lights import Lamp, LightState, lights
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import _, format_date, format_time
from pstdesk.labels import label
from pstdesk.services.meetings import MeetingRow
from pstdesk.ui import clock
from pstdesk.ui.meetings.words import MEETING_TONES, MINUTES_TONES
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.lights import lights_words, paint_lights
from pstdesk.ui.widgets.rows import Column

_URGENCY = tuple(LightState)


def meeting_columns() -> tuple[Column[MeetingRow], ...]:
    """Return the columns of the list; the lights are those of today."""
    return (
        Column("day", _("Date"), _when, width=150, order=_moment),
        Column("committee", _("Instance"), _body, width=240, stretch=True),
        Column("number", _("N°"), _number, width=72, order=_number_order),
        Column(
            "state",
            _("État"),
            lambda row: label(row.state),
            width=106,
            tone=lambda row: MEETING_TONES[row.state],
        ),
        Column("minutes", _("Compte rendu"), _minutes, width=106, tone=_minutes_tone),
        Column(
            "lights",
            _("Voyants"),
            lambda row: lights_words(_lamps(row)),
            width=236,
            order=_urgency,
            draw=_draw_lights,
            needs=1000,
        ),
        Column("attended", _("Présents"), _attended, width=86, right=True, order=_rate, tone=_attended_tone),
    )


def _lamps(row: MeetingRow) -> tuple[Lamp, ...]:
    return lights(row.facts, clock.today())


def _urgency(row: MeetingRow) -> list[int]:
    return sorted((_URGENCY.index(lamp.state) for lamp in _lamps(row)), reverse=True)


def _draw_lights(painter: QPainter, room: QRectF, row: MeetingRow, font: QFont) -> None:
    paint_lights(painter, room, _lamps(row), font)


def _when(row: MeetingRow) -> str:
    day = format_date(row.day, "medium")
    if row.starts_at is None:
        return day
    return _("{day}, {start}").format(day=day, start=format_time(row.starts_at))


def _moment(row: MeetingRow) -> tuple[object, ...]:
    return row.day, row.starts_at is not None, row.starts_at or 0, row.id


def _body(row: MeetingRow) -> str:
    return f"{row.short_name} {row.committee}"


def _number(row: MeetingRow) -> str:
    return "–" if row.number is None else f"{row.number}/{row.year}"


def _number_order(row: MeetingRow) -> tuple[int, int] | None:
    return None if row.number is None or row.year is None else (row.year, row.number)


def _minutes(row: MeetingRow) -> str:
    return "" if row.minutes_state is None else label(row.minutes_state)


def _minutes_tone(row: MeetingRow) -> Tone | None:
    return None if row.minutes_state is None else MINUTES_TONES[row.minutes_state]


def _attended(row: MeetingRow) -> str:
    if row.state is not MeetingState.HELD or not row.expected:
        return ""
    if row.not_recorded == row.expected:
        return _("à noter")
    return _("{attended} / {expected}").format(attended=row.attended, expected=row.expected)


def _attended_tone(row: MeetingRow) -> Tone | None:
    return "warning" if row.expected and row.not_recorded == row.expected else None


def _rate(row: MeetingRow) -> float | None:
    known = row.expected - row.not_recorded
    return row.attended / known if known else None

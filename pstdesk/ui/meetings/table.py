"""The list of meetings: what each column shows of a row."""

from datetime import date, datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from pstdesk.domain.lights import Lamp, lights
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import _, format_date, format_time
from pstdesk.labels import label
from pstdesk.services.meeting_list import MeetingRow
from pstdesk.ui import clock
from pstdesk.ui.meetings.words import MEETING_TONES, MINUTES_TONES
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.lights import lights_words, paint_lights
from pstdesk.ui.widgets.rows import Column


def meeting_columns() -> tuple[Column[MeetingRow], ...]:
    """Return the columns of the list; the lights are those of today."""
    return (
        Column("day", _("Date"), _when, width=168, value=_moment),
        Column("committee", _("Instance"), _body, width=240, stretch=True),
        Column("referent", _("Référent"), lambda row: row.referent, width=150, needs=1180),
        Column("number", _("N°"), _number, width=72),
        Column(
            "state",
            _("État"),
            lambda row: label(row.state),
            width=100,
            tone=lambda row: MEETING_TONES[row.state],
        ),
        Column("minutes", _("Compte rendu"), _minutes, width=118, tone=_minutes_tone),
        Column(
            "lights",
            _("Voyants"),
            lambda row: lights_words(_lamps(row)),
            width=224,
            draw=_draw_lights,
            needs=1000,
        ),
        Column(
            "attended",
            _("Présents"),
            _attended,
            width=86,
            right=True,
            tone=_attended_tone,
            exported=(
                (_("Présents"), lambda row: row.attended if _is_counted(row) else None),
                (_("Attendus"), lambda row: row.expected if _is_counted(row) else None),
            ),
        ),
    )


def _lamps(row: MeetingRow) -> tuple[Lamp, ...]:
    return lights(row.facts, clock.today())


def _draw_lights(painter: QPainter, room: QRectF, row: MeetingRow, font: QFont) -> None:
    paint_lights(painter, room, _lamps(row), font)


def _when(row: MeetingRow) -> str:
    day = format_date(row.day, "medium")
    if row.starts_at is None:
        return day
    return _("{day}, {start}").format(day=day, start=format_time(row.starts_at))


def _moment(row: MeetingRow) -> date:
    return row.day if row.starts_at is None else datetime.combine(row.day, row.starts_at)


def _body(row: MeetingRow) -> str:
    return f"{row.short_name} {row.committee}"


def _number(row: MeetingRow) -> str:
    return "–" if row.number is None else f"{row.number}/{row.year}"


def _minutes(row: MeetingRow) -> str:
    return "" if row.minutes_state is None else label(row.minutes_state)


def _minutes_tone(row: MeetingRow) -> Tone | None:
    return None if row.minutes_state is None else MINUTES_TONES[row.minutes_state]


def _attended(row: MeetingRow) -> str:
    if row.state is not MeetingState.HELD or not row.expected:
        return ""
    if not _is_counted(row):
        return _("à noter")
    return _("{attended} / {expected}").format(attended=row.attended, expected=row.expected)


def _attended_tone(row: MeetingRow) -> Tone | None:
    return "warning" if row.expected and row.not_recorded == row.expected else None


def _is_counted(row: MeetingRow) -> bool:
    return row.state is MeetingState.HELD and row.not_recorded < row.expected

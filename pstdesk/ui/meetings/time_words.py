"""How the time of an open meeting is put into words and tints."""

from datetime import datetime, time

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.timing import ItemTime, minutes_left
from pstdesk.i18n import _, format_duration, format_time
from pstdesk.labels import label
from pstdesk.services.agenda import ItemRow
from pstdesk.ui.meetings.words import ITEM_TONES
from pstdesk.ui.theme import Tone


def clock_words(now: datetime, ends_at: time | None) -> str:
    """Return "14 h 42, fin prévue 16 h"."""
    hour = format_time(now.time().replace(second=0, microsecond=0))
    return (
        hour if ends_at is None else _("{now}, fin prévue {end}").format(now=hour, end=format_time(ends_at))
    )


def meeting_left_words(minutes: int) -> str:
    """Return what is left of the meeting: "1 h 18 restantes", or how far it is beyond its end."""
    if minutes >= 0:
        return _("reste {time}").format(time=format_duration(minutes))
    return _("{time} de retard").format(time=format_duration(-minutes))


def item_left_words(item: ItemTime) -> tuple[str, Tone]:
    """Return what is left of the current item, or how long it has taken, with its tint."""
    left = minutes_left(item)
    if left is None:
        return format_duration(item.spent_seconds // 60), "neutral"
    if left < 0:
        return _("+{time}").format(time=format_duration(-left)), "warning"
    if left == 0:
        return _("temps écoulé"), "warning"
    return _("reste {time}").format(time=format_duration(left)), "neutral"


def item_end(item: ItemRow, spent_seconds: int, *, is_current: bool) -> tuple[str, Tone | None]:
    """Return what stands at an item's end while the meeting is open, and its tint if it is a state."""
    if is_current:
        return item_left_words(ItemTime(item.form.planned_minutes, spent_seconds))
    if item.state is ItemState.DEALT_WITH:
        return _("fait"), "good"
    if item.state is not ItemState.OPEN:
        return label(item.state), ITEM_TONES[item.state]
    minutes = item.form.planned_minutes
    return ("" if minutes is None else format_duration(minutes)), None

"""How a day or an hour near today is spoken of."""

from datetime import date, datetime, timedelta

from pstdesk.i18n import _, format_date, format_time

NEAR = timedelta(days=300)
"""A day so near cannot be taken for that of another year."""


def near_day(day: date, today: date) -> str:
    """Return a day as one speaks of it: "auj.", "demain", "mar. 17 nov.", with its year if it is far."""
    if day == today:
        return _("auj.")
    if day == today + timedelta(days=1):
        return _("demain")
    if abs(day - today) > NEAR:
        return format_date(day, "medium")
    return format_date(day, "near")


def moment(at: datetime, today: date) -> str:
    """Return "aujourd’hui à 9 h 12", "hier à 17 h 40", "le 3 novembre 2026 à 18 h"; ``at`` is local time."""
    hour = format_time(at.time())
    if at.date() == today:
        return _("aujourd’hui à {hour}").format(hour=hour)
    if at.date() == today - timedelta(days=1):
        return _("hier à {hour}").format(hour=hour)
    return _("le {day} à {hour}").format(day=format_date(at.date()), hour=hour)

"""How the file of the base and its backups are spoken of."""

from datetime import date, datetime, timedelta

from pstdesk.domain.backup import BackupState
from pstdesk.i18n import _, format_date, format_time, ngettext
from pstdesk.services.backups import BackupRow
from pstdesk.ui.theme import Tone

_TONES: dict[BackupState, Tone] = {
    BackupState.VERIFIED: "good",
    BackupState.UNVERIFIED: "warning",
    BackupState.DAMAGED: "bad",
}


def moment_words(at: datetime, today: date) -> str:
    """Return "aujourd’hui à 9 h 05", "hier à 18 h" or "le 12 novembre 2026 à 18 h"; ``at`` is local time."""
    hour = format_time(at.time().replace(second=0, microsecond=0))
    if at.date() == today:
        return _("aujourd’hui à {hour}").format(hour=hour)
    if at.date() == today - timedelta(days=1):
        return _("hier à {hour}").format(hour=hour)
    return _("le {day} à {hour}").format(day=format_date(at.date(), "long"), hour=hour)


def state_tone(row: BackupRow) -> Tone:
    """Return the tint of what can be said of a backup."""
    return _TONES[row.state]


def check_words(last: tuple[datetime, int] | None, today: date) -> str:
    """Return when everything was last checked, and what was found."""
    if last is None:
        return _("jamais sur ce poste")
    at, findings = last
    when = moment_words(at.astimezone(), today)
    if not findings:
        return _("{when} : tout est en ordre").format(when=when)
    words = ngettext("{when} : {n} défaut trouvé", "{when} : {n} défauts trouvés", findings)
    return words.format(when=when, n=findings)

"""How the file of the base and its backups are spoken of."""

from datetime import date, datetime

from pstdesk.domain.backup import BackupState
from pstdesk.i18n import _, ngettext
from pstdesk.services.backups import BackupRow
from pstdesk.ui.days import moment
from pstdesk.ui.theme import Tone

_TONES: dict[BackupState, Tone] = {
    BackupState.VERIFIED: "good",
    BackupState.UNVERIFIED: "warning",
    BackupState.DAMAGED: "bad",
}


def state_tone(row: BackupRow) -> Tone:
    """Return the tint of what can be said of a backup."""
    return _TONES[row.state]


def check_words(last: tuple[datetime, int] | None, today: date) -> str:
    """Return when everything was last checked, and what was found."""
    if last is None:
        return _("jamais sur ce poste")
    at, findings = last
    when = moment(at.astimezone(), today)
    if not findings:
        return _("{when} : tout est en ordre").format(when=when)
    words = ngettext("{when} : {n} défaut trouvé", "{when} : {n} défauts trouvés", findings)
    return words.format(when=when, n=findings)

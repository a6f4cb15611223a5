"""How the dashboard words its lines: days near today, lights as pills, what minutes and mandates wait for."""

from datetime import date, timedelta

from pstdesk.domain.committee import MandateRole
from pstdesk.domain.dashboard import MinutesWait, Next, NextStep
from pstdesk.domain.lights import Lamp, LightCode, LightState
from pstdesk.domain.meeting import SIGNED_IN, MeetingState
from pstdesk.i18n import N_, _, format_date, format_percent, format_time, ngettext
from pstdesk.labels import label, title
from pstdesk.services.dashboard_meetings import MeetingLine, MinutesLine
from pstdesk.services.dashboard_people import MandateLine, PartnerLine
from pstdesk.services.participation import ParticipationRow
from pstdesk.ui.days import NEAR, near_day
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.lights import LIGHT_TONES

NONE = "–"
_COUNTED_IN_DAYS = 90
_MONTH = 30.44

_DUE: dict[LightCode, str] = {
    LightCode.CONVENE: N_("à envoyer"),
    LightCode.SHEET_ATTENDANCE: N_("à noter"),
    LightCode.SHEET_MISSING: N_("à classer"),
    LightCode.MINUTES_DRAFT: N_("à rédiger"),
    LightCode.MINUTES_READ: N_("en relecture"),
    LightCode.APPROVAL_WAITS: N_("en attente"),
}
_DONE: dict[LightCode, str] = {
    LightCode.CONVENED: N_("envoyée"),
    LightCode.SHEET_FILED: N_("classée"),
    LightCode.MINUTES_SENT: N_("diffusé"),
    LightCode.APPROVED: N_("approuvé"),
}


def day_title(day: date) -> str:
    """Return "Jeudi 12 novembre 2026"."""
    words = format_date(day, "full")
    return words[:1].upper() + words[1:]


def meeting_when(line: MeetingLine, today: date) -> str:
    """Return "auj. 14 h", "mar. 17 nov. 9 h 30", "tenue le 5 nov."."""
    day = line.facts.day
    if line.facts.state in SIGNED_IN:
        held = line.facts.state is MeetingState.HELD
        words = _("tenue le {day}") if held else _("carence le {day}")
        return words.format(day=format_date(day, "day_month"))
    words = near_day(day, today)
    return words if line.starts_at is None else f"{words} {format_time(line.starts_at)}"


def referent_words(line: MeetingLine) -> str:
    """Return who is référent, that one is to be elected, or that the body elects none."""
    return line.referent or (_("à élire") if line.elects_referent else NONE)


def late_words(days: int) -> str:
    """Return how late something is: "retard 12 j", or in months where it is long: "retard 7 mois"."""
    if days <= _COUNTED_IN_DAYS:
        return _("retard {n} j").format(n=days)
    return _("retard {n} mois").format(n=round(days / _MONTH))


def lamp_pill(lamp: Lamp, *, with_day: bool = True) -> tuple[str, Tone]:
    """Return what a light says in the column of its name, and its tint: "envoyée le 2 nov.", "retard 5 j"."""
    tone = LIGHT_TONES[lamp.state]
    if lamp.state is LightState.LATE:
        return late_words(lamp.days) if lamp.days else _("depuis aujourd’hui"), tone
    if lamp.state is LightState.DUE:
        words = _(_DUE[lamp.code])
        return (_("{words}, {n} j").format(words=words, n=lamp.days) if lamp.days else words), tone
    if lamp.state is LightState.DONE:
        words = _(_DONE[lamp.code])
        if with_day and lamp.on is not None:
            words = _("{words} le {day}").format(words=words, day=format_date(lamp.on, "day_month"))
        return words, tone
    if lamp.code is LightCode.CONVENED_UNKNOWN:
        return _("non notée"), tone
    return NONE, tone


def came_words(line: MeetingLine) -> str:
    """Return how many of those expected came, where that is known."""
    if not line.expected or line.facts.not_recorded == line.expected:
        return NONE
    return _("{attended} / {expected}").format(attended=line.attended, expected=line.expected)


def waiting_words(line: MinutesLine, today: date) -> tuple[str, Tone]:
    """Return what minutes wait for: "à rédiger, 8 j", "relecture finie, 3 j", "à approuver le 3 déc."."""
    waiting = line.waiting
    if waiting.what is MinutesWait.APPROVAL:
        if line.next_day is not None:
            day = near_day(line.next_day, today)
            words = _("à approuver {day}").format(day=day)
            return words, "bad" if waiting.is_late else "neutral"
        return label(waiting.what), "bad" if waiting.is_late else "neutral"
    if waiting.what is MinutesWait.SENDING:
        return _("à diffuser, relu depuis {n} j").format(n=waiting.days), "bad"
    if waiting.is_late:
        return late_words(waiting.days), "bad"
    words = label(waiting.what)
    tone: Tone = "neutral" if waiting.what is MinutesWait.READING else "warning"
    return (_("{words}, {n} j").format(words=words, n=waiting.days) if waiting.days else words), tone


def minutes_title(line: MinutesLine) -> str:
    """Return "CT4 du 5 nov.": which meeting the minutes are of."""
    return _("{committee} du {day}").format(
        committee=line.short_name, day=format_date(line.facts.day, "day_month")
    )


def mandate_title(line: MandateLine) -> str:
    """Return whose mandate it is, or which body has no référent: "CT2, Joël Cœurdacier", "CT6 Enfance"."""
    if line.is_vacant:
        return f"{line.short_name} {line.committee}"
    words = _("{body}, {name}")
    if line.role is MandateRole.SUBSTITUTE_REFERENT:
        words = _("{body}, {name} (suppléance)")
    return words.format(body=line.short_name, name=line.person)


def mandate_words(line: MandateLine, today: date) -> tuple[str, Tone]:
    """Return how it stands: "référent à élire", "vacant depuis le 1er oct.", "fin le 7 janv., 42 j"."""
    if line.day is None:
        return _("référent à élire"), "warning"
    if line.is_vacant:
        since = format_date(line.day, "day_month" if today - line.day < NEAR else "medium")
        return _("vacant depuis le {day}").format(day=since), "bad"
    last = line.day - timedelta(days=1)
    words = _("fin le {day}, {n} j").format(day=format_date(last, "day_month"), n=(last - today).days)
    return words, "warning"


def partner_words(line: PartnerLine, today: date) -> tuple[str, Tone]:
    """Return since when an organisation was not seen, in months: "7 mois", "jamais venue"."""
    if line.last_seen is None:
        return _("jamais venue"), "warning"
    months = (today.year - line.last_seen.year) * 12 + today.month - line.last_seen.month
    months -= today.day < line.last_seen.day
    if months < 24:
        return _("{n} mois").format(n=months), "warning"
    return ngettext("{n} an", "{n} ans", months // 12).format(n=months // 12), "bad"


def rate_words(row: ParticipationRow) -> str:
    """Return a body's rate in words, as a reader and a tool tip say it."""
    count = row.count
    if count.rate is None:
        return _("présences à noter")
    words = ngettext(
        "{rate} : {attended} présent sur {known}",
        "{rate} : {attended} présents sur {known}",
        count.attended,
    ).format(
        rate=format_percent(count.rate), attended=count.attended, known=count.expected - count.not_recorded
    )
    if count.is_complete:
        return words
    missing = _("{n} à noter").format(n=count.not_recorded)
    return f"{words}, {missing}"


def step_words(next_: Next) -> str:
    """Return the one thing to do next: "Ouvrir la séance de 14 h", "Préparer la séance du 3 déc."."""
    step, meeting = title(next_.step), next_.meeting
    if meeting is None:
        return step
    if next_.step not in (NextStep.OPEN, NextStep.RESUME):
        return _("{step} du {day}").format(step=step, day=format_date(meeting.facts.day, "day_month"))
    if meeting.starts_at is None:
        return step
    return _("{step} de {hour}").format(step=step, hour=format_time(meeting.starts_at))

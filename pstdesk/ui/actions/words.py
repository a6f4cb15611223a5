"""How actions, their states and where they come from are put into words and tints."""

from datetime import date

from pstdesk.domain.action import ActionState
from pstdesk.i18n import N_, _, format_date
from pstdesk.labels import label
from pstdesk.services.action_rows import Origin, RegisterRow
from pstdesk.ui.theme import Tone

STATE_TONES: dict[ActionState, Tone] = {
    ActionState.TO_DO: "neutral",
    ActionState.IN_PROGRESS: "accent",
    ActionState.DONE: "good",
    ActionState.DROPPED: "neutral",
}
_HEADINGS: dict[ActionState, str] = {
    ActionState.TO_DO: N_("À faire"),
    ActionState.IN_PROGRESS: N_("En cours"),
    ActionState.DONE: N_("Faites"),
    ActionState.DROPPED: N_("Abandonnées"),
}


def state_heading(state: ActionState) -> str:
    """Return the heading over the actions of ``state``."""
    return _(_HEADINGS[state])


def owners_words(row: RegisterRow) -> str:
    """Return who has to do an action, or that nobody does."""
    return ", ".join(row.owners) or _("sans responsable")


def delay_words(row: RegisterRow, today: date) -> str:
    """Return how late an action is ("12 j"), or nothing."""
    if not row.late or row.due_on is None:
        return ""
    return _("{n} j").format(n=(today - row.due_on).days)


def when_words(row: RegisterRow, today: date) -> tuple[str, Tone]:
    """Return what a card says of time, with its tint: late, due, or closed; nothing where no day is known."""
    if not row.state.is_open:
        if row.closed_on is None:
            return label(row.state), STATE_TONES[row.state]
        words = _("{state} le {day}").format(
            state=label(row.state), day=format_date(row.closed_on, "day_month")
        )
        return words, STATE_TONES[row.state]
    if row.due_on is None:
        return "", "neutral"
    if row.late:
        return _("retard {n} j").format(n=(today - row.due_on).days), "bad"
    if row.due_on == today:
        return _("aujourd’hui"), "warning"
    this_year = row.due_on.year == today.year
    day = format_date(row.due_on, "day_month" if this_year else "medium")
    return _("pour le {day}").format(day=day), "neutral"


def meeting_words(origin: Origin | None) -> str:
    """Return "CT3 n° 4/2026", or the day of a meeting without a number."""
    if origin is None:
        return "–"
    if origin.number is None:
        return _("{committee} du {day}").format(
            committee=origin.committee, day=format_date(origin.day, "short")
        )
    return _("{committee} n° {number}/{year}").format(
        committee=origin.committee, number=origin.number, year=origin.year
    )


def bodies_words(committees: tuple[str, ...]) -> str:
    """Return the short names of the bodies an action concerns."""
    return ", ".join(committees) or "–"

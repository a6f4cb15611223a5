"""How bodies, registrations and seats are put into words."""

from datetime import date

from PySide6.QtCore import QLocale

from pstdesk.domain.committee import Capacity, MandateRole, Rhythm
from pstdesk.domain.interval import is_over
from pstdesk.i18n import _, current_language, format_date
from pstdesk.labels import label, title
from pstdesk.services.committee_page import CommitteePage, MemberRow
from pstdesk.services.seats import Holding, SeatRow
from pstdesk.ui.theme import Tone

CAPACITY_TONES: dict[Capacity, Tone] = {
    Capacity.MEMBER: "neutral",
    Capacity.EX_OFFICIO: "accent",
    Capacity.CO_CHAIR: "accent",
    Capacity.FACILITATOR: "good",
    Capacity.SECRETARY: "neutral",
    Capacity.OBSERVER: "neutral",
}


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12."""
    return QLocale(current_language()).standaloneMonthName(month)


def member_remark(row: MemberRow) -> str:
    """Return the second line of a member: function, whose suppléant they are, whether they vote."""
    parts = [row.job_title]
    if row.substitute_for:
        parts.append(_("suppléance de {name}").format(name=row.substitute_for))
    if not row.voting:
        parts.append(_("voix consultative"))
    return ", ".join(filter(None, parts))


def period(starts_on: date | None, ends_on: date | None) -> str:
    """Return "12 mars 2026", "du 1er mars au 3 juin 2026": the last day that holds closes the period."""
    if ends_on is not None:
        last = date.fromordinal(ends_on.toordinal() - 1)
        if starts_on is None:
            return _("jusqu’au {day}").format(day=format_date(last, "medium"))
        return _("du {start} au {end}").format(
            start=format_date(starts_on, "short"), end=format_date(last, "short")
        )
    return format_date(starts_on, "medium") if starts_on is not None else "–"


def body_line(page: CommitteePage) -> str:
    """Return the line under a body's name: its level, rhythm, usual place and how one joins."""
    form = page.form
    rhythm = label(form.rhythm)
    if form.rhythm is Rhythm.YEARLY and form.usual_month is not None:
        rhythm = _("{rhythm}, en {month}").format(rhythm=rhythm, month=month_name(form.usual_month))
    joining = _("ouverte à tous") if form.open_membership else _("sur désignation")
    return " · ".join(filter(None, (page.level, rhythm, joining, form.usual_place)))


def referent_line(page: CommitteePage, today: date) -> str:
    """Return who is référent today and since when, or nothing."""
    running = [
        mandate
        for mandate in reversed(page.mandates)
        if mandate.role is MandateRole.REFERENT
        and mandate.starts_on <= today
        and not is_over(mandate.ends_on, today)
    ]
    if not running:
        return ""
    since = format_date(max(mandate.starts_on for mandate in running))
    if len(running) == 1:
        return _("Référent : {name}, depuis le {day}").format(name=running[0].person, day=since)
    return _("Référents : {names}").format(names=", ".join(mandate.person for mandate in running))


def holder_name(row: SeatRow) -> str:
    """Return who holds a seat, or that it is vacant."""
    return row.holder.person if row.holder is not None else _("vacant")


def seat_remark(row: SeatRow) -> str:
    """Return the second line of a seat: capacity, organisation, who stands in."""
    names = ", ".join(holding.person for holding in row.substitutes)
    substitutes = _("suppléance : {names}").format(names=names) if names else ""
    return ", ".join(filter(None, (label(row.form.capacity), row.organisation, substitutes)))


def holding_period(holding: Holding | None) -> str:
    """Return since when a seat is held."""
    return "" if holding is None else period(holding.starts_on, holding.ends_on)


def capacities() -> tuple[tuple[Capacity, str], ...]:
    """Return the capacities to choose from."""
    return tuple((capacity, title(capacity)) for capacity in Capacity)

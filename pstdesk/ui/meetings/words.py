"""How a meeting, its people and its states are put into words and tints."""

from datetime import date, time

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.attendance import AttendanceStatus, Headcount
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.timetable import Workload
from pstdesk.i18n import _, format_date, format_duration, format_time, ngettext
from pstdesk.labels import label
from pstdesk.services.agenda import ItemForm, ItemRow
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui.theme import Tone

MEETING_TONES: dict[MeetingState, Tone] = {
    MeetingState.PLANNED: "neutral",
    MeetingState.CONVENED: "accent",
    MeetingState.HELD: "good",
    MeetingState.POSTPONED: "warning",
    MeetingState.CANCELLED: "neutral",
    MeetingState.INQUORATE: "warning",
}
MINUTES_TONES: dict[MinutesState, Tone] = {
    MinutesState.DRAFT: "neutral",
    MinutesState.IN_CORRECTION: "warning",
    MinutesState.SENT: "accent",
    MinutesState.APPROVED: "good",
    MinutesState.ARCHIVED: "neutral",
}
ITEM_TONES: dict[ItemState, Tone] = {
    ItemState.OPEN: "neutral",
    ItemState.DEALT_WITH: "good",
    ItemState.NOT_REACHED: "warning",
    ItemState.WITHDRAWN: "neutral",
}
ATTENDANCE_TONES: dict[AttendanceStatus, Tone] = {
    AttendanceStatus.NOT_RECORDED: "neutral",
    AttendanceStatus.PRESENT: "good",
    AttendanceStatus.REMOTE: "accent",
    AttendanceStatus.REPRESENTED: "neutral",
    AttendanceStatus.EXCUSED: "neutral",
    AttendanceStatus.ABSENT: "warning",
}


def meeting_title(head: MeetingHead) -> str:
    """Return "CT3, séance n° 4/2026", or with its day while it has no number."""
    if head.number is None:
        day = format_date(head.form.day)
        return _("{committee}, séance du {day}").format(committee=head.short_name, day=day)
    return _("{committee}, séance n° {number}/{year}").format(
        committee=head.short_name, number=head.number, year=head.year
    )


def when_words(day: date, starts_at: time | None, ends_at: time | None) -> str:
    """Return "Jeudi 12 novembre 2026, de 14 h à 16 h", as far as it is known."""
    words = format_date(day, "full")
    words = words[:1].upper() + words[1:]
    if starts_at is None:
        return words
    start = format_time(starts_at)
    if ends_at is None:
        return _("{day} à {start}").format(day=words, start=start)
    return _("{day}, de {start} à {end}").format(day=words, start=start, end=format_time(ends_at))


def whereabouts(head: MeetingHead) -> str:
    """Return the line under a meeting's title: when, where, who leads it, takes notes, is référent."""
    form = head.form
    parts = [when_words(form.day, form.starts_at, form.ends_at), form.place]
    if head.facilitator:
        parts.append(_("animation : {name}").format(name=head.facilitator))
    if head.secretary:
        parts.append(_("secrétariat : {name}").format(name=head.secretary))
    if head.referent:
        parts.append(_("référent : {name}").format(name=head.referent))
    return " · ".join(filter(None, parts))


def headcount_words(count: Headcount) -> str:
    """Return "15 présents, 2 excusés sur 19", with only what there is."""
    several = (
        (count.present, ngettext("{n} présent", "{n} présents", count.present)),
        (count.remote, ngettext("{n} à distance", "{n} à distance", count.remote)),
        (count.represented, ngettext("{n} représenté", "{n} représentés", count.represented)),
        (count.excused, ngettext("{n} excusé", "{n} excusés", count.excused)),
        (count.absent, ngettext("{n} absent", "{n} absents", count.absent)),
    )
    parts = [words.format(n=number) for number, words in several if number]
    if parts:
        counted = _("{parts} sur {expected}").format(parts=", ".join(parts), expected=count.expected)
    else:
        expected = ngettext("{n} personne attendue", "{n} personnes attendues", count.expected)
        counted = expected.format(n=count.expected)
    if count.guests:
        guests = ngettext("{n} non inscrit", "{n} non inscrits", count.guests).format(n=count.guests)
        counted = _("{counted} ; {guests}").format(counted=counted, guests=guests)
    return counted


def item_remark(form: ItemForm) -> str:
    """Return what is planned for an item: "présenté par la Mission locale, 25 min, décision"."""
    parts = [label(form.kind)]
    if form.presenter:
        parts.append(_("présenté par {name}").format(name=form.presenter))
    if form.planned_minutes is not None:
        parts.append(format_duration(form.planned_minutes))
    return ", ".join(parts)


def item_asides(item: ItemRow) -> tuple[str, ...]:
    """Return where an item comes from: "revient du 12 novembre", "proposé par Zoé Abélard (CPAM)"."""
    words = []
    if item.returns_from is not None:
        words.append(_("revient du {day}").format(day=format_date(item.returns_from, "medium")))
    if item.proposed_by:
        words.append(_("proposé par {name}").format(name=item.proposed_by))
    return tuple(words)


def papers_words(count: int) -> str:
    """Return "2 pièces jointes", or nothing where there are none."""
    return ngettext("{n} pièce jointe", "{n} pièces jointes", count).format(n=count) if count else ""


def workload_words(load: Workload) -> tuple[str, str]:
    """Return what an agenda asks for, "1 h 35 sur 2 h", and by how much it runs over, "dépasse de 15 min"."""
    if not load.planned:
        return "", ""
    planned = format_duration(load.planned)
    if load.length is None or load.length <= 0:
        return planned, ""
    words = _("{planned} sur {length}").format(planned=planned, length=format_duration(load.length))
    return words, _("dépasse de {time}").format(time=format_duration(load.over)) if load.over else ""


def quoted(text: str, most: int) -> str:
    """Return ``text`` in one line, cut after ``most`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rstrip() + "…"

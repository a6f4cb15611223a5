"""Minutes worded in their order: from the content to the paragraphs and tables that every format draws."""

from collections.abc import Collection, Iterator

from pstdesk.documents.approval_outline import rectifications
from pstdesk.documents.elections_outline import record_annexes
from pstdesk.documents.meeting_outline import (
    account,
    ended,
    facts,
    letterhead,
    listing,
    say,
    section,
    turnout,
)
from pstdesk.documents.meeting_words import capital, when
from pstdesk.documents.minutes import Attendee, MinutesContent, QuorumLine
from pstdesk.documents.minutes_words import minutes_title
from pstdesk.documents.outline import (
    Column,
    Line,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    Tone,
    typed,
    typed_line,
)
from pstdesk.documents.results_outline import actions_table, decisions_table, item_parts
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.names import fold
from pstdesk.i18n import _, format_date, format_time
from pstdesk.labels import attendance_heading, label, substitute_words


def minutes_outline(content: MinutesContent) -> tuple[Part, ...]:
    """Return the parts of the minutes in the order in which they are read, in the current language."""
    parts = (
        *letterhead(content.letterhead),
        *_draft_notice(content),
        Paragraph("title", (Run(minutes_title(content)),)),
        *rectifications(content),
        *_facts(content),
        *_attendance(content),
        *_approval(content),
        *(part for item in content.items for part in item_parts(item, content.day)),
        section(_("Relevé de décisions"), "decisions"),
        decisions_table(content),
        section(_("Relevé d’actions"), "actions"),
        actions_table(content),
        *_next_meeting(content),
        *listing(_("Diffusion"), "distribution", content.distribution),
        *listing(_("Annexes"), "annexes", (*content.annexes, *record_annexes(content.items))),
    )
    return ended(parts, _("Fin du compte rendu."))


def _draft_notice(content: MinutesContent) -> Iterator[Part]:
    if not content.is_draft:
        return
    day = content.corrections_due_on and format_date(content.corrections_due_on, "long")
    address = typed_line(content.corrections_to)
    if day and address:
        wanted = _("Corrections attendues avant le {day} à {address}.").format(day=day, address=address)
    elif day:
        wanted = _("Corrections attendues avant le {day}.").format(day=day)
    elif address:
        wanted = _("Corrections attendues à {address}.").format(address=address)
    else:
        wanted = _("Ce compte rendu n’est pas encore approuvé.")
    how = _(
        "Modifiez ce fichier dans Word ou LibreOffice et renvoyez-le, ou répondez en citant le numéro "
        "du point."
    )
    yield Paragraph("draft", (Run(_("Projet."), "strong"), Run(f" {wanted}\n"), Run(how, "muted")))


def _facts(content: MinutesContent) -> Iterator[Paragraph]:
    return facts(
        (
            (_("Date"), when(content)),
            (_("Lieu"), typed_line(content.place)),
            (_("Animation"), typed_line(content.facilitator)),
            (_("Secrétariat"), typed_line(content.secretary)),
            (_("Participation"), turnout(content.headcount)),
            (_("Quorum"), quorum_words(content.quorum)),
        )
    )


def quorum_words(line: QuorumLine | None) -> str:
    """Return whether the quorum was reached, with the figures and the rule; nothing where none is asked."""
    if line is None:
        return ""
    if not line.needed:
        return _("aucun n’est demandé à une seconde convocation")
    words = _("atteint, {counted} pour {needed} nécessaires ({rule})")
    if line.counted < line.needed:
        words = _("non atteint, {counted} pour {needed} nécessaires ({rule})")
    return words.format(counted=line.counted, needed=line.needed, rule=label(line.rule))


# Attendance


_AFTER_REPRESENTED = list(AttendanceStatus).index(AttendanceStatus.REPRESENTED)
"""The place of the suppléants among the groups: next to those for whom they sit."""


def _attendance(content: MinutesContent) -> Iterator[Part]:
    """Yield one table of all, by status and then by organisation: simple to read and to hear."""
    groups = [
        (
            attendance_heading(status),
            [who for who in content.attendees if who.status is status and not who.is_guest],
        )
        for status in AttendanceStatus
        if status is not AttendanceStatus.NOT_RECORDED
    ]
    came_besides = [who for who in content.attendees if who.is_guest and who.status.attended]
    substitutes = [who for who in came_besides if who.substitute_for]
    groups.insert(_AFTER_REPRESENTED, (_("Suppléants"), substitutes))
    groups.append((_("Non inscrits"), [who for who in came_besides if not who.substitute_for]))
    rows = tuple(
        row for heading, people in groups for row in _group_rows(heading, people, content.with_grades)
    )
    if rows:
        columns = (Column(_("Présence"), 0.15), Column(_("Structure"), 0.34), Column(_("Personnes"), 0.51))
        yield section(_("Présences"), "attendance")
        yield Table(caption=_("Présences, par structure"), columns=columns, rows=rows)


def _group_rows(heading: str, people: Collection[Attendee], with_grades: bool) -> Iterator[Row]:
    by_organisation: dict[str, list[Attendee]] = {}
    for who in people:
        by_organisation.setdefault(typed_line(who.organisation), []).append(who)
    tone: Tone = "label"
    # those who came for no organisation stand last
    for name in sorted(by_organisation, key=lambda name: (not name, fold(name))):
        lines = tuple(_person(who, with_grades) for who in by_organisation[name])
        structure = Run(name or _("Sans structure"))
        yield Row((((Run(heading, tone),),), ((structure,),), lines), begins_group=tone == "label")
        tone = "muted"


def _person(who: Attendee, with_grades: bool) -> Line:
    details = [typed_line(who.function), typed_line(who.grade) if with_grades else ""]
    if who.substitute_for:
        details.append(substitute_words(typed_line(who.substitute_for)))
    if who.proxy_holder:
        words = _("par {holder}, suppléant") if who.by_substitute else _("pouvoir à {holder}")
        details.append(words.format(holder=typed_line(who.proxy_holder)))
    if who.arrived_at:
        details.append(_("à partir de {hour}").format(hour=format_time(who.arrived_at)))
    if who.left_at:
        details.append(_("jusqu’à {hour}").format(hour=format_time(who.left_at)))
    said = "".join(f", {detail}" for detail in details if detail)
    return (Run(typed_line(who.name)), Run(said, "muted")) if said else (Run(typed_line(who.name)),)


def _approval(content: MinutesContent) -> Iterator[Part]:
    if content.approval.strip():
        yield section(_("Approbation du compte rendu précédent"), "approval")
        yield from account(content.approval)


def _next_meeting(content: MinutesContent) -> Iterator[Part]:
    following = content.next_meeting
    if not following:
        return
    yield section(_("Prochaine séance"), "next")
    words = ""
    if following.day:
        words = capital(format_date(following.day, "full"))
        if following.starts_at:
            words = _("{day}, à {start}").format(day=words, start=format_time(following.starts_at))
        words = ", ".join(filter(None, (words, typed_line(following.place))))
    yield say("body", "\n".join(filter(None, (words, typed(following.note).strip()))))

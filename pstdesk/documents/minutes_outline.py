"""Minutes worded in their order: from the content to the paragraphs and tables that every format draws."""

from collections.abc import Collection, Iterable, Iterator

from pstdesk.documents.minutes import ActionLine, Attendee, DecisionLine, MinutesContent, MinutesItem
from pstdesk.documents.minutes_words import capital, minutes_title, when
from pstdesk.documents.outline import (
    Column,
    Line,
    Paragraph,
    Part,
    Role,
    Row,
    Run,
    Table,
    Tone,
    typed,
    typed_line,
)
from pstdesk.documents.text import blocks
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.names import fold
from pstdesk.i18n import _, format_date, format_time, ngettext, typeset
from pstdesk.labels import attendance_heading, label, title

_TITLED_BY_KIND = (ItemKind.MINUTES_APPROVAL, ItemKind.ACTIONS_FOLLOW_UP, ItemKind.ANY_OTHER_BUSINESS)
"""Their titles say what they are already."""


def minutes_outline(content: MinutesContent) -> tuple[Part, ...]:
    """Return the parts of the minutes in the order in which they are read, in the current language."""
    parts = (
        *_letterhead(content),
        *_draft_notice(content),
        Paragraph("title", (Run(minutes_title(content)),)),
        *_facts(content),
        *_attendance(content),
        *_approval(content),
        *(part for item in content.items for part in _item(item)),
        *_decisions(content),
        *_actions(content),
        *_next_meeting(content),
        *_listing(_("Diffusion"), "distribution", content.distribution),
        *_listing(_("Annexes"), "annexes", content.annexes),
    )
    # Word wants a paragraph after the last table, and readers want to know that nothing is missing
    return (*parts, _say("note", _("Fin du compte rendu."))) if isinstance(parts[-1], Table) else parts


def _say(role: Role, text: str) -> Paragraph:
    return Paragraph(role, (Run(text),))


def _section(text: str, name: str) -> Paragraph:
    """Return a heading that is no agenda item, anchored so that the item before it has an end."""
    return Paragraph("heading", (Run(text),), anchor=f"_pst_part_{name}")


def _letterhead(content: MinutesContent) -> Iterator[Part]:
    role: Role = "letterhead_name"
    for line in filter(None, map(typed_line, content.letterhead)):
        yield _say(role, line)
        role = "letterhead"


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


def _facts(content: MinutesContent) -> Iterator[Part]:
    facts = (
        (_("Date"), when(content)),
        (_("Lieu"), typed_line(content.place)),
        (_("Animation"), typed_line(content.facilitator)),
        (_("Secrétariat"), typed_line(content.secretary)),
        (_("Participation"), _turnout(content)),
    )
    for name, value in facts:
        if value:
            yield Paragraph("fact", (Run(name, "label"), Run(f"\t{value}")))


def _turnout(content: MinutesContent) -> str:
    """Return the headcount in words; statuses that nobody has are left out."""
    count = content.headcount
    said = (
        (count.present, ngettext("{n} présent", "{n} présents", count.present)),
        (count.remote, _("{n} à distance")),
        (count.represented, ngettext("{n} représenté", "{n} représentés", count.represented)),
        (count.excused, ngettext("{n} excusé", "{n} excusés", count.excused)),
        (count.absent, ngettext("{n} absent", "{n} absents", count.absent)),
        (
            count.guests,
            ngettext("{n} participant non inscrit", "{n} participants non inscrits", count.guests),
        ),
    )
    words = ", ".join(text.format(n=n) for n, text in said if n)
    if not count.not_recorded:
        return words
    unknown = ngettext(
        "présence non renseignée pour {n} inscrit",
        "présence non renseignée pour {n} inscrits",
        count.not_recorded,
    ).format(n=count.not_recorded)
    return f"{words}, {unknown}" if words else unknown


# Attendance


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
    guests = [who for who in content.attendees if who.is_guest and who.status.attended]
    groups.append((_("Non inscrits"), guests))
    rows = tuple(
        row for heading, people in groups for row in _group_rows(heading, people, content.with_grades)
    )
    if rows:
        columns = (Column(_("Présence"), 0.15), Column(_("Structure"), 0.34), Column(_("Personnes"), 0.51))
        yield _section(_("Présences"), "attendance")
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
    if who.proxy_holder:
        details.append(_("pouvoir à {holder}").format(holder=typed_line(who.proxy_holder)))
    if who.arrived_at:
        details.append(_("à partir de {hour}").format(hour=format_time(who.arrived_at)))
    if who.left_at:
        details.append(_("jusqu’à {hour}").format(hour=format_time(who.left_at)))
    said = "".join(f", {detail}" for detail in details if detail)
    return (Run(typed_line(who.name)), Run(said, "muted")) if said else (Run(typed_line(who.name)),)


def _approval(content: MinutesContent) -> Iterator[Part]:
    if content.approval.strip():
        yield _section(_("Approbation du compte rendu précédent"), "approval")
        yield from _account(content.approval)


# Items


def _item(item: MinutesItem) -> Iterator[Part]:
    heading = f"{item.number}. {typed_line(item.title)}"
    yield Paragraph("heading", (Run(heading),), anchor=f"_pst_item_{item.item_id}")
    kind = "" if item.kind in _TITLED_BY_KIND else f"{title(item.kind)}."
    presenter = typed_line(item.presenter)
    presented = _("Présenté par {presenter}.").format(presenter=presenter) if presenter else ""
    if kind or presented:
        yield _say("meta", " ".join(filter(None, (kind, presented))))
    if item.state is ItemState.NOT_REACHED:
        yield _say("note", _("Ce point n’a pas été abordé. Il revient à une prochaine séance."))
    elif item.state is ItemState.WITHDRAWN:
        yield _say("note", _("Ce point a été retiré de l’ordre du jour."))
    yield from _account(item.account)
    for decision in item.decisions:
        yield Paragraph("decision", (Run(_decision_label(decision), "label"), Run("\n"), *_decided(decision)))
    for action in item.actions:
        yield Paragraph(
            "action",
            (
                Run(_("Action"), "strong"),
                Run("\n" + typed(action.text).strip() + "\n"),
                Run(_action_terms(action), "muted"),
            ),
        )


def _account(text: str) -> Iterator[Paragraph]:
    for block in blocks(text):
        role: Role = "body" if block.kind == "paragraph" else block.kind
        yield Paragraph(role, (Run(typeset(block.text)),), level=block.level, number=block.number)


def _decision_label(decision: DecisionLine) -> str:
    words = _("Décision {label}, retirée") if decision.is_withdrawn else _("Décision {label}")
    return words.format(label=typed_line(decision.label))


def _decided(decision: DecisionLine) -> Line:
    return (Run(typed(decision.text).strip(), "struck" if decision.is_withdrawn else "plain"),)


def _owners(action: ActionLine) -> str:
    return typed_line(action.owners) or _("à désigner")


def _action_terms(action: ActionLine) -> str:
    due = _("pour le {day}").format(day=format_date(action.due_on, "long")) if action.due_on else ""
    return ", ".join(filter(None, (_owners(action), due, label(action.state))))


# What came out of it


def _decisions(content: MinutesContent) -> Iterator[Part]:
    yield _section(_("Relevé de décisions"), "decisions")
    rows = tuple(_decision_row(item, decision) for item in content.items for decision in item.decisions)
    if not rows:
        yield _say("body", _("Aucune décision n’a été prise."))
        return
    columns = (Column(_("N°"), 0.12), Column(_("Décision"), 0.79), Column(_("Point"), 0.09))
    yield Table(caption=_("Relevé de décisions"), columns=columns, rows=rows)


def _decision_row(item: MinutesItem, decision: DecisionLine) -> Row:
    text = _decided(decision)
    if decision.is_withdrawn:
        text = (Run(_("Retirée.") + " ", "strong"), *text)
    label_run = Run(typed_line(decision.label), "strong")
    return Row((((label_run,),), (text,), ((Run(str(item.number)),),)))


def _actions(content: MinutesContent) -> Iterator[Part]:
    yield _section(_("Relevé d’actions"), "actions")
    rows = tuple(_action_row(action) for item in content.items for action in item.actions)
    if not rows:
        yield _say("body", _("Aucune action n’a été décidée."))
        return
    columns = (
        Column(_("Action"), 0.46),
        Column(_("Qui"), 0.24),
        Column(_("Échéance"), 0.17),
        Column(_("État"), 0.13),
    )
    yield Table(caption=_("Relevé d’actions"), columns=columns, rows=rows)


def _action_row(action: ActionLine) -> Row:
    due = format_date(action.due_on, "medium") if action.due_on else _("non fixée")
    texts = (typed(action.text).strip(), _owners(action), due, label(action.state))
    return Row(tuple(((Run(text),),) for text in texts))


def _next_meeting(content: MinutesContent) -> Iterator[Part]:
    following = content.next_meeting
    if not following:
        return
    yield _section(_("Prochaine séance"), "next")
    words = ""
    if following.day:
        words = capital(format_date(following.day, "full"))
        if following.starts_at:
            words = _("{day}, à {start}").format(day=words, start=format_time(following.starts_at))
        words = ", ".join(filter(None, (words, typed_line(following.place))))
    yield _say("body", "\n".join(filter(None, (words, typed(following.note).strip()))))


def _listing(heading: str, name: str, entries: Iterable[str]) -> Iterator[Part]:
    lines = [line for line in map(typed_line, entries) if line]
    if lines:
        yield _section(heading, name)
        yield from (_say("bullet", line) for line in lines)

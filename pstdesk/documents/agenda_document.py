"""An agenda with its invitation, worded once for Word and for PDF."""

from collections.abc import Iterator, Sequence
from datetime import time

from pstdesk.documents.agenda import AgendaContent, AgendaEntry
from pstdesk.documents.document import Document
from pstdesk.documents.meeting_document import meeting_document
from pstdesk.documents.meeting_outline import ended, facts, letterhead, listing, say, section
from pstdesk.documents.meeting_words import meeting_of_body, when
from pstdesk.documents.outline import Cell, Column, Paragraph, Part, Row, Run, Table, typed_line
from pstdesk.documents.results_outline import TITLED_BY_KIND, table_of_actions
from pstdesk.domain.timetable import timetable, workload
from pstdesk.i18n import _, format_date, format_duration, format_time, language, ngettext
from pstdesk.labels import title

_NARROW = 0.16
"""The part of the width that an hour and a length take, so that they stay on one line."""
_UNKNOWN = "–"


def agenda_document(content: AgendaContent) -> Document:
    """Return the agenda ready to draw, in the content's language."""
    with language(content.language):
        kind, state, outline = _("ordre du jour"), _("Ordre du jour"), _outline(content)
        return meeting_document(content, _agenda_title(content), kind=kind, state=state, outline=outline)


def _agenda_title(content: AgendaContent) -> str:
    return _("Ordre du jour de la {meeting}").format(meeting=meeting_of_body(content))


def _outline(content: AgendaContent) -> tuple[Part, ...]:
    parts = (
        *letterhead(content.letterhead),
        say("title", _agenda_title(content)),
        *_invitation(content),
        *_facts(content),
        section(_("Ordre du jour"), "agenda"),
        _items(content),
        *_actions(content),
        *listing(_("Documents joints à la séance"), "papers", content.papers),
    )
    return ended(parts, _("Fin de l’ordre du jour."))


def _invitation(content: AgendaContent) -> Iterator[Paragraph]:
    """Yield where and when the letter was written, what it asks, and whom to tell when one cannot come."""
    if content.convened_on is not None:
        day = format_date(content.convened_on, "long")
        yield say("meta", _("{town}, le {day}").format(town=typed_line(content.town), day=day))
    asked = _("Nous vous invitons à participer à cette séance.")
    whom = typed_line(content.apologies_to)
    if whom:
        absent = _("Si vous ne pouvez pas venir, merci de prévenir {whom}.").format(whom=whom)
        asked = f"{asked} {absent}"
    yield say("body", asked)
    if content.second_convocation:
        words = _("Le quorum n’a pas été atteint la première fois : aucun quorum n’est exigé.")
        yield Paragraph("decision", (Run(_("Seconde convocation"), "label"), Run(f"\n{words}")))


def _facts(content: AgendaContent) -> Iterator[Paragraph]:
    return facts(
        (
            (_("Date"), when(content)),
            (_("Lieu"), typed_line(content.place)),
            (_("Animation"), typed_line(content.facilitator)),
            (_("Secrétariat"), typed_line(content.secretary)),
            (_("Référent"), typed_line(content.referent)),
        )
    )


# Items


def _items(content: AgendaContent) -> Part:
    """Return a table of the items, without hours or lengths where none are known."""
    if not content.entries:
        return say("body", _("L’ordre du jour n’est pas encore fixé."))
    lengths = [entry.planned_minutes for entry in content.entries]
    *begins, end = timetable(content.starts_at, (*lengths, None))
    rows = [
        _cells(number, entry, begin)
        for number, (entry, begin) in enumerate(zip(content.entries, begins, strict=True), 1)
    ]
    is_timed, is_planned = content.starts_at is not None, any(lengths)
    columns: tuple[Column, ...] = (
        Column(_("Heure"), _NARROW),
        Column(_("Point"), 1 - _NARROW * (is_timed + is_planned)),
        Column(_("Durée"), _NARROW),
    )
    shown = slice(0 if is_timed else 1, 3 if is_planned else 2)
    drawn = [Row(cells[shown]) for cells in rows]
    if is_planned:
        drawn.append(Row(_total(content, lengths, end)[shown], begins_group=True))
    return Table(caption=_("Ordre du jour"), columns=columns[shown], rows=tuple(drawn))


def _cells(number: int, entry: AgendaEntry, begin: time | None) -> tuple[Cell, ...]:
    heading = Run(f"{number}. {typed_line(entry.title)}", "strong")
    minutes = entry.planned_minutes
    return (
        ((Run(_UNKNOWN if begin is None else format_time(begin)),),),
        ((heading,), *((Run(words, "muted"),) for words in _about(entry))),
        ((Run(_UNKNOWN if minutes is None else format_duration(minutes)),),),
    )


def _about(entry: AgendaEntry) -> Iterator[str]:
    """Yield what is known of an item, line by line."""
    kind = "" if entry.kind in TITLED_BY_KIND else f"{title(entry.kind)}."
    presenter, proposer = typed_line(entry.presenter), typed_line(entry.proposed_by)
    presented = _("Présenté par {presenter}.").format(presenter=presenter) if presenter else ""
    proposed = _("Proposé par {name}.").format(name=proposer) if proposer else ""
    if said := " ".join(filter(None, (kind, presented, proposed))):
        yield said
    if entry.returns_from is not None:
        day = format_date(entry.returns_from, "long")
        yield _("Revient de la séance du {day}.").format(day=day)
    names = ", ".join(filter(None, map(typed_line, entry.papers)))
    if names:
        words = ngettext("Document joint : {names}", "Documents joints : {names}", len(entry.papers))
        yield words.format(names=names)


def _total(content: AgendaContent, lengths: Sequence[int | None], end: time | None) -> tuple[Cell, ...]:
    """Return the last row: when it should be over, after how long, and whether that is too long."""
    load = workload(content.starts_at, content.ends_at, lengths)
    lines = [Run(_("Fin prévue"), "strong")]
    if load.unplanned:
        words = ngettext("{n} point n’a pas de durée.", "{n} points n’ont pas de durée.", load.unplanned)
        lines.append(Run(words.format(n=load.unplanned), "muted"))
    if load.over and load.length is not None:
        words = _("L’ordre du jour dépasse de {excess} la durée de la séance ({length}).")
        excess, length = format_duration(load.over), format_duration(load.length)
        lines.append(Run(words.format(excess=excess, length=length)))
    hour = _UNKNOWN if end is None else format_time(end)
    return (((Run(hour),),), tuple((line,) for line in lines), ((Run(format_duration(load.planned)),),))


# What else the reader needs


def _actions(content: AgendaContent) -> Iterator[Part]:
    if content.actions:
        yield section(_("Actions en cours, à suivre pendant la séance"), "actions")
        yield table_of_actions(_("Actions en cours"), content.actions, late_on=content.day)

"""What came out of agenda items, worded once for the documents that say it: decisions and actions."""

from collections.abc import Iterable, Iterator
from datetime import date

from pstdesk.documents.approval_outline import approvals, corrections
from pstdesk.documents.election_lines import ElectionLine
from pstdesk.documents.elections_outline import election_parts, result_words
from pstdesk.documents.meeting_outline import account, say
from pstdesk.documents.minutes import ActionLine, DecisionLine, MinutesContent, MinutesItem
from pstdesk.documents.outline import (
    Column,
    Line,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    typed,
    typed_line,
)
from pstdesk.domain.action import is_overdue
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.i18n import _, format_date
from pstdesk.labels import label, title

TITLED_BY_KIND = (ItemKind.MINUTES_APPROVAL, ItemKind.ACTIONS_FOLLOW_UP, ItemKind.ANY_OTHER_BUSINESS)
"""Their titles say what they are already."""


def item_parts(item: MinutesItem, day: date) -> Iterator[Part]:
    """Yield one item under its heading: what was said, decided and given to do at the meeting of ``day``."""
    heading = f"{item.number}. {typed_line(item.title)}"
    yield Paragraph("heading", (Run(heading),), anchor=f"_pst_item_{item.item_id}")
    kind = "" if item.kind in TITLED_BY_KIND else f"{title(item.kind)}."
    presenter = typed_line(item.presenter)
    presented = _("Présenté par {presenter}.").format(presenter=presenter) if presenter else ""
    if kind or presented:
        yield say("meta", " ".join(filter(None, (kind, presented))))
    if item.state is ItemState.NOT_REACHED:
        yield say("note", _("Ce point n’a pas été abordé. Il revient à une prochaine séance."))
    elif item.state is ItemState.WITHDRAWN:
        yield say("note", _("Ce point a été retiré de l’ordre du jour."))
    yield from approvals(item)
    yield from account(item.account)
    yield from election_parts(item.elections)
    yield from corrections(item)
    if item.followed:
        yield say("meta", _("Actions des séances précédentes, telles qu’elles étaient ce jour-là :"))
        yield table_of_actions(_("Suivi des actions"), item.followed, late_on=day)
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


def decisions_table(content: MinutesContent, *, titles: bool = False) -> Part:
    """Return all decisions of a meeting, or that there are none.

    Each names its item by number, or by number and title where the document has no items besides.
    """
    rows = tuple(
        row
        for item in content.items
        for row in (
            *(_decision_row(item, decision, titles=titles) for decision in item.decisions),
            *(_election_row(item, line, titles=titles) for line in item.elections if line.record),
        )
    )
    if not rows:
        return say("body", _("Aucune décision n’a été prise."))
    shares = (0.13, 0.55, 0.32) if titles else (0.12, 0.79, 0.09)
    headers = (_("N°"), _("Décision"), _("Point"))
    columns = tuple(Column(header, share) for header, share in zip(headers, shares, strict=True))
    return Table(caption=_("Relevé de décisions"), columns=columns, rows=rows)


def _decision_row(item: MinutesItem, decision: DecisionLine, *, titles: bool) -> Row:
    text = _decided(decision)
    if decision.is_withdrawn:
        text = (Run(_("Retirée.") + " ", "strong"), *text)
    return _row(item, typed_line(decision.label), text, titles=titles)


def _election_row(item: MinutesItem, line: ElectionLine, *, titles: bool) -> Row:
    name = _("PV n° {number}").format(number=line.record)
    return _row(item, name, (Run(result_words(line)),), titles=titles)


def _row(item: MinutesItem, name: str, text: Line, *, titles: bool) -> Row:
    about = f"{item.number}. {typed_line(item.title)}" if titles else str(item.number)
    return Row((((Run(name, "strong"),),), (text,), ((Run(about),),)))


def actions_table(content: MinutesContent) -> Part:
    """Return all actions decided at a meeting, or that there are none."""
    actions = [action for item in content.items for action in item.actions]
    if not actions:
        return say("body", _("Aucune action n’a été décidée."))
    return table_of_actions(_("Relevé d’actions"), actions)


def table_of_actions(caption: str, actions: Iterable[ActionLine], *, late_on: date | None = None) -> Table:
    """Return a table of actions: what, who, by when, and where they stand.

    Those of earlier meetings may be late on the day of this one, ``late_on``; those it decides are not.
    """
    columns = (
        Column(_("Action"), 0.46),
        Column(_("Qui"), 0.24),
        Column(_("Échéance"), 0.17),
        Column(_("État"), 0.13),
    )
    return Table(caption=caption, columns=columns, rows=tuple(_action_row(each, late_on) for each in actions))


def _action_row(action: ActionLine, late_on: date | None) -> Row:
    due = format_date(action.due_on, "medium") if action.due_on else _("non fixée")
    is_late = late_on is not None and is_overdue(action.state, action.due_on, late_on)
    state = Run(_("en retard"), "strong") if is_late else Run(label(action.state))
    texts = (typed(action.text).strip(), _owners(action), due)
    return Row((*(((Run(text),),) for text in texts), ((state,),)))

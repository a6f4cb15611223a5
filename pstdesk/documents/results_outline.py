"""What came out of agenda items, worded once for the documents that say it: decisions and actions."""

from collections.abc import Iterator

from pstdesk.documents.approval_outline import approvals, corrections
from pstdesk.documents.meeting_outline import account, say, section
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
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.i18n import _, format_date
from pstdesk.labels import label, title

_TITLED_BY_KIND = (ItemKind.MINUTES_APPROVAL, ItemKind.ACTIONS_FOLLOW_UP, ItemKind.ANY_OTHER_BUSINESS)
"""Their titles say what they are already."""


def item_parts(item: MinutesItem) -> Iterator[Part]:
    """Yield one item under its heading: what was said, decided and given to do."""
    heading = f"{item.number}. {typed_line(item.title)}"
    yield Paragraph("heading", (Run(heading),), anchor=f"_pst_item_{item.item_id}")
    kind = "" if item.kind in _TITLED_BY_KIND else f"{title(item.kind)}."
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
    yield from corrections(item)
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


def decisions_table(content: MinutesContent) -> Iterator[Part]:
    """Yield all decisions of a meeting as a section of their own."""
    yield section(_("Relevé de décisions"), "decisions")
    rows = tuple(_decision_row(item, decision) for item in content.items for decision in item.decisions)
    if not rows:
        yield say("body", _("Aucune décision n’a été prise."))
        return
    columns = (Column(_("N°"), 0.12), Column(_("Décision"), 0.79), Column(_("Point"), 0.09))
    yield Table(caption=_("Relevé de décisions"), columns=columns, rows=rows)


def _decision_row(item: MinutesItem, decision: DecisionLine) -> Row:
    text = _decided(decision)
    if decision.is_withdrawn:
        text = (Run(_("Retirée.") + " ", "strong"), *text)
    label_run = Run(typed_line(decision.label), "strong")
    return Row((((label_run,),), (text,), ((Run(str(item.number)),),)))


def actions_table(content: MinutesContent) -> Iterator[Part]:
    """Yield all actions decided at a meeting as a section of their own."""
    yield section(_("Relevé d’actions"), "actions")
    rows = tuple(_action_row(action) for item in content.items for action in item.actions)
    if not rows:
        yield say("body", _("Aucune action n’a été décidée."))
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

"""The lines of the palette: headings, what was found under them, and the way to more of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pstdesk.domain.passage import Span, spans
from pstdesk.i18n import _, format_number, ngettext
from pstdesk.services.find import Fit, Found, FoundGroup, FoundKind
from pstdesk.ui.find.commands import Command
from pstdesk.ui.find.words import HEADINGS, found_words, tag_words

Index = QModelIndex | QPersistentModelIndex
LineKind = Literal["heading", "found", "command", "more", "remark"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``text`` and ``passage`` with what was searched for in bold, ``detail`` and ``tag`` beside.

    A heading and a remark cannot be chosen; ``group`` is what there is more of.
    """

    kind: LineKind
    text: str
    detail: str = ""
    tag: str = ""
    passage: str = ""
    marks: tuple[Span, ...] = ()
    passage_marks: tuple[Span, ...] = ()
    icon: str = ""
    found: Found | None = None
    command: Command | None = None
    group: FoundKind | None = None

    @property
    def can_be_chosen(self) -> bool:
        """Whether Enter does something with it."""
        return self.kind not in ("heading", "remark")


_ICONS = {
    "person": "people",
    "organisation": "organisation",
    "committee": "committees",
    "meeting": "meetings",
    "agenda_item": "document",
    "rectification": "document",
    "election": "check",
    "stage_review": "review",
    "decision": "check",
    "action_item": "actions",
    "meeting_attachment": "paperclip",
}


def found_line(found: Found, words: str) -> Line:
    """Return the line of a record, with ``words`` marked in it."""
    text, detail = found_words(found)
    return Line(
        "found",
        text,
        detail,
        tag_words(found),
        found.passage,
        spans(text, words),
        spans(found.passage, words),
        _ICONS[found.table],
        found,
    )


def recent_lines(records: Sequence[Found]) -> tuple[Line, ...]:
    """Return the records opened lately under their heading, or nothing."""
    lines = tuple(found_line(found, "") for found in records)
    return (Line("heading", _("Ouverts récemment")), *lines) if lines else ()


def lines_of(
    groups: Sequence[FoundGroup], found_commands: Sequence[tuple[Fit, Command]], words: str
) -> tuple[Line, ...]:
    """Return the groups under their headings; the commands stand after the groups that fit as well."""
    parts: list[tuple[Fit, tuple[Line, ...]]] = [(group.fit, _group_lines(group, words)) for group in groups]
    if found_commands:
        own = (
            Line("heading", _("Commandes")),
            *(_command_line(each, words) for _fit, each in found_commands),
        )
        parts.append((found_commands[0][0], own))
    return tuple(line for _fit, lines in sorted(parts, key=lambda part: part[0]) for line in lines)


def _group_lines(group: FoundGroup, words: str) -> tuple[Line, ...]:
    lines = (Line("heading", _(HEADINGS[group.kind])), *(found_line(found, words) for found in group.rows))
    more = group.total - len(group.rows)
    if more <= 0:
        return lines
    number = format_number(more)
    if group.or_more:
        text = _("plus de {n} autres…").format(n=number)
    else:
        text = ngettext("{n} autre…", "{n} autres…", more).format(n=number)
    return (*lines, Line("more", text, group=group.kind))


def _command_line(command: Command, words: str) -> Line:
    text = _(command.words)
    return Line("command", text, marks=spans(text, words), icon=command.icon, command=command)


class LineModel(QAbstractListModel):
    """The lines as Qt wants them; what reads the screen aloud hears each as one sentence."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Show ``lines`` in the place of the others."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def next_place(self, place: int, step: int) -> int:
        """Return the next line that can be chosen from ``place`` on, or ``place`` where there is none."""
        at = place + step
        while 0 <= at < len(self.lines):
            if self.lines[at].can_be_chosen:
                return at
            at += step
        return place

    def next_group(self, place: int, step: int) -> int:
        """Return the first line of the next group, or of the one before."""
        headings = [at for at, line in enumerate(self.lines) if line.kind == "heading"]
        own = max((at for at in headings if at <= place), default=-1)
        there = [at for at in headings if (at > place if step > 0 else at < own)]
        return self.next_place(there[0] if step > 0 else there[-1], 1) if there else place

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.lines[index.row()].can_be_chosen:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        if role == Qt.ItemDataRole.UserRole:
            return line
        return None


def spoken(line: Line) -> str:
    """Return a line as it is read aloud."""
    return ", ".join(filter(None, (line.text, line.tag, line.detail, line.passage)))

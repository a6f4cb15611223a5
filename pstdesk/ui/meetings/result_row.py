"""One decision or action under the notes: read it, correct it in its place, take it back."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from pstdesk.domain.action import ActionState
from pstdesk.i18n import _, format_date
from pstdesk.labels import label as word
from pstdesk.services.results import ActionRow, DecisionRow
from pstdesk.ui.icons import icon
from pstdesk.ui.meetings.result_fields import Kind, ResultFields
from pstdesk.ui.operations import Desk
from pstdesk.ui.theme import tokens
from pstdesk.ui.widgets.labels import label


@dataclass(frozen=True)
class Result:
    """A decision or an action as a row shows it."""

    kind: Kind
    id: int
    version: int
    sign: str
    text: str
    remark: str
    owners: str = ""
    due_on: date | None = None
    state: ActionState = ActionState.TO_DO


def decision_result(row: DecisionRow) -> Result:
    """Return a decision as it is shown."""
    remark = _("décision retirée") if row.is_withdrawn else ""
    return Result("D", row.id, row.version, row.label, row.text, remark)


def action_result(row: ActionRow) -> Result:
    """Return an action as it is shown: who and by when under it."""
    form = row.form
    due = "" if form.due_on is None else _("pour le {day}").format(day=format_date(form.due_on))
    state = "" if form.state is ActionState.TO_DO else word(form.state)
    remark = ", ".join(filter(None, (form.owners, due, state)))
    return Result(
        "A", row.id, form.version or 0, "A", form.text, remark, form.owners, form.due_on, form.state
    )


class ResultRow(QFrame):
    """Enter or F2 corrects it, Delete takes it back; ``corrected`` is asked for with the fields as typed."""

    corrected = Signal()
    removal_asked = Signal()

    def __init__(self, desk: Desk, result: Result, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result = result
        self._latest = result
        self.locked = False
        self._desk = desk
        self.fields: ResultFields | None = None
        self._sign = label("", "heading")
        self._text = label("", wrap=True)
        self._remark = label("", "muted", wrap=True)
        self._edit = self._tool("edit", _("Corriger"), self.edit)
        self._remove = self._tool("close", _("Retirer"), self.removal_asked.emit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 3, 0, 3)
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._remark)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(10, 4, 6, 4)
        self._line.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        self._sign.setContentsMargins(0, 3, 0, 0)
        self._sign.setMinimumWidth(22)
        self._line.addWidget(self._sign, 0, top)
        self._line.addWidget(self._words, 1)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self._edit)
        tools.addWidget(self._remove)
        self._line.addLayout(tools)
        self._line.setAlignment(tools, top)
        self.show_result(result, locked=False)

    def show_result(self, result: Result, *, locked: bool) -> None:
        """Show ``result``; while it is being corrected, what was typed stays."""
        self.locked = locked
        self._edit.setVisible(not locked)
        self._remove.setVisible(not locked)
        self._latest = result
        if self.fields is not None:
            return
        self.result = result
        self._sign.setText(result.sign)
        self._text.setText(result.text)
        self._remark.setText(result.remark)
        self._remark.setVisible(bool(result.remark))
        kind = _("Décision") if result.kind == "D" else _("Action")
        named = _("{kind} {sign} : {text}").format(kind=kind, sign=result.sign, text=result.text)
        self.setAccessibleName(named)
        self.setAccessibleDescription(result.remark)

    def edit(self) -> None:
        """Put fields in the place of the words."""
        if self.locked or self.fields is not None:
            return
        self.fields = ResultFields(self._desk, self.result.kind)
        self.fields.fill(self.result.text, self.result.owners, self.result.due_on)
        self.fields.submitted.connect(self.corrected)
        self._words.hide()
        self._edit.hide()
        self._remove.hide()
        self._line.insertWidget(1, self.fields, 1)
        self.fields.text.selectAll()
        self.fields.text.setFocus()

    def stop(self) -> None:
        """Put the words back in the place of the fields."""
        if self.fields is None:
            return
        fields, self.fields = self.fields, None
        fields.hide()
        fields.deleteLater()
        self._words.show()
        self.show_result(self._latest, locked=self.locked)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.fields is not None and key == Qt.Key.Key_Escape:
            self.stop()
        elif self.fields is None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        elif self.fields is None and key == Qt.Key.Key_Delete and not self.locked:
            self.removal_asked.emit()
        elif self.fields is None and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.locked or self.fields is not None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Corriger"), self.edit)
        menu.addAction(_("Retirer"), self.removal_asked.emit)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = colours.good_soft if self.result.kind == "D" else colours.accent_soft
        painter.setBrush(QColor(tint))
        painter.setPen(QPen(QColor(colours.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _tool(self, name: str, words: str, do: object) -> QToolButton:
        tool = QToolButton()
        tool.setIcon(icon(name, "muted"))
        tool.setIconSize(QSize(16, 16))
        tool.setAccessibleName(words)
        tool.setToolTip(words)
        tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tool.clicked.connect(do)
        return tool

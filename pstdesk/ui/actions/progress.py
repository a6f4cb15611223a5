"""What was reported of an action, dated: a field for the next note, and the earlier ones under it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date, ngettext
from pstdesk.sentences import sentence
from pstdesk.services.action_page import ProgressRow, add_progress, change_progress, remove_progress
from pstdesk.ui import clock
from pstdesk.ui.icons import icon
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.growing import GrowingEdit
from pstdesk.ui.widgets.labels import label, line
from pstdesk.ui.widgets.panels import Card

_MOST_NOTES = 40
"""Notes shown at once; a page of more is longer than anybody reads."""


class ProgressFields(QWidget):
    """A text and its day; ``submitted`` on Enter in either."""

    submitted = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = GrowingEdit(_("Où en est l’action ? Entrée pour noter"))
        self.text.setAccessibleName(_("Où en est l’action"))
        self.day = DateField(day)
        self.day.setAccessibleName(_("Noté le"))
        self.day.setFixedWidth(108)
        self._trouble = label("", "error", wrap=True)
        self._trouble.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._trouble)
        self.text.submitted.connect(self.submitted)
        self.text.textChanged.connect(lambda: self.show_trouble(""))
        self.day.returnPressed.connect(self.submitted)
        self.day.misread.connect(self.show_trouble)

    @property
    def trouble(self) -> str:
        """What is wrong, as it is said under the fields."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def show_trouble(self, words: str) -> None:
        """Say under the fields what is wrong; nothing when all is well again."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def typed(self) -> tuple[str, date] | None:
        """Return the text and its day, or None after saying what is missing."""
        try:
            day = self.day.day()
            if day is None:
                raise Refused("day_missing")
        except Refused as refused:
            self.show_trouble(sentence(refused))
            self.day.setFocus()
            return None
        return self.text.text(), day


class ProgressNoteView(QFrame):
    """One note; Enter or F2 corrects it in its place, Delete takes it back."""

    corrected = Signal()
    removal_asked = Signal()

    def __init__(self, note: ProgressRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = note
        self.fields: ProgressFields | None = None
        self.setProperty("role", "focusable")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{format_date(note.day)}, {note.text}")
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(label(format_date(note.day), "small"))
        words.addWidget(label(note.text, wrap=True))
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(0)
        tools.addWidget(_tool("edit", _("Corriger"), self.edit))
        tools.addWidget(_tool("close", _("Retirer"), self.removal_asked.emit))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 4, 6)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignTop)

    def edit(self) -> None:
        """Put fields in the place of the words."""
        if self.fields is not None:
            return
        self.fields = ProgressFields(self.note.day)
        self.fields.text.setPlainText(self.note.text)
        self.fields.text.selectAll()
        self.fields.submitted.connect(self.corrected)
        self._words.hide()
        self._tools.hide()
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(0, self.fields, 1)
        self.fields.text.setFocus()

    def stop(self) -> None:
        """Put the words back."""
        fields, self.fields = self.fields, None
        if fields is not None:
            fields.hide()
            fields.deleteLater()
            self._words.show()
            self._tools.show()
            self.setFocus()

    def event(self, event: QEvent) -> bool:
        # Escape gives up the correction; only then does it leave the page, which has a shortcut for it.
        overrides = event.type() == QEvent.Type.ShortcutOverride and self.fields is not None
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.fields is not None and key == Qt.Key.Key_Escape:
            self.stop()
        elif self.fields is None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        elif self.fields is None and event.matches(QKeySequence.StandardKey.Delete):
            self.removal_asked.emit()
        elif self.fields is None and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class ProgressCard(Card):
    """The notes of one action, the latest first; what is being typed stays whatever is read anew."""

    def __init__(self, frame: Frame, *, today: Callable[[], date] = clock.today) -> None:
        super().__init__(_("Avancement"))
        self._frame = frame
        self._today = today
        self._action_id = 0
        self._shown: tuple[ProgressRow, ...] = ()
        self.notes: tuple[ProgressNoteView, ...] = ()
        self.fields = ProgressFields(today())
        self.fields.submitted.connect(self.add)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._nothing = label(
            _("Rien de noté encore. Ce que vous apprenez de l’action se note ici, avec sa date."),
            "muted",
            wrap=True,
        )
        self.body.addWidget(self.fields)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._column)

    def show_notes(self, action_id: int, notes: tuple[ProgressRow, ...]) -> None:
        """Show the notes of an action."""
        if action_id != self._action_id:
            self._action_id = action_id
            self.fields.text.clear()
            self.fields.day.set_day(self._today())
        elif notes == self._shown or any(view.fields is not None for view in self.notes):
            return
        self._shown = notes
        self._nothing.setVisible(not notes)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.notes = tuple(self._view(note) for note in notes[:_MOST_NOTES])
        for view in self.notes:
            self._column.addWidget(line())
            self._column.addWidget(view)
        more = len(notes) - len(self.notes)
        if more > 0:
            words = ngettext("{n} note plus ancienne", "{n} notes plus anciennes", more).format(n=more)
            self._column.addWidget(label(words, "small"))

    def add(self) -> None:
        """Note what was typed; the field is emptied when the base has it."""
        typed = self.fields.typed()
        if typed is None:
            return
        action_id, (text, day) = self._action_id, typed
        adding = self._frame.desk.write(self, lambda session: add_progress(session, action_id, text, day))
        adding.undoable(_("Ajout d’une note de suivi"), "")
        adding.success(lambda _id: self._added(text)).failure(self._refused).start()

    def _added(self, text: str) -> None:
        if self.fields.text.text() == text:
            self.fields.text.clear()
            self.fields.day.set_day(self._today())

    def _refused(self, trouble: Trouble) -> None:
        self.fields.show_trouble(trouble.sentence)

    def _view(self, note: ProgressRow) -> ProgressNoteView:
        view = ProgressNoteView(note)
        view.corrected.connect(partial(self._correct, view))
        view.removal_asked.connect(partial(self._remove, note))
        return view

    def _correct(self, view: ProgressNoteView) -> None:
        fields, note = view.fields, view.note
        typed = None if fields is None else fields.typed()
        if fields is None or typed is None:
            return
        text, day = typed

        def write(session: Any) -> None:
            change_progress(session, note, text, day)

        def refused(trouble: Trouble) -> None:
            fields.show_trouble(trouble.sentence)

        writing = self._frame.desk.write(fields, write).undoable(_("Correction d’une note de suivi"), "")
        writing.success(lambda _done: view.stop()).failure(refused).start()

    def _remove(self, note: ProgressRow) -> None:
        removing = self._frame.desk.write(self, lambda session: remove_progress(session, note))
        removing.undoable(_("Retrait d’une note de suivi"), _("La note est retirée.")).start()


def _tool(name: str, words: str, do: Callable[[], object]) -> QToolButton:
    tool = QToolButton()
    tool.setIcon(icon(name, "muted"))
    tool.setIconSize(QSize(16, 16))
    tool.setAccessibleName(words)
    tool.setToolTip(words)
    tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    tool.clicked.connect(lambda: do())
    return tool

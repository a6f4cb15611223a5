"""The window's own undo: the last acts, taken back by Ctrl+Z one by one and done again by Ctrl+Maj+Z.

::

    desk.write(self, lambda session: remove_room(session, id)).undoable(_("Suppression de la salle")).start()

What is on the stack lives in memory until the base is closed. A text field that has something of its own to
undo comes first; only then the window.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from pstdesk.i18n import _, pgettext
from pstdesk.ui.acts import Act, Inverse
from pstdesk.ui.operations import Desk
from pstdesk.ui.page import Say
from pstdesk.ui.trouble import Trouble

MOST_ACTS = 50
MOST_BYTES = 64 * 1024 * 1024
"""Texts and files that the stack keeps at most; the oldest act goes first."""
_GONE_FOR_GOOD = {"changed_meanwhile_undo", "minutes_out_meanwhile_undo", "proclaimed_meanwhile_undo"}


@dataclass(frozen=True)
class Where:
    """A place of the window, and the record on screen there."""

    place: str = ""
    record_id: int | None = None
    kind: str = ""


@dataclass(frozen=True, eq=False)
class Entry:
    """Something to undo, or to do again: what it is called, how, where it is seen, and who wants to know."""

    words: str
    inverse: Inverse
    where: Where
    back: Callable[[bool], object]


class Stage(Protocol):
    """What the stack needs of the window."""

    @property
    def say(self) -> Say:
        """Show a sentence in the message bar."""

    def hush(self, sentence: str) -> None:
        """Take ``sentence`` off the message bar if it is still there."""

    def where(self) -> Where:
        """Return what is on screen."""

    def show_where(self, where: Where) -> None:
        """Put that on screen."""


class UndoStack(QObject):
    """The last acts on the open base, and those taken back."""

    def __init__(self, desk: Desk, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stage = stage
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._said = ""
        desk.acted.connect(self._acted)
        desk.opened.connect(self.clear)
        desk.open_failed.connect(self.clear)

    @property
    def words(self) -> tuple[str, ...]:
        """What could be undone, the last act first."""
        return tuple(entry.words for entry in reversed(self._done))

    def clear(self) -> None:
        """Forget everything: another base is open, or none."""
        self._done.clear()
        self._undone.clear()
        self._hush()

    def undo(self) -> None:
        """Take back the last act, once what was asked before is done."""
        self._after_the_rest(lambda: self._take_back(self._done[-1] if self._done else None))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._after_the_rest(lambda: self._do_again(self._undone[-1] if self._undone else None))

    # Acts

    def _acted(self, act: Act) -> None:
        entry = Entry(act.words, act.inverse, self._stage.where(), act.back)
        self._undone.clear()
        self._push(self._done, entry)
        self._offer(act.said, pgettext("défaire", "Annuler"), lambda: self._take_back(entry))

    def _push(self, stack: list[Entry], entry: Entry) -> None:
        stack.append(entry)
        while len(stack) > MOST_ACTS or sum(each.inverse.weight for each in stack) > MOST_BYTES:
            del stack[0]

    def _take_back(self, entry: Entry | None) -> None:
        if entry is None:
            self._say(_("Il n’y a rien à annuler."))
            return
        self._apply(entry, self._done, self._undone)

    def _do_again(self, entry: Entry | None) -> None:
        if entry is None:
            self._say(_("Il n’y a rien à rétablir."))
            return
        self._apply(entry, self._undone, self._done)

    def _apply(self, entry: Entry, here: list[Entry], there: list[Entry]) -> None:
        """Apply ``entry`` of the stack ``here``; its own inverse goes ``there``."""
        if entry not in here:
            return
        here.remove(entry)
        came_from = self._stage.where()

        def keep(act: Act) -> None:
            where = (
                came_from if came_from.place == entry.where.place else replace(entry.where, record_id=None)
            )
            back = Entry(entry.words, act.inverse, where, entry.back)
            undone = there is self._undone
            self._push(there, back)
            self._stage.show_where(entry.where)
            self._tell(back, undone=undone)
            entry.back(undone)

        def refused(trouble: Trouble) -> None:
            if trouble.code not in _GONE_FOR_GOOD:
                here.append(entry)  # the base was busy, or its disk full: it may go better next time
            self._desk.failed.emit(trouble)

        inverse: Any = entry.inverse

        def work(session: Any) -> None:
            # here, on the worker: it brings SQLAlchemy along
            from pstdesk.services.undoing import take_back

            take_back(session, inverse)

        operation = self._desk.write(self, work).undoable(entry.words, keep=keep)
        operation.failure(refused).start()

    def _tell(self, back: Entry, *, undone: bool) -> None:
        words = back.words[:1].lower() + back.words[1:]
        if undone:
            said = _("Annulé : {what}").format(what=words)
            self._offer(said, _("Rétablir"), lambda: self._do_again(back))
        else:
            said = _("Rétabli : {what}").format(what=words)
            self._offer(said, pgettext("défaire", "Annuler"), lambda: self._take_back(back))

    # Words

    def _offer(self, said: str, verb: str, do: Callable[[], object]) -> None:
        self._hush()
        if said:
            self._said = said
            self._stage.say(said, action=verb, do=do, passing=True)

    def _say(self, sentence: str) -> None:
        self._hush()
        self._stage.say(sentence)

    def _hush(self) -> None:
        self._stage.hush(self._said)
        self._said = ""

    def _after_the_rest(self, do: Callable[[], object]) -> None:
        """Call ``do`` when every write asked before has come back: it may be the one that is meant."""
        if self._desk.path is not None:
            self._desk.read(self, lambda _session: None).success(lambda _nothing: do()).start()


class UndoKeys(QObject):
    """Ctrl+Z, Ctrl+Maj+Z and Ctrl+Y all over a window, except where a text field has steps of its own."""

    def __init__(self, stack: UndoStack, window: QWidget) -> None:
        super().__init__(window)
        self._stack = stack
        self._window = window
        self._field: QWidget | None = None
        for keys in _UNDO:
            QShortcut(keys, window, stack.undo)
        for keys in _REDO:
            QShortcut(keys, window, stack.redo)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, field: QWidget | None) -> None:
        """Watch the keys of the field one types in, and of no other: a filter on all would slow all down."""
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = None
        if isinstance(field, _FIELDS) and field.window() is self._window:
            self._field = field
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = _among(event, _UNDO)
            if (undoes or _among(event, _REDO)) and not _has_steps(watched, undoes=undoes):
                event.ignore()
                return True  # the field would take the keys and do nothing
        return super().eventFilter(watched, event)


_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_UNDO = (QKeySequence("Ctrl+Z"),)
_REDO = (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))


def _among(event: QKeyEvent, keys: tuple[QKeySequence, ...]) -> bool:
    return QKeySequence(event.keyCombination()) in keys


def _has_steps(field: QObject, *, undoes: bool) -> bool:
    """Return whether what was typed into ``field`` can be undone, or done again, there."""
    if isinstance(field, QAbstractSpinBox | QComboBox):
        field = field.lineEdit() or field
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if undoes else field.isRedoAvailable()
    if isinstance(field, QTextEdit | QPlainTextEdit):
        document = field.document()
        return not field.isReadOnly() and (
            document.isUndoAvailable() if undoes else document.isRedoAvailable()
        )
    return False

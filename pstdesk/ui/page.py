"""What a place of the window is: a header with a title and one primary action, and a body that shows rows.

A page writer subclasses :class:`Page`::

    class CommitteesPage(Page):
        topics = frozenset({"committees", "people"})

        def __init__(self, frame: Frame) -> None:
            super().__init__(frame)
            self.header.set_title(_("Instances"))
            self.header.set_primary(_("Nouvelle instance"), self.add_committee)
            self.table = RowTable(...)
            self.body.addWidget(self.table)

        def reload(self) -> None:
            self.frame.desk.read(self, rows).once("rows").success(self.table.set_rows).start()
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pstdesk.domain.errors import Refused
from pstdesk.domain.opening import PLAIN, Wish
from pstdesk.settings import Preferences
from pstdesk.ui.backups import Backups
from pstdesk.ui.icons import icon
from pstdesk.ui.operations import Desk
from pstdesk.ui.theme import GRID, Tone
from pstdesk.ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from pstdesk.ui.lists.tools import ListTools

HEADER_HEIGHT = 58
MARGIN = 22
GAP = 2 * GRID


class Say(Protocol):
    """Shows one sentence in the window's message bar, with at most one action.

    An action stays on offer until it is answered or another sentence comes; a ``passing`` one goes by itself.
    """

    def __call__(
        self,
        sentence: str,
        *,
        tone: Tone = "neutral",
        action: str = "",
        do: Callable[[], object] | None = None,
        passing: bool = False,
    ) -> None: ...


class Go(Protocol):
    """Shows a place, and in it the record of this id; ``kind`` is its table where the place shows several."""

    def __call__(self, place: str, record_id: int | None = None, *, kind: str = "") -> None: ...


class OpenBase(Protocol):
    """Opens a base in the place of the one that is open, unless something typed would be lost.

    ``first`` is done on the worker while none is open, and returns the sentence to show afterwards; where it
    refuses, that is said and the base opened all the same.
    """

    def __call__(self, path: Path, first: Callable[[], str] | None = None, *, wish: Wish = PLAIN) -> None: ...


@dataclass(frozen=True)
class Frame:
    """What the window lends its pages: the desk, the user’s settings, a voice, a way to other places."""

    desk: Desk
    preferences: Preferences
    say: Say
    go: Go
    find: Callable[[], object]
    """Opens the search over everything, as Ctrl+K does."""
    seen: Callable[[str, int], object]
    """Says that a record, by its table and id, was opened: the search offers it again."""
    backups: Backups
    """Looks after the backups of the open base."""
    open_base: OpenBase
    undo: Callable[[], object]
    """Takes back the last act, as Ctrl+Z does."""


def frame_of(widget: QWidget | None) -> Frame | None:
    """Return what the window in which ``widget`` stands lends its pages, past the dialogs between."""
    while widget is not None:
        window = widget.window()
        frame = getattr(window, "frame", None)
        if isinstance(frame, Frame):
            return frame
        widget = window.parentWidget()
    return None


def is_only_read(widget: QWidget | None) -> bool:
    """Return whether the base shown in the window of ``widget`` is only read."""
    frame = frame_of(widget)
    return frame is not None and frame.desk.read_only


def may_write(widget: QWidget | None) -> bool:
    """Return whether something may be written from ``widget``; where not, the window says why."""
    frame = frame_of(widget)
    if frame is None or not frame.desk.read_only:
        return True
    from pstdesk.sentences import sentence  # words for every rule: not before the first window

    file = frame.desk.path.name if frame.desk.path is not None else ""
    frame.say(sentence(Refused("base_opened_read_only", file=file)), tone="warning")
    return False


class Header(QFrame):
    """The line above a page: title, what it is about in muted ink, tools, and one primary action last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.setFixedHeight(HEADER_HEIGHT)
        self._title = label("", "title")
        self._subtitle = ElidedLabel(role="subtitle")
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._primary: QPushButton | None = None
        self._primary_writes = False
        self._primary_due = False
        self._gives_way = False
        self._primary_keys = ""
        self._saying_why: QShortcut | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._line.setSpacing(12)
        self._back = QToolButton()
        self._back.setIcon(icon("back"))
        self._back.hide()
        self._go_back: Callable[[], object] | None = None
        self._back.clicked.connect(self._return)
        self._line.addWidget(self._back)
        self._line.addWidget(self._title)
        self._line.addWidget(self._subtitle, 1)

    @property
    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    @property
    def primary(self) -> QPushButton | None:
        """The primary button, or None while the page has none."""
        return self._primary

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show ``title``, and what it is about."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def set_back(self, words: str = "", do: Callable[[], object] | None = None) -> None:
        """Offer the way back, ``words`` ("Toutes les personnes"), before the title; or none."""
        self._back.setVisible(do is not None)
        self._back.setAccessibleName(words)
        self._back.setToolTip(words)
        self._go_back = do

    def set_primary(
        self, verb: str, do: Callable[[], object], shortcut: str = "", *, writes: bool = True
    ) -> QPushButton:
        """Make ``verb`` the page's one primary action, in the place of an earlier one.

        One that ``writes`` to the base is not there where the base is only read.
        """
        if self._primary is not None:
            self._primary.hide()
            self._primary.deleteLater()
        self._primary = self._button(verb, do, shortcut)
        self._primary.setProperty("role", "primary")
        self._primary_writes = writes
        self._primary_keys = shortcut
        self._line.addWidget(self._primary)
        self._primary_due = not (writes and is_only_read(self))
        self._show_primary()
        return self._primary

    def hide_primary(self) -> None:
        """Have no primary action until :meth:`set_primary` makes another."""
        self._primary_due = False
        self._show_primary()

    def give_way(self, *, away: bool) -> None:
        """Keep the primary action out of sight while something on the page has one of its own."""
        self._gives_way = away
        self._show_primary()

    def _show_primary(self) -> None:
        if self._primary is not None:
            self._primary.setVisible(self._primary_due and not self._gives_way)

    def add_action(self, verb: str, do: Callable[[], object], shortcut: str = "") -> QPushButton:
        """Add a secondary action before the primary one."""
        button = self._button(verb, do, shortcut)
        self.add_tool(button)
        return button

    def add_tool(self, widget: QWidget) -> None:
        """Add a field or a button before the primary action."""
        last = self._line.count() - (1 if self._primary is not None else 0)
        self._line.insertWidget(last, widget)

    def _return(self) -> None:
        if self._go_back is not None:
            self._go_back()

    def _button(self, verb: str, do: Callable[[], object], shortcut: str) -> QPushButton:
        button = QPushButton(verb, self)
        button.clicked.connect(lambda: do())
        if shortcut:
            keys = QKeySequence(shortcut)
            QShortcut(keys, button, button.click)
            button.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._primary_writes and is_only_read(self):
            self.hide_primary()
            self._say_why()

    def _say_why(self) -> None:
        """Let the key of an action that is not there say why it is not."""
        if self._primary_keys and self._saying_why is None:
            self._saying_why = QShortcut(QKeySequence(self._primary_keys), self, lambda: may_write(self))


class Page(QWidget):
    """One place. It reads through the desk in :meth:`reload`, which the window calls when it has to."""

    room_asked = Signal(bool)
    """Whether the page needs all the room there is: the side bar shrinks to its icons meanwhile."""
    topics: frozenset[str] = frozenset()
    """The topics of the models shown: a commit that touches one of them makes the page reload."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._list_tools: ListTools | None = None
        self.header = Header()
        self._stale = True
        self._views: list[QWidget] = []
        self._front = QWidget()
        self.body = QVBoxLayout(self._front)
        self.body.setContentsMargins(MARGIN, 18, MARGIN, 18)
        self.body.setSpacing(GAP)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.header)
        self._whole.addWidget(self._front, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def list_tools(self) -> "ListTools":
        """What can be done with the lists of the page."""
        if self._list_tools is None:
            from pstdesk.ui.lists.tools import ListTools  # with what reads the base: not before the window

            self._list_tools = ListTools(self.frame, self)
        return self._list_tools

    def add_view(self, view: QWidget, new: Callable[[], object]) -> None:
        """Take in a view of one record, hidden until :meth:`show_view` puts it in the page's place.

        ``new`` makes a record by Ctrl+N: the header's button and its key are hidden with the list.
        """
        view.hide()
        QShortcut(QKeySequence("Ctrl+N"), view, lambda: new())
        self._views.append(view)
        self._whole.addWidget(view)

    def show_view(self, view: QWidget | None) -> None:
        """Show one of the views in the place of the header and the body, or, with None, these again."""
        self._front.setVisible(view is None)
        self.header.setVisible(view is None)
        for each in self._views:
            each.setVisible(each is view)

    def show_list(self) -> None:
        """Show the list in the place of a record, nothing lost of what was typed.

        The window calls it when the place already on screen is chosen again in the side bar.
        """
        self.show_view(None)
        self.take_focus()

    def reload(self) -> None:
        """Ask the desk for what the page shows. Called at the first showing and after changes."""

    def open_record(self, record_id: int) -> None:
        """Show the record of this id; called after the page is on screen."""

    def open_kind(self, kind: str, record_id: int) -> None:
        """Show a record of another table than the place's own, by its name ("agenda_item")."""
        raise NotImplementedError(kind)

    @property
    def shown_record(self) -> tuple[int | None, str]:
        """The record that stands in the place of the list, as ``frame.go`` wants it: its id and kind."""
        return None, ""

    def stress(self, words: str) -> None:
        """Let the words that were searched for stand out in the record just opened, where it shows texts."""

    def take_focus(self) -> None:
        """Put the keyboard where work begins; by default in the first list or field of the body."""
        for widget in self.findChildren(QWidget):
            takes_keys = isinstance(widget, QAbstractItemView | QLineEdit) and widget.isEnabled()
            if takes_keys and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def may_leave(self) -> bool:
        """Whether the window may close or open another base; asks where something typed would be lost."""
        return True

    def changed(self, topics: frozenset[str]) -> None:
        """Reload if a commit touched what is shown: at once when visible, else at the next showing."""
        if not topics & self.topics:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Reload if anything changed since the last time."""
        if self._stale:
            self._stale = False
            self.reload()

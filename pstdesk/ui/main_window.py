"""The window: side bar, one page at a time imported on its first visit, and a bar that speaks up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from pstdesk.domain.opening import PLAIN
from pstdesk.i18n import _
from pstdesk.settings import Preferences
from pstdesk.ui.backups import Backups
from pstdesk.ui.changes import Changes
from pstdesk.ui.find.finder import Finder
from pstdesk.ui.operations import Desk
from pstdesk.ui.page import Frame, Page
from pstdesk.ui.parting import Parting
from pstdesk.ui.places import OPENING, PLACES, START, Place, page_class
from pstdesk.ui.sidebar import Sidebar
from pstdesk.ui.theme import Theme, dress
from pstdesk.ui.trail import Trail
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.undo import UndoKeys, UndoStack, Where
from pstdesk.ui.widgets.messages import BusyLine, MessageBar

_NARROW_BELOW = 1000


@dataclass(frozen=True)
class Overview:
    """What the side bar says of the base: the programme's name, and how many records each place holds."""

    programme: str
    counts: Mapping[str, int]
    topics: frozenset[str] = frozenset()
    """The topics that change it."""


class MainWindow(QMainWindow):
    """Shows places; pages come and go through :meth:`go`, sentences through :meth:`say`."""

    painted = Signal()
    """The window is on the screen for the first time."""
    settings_asked = Signal()
    help_asked = Signal()
    base_asked = Signal(object, object, object)
    """Another base is to be opened: see :class:`~pstdesk.ui.page.OpenBase`."""

    def __init__(
        self,
        desk: Desk,
        changes: Changes,
        preferences: Preferences,
        theme: Theme,
        *,
        overview: Callable[[Any], Overview] | None = None,
        places: tuple[Place, ...] = PLACES,
    ) -> None:
        super().__init__()
        dress(self)
        self.theme = theme
        self.finder = Finder(self, places)
        self.frame = Frame(
            desk=desk,
            preferences=preferences,
            say=self.say,
            go=self.go,
            find=self.finder.open,
            seen=self.finder.seen,
            backups=Backups(desk, preferences, self),
            open_base=lambda path, first=None, *, wish=PLAIN: self.base_asked.emit(path, first, wish),
            undo=lambda: self.undo.undo(),
        )
        self._places = {place.key: place for place in places}
        self._pages: dict[str, Page] = {}
        self._overview = overview
        self._overview_topics: frozenset[str] = frozenset()
        self._was_painted = False
        self._needs_room: set[str] = set()
        self.setWindowTitle("pstdesk")
        self.setMinimumSize(560, 360)
        self.sidebar = Sidebar(places)
        self.sidebar.set_places_enabled(False)
        self._stack = QStackedWidget()
        self._messages = MessageBar()
        self._lay_out()
        self._busy = BusyLine(self._stack)
        self.undo = UndoStack(desk, self, self)
        self._undo_keys = UndoKeys(self.undo, self)
        self._trail = Trail(self, self)
        self._parting = Parting(self.frame, self, (self.sidebar, self._stack))
        self._connect(desk, changes)
        self._restore()

    # Places

    @property
    def page(self) -> Page | None:
        """The page on screen, or None before the first."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, place: str, record_id: int | None = None, *, kind: str = "") -> None:
        """Show ``place`` (its key) and in it the record of ``record_id``, of the table ``kind`` if named."""
        self.finder.close()
        self._trail.leave(self.where())
        page = self._page(place, self._places[place].page)
        self.sidebar.set_current(place)
        self._show(page)
        if record_id is not None and kind:
            page.open_kind(kind, record_id)
        elif record_id is not None:
            page.open_record(record_id)

    def where(self) -> Where:
        """Return the place on screen, and the record shown in it."""
        page = self.page
        for key in self._places:
            if page is not None and self._pages.get(key) is page:
                return Where(key, *page.shown_record)
        return Where()

    def show_where(self, where: Where) -> None:
        """Show a place as :meth:`where` returned it: the record, or the list in its place."""
        if where == self.where() or where.place not in self._places:
            return
        self.go(where.place, where.record_id, kind=where.kind)
        if where.record_id is None and self.where() != where and self.page is not None:
            self.page.show_list()

    def _choose_place(self, place: str) -> None:
        """Go to a place as it was left; in the one that is on screen already, to its list."""
        page = self.page
        if page is not None and self._pages.get(place) is page:
            page.show_list()
        else:
            self.go(place)

    def show_start(self) -> Page:
        """Show the assistant that makes the first base, and return it."""
        return self._show_without_base("start", START)

    def show_question(self) -> Page:
        """Show the page that asks what is to be done about a base, and return it."""
        return self._show_without_base("opening", OPENING)

    def _show_without_base(self, key: str, dotted: str) -> Page:
        self.finder.forget()
        self._trail.clear()
        self.sidebar.set_places_enabled(False)
        self.sidebar.set_programme("pstdesk")
        self.sidebar.set_state(_("aucune base ouverte"))
        self.sidebar.set_read_only(read_only=False)
        self.setWindowTitle("pstdesk")
        page = self._page(key, dotted)
        self._show(page)
        self._forget_pages(but=key)
        return page

    def show_opening(self) -> None:
        """Say that a base is being opened."""
        self.sidebar.set_state(_("ouverture de la base…"))

    def show_checking(self) -> None:
        """Say that the whole file is being read before it is opened."""
        self.sidebar.set_state(_("vérification de la base…"))

    def show_base(self, state: str = "") -> None:
        """Forget what was shown of an earlier base and show the first place of the one just opened.

        ``state`` stands under its name until something is saved.
        """
        self.finder.forget()
        self._trail.clear()
        self._forget_pages()
        self.sidebar.set_state(state)
        self.sidebar.set_read_only(read_only=self.frame.desk.read_only)
        self.sidebar.set_places_enabled(True)
        self.go(next(iter(self._places)))
        self._read_overview()  # after what the page reads, which is waited for

    def may_leave(self) -> bool:
        """Whether every page lets the base go; a page asks where something typed would be lost."""
        return all(page.may_leave() for page in self._pages.values())

    def _forget_pages(self, *, but: str = "") -> None:
        for key in [key for key in self._pages if key != but]:
            page = self._pages.pop(key)
            self._needs_room.discard(key)
            self._stack.removeWidget(page)
            page.deleteLater()

    def _page(self, key: str, dotted: str) -> Page:
        if key not in self._pages:
            page: Page = page_class(dotted)(self.frame)
            page.room_asked.connect(lambda asked: self._give_room(key, asked=asked))
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def _give_room(self, key: str, *, asked: bool) -> None:
        (self._needs_room.add if asked else self._needs_room.discard)(key)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        page = self.page
        asks = any(self._pages.get(key) is page for key in self._needs_room)
        self.sidebar.set_narrow(asks or self.width() < _NARROW_BELOW)

    def _show(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        self._fit_sidebar()
        page.refresh()
        page.take_focus()

    # Speaking up

    def say(self, sentence: str, **how: Any) -> None:
        """Show one sentence in the message bar; see :class:`~pstdesk.ui.page.Say`."""
        self._messages.say(sentence, **how)

    def hush(self, sentence: str) -> None:
        """Take ``sentence`` off the message bar, where it is still there: its offer no longer holds."""
        if sentence and self._messages.sentence == sentence:
            self._messages.hide()

    @property
    def sentence(self) -> str:
        """The sentence on show in the message bar, or nothing."""
        return self._messages.sentence

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what went wrong, with its details to copy when it was unforeseen."""
        if not trouble.details:
            self.say(trouble.sentence, tone="bad")
            return
        self.say(
            trouble.sentence,
            tone="bad",
            action=_("Copier les détails"),
            do=lambda: QGuiApplication.clipboard().setText(trouble.details),
        )

    def _tell_of_backup(self, trouble: Trouble) -> None:
        self.say(trouble.sentence, tone="warning", action=_("Voir « La base »"), do=lambda: self.go("base"))

    # Changes

    def _changed(self, topics: frozenset[str]) -> None:
        for page in self._pages.values():
            page.changed(topics)
        if not self._overview_topics or topics & self._overview_topics:
            self._read_overview()

    def _read_overview(self) -> None:
        if self._overview is not None:
            self.frame.desk.read(self, self._overview).once("overview").success(self._show_overview).start()

    def _show_overview(self, overview: Overview) -> None:
        self._overview_topics = overview.topics
        self.sidebar.set_programme(overview.programme)
        self.sidebar.set_counts(overview.counts)
        name = overview.programme
        if self.frame.desk.read_only:
            name = _("{programme} (lecture seule)").format(programme=name)
        self.setWindowTitle(f"{name} – pstdesk" if overview.programme else "pstdesk")

    # Making

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._messages)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(right, 1)
        self.setCentralWidget(whole)

    def _connect(self, desk: Desk, changes: Changes) -> None:
        self.sidebar.place_chosen.connect(self._choose_place)
        self.sidebar.help_asked.connect(self.help_asked)
        self.sidebar.settings_asked.connect(self.settings_asked)
        self.sidebar.find_asked.connect(self.finder.open)
        QShortcut(QKeySequence("Ctrl+K"), self, self.finder.open)
        QShortcut(QKeySequence("F1"), self, self.help_asked.emit)
        QShortcut(QKeySequence("Ctrl+,"), self, self.settings_asked.emit)
        desk.failed.connect(self.show_trouble)
        desk.saved.connect(self.sidebar.saved)
        desk.unsaved.connect(self.sidebar.unsaved)
        desk.busy.connect(self._busy.set_busy)
        changes.changed.connect(self._changed)
        self.frame.backups.is_held_up = lambda: bool(self._needs_room)
        self.frame.backups.failed.connect(self._tell_of_backup)

    def _restore(self) -> None:
        self.resize(self.sizeHint())
        kept = self.frame.preferences.current.geometry
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    # Qt

    def sizeHint(self) -> QSize:
        available = self.screen().availableGeometry().size()
        return QSize(1366, 800).boundedTo(available)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()
        self.finder.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave() or not self._parting.may_go():
            event.ignore()
            return
        self.frame.backups.end()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.frame.preferences.change(geometry=geometry)
        self.setEnabled(False)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.frame.desk.close()
        finally:
            QGuiApplication.restoreOverrideCursor()
        super().closeEvent(event)

"""The window's composition root: settings, language and look, the window shown; only then the base."""

import logging
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEventLoop,
    QLibraryInfo,
    QLocale,
    QObject,
    Qt,
    QTimer,
    QTranslator,
    Signal,
)
from PySide6.QtWidgets import QApplication

from pstdesk import __version__, collector
from pstdesk.domain.errors import Refused
from pstdesk.domain.opening import PLAIN, Wish
from pstdesk.i18n import _, format_date, format_number, use_language
from pstdesk.settings import Preferences, user_name
from pstdesk.ui import clock
from pstdesk.ui.changes import Changes
from pstdesk.ui.icons import program_icon
from pstdesk.ui.loading import Loading
from pstdesk.ui.main_window import MainWindow, Overview
from pstdesk.ui.operations import Desk
from pstdesk.ui.places import PLACES, QUESTIONS, Place
from pstdesk.ui.theme import Theme
from pstdesk.ui.trouble import Trouble, trouble

if TYPE_CHECKING:
    from pstdesk.db.database import Database
    from pstdesk.db.lock import Holder

log = logging.getLogger(__name__)


def main(base: Path | None = None, wish: Wish = PLAIN) -> int:
    """Open the window on ``base``, else on the base last opened, else on the first-start assistant."""
    app = make_application()
    program = Program(app, Preferences(), base, wish=wish)
    tell_of_errors(program.window.show_trouble)
    program.window.show()
    return app.exec()


def tell_of_errors(tell: Callable[[Trouble], object]) -> None:
    """Let ``tell`` speak of errors on the window's own thread, which nobody sees without a console."""

    def stumbled(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            tell(trouble(error))
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = stumbled


def make_application() -> QApplication:
    """Return the Qt application under its name."""
    collector.take_turns_sooner()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("pstdesk")
    app.setApplicationDisplayName("pstdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("pstdesk")
    return app


class Program(QObject):
    """Holds together what lives as long as the window: settings, look, desk, changes."""

    checking = Signal()
    """The whole file of a base is being read before it is opened; said on the worker."""

    def __init__(
        self,
        app: QApplication,
        preferences: Preferences,
        base: Path | None = None,
        *,
        wish: Wish = PLAIN,
        places: tuple[Place, ...] = PLACES,
        backs_up: bool = True,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._wanted = base
        self._places = places
        self._asked = (base or Path(), wish)
        self._holder: Holder | None = None
        self._translator = QTranslator(self)
        self.preferences = preferences
        use_language(preferences.current.language)
        self._speak(preferences.current.language)
        app.setWindowIcon(program_icon())
        self.theme = Theme(app, preferences.current.theme)
        self.changes = Changes(self)
        self.desk = Desk(self)
        self.window = MainWindow(
            self.desk, self.changes, preferences, self.theme, overview=read_overview, places=places
        )
        self.window.frame.backups.by_themselves = backs_up
        self._loading = Loading(places, self)
        self._news: list[Trouble | str] = []
        self.desk.opened.connect(self._opened)
        self.desk.open_failed.connect(self._not_opened)
        self.checking.connect(self.window.show_checking, Qt.ConnectionType.QueuedConnection)
        self.window.help_asked.connect(self._help)
        self.window.settings_asked.connect(self._settings)
        self.window.base_asked.connect(self._open_instead)
        # After the first paint, so that nobody waits for SQLAlchemy to see a window.
        self.window.painted.connect(self.begin)

    def begin(self) -> None:
        """Open the base that was asked for, else the one last opened, else show the assistant.

        Whether it is there is for the worker to find out: a share that is away keeps whoever asks waiting.
        """
        base = self._wanted or self.preferences.current.last_base
        if base is not None:
            self.open(base, self._asked[1])
        else:
            self._start()

    def open(self, path: Path, wish: Wish = PLAIN, first: Callable[[], str] | None = None) -> None:
        """Open the base at ``path`` in the place of the one that is open; ``first`` as for ``OpenBase``."""
        self.window.show_opening()
        self._asked, self._holder = (path, wish), None
        news, left = self._news, self._left_for(path)
        on_commit, backups = self.changes.committed, self.preferences.current.backups

        def open_base() -> "Database":
            # On the worker: this is where SQLAlchemy and the services are imported, while the file is hashed.
            from pstdesk.db.closing import standing

            # unlike Path.resolve, a link in a circle is left for the opening to refuse
            real = Path(os.path.realpath(path))
            if left is not None:
                news.extend(_back_up_left(left, backups))
            if first is not None:
                news.append(_outcome(first))
            with ThreadPoolExecutor(1, thread_name_prefix="hashing") as hashing:
                found = hashing.submit(standing, real)
                # imported here to spare the window's thread
                from pstdesk.services import dashboard, programme  # noqa: F401 - as said
                from pstdesk.services.opening import Opening

                opening = Opening(
                    real,
                    clock.now(),
                    wish,
                    on_commit,
                    user_name(),
                    checking=self.checking.emit,
                    backups=backups,
                    standing=found.result,
                )
                base = opening.open()
            self._holder = base.holder
            format_date(date.min)  # Babel too loads here, and not at the first day that a page shows
            format_number(0)
            collector.spare_what_is_loaded()
            return base

        self.desk.open(open_base)

    def _opened(self, path: Path) -> None:
        self.preferences.base_opened(path)
        self.window.show_base(self._read_only_words() if self.desk.read_only else "")
        self.window.frame.backups.begin()
        self._tell_news()
        self.desk.busy.connect(self._load_pages, Qt.ConnectionType.UniqueConnection)

    def _left_for(self, path: Path) -> Path | None:
        """Return the base that is closed for another one and is to be backed up, if there is one."""
        left = self.desk.path
        is_wanted = self.window.frame.backups.by_themselves and not self.desk.read_only
        return left if is_wanted and left != path else None

    def _tell_news(self) -> None:
        """Say how it went that was done while no base was open."""
        for said in self._news:
            if isinstance(said, Trouble):
                self.window.show_trouble(said)
            else:
                self.window.say(said, tone="good")
        self._news.clear()

    def _open_instead(self, path: Path, first: Callable[[], str] | None, wish: Wish) -> None:
        if self.window.may_leave():
            self.open(path, wish, first)

    def _load_pages(self, busy: bool) -> None:
        """Load the other pages once the first one is filled, so that it comes first and they at a click."""
        if not busy:
            self.desk.busy.disconnect(self._load_pages)
            self.desk.task(self.window, self._loading.load).start()

    def _read_only_words(self) -> str:
        if self._holder is None or not self._holder.user:
            return _("rien ne s’y enregistre")
        return _("ouverte par {user}").format(user=self._holder.user)

    def _not_opened(self, trouble: Trouble) -> None:
        self._news.clear()
        if trouble.code in QUESTIONS:
            self._ask(trouble)
        else:
            self._start()
            self.window.show_trouble(trouble)

    def _ask(self, trouble: Trouble) -> None:
        """Let whoever sits there decide about the base that was to be opened."""
        page: Any = self.window.show_question()  # see places.OPENING
        unique = Qt.ConnectionType.UniqueConnection
        page.open_asked.connect(self.open, unique)
        page.other_asked.connect(self._start, unique)
        page.ask(*self._asked, trouble)

    def _start(self) -> None:
        page = self.window.show_start()
        unique = Qt.ConnectionType.UniqueConnection  # the page stays when a base does not open
        page.base_chosen.connect(self.open, unique)  # type: ignore[attr-defined]  # see places.START

    def _help(self) -> None:
        from pstdesk.ui.help import HelpDialog

        HelpDialog(self.desk.path, self.preferences.path, self.window).open()

    def _settings(self) -> None:
        from pstdesk.ui.settings_dialog import SettingsDialog

        if self.desk.path is not None:
            dialog = SettingsDialog(self.window.frame, self.theme, self.window)
            dialog.base_change_asked.connect(self._change_base)
            dialog.open()

    def _change_base(self) -> None:
        if self.window.may_leave():
            self._start()

    def _speak(self, language: str) -> None:
        """Let Qt's own buttons and menus speak ``language``; the frozen program carries the file too."""
        QLocale.setDefault(QLocale(language))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(QLocale(language), "qtbase", "_", folder):
            self._app.installTranslator(self._translator)
        else:
            log.warning("Qt's own texts in %r were not found in %s", language, folder)


def _outcome(work: Callable[[], str]) -> Trouble | str:
    """Return what ``work`` has to say, or why it was refused."""
    try:
        return work()
    except Refused as refused:
        return trouble(refused)


def _back_up_left(base: Path, folder: Path | None) -> list[Trouble | str]:
    """Back up a base that was closed for another one; return what there is to say of it."""
    from pstdesk.services.backups import back_up_on_closing

    try:
        back_up_on_closing(base, clock.now(), folder)
    except Refused as refused:
        return [trouble(refused)]
    return []


def read_overview(session: Any) -> Overview:
    """Read what the side bar says of the base; on a worker."""
    from pstdesk.services import programme

    page = programme.programme_page(session)
    counts = programme.counts(session)
    return Overview(
        programme=page.form.name if page is not None else "",
        counts={
            "committees": counts.committees,
            "people": counts.people,
            "meetings": counts.meetings,
            "actions": counts.open_actions,
        },
        topics=frozenset({"programme", "committees", "people", "meetings", "actions"}),
    )


def visit_places(base: Path, preferences: Preferences) -> None:
    """Show the window on ``base``, visit every place and close; raise where anything fails."""
    app = make_application()
    program = Program(app, preferences, base)
    troubles: list[Trouble] = []
    tell_of_errors(troubles.append)
    program.desk.open_failed.connect(troubles.append)
    program.desk.failed.connect(troubles.append)
    program.window.show()
    _wait_until(lambda: bool(troubles) or program.desk.path is not None)
    for place in PLACES if not troubles else ():
        program.window.go(place.key)
        _wait_until(lambda: bool(troubles) or not program.desk.is_busy)
    program.window.close()
    _wait_until(program.window.isHidden)
    if troubles:
        raise RuntimeError(troubles[0].details or troubles[0].sentence)


def _wait_until(done: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(60_000)
    waking = QTimer(interval=10)
    waking.start()
    while not done():
        if deadline.hasExpired():
            raise TimeoutError("the window does not come round")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

"""A stage for tests and pictures of the window: the real program on a base of its own, patient waiting."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from pstdesk.app import Program
from pstdesk.settings import Preferences, ThemeMode
from pstdesk.ui.meetings.composer import Composer
from pstdesk.ui.places import PLACES, Place
from pstdesk.ui.rules.view import RulesView

_PATIENCE = 20.0


class Stage:
    """The program's window on ``base`` (or on the first-start assistant), in a settings folder of its own."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        base: Path | None,
        *,
        theme: ThemeMode = "light",
        places: tuple[Place, ...] = PLACES,
        language: str = "fr",
        backs_up: bool = False,
    ) -> None:
        self.preferences = Preferences(folder / "settings.json")
        self.preferences.change(theme=theme, language=language)
        self.program = Program(app, self.preferences, base, places=places, backs_up=backs_up)
        self.window = self.program.window
        self.desk = self.program.desk

    def show(self, size: QSize) -> None:
        """Show the window at ``size`` and wait until its base is open and read."""
        self.window.resize(size)
        self.window.show()
        self.wait(lambda: self.window.page is not None)
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        """Wait until the desk has nothing left to do and everything is drawn."""
        self.wait(lambda: not self.desk.is_busy)
        QCoreApplication.processEvents()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let events happen until ``condition`` holds; TimeoutError if it never does."""
        deadline = monotonic() + _PATIENCE
        waking = QTimer(interval=10)  # a condition may come true without an event
        waking.start()
        while not condition():
            if monotonic() > deadline:
                raise TimeoutError(f"never came true: {condition}")
            # To ask again and again without a pause would take the time from the workers that are waited for.
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        waking.stop()
        QCoreApplication.processEvents()

    def dialog(self) -> QWidget:
        """Return the dialog that stands over the window."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible() and widget.isModal():
                return widget
        raise LookupError("no dialog is open")

    def close(self) -> None:
        """Close the window and its base, and let Qt delete what is to be deleted."""
        bare = [
            widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and not dressed(widget)
        ]
        assert not bare, f"no style sheet, see theme.dress: {bare}"
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window:
                widget.close()
        for composer in self.window.findChildren(Composer):
            # nobody is there to be asked whether what was begun may go
            composer.fields.clear()
            composer._waiting.clear()
        for rules in self.window.findChildren(RulesView):
            rules._show_form(rules._shown)
        self.window.close()
        self.window.deleteLater()
        self.program.theme.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def dressed(widget: QWidget) -> bool:
    """Return whether ``widget`` has the look of the program."""
    return widget.style().metaObject().className() == "QStyleSheetStyle"

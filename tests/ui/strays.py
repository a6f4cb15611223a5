"""Widgets that stood on the screen as windows of their own, since they were shown before they had a place."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget

_WINDOWS = (QDialog, QMainWindow, QMenu)
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class Strays(QObject):
    """Looks at everything that is shown. A stray flashes up and takes the keyboard from the window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.found: list[str] = []
        self._app = app
        app.installEventFilter(self)

    def stop(self) -> list[str]:
        """Look no longer, and return what was seen."""
        self._app.removeEventFilter(self)
        return self.found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and _is_stray(watched):
            self.found.append(f"{type(watched).__name__} {watched.property('text') or ''}".strip())
        return False


def _is_stray(widget: QWidget) -> bool:
    return widget.isWindow() and not isinstance(widget, _WINDOWS) and widget.windowType() not in _PASSING

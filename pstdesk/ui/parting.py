"""The window goes once what was typed is in the base and the base is backed up, if it changed."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.ui.operations import Desk
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble


class Parting(QObject):
    """Holds a window back for its backup. To close it again meanwhile is to go without."""

    def __init__(self, frame: Frame, window: QWidget, held: tuple[QWidget, ...]) -> None:
        super().__init__(window)
        self._frame = frame
        self._window = window
        self._held = held
        self._is_under_way = False
        self._is_done = False

    def may_go(self) -> bool:
        """Whether the window may close now; where it may not, it closes by itself a moment later."""
        desk, backups = self._frame.desk, self._frame.backups
        if self._is_under_way:
            backups.hurry()
            return False
        # a system that shuts down does not wait; the next start makes up for it
        may_wait = backups.by_themselves and desk.path is not None and not desk.read_only
        if self._is_done or not may_wait or _is_shutting_down():
            return True
        self._hold(is_held=True)
        self._frame.say(
            _("La base se sauvegarde, puis la fenêtre se ferme…"),
            action=_("Fermer sans attendre"),
            do=self._window.close,
        )
        self._after_writes(desk)
        return False

    def _after_writes(self, desk: Desk) -> None:
        """Begin once everything that was to be written is: work is done in the order it was asked."""
        asking = desk.read(self, lambda _session: None).finished(self._begin)
        asking.failure(lambda _trouble: None).start()

    def _begin(self) -> None:
        self._frame.backups.part(self._go, self._stay)

    def _go(self) -> None:
        self._is_under_way, self._is_done = False, True
        self._window.close()
        self._is_done = False  # if a page keeps it after all
        self._hold(is_held=False)

    def _stay(self, trouble: Trouble) -> None:
        self._hold(is_held=False)
        self._frame.say(
            trouble.sentence,
            tone="warning",
            action=_("Fermer quand même"),
            do=self._window.close,
        )

    def _hold(self, *, is_held: bool) -> None:
        self._is_under_way = is_held
        for widget in self._held:
            widget.setEnabled(not is_held)


def _is_shutting_down() -> bool:
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()

"""How the window speaks without stopping anybody: a bar with a sentence, a line while work is under way."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pstdesk.i18n import _
from pstdesk.ui.icons import icon
from pstdesk.ui.theme import Tone, tokens
from pstdesk.ui.widgets.labels import label

_ICONS: dict[Tone, tuple[str, str]] = {
    "neutral": ("info", "accent"),
    "accent": ("info", "accent"),
    "good": ("check", "good"),
    "warning": ("alert", "warning"),
    "bad": ("alert", "bad"),
}
_READING_TIME = 8000
"""Milliseconds after which a plain remark goes by itself; troubles and offers stay until answered."""
_DECIDING_TIME = 20_000
"""The same for an offer that can be taken up in other ways."""


class MessageBar(QFrame):
    """One sentence with at most one action, at the foot of the page; the next sentence replaces it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._do: Callable[[], object] | None = None
        self._sign = QLabel()
        self._words = label("", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        close = QToolButton()
        close.setIcon(icon("close", "muted"))
        close.setAccessibleName(_("Fermer ce message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=_READING_TIME)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def sentence(self) -> str:
        """The sentence on show, or nothing."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        sentence: str,
        *,
        tone: Tone = "neutral",
        action: str = "",
        do: Callable[[], object] | None = None,
        passing: bool = False,
    ) -> None:
        """Show ``sentence``; with ``action``, a button of that verb that calls ``do``.

        A ``passing`` action goes by itself, since there are other ways to it.
        """
        sign, colour = _ICONS[tone]
        self._sign.setPixmap(icon(sign, colour).pixmap(20, 20))
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._do = do
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        if tone in ("neutral", "good") and (passing or not action):
            self._timer.start(_DECIDING_TIME if action else _READING_TIME)
        else:
            self._timer.stop()

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()


class BusyLine(QWidget):
    """A thin moving line at the top edge of its parent while work takes longer than a moment."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_("Travail en cours"))
        self._at = 0.0
        self._wait = QTimer(self, singleShot=True, interval=300)
        self._wait.timeout.connect(self._begin)
        self._move = QTimer(self, interval=33)
        self._move.timeout.connect(self._advance)
        self.hide()

    def set_busy(self, busy: bool) -> None:
        """Show the line if the work is still going on after 0.3 s; hide it at once at the end."""
        if busy:
            self._wait.start()
        else:
            self._wait.stop()
            self._move.stop()
            self.hide()

    def _begin(self) -> None:
        self.setGeometry(0, 0, self._over.width(), 3)
        self.raise_()
        self.show()
        self._move.start()

    def _advance(self) -> None:
        self._at = (self._at + 0.02) % 1.3
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        start = int((self._at - 0.3) * self.width())
        painter.fillRect(start, 0, int(0.3 * self.width()), self.height(), QColor(tokens().accent))


class ProgressPanel(QFrame):
    """How far a job is, in words and as a bar, with Cancel; feed it with ``show_step``."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(_("Annuler"))
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._what)
        column.addLayout(row)

    def show_step(self, done: int, total: int, what: str = "") -> None:
        """Show ``done`` of ``total`` (0 when nobody knows) and what is being done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(what or _("Avancement"))
        self._what.setText(what)

"""The second window, for the beamer: the current item, what comes out of it and the time, in large type."""

from PySide6.QtCore import QKeyCombination, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pstdesk.i18n import _, ngettext
from pstdesk.ui.elections.beamer_board import BeamerBoard
from pstdesk.ui.meetings.beamer_screen import BeamerResult, BeamerScreen
from pstdesk.ui.theme import Tone, dress, font_of_size, tokens
from pstdesk.ui.widgets.labels import label

_WIDTH, _HEIGHT = 56, 32
"""The window in units of type: text of size 1 is readable from the back of a room."""
_SMALLER = (1.0, 0.86, 0.74, 0.64)
"""How much smaller decisions and actions become before the oldest make room."""
_SPACES = ((1, 1), (7, 2))
"""Of the layout, where there is nothing but room, above and below what is shown, and how much of it."""
_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}

_TOGGLES = (
    QKeyCombination(Qt.Key.Key_F5),
    QKeyCombination(Qt.Modifier.CTRL | Qt.Modifier.SHIFT, Qt.Key.Key_V),
)
"""The keys of the main window that opened it close it from here too."""


class BeamerWindow(QWidget):
    """Fills the second screen where there is one; Escape or F5 closes it, Page Up and Down change item."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self)
        self.setWindowTitle(_("Vidéoprojecteur"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the program ends with its own window
        self.setMinimumSize(480, 270)
        self._screen: BeamerScreen | None = None
        self.body, self.when = label("", wrap=True), label("", "muted", wrap=True)
        self.clock = label("")
        self.item, self.presenter = label("", wrap=True), label("", "muted", wrap=True)
        self.left = _Tinted()
        self.upcoming = label("", "muted", wrap=True)
        self.more = label("", "muted")
        self.results: list[_ResultCard] = []
        self.board = BeamerBoard()
        """The candidates of an election and its results, in the place of what an item decides."""
        self._column = QVBoxLayout()
        self._lay_out()

    def open_beside(self, window: QWidget) -> None:
        """Fill another screen than that of ``window``, which keeps the keyboard.

        With one screen it stands in front of ``window``, where it would not be seen otherwise, and has the
        keyboard; ``window`` gets it back when it is closed.
        """
        other = next((screen for screen in QGuiApplication.screens() if screen is not window.screen()), None)
        if other is None:
            self.resize(QSize(1120, 630).boundedTo(window.screen().availableGeometry().size()))
            self.show()
            self.raise_()
            self.activateWindow()
            self.closed.connect(window.raise_)
            self.closed.connect(window.activateWindow)
        else:
            self.setGeometry(other.geometry())
            self.showFullScreen()
            window.activateWindow()

    def show_screen(self, screen: BeamerScreen) -> None:
        """Show ``screen``; nothing moves where it is what is shown already."""
        before, self._screen = self._screen, screen
        if screen == before:
            return
        for shown, words in (
            (self.body, screen.body),
            (self.when, screen.when),
            (self.clock, screen.clock),
            (self.item, screen.item),
            (self.presenter, screen.presenter),
            (self.upcoming, screen.upcoming),
        ):
            shown.setText(words)
            shown.setVisible(bool(words))
        self.left.show_words(screen.left, screen.left_tone)
        self.board.show_board(screen.election)
        if before is None or before.results != screen.results:
            self._show_results(screen.results)
        self._fit()

    def _show_results(self, results: tuple[BeamerResult, ...]) -> None:
        for card in self.results:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.results = [_ResultCard(result) for result in results]
        for card in self.results:
            self._column.addWidget(card)

    def _fit(self) -> None:
        """Set the type by the size of the window, and smaller where there is much to read."""
        unit = min(self.width() / _WIDTH, self.height() / _HEIGHT)
        if unit <= 0:
            return
        held = not self.board.isHidden()
        for shown, size, bold in (
            (self.body, 1.0, True),
            (self.when, 0.8, False),
            (self.clock, 1.3, True),
            (self.item, 1.5 if held else 2.0, True),
            (self.presenter, 0.9, False),
            (self.upcoming, 0.9, False),
            (self.more, 0.8, False),
        ):
            shown.setFont(_type(self.font(), unit * size, bold=bold))
        self.left.setFont(_type(self.font(), unit * 1.1, bold=True))
        margin = round(unit * 1.6)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(round(unit * 0.5))
        self._column.setSpacing(round(unit * 0.4))
        self._column.setContentsMargins(0, round(unit), 0, 0)
        self.board.set_unit(unit)
        for place, stretch in _SPACES:
            # the board takes all the room there is
            whole.setStretch(place, 0 if held else stretch)
        self._fit_results(unit)

    def _fit_results(self, unit: float) -> None:
        self.more.hide()
        for card in self.results:
            card.show()
        for smaller in _SMALLER:
            for card in self.results:
                card.set_size(self.font(), unit * 1.15 * smaller)
            if self._fits():
                return
        for place, card in enumerate(self.results[:-1], start=1):
            card.hide()
            words = ngettext("et {n} autre avant", "et {n} autres avant", place)
            self.more.setText(words.format(n=place))
            self.more.show()
            if self._fits():
                return

    def _fits(self) -> bool:
        whole = self.layout()
        assert whole is not None
        whole.activate()
        return whole.totalHeightForWidth(self.width()) <= self.height()

    def _lay_out(self) -> None:
        title = QVBoxLayout()
        title.setSpacing(0)
        title.addWidget(self.body)
        title.addWidget(self.when)
        head = QHBoxLayout()
        head.addLayout(title, 1)
        head.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(self.left, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.upcoming, 1)
        self.upcoming.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addStretch(1)
        whole.addWidget(self.item)
        whole.addWidget(self.presenter)
        whole.addWidget(self.more)
        whole.addLayout(self._column)
        whole.addWidget(self.board, 1)
        whole.addStretch(2)
        whole.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape or event.keyCombination() in _TOGGLES:
            self.close()
        elif step is not None:
            # With Ctrl as in the window, and without: so do the remote controls of speakers.
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class _ResultCard(QFrame):
    """One decision or action, in its tint, with who and by when."""

    def __init__(self, result: BeamerResult) -> None:
        super().__init__()
        self._result = result
        self._sign = label(result.sign)
        self._text = label(result.text, wrap=True)
        self._remark = label(result.remark, "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._remark)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(words, 1)
        self._remark.setVisible(bool(result.remark))

    def set_size(self, font: QFont, pixels: float) -> None:
        """Set the type of the words to ``pixels``."""
        self._sign.setFont(_type(font, pixels, bold=True))
        self._sign.setMinimumWidth(self._sign.fontMetrics().horizontalAdvance("D1"))
        self._text.setFont(_type(font, pixels))
        self._remark.setFont(_type(font, pixels * 0.85))
        room = round(pixels * 0.5)
        self._line.setContentsMargins(room * 2, room, room * 2, room)
        self._line.setSpacing(room * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.good_soft if self._result.kind == "D" else colours.accent_soft))
        painter.drawRoundedRect(self.rect(), 10, 10)


class _Tinted(QLabel):
    """A word in the tint of its tone, of any size."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone: Tone = "neutral"
        self.hide()

    def show_words(self, words: str, tone: Tone) -> None:
        """Show ``words``, or nothing."""
        self._tone = tone
        self.setText(words)
        self.setVisible(bool(words))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + metrics.height(), round(metrics.height() * 1.5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, tint = tokens().tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        radius = self.height() / 2
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


def _type(font: QFont, pixels: float, *, bold: bool = False) -> QFont:
    sized = font_of_size(font, 1, bold=bold)
    sized.setPixelSize(max(8, round(pixels)))
    return sized

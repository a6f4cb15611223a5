"""A tinted box inside a form or a page: what one should know before going on."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from pstdesk.ui.theme import Tone, tokens
from pstdesk.ui.widgets.labels import label


class Notice(QFrame):
    """Says a sentence in the tint of its tone, with a link for each thing one may do; hidden while empty."""

    def __init__(self, tone: Tone = "warning", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._words = label("", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(2)
        self._column.addWidget(self._words)
        self._links: list[QPushButton] = []
        self.hide()

    @property
    def sentence(self) -> str:
        """The sentence shown, or nothing."""
        return "" if self.isHidden() else self._words.text()

    @property
    def links(self) -> tuple[QPushButton, ...]:
        """What is offered under the sentence."""
        return tuple(self._links)

    def set_tone(self, tone: Tone) -> None:
        """Tint what is said from now on."""
        self._tone = tone
        self.update()

    def say(self, sentence: str, links: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Show ``sentence``, or nothing; each link is its words and what it does."""
        for link in self._links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [self._link(words, do) for words, do in links]
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        self.updateGeometry()

    def _link(self, words: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("role", "link")
        made.setAutoDefault(False)
        made.clicked.connect(lambda: do())
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().tone(self._tone)[1])
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)

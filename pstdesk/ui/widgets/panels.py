"""Panels: a card with a heading, and what stands in an empty place."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pstdesk.ui.widgets.labels import ElidedLabel, label


class Card(QFrame):
    """A white panel with a heading at its left, a muted remark at its right, and a body below."""

    def __init__(self, heading: str = "", remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._heading = label(heading, "heading")
        self._remark = ElidedLabel(remark, "muted")
        self._remark.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(8)
        self._tools.addWidget(self._heading)
        self._tools.addWidget(self._remark, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(8)
        whole.addLayout(self._tools)
        whole.addLayout(self.body, 1)
        # Takes what is left when the body is empty, so that the heading stays at the top.
        whole.addStretch(0)
        self.set_heading(heading, remark)

    def set_heading(self, heading: str, remark: str = "") -> None:
        """Change the heading and the remark."""
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self._remark.setText(remark)
        self._remark.setVisible(bool(heading or remark))

    def add_tool(self, widget: QWidget) -> None:
        """Add a small button or field at the end of the heading's line."""
        self._tools.addWidget(widget)


class EmptyState(QWidget):
    """Says what will be here and offers the first step."""

    def __init__(
        self,
        title: str,
        text: str = "",
        action: str = "",
        do: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = label(title, "heading", wrap=True)
        self._text = label(text, "muted", wrap=True)
        self.button = QPushButton(action)
        if not action:
            self.button.hide()
        if do is not None:
            self.button.clicked.connect(lambda: do())
        column = QWidget()
        column.setMaximumWidth(440)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(words)
        self._text.setVisible(bool(text))
        inside.addSpacing(4)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 100)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 8)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)


def scrolled(widget: QWidget) -> QScrollArea:
    """Return ``widget`` in a scrolling area without a frame, as wide as the room it gets."""
    widget.setProperty("role", "scrolled")
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area

"""A quiet button that opens a menu."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from pstdesk.ui.icons import icon


class MenuButton(QPushButton):
    """Shows a word with a small arrow after it; ``menu`` is filled by whom it belongs to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIcon(icon("chevron-down", "muted"))
        self.setIconSize(QSize(16, 16))
        self.choices = QMenu(self)
        self.clicked.connect(lambda: drop(self, self.choices))


class MoreButton(QToolButton):
    """Three dots: what else can be done here."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("more"))
        self.setIconSize(QSize(20, 20))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.choices = QMenu(self)
        self.clicked.connect(lambda: drop(self, self.choices))


def drop(button: QWidget, menu: QMenu) -> None:
    """Open ``menu`` under the right end of ``button``."""
    corner = button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 2))
    menu.popup(corner)

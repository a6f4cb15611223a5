"""The papers of a meeting as a whole, in a dialog of their own."""

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.ui.meetings.papers import Papers
from pstdesk.ui.meetings.papers_box import PapersBox
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.labels import label


class PapersDialog(QDialog):
    """Shows and changes at once what is attached to a meeting and to none of its items."""

    def __init__(self, desk: Desk, meeting_id: int, papers: Papers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Pièces jointes à la séance"))
        self.setMinimumWidth(480)
        self.papers = PapersBox(desk, meeting_id, None, papers)
        self.papers.heading.hide()  # the window's title says it
        self.papers.resized.connect(self.adjustSize)
        self.finished.connect(self.deleteLater)
        inside = QVBoxLayout()
        inside.setContentsMargins(22, 18, 22, 18)
        inside.setSpacing(12)
        about = _("Ces pièces valent pour toute la séance. Celles d’un point se joignent à ce point.")
        inside.addWidget(label(about, "muted", wrap=True))
        inside.addWidget(self.papers)
        inside.addStretch(1)
        close = QPushButton(_("Fermer"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QFrame()
        foot.setProperty("role", "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(22, 12, 22, 12)
        row.addStretch(1)
        row.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(foot)

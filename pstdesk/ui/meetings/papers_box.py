"""The files attached to an agenda item, or to a meeting as a whole, as a short list with what can be done."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.i18n import _, format_size
from pstdesk.services.agenda import ItemRow
from pstdesk.services.attachments import PaperRow, paper_rows
from pstdesk.ui.icons import icon
from pstdesk.ui.meetings.papers import Papers
from pstdesk.ui.operations import Desk
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.ordered import local_files

_ROW = 30
_MOST_ROWS = 4


class PapersBox(QWidget):
    """Lists the papers of ``item``, or of the whole meeting where it is None, and changes them at once."""

    resized = Signal()
    """More or less is shown than before."""

    def __init__(self, desk: Desk, meeting_id: int, item: ItemRow | None, papers: Papers) -> None:
        super().__init__()
        self._desk = desk
        self._meeting_id = meeting_id
        self._item = item
        self._rows: tuple[PaperRow, ...] = ()
        self.papers = papers.within(self, self._say)
        self.notice = Notice("neutral")
        self.heading = label(_("Pièces jointes"), "label")
        self.list = QListWidget()
        self.list.hide()
        self.heading.setBuddy(self.list)
        self.list.setAccessibleName(_("Pièces jointes"))
        self.list.setProperty("role", "field")
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self.open())
        self.list.currentRowChanged.connect(self._enable)
        self.empty = label(
            _("Aucune pour l’instant : déposez ici des fichiers, ou joignez-les."), "muted", wrap=True
        )
        self.add = _button(_("Joindre…"), self.choose)
        self.show_paper = _button(_("Ouvrir"), self.open)
        self.copy = _button(_("Enregistrer une copie…"), self.save)
        self.remove = _button(_("Retirer"), self.take_off)
        self.setAcceptDrops(True)
        self._lay_out()
        self.reload()

    @property
    def rows(self) -> tuple[PaperRow, ...]:
        """The papers shown."""
        return self._rows

    def reload(self) -> None:
        """Read the papers again."""
        reading = self._desk.read(self, lambda session: paper_rows(session, self._meeting_id))
        reading.once("papers").success(self._show).start()

    def choose(self) -> None:
        """Ask for files and attach them."""
        self.papers.choose(self._meeting_id, self._item, self.reload)

    def open(self) -> None:
        """Open the current paper."""
        paper = self._current()
        if paper is not None:
            self.papers.open(paper)

    def save(self) -> None:
        """Save a copy of the current paper."""
        paper = self._current()
        if paper is not None:
            self.papers.save(paper)

    def take_off(self) -> None:
        """Remove the current paper."""
        paper = self._current()
        if paper is not None:
            self.papers.remove(paper, self.reload)

    def _current(self) -> PaperRow | None:
        place = self.list.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _show(self, rows: tuple[PaperRow, ...]) -> None:
        item_id = None if self._item is None else self._item.id
        self._rows = tuple(
            row for row in rows if row.item_id == item_id and row.purpose is AttachmentPurpose.PAPER
        )
        place = max(0, self.list.currentRow())
        self.list.clear()
        for row in self._rows:
            shown = QListWidgetItem(icon("paperclip", "muted"), f"{row.name} · {format_size(row.size)}")
            shown.setToolTip(row.name)
            shown.setSizeHint(QSize(0, _ROW))
            self.list.addItem(shown)
        self.list.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self.list.setFixedHeight(_ROW * min(len(self._rows), _MOST_ROWS) + 10)
        self.list.setCurrentRow(min(place, len(self._rows) - 1))
        self._enable()
        self.resized.emit()

    def _enable(self, _place: int = 0) -> None:
        for button in (self.show_paper, self.copy, self.remove):
            button.setVisible(bool(self._rows))
            button.setEnabled(self._current() is not None)

    def _say(
        self,
        sentence: str,
        *,
        tone: Tone = "neutral",
        action: str = "",
        do: Any = None,
        passing: bool = False,
    ) -> None:
        def act() -> None:
            self.notice.say("")
            do()

        self.notice.set_tone(tone)
        self.notice.say(sentence, ((action, act),) if do is not None else ())
        self.resized.emit()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(16)
        for button in (self.add, self.show_paper, self.copy, self.remove):
            tools.addWidget(button)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.empty)
        column.addWidget(self.list)
        column.addLayout(tools)
        column.addWidget(self.notice)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Before the dialog hears of Enter, which would save and close it.
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.open()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.take_off()
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.papers.attach(self._meeting_id, local_files(event.mimeData()), self._item, self.reload)


def _button(words: str, do: Any) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("role", "link")
    made.setAutoDefault(False)
    made.clicked.connect(do)
    return made

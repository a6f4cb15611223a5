"""The left of a meeting: its agenda, a line to add to it, and what can be done with the current item."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMessageBox, QToolButton, QWidget

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.timetable import timetable, workload
from pstdesk.i18n import _
from pstdesk.services.agenda import ItemRow
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui.icons import icon
from pstdesk.ui.meetings.agenda_list import AgendaList
from pstdesk.ui.meetings.agenda_work import AgendaWork, place_after
from pstdesk.ui.meetings.drafts import Drafts
from pstdesk.ui.meetings.item_dialog import ItemDialog
from pstdesk.ui.meetings.new_item_line import NewItemLine
from pstdesk.ui.meetings.papers import Papers
from pstdesk.ui.meetings.state_menu import fill_state_menu
from pstdesk.ui.meetings.words import workload_words
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.ordered import local_files
from pstdesk.ui.widgets.panels import Card
from pstdesk.ui.widgets.pill import Pill


class AgendaPanel(Card):
    """Adds, corrects, orders and takes away items; writes through the desk and waits to be shown anew."""

    writing_asked = Signal()

    def __init__(self, frame: Frame, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(_("Ordre du jour"), parent=parent)
        self._frame = frame
        self._drafts = drafts
        self._papers = Papers(frame, self)
        self._work = AgendaWork(frame, self)
        self._page: MeetingPage | None = None
        self.setAcceptDrops(True)
        self.over = Pill()
        self.list = AgendaList()
        self.list.takes_files = True
        self.list.writing_asked.connect(self.writing_asked)
        self.list.editing_asked.connect(self.edit)
        self.list.removal_asked.connect(self.remove)
        self.list.move_asked.connect(self.move_item)
        self.list.menu_asked.connect(self._show_menu)
        self.list.drop_asked.connect(self._order)
        self.list.files_dropped.connect(self._attach)
        self.new_item = NewItemLine()
        self.new_item.title_typed.connect(self._add)
        self.body.addWidget(self.over, 0, Qt.AlignmentFlag.AlignRight)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.new_item)
        self.body.addLayout(self._make_tools())

    def show_page(self, page: MeetingPage, *, locked: bool) -> None:
        """Show the agenda of ``page``."""
        self._page = page
        form = page.head.form
        # What was withdrawn takes no time.
        minutes = [
            0 if item.state is ItemState.WITHDRAWN else item.form.planned_minutes for item in page.items
        ]
        planned, over = workload_words(workload(form.starts_at, form.ends_at, minutes))
        self.set_heading(_("Ordre du jour"), planned)
        self.over.show_state(over, "warning")
        held = page.head.state is MeetingState.HELD
        self.list.show_items(page.items, held=held, begins=timetable(form.starts_at, minutes))
        self.list.setDragEnabled(not locked)
        self.list.takes_files = not locked
        self.new_item.setEnabled(not locked)
        for tool in self._buttons:
            tool.setEnabled(bool(page.items) and not locked)

    def edit(self) -> None:
        """Correct the current item in a dialog."""
        item = self.list.current_item()
        page = self._page
        if item is not None and page is not None and self.new_item.isEnabled():
            ItemDialog(self._frame, page.head, item, self._papers, self.window()).open()

    def remove(self) -> None:
        """Take the current item off the agenda; asked first only where something was written about it."""
        item = self.list.current_item()
        page = self._page
        if item is None or page is None or not self.new_item.isEnabled():
            return
        draft = self._drafts.draft(item.id)
        notes = item.notes if draft is None else draft.text
        has_results = any(row.item_id == item.id for row in page.decisions) or any(
            row.item_id == item.id for row in page.actions
        )
        if page.head.state is not MeetingState.HELD and (notes.strip() or has_results):
            self._ask_before_removing(item)
        else:
            self._work.remove(item)

    def move_item(self, steps: int) -> None:
        """Move the current item up or down by ``steps`` places."""
        item = self.list.current_item()
        if item is not None and self.new_item.isEnabled():
            self._work.move(item, steps)

    def set_state(self, state: ItemState) -> None:
        """Say what became of the current item."""
        item = self.list.current_item()
        if item is not None:
            self._work.set_state(item, state)

    def _add(self, title: str, beside: bool) -> None:
        if self._page is not None:
            position = place_after(self._page.items, self.list.current_item()) if beside else None
            self._work.add(self._page.head.id, self.new_item, title, position)

    def _order(self, place: int, gap: int) -> None:
        if self._page is not None:
            self._work.order(self._page.head.id, self.list.items, place, gap)

    def _attach(self, files: object, place: int) -> None:
        if self._page is not None and isinstance(files, list):
            item = self.list.items[place] if place >= 0 else None
            self._papers.attach(self._page.head.id, files, item)

    def _ask_before_removing(self, item: ItemRow) -> None:
        question = QMessageBox(self.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(_("Retirer un point"))
        question.setText(_("Retirer « {title} » de l’ordre du jour ?").format(title=item.form.title))
        question.setInformativeText(_("Ses notes, ses décisions et ses actions seront effacées avec lui."))
        verb = question.addButton(_("Retirer le point"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(_("Garder"), QMessageBox.ButtonRole.RejectRole))
        verb.clicked.connect(lambda: self._work.remove(item))
        question.open()

    def _make_tools(self) -> QHBoxLayout:
        wanted = (
            ("up", _("Monter"), "Ctrl+Up", lambda: self.move_item(-1)),
            ("down", _("Descendre"), "Ctrl+Down", lambda: self.move_item(1)),
            ("edit", _("Modifier"), "F2", self.edit),
            ("close", _("Retirer"), "Del", self.remove),
        )
        row = QHBoxLayout()
        row.setSpacing(4)
        self._buttons: list[QToolButton] = []
        for name, words, key, do in wanted:
            tool = QToolButton()
            tool.setIcon(icon(name))
            tool.setIconSize(QSize(18, 18))
            native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            tool.setAccessibleName(words)
            tool.setToolTip(f"{words} ({native})")
            tool.clicked.connect(do)
            # The keys do the same in the list; by Tab there would be four stops more.
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(tool)
            self._buttons.append(tool)
        row.addStretch(1)
        return row

    def _show_menu(self, at: QPoint) -> None:
        item = self.list.current_item()
        if item is None or self._page is None or not self.new_item.isEnabled():
            return
        menu = QMenu(self)
        menu.setObjectName("item")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Modifier…"), self.edit)
        meeting_id = self._page.head.id
        menu.addAction(_("Joindre des fichiers…"), lambda: self._papers.choose(meeting_id, item))
        menu.addAction(_("Monter"), lambda: self.move_item(-1))
        menu.addAction(_("Descendre"), lambda: self.move_item(1))
        menu.addSeparator()
        if self._page.head.state is MeetingState.HELD:
            fill_state_menu(menu, item.state, self.set_state)
            menu.addSeparator()
        elif item.state is ItemState.WITHDRAWN:
            menu.addAction(_("Reprendre le point"), lambda: self._work.set_state(item, ItemState.OPEN))
        elif item.carried:
            menu.addAction(_("Ne plus reporter"), lambda: self._work.drop(item))
        menu.addAction(_("Retirer"), self.remove)
        menu.popup(self.list.viewport().mapToGlobal(at))

    # Files dropped beside the list belong to the meeting as a whole.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.new_item.isEnabled() and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._attach(local_files(event.mimeData()), -1)

"""The left of a meeting: its agenda, a line to add to it, and what can be done with the current item."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QMessageBox, QToolButton, QWidget

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import _, format_duration
from pstdesk.services import agenda
from pstdesk.services.agenda import ItemForm, ItemRow
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui.icons import icon
from pstdesk.ui.meetings.agenda_list import AgendaList
from pstdesk.ui.meetings.drafts import Drafts
from pstdesk.ui.meetings.item_dialog import ItemDialog
from pstdesk.ui.meetings.state_menu import fill_state_menu
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.panels import Card


class AgendaPanel(Card):
    """Adds, corrects, orders and takes away items; writes through the desk and waits to be shown anew."""

    writing_asked = Signal()

    def __init__(self, frame: Frame, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(_("Ordre du jour"), parent=parent)
        self._frame = frame
        self._drafts = drafts
        self._adding = ""
        self._page: MeetingPage | None = None
        self.list = AgendaList()
        self.list.writing_asked.connect(self.writing_asked)
        self.list.editing_asked.connect(self.edit)
        self.list.removal_asked.connect(self.remove)
        self.list.move_asked.connect(self.move_item)
        self.list.menu_asked.connect(self._show_menu)
        self.new_item = QLineEdit()
        self.new_item.setPlaceholderText(_("Ajouter un point, puis Entrée"))
        self.new_item.setAccessibleName(_("Nouveau point de l’ordre du jour"))
        self.new_item.returnPressed.connect(self._add)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.new_item)
        self.body.addLayout(self._make_tools())

    def show_page(self, page: MeetingPage, *, locked: bool) -> None:
        """Show the agenda of ``page``."""
        self._page = page
        planned = sum(item.form.planned_minutes or 0 for item in page.items)
        self.set_heading(_("Ordre du jour"), format_duration(planned) if planned else "")
        self.list.show_items(page.items, held=page.head.state is MeetingState.HELD)
        self.new_item.setEnabled(not locked)
        for tool in self._buttons:
            tool.setEnabled(bool(page.items) and not locked)

    def edit(self) -> None:
        """Correct the current item in a dialog."""
        item = self.list.current_item()
        if item is not None and self.new_item.isEnabled():
            ItemDialog(self._frame.desk, item, self.window()).open()

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
            self._remove(item)

    def move_item(self, steps: int) -> None:
        """Move the current item up or down by ``steps`` places."""
        item = self.list.current_item()
        if item is not None and self.new_item.isEnabled():
            self._frame.desk.write(self, lambda session: agenda.move_item(session, item.id, steps)).start()

    def set_state(self, state: ItemState) -> None:
        """Say what became of the current item."""
        item = self.list.current_item()
        if item is not None:
            writing = self._frame.desk.write(
                self, lambda session: agenda.set_item_state(session, item.id, state)
            )
            writing.start()

    def _add(self) -> None:
        typed = self.new_item.text()
        page = self._page
        if page is None or not typed.strip() or typed == self._adding:  # Enter was held down
            return
        meeting_id = page.head.id
        self._adding = typed

        def added(_item_id: int) -> None:
            # What was typed meanwhile stays.
            if self.new_item.text() == typed:
                self.new_item.clear()

        # Selected, so that the next title takes its place if the base is slow to answer.
        self.new_item.selectAll()
        form = ItemForm(typed)
        adding = self._frame.desk.write(self, lambda session: agenda.add_item(session, meeting_id, form))
        adding.success(added).finished(self._added).start()

    def _added(self) -> None:
        self._adding = ""

    def _remove(self, item: ItemRow) -> None:
        def removed(_nothing: None) -> None:
            self._frame.say(
                _("Le point « {title} » est retiré de l’ordre du jour.").format(title=item.form.title),
                action=_("Rétablir"),
                do=lambda: self._restore(item),
            )

        removing = self._frame.desk.write(self, lambda session: agenda.remove_item(session, item.id))
        removing.success(removed).start()

    def _restore(self, item: ItemRow) -> None:
        page = self._page
        if page is None:
            return
        meeting_id = page.head.id

        form = replace(item.form, version=None)
        restoring = self._frame.desk.write(
            self, lambda session: agenda.add_item(session, meeting_id, form, item.position)
        )
        restoring.start()

    def _ask_before_removing(self, item: ItemRow) -> None:
        question = QMessageBox(self.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(_("Retirer un point"))
        question.setText(_("Retirer « {title} » de l’ordre du jour ?").format(title=item.form.title))
        question.setInformativeText(_("Ses notes, ses décisions et ses actions seront effacées avec lui."))
        verb = question.addButton(_("Retirer le point"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(_("Garder"), QMessageBox.ButtonRole.RejectRole))
        verb.clicked.connect(lambda: self._remove(item))
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
        menu.addAction(_("Monter"), lambda: self.move_item(-1))
        menu.addAction(_("Descendre"), lambda: self.move_item(1))
        if self._page.head.state is MeetingState.HELD:
            menu.addSeparator()
            fill_state_menu(menu, item.state, self.set_state)
        menu.addSeparator()
        menu.addAction(_("Retirer"), self.remove)
        menu.popup(self.list.viewport().mapToGlobal(at))

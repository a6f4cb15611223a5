"""The members of one body: who sits there, in what capacity, and who left."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.interval import is_over
from pstdesk.domain.names import spoken_name
from pstdesk.i18n import _
from pstdesk.services.committee_page import CommitteePage, MemberRow
from pstdesk.ui import clock
from pstdesk.ui.committees.enrol_dialog import EnrolDialog
from pstdesk.ui.committees.leave_dialog import LeaveDialog, MembershipDialog
from pstdesk.ui.committees.tables import member_columns
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.table import RowTable


class MembersTab(QWidget):
    """The table of the members; Enter opens the person, Delete ends the registration."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._page: CommitteePage | None = None
        self.table = RowTable("members", member_columns(clock.today()), frame.preferences, sort="name")
        self.table.setAccessibleName(_("Membres"))
        self.former = QCheckBox()
        self.former.toggled.connect(lambda _checked: self._fill())
        self.change = QPushButton(_("Modifier…"))
        self.change.clicked.connect(self.change_current)
        self.end = QPushButton(_("Fin d’inscription…"))
        self.end.clicked.connect(self.end_current)
        self._lay_out()
        self.table.row_opened.connect(lambda row: frame.go("people", row.person_id))
        self.table.row_selected.connect(self._row_selected)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table, self.end_current)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.set_empty(
            EmptyState(
                _("Personne n’est encore inscrit"),
                _("Inscrivez les personnes qui siègent dans cette instance : elles seront attendues à "
                  "ses séances et convoquées avec les autres."),
                _("Inscrire une personne"),
                self.enrol,
            )
        )  # fmt: skip
        self._row_selected(None)

    def show_page(self, page: CommitteePage) -> None:
        """Show the members of ``page``."""
        self._page = page
        n = len(page.former)
        self.former.setText(_("Avec les anciens ({n})").format(n=n))
        self.former.setVisible(bool(n))
        self.end.setVisible(not page.archived)
        self.change.setVisible(not page.archived)
        self._fill()

    def enrol(self) -> None:
        """Ask whom to register."""
        if self._page is not None and not self._page.archived:
            EnrolDialog(self._frame, self._page.id, self._page.form.short_name, self.window()).open()

    def end_current(self) -> None:
        """Ask from when the person selected is no longer registered."""
        row = self._current()
        if row is not None and self._page is not None:
            called = self._page.form.short_name
            name = spoken_name(row.given_name, row.family_name)
            LeaveDialog(self._frame, row.id, name, called, self.window()).open()

    def change_current(self) -> None:
        """Correct the registration selected."""
        row = self.table.current_row()
        if row is not None and self._page is not None:
            person = (row.person_id, spoken_name(row.given_name, row.family_name))
            MembershipDialog(self._frame, self._page.id, row.id, person, self.window()).open()

    def _current(self) -> MemberRow | None:
        row = self.table.current_row()
        over = row is not None and is_over(row.ends_on, clock.today())
        return None if over else row

    def _fill(self) -> None:
        if self._page is None:
            return
        shown = self.former.isChecked() and not self.former.isHidden()
        self.table.set_rows((*self._page.members, *(self._page.former if shown else ())))

    def _row_selected(self, row: MemberRow | None) -> None:
        self.change.setEnabled(row is not None)
        self.end.setEnabled(self._current() is not None)

    def _offer(self, at: QPoint) -> None:
        row = self.table.current_row()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Ouvrir la fiche"), lambda: self._frame.go("people", row.person_id))
        menu.addAction(_("Modifier l’inscription…"), self.change_current)
        menu.addAction(self.end.text(), self.end_current).setEnabled(self._current() is not None)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.former)
        tools.addStretch(1)
        tools.addWidget(self.change)
        tools.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addLayout(tools)

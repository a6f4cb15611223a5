"""One body: its head, and behind tabs its members, meetings, mandates and seats."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pstdesk.domain.committee import LevelKind
from pstdesk.i18n import _
from pstdesk.services import archives, committees
from pstdesk.services.actions import ActionsFilter
from pstdesk.services.committee_page import CommitteePage
from pstdesk.services.mandate_standing import NO_ELECTION, MandateStanding
from pstdesk.services.seats import SeatRow
from pstdesk.services.standing_items import StandingItemRow
from pstdesk.ui import clock
from pstdesk.ui.actions.open_actions import OpenActions
from pstdesk.ui.committees.committee_dialog import CommitteeDialog
from pstdesk.ui.committees.mandates_tab import MandatesTab
from pstdesk.ui.committees.members_tab import MembersTab
from pstdesk.ui.committees.seats_tab import SeatsTab
from pstdesk.ui.committees.standing_tab import StandingTab
from pstdesk.ui.committees.tables import meeting_columns
from pstdesk.ui.committees.words import body_line, referent_line
from pstdesk.ui.icons import icon
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.pill import Pill
from pstdesk.ui.widgets.table import RowTable

_MEMBERS, _MEETINGS, _MANDATES, _SEATS, _STANDING, _ACTIONS = range(6)


@dataclass(frozen=True, slots=True)
class Body:
    """What is read of one body to show it."""

    page: CommitteePage
    seats: tuple[SeatRow, ...]
    standing: tuple[StandingItemRow, ...] = ()
    mandates: MandateStanding = NO_ELECTION


class BodyView(QWidget):
    """Shows one body and changes it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._page: CommitteePage | None = None
        self._tab_words: tuple[tuple[str, int], ...] = ()
        self._open_count = 0
        """How many actions of the body are open."""
        self.name = label("", "title", wrap=True)
        self.line = label("", "muted", wrap=True)
        self.referent = label("", "muted", wrap=True)
        self.to_elect = Pill()
        self.put_away = Pill()
        self.edit = QPushButton(_("Modifier…"))
        self.edit.clicked.connect(self.change)
        self.restore = QPushButton(_("Rétablir"))
        self.restore.clicked.connect(self._restore_shown)
        self.more = QToolButton()
        self.more.setIcon(icon("more"))
        self.more.setAccessibleName(_("Autres actions"))
        self.more.setToolTip(_("Autres actions"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.addAction(_("Archiver l’instance"), self.archive)
        self.more.setMenu(menu)
        self.members = MembersTab(frame)
        self.standing = StandingTab(frame)
        self.seats = SeatsTab(frame)
        self.meetings = RowTable("meetings_of_committee", meeting_columns(), frame.preferences)
        self.meetings.setAccessibleName(_("Séances"))
        self.meetings.row_opened.connect(lambda row: frame.go("meetings", row.id))
        self.mandates = MandatesTab(frame)
        self.open_actions = OpenActions(frame)
        self.open_actions.counted.connect(self._count_actions)
        self._teach()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Ce qu’il faut voir de l’instance"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        parts: tuple[QWidget, ...] = (
            self.members,
            self.meetings,
            self.mandates,
            self.seats,
            self.standing,
            self.open_actions,
        )
        for part in parts:
            self._stack.addWidget(part)
            self.tabs.addTab("")
        self.tabs.setTabToolTip(_STANDING, _("Points permanents de l’ordre du jour"))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._lay_out()

    @property
    def page(self) -> CommitteePage | None:
        """The body on show."""
        return self._page

    def show_body(self, body: Body) -> None:
        """Show ``body``; the tab stays if the body has it."""
        page = self._page = body.page
        form = page.form
        self.name.setText(f"{form.short_name}  {form.name}")
        self.line.setText(body_line(page))
        referent = referent_line(page, clock.today())
        self.referent.setText(referent)
        self.referent.setVisible(bool(referent))
        missing = form.elects_referent and not referent and not page.archived
        self.to_elect.show_state(_("référent à élire") if missing else "", "warning")
        self.put_away.show_state(_("archivée") if page.archived else "", "neutral")
        self.edit.setVisible(not page.archived)
        self.more.setVisible(not page.archived)
        self.restore.setVisible(page.archived)
        self.members.show_page(page)
        self.meetings.set_rows(page.meetings)
        self.mandates.show_mandates(page.id, page.mandates, body.mandates, archived=page.archived)
        self.seats.show_seats(page.id, body.seats, archived=page.archived)
        self.standing.show_items(page.id, body.standing, archived=page.archived)
        self.open_actions.read(ActionsFilter(committee_id=page.id))
        self._name_tabs(body)

    def _name_tabs(self, body: Body) -> None:
        words = (_("Membres"), _("Séances"), _("Mandats"), _("Sièges"), _("Points permanents"))
        page = body.page
        shown = (page.members, page.meetings, page.mandates, body.seats, body.standing)
        self._tab_words = (
            *((word, len(rows)) for word, rows in zip(words, shown, strict=True)),
            (_("Actions"), self._open_count),
        )
        by_office = bool(body.seats) or page.level_kind is LevelKind.STRATEGIC
        self.tabs.setTabVisible(_SEATS, by_office)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """Say on each tab how many rows it has, unless there is no room for all of that."""
        for place, (word, many) in enumerate(self._tab_words):
            self.tabs.setTabText(place, f"{word} ({many})" if many else word)
        if self.tabs.sizeHint().width() > self.tabs.width():
            for place, (word, _many) in enumerate(self._tab_words):
                self.tabs.setTabText(place, word)
            self.tabs.setTabText(_STANDING, _("Permanents"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def _count_actions(self, n: int) -> None:
        self._open_count = n
        self._tab_words = (*self._tab_words[:_ACTIONS], (_("Actions"), n))
        self._fit_tabs()

    def show_mandates(self) -> None:
        """Show the mandates, and put the keyboard on the next step about them."""
        self.tabs.setCurrentIndex(_MANDATES)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard into the list on show."""
        if self.tabs.currentIndex() == _STANDING:
            self.standing.take_focus()
            return
        if self.tabs.currentIndex() == _MANDATES:
            self.mandates.take_focus()
            return
        tables: dict[int, RowTable[Any]] = {
            _MEMBERS: self.members.table,
            _MEETINGS: self.meetings,
            _SEATS: self.seats.table,
            _ACTIONS: self.open_actions.table,
        }
        table = tables[self.tabs.currentIndex()]
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        if table.rows and table.current_row() is None:
            table.selectRow(0)

    def change(self) -> None:
        """Change the body."""
        if self._page is not None:
            CommitteeDialog(
                self._frame, self.window(), committee_id=self._page.id, form=self._page.form
            ).open()

    def archive(self) -> None:
        """Put the body away, with a way back."""
        page = self._page
        if page is None:
            return
        version = page.form.version or 0
        writing = self._frame.desk.write(
            self, lambda session: committees.archive_committee(session, page.id, version)
        )
        called = page.form.short_name
        said = _("L’instance {name} est archivée. Ses séances et son histoire restent.").format(name=called)
        writing.undoable(_("Archivage de {name}").format(name=called), said).start()

    def _restore_shown(self) -> None:
        page = self._page
        if page is not None:
            writing = self._frame.desk.write(
                self, lambda session: archives.restore_committee(session, page.id)
            )
            words = _("Retour de {name} des archives").format(name=page.form.short_name)
            writing.undoable(words).start()

    def _teach(self) -> None:
        self.meetings.set_empty(
            EmptyState(
                _("Aucune séance"),
                _("Les séances de cette instance se préparent dans « Séances » et se retrouvent ici."),
                _("Aller aux séances"),
                lambda: self._frame.go("meetings"),
            )
        )

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.name)
        names.addWidget(self.line)
        names.addWidget(self.referent)
        states = QHBoxLayout()
        states.setSpacing(8)
        for widget in (self.to_elect, self.put_away):
            states.addWidget(widget)
        states.addStretch(1)
        names.addLayout(states)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(names, 1)
        top.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        card = Card()
        card.body.setSpacing(12)
        card.body.addLayout(top)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

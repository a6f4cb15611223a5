"""The place Actions et décisions: two registers behind tabs, and in their place the action opened."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from pstdesk.i18n import _
from pstdesk.ui.actions.actions_list import ActionsList
from pstdesk.ui.actions.decisions_list import DecisionsList
from pstdesk.ui.actions.dialogs import NewActionDialog
from pstdesk.ui.actions.view import ActionView
from pstdesk.ui.lists.tabbed import TabbedLists
from pstdesk.ui.page import Frame, Page
from pstdesk.ui.widgets.segment import Segments

_ACTIONS = 0
_LIST, _BOARD = "list", "board"


class ActionsPage(Page):
    """Enter opens an action in the place of the register, Escape returns to it."""

    topics = frozenset(
        {"actions", "decisions", "meetings", "minutes", "committees", "people", "organisations"}
    )

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._lists_stale = True
        self.register = ActionsList(frame)
        self.decisions = DecisionsList(frame)
        registers = ((_("Actions"), self.register), (_("Décisions"), self.decisions))
        self.lists = TabbedLists(_("Actions ou décisions"), registers)
        self.tabs, self.count, self.clear = self.lists.tabs, self.lists.count, self.lists.clear
        self.switch = Segments((_("Liste"), _("Tableau")))
        self.lists.add_tool(self.switch)
        self.header.set_title(_("Actions et décisions"))
        self.header.set_primary(_("Nouvelle action"), self.add_action, "Ctrl+N")
        self.body.addWidget(self.lists, 1)
        self._connect()
        if frame.preferences.current.views.get("actions") == _BOARD:
            self.register.turn(to_board=True)

    @cached_property
    def view(self) -> ActionView:
        """The view of an action, made for the first one opened: a visit to the list does not wait for it."""
        view = ActionView(self.frame)
        view.left.connect(self.show_list)
        self.add_view(view, self.add_action)
        return view

    @property
    def _is_open(self) -> bool:
        """Whether an action stands in the place of the registers."""
        return "view" in vars(self) and not self.view.isHidden()

    # What the window calls

    def reload(self) -> None:
        """Read what is on screen; the registers, if they are not, when they come back."""
        self._lists_stale = True
        if self._is_open:
            self.view.reload()
        else:
            self._read_lists()

    def open_record(self, record_id: int) -> None:
        """Show an action in the place of the register."""
        self.show_view(self.view)
        self.view.open(record_id)
        self.view.take_focus()

    @property
    def shown_record(self) -> tuple[int | None, str]:
        """The action in the place of the register."""
        return (self.view.record_id if self._is_open else None), ""

    def take_focus(self) -> None:
        """Go to the register, or to the action that stands in its place."""
        if self._is_open:
            self.view.take_focus()
        else:
            self.lists.current.take_focus()

    # What people do

    def add_action(self) -> None:
        """Write down an action that no meeting decided."""
        chosen = self.register.committee.value()
        NewActionDialog(self.frame, self.window(), committee_id=chosen, made=self._made).open()

    def show_board(self, *, on: bool) -> None:
        """Show the actions as a board, or as a list."""
        self.switch.choose(int(on))
        self.frame.preferences.keep_view("actions", _BOARD if on else _LIST)
        self.register.show_board(on=on)

    def show_list(self) -> None:
        """Return to the register."""
        self.show_view(None)
        if self._lists_stale:
            self._read_lists()
        self.take_focus()

    def _made(self, action_id: int) -> None:
        if self._is_open:
            self.open_record(action_id)
            return
        self.tabs.setCurrentIndex(_ACTIONS)
        self.frame.say(
            _("L’action est ajoutée."),
            tone="good",
            action=_("L’ouvrir"),
            do=lambda: self.frame.go("actions", action_id),
        )

    def _read_lists(self) -> None:
        self._lists_stale = False
        self.register.read_anew()
        self.decisions.read_anew()

    # Making

    def _connect(self) -> None:
        self.lists.turned.connect(lambda tab: self.switch.setVisible(tab == _ACTIONS))
        self.switch.group.idClicked.connect(lambda place: self.show_board(on=bool(place)))
        self.register.counted.connect(lambda _words: self.switch.choose(int(self.register.as_board)))
        self.register.creation_asked.connect(self.add_action)
        self.register.opened.connect(self.open_record)
        for shown in (self.register.table, *(column.cards for column in self.register.board.columns)):
            new = QShortcut(QKeySequence(Qt.Key.Key_N), shown, self.add_action)
            new.setContext(Qt.ShortcutContext.WidgetShortcut)

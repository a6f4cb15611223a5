"""An election in the place of the three panes of its meeting, and these again when it is left."""

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from pstdesk.services.agenda import ItemRow
from pstdesk.services.election_page import ElectionPage
from pstdesk.ui.elections.beamer import election_board
from pstdesk.ui.elections.strip import ElectionStrip
from pstdesk.ui.elections.view import ElectionView
from pstdesk.ui.meetings.agenda_list import AgendaList
from pstdesk.ui.meetings.drafts import Drafts
from pstdesk.ui.meetings.panes import ThreePanes
from pstdesk.ui.page import Frame, Header


class ElectionPlace(QObject):
    """Swaps the panes for the election that the strip asks for; the header stays, without its own action."""

    board_shown = Signal(object)
    """What the beamer may show of the election on screen: a Board, or None where there is none any more."""

    def __init__(
        self,
        frame: Frame,
        header: Header,
        panes: ThreePanes,
        strip: ElectionStrip,
        agenda: AgendaList,
        drafts: Drafts,
    ) -> None:
        super().__init__(panes)
        self._frame = frame
        self._header = header
        self._panes = panes
        self._strip = strip
        self._agenda = agenda
        self._drafts = drafts
        self._item_id: int | None = None
        self._wanted: int | None = None
        self._room: QVBoxLayout | None = None
        self.view: ElectionView | None = None
        strip.election_asked.connect(self.open)
        agenda.item_chosen.connect(self._follow)

    def stand_in(self, room: QVBoxLayout) -> None:
        """Take the place of the panes in ``room``, in which they stand."""
        self._room = room

    @property
    def is_open(self) -> bool:
        """Whether an election is on screen."""
        return self.view is not None and not self.view.isHidden()

    def open(self, election_id: int) -> None:
        """Show an election in the place of the panes; what was typed there is written first."""
        self._drafts.save_all()
        current = self._agenda.current_item()
        self._item_id = None if current is None else current.id
        if self.view is None:
            self.view = ElectionView(self._frame)
            self.view.hide()
            self.view.left.connect(self.leave)
            self.view.shown.connect(self._show_board)
            assert self._room is not None
            self._room.addWidget(self.view, 1)
        self._panes.set_away(away=True)
        self.view.show()
        self.fit()
        self.view.open(election_id)

    def want(self, election_id: int | None) -> None:
        """Have an election shown once its meeting is, its item the current one."""
        self._wanted = election_id

    def open_wanted(self) -> None:
        """Show the election that was asked for, if one was."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.open(wanted)

    def leave(self) -> None:
        """Show the panes again, at the item whose election it was."""
        if not self.is_open or self.view is None:
            return
        self.view.flush()
        self.view.hide()
        self.board_shown.emit(None)
        self._panes.set_away(away=False)
        self.fit()
        self._strip.take_focus(self._agenda.setFocus)

    def reload(self) -> None:
        """Read the election on screen again."""
        if self.is_open and self.view is not None:
            self.view.reload()

    def take_focus(self) -> None:
        """Go where work on the election goes on."""
        if self.view is not None:
            self.view.take_focus()

    def finish(self) -> None:
        """Write all that was typed and return once the base has answered; the user waits so long."""
        if self.view is None:
            return
        self.view.flush()
        flags = QEventLoop.ProcessEventsFlag
        while self.view.is_under_way:
            QCoreApplication.processEvents(flags.WaitForMoreEvents | flags.ExcludeUserInputEvents)

    @property
    def is_settled(self) -> bool:
        """Whether the base has all that was typed about an election."""
        return self.view is None or self.view.is_settled

    @property
    def item_id(self) -> int | None:
        """The item whose election was opened last."""
        return self._item_id

    def fit(self) -> None:
        """Let the election's own step be the one primary action on screen."""
        self._header.give_way(away=self.is_open)

    def _show_board(self, page: ElectionPage) -> None:
        if self.is_open:
            self.board_shown.emit(election_board(page))

    def _follow(self, item: ItemRow | None) -> None:
        """Leave the election where another item is chosen, by a key or on the beamer."""
        if self.is_open and (item is None or item.id != self._item_id):
            self.leave()

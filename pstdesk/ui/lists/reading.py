"""A long list is shown from its first rows on; the others are read on a worker as one comes to them."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from pstdesk.services.listing import PAGE, Focus, Listing, Opening, Order, Window
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.table import RowTable


class ListReading(QObject):
    """Fills one table with what a listing says; ``shown(total)`` when it has.

    What is asked for is compared with what is on show: the same list read again keeps its place, its current
    row and its selection, and in another order too; other filters keep but the current row.
    """

    shown = Signal(int)

    def __init__(self, desk: Desk, table: RowTable[Any]) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._on_show: tuple[object, Order] | None = None
        """The filters and the order of what is on show."""
        self._reads_more = False
        self._more_soon = QTimer(self, singleShot=True, interval=0)
        self._more_soon.timeout.connect(self._read_more)
        table.model_of_rows.wanted.connect(lambda _place: self._more_soon.start())
        table.letters_typed.connect(self._find_letters)

    def read(self, filters: object, order: Order, listing: Listing[Any]) -> None:
        """Show ``listing``, which is what ``filters`` let through in ``order``."""
        asked = (filters, order)
        focus = self._table.focus_of(follow=asked != self._on_show)
        whole = not focus.follow or focus.record_id is not None or len(self._table.selected_places()) > 1

        def work(session: Any) -> Opening[Any] | Window[Any]:
            return listing.window(session, focus) if whole else listing.opening(session)

        reading = self._desk.read(self, work).once("list")
        reading.success(partial(self._show, asked, listing, focus)).start()

    def _show(
        self,
        asked: tuple[object, Order],
        listing: Listing[Any],
        focus: Focus,
        found: Opening[Any] | Window[Any],
    ) -> None:
        if self._on_show is not None and self._on_show[0] != asked[0]:
            self._table.clearSelection()  # what is done to those chosen is not done to others
        self._on_show = asked
        self._table.listing = listing
        if isinstance(found, Window):
            self._table.set_window(found, follow=focus.follow)
            self.shown.emit(len(found.ids))
            return
        self._table.set_opening(found)
        self.shown.emit(found.total)
        if found.ids is None:
            reading = self._desk.read(self, listing.ids).once("ids")
            reading.success(partial(self._take_ids, listing)).start()

    def _take_ids(self, listing: Listing[Any], ids: tuple[int, ...]) -> None:
        if listing is self._table.listing:
            self._table.set_ids(ids)
            self._more_soon.start()

    def _read_more(self) -> None:
        """Read the rows that are looked at and have not been read, and those around them."""
        listing = self._table.listing
        if listing is None or self._reads_more:
            return
        first, last = self._table.places_in_view()
        if not self._table.model_of_rows.unread(first, last):
            return
        wanted = self._table.model_of_rows.unread(first - PAGE // 2, last + PAGE // 2)
        self._reads_more = True
        reading = self._desk.read(self, lambda session: listing.rows(session, wanted))
        reading.success(self._take_more).finished(self._more_read).start()

    def _take_more(self, rows: tuple[Any, ...]) -> None:
        self._table.model_of_rows.fill(rows)
        # Meanwhile somebody may have scrolled on. Where nothing came, a record is gone for good.
        if rows:
            self._more_soon.start()

    def _more_read(self) -> None:
        self._reads_more = False

    def _find_letters(self, typed: str) -> None:
        listing = self._table.listing
        if listing is not None:
            reading = self._desk.read(self, lambda session: listing.beginning(session, typed)).once("letters")
            reading.success(self._go_to).start()

    def _go_to(self, record_id: int | None) -> None:
        if record_id is not None:
            self._table.select_id(record_id)

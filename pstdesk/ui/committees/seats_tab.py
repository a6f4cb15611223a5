"""The seats of a body that people hold by office: who holds them, which are vacant."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services import seats
from pstdesk.services.seats import SeatRow
from pstdesk.ui import clock
from pstdesk.ui.committees.seat_dialogs import HoldSeatDialog, SeatDialog, VacateDialog
from pstdesk.ui.committees.tables import seat_columns
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.table import RowTable


class SeatsTab(QWidget):
    """The table of the seats; Enter names a holder."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._committee_id = 0
        self.table = RowTable("seats", seat_columns(), frame.preferences)
        self.table.setAccessibleName(_("Sièges"))
        self.add = QPushButton(_("Nouveau siège…"))
        self.add.clicked.connect(self.add_seat)
        self.hold = QPushButton(_("Nommer un titulaire…"))
        self.hold.clicked.connect(lambda: self.name_holder(is_substitute=False))
        self.more = QPushButton(_("Autres actions"))
        self.more.setMenu(self._menu())
        self._lay_out()
        self.table.row_opened.connect(lambda _row: self.name_holder(is_substitute=False))
        self.table.row_selected.connect(self._row_selected)
        self.table.set_empty(
            EmptyState(
                _("Aucun siège"),
                _("Un siège va avec une fonction : le maire, la présidente de la CAF. Celui qui exerce la "
                  "fonction l’occupe, d’une date à l’autre."),
                _("Nouveau siège…"),
                self.add_seat,
            )
        )  # fmt: skip
        self._row_selected(None)

    def show_seats(self, committee_id: int, rows: tuple[SeatRow, ...], *, archived: bool) -> None:
        """Show the seats of a body."""
        self._committee_id = committee_id
        self.table.set_rows(rows)
        for button in (self.add, self.hold, self.more):
            button.setVisible(not archived)

    def add_seat(self) -> None:
        """Ask for a new seat."""
        SeatDialog(self._frame, self._committee_id, None, self.window()).open()

    def name_holder(self, *, is_substitute: bool) -> None:
        """Ask who holds the seat selected, or stands in there."""
        seat = self.table.current_row()
        if seat is not None:
            HoldSeatDialog(self._frame, seat, self.window(), is_substitute=is_substitute).open()

    def vacate(self) -> None:
        """Ask who leaves the seat selected."""
        seat = self.table.current_row()
        if seat is not None and (seat.holder is not None or seat.substitutes):
            VacateDialog(self._frame, seat, self.window()).open()

    def change(self) -> None:
        """Change the seat selected."""
        seat = self.table.current_row()
        if seat is not None:
            SeatDialog(self._frame, self._committee_id, seat, self.window()).open()

    def archive(self) -> None:
        """Put the seat selected away, with a way back."""
        seat = self.table.current_row()
        if seat is None:
            return
        version = seat.form.version or 0
        writing = self._frame.desk.write(
            self, lambda session: seats.archive_seat(session, seat.id, version, clock.today())
        )
        office = seat.form.office
        said = _("Le siège « {office} » est archivé.").format(office=office)
        writing.undoable(_("Archivage du siège « {office} »").format(office=office), said).start()

    def _row_selected(self, seat: SeatRow | None) -> None:
        self.hold.setEnabled(seat is not None)
        self.more.setEnabled(seat is not None)
        held = seat is not None and (seat.holder is not None or bool(seat.substitutes))
        self._vacate.setEnabled(held)
        self._archive.setEnabled(not held)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Nommer un suppléant…"), lambda: self.name_holder(is_substitute=True))
        self._vacate = menu.addAction(_("Libérer le siège…"), self.vacate)
        menu.addSeparator()
        menu.addAction(_("Modifier le siège…"), self.change)
        self._archive = menu.addAction(_("Archiver le siège"), self.archive)
        return menu

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        tools.addStretch(1)
        tools.addWidget(self.hold)
        tools.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addLayout(tools)

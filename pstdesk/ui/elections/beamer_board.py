"""The board of an election on the beamer: candidates, results and the proclamation, drawn to fill it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pstdesk.ui.elections.beamer_layout import lay_out
from pstdesk.ui.elections.beamer_lines import Board
from pstdesk.ui.elections.beamer_pieces import Piece


class BeamerBoard(QWidget):
    """Fills its room with a board; hidden while there is no election to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self._unit = 1.0
        self._pieces: tuple[Piece, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.hide()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is drawn, and where."""
        if self._pieces is None:
            # a little room at the left for letters that hang over, as the foot of a J does
            room = QRectF(self.rect()).adjusted(0.12 * self._unit, 0, 0, 0)
            self._pieces = () if self.board is None else lay_out(self.board, self.font(), room, self._unit)
        return self._pieces

    def show_board(self, board: Board | None) -> None:
        """Show ``board``, or nothing."""
        self.board = board
        self.setVisible(board is not None)
        self.setAccessibleName("" if board is None else board.spoken())
        self._again()

    def set_unit(self, unit: float) -> None:
        """Set the height in pixels of type that is readable from the back."""
        if unit != self._unit:
            self._unit = unit
            self._again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for piece in self.pieces:
            piece.draw(painter)

    def _again(self) -> None:
        self._pieces = None
        self.update()

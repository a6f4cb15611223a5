"""Our own icons: one family of line drawings on a 20 x 20 grid, tinted with a colour token when drawn."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pstdesk.resources import resource
from pstdesk.ui.theme import tokens

SIZE = 20


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw the icon ``name`` into ``rect`` in ``colour`` (``#rrggbb``), sharp at any scale."""
    _renderer(name, colour).render(painter, rect)


def icon(name: str, token: str = "ink") -> QIcon:
    """Return the icon ``name`` in the colour of ``token``; it follows a change of theme by itself."""
    return QIcon(_Tinted(name, token))


def program_icon() -> QIcon:
    """Return the icon of the program, for its windows and the task bar."""
    return QIcon(str(resource("icons", "pstdesk.svg")))


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource("icons", f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.encode())))


class _Tinted(QIconEngine):
    """Draws one icon in the token's colour of the moment."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "muted" if mode == QIcon.Mode.Disabled else self._token
        paint_icon(painter, self._name, QRectF(rect), getattr(tokens(), token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

"""A chart on the screen: an SVG as wide as the room it gets, with the words for those who do not see it."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget


@cache
def letters() -> str:
    """Return the family of letters that charts are measured in, made known to Qt; "" where it is missing."""
    found = ""
    for file in ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf"):
        path = files("font_source_sans_pro") / "files" / file
        number = QFontDatabase.addApplicationFont(str(path))
        found = next(iter(QFontDatabase.applicationFontFamilies(number)), found)
    return found


class ChartView(QWidget):
    """Paints the SVG that it was given, in its own proportions and no larger than it was drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn = QSvgRenderer(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, svg: bytes, description: str) -> None:
        """Show another chart."""
        family = letters()
        if family:
            # what is drawn was measured in these letters
            for weight, name in (("bold", "SourceSansPro-Bold"), ("normal", "SourceSansPro")):
                svg = svg.replace(
                    f"font-family: {name};".encode(),
                    f"font-family: {family}; font-weight: {weight};".encode(),
                )
        self._drawn.load(QByteArray(svg))
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._drawn.defaultSize()
        if size.width() <= 0:
            return 0
        return round(min(width, size.width()) * size.height() / size.width())

    def sizeHint(self) -> QSize:
        return self._drawn.defaultSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._drawn.defaultSize()
        if size.width() <= 0:
            return
        wide = min(self.width(), size.width())
        painter = QPainter(self)
        self._drawn.render(painter, QRectF(0, 0, wide, self.heightForWidth(wide)))

"""What the marks of the year's grid mean, in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pstdesk.domain.lights import LightState
from pstdesk.i18n import N_, _
from pstdesk.ui.theme import font_of_size, tokens
from pstdesk.ui.widgets.lights import LIGHT_TONES, paint_light_mark

_MARKS = (
    (LightState.DUE, N_("à faire")),
    (LightState.LATE, N_("en retard")),
    ("school", N_("vacances scolaires")),
    ("public", N_("jour férié")),
)
_MARK = 9.0
_GAP = 20.0


class Legend(QWidget):
    """One line: the shape of each mark and its word."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(_(words) for _kind, words in _MARKS))

    def sizeHint(self) -> QSize:
        return QSize(300, self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = font_of_size(self.font(), 12 / 14)
        painter.setFont(font)
        colours = tokens()
        left = 8.0
        for kind, words in _MARKS:
            middle = self.height() / 2
            box = QRectF(left, middle - _MARK / 2, _MARK, _MARK)
            if isinstance(kind, LightState):
                paint_light_mark(painter, box, kind, colours.tone(LIGHT_TONES[kind])[0])
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.warning if kind == "school" else colours.bad))
                if kind == "school":
                    painter.drawRect(QRectF(left - 4, middle - 1, _MARK + 4, 2))
                else:
                    painter.drawEllipse(QRectF(left + 2, middle - 2.5, 5, 5))
            painter.setPen(QColor(colours.muted))
            width = painter.fontMetrics().horizontalAdvance(_(words))
            painter.drawText(
                QRectF(box.right() + 6, 0, width + 2, self.height()),
                int(Qt.AlignmentFlag.AlignVCenter),
                _(words),
            )
            left = box.right() + 6 + width + _GAP

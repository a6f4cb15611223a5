"""The four lights of a meeting: each a shape, a short word and a tint, and a sentence for who asks."""

from collections.abc import Iterable, Sequence
from functools import reduce

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pstdesk.domain.lights import Lamp, Light, LightCode, LightState
from pstdesk.i18n import N_, _, format_date, ngettext
from pstdesk.labels import label
from pstdesk.ui.theme import Tone, font_of_size, tokens

LIGHT_TONES: dict[LightState, Tone] = {
    LightState.NOT_DUE: "neutral",
    LightState.DONE: "good",
    LightState.DUE: "warning",
    LightState.LATE: "bad",
}
_SHORT = {
    Light.CONVOCATION: N_("Conv."),
    Light.SHEET: N_("Émarg."),
    Light.MINUTES: N_("CR"),
    Light.APPROVAL: N_("Appr."),
}
_LATE = {
    LightCode.CONVENE: N_("convocation : en retard {days}"),
    LightCode.SHEET_ATTENDANCE: N_("feuille d’émargement : présences à noter, en retard {days}"),
    LightCode.SHEET_MISSING: N_("feuille d’émargement : à classer, en retard {days}"),
    LightCode.MINUTES_DRAFT: N_("compte rendu : en retard {days}"),
    LightCode.MINUTES_READ: N_("compte rendu : en relecture, en retard {days}"),
    LightCode.APPROVAL_WAITS: N_("approbation : en retard {days}"),
}
_GLYPH = 9.0
_GAP = 4.0
_SIDE = 6.0
_SMALL = 11.5 / 14


def lamp_words(lamp: Lamp) -> str:
    """Return what a light says: "compte rendu : en retard de 5 jours", "convocation : envoyée le 2 nov."."""
    if lamp.state is LightState.LATE:
        days = _of_days(lamp.days)
        return _(_LATE[lamp.code]).format(days=days)
    words = label(lamp.code)
    if lamp.on is not None:
        return _("{words} le {day}").format(words=words, day=format_date(lamp.on, "day_month"))
    if lamp.state is LightState.DUE and lamp.days:
        left = ngettext("encore {n} jour", "encore {n} jours", lamp.days).format(n=lamp.days)
        return f"{words}, {left}"
    return words


def _of_days(days: int) -> str:
    if not days:
        return _("depuis aujourd’hui")
    return ngettext("de {n} jour", "de {n} jours", days).format(n=days)


def lights_words(lamps: Sequence[Lamp]) -> str:
    """Return what all lights of a meeting say, one after the other."""
    return in_a_row(map(lamp_words, lamps))


def in_a_row(parts: Iterable[str]) -> str:
    """Return parts of a line with a semicolon between them, as the language sets it."""
    return reduce(_followed_by, filter(None, parts), "")


def _followed_by(first: str, then: str) -> str:
    return _("{first} ; {then}").format(first=first, then=then) if first else then


def lights_tip(lamps: Sequence[Lamp]) -> str:
    """Return the same, one line for each light."""
    lines = (lamp_words(lamp) for lamp in lamps)
    return "\n".join(line[:1].upper() + line[1:] for line in lines)


def lights_width(font: QFont) -> int:
    """Return how wide four lights are beside one another in a table of ``font``."""
    small = QFontMetrics(font_of_size(font, _SMALL))
    words = sum(small.horizontalAdvance(_(word)) for word in _SHORT.values())
    return round(words + len(_SHORT) * (_GLYPH + 3 + 2 * _SIDE) + (len(_SHORT) - 1) * _GAP) + 1


def paint_lights(painter: QPainter, room: QRectF, lamps: Sequence[Lamp], font: QFont) -> None:
    """Draw the lights from the left of ``room``, in the middle of its height."""
    small = font_of_size(font, _SMALL)
    measured = QFontMetrics(small)
    height = measured.height() + 4.0
    left = room.left()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for lamp in lamps:
        word = _(_SHORT[lamp.light])
        width = _GLYPH + 3 + measured.horizontalAdvance(word) + 2 * _SIDE
        box = QRectF(left, room.center().y() - height / 2, width, height)
        ink, tint = tokens().tone(LIGHT_TONES[lamp.state])
        if lamp.state is not LightState.NOT_DUE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(box, height / 2, height / 2)
        mark = QRectF(box.left() + _SIDE, box.center().y() - _GLYPH / 2, _GLYPH, _GLYPH)
        paint_light_mark(painter, mark, lamp.state, ink)
        painter.setPen(ink)
        painter.setFont(small)
        text = QRectF(mark.right() + 3, box.top(), box.right() - mark.right(), height)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), word)
        left = box.right() + _GAP


def paint_light_mark(painter: QPainter, box: QRectF, state: LightState, ink: QColor) -> None:
    """Draw the shape of a state: a tick done, a ring due, a triangle late, a dash not due."""
    painter.setPen(QPen(ink, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, top, side = box.left(), box.top(), box.width()
    if state is LightState.DONE:
        corners = ((0.05, 0.55), (0.37, 0.85), (0.95, 0.15))
        painter.drawPolyline(QPolygonF([QPointF(left + x * side, top + y * side) for x, y in corners]))
    elif state is LightState.DUE:
        painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))
    elif state is LightState.LATE:
        painter.setBrush(ink)
        corners = ((0.5, 0.08), (0.96, 0.88), (0.04, 0.88))
        painter.drawPolygon(QPolygonF([QPointF(left + x * side, top + y * side) for x, y in corners]))
    else:
        painter.drawLine(
            QPointF(left + 0.15 * side, box.center().y()), QPointF(left + 0.85 * side, box.center().y())
        )


class LightsStrip(QWidget):
    """The lights of one meeting, outside a table; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lamps: tuple[Lamp, ...] = ()
        self._has_room = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_lamps(self, lamps: tuple[Lamp, ...]) -> None:
        """Show ``lamps``."""
        self.lamps = lamps
        self.setAccessibleName(lights_words(lamps))
        self.setVisible(bool(lamps) and self._has_room)
        self.update()

    def give_room(self, *, enough: bool) -> None:
        """Show the lights only where there is room for them."""
        self._has_room = enough
        self.setVisible(bool(self.lamps) and enough)

    def sizeHint(self) -> QSize:
        return QSize(lights_width(self.font()), self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), lights_tip(self.lamps), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_lights(painter, QRectF(self.rect()), self.lamps, self.font())

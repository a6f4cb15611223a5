"""The choice of a preset: three cards, and the bodies that the chosen one brings."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from pstdesk.domain.presets import PRESETS, Preset, read_preset
from pstdesk.i18n import _, ngettext
from pstdesk.resources import resource
from pstdesk.ui.theme import font_of_size, tokens
from pstdesk.ui.widgets.labels import ElidedLabel, label

_PADDING = 14
_DOT = 16
_SMALL = 13 / 14
_WIDE_ENOUGH_FOR_THREE = 760


def presets() -> dict[str, Preset]:
    """Return the presets that ship, by name and in their order."""
    return {
        name: read_preset(resource("presets", f"{name}.json").read_text(encoding="utf-8")) for name in PRESETS
    }


class PresetCard(QRadioButton):
    """One preset: its title beside the dot of a radio button, its summary below, the whole to click on."""

    def __init__(self, preset: Preset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = preset.title
        self._summary = preset.summary
        self.setAccessibleName(preset.title)
        self.setAccessibleDescription(preset.summary)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        policy.setVerticalPolicy(policy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return self._title_height(width) + self._summary_height(width) + 2 * _PADDING + 6

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = max(self.width(), 220)
        return QSize(220, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, marked = self.isChecked(), self.isChecked() or self.hasFocus()
        width = 2.0 if marked else 1.0
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = colours.ink if self.hasFocus() else colours.accent if chosen else colours.control_line
        painter.setPen(QPen(QColor(edge), width))
        ground = colours.accent_soft if chosen else colours.hover if self.underMouse() else colours.panel
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 8, 8)
        self._paint_dot(painter, chosen=chosen)
        self._paint_words(painter)

    def _paint_dot(self, painter: QPainter, *, chosen: bool) -> None:
        colours = tokens()
        line = QFontMetrics(self._bold()).height()
        dot = QRectF(_PADDING, _PADDING + (line - _DOT) / 2, _DOT, _DOT).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.control_line), 1.5))
        painter.setBrush(QColor(colours.panel))
        painter.drawEllipse(dot)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(dot.adjusted(3.5, 3.5, -3.5, -3.5))

    def _paint_words(self, painter: QPainter) -> None:
        colours = tokens()
        wrapped = int(Qt.TextFlag.TextWordWrap)
        title_height = self._title_height(self.width())
        left = _PADDING + _DOT + 8
        painter.setFont(self._bold())
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.muted))
        painter.drawText(
            QRect(left, _PADDING, self.width() - left - _PADDING, title_height), wrapped, self._title
        )
        painter.setFont(font_of_size(self.font(), _SMALL))
        painter.setPen(QColor(colours.muted))
        top = _PADDING + title_height + 6
        room = QRect(left, top, self.width() - left - _PADDING, self.height() - top)
        painter.drawText(room, wrapped, self._summary)

    def _bold(self) -> QFont:
        return font_of_size(self.font(), 1, bold=True)

    def _title_height(self, width: int) -> int:
        return self._height(QFontMetrics(self._bold()), width, self._title)

    def _summary_height(self, width: int) -> int:
        return self._height(QFontMetrics(font_of_size(self.font(), _SMALL)), width, self._summary)

    @staticmethod
    def _height(measured: QFontMetrics, width: int, text: str) -> int:
        room = QRect(0, 0, max(width - 2 * _PADDING - _DOT - 8, 40), 10_000)
        return measured.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()


class Bodies(QWidget):
    """The bodies of one preset, short name and name, in two or three columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self._count = label("", "muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._columns = 0
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self._count)
        whole.addLayout(self._grid)

    def show_preset(self, preset: Preset) -> None:
        """Show what ``preset`` brings."""
        self._preset = preset
        number = len(preset.committees)
        if number:
            words = ngettext("{n} instance sera créée :", "{n} instances seront créées :", number)
            self._count.setText(words.format(n=number))
        else:
            self._count.setText(_("Aucune instance ne sera créée : vous ajouterez les vôtres."))
        self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.hide()
                shown.deleteLater()
        if self._preset is None:
            return
        bodies = self._preset.committees
        rows = -(-len(bodies) // self._columns) if self._columns else 0
        short_width = max(
            (self.fontMetrics().horizontalAdvance(body.short_name) for body in bodies), default=0
        )
        for place, body in enumerate(bodies if rows else ()):
            column, row = divmod(place, rows)
            line = QWidget()
            words = QHBoxLayout(line)
            words.setContentsMargins(0, 0, 0, 0)
            words.setSpacing(12)
            short = label(body.short_name, "muted")
            short.setFixedWidth(short_width)
            words.addWidget(short)
            words.addWidget(ElidedLabel(body.name), 1)
            self._grid.addWidget(line, row, column)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 3 if event.size().width() >= _WIDE_ENOUGH_FOR_THREE else 2
        if columns != self._columns:
            self._columns = columns
            self._fill()


class PresetChoice(QWidget):
    """The cards side by side, the first one chosen, and the bodies below; ``changed()`` on another choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presets = presets()
        self.cards = {name: PresetCard(preset) for name, preset in self.presets.items()}
        self._bodies = Bodies()
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(12)
        for card in self.cards.values():
            self._group.addButton(card)
            row.addWidget(card, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(row)
        whole.addWidget(self._bodies)
        self._group.buttonToggled.connect(self._toggled)
        self.choose(next(iter(self.cards)))

    @property
    def name(self) -> str:
        """The name of the chosen preset."""
        return next(name for name, card in self.cards.items() if card.isChecked())

    @property
    def preset(self) -> Preset:
        """The chosen preset."""
        return self.presets[self.name]

    def choose(self, name: str) -> None:
        """Choose the preset ``name``."""
        self.cards[name].setChecked(True)

    def _toggled(self, _card: PresetCard, checked: bool) -> None:
        if checked:
            self._bodies.show_preset(self.preset)
            self.changed.emit()

"""The left side: the programme's name, whether all is saved, the places, help and settings."""

from collections.abc import Mapping
from time import monotonic

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pstdesk.i18n import _
from pstdesk.ui.icons import SIZE, paint_icon
from pstdesk.ui.places import Place
from pstdesk.ui.theme import font_of_size, tokens
from pstdesk.ui.widgets.labels import ElidedLabel, line
from pstdesk.ui.widgets.pill import Pill

WIDE = 272
NARROW = 56
_ENTRY_HEIGHT = 34


class Entry(QAbstractButton):
    """One entry of the side bar: icon, word, and a count or a key at its end."""

    def __init__(self, icon: str, words: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._quiet = quiet
        self._end = ""
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_end(self, words: str) -> None:
        """Show ``words`` at the end: how many records, or the key."""
        self._end = words
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDE, max(_ENTRY_HEIGHT, self.fontMetrics().height() + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isCheckable() and self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if chosen else colours.hover))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        ink = colours.accent if chosen else colours.muted if self._quiet else colours.ink
        left = 10.0 if self.width() > NARROW else (self.width() - SIZE) / 2
        icon_box = QRectF(left, (self.height() - SIZE) / 2, SIZE, SIZE)
        paint_icon(painter, self._icon, icon_box, ink if chosen or self._quiet else colours.muted)
        if self.width() > NARROW:
            self._paint_words(painter, box.adjusted(SIZE + 20, 0, -9, 0), ink, bold=chosen)

    def _paint_words(self, painter: QPainter, room: QRectF, ink: str, *, bold: bool) -> None:
        painter.setFont(font_of_size(self.font(), 12 / 14))
        painter.setPen(QColor(tokens().muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), self._end)
        taken = painter.fontMetrics().horizontalAdvance(self._end) + (8 if self._end else 0)
        painter.setPen(QColor(ink))
        room = room.adjusted(0, 0, -taken, 0)
        painter.setFont(font_of_size(self.font(), 1, bold=bold))
        if painter.fontMetrics().horizontalAdvance(self.text()) > room.width():  # colour says it as well
            painter.setFont(font_of_size(self.font(), 1))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), words)


class FindEntry(Entry):
    """Looks like a field, for that is what it opens: the search over everything."""

    def __init__(self) -> None:
        super().__init__("search", _("Rechercher partout"), quiet=True)
        self.set_end(QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.control_line if self.underMouse() else colours.line))
        painter.setBrush(QColor(colours.neutral_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
        super().paintEvent(event)


class Sidebar(QFrame):
    """Names the places and says which one is shown; icons alone when the window is narrow."""

    place_chosen = Signal(str)
    find_asked = Signal()
    help_asked = Signal()
    settings_asked = Signal()

    def __init__(self, places: tuple[Place, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        self._entries: dict[str, Entry] = {}
        self._group = QButtonGroup(self)
        self._saved_at: float | None = None
        self._state_words = ""
        self._name = ElidedLabel(role="heading")
        self._state = ElidedLabel(role="small")
        self._pill = Pill()
        self._is_narrow = False
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._show_state)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 14, 11, 14)
        whole.setSpacing(2)
        for shown in (self._name, self._state):
            shown.setContentsMargins(10, 0, 10, 0)
            whole.addWidget(shown)
        pill = QHBoxLayout()
        pill.setContentsMargins(10, 4, 10, 0)
        pill.addWidget(self._pill)
        pill.addStretch(1)
        whole.addLayout(pill)
        whole.addSpacing(10)
        self._find = FindEntry()
        self._find.clicked.connect(self.find_asked)
        whole.addWidget(self._find)
        whole.addSpacing(8)
        whole.addWidget(self._scrolled_places(places), 1)
        self._help = Entry("help", _("Aide"), quiet=True)
        self._help.set_end("F1")
        self._help.clicked.connect(self.help_asked)
        self._settings = Entry("settings", _("Réglages"), quiet=True)
        self._settings.clicked.connect(self.settings_asked)
        whole.addWidget(self._help)
        whole.addWidget(self._settings)
        self.set_narrow(False)

    def set_programme(self, name: str) -> None:
        """Show the name of the programme whose base is open."""
        self._name.setText(name)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each place holds, by the key of the place."""
        for key, entry in self._entries.items():
            count = counts.get(key)
            entry.set_end("" if count is None else str(count))

    def set_current(self, key: str) -> None:
        """Mark the place on screen."""
        self._entries[key].setChecked(True)

    def set_places_enabled(self, enabled: bool) -> None:
        """Allow the choice of a place, once there is a base."""
        for entry in self._entries.values():
            entry.setVisible(enabled)
        self._find.setVisible(enabled)
        self._settings.setVisible(enabled)

    def set_state(self, words: str) -> None:
        """Show ``words`` under the name instead of the last save."""
        self._state_words = words
        self._show_state()

    def set_read_only(self, *, read_only: bool) -> None:
        """Say under the name that nothing is saved, or no longer."""
        self._pill.show_state(_("lecture seule") if read_only else "", "warning")
        self._fit_pill()

    def saved(self) -> None:
        """Say from now on how long ago the last change was saved."""
        self._saved_at = monotonic()
        self._state_words = ""
        self._show_state()
        self._clock.start()

    def unsaved(self) -> None:
        """Say that something typed waits on the screen, until something is saved again."""
        self.set_state(_("tout n’est pas enregistré"))

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons with words."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._is_narrow = narrow
        self._fit_pill()
        self._name.setVisible(not narrow)
        self._state.setVisible(not narrow)
        for entry in (*self._entries.values(), self._find, self._help, self._settings):
            entry.setToolTip(entry.text() if narrow else "")

    def _fit_pill(self) -> None:
        self._pill.setVisible(bool(self._pill.text()) and not self._is_narrow)

    def _scrolled_places(self, places: tuple[Place, ...]) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        group = places[0].group
        for number, place in enumerate(places, start=1):
            if place.group != group:
                column.addSpacing(6)
                column.addWidget(line())
                column.addSpacing(6)
                group = place.group
            column.addWidget(self._place_entry(place, number))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def _place_entry(self, place: Place, number: int) -> Entry:
        entry = Entry(place.icon, _(place.title))
        entry.setCheckable(True)
        if number <= 9:
            # Not the button's own shortcut, which animates a press for a tenth of a second first.
            QShortcut(QKeySequence(f"Ctrl+{number}"), entry, entry.click)
        entry.clicked.connect(lambda: self.place_chosen.emit(place.key))
        self._group.addButton(entry)
        self._entries[place.key] = entry
        return entry

    def _show_state(self) -> None:
        self._state.setText(self._state_words or saved_words(self._saved_at, monotonic()))


def saved_words(saved_at: float | None, now: float) -> str:
    """Return how long ago the last save was; both instants in seconds on one clock."""
    if saved_at is None:
        return _("tout est enregistré")
    seconds = int(now - saved_at)
    if seconds < 1:
        return _("enregistré à l’instant")
    if seconds < 60:
        return _("enregistré il y a {seconds} s").format(seconds=seconds)
    if seconds < 3600:
        return _("enregistré il y a {minutes} min").format(minutes=seconds // 60)
    return _("tout est enregistré")

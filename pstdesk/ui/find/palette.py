"""The palette of the search over everything: over the window it finds as one types, and opens with Enter."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from pstdesk.i18n import _
from pstdesk.services.find import Found, FoundGroup, FoundKind, find, recent
from pstdesk.ui import clock
from pstdesk.ui.find.commands import Command, matching
from pstdesk.ui.find.drawing import PaletteDelegate, line_height
from pstdesk.ui.find.field import PaletteField
from pstdesk.ui.find.lines import Line, LineModel, lines_of, recent_lines, spoken
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import EmptyState

_TYPING_PAUSE = 120
_WIDTH = 800
_TOP = 56
_MARGIN = 24
_LONGEST_QUOTED = 60


class Host(Protocol):
    """What the palette needs of the window it lies over."""

    def open_found(self, found: Found, words: str) -> None:
        """Show a record, ``words`` standing out in it."""

    def run_command(self, command: Command) -> None:
        """Do what a command says."""


class Palette(QWidget):
    """One for a window; ``recents()`` gives the tables and ids of records opened lately, the last first."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        host: Host,
        commands: Callable[[], tuple[Command, ...]],
        recents: Callable[[], tuple[tuple[str, int], ...]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._host = host
        self._commands = commands
        self._recents = recents
        self._before: QWidget | None = None
        self._answered = ""
        self._take_when_answered = False
        self.field = PaletteField()
        self.model = LineModel(self)
        self.list = QListView()
        self.empty = QStackedWidget()
        self._panel = QFrame()
        self._lay_out()
        self._wait = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._wait.timeout.connect(self._ask)
        self._connect()
        self.hide()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines on show."""
        return self.model.lines

    @property
    def current(self) -> Line | None:
        """The line that Enter takes."""
        at = self.list.currentIndex().row()
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def open(self) -> None:
        """Come up over the window with what was opened lately; where it is up already, select the text."""
        if self.isVisible():
            self.field.selectAll()
            return
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._show(())
        self.fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask()

    def close_quietly(self) -> None:
        """Go away and leave the keyboard where it is now."""
        self._wait.stop()
        self._take_when_answered = False
        self.hide()

    def give_back(self) -> None:
        """Go away and give the keyboard back to where it was."""
        before = self._before
        self.close_quietly()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Take the size of the window."""
        self.setGeometry(self._window.rect())
        width = min(_WIDTH, self.width() - 2 * _MARGIN)
        room = self.height() - _TOP - _MARGIN
        self._panel.setFixedWidth(width)
        self.empty.setFixedWidth(width - 18)
        wanted = sum(line_height(line, self.list.font()) for line in self.lines) + 8
        around = self.field.sizeHint().height() + self._foot.sizeHint().height() + 44
        least = self.empty.sizeHint().height() if not self.lines else 0
        height = min(max(wanted if self.lines else least, 40), room - around)
        self.list.setFixedHeight(height)
        self.empty.setFixedHeight(height)
        self._panel.adjustSize()
        self._panel.move((self.width() - width) // 2, min(_TOP, max(_MARGIN, self.height() // 12)))

    # Finding

    def _typed(self) -> None:
        self._take_when_answered = False
        self._wait.start()

    def _ask(self, all_of: FoundKind | None = None) -> None:
        self._wait.stop()
        text, today = self.field.text().strip(), clock.today()
        if not text:
            records = self._recents()
            reading = self._desk.read(self, lambda session: recent(session, records, today))
            reading.once("find").success(self._show_recent).start()
            return

        def work(session: Any) -> tuple[FoundGroup, ...]:
            return find(session, text, today, all_of)

        finding = self._desk.read(self, work)
        finding.once("find").success(partial(self._show_found, text, all_of)).start()

    def _show_recent(self, records: tuple[Found, ...]) -> None:
        self._answered = ""
        self._teach(
            _("Tout se cherche ici"),
            _(
                "Un nom, avec ou sans accents ; une séance (CT3 mars 2025, 12/3, séance 2) ; un mot d’un "
                "compte rendu ; une décision (2025-012) ; une action, une pièce jointe, une commande."
            ),
        )
        self._show(recent_lines(records))
        self._answer()

    def _show_found(self, text: str, all_of: FoundKind | None, groups: tuple[FoundGroup, ...]) -> None:
        self._answered = text
        quoted = text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"
        self._teach(
            _("Rien ne correspond à « {text} »").format(text=quoted),
            _(
                "Essayez un seul mot ou son début, une date (12 mars 2025), une séance (CT3 mars 2025) ou le "
                "numéro d’une décision (2025-012). Les accents et les majuscules ne comptent pas."
            ),
        )
        place = self.list.currentIndex().row()
        self._show(lines_of(groups, matching(self._commands(), text), text))
        if all_of is not None:
            self._choose(place)
        self._answer()

    def _show(self, lines: tuple[Line, ...]) -> None:
        self.model.show(lines)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._choose(self.model.next_place(-1, 1))
        self.fit()

    def _teach(self, title: str, text: str) -> None:
        old = self.empty.currentWidget()
        self.empty.addWidget(EmptyState(title, text))
        if old is not None:
            self.empty.removeWidget(old)
            old.deleteLater()

    # Choosing

    def _step(self, lines: int) -> None:
        place = self.list.currentIndex().row()
        for _line in range(abs(lines)):
            place = self.model.next_place(place, 1 if lines > 0 else -1)
        self._choose(place)

    def _step_group(self, groups: int) -> None:
        self._choose(self.model.next_group(self.list.currentIndex().row(), groups))

    def _choose(self, place: int) -> None:
        if not 0 <= place < len(self.lines):
            self.list.setCurrentIndex(QModelIndex())
            return
        index = self.model.index(place)
        self.list.setCurrentIndex(index)
        first = place <= 1
        self.list.scrollTo(self.model.index(0) if first else index)
        # The keyboard never leaves the field: whoever has the screen read aloud hears the line described.
        self.field.setAccessibleDescription(spoken(self.lines[place]))
        QAccessible.updateAccessibility(QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged))

    def _take(self) -> None:
        """Take the line chosen; what was typed since the last answer is waited for."""
        if self._wait.isActive() or self.field.text().strip() != self._answered:
            self._take_when_answered = True
            if self._wait.isActive():
                self._ask()
            return
        if self.current is not None:
            self._take_line(self.current)

    def _answer(self) -> None:
        if self._take_when_answered:
            self._take_when_answered = False
            self._take()

    def _take_line(self, line: Line) -> None:
        if line.group is not None:
            self._ask(line.group)
        elif line.found is not None:
            self.close_quietly()
            self._host.open_found(line.found, self._answered)
        elif line.command is not None:
            self.close_quietly()
            self._host.run_command(line.command)

    # Making

    def _connect(self) -> None:
        self.field.textEdited.connect(lambda _text: self._typed())
        self.field.textChanged.connect(lambda text: None if text else self._typed())
        self.field.stepped.connect(self._step)
        self.field.group_stepped.connect(self._step_group)
        self.field.taken.connect(self._take)
        self.field.closed.connect(self.give_back)
        self.field.left.connect(self.close_quietly)
        self.list.clicked.connect(lambda index: self._take_line(self.lines[index.row()]))

    def _lay_out(self) -> None:
        self._panel.setParent(self)
        self._panel.setProperty("role", "palette")
        self.setAccessibleName(_("Rechercher partout"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setProperty("role", "found")
        self.list.setAccessibleName(_("Résultats"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._foot = label(
            _("↑ ↓ choisir · Tab groupe suivant · Entrée ouvrir · Échap fermer"), "small", wrap=False
        )
        self._foot.setContentsMargins(12, 0, 12, 0)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(8, 8, 8, 10)
        column.setSpacing(8)
        for widget in (self.field, self.list, self.empty, self._foot):
            column.addWidget(widget)

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.give_back()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 70))

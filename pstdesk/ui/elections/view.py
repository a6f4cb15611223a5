"""One election on screen: its steps at the left, the current one in the middle, its figures at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pstdesk.domain.voting import NominationStage
from pstdesk.i18n import _
from pstdesk.labels import label as word
from pstdesk.services.election_page import ElectionPage, election_page
from pstdesk.ui import clock
from pstdesk.ui.elections.candidacies import CandidaciesPanel
from pstdesk.ui.elections.correction import CorrectionNotice
from pstdesk.ui.elections.figures import FiguresPanel
from pstdesk.ui.elections.mistakes import Mistakes
from pstdesk.ui.elections.nominations import NominationsPanel
from pstdesk.ui.elections.outcome import OutcomePanel
from pstdesk.ui.elections.panel import StepPanel
from pstdesk.ui.elections.papers import ElectionPapers
from pstdesk.ui.elections.proposals import ObjectionsPanel, ProposalPanel
from pstdesk.ui.elections.round_form import RoundPanel
from pstdesk.ui.elections.step_list import StepList
from pstdesk.ui.elections.steps import (
    CHANGES,
    NOMINATIONS,
    OBJECTIONS,
    PROPOSAL,
    Step,
    current_key,
    steps_of,
)
from pstdesk.ui.elections.words import STATE_TONES, election_title
from pstdesk.ui.icons import icon
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.menu_button import MoreButton
from pstdesk.ui.widgets.panels import scrolled
from pstdesk.ui.widgets.pill import Pill

PANELS: dict[str, Callable[[Frame], StepPanel]] = {
    "candidacies": CandidaciesPanel,
    "round": RoundPanel,
    "outcome": OutcomePanel,
    NOMINATIONS: NominationsPanel,
    CHANGES: partial(NominationsPanel, stage=NominationStage.CHANGE),
    PROPOSAL: ProposalPanel,
    OBJECTIONS: ObjectionsPanel,
}
"""What shows a step, by the name that the step gives."""
_LEFT, _LEFT_WITH_FIGURES, _RIGHT = 220, 256, 292
"""Widths in pixels of what stands beside the step."""
_BAR = 12
"""Pixels that a bar takes where the figures below the steps scroll."""
_NARROW_BELOW = 940


class ElectionView(QWidget):
    """Shows the election it was opened on; ``left`` when the reader wants the agenda again."""

    left = Signal()
    shown = Signal(object)
    """The :class:`ElectionPage` as it was read: what else shows the election follows."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._election_id: int | None = None
        self._key = ""
        self._narrow: bool | None = None
        self.page: ElectionPage | None = None
        self.title = label("", "heading", wrap=True)
        self.state = Pill()
        self.steps = StepList()
        self.steps.step_chosen.connect(self.show_step)
        self.figures = FiguresPanel(frame)
        self.stack = QStackedWidget()
        self.correction = CorrectionNotice(frame.desk)
        self.more = MoreButton(_("Documents de l’élection et correction"))
        self.papers = ElectionPapers(frame, self)
        self.mistakes = Mistakes(frame, self)
        self._panels: dict[str, StepPanel] = {}
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.go_on)

    @property
    def election_id(self) -> int | None:
        """The election shown, or None before the first."""
        return self._election_id

    @property
    def panel(self) -> StepPanel | None:
        """What shows the step on screen."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, StepPanel) else None

    def open(self, election_id: int) -> None:
        """Show an election at the step where it stands."""
        self.page, self._key = None, ""
        self._election_id = election_id
        self.reload()

    def reload(self) -> None:
        """Read the election again; what is being typed stays as it is."""
        election_id = self._election_id
        if election_id is None:
            return
        now = clock.now()
        reading = self._frame.desk.read(self, lambda session: election_page(session, election_id, now))
        reading.once("election").success(self.show_page).failure(self._not_read).start()

    def show_page(self, page: ElectionPage) -> None:
        """Show what was read; where the election has moved on, the step it stands at now."""
        if page.head.id != self._election_id:
            return
        before, self.page = self.page, page
        self.title.setText(election_title(page.head))
        self.state.show_state(word(page.head.state), STATE_TONES[page.head.state])
        self.figures.show_page(page, locked=self.locked)
        self.correction.show_page(page)
        self.papers.fill(self.more.choices, page)
        if not self.locked:
            self.mistakes.fill(self.more.choices, page)
        key = current_key(page)
        moved = before is None or current_key(before) != key or before.step is not page.step
        known = {step.key for step in steps_of(page)}
        self._show(key if moved or self._key not in known else self._key)
        if moved:
            self.take_focus()
        self.shown.emit(page)

    def show_step(self, key: str) -> None:
        """Show another step; one that is done is there to be read."""
        if self.page is None:
            return
        panel = self.panel
        had_focus = panel is not None and panel.isAncestorOf(QApplication.focusWidget() or self)
        self._show(key)
        if had_focus:
            self.take_focus()

    @property
    def locked(self) -> bool:
        """Whether nothing about the election can be written."""
        page = self.page
        return page is None or self._frame.desk.read_only or page.head.is_locked

    def take_focus(self) -> None:
        """Go where work goes on."""
        if self.panel is not None and self.isVisible():
            self.panel.take_focus()

    def go_on(self) -> None:
        """Take the one primary action of the step on screen."""
        panel = self.panel
        if panel is not None and panel.primary.isVisible() and panel.primary.isEnabled():
            panel.primary.click()

    def flush(self) -> None:
        """Write all that was typed."""
        for panel in self._panels.values():
            panel.flush()

    @property
    def is_settled(self) -> bool:
        """Whether the base has all that was typed."""
        return all(panel.is_settled for panel in self._panels.values())

    @property
    def is_under_way(self) -> bool:
        """Whether what was typed is being written."""
        return any(panel.is_under_way for panel in self._panels.values())

    def leave(self) -> None:
        """Write what was typed and go back to the agenda."""
        self.flush()
        self.left.emit()

    def _show(self, key: str) -> None:
        page = self.page
        assert page is not None
        steps = steps_of(page)
        step = next(step for step in steps if step.key == key)
        if key != self._key and self.panel is not None:
            self.panel.flush()
        self._key = key
        self.steps.show_steps(steps, key)
        panel = self._panel(step)
        panel.show_step(page, step, locked=self.locked)
        self.stack.setCurrentWidget(panel)

    def _panel(self, step: Step) -> StepPanel:
        made = self._panels.get(step.panel)
        if made is None:
            made = self._panels[step.panel] = PANELS[step.panel](self._frame)
            made.step_asked.connect(self.show_step)
            made.reading_asked.connect(self.reload)
            self.stack.addWidget(made)
        return made

    def _not_read(self, trouble: Trouble) -> None:
        if trouble.code == "record_missing":
            self.left.emit()  # its opening was undone
        else:
            self._frame.desk.failed.emit(trouble)

    def _lay_out(self) -> None:
        self.back = QPushButton(icon("back"), _("Ordre du jour"))
        self.back.setProperty("role", "quiet")
        self.back.setIconSize(QSize(18, 18))
        self.back.setToolTip(_("Revenir à l’ordre du jour (Échap)"))
        self.back.clicked.connect(self.leave)
        card = QFrame()
        card.setProperty("role", "card")
        steps = QVBoxLayout(card)
        steps.setContentsMargins(8, 8, 8, 10)
        steps.setSpacing(8)
        named = QVBoxLayout()
        named.setContentsMargins(8, 0, 8, 4)
        named.setSpacing(6)
        named.addWidget(self.title)
        named.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.more)
        steps.addLayout(top)
        steps.addLayout(named)
        steps.addWidget(self.steps)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(card)
        self._column.addStretch(1)
        self._left = scrolled(inside)
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addStretch(1)
        self._right_area = scrolled(right)
        self._right_area.setFixedWidth(_RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._left)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.correction)
        middle.addWidget(self.stack, 1)
        row.addLayout(middle, 1)
        row.addWidget(self._right_area)
        self._place_figures(narrow=False)

    def _place_figures(self, *, narrow: bool) -> None:
        """Put the figures at the right, or below the steps where there is no room for three columns."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._column.insertWidget(self._column.count() - 1, self.figures)
        else:
            self._right.insertWidget(0, self.figures)
        self._left.setFixedWidth(_LEFT_WITH_FIGURES if narrow else _LEFT)
        self._column.setContentsMargins(0, 0, _BAR if narrow else 0, 0)
        self._right_area.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_figures(narrow=event.size().width() < _NARROW_BELOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

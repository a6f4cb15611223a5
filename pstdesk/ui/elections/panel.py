"""The middle of an election's view: what stands there at one step, with at most one primary action."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.services.election_page import ElectionPage
from pstdesk.ui.elections.steps import Step
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.panels import scrolled

T = TypeVar("T")


class StepPanel(QFrame):
    """A title with a remark, a body that scrolls, why something was refused, and buttons at the foot.

    A subclass fills ``body`` and implements :meth:`show_step`; it writes with :meth:`write`.
    """

    step_asked = Signal(str)
    """The key of another step that the reader wants to see."""

    reading_asked = Signal()
    """Something was refused: the election may have changed meanwhile."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.frame = frame
        self.page: ElectionPage | None = None
        self.locked = True
        self.title = label("", "title", wrap=True)
        self.remark = label("", "muted", wrap=True)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self.trouble = Notice("bad")
        self.primary = QPushButton()
        self.primary.setProperty("role", "primary")
        self.primary.setAutoDefault(True)
        self.primary.clicked.connect(self._press)
        self.primary.hide()
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        self.foot.addWidget(self.primary)
        self._do: Callable[[], object] | None = None
        self._writing = False
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 14)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addWidget(self.remark)
        whole.addWidget(scrolled(inside), 1)
        whole.addWidget(self.trouble)
        whole.addLayout(self.foot)

    # What a subclass does

    def show_step(self, page: ElectionPage, step: Step, *, locked: bool) -> None:
        """Show ``step`` as ``page`` has it; what is typed stays. ``locked``: nothing can be written."""
        self.page, self.locked = page, locked

    def take_focus(self) -> None:
        """Go where work goes on: by default to the primary action."""
        if self.primary.isVisible() and self.primary.isEnabled():
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Write what was typed and is not written yet."""

    @property
    def is_settled(self) -> bool:
        """Whether the base has all that was typed."""
        return True

    @property
    def is_under_way(self) -> bool:
        """Whether what was typed is being written."""
        return False

    # What it is given

    def set_heading(self, title: str, remark: str = "") -> None:
        """Say what the step is about."""
        self.title.setText(title)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))

    def set_primary(self, words: str, do: Callable[[], object] | None = None) -> None:
        """Make ``words`` the one primary action, or none; Enter on it, or Ctrl+Enter anywhere, does it."""
        self.primary.setText(words)
        self.primary.setVisible(bool(words))
        self._do = do

    def add_button(self, words: str, do: Callable[[], object]) -> QPushButton:
        """Add a secondary action before the primary one, at the right of the foot."""
        made = QPushButton(words)
        made.setAutoDefault(True)
        made.clicked.connect(lambda: do())
        self.foot.insertWidget(self.foot.count() - 1, made)
        return made

    def add_choice(self, words: str) -> QCheckBox:
        """Add a box to tick above the foot."""
        made = QCheckBox(words)
        self._whole.insertWidget(self._whole.count() - 1, made)
        return made

    def write(
        self,
        work: Callable[[Any], T],
        noun: str,
        then: Callable[[T], object] | None = None,
        *,
        said: str = "",
    ) -> None:
        """Do ``work(session)``, an act called ``noun`` when it is undone; a refusal is said in the panel."""
        if self._writing:
            return  # a key that was held down
        self._writing = True
        self.trouble.say("")
        writing = self.frame.desk.write(self, work).undoable(noun, said)
        if then is not None:
            writing.success(then)
        writing.failure(self.show_trouble).finished(self._written).start()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why something was not written; what was typed stays."""
        self.trouble.say(trouble.sentence)
        self.reading_asked.emit()

    def _written(self) -> None:
        self._writing = False

    def _press(self) -> None:
        if self._do is not None:
            self._do()

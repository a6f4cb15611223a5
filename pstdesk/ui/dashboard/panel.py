"""A panel of the dashboard: a heading with what it counts, its lines, or a sentence where there are none."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from pstdesk.ui.dashboard.lines import Lines
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card

R = TypeVar("R")

_HEADING_HEIGHT = 24


class Panel(Card, Generic[R]):
    """Shows lines under a heading; ``all_words`` is the link to the place where everything is listed."""

    def __init__(
        self,
        heading: str,
        lines: Lines[R],
        nothing: str,
        all_words: str = "",
        show_all: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(heading, parent=parent)
        self._title = heading
        self.lines = lines
        lines.setAccessibleName(heading)
        self.nothing = label(nothing, "muted", wrap=True)
        self.nothing.hide()
        self.body.setSpacing(0)
        self.body.addWidget(lines)
        self.body.addWidget(self.nothing)
        self.all = QPushButton(all_words)
        self.all.setProperty("role", "link")
        if show_all is not None:
            self.all.clicked.connect(lambda: show_all())
        self.add_tool(self.all)
        self.all.setVisible(bool(all_words))
        self._tools.setSpacing(12)
        self._heading.setMinimumHeight(_HEADING_HEIGHT)  # with or without a link, all begin on one line
        QWidget.setTabOrder(lines, self.all)

    @property
    def remark(self) -> str:
        """What stands beside the heading."""
        return self._remark.text()

    def show_rows(self, rows: Iterable[R], remark: str = "", *, heading: str = "") -> None:
        """Show ``rows`` and, beside the heading, what they are of how many; another ``heading`` if given."""
        self.set_heading(heading or self._title, remark)
        self.lines.set_rows(rows)
        there = bool(self.lines.rows)
        self.lines.setVisible(there)
        self.nothing.setVisible(not there)

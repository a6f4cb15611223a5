"""What each column of a list was taken for, to be corrected."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from pstdesk.domain.people_columns import CrossFor, Field, Target
from pstdesk.i18n import _
from pstdesk.labels import title
from pstdesk.services.import_preview import CommitteeChoice, ImportPreview, PreviewColumn
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.labels import ElidedLabel, label, line
from pstdesk.ui.widgets.panels import scrolled

_CHOICE_WIDTH = 300


class ColumnChoice(Choice[Target]):
    """What a column can be taken for. The wheel turns the page it stands on, unless the keyboard is here."""

    def __init__(self, options: Sequence[tuple[Target, str]], parent: QWidget | None = None) -> None:
        super().__init__(options, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setPlaceholderText(_("À préciser…"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ColumnsPanel(QWidget):
    """A line for each column: header, samples, what it is; ``corrected()`` when the user says otherwise."""

    corrected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.targets: dict[int, Target] = {}
        """What the user said of columns, by their place in the list."""
        self._choices: dict[int, ColumnChoice] = {}
        self._preview: ImportPreview | None = None
        """What is still to be laid out, which waits until somebody looks."""
        card = QFrame()
        card.setProperty("role", "card")
        self._inside = QVBoxLayout(card)
        self._inside.setContentsMargins(16, 10, 8, 10)
        self._area: QWidget | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the columns of a list that was just read; what was said of an earlier one is forgotten."""
        self.targets.clear()
        self._preview = preview
        if self.isVisible():
            self._settle()

    @property
    def choices(self) -> dict[int, ColumnChoice]:
        """The choice for each column, by its place in the list."""
        self._settle()
        return self._choices

    def _settle(self) -> None:
        if self._preview is None:
            return
        self._choices.clear()
        if self._area is not None:
            self._area.hide()
            self._area.deleteLater()
        grid = QWidget()
        self._fill(QGridLayout(grid), self._preview)
        self._preview = None
        self._area = scrolled(grid)
        self._inside.addWidget(self._area)

    def _fill(self, grid: QGridLayout, preview: ImportPreview) -> None:
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for place, heading in enumerate((_("Colonne de la liste"), _("Exemples"), _("Ce qu’elle dit"))):
            grid.addWidget(label(heading, "small"), 0, place)
        options = _options(preview.committees)
        for row, column in enumerate(preview.columns):
            choice = self._choice(column, ColumnChoice(options))
            header = ElidedLabel(column.header)
            header.setBuddy(choice)
            grid.addWidget(line(), 2 * row + 1, 0, 1, 3)
            grid.addWidget(header, 2 * row + 2, 0)
            grid.addWidget(ElidedLabel(" · ".join(column.samples), "muted"), 2 * row + 2, 1)
            grid.addWidget(choice, 2 * row + 2, 2)
        grid.setRowStretch(2 * len(preview.columns) + 1, 1)

    def _choice(self, column: PreviewColumn, choice: ColumnChoice) -> ColumnChoice:
        choice.setFixedWidth(_CHOICE_WIDTH)
        choice.setAccessibleName(_("Ce que dit la colonne « {header} »").format(header=column.header))
        if column.looks_like_committee:
            choice.setCurrentIndex(-1)
        else:
            choice.choose(column.target)
        choice.setProperty("wrong", column.looks_like_committee)
        choice.activated.connect(lambda _place: self._chosen(column.index, choice.value()))
        self._choices[column.index] = choice
        return choice

    def _chosen(self, index: int, target: Target) -> None:
        self.targets[index] = target
        choice = self._choices[index]
        choice.setProperty("wrong", False)
        choice.style().unpolish(choice)
        choice.style().polish(choice)
        self.corrected.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()


def _options(committees: Sequence[CommitteeChoice]) -> list[tuple[Target, str]]:
    """Return what a column can be taken for, in words."""
    crosses = _("Croix : {short} {name}")
    return [
        (None, _("Ignorer")),
        *((field, title(field)) for field in Field),
        *((CrossFor(each.id), crosses.format(short=each.short_name, name=each.name)) for each in committees),
    ]

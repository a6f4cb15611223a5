"""Two records side by side: which one stays, and whose value where both say something."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from pstdesk.i18n import _
from pstdesk.services.merge_fields import MergeField
from pstdesk.services.merging import MergePreview
from pstdesk.ui.people.merge_words import field_words, value_words
from pstdesk.ui.widgets.labels import ElidedLabel, label, line

_GAP = 16


class ValueButton(QRadioButton):
    """One of two values to choose from; a long one is shortened and said whole in the tool tip."""

    def __init__(self, value: str, name: str) -> None:
        super().__init__(value)
        self._value = value
        self.setToolTip(value)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 30
        self.setText(self.fontMetrics().elidedText(self._value, Qt.TextElideMode.ElideRight, room))


class MergeComparison(QWidget):
    """``swapped`` when the other record is to stay."""

    swapped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._groups: list[QButtonGroup] = []
        self._theirs: dict[str, ValueButton] = {}
        self._keep: tuple[QRadioButton, ...] = ()

    @property
    def taken(self) -> frozenset[str]:
        """The fields whose value comes from the record that goes."""
        return frozenset(name for name, button in self._theirs.items() if button.isChecked())

    @property
    def keep_buttons(self) -> tuple[QRadioButton, ...]:
        """The two buttons that say which record stays, the left one's first."""
        return self._keep

    def take_focus(self) -> None:
        """Go to the record that stays."""
        if self._keep:
            self._keep[0].setFocus()

    def show_preview(self, found: MergePreview, *, kept_at: int) -> None:
        """Show both records; the one that stays stands in the column ``kept_at``, 0 or 1."""
        self._empty()
        self._head((found.kept, found.gone) if kept_at == 0 else (found.gone, found.kept), kept_at)
        words = field_words()
        for field in found.fields:
            if field.kept or field.gone:
                self._add_field(field, words[field.name], kept_at)

    def _empty(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._theirs.clear()
        self._groups.clear()

    def _head(self, names: tuple[str, str], kept_at: int) -> None:
        group = self._group()
        buttons = []
        for column, name in enumerate(names):
            self._put(ElidedLabel(name, "heading"), 0, column + 1)
            button = QRadioButton(_("Garder cette fiche"))
            button.setAccessibleName(_("Garder la fiche {name}").format(name=name))
            button.setChecked(column == kept_at)
            group.addButton(button, column)
            self._put(button, 1, column + 1)
            buttons.append(button)
        self._keep = tuple(buttons)
        group.idClicked.connect(lambda column: self.swapped.emit() if column != kept_at else None)
        self._put(line(), 2, 0, 3)

    def _add_field(self, field: MergeField, words: str, kept_at: int) -> None:
        row = self._grid.rowCount()
        self._put(label(words, "muted"), row, 0)
        ours, theirs = (value_words(field, value) for value in (field.kept, field.gone))
        if field.differs:
            group = self._group()
            ours_button, theirs_button = (ValueButton(value, f"{words}, {value}") for value in (ours, theirs))
            ours_button.setChecked(True)
            self._theirs[field.name] = theirs_button
            sides: tuple[QWidget, QWidget] = (ours_button, theirs_button)
            for button in (ours_button, theirs_button):
                group.addButton(button)
        else:
            stays = field.joined or not field.kept
            sides = (self._value(ours, stays=True), self._value(theirs, stays=stays))
        for column, side in enumerate(sides if kept_at == 0 else reversed(sides)):
            self._put(side, row, column + 1)

    def _put(self, widget: QWidget, row: int, column: int, columns: int = 1) -> None:
        self._grid.addWidget(widget, row, column, 1, columns)
        widget.show()  # at once: what is not shown yet has no height, and the dialog would not grow

    @staticmethod
    def _value(value: str, *, stays: bool) -> QWidget:
        shown = ElidedLabel(value or "–", "plain" if value and stays else "muted")
        shown.setMinimumHeight(28)
        return shown

    def _group(self) -> QButtonGroup:
        group = QButtonGroup(self)
        self._groups.append(group)
        return group

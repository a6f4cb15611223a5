"""The fields of a count in one column, or by majority judgment a grid, with what they say beside them."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from pstdesk.domain.judgment import GRADES
from pstdesk.domain.voting import VotingMethod
from pstdesk.i18n import _
from pstdesk.labels import label as word
from pstdesk.ui.elections.number_field import NumberField
from pstdesk.ui.elections.sums import RoundFrame, Sums, Typed
from pstdesk.ui.widgets.labels import ElidedLabel, label, line
from pstdesk.ui.widgets.quiet import quiet

_GRADE_WIDTH = 52
_NAMES, _SHORT_NAMES = 150, 104
"""Pixels that names keep at least: beside one number, and beside a number for each grade."""


class CountGrid(QWidget):
    """``typed`` at every key; ``finished`` on Enter in the last field."""

    typed = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: RoundFrame | None = None
        self.cast, self.blank, self.spoiled = (NumberField(words) for words in _papers())
        self.votes: dict[int, tuple[NumberField, ...]] = {}
        self.signatures, self.majority, self.balance = (ElidedLabel(role="muted") for _each in range(3))
        self.valid, self.total = _figure(), _figure()
        self._remarks: dict[int, QLabel] = {}
        self._made: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for field in (self.cast, self.blank, self.spoiled):
            self._listen(field)

    @property
    def fields(self) -> tuple[NumberField, ...]:
        """The fields in the order in which Enter goes through them."""
        return (self.cast, self.blank, self.spoiled, *(each for row in self.votes.values() for each in row))

    def show_frame(self, frame: RoundFrame) -> None:
        """Have a row of fields for each of those who stand, and leave them alone where they are the same."""
        if frame == self._frame:
            return
        self._frame = frame
        for widget in self._made:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made, self.votes, self._remarks = [], {}, {}
        self._build(frame)
        for earlier, later in pairwise(self.fields):
            QWidget.setTabOrder(earlier, later)

    def numbers(self) -> Typed:
        """Return what stands in the fields."""
        votes = {key: tuple(each.value() for each in row) for key, row in self.votes.items()}
        return Typed(self.cast.value(), self.blank.value(), self.spoiled.value(), votes)

    def show_numbers(self, typed: Typed) -> None:
        """Put numbers into the fields; nobody typed them."""
        with quiet(*self.fields):
            for field, value in (
                (self.cast, typed.cast),
                (self.blank, typed.blank),
                (self.spoiled, typed.spoiled),
            ):
                field.show_value(value)
            for key, row in self.votes.items():
                for field, value in zip(row, typed.votes.get(key, (None,) * len(row)), strict=True):
                    field.show_value(value)

    def show_sums(self, sums: Sums) -> None:
        """Say beside the fields what follows from them."""
        self.valid.setText(sums.valid or "–")
        self.majority.setText(sums.majority)
        self.total.setText(sums.total)
        self.balance.setText(sums.balance)
        for key, remark in self._remarks.items():
            remark.setText(sums.remarks.get(key, ""))
            remark.setProperty("role", "heading" if key in sums.leaders else "muted")
            remark.style().polish(remark)
        for key, row in self.votes.items():
            for field in row:
                field.setAccessibleDescription(sums.remarks.get(key, ""))

    def set_locked(self, *, locked: bool) -> None:
        """Let the numbers be typed, or only read."""
        for field in self.fields:
            field.setEnabled(not locked)

    def take_focus(self) -> None:
        """Go to the first field with nothing in it, past the papers that are as many as the signatures."""
        empty = [field for field in self.fields if field.value() is None]
        (empty[0] if empty else self.fields[-1]).setFocus(Qt.FocusReason.TabFocusReason)

    # Rows

    def _build(self, frame: RoundFrame) -> None:
        judged = frame.method is VotingMethod.MAJORITY_JUDGMENT
        wide = len(GRADES) if judged else 1
        remarks = wide + 1
        self._grid.setColumnMinimumWidth(0, _SHORT_NAMES if judged else _NAMES)
        self._grid.setHorizontalSpacing(4 if judged else 8)
        for column in range(remarks + 1):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(0 if judged else remarks, 1)
        for row, (words, field) in enumerate(
            zip(_papers(), (self.cast, self.blank, self.spoiled), strict=True)
        ):
            self._add(self._name(words, field), row, 0)
            self._grid.addWidget(field, row, 1)
        self._grid.addWidget(self.signatures, 0, 2, 1, wide)
        self._add(label(_("Exprimés"), "heading"), 3, 0)
        self._grid.addWidget(self.valid, 3, 1)
        self._grid.addWidget(self.majority, 3, 2, 1, wide)
        self._add(line(), 4, 0, remarks + 1)
        if judged:
            for place, grade in enumerate(GRADES):
                self._add(_header(word(grade)), 5, 1 + place)
        for place, (key, name) in enumerate(frame.names.items()):
            self._add_candidate(6 + place, key, name, judged=judged)
        last = 6 + len(frame.names)
        if not judged:
            self._add(label(_sum_words(frame.method), "heading"), last, 0)
        self._grid.addWidget(self.total, last, 1)
        self._grid.addWidget(self.balance, last, 2, 1, wide)
        self.total.setVisible(not judged)
        self.balance.setVisible(not judged)

    def _add_candidate(self, row: int, key: int, name: str, *, judged: bool) -> None:
        if judged:
            said = [_("{name}, {grade}").format(name=name, grade=word(grade)) for grade in GRADES]
        else:
            said = [_("Voix de {name}").format(name=name)]
        fields = tuple(NumberField(words) for words in said)
        self.votes[key] = fields
        self._add(self._name(name, fields[0]), row, 0)
        for place, field in enumerate(fields):
            if judged:
                field.setFixedWidth(_GRADE_WIDTH)
            self._listen(field)
            self._add(field, row, 1 + place)
        remark = label("", "muted") if judged else ElidedLabel(role="muted")
        self._remarks[key] = remark
        self._add(remark, row, 1 + len(fields))

    def _name(self, words: str, field: NumberField) -> QLabel:
        made = ElidedLabel(words)
        made.setBuddy(field)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return made

    def _add(self, widget: QWidget, row: int, column: int, wide: int = 1) -> None:
        self._made.append(widget)
        self._grid.addWidget(widget, row, column, 1, wide)

    # Keys

    def _listen(self, field: NumberField) -> None:
        field.textChanged.connect(lambda _text: self.typed.emit())
        field.confirmed.connect(lambda: self._step(field, 1, self.finished.emit))
        field.stepped.connect(lambda steps: self._step(field, steps))

    def _step(self, field: NumberField, steps: int, beyond: Callable[[], object] | None = None) -> None:
        fields = self.fields
        place = fields.index(field) + steps
        if 0 <= place < len(fields):
            fields[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif beyond is not None:
            beyond()


def _papers() -> tuple[str, str, str]:
    return _("Bulletins trouvés"), _("Blancs"), _("Nuls")


def _sum_words(method: VotingMethod) -> str:
    return _("Approbations") if method is VotingMethod.APPROVAL else _("Somme des voix")


def _figure() -> QLabel:
    made = label("", "heading")
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setContentsMargins(0, 0, 10, 0)
    return made


def _header(words: str) -> QLabel:
    made = label(words, "small", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
    longest = max(made.fontMetrics().horizontalAdvance(part) for part in words.split())
    made.setFixedWidth(max(_GRADE_WIDTH + 8, longest + 4))
    return made

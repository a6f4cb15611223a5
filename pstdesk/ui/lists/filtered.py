"""A list under its filters: read in pages, it says how many rows it has, and teaches where there are none."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pstdesk.i18n import _, format_number
from pstdesk.services.listing import Listing, Order
from pstdesk.ui.lists.pane import ListPane
from pstdesk.ui.lists.reading import ListReading
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.suggest import Suggest
from pstdesk.ui.widgets.table import RowTable

Filter = SearchField | Choice[Any] | Suggest | QCheckBox


class FilteredList(ListPane):
    """A list under its filters; ``counted`` says how many rows it shows, ``filtered`` whether not all.

    A subclass says what the filters choose (:meth:`chosen`), which list that is (:meth:`listing`), what the
    filters offer (:meth:`offers` reads it, :meth:`offer` shows it), how many rows are (:meth:`counting`) and
    what stands in an empty list (:meth:`nothing`).
    """

    everything: ClassVar[Any]
    """What the filters choose when nothing is chosen."""

    def __init__(self, frame: Frame, table: RowTable[Any]) -> None:
        super().__init__()
        self.frame = frame
        self.table = table
        self.filters: tuple[Filter, ...] = ()
        self.reading = ListReading(frame.desk, table)
        self.reading.shown.connect(self._shown)
        table.order_asked.connect(self.read)
        table.filters = self.said_by_filters
        self._all = 0
        """How many rows there are without filters, where that was read."""

    # A subclass's part

    def chosen(self) -> Any:
        """Return what the filters say."""
        raise NotImplementedError

    def listing(self, chosen: Any, order: Order) -> Listing[Any]:
        """Return the list that ``chosen`` lets through."""
        raise NotImplementedError

    def offers(self, session: Any) -> Any:
        """Read what the filters offer; on a worker."""

    def offer(self, found: Any) -> None:
        """Let the filters offer what was read."""

    def narrows(self, chosen: Any) -> bool:
        """Whether ``chosen`` lets through some of what the filters let through when nothing is chosen."""
        return bool(chosen != self.everything)

    def counting(self, n: int, shown: str) -> str:
        """Return "12 personnes" for ``n`` rows, ``shown`` being the number in words."""
        raise NotImplementedError

    def nothing(self, chosen: Any) -> EmptyState:
        """Return what stands in place of rows where ``chosen`` lets none through."""
        raise NotImplementedError

    # What pages call

    def read(self) -> None:
        """Read the list."""
        chosen, order = self.chosen(), self.table.order
        self.reading.read(chosen, order, self.listing(chosen, order))

    def read_anew(self) -> None:
        """Read the list, and then what the filters offer and how many rows there are without them."""
        self.read()
        every = self.listing(self.everything, Order())
        reading = self.frame.desk.read(self, lambda session: (self.offers(session), every.count(session)))
        reading.once("offers").success(self._offer).start()

    def clear_filters(self) -> None:
        """Let everything through again."""
        with quiet(*self.filters):
            for each in self.filters:
                _clear(each)
        self.read()

    def said_by_filters(self) -> tuple[tuple[str, str], ...]:
        """Return the names of the filters that hold something back, and what each says."""
        said = ((each.accessibleName(), _said(each)) for each in self.filters)
        return tuple((name, words) for name, words in said if words)

    # Parts

    def add_filters(self, *filters: tuple[Filter, int], end: int = 0) -> QHBoxLayout:
        """Lay the filters out over the list, each with its share of the width, and listen to them."""
        self.filters = tuple(each for each, _share in filters)
        line = QHBoxLayout()
        line.setSpacing(8)
        for each, share in filters:
            line.addWidget(each, share)
            self._listen(each)
        if end:
            line.addStretch(end)
        return line

    def lay_out(self, line: QHBoxLayout, shown: QWidget | None = None) -> None:
        """Put the list, or what stands for it, under the line of its filters."""
        if shown is None:
            card = Card()
            card.body.addWidget(self.table)
            shown = card
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(shown, 1)

    def cleared(self, title: str) -> EmptyState:
        """Return what stands in a list where the filters let nothing through."""
        return EmptyState(
            title,
            _("La recherche ne tient compte ni des accents ni des majuscules."),
            _("Effacer les filtres"),
            self.clear_filters,
        )

    def say_count(self, n: int) -> None:
        """Say how many rows are shown, and of how many where the filters hold some back."""
        words = self.counting(n, format_number(n))
        if self.narrows(self.chosen()) and n < self._all:
            words = _("{shown} sur {all}").format(shown=words, all=format_number(self._all))
        self.counted.emit(words)
        self.filtered.emit(self.chosen() != self.everything)

    def _shown(self, total: int) -> None:
        if not total:
            self.table.set_empty(self.nothing(self.chosen()))
        self.say_count(total)

    def _offer(self, found: tuple[Any, int]) -> None:
        offered, self._all = found
        self.offer(offered)
        self.say_count(self.table.model_of_rows.rowCount())

    def _listen(self, each: Filter) -> None:
        if isinstance(each, SearchField):
            each.searched.connect(lambda _text: self.read())
        elif isinstance(each, QCheckBox):
            each.toggled.connect(lambda _checked: self.read())
        elif isinstance(each, QComboBox):
            each.currentIndexChanged.connect(lambda _at: self.read())
        else:
            each.picked.connect(lambda _choice: self.read())
            each.textChanged.connect(self._suggestion_changed)

    def _suggestion_changed(self, text: str) -> None:
        if not text.strip():
            self.read()


def _clear(each: Filter) -> None:
    if isinstance(each, Suggest):
        each.set_chosen(None)
    elif isinstance(each, QLineEdit):
        each.clear()
    elif isinstance(each, QCheckBox):
        each.setChecked(False)
    else:
        each.setCurrentIndex(0)


def _said(each: Filter) -> str:
    if isinstance(each, QCheckBox):
        return _("oui") if each.isChecked() else ""
    if isinstance(each, Suggest):
        chosen = each.chosen()
        return "" if chosen is None else chosen.text
    if isinstance(each, QLineEdit):
        return each.text().strip()
    return each.currentText() if each.currentIndex() > 0 else ""

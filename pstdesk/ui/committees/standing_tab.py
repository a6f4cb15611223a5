"""The items that stand on every agenda of a body: typed one after the other, put in order, taken away."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.names import fold
from pstdesk.i18n import _
from pstdesk.labels import label as word
from pstdesk.services import standing_items
from pstdesk.services.agenda import ItemForm, ItemRow
from pstdesk.services.standing_items import StandingItemForm, StandingItemRow
from pstdesk.ui.committees.standing_dialog import StandingItemDialog
from pstdesk.ui.meetings.agenda_list import AgendaList
from pstdesk.ui.meetings.new_item_line import NewItemLine
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import EmptyState


class StandingTab(QWidget):
    """F2 corrects the current item, Delete takes it away, Ctrl and the arrows or the mouse move it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._committee_id = 0
        self._rows: tuple[StandingItemRow, ...] = ()
        self._archived = False
        about = _("Ces points viennent d’eux-mêmes sur chaque nouvel ordre du jour de l’instance.")
        self.about = label(about, "muted", wrap=True)
        self.list = AgendaList(_asides)
        self.list.setAccessibleName(_("Points permanents"))
        self.list.editing_asked.connect(self.edit)
        self.list.writing_asked.connect(self.edit)
        self.list.removal_asked.connect(self.remove)
        self.list.move_asked.connect(self.move_item)
        self.list.drop_asked.connect(self._order)
        self.list.menu_asked.connect(self._show_menu)
        self.new_item = NewItemLine()
        self.new_item.setPlaceholderText(_("Ajouter un point permanent, puis Entrée"))
        self.new_item.setAccessibleName(_("Nouveau point permanent"))
        self.new_item.title_typed.connect(self._add)
        self.change = _button(_("Modifier…"), self.edit)
        self.take_away = _button(_("Retirer"), self.remove)
        self._empty = EmptyState(
            _("Aucun point permanent"),
            _("Tour de table, actualités du territoire, questions diverses… Tapez ci-dessous ce qui revient "
              "à chaque séance : ce sera déjà là quand vous préparerez la suivante."),
        )  # fmt: skip
        self._lay_out()

    def show_items(self, committee_id: int, rows: tuple[StandingItemRow, ...], *, archived: bool) -> None:
        """Show the standing items of a body; nothing changes in one that was put away."""
        if committee_id != self._committee_id:
            self.new_item.clear()
        self._committee_id, self._rows, self._archived = committee_id, rows, archived
        self.list.show_items(tuple(_as_item(row) for row in rows), held=False)
        self.list.setDragEnabled(not archived)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.about.setVisible(bool(rows))
        self.new_item.setVisible(not archived)
        for button in (self.change, self.take_away):
            button.setVisible(bool(rows) and not archived)

    def take_focus(self) -> None:
        """Go to the list, or to the line where the first item is typed."""
        target: QWidget = self.list if self._rows or self._archived else self.new_item
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """Correct the current item in a dialog."""
        row = self._current()
        if row is not None:
            StandingItemDialog(self._frame, row, self.window()).open()

    def remove(self) -> None:
        """Take the current item away, with a way back."""
        row = self._current()
        if row is None:
            return
        removing = self._frame.desk.write(
            self, lambda session: standing_items.remove_standing_item(session, row.id)
        )
        said = _("« {title} » n’est plus un point permanent. Les ordres du jour déjà envoyés le gardent.")
        words = _("Retrait du point permanent « {title} »")
        title = row.form.title
        removing.undoable(words.format(title=title), said.format(title=title)).start()

    def move_item(self, steps: int) -> None:
        """Move the current item up or down by ``steps`` places, as far as the list goes."""
        row = self._current()
        if row is not None:
            place = row.position - 1
            target = max(0, min(len(self._rows) - 1, place + steps))
            self._order(place, target if target <= place else target + 1)

    def _current(self) -> StandingItemRow | None:
        place = self.list.currentIndex().row()
        return self._rows[place] if 0 <= place < len(self._rows) and not self._archived else None

    def _add(self, title: str, beside: bool) -> None:
        current = self._current()
        position = current.position + 1 if beside and current is not None else None
        committee_id, form = self._committee_id, StandingItemForm(title)

        def work(session: Any) -> int:
            return standing_items.add_standing_item(session, committee_id, form, position)

        adding = self._frame.desk.write(self, work).success(lambda _id: self.new_item.taken(title))
        adding.undoable(_("Ajout du point permanent « {title} »").format(title=title), "")
        adding.finished(self.new_item.give_again).start()

    def _order(self, place: int, gap: int) -> None:
        ids = [row.id for row in self._rows]
        ids.insert(gap if gap <= place else gap - 1, ids.pop(place))
        committee_id = self._committee_id
        ordering = self._frame.desk.write(
            self, lambda session: standing_items.order_standing_items(session, committee_id, ids)
        )
        title = self._rows[place].form.title
        ordering.undoable(_("Déplacement du point permanent « {title} »").format(title=title), "").start()

    def _show_menu(self, at: QPoint) -> None:
        if self._current() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Modifier…"), self.edit)
        menu.addAction(_("Monter"), lambda: self.move_item(-1))
        menu.addAction(_("Descendre"), lambda: self.move_item(1))
        menu.addSeparator()
        menu.addAction(_("Retirer"), self.remove)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.new_item, 1)
        foot.addWidget(self.change)
        foot.addWidget(self.take_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)


def _button(words: str, do: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.clicked.connect(lambda: do())
    return made


def _as_item(row: StandingItemRow) -> ItemRow:
    """Return a standing item as agendas show it."""
    form = ItemForm(row.form.title, row.kind, row.form.presenter, row.form.planned_minutes)
    return ItemRow(row.id, row.position, ItemState.OPEN, "", False, form)


def _asides(item: ItemRow) -> tuple[str, ...]:
    """Return what stands under an item's title: its kind, and who presents it."""
    presenter = item.form.presenter
    by = (_("présenté par {name}").format(name=presenter),) if presenter else ()
    kind = word(item.form.kind)
    return by if fold(kind) == fold(item.form.title) else (kind, *by)

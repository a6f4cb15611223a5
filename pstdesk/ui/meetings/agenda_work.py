"""What is written when somebody works on an agenda, and how it is taken back."""

from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.domain.agenda import OPENING_KINDS, ItemState, likely_kind
from pstdesk.i18n import N_, _
from pstdesk.services import agenda
from pstdesk.services.agenda import ItemForm, ItemRow
from pstdesk.ui.meetings.new_item_line import NewItemLine
from pstdesk.ui.page import Frame


class AgendaWork:
    """Writes through the desk for ``panel``, each act to be undone."""

    def __init__(self, frame: Frame, panel: QWidget) -> None:
        self._frame = frame
        self._panel = panel

    def add(self, meeting_id: int, line: NewItemLine, title: str, position: int | None) -> None:
        """Add an item of the ``title`` typed into ``line``, at ``position`` (from 1) or where it belongs."""
        form = ItemForm(title, likely_kind(title))
        desk = self._frame.desk
        adding = desk.write(self._panel, lambda session: agenda.add_item(session, meeting_id, form, position))
        adding.undoable(_("Ajout du point « {title} »").format(title=title), "")
        adding.success(lambda _item_id: line.taken(title)).finished(line.give_again).start()

    def move(self, item: ItemRow, steps: int) -> None:
        """Move an item up or down by ``steps`` places."""
        self._write(lambda session: agenda.move_item(session, item.id, steps), _MOVED, item, "")

    def order(self, meeting_id: int, items: tuple[ItemRow, ...], place: int, gap: int) -> None:
        """Put the item at ``place`` (from 0) before the one at ``gap``, in the agenda that ``items`` are."""
        before = [item.id for item in items]
        after = [*before[:place], *before[place + 1 :]]
        landing = gap if gap <= place else gap - 1
        after.insert(landing, before[place])
        said = _("« {title} » est maintenant le point {number}.")
        self._write(
            lambda session: agenda.order_items(session, meeting_id, after, seen=before),
            _MOVED,
            items[place],
            said.format(title=items[place].form.title, number=landing + 1),
        )

    def remove(self, item: ItemRow) -> None:
        """Take an item off the agenda."""
        said = _("Le point « {title} » est retiré de l’ordre du jour.")
        if item.carried and item.state is ItemState.OPEN:
            said = _("Le point « {title} » est retiré de l’ordre du jour ; il reviendra au suivant.")
        self._write(
            lambda session: agenda.remove_item(session, item.id),
            N_("Retrait du point « {title} »"),
            item,
            said.format(title=item.form.title),
        )

    def set_state(self, item: ItemRow, state: ItemState) -> None:
        """Say what became of an item."""
        self._write(lambda session: agenda.set_item_state(session, item.id, state), _DEALT_WITH, item, "")

    def drop(self, item: ItemRow) -> None:
        """Let an item that came back never come back again."""
        self._write(
            lambda session: agenda.set_item_state(session, item.id, ItemState.WITHDRAWN),
            _DEALT_WITH,
            item,
            _("« {title} » ne sera plus reporté.").format(title=item.form.title),
        )

    def _write(self, work: Any, words: str, item: ItemRow, said: str) -> None:
        words = _(words).format(title=item.form.title)
        self._frame.desk.write(self._panel, work).undoable(words, said).start()


_MOVED = N_("Déplacement du point « {title} »")
_DEALT_WITH = N_("État du point « {title} »")


def place_after(items: tuple[ItemRow, ...], current: ItemRow | None) -> int | None:
    """Return the position, from 1, of a new item after ``current``, and after the opening items anyway."""
    if current is None:
        return None
    opening = sum(item.form.kind in OPENING_KINDS for item in items)
    return max(current.position, opening) + 1

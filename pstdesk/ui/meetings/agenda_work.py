"""What is written when somebody works on an agenda, and how it is taken back."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.domain.agenda import OPENING_KINDS, ItemState, likely_kind
from pstdesk.i18n import _, pgettext
from pstdesk.services import agenda, agenda_removal
from pstdesk.services.agenda import ItemForm, ItemRow
from pstdesk.services.agenda_removal import RemovedItem
from pstdesk.ui.meetings.new_item_line import NewItemLine
from pstdesk.ui.page import Frame


class AgendaWork:
    """Writes through the desk for ``panel``; what was done by mistake is offered to be undone."""

    def __init__(self, frame: Frame, panel: QWidget) -> None:
        self._frame = frame
        self._panel = panel

    def add(self, meeting_id: int, line: NewItemLine, title: str, position: int | None) -> None:
        """Add an item of the ``title`` typed into ``line``, at ``position`` (from 1) or where it belongs."""
        form = ItemForm(title, likely_kind(title))
        desk = self._frame.desk
        adding = desk.write(self._panel, lambda session: agenda.add_item(session, meeting_id, form, position))
        adding.success(lambda _item_id: line.taken(title)).finished(line.give_again).start()

    def move(self, item: ItemRow, steps: int) -> None:
        """Move an item up or down by ``steps`` places."""
        self._write(lambda session: agenda.move_item(session, item.id, steps))

    def order(self, meeting_id: int, items: tuple[ItemRow, ...], place: int, gap: int) -> None:
        """Put the item at ``place`` (from 0) before the one at ``gap``, in the agenda that ``items`` are."""
        before = [item.id for item in items]
        after = [*before[:place], *before[place + 1 :]]
        landing = gap if gap <= place else gap - 1
        after.insert(landing, before[place])

        def moved(_nothing: None) -> None:
            words = _("« {title} » est maintenant le point {number}.")
            self._frame.say(
                words.format(title=items[place].form.title, number=landing + 1),
                action=pgettext("défaire", "Annuler"),
                do=lambda: self._write(
                    lambda session: agenda.order_items(session, meeting_id, before, seen=after)
                ),
            )

        ordering = self._frame.desk.write(
            self._panel, lambda session: agenda.order_items(session, meeting_id, after, seen=before)
        )
        ordering.success(moved).start()

    def remove(self, item: ItemRow) -> None:
        """Take an item off the agenda."""
        removing = self._frame.desk.write(
            self._panel, lambda session: agenda_removal.take_off_item(session, item.id)
        )
        removing.success(self._say_removed).start()

    def set_state(self, item: ItemRow, state: ItemState) -> None:
        """Say what became of an item."""
        self._write(lambda session: agenda.set_item_state(session, item.id, state))

    def drop(self, item: ItemRow) -> None:
        """Let an item that came back never come back again."""

        def dropped(_nothing: None) -> None:
            self._frame.say(
                _("« {title} » ne sera plus reporté.").format(title=item.form.title),
                action=pgettext("défaire", "Annuler"),
                do=partial(self.set_state, item, ItemState.OPEN),
            )

        dropping = self._frame.desk.write(
            self._panel, lambda session: agenda.set_item_state(session, item.id, ItemState.WITHDRAWN)
        )
        dropping.success(dropped).start()

    def _say_removed(self, removed: RemovedItem) -> None:
        words = _("Le point « {title} » est retiré de l’ordre du jour.")
        if removed.carried_from_id is not None and removed.state is ItemState.OPEN:
            words = _("Le point « {title} » est retiré de l’ordre du jour ; il reviendra au suivant.")
        self._frame.say(
            words.format(title=removed.form.title),
            action=_("Rétablir"),
            do=lambda: self._write(lambda session: agenda_removal.put_back_item(session, removed)),
        )

    def _write(self, work: Any) -> None:
        self._frame.desk.write(self._panel, work).start()


def place_after(items: tuple[ItemRow, ...], current: ItemRow | None) -> int | None:
    """Return the position, from 1, of a new item after ``current``, and after the opening items anyway."""
    if current is None:
        return None
    opening = sum(item.form.kind in OPENING_KINDS for item in items)
    return max(current.position, opening) + 1

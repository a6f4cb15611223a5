"""Correcting an item of an agenda: its words, its kind, who presents it and how long."""

from PySide6.QtWidgets import QLineEdit, QWidget

from pstdesk.domain.agenda import OPENING_KINDS, ItemKind
from pstdesk.i18n import _
from pstdesk.labels import title
from pstdesk.services.agenda import ItemForm, ItemRow, change_item
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog


class ItemDialog(FormDialog):
    """Writes an item over in the version that was shown."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "item_without_title": "title",
        "item_minutes": "minutes",
        "agenda_opening": "kind",
    }

    def __init__(self, desk: Desk, item: ItemRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Modifier le point"), _("Enregistrer"), parent)
        self._desk = desk
        self._item = item
        # The two opening kinds are placed by the agenda itself; an item that has one keeps it.
        opening = item.form.kind in OPENING_KINDS
        kinds = [item.form.kind] if opening else [kind for kind in ItemKind if kind not in OPENING_KINDS]
        self.words = self.form.add("title", _("Intitulé"), QLineEdit(item.form.title))
        self.kind: Choice[ItemKind] = self.form.add(
            "kind", _("Nature"), Choice([(kind, title(kind)) for kind in kinds], item.form.kind), columns=7
        )
        minutes = item.form.planned_minutes
        self.minutes = self.form.add(
            "minutes", _("Durée en minutes"), QLineEdit("" if minutes is None else str(minutes)), columns=5
        )
        self.presenter = self.form.add("presenter", _("Présenté par"), QLineEdit(item.form.presenter))

    def submit(self) -> None:
        """Save the item."""
        typed = self.minutes.text().strip()
        if typed and not typed.isdecimal():
            self.form.show_error("minutes", _("Donnez une durée en minutes, par exemple 20."))
            return
        form = ItemForm(
            self.words.text(),
            self.kind.value(),
            self.presenter.text(),
            int(typed) if typed else None,
            self._item.form.version,
        )
        item_id = self._item.id
        self.save(self._desk.write(self, lambda session: change_item(session, item_id, form)))

"""Correcting an item that stands on every agenda of a body."""

from PySide6.QtWidgets import QWidget

from pstdesk.domain.agenda import OPENING_KINDS, ItemKind
from pstdesk.i18n import _
from pstdesk.services.standing_items import StandingItemForm, StandingItemRow, change_standing_item
from pstdesk.ui.meetings.item_fields import add_item_fields
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.labels import label


class StandingItemDialog(FormDialog):
    """Writes a standing item over in the version that was shown."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "item_without_title": "title",
        "item_minutes": "minutes",
        "standing_item_opening": "kind",
        "standing_item_exists": "title",
    }

    def __init__(self, frame: Frame, item: StandingItemRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Modifier le point permanent"), _("Enregistrer"), parent)
        self._desk = frame.desk
        self._item = item
        form = item.form
        kinds = [kind for kind in ItemKind if kind not in OPENING_KINDS]
        self.fields = add_item_fields(
            self.form, form.title, item.kind, form.planned_minutes, form.presenter, kinds
        )
        about = _(
            "Les ordres du jour déjà envoyés, et ce que vous y avez changé vous-même, restent tels quels."
        )
        self.form.add_wide(label(about, "muted", wrap=True))

    def submit(self) -> None:
        """Save the standing item."""
        if not self.fields.check():
            return
        form = StandingItemForm(
            self.fields.words.text(),
            self.fields.kind.value(),
            self.fields.presenter.text(),
            self.fields.planned_minutes(),
            self._item.form.version,
        )
        item_id = self._item.id
        changing = self._desk.write(self, lambda session: change_standing_item(session, item_id, form))
        words = _("Modification du point permanent « {title} »").format(title=self._item.form.title)
        self.save(changing.undoable(words))

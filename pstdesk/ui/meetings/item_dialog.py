"""Correcting an item of an agenda: its words, who proposed and presents it, how long, and its papers."""

from PySide6.QtWidgets import QWidget

from pstdesk.domain.agenda import OPENING_KINDS, ItemKind
from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.services.agenda import ItemForm, ItemRow, change_item
from pstdesk.services.expected import expected_people
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui.meetings.item_fields import add_item_fields
from pstdesk.ui.meetings.papers import Papers
from pstdesk.ui.meetings.papers_box import PapersBox
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.pickers import PersonField
from pstdesk.ui.widgets.suggest import Suggestion


class ItemDialog(FormDialog):
    """Writes an item over in the version that was shown; its papers are changed at once."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "item_without_title": "title",
        "item_minutes": "minutes",
        "agenda_opening": "kind",
        "person_not_chosen": "proposer",
    }

    def __init__(
        self, frame: Frame, head: MeetingHead, item: ItemRow, papers: Papers, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Modifier le point"), _("Enregistrer"), parent)
        self._desk = frame.desk
        self._item = item
        form = item.form
        # The two opening kinds are placed by the agenda itself; an item that has one keeps it.
        opening = form.kind in OPENING_KINDS
        kinds = [form.kind] if opening else [kind for kind in ItemKind if kind not in OPENING_KINDS]
        self._fields = add_item_fields(
            self.form, form.title, form.kind, form.planned_minutes, form.presenter, kinds, beside=7
        )
        self.words, self.kind = self._fields.words, self._fields.kind
        self.minutes, self.presenter = self._fields.minutes, self._fields.presenter
        committee_id, day = head.form.committee_id, head.form.day
        members_first = PersonField(
            self._desk, first=lambda session: expected_people(session, committee_id, day)
        )
        self.proposer = self.form.add("proposer", _("Proposé par"), members_first, columns=7)
        if form.proposed_by_id is not None:
            self.proposer.set_chosen(Suggestion(form.proposed_by_id, item.proposed_by))
            self.proposer.setCursorPosition(0)  # the name shows, whatever the organisation's length
        self.proposer.setPlaceholderText(_("Nom ou prénom, si quelqu’un l’a demandé"))
        self.papers = PapersBox(self._desk, head.id, item, papers)
        self.papers.resized.connect(self._grow)
        self.body.insertWidget(1, self.papers)

    def submit(self) -> None:
        """Save the item."""
        if not self._fields.check():
            return
        chosen = self.proposer.chosen()
        if chosen is None and self.proposer.text().strip():
            raise Refused("person_not_chosen")
        form = ItemForm(
            self.words.text(),
            self.kind.value(),
            self.presenter.text(),
            self._fields.planned_minutes(),
            self._item.form.version,
            None if chosen is None else chosen.id,
        )
        item_id = self._item.id
        changing = self._desk.write(self, lambda session: change_item(session, item_id, form))
        words = _("Modification du point « {title} »").format(title=self._item.form.title)
        self.save(changing.undoable(words))

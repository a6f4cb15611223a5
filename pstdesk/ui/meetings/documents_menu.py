"""The documents of a meeting: those its menu offers, and how each is asked for."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from pstdesk.documents.files import file_name
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.i18n import _
from pstdesk.services.agenda import ItemRow
from pstdesk.services.export import Order
from pstdesk.services.meeting_documents import (
    agenda_order,
    decisions_order,
    extract_order,
    sheet_order,
)
from pstdesk.services.meetings import MeetingHead
from pstdesk.services.minutes_export import minutes_order
from pstdesk.ui import clock

if TYPE_CHECKING:
    from pstdesk.ui.meetings.steps import MeetingSteps


class DocumentsMenu:
    """Writes a document of the meeting shown, with all that was typed up to now."""

    def __init__(self, steps: "MeetingSteps", current_item: Callable[[], ItemRow | None]) -> None:
        self._steps = steps
        self._current_item = current_item

    def fill(self, menu: QMenu, head: MeetingHead) -> None:
        """Offer the documents there can be of the meeting now."""
        if head.state in TO_COME:
            menu.addAction(_("Ordre du jour en Word"), self.write_agenda)
            menu.addAction(_("Ordre du jour en PDF"), partial(self.write_agenda, ".pdf"))
            menu.addAction(_("Feuille d’émargement en PDF"), self.write_sheet)
        elif head.state is MeetingState.HELD:
            menu.addAction(_("Compte rendu : enregistrer sous…"), self.write_minutes_as)
            menu.addAction(_("Compte rendu en PDF"), partial(self.write_minutes, ".pdf"))
            menu.addAction(_("Relevé de décisions en Word"), self.write_decisions)
            menu.addAction(_("Relevé de décisions en PDF"), partial(self.write_decisions, ".pdf"))
            menu.addAction(_("Extrait du point affiché en Word"), self.write_extract)
            menu.addAction(_("Extrait du point affiché en PDF"), partial(self.write_extract, ".pdf"))
            # People who come while the meeting is open still sign; a lost sheet is printed again.
            menu.addAction(_("Feuille d’émargement en PDF"), self.write_sheet)

    def write_minutes(self, suffix: str = ".docx") -> None:
        """Write the minutes."""
        done = _("Compte rendu enregistré : {name}")
        self._write(lambda head: minutes_order(head.id, clock.now()), suffix, done)

    def write_approved(self) -> None:
        """Write approved minutes as they are sent out: for Word, and as a PDF."""
        self._for_the_meeting(lambda head: self.write_both(head.id))

    def write_draft(self, meeting_id: int) -> None:
        """Write the minutes of a meeting, which need not be the one shown, for Word."""
        done = _("Compte rendu enregistré : {name}")
        self._steps.export.write(minutes_order(meeting_id, clock.now()), ".docx", done)

    def write_both(self, meeting_id: int) -> None:
        """Write the minutes of a meeting, which need not be the one shown, for Word and as a PDF."""
        done = _("Compte rendu enregistré : {name}")
        self._steps.export.write_all(minutes_order(meeting_id, clock.now()), (".docx", ".pdf"), done)

    def write_minutes_as(self) -> None:
        """Write the minutes under a name that the user chooses."""

        def ask(head: MeetingHead) -> None:
            name = file_name(
                "CR", head.form.day, (head.short_name, head.committee), version=None, suffix=".docx"
            )
            done = _("Compte rendu enregistré : {name}")
            order, title = minutes_order(head.id, clock.now()), _("Enregistrer le compte rendu")
            self._steps.export.write_as(order, name, title, done)

        self._for_the_meeting(ask)

    def write_agenda(self, suffix: str = ".docx") -> None:
        """Write the invitation with the agenda."""
        self._write(lambda head: agenda_order(head.id), suffix, _("Ordre du jour enregistré : {name}"))

    def write_sheet(self) -> None:
        """Write the sheet that people sign when they come."""
        done = _("Feuille d’émargement enregistrée : {name}")
        self._write(lambda head: sheet_order(head.id), ".pdf", done)

    def write_decisions(self, suffix: str = ".docx") -> None:
        """Write what was decided, without the accounts."""
        done = _("Relevé de décisions enregistré : {name}")
        self._write(lambda head: decisions_order(head.id, clock.now()), suffix, done)

    def write_extract(self, suffix: str = ".docx") -> None:
        """Write what the minutes say of the item shown."""
        item = self._current_item()
        if item is None:
            self._steps.frame.say(_("Choisissez d’abord un point de l’ordre du jour."))
            return
        done = _("Extrait enregistré : {name}")
        self._write(lambda head: extract_order(head.id, item.id, clock.now()), suffix, done)

    def _write(self, order: Callable[[MeetingHead], Order], suffix: str, done: str) -> None:
        self._for_the_meeting(lambda head: self._steps.export.write(order(head), suffix, done))

    def _for_the_meeting(self, do: Callable[[MeetingHead], None]) -> None:
        """Do it for the meeting shown now, once all that was typed is in the base."""
        head = self._steps.head
        if head is not None:
            self._steps.when_all_is_written(partial(do, head))

"""The steps of a meeting's minutes: the pill that says where they stand, with a menu of what can follow."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pstdesk.domain.minutes import ApprovalMode, MinutesStep, steps_allowed
from pstdesk.i18n import _, pgettext
from pstdesk.labels import label as word
from pstdesk.services import minutes_approval, minutes_life, rectifications
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.services.minutes_standing import MinutesStanding
from pstdesk.ui import clock
from pstdesk.ui.meetings.item_minutes import ItemMinutes
from pstdesk.ui.meetings.lock_notice import LockNotice, step_words
from pstdesk.ui.meetings.minutes_dialogs import (
    CorrectionsDialog,
    ReferentDialog,
    ReopenDialog,
    SendDialog,
    approval,
)
from pstdesk.ui.meetings.rectify_dialog import RectifyDialog
from pstdesk.ui.meetings.versions_dialog import VersionsDialog
from pstdesk.ui.meetings.words import MINUTES_TONES
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.pill_button import PillButton

if TYPE_CHECKING:
    from pstdesk.ui.meetings.steps import MeetingSteps


class MinutesSteps(QObject):
    """Takes the steps of the minutes of the meeting shown, and those asked for under its items."""

    def __init__(self, frame: Frame, steps: "MeetingSteps", parent: QWidget) -> None:
        super().__init__(parent)
        self._frame, self._steps, self._parent = frame, steps, parent
        self._page: MeetingPage | None = None
        self.pill = PillButton()

    def serve(self, items: ItemMinutes, lock: LockNotice) -> None:
        """Do what is asked for beside the notes."""
        items.approval_asked.connect(self.approve_here)
        items.undoing_asked.connect(self.take_back)
        items.sending_asked.connect(self._send_other)
        items.opening_asked.connect(lambda meeting_id: self._frame.go("meetings", meeting_id))
        items.withdrawal_asked.connect(self.withdraw)
        lock.step_asked.connect(self.take)

    def show_page(self, page: MeetingPage) -> None:
        """Show where the minutes of ``page`` stand, and offer what can follow."""
        self._page = page
        minutes = page.minutes
        if minutes is None:
            self.pill.show_state("", "neutral")
            return
        state = minutes.standing.state
        words = _("compte rendu : {state}").format(state=word(state))
        self.pill.show_state(words, MINUTES_TONES[state], _("{words}, étapes").format(words=words))
        self.pill.setToolTip(_("Étapes du compte rendu"))
        self._fill_menu(minutes)

    def take(self, step: MinutesStep) -> None:
        """Take a step, or ask first what must be known for it."""
        page = self._page
        if page is None or page.minutes is None:
            return
        meeting_id, minutes, window = page.head.id, page.minutes, self._parent.window()
        desk, written = self._frame.desk, partial(self._steps.documents.write_draft, meeting_id)
        asking: dict[MinutesStep, Callable[[], object]] = {
            MinutesStep.ASK_CORRECTIONS: lambda: CorrectionsDialog(
                desk, meeting_id, minutes, written, window
            ).open(),
            MinutesStep.CHANGE_CORRECTIONS: lambda: CorrectionsDialog(
                desk, meeting_id, minutes, written, window
            ).open(),
            MinutesStep.SEND: lambda: SendDialog(desk, meeting_id, written, parent=window).open(),
            MinutesStep.APPROVE_BY_REFERENT: lambda: ReferentDialog(
                desk, meeting_id, self._say_approved, window
            ).open(),
            MinutesStep.REOPEN: lambda: ReopenDialog(desk, meeting_id, window).open(),
            MinutesStep.RECTIFY: lambda: RectifyDialog(desk, meeting_id, window).open(),
            MinutesStep.BACK_TO_DRAFT: partial(
                self._steps.write, minutes_life.back_to_draft, _("Retour du compte rendu au brouillon")
            ),
            MinutesStep.APPROVE_BY_SILENCE: self._approve_by_silence,
            MinutesStep.ARCHIVE: self._archive,
            MinutesStep.RESTORE: partial(
                self._steps.write, minutes_life.restore, _("Retour du compte rendu des archives")
            ),
        }
        self._steps.when_all_is_written(asking[step])

    def show_versions(self) -> None:
        """Show the versions of the minutes, and what differs between two of them."""
        if self._page is not None:
            open_dialog = VersionsDialog(self._frame, self._page.head.id, self._parent.window()).open
            self._steps.when_all_is_written(open_dialog)

    def approve_here(self, meeting_id: int, meeting: str) -> None:
        """Approve an earlier meeting's minutes in the one shown; it can be undone at once."""
        page = self._page
        if page is None:
            return
        here = page.head.id

        def approve(session: Any) -> None:
            minutes_approval.approve_in_meeting(session, meeting_id, here, clock.now())

        def approved(_nothing: None) -> None:
            words = _("Le compte rendu de la {meeting} est approuvé.").format(meeting=meeting)
            undo = partial(self._take_back, meeting_id, here)
            self._frame.say(words, tone="good", action=pgettext("défaire", "Annuler"), do=undo)

        writing = self._frame.desk.write(self, approve).success(approved)
        self._steps.when_all_is_written(writing.start)

    def take_back(self, meeting_id: int) -> None:
        """Undo an approval of the meeting shown."""
        if self._page is not None:
            self._take_back(meeting_id, self._page.head.id)

    def withdraw(self, rectification_id: int) -> None:
        """Take back a correction that the meeting shown decided; it can be put back at once."""
        page = self._page
        row = next((row for row in page.rectified if row.id == rectification_id), None) if page else None
        if row is None:
            return

        def restore(session: Any) -> None:
            rectifications.rectify(session, row.of_id, row.decided_in_id, row.item_id, row.text, clock.now())

        def withdraw(session: Any) -> None:
            rectifications.withdraw_rectification(session, row.id, clock.now())

        def withdrawn(_nothing: None) -> None:
            put_back = self._frame.desk.write(self, restore).start
            undo = pgettext("défaire", "Annuler")
            self._frame.say(_("Le rectificatif est retiré."), action=undo, do=put_back)

        self._frame.desk.write(self, withdraw).success(withdrawn).start()

    def _fill_menu(self, minutes: MinutesStanding) -> None:
        menu = self.pill.choices
        menu.clear()
        for step in steps_allowed(minutes.standing, clock.today()):
            menu.addAction(step_words(step), partial(self.take, step))
        menu.addSeparator()
        versions = menu.addAction(_("Versions…"), self.show_versions)
        versions.setEnabled(minutes.versions > 0)

    def _approve_by_silence(self) -> None:
        page = self._page
        if page is not None:
            work = approval(page.head.id, ApprovalMode.SILENCE, clock.today())
            self._frame.desk.write(self, work).success(lambda _nothing: self._say_approved()).start()

    def _say_approved(self) -> None:
        page = self._page
        if page is not None:
            self._frame.say(
                _("Le compte rendu est approuvé : il reste à l’envoyer."),
                tone="good",
                action=_("Enregistrer Word et PDF"),
                do=partial(self._steps.documents.write_both, page.head.id),
            )

    def _archive(self) -> None:
        page = self._page
        if page is None:
            return
        meeting_id = page.head.id
        writing = self._frame.desk.write(self, lambda session: minutes_life.archive(session, meeting_id))
        writing.undoable(_("Archivage du compte rendu"), _("Le compte rendu est archivé.")).start()

    def _take_back(self, meeting_id: int, here: int) -> None:
        def take_back(session: Any) -> None:
            minutes_approval.take_back_approval(session, meeting_id, here, clock.now())

        self._frame.desk.write(self, take_back).start()

    def _send_other(self, meeting_id: int, meeting: str) -> None:
        words = _("Compte rendu de la {meeting}").format(meeting=meeting)
        written = partial(self._steps.documents.write_draft, meeting_id)
        SendDialog(self._frame.desk, meeting_id, written, words, self._parent.window()).open()

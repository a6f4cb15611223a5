"""The place Séances: the list of meetings, and in its place the one that was opened."""

from functools import cached_property

from PySide6.QtWidgets import QMessageBox

from pstdesk.i18n import _
from pstdesk.services.agenda import meeting_of_item
from pstdesk.services.elections import election_place
from pstdesk.ui.lists.tools import ListButton
from pstdesk.ui.meetings.meeting_dialog import NewMeetingDialog
from pstdesk.ui.meetings.meetings_list import MeetingsList
from pstdesk.ui.meetings.view import MeetingView
from pstdesk.ui.page import Frame, Page
from pstdesk.ui.widgets.labels import label


class MeetingsPage(Page):
    """Lists meetings by day; Enter or a double click opens one."""

    topics = frozenset(
        {"meetings", "attendance", "minutes", "decisions", "actions", "committees", "people", "elections"}
    )

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._list_stale = True
        self._sought = ""
        self.list = MeetingsList(frame)
        self.table = self.list.table
        self.count = label("", "muted")
        self.more = ListButton(self.table)
        self.list.line.addWidget(self.count)
        self.list.line.addWidget(self.more)
        self.list.counted.connect(self.count.setText)
        self.list.creation_asked.connect(self.plan)
        self.table.row_opened.connect(lambda row: self.open_record(row.id))
        self.header.set_title(_("Séances"))
        self.header.set_primary(_("Nouvelle séance"), self.plan, "Ctrl+N")
        self.body.addWidget(self.list, 1)

    @cached_property
    def view(self) -> MeetingView:
        """The view of a meeting, made for the first one opened: a visit to the list does not wait for it."""
        view = MeetingView(self.frame)
        view.left.connect(self._leave_meeting)
        view.room_asked.connect(self.room_asked)
        self.add_view(view, self.plan)
        return view

    @property
    def _is_open(self) -> bool:
        """Whether a meeting stands in the place of the list."""
        return "view" in vars(self) and not self.view.isHidden()

    # What the window calls

    def reload(self) -> None:
        """Read what is on screen; the list, if it is not, when it comes back."""
        self._list_stale = True
        if not self._is_open:
            self._read_list()
        else:
            self.view.reload()

    def open_record(self, record_id: int) -> None:
        """Show a meeting in the place of the list."""
        self.show_view(self.view)
        self.view.open(record_id)

    def open_kind(self, kind: str, record_id: int) -> None:
        """Show an item of an agenda, or an election, in its meeting."""
        if kind == "election":
            reading_place = self.frame.desk.read(self, lambda session: election_place(session, record_id))
            reading_place.once("item").success(lambda place: self._open_election(record_id, *place)).start()
            return
        if kind != "agenda_item":
            super().open_kind(kind, record_id)
        reading = self.frame.desk.read(self, lambda session: meeting_of_item(session, record_id))
        self._sought = ""
        reading.once("item").success(lambda meeting_id: self._open_item(meeting_id, record_id)).start()

    def stress(self, words: str) -> None:
        """Let the words stand out in the notes of the item about to be shown."""
        self._sought = words

    def _open_item(self, meeting_id: int, item_id: int) -> None:
        self.show_view(self.view)
        self.view.open(meeting_id, item_id)
        self.view.stress(self._sought)

    def _open_election(self, election_id: int, meeting_id: int, item_id: int | None) -> None:
        self.show_view(self.view)
        self.view.open(meeting_id, item_id, election_id=election_id)

    @property
    def shown_record(self) -> tuple[int | None, str]:
        """The meeting in the place of the list."""
        return (self.view.meeting_id if self._is_open else None), ""

    def take_focus(self) -> None:
        """Go to the list, or where work on the meeting goes on."""
        if not self._is_open:
            self.list.take_focus()
        else:
            self.view.take_focus()

    # List and meeting

    def show_list(self) -> None:
        """Write what was typed about the meeting and show the list again."""
        if not self._is_open:
            self.take_focus()
        else:
            self.view.leave()

    def _leave_meeting(self) -> None:
        """Show the list again, the meeting that was open selected in it."""
        self.show_view(None)
        self.room_asked.emit(False)
        if self._list_stale:
            self._read_list()
        if self.view.meeting_id is not None:
            self.table.select_id(self.view.meeting_id)
        self.take_focus()

    def plan(self) -> None:
        """Ask for a new meeting and open it."""
        dialog = NewMeetingDialog(
            self.frame.desk, self.open_record, committee_id=self.list.body.value(), parent=self.window()
        )
        dialog.open()

    def _read_list(self) -> None:
        self._list_stale = False
        self.list.read_anew()

    # Nothing typed is lost when the window closes

    def may_leave(self) -> bool:
        """Write the last notes; ask whether to go without what the base does not have yet."""
        if "view" not in vars(self):
            return True  # no meeting was ever opened
        self.view.mode.clock.flush()
        self.view.drafts.finish()
        self.view.election.finish()
        return (
            self._may_close_without_notes()
            and self._may_close_without_count()
            and self._may_close_without_result()
        )

    def _may_close_without_notes(self) -> bool:
        if not self.view.drafts.troubled:
            return True
        closes = self._asks(
            _("Notes non enregistrées"),
            _("Des notes n’ont pas pu être enregistrées. Fermer sans elles ?"),
            _("Fermer sans ces notes"),
            _("Revenir aux notes"),
        )
        if not closes:
            self.view.go_to(self.view.drafts.troubled[0])
        return closes

    def _may_close_without_count(self) -> bool:
        if self.view.election.is_settled:
            return True
        return self._asks(
            _("Dépouillement non enregistré"),
            _("Des chiffres du dépouillement n’ont pas pu être enregistrés. Fermer sans eux ?"),
            _("Fermer sans ces chiffres"),
            _("Revenir au dépouillement"),
        )

    def _may_close_without_result(self) -> bool:
        composer = self.view.notes.composer
        if composer.unfinished is None:
            return True
        closes = self._asks(
            _("Décision ou action commencée"),
            _("Une décision ou une action est commencée et n’est pas encore ajoutée. Fermer sans elle ?"),
            _("Fermer sans l’ajouter"),
            _("Revenir à la séance"),
        )
        if not closes:
            self.view.show_item(composer.unfinished)
            composer.fields.text.setFocus()
        return closes

    def _asks(self, title: str, text: str, leave: str, stay: str) -> bool:
        """Ask whether to close all the same; who stays sees the meeting."""
        question = QMessageBox(self.window())
        question.setWindowTitle(title)
        question.setText(text)
        verb = question.addButton(leave, QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(stay, QMessageBox.ButtonRole.RejectRole))
        question.exec()
        closes = question.clickedButton() is verb
        if not closes:
            self.frame.go("meetings")
        return closes

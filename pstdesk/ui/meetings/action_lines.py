"""A line of the notes that says what, who and by when becomes an action at once; another is completed."""

from functools import partial

from PySide6.QtCore import QObject

from pstdesk.domain.action_line import read_action
from pstdesk.i18n import _, format_date
from pstdesk.services.action_lines import TakenLine, take_action_line
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.services.results import ActionForm
from pstdesk.ui.meetings.composer import Composer
from pstdesk.ui.meetings.drafts import Drafts
from pstdesk.ui.meetings.notes_edit import NotesEdit
from pstdesk.ui.page import Frame


class ActionLines(QObject):
    """Takes a line from the notes when its action is in the base, and puts it back when that is undone."""

    def __init__(self, frame: Frame, drafts: Drafts, editor: NotesEdit, composer: Composer) -> None:
        super().__init__(editor)
        self._frame = frame
        self._drafts = drafts
        self._editor = editor
        self._composer = composer
        self._item_id = 0
        self._under_way: set[tuple[int, str]] = set()

    def take(self, item_id: int, text: str, line: str, page: MeetingPage) -> None:
        """Make an action of ``text``, which stands as ``line`` in the notes of the item shown."""
        self._item_id = item_id
        if "@" not in text:
            read = read_action(text, page.head.form.day, page.next_meeting_on)
            self._composer.begin("A", read.text, line, "", read.due_on)
            return
        if (item_id, line) in self._under_way:
            return
        self._under_way.add((item_id, line))
        taking = self._frame.desk.write(self, lambda session: take_action_line(session, item_id, text))
        taking.undoable(_("Ajout d’une action"), _said, back=partial(self._went_back, item_id, line))
        taking.success(partial(self._taken, item_id, line))
        taking.finished(lambda: self._under_way.discard((item_id, line))).start()

    def show_item(self, item_id: int) -> None:
        """Take note of the item shown."""
        self._item_id = item_id

    def _taken(self, item_id: int, line: str, taken: TakenLine) -> None:
        if taken.action_id is not None:
            self.remove_line(item_id, line)
        elif item_id == self._item_id:
            self._complete(line, taken)

    def _complete(self, line: str, taken: TakenLine) -> None:
        """Ask for what is missing; without taking the keyboard from somebody who writes on."""
        writes_on = self._editor.hasFocus() and bool(self._editor.textCursor().block().text().strip())
        form = taken.form
        self._composer.begin(
            "A",
            form.text,
            line,
            form.owners,
            form.due_on,
            asks_who=not taken.are_known,
            take_focus=not writes_on,
        )
        if writes_on:
            words = _("L’action « {text} » est à compléter sous les notes.").format(text=form.text)
            self._frame.say(words, tone="warning", action=_("Compléter"), do=self._composer.ask)

    def remove_line(self, item_id: int, line: str) -> None:
        """Take a line out of an item's notes: it is a decision or an action now."""
        draft = self._drafts.draft(item_id)
        if item_id == self._item_id:
            self._editor.remove_line(line)
        elif draft is not None:
            lines = draft.text.split("\n")
            if line in lines:
                lines.remove(line)
                self._drafts.typed(item_id, "\n".join(lines))

    def put_line_back(self, item_id: int, line: str) -> None:
        """Put a line back into an item's notes: what was made of it is undone."""
        draft = self._drafts.draft(item_id)
        if item_id == self._item_id:
            self._editor.append_line(line)
        elif draft is not None:
            self._drafts.typed(item_id, f"{draft.text}\n{line}" if draft.text else line)

    def _went_back(self, item_id: int, line: str, undone: bool) -> None:
        (self.put_line_back if undone else self.remove_line)(item_id, line)


def _said(taken: TakenLine) -> str:
    return _("Action notée : {words}").format(words=_words(taken.form))


def _words(form: ActionForm) -> str:
    due = "" if form.due_on is None else _("pour le {day}").format(day=format_date(form.due_on))
    return ", ".join(filter(None, (form.text.rstrip("."), form.owners, due)))

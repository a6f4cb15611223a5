"""Notes on their way to the base: each item's text is kept here until the base has it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from pstdesk.services.agenda import ItemRow, item_rows, write_notes
from pstdesk.ui.operations import Desk
from pstdesk.ui.trouble import Trouble

SAVED_WITHIN = 1000
"""Milliseconds between a key and its being written, at most: pulling the plug costs no more."""


@dataclass
class Draft:
    """The notes of one item as typed, beside what the base is known to hold."""

    item_id: int
    meeting_id: int
    text: str
    saved: str
    version: int
    under_way: bool = False
    trouble: Trouble | None = None
    theirs: ItemRow | None = None
    """The item as somebody else has written it, while nobody has said which text stays."""

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not in the base yet."""
        return self.text != self.saved

    def adopt(self, item: ItemRow) -> bool:
        """Say what the base says; True if that is another text than the one typed."""
        other = self.text != item.notes
        self.text = self.saved = item.notes
        self.version = item.form.version or 0
        self.theirs = self.trouble = None
        return other


class Drafts(QObject):
    """Writes what is typed at most SAVED_WITHIN later; keeps it, whatever happens, until it is written.

    ``changed(item id)`` whenever a draft's state changes; ``replaced(item id)`` when its text is another;
    ``blocked(Draft)`` when it could not be written.
    """

    changed = Signal(int)
    replaced = Signal(int)
    blocked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts: dict[int, Draft] = {}
        self._then: Callable[[], object] | None = None
        self._otherwise: Callable[[Draft], object] | None = None
        self._soon = QTimer(self, singleShot=True, interval=SAVED_WITHIN)
        self._soon.timeout.connect(self.save_all)

    def draft(self, item_id: int) -> Draft | None:
        """Return the draft of an item that was shown."""
        return self._drafts.get(item_id)

    @property
    def troubled(self) -> tuple[Draft, ...]:
        """Drafts that could not be written."""
        return tuple(draft for draft in self._drafts.values() if draft.trouble is not None)

    @property
    def is_settled(self) -> bool:
        """Whether the base has all that was typed."""
        return not any(draft.is_dirty or draft.under_way for draft in self._drafts.values())

    def take_up(self, meeting_id: int, items: Iterable[ItemRow]) -> None:
        """Take note of what the base holds now; what was typed and is not written stays as typed."""
        for item in items:
            draft = self._drafts.get(item.id)
            if draft is None:
                self._drafts[item.id] = Draft(
                    item.id, meeting_id, item.notes, item.notes, item.form.version or 0
                )
            elif draft.under_way:
                continue
            elif not draft.is_dirty or draft.text == item.notes:
                self._adopt(draft, item)
            elif draft.saved == item.notes:
                draft.version = item.form.version or 0

    def typed(self, item_id: int, text: str) -> None:
        """Keep ``text`` as the notes of an item, to be written soon."""
        draft = self._drafts[item_id]
        draft.text = text
        if draft.is_dirty and not self._soon.isActive():
            self._soon.start()
        self.changed.emit(item_id)

    def save_all(self) -> None:
        """Write every draft now, except where somebody else's text is in the way."""
        self._soon.stop()
        for draft in list(self._drafts.values()):
            if draft.is_dirty and draft.theirs is None:
                self._save(draft)

    def settle(self, then: Callable[[], object], otherwise: Callable[[Draft], object]) -> None:
        """Call ``then`` once the base has all that was typed, else ``otherwise`` with what it refused."""
        self.save_all()
        self._then, self._otherwise = then, otherwise
        blocked = next((draft for draft in self._drafts.values() if draft.theirs is not None), None)
        if blocked is None:
            self._go_on()
        else:
            self._give_up(blocked)

    def finish(self) -> None:
        """Write all that was typed and return once the base has answered; the user waits so long."""
        self._wait()  # for what was typed before the last keys
        self.save_all()
        self._wait()

    def _wait(self) -> None:
        flags = QEventLoop.ProcessEventsFlag
        while any(draft.under_way for draft in self._drafts.values()):
            QCoreApplication.processEvents(flags.WaitForMoreEvents | flags.ExcludeUserInputEvents)

    def decide(self, item_id: int, *, mine: bool) -> None:
        """Let the text typed, or somebody else's, be the one that stays."""
        draft = self._drafts[item_id]
        if draft.theirs is None:
            return
        if mine:
            draft.saved, draft.version = draft.theirs.notes, draft.theirs.form.version or 0
            draft.theirs = draft.trouble = None
            self._save(draft)
        else:
            self._adopt(draft, draft.theirs)

    def _adopt(self, draft: Draft, item: ItemRow) -> None:
        if draft.adopt(item):
            self.replaced.emit(draft.item_id)
        self.changed.emit(draft.item_id)

    def _save(self, draft: Draft) -> None:
        if draft.under_way or not draft.is_dirty:
            return
        draft.under_way = True
        text, version = draft.text, draft.version
        writing = self._desk.write(self, lambda session: write_notes(session, draft.item_id, text, version))
        writing.success(partial(self._saved, draft, text)).failure(partial(self._refused, draft)).start()
        self.changed.emit(draft.item_id)

    def _saved(self, draft: Draft, text: str, version: int) -> None:
        draft.under_way = False
        draft.saved, draft.version, draft.trouble = text, version, None
        if draft.is_dirty:
            self._soon.start()
        self.changed.emit(draft.item_id)
        self._go_on()

    def _refused(self, draft: Draft, trouble: Trouble) -> None:
        if trouble.code == "changed_meanwhile":
            # The item changed; its notes perhaps not. ``under_way`` lasts until that is known.
            reading = self._desk.read(self, lambda session: item_rows(session, draft.meeting_id))
            reading.success(partial(self._compare, draft, trouble)).failure(
                partial(self._stop, draft)
            ).start()
        else:
            self._stop(draft, trouble)

    def _compare(self, draft: Draft, trouble: Trouble, items: tuple[ItemRow, ...]) -> None:
        item = next((item for item in items if item.id == draft.item_id), None)
        draft.under_way = False
        if item is None:
            self._stop(draft, trouble)
        elif item.notes in (draft.saved, draft.text):
            draft.saved, draft.version, draft.trouble = item.notes, item.form.version or 0, None
            self._save(draft)
            self.changed.emit(draft.item_id)
            self._go_on()
        else:
            draft.theirs = item
            self._stop(draft, trouble)

    def _stop(self, draft: Draft, trouble: Trouble) -> None:
        draft.under_way = False
        draft.trouble = trouble
        if draft.theirs is None:
            self._desk.unsaved.emit()
        self.changed.emit(draft.item_id)
        self.blocked.emit(draft)
        self._give_up(draft)

    def _give_up(self, draft: Draft) -> None:
        otherwise, self._then, self._otherwise = self._otherwise, None, None
        if otherwise is not None:
            otherwise(draft)

    def _go_on(self) -> None:
        if self._then is None or any(draft.under_way for draft in self._drafts.values()):
            return
        if self.is_settled:
            then, self._then, self._otherwise = self._then, None, None
            then()
        else:
            # More was typed while the rest was being written.
            self.save_all()

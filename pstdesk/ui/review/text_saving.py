"""Texts of a review on their way to the base: each is kept here until the base has it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from pstdesk.services import reviews
from pstdesk.services.reviews import Texts
from pstdesk.ui.operations import Desk
from pstdesk.ui.trouble import Trouble

Key = tuple[int, int]
"""The id of a review and that of a section of it; 0 is what the figures say."""


@dataclass
class _Kept:
    """A text as it was last handed over, and the version that the base is known to have of it."""

    text: str
    version: int
    under_way: int = 0
    is_refused: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether the base has not acknowledged this text."""
        return self.under_way > 0 or self.is_refused


class TextSaver(QObject):
    """Writes texts in the order in which they come; ``refused(Trouble)`` where the base does not take one."""

    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: dict[Key, _Kept] = {}
        self._then: Callable[[], object] | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the base has every text that was handed over."""
        return not any(kept.is_pending for kept in self._kept.values())

    def take_up(self, texts: Texts) -> None:
        """Take note of what the base holds; what it has not acknowledged yet stays as it was handed over."""
        said = [(0, texts.row.version, texts.narrative)]
        said += [(row.id, row.version, row.text) for row in texts.sections if row.id is not None]
        for section_id, version, text in said:
            key = (texts.row.id, section_id)
            if key not in self._kept or not self._kept[key].is_pending:
                self._kept[key] = _Kept(text, version)

    def text(self, key: Key) -> str:
        """Return the text that was handed over last, or that the base holds."""
        return self._kept[key].text

    def save(self, key: Key, text: str) -> None:
        """Write ``text``, unless it is what was handed over last."""
        kept = self._kept[key]
        if text != kept.text or kept.is_refused:
            kept.text, kept.is_refused = text, False
            self._write(key, kept)

    def settle(self, then: Callable[[], object]) -> None:
        """Call ``then`` once the base has every text; not at all where it refuses one."""
        self._then = then
        self._go_on()

    def retry(self) -> None:
        """Write again what was refused."""
        for key, kept in self._kept.items():
            if kept.is_refused:
                self.save(key, kept.text)

    def keep_mine(self) -> None:
        """Write what was refused over what somebody else wrote meanwhile."""
        refused = {key[0] for key, kept in self._kept.items() if kept.is_refused}

        def read(session: Any) -> list[Texts]:
            return [reviews.texts(session, review_id) for review_id in refused]

        self._desk.read(self, read).success(self._write_over).start()

    def _write_over(self, found: list[Texts]) -> None:
        for texts in found:
            versions = {0: texts.row.version, **{row.id: row.version for row in texts.sections if row.id}}
            for (review_id, section_id), kept in self._kept.items():
                if review_id == texts.row.id and section_id in versions:
                    kept.version = versions[section_id]
        self.retry()

    def _write(self, key: Key, kept: _Kept) -> None:
        (review_id, section_id), text = key, kept.text

        def write(session: Any) -> None:
            # Writes come one after the other: each is made in the version that the one before left.
            if section_id:
                kept.version = reviews.write_section(session, section_id, text, kept.version)
            else:
                kept.version = reviews.write_narrative(session, review_id, text, kept.version)

        kept.under_way += 1
        writing = self._desk.write(self, write).failure(partial(self._refuse, kept))
        writing.finished(partial(self._end, kept)).start()

    def _refuse(self, kept: _Kept, trouble: Trouble) -> None:
        kept.is_refused = True
        self.refused.emit(trouble)

    def _end(self, kept: _Kept) -> None:
        kept.under_way -= 1
        self._go_on()

    def _go_on(self) -> None:
        if any(kept.under_way for kept in self._kept.values()):
            return
        then, self._then = self._then, None
        if then is not None and self.is_settled:
            then()

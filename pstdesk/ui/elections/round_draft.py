"""The totals of a round on their way to the base: what is typed is kept here until the base has it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pstdesk.services.election_page import RoundPage, ScoreRow, TypedTotals
from pstdesk.services.rounds import save_totals
from pstdesk.ui.operations import Desk
from pstdesk.ui.trouble import Trouble

SAVED_WITHIN = 1000
"""Milliseconds between a key and its being written, at most: pulling the plug costs no more."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that is typed for a round."""

    totals: TypedTotals
    scores: tuple[ScoreRow, ...]


class RoundDraft(QObject):
    """Writes the numbers of one round at most SAVED_WITHIN later; ``changed`` whenever its state does."""

    changed = Signal()
    refused = Signal()
    """Something was not written: the round may have changed meanwhile."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._round_id = 0
        self._typed: Numbers | None = None
        self._saved: Numbers | None = None
        self._under_way = False
        self.trouble: Trouble | None = None
        self._soon = QTimer(self, singleShot=True, interval=SAVED_WITHIN)
        self._soon.timeout.connect(self.flush)

    def take_up(self, row: RoundPage) -> None:
        """Take note of what the base holds of a round; what is typed stays, and is written over it."""
        base = Numbers(row.typed, row.scores)
        if row.id != self._round_id:
            self.flush()
            self._round_id, self._typed, self.trouble = row.id, None, None
        if row.is_closed:
            self._typed, self.trouble = None, None  # what somebody else has validated holds
        if self.is_settled:
            self._saved = base

    def typed(self, numbers: Numbers) -> None:
        """Keep ``numbers``, to be written soon."""
        self._typed = None if numbers == self._saved and not self._under_way else numbers
        if self._typed is not None and not self._soon.isActive():
            self._soon.start()
        self.changed.emit()

    def flush(self) -> None:
        """Write what was typed now."""
        self._soon.stop()
        typed, round_id = self._typed, self._round_id
        if typed is None or self._under_way:
            return
        self._under_way = True
        writing = self._desk.write(
            self, lambda session: save_totals(session, round_id, typed.totals, typed.scores)
        )
        writing.success(partial(self._written, round_id, typed))
        writing.failure(partial(self._refused, round_id)).start()
        self.changed.emit()

    @property
    def is_settled(self) -> bool:
        """Whether the base has all that was typed."""
        return self._typed is None and not self._under_way

    @property
    def is_under_way(self) -> bool:
        """Whether something is being written."""
        return self._under_way

    def _written(self, round_id: int, numbers: Numbers, _version: object) -> None:
        self._under_way = False
        if round_id == self._round_id:
            self._saved, self.trouble = numbers, None
            if self._typed == numbers:
                self._typed = None
        if self._typed is not None:
            self._soon.start()
        self.changed.emit()

    def _refused(self, round_id: int, trouble: Trouble) -> None:
        self._under_way = False
        if round_id == self._round_id:
            self.trouble = trouble
            self._desk.unsaved.emit()
            self.refused.emit()
        self.changed.emit()

"""What every history is made of: lines that are dated and lead to what they tell of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pstdesk.domain.history import HistoryKind


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened; ``day`` is None where it has always been so, as far as is known.

    ``opens`` is the table and the id of the record that it tells of, None where there is none.
    """

    day: date | None
    kind: HistoryKind
    subject: str
    detail: str
    opens: tuple[str, int] | None
    what: StrEnum | None = None
    """In what capacity, how somebody attended, what became of an action."""
    counted: tuple[int, int] | None = None
    """How many came, and of how many that is known."""


def in_time(lines: Iterable[HistoryLine]) -> tuple[HistoryLine, ...]:
    """Return lines from the latest to the earliest, those without a day last."""
    return tuple(sorted(lines, key=lambda line: line.day or date.min, reverse=True))


def both_ends(
    starts_on: date | None,
    ends_on: date | None,
    kinds: tuple[HistoryKind, HistoryKind],
    words: tuple[str, str],
    opens: tuple[str, int] | None,
    what: StrEnum | None = None,
) -> Iterable[HistoryLine]:
    """Yield the beginning of something dated and, if it has one, its end."""
    yield HistoryLine(starts_on, kinds[0], *words, opens, what)
    if ends_on is not None:
        yield HistoryLine(ends_on, kinds[1], *words, opens, what)

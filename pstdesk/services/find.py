"""The search over everything: people and bodies, meetings and what was said there, actions, papers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from pstdesk.db.models.base import storable
from pstdesk.db.search import Entry, among, entries
from pstdesk.domain.asked import asked, decision_asked
from pstdesk.domain.names import fold
from pstdesk.services import find_picks as picks
from pstdesk.services.find_elections import elections
from pstdesk.services.find_meetings import meetings, narrowed
from pstdesk.services.find_picks import (
    MOST_PICKS,
    Entries,
    Fit,
    FoundKind,
    KnownBody,
    Pick,
    Sought,
    fit_of,
    known_bodies,
    worth_a_search,
)
from pstdesk.services.find_reviews import reviews
from pstdesk.services.find_rows import Found, Where, found_rows

__all__ = ["Fit", "Found", "FoundGroup", "FoundKind", "Where", "find", "recent"]

SHOWN = 5
"""Rows of a group that are shown at first."""
ALL_SHOWN = 60
"""Rows of the group that somebody wants to see more of."""
_LONGEST = 400
"""Characters of a text that are searched for: a page pasted by mistake is looked for by its beginning."""
_MOST_ENTRIES = 300
"""Of the titles, and of the rest, that are looked at before it is asked for each kind by itself."""
_ENOUGH = 20
"""Rows of a kind that were found by then: it is not asked for by itself."""
_OFTEN = ("agenda_item", "decision", "action_item")
"""The tables whose rows are so many that the latest of one may hide those of another."""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one kind, the best first; ``fit`` is that of the first row.

    ``total`` is how many there are, ``or_more`` whether they were not all counted.
    """

    kind: FoundKind
    rows: tuple[Found, ...]
    total: int
    or_more: bool
    fit: Fit


def find(session: Session, text: str, today: date, all_of: FoundKind | None = None) -> tuple[FoundGroup, ...]:
    """Return what ``text`` finds: the groups with the best fit first, SHOWN rows of each.

    Of the kind ``all_of`` there are more. Words may stand in any order, without accents, the last one as a
    beginning; a day or a number narrows meetings down, and with other words the minutes of these meetings.
    Nothing that was deleted is found; what was archived is, and says so.
    """
    sought = _sought(session, text, today)
    if not sought.folded:
        return ()
    found, or_more = _entries(session, sought)
    picked = {kind: pick(session, sought, found) for kind, pick in _PICKS.items()}
    firsts = {kind: chosen[: ALL_SHOWN if kind is all_of else SHOWN] for kind, chosen in picked.items()}
    made = found_rows(session, chain.from_iterable(firsts.values()), sought.text, today)
    groups = []
    for kind, chosen in picked.items():
        shown = firsts[kind]
        if rows := tuple(made[pick] for pick in shown if pick in made):
            fit = fit_of(rows[0].title, sought.folded, shown[0].fit)
            many = or_more or len(chosen) >= MOST_PICKS
            total = len(chosen) - len(shown) + len(rows)
            groups.append(FoundGroup(kind, rows, total, many and total > len(rows), fit))
    return tuple(sorted(groups, key=lambda group: group.fit))


def recent(session: Session, records: tuple[tuple[str, int], ...], today: date) -> tuple[Found, ...]:
    """Return the records opened lately, by table and id, as they are now; none that is gone."""
    picks = [Pick(table, record_id, Fit.EXACT) for table, record_id in records]
    return tuple(found_rows(session, picks, "", today).values())


def _sought(session: Session, text: str, today: date) -> Sought:
    typed = " ".join(storable(text[:_LONGEST]).split())
    read = asked(typed, today)
    named: list[KnownBody] = []
    rest = list(read.words)
    known = known_bodies(session)
    for body in known if rest else ():
        if at := _short_name_in(rest, body):
            named.append(body)
            del rest[at[0] : at[1]]
    return Sought(typed, fold(typed), read, tuple(named), tuple(rest), today, known)


def _short_name_in(words: list[str], body: KnownBody) -> tuple[int, int] | None:
    """Return where the short name of a body stands among ``words``, in one piece or in two: "CT 3"."""
    key = body.short_key.replace(" ", "")
    for length in (1, 2):
        for at in range(len(words) - length + 1):
            if fold("".join(words[at : at + length])).replace(" ", "") == key:
                return at, at + length
    return None


def _entries(session: Session, sought: Sought) -> tuple[Entries, bool]:
    """Return what the full-text search finds, and whether there is more."""
    by_table: dict[str, dict[int, Entry]] = {}
    for table, ids in narrowed(session, sought).items():
        by_table[table] = {record: Entry(entry, table, record, False) for entry, record in ids}
    words = worth_a_search(sought.text)
    found = entries(session, words, _MOST_ENTRIES)
    for entry in found:
        _take(by_table, entry)
    or_more = len(found) >= _MOST_ENTRIES
    few = [table for table in _OFTEN if or_more and len(by_table.get(table, ())) < _ENOUGH]
    for entry in among(session, few, words, MOST_PICKS):
        _take(by_table, entry)
    return {table: list(there.values()) for table, there in by_table.items()}, or_more


def _take(by_table: dict[str, dict[int, Entry]], entry: Entry) -> None:
    of_table = by_table.setdefault(entry.kind, {})
    if len(of_table) < MOST_PICKS:
        of_table.setdefault(entry.record_id, entry)


def _decisions(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    return picks.decisions(session, sought, found, decision_asked(sought.text))


_PICKS: dict[FoundKind, Callable[[Session, Sought, Entries], list[Pick]]] = {
    FoundKind.PERSON: picks.people,
    FoundKind.ORGANISATION: picks.organisations,
    FoundKind.BODY: picks.bodies,
    FoundKind.MEETING: meetings,
    FoundKind.MINUTES: picks.minutes,
    FoundKind.ELECTION: elections,
    FoundKind.DECISION: _decisions,
    FoundKind.ACTION: picks.actions,
    FoundKind.PAPER: picks.papers,
    FoundKind.REVIEW: reviews,
}

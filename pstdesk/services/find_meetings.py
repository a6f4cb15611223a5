"""Meetings by what people call them: the body, the number, the day typed in any way, the place."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, extract, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import ActionItem, AgendaItem, Decision, Meeting, SearchEntry
from pstdesk.db.search import all_entry_ids
from pstdesk.domain.asked import Moment, Moments
from pstdesk.domain.names import fold
from pstdesk.services.fetch import in_year
from pstdesk.services.find_picks import MOST_PICKS, Entries, Fit, KnownBody, Pick, Sought, worth_a_search


def meetings(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return the meetings that are named, those nearest to today first, then those of a place."""
    picks: dict[int, Pick] = {}
    if _names_meetings(sought) and (where := _called(sought)) is not None:
        days = session.execute(select(Meeting.id, Meeting.day).where(*where)).all()
        nearest = sorted(days, key=lambda row: _distance(row.day, sought.today))
        fit = Fit.BEGINNING if sought.asked.moments else Fit.TITLE
        picks = {row.id: Pick("meeting", row.id, fit) for row in nearest}
    entries = {entry.record_id: entry.id for entry in found.get("meeting", ())}
    there = select(Meeting.id, Meeting.day).where(Meeting.id.in_(entries))
    for row in sorted(
        session.execute(there).all() if entries else (), key=lambda row: _distance(row.day, sought.today)
    ):
        picks.setdefault(row.id, Pick("meeting", row.id, Fit.WORDS, entries[row.id]))
    return list(picks.values())


def narrowed(session: Session, sought: Sought) -> dict[str, list[tuple[int, int]]]:
    """Return what the other words find in the meetings that are named, by table: entry and record ids.

    "CT3 mars 2025 permanence" finds a word in the minutes of those meetings, which name neither.
    """
    words = worth_a_search(" ".join(sought.rest))
    if not words or not (sought.bodies or sought.asked.moments):
        return {}
    named = select(Meeting.id).where(*at_meetings(sought.asked.moments, sought.bodies))
    said = {table: _entries_of(session, table, named) for table in _OF_MEETINGS}
    held = all_entry_ids(session, words) if any(said.values()) else frozenset()
    return {
        table: sorted((both for both in entries if both[0] in held), reverse=True)[:MOST_PICKS]
        for table, entries in said.items()
    }


_OF_MEETINGS: dict[str, Select[int]] = {
    "agenda_item": select(AgendaItem.id),
    "decision": select(Decision.id).join(AgendaItem, AgendaItem.id == Decision.agenda_item_id),
    "action_item": select(ActionItem.id).join(AgendaItem, AgendaItem.id == ActionItem.agenda_item_id),
}


def _entries_of(session: Session, table: str, named: Select[int]) -> list[tuple[int, int]]:
    """Return the entry and record ids of what was said in the meetings ``named``.

    These are a list of their own: joined, SQLite would work out the day of the meeting for each record.
    """
    query = select(SearchEntry.id, SearchEntry.record_id).where(
        SearchEntry.kind == table,
        SearchEntry.record_id.in_(_OF_MEETINGS[table].where(AgendaItem.meeting_id.in_(named))),
    )
    return [(entry, record) for entry, record in session.execute(query)]


def _names_meetings(sought: Sought) -> bool:
    return bool(sought.asked.moments or sought.asked.names_meeting or sought.bodies)


def _called(sought: Sought) -> list[ColumnElement[bool]] | None:
    """Return the conditions on meetings that every word typed is part of, or None where one is not.

    Beside a body, a number by itself is that of the meeting: "CT3 2".
    """
    numbers = [int(word) for word in sought.rest if word.isdecimal() and len(word) <= 3]
    words = [fold(word) for word in sought.rest if not (word.isdecimal() and len(word) <= 3)]
    if numbers and not (sought.bodies or words):
        return None
    bodies: Iterable[KnownBody] = sought.bodies
    if words:
        named = [body for body in sought.known if _is_called(body, words)]
        bodies = [body for body in named if not sought.bodies or body in sought.bodies]
        if not bodies and worth_a_search(" ".join(words)):
            return None
        bodies = bodies or sought.bodies
    moments = (*sought.asked.moments, *((Moment(number=number),) for number in numbers))
    return at_meetings(moments, bodies)


def _is_called(body: KnownBody, words: Iterable[str]) -> bool:
    name = f" {body.short_key} {body.key}"
    return all(f" {word}" in name for word in words)


def at_meetings(moments: Iterable[Moments], bodies: Iterable[KnownBody]) -> list[ColumnElement[bool]]:
    """Return the conditions on meetings that they are of one of ``bodies``, where any is named, and then."""
    where = [or_(*map(_at, either)) for either in moments]
    if ids := [body.id for body in bodies]:
        where.append(Meeting.committee_id.in_(ids))
    return where


def _at(moment: Moment) -> ColumnElement[bool]:
    """Return the condition that a meeting took place then, or has this number."""
    if moment.number is not None:
        of_year = [] if moment.year is None else [Meeting.year == moment.year]
        return and_(Meeting.number == moment.number, *of_year)
    parts = {"month": moment.month, "day": moment.day}
    where = [extract(part, Meeting.day) == value for part, value in parts.items() if value is not None]
    if moment.year is not None:
        where.append(in_year(Meeting.day, moment.year))
    return and_(*where)


def _distance(day: date, today: date) -> tuple[int, bool]:
    """Return what sorts by nearness; of two days as near, the one to come is first."""
    return abs((day - today).days), day < today

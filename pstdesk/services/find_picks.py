"""Which records the search over everything picks, of each kind, the best first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    Committee,
    Decision,
    Meeting,
    MeetingAttachment,
    Minutes,
    Organisation,
    Person,
    Post,
    ProgressNote,
    Rectification,
)
from pstdesk.db.search import Entry
from pstdesk.domain.asked import Asked
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.names import fold
from pstdesk.services.fetch import beginning_with
from pstdesk.services.find_colleagues import colleagues

MOST_PICKS = 100
"""Records of one kind that are put in order; of more than that, the last written are picked."""


class FoundKind(StrEnum):
    """What can be found, in the order in which groups that fit as well stand below one another."""

    PERSON = "person"
    ORGANISATION = "organisation"
    BODY = "body"
    MEETING = "meeting"
    MINUTES = "minutes"
    ELECTION = "election"
    DECISION = "decision"
    ACTION = "action"
    PAPER = "paper"
    REVIEW = "review"


class Fit(IntEnum):
    """How well a record fits what was typed, the best first."""

    EXACT = 0
    BEGINNING = 1
    TITLE = 2
    WORDS = 3


@dataclass(frozen=True, slots=True)
class Pick:
    """A record of ``table`` to show; ``entry_id`` is that of its words in the search, if they matched."""

    table: str
    id: int
    fit: Fit
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body, by its keys."""

    id: int
    short_key: str
    key: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, read once: ``bodies`` are those named by their short name."""

    text: str
    folded: str
    asked: Asked
    bodies: tuple[KnownBody, ...]
    rest: tuple[str, ...]
    """The words that name neither a body nor a moment."""
    today: date
    known: tuple[KnownBody, ...]
    """Every body, in the officer's order."""


Entries = Mapping[str, Sequence[Entry]]
"""What the full-text search found, by table."""


def known_bodies(session: Session) -> tuple[KnownBody, ...]:
    """Return every body, in the officer's order."""
    query = select(Committee.id, Committee.short_key, Committee.search_key)
    return tuple(KnownBody(*row) for row in session.execute(query.order_by(Committee.position, Committee.id)))


def worth_a_search(text: str) -> str:
    """Return ``text`` without a letter at its end: so many words begin with it that none is meant yet."""
    words = text.split()
    while words and len(fold(words[-1])) < 2 and not words[-1].isdecimal():
        words.pop()
    return " ".join(words)


def fit_of(title: str, folded: str, otherwise: Fit) -> Fit:
    """Return how well a record of this ``title`` fits."""
    name = fold(title)
    if name == folded:
        return Fit.EXACT
    return Fit.BEGINNING if folded and name.startswith(folded) else otherwise


def people(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return people by the beginning of their names, by their words and by what they do.

    Where that finds nobody, by name and organisation together.
    """
    picks = _by_keys(session, "person", Person.id, (Person.search_key, Person.given_key), sought.folded)
    picks += _picks(found, "person")
    held = {entry.record_id: entry.id for entry in found.get("post", ())}
    posts = [Pick("post", post, Fit.WORDS, entry) for post, entry in held.items()]
    rows = _rows(session, select(Post.id, Post.person_id), Post.id, posts)
    picks += [Pick("person", row.person_id, Fit.WORDS, held[row.id]) for row in rows]
    if not picks:
        found_so = colleagues(session, worth_a_search(sought.folded).split(), sought.today, MOST_PICKS)
        picks = [Pick("person", person, Fit.TITLE) for person in found_so]
    query = select(Person.id, Person.merged_into_id, Person.archived_at, Person.search_key)
    return _without_doubles(session, query, Person.id, picks)


def organisations(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return organisations by the beginning of their name or acronym, then by their words."""
    keys = (Organisation.search_key, Organisation.acronym_key)
    picks = _by_keys(session, "organisation", Organisation.id, keys, sought.folded)
    picks += _picks(found, "organisation")
    query = select(
        Organisation.id, Organisation.merged_into_id, Organisation.archived_at, Organisation.search_key
    )
    return _without_doubles(session, query, Organisation.id, picks)


def bodies(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return bodies by their names, then by their words."""
    words = sought.folded.split()
    picks = []
    if not sought.rest:
        # beside a day or a number, the body only says whose meeting is meant
        fit = Fit.TITLE if sought.asked.moments or sought.asked.names_meeting else Fit.EXACT
        picks = [Pick("committee", body.id, fit) for body in sought.bodies]
    for body in sought.known:
        named = f"{body.short_key} {body.key}"
        if words and all(begins_a_word(word, named) for word in words):
            begun = body.short_key.startswith(sought.folded) or body.key.startswith(sought.folded)
            picks.append(Pick("committee", body.id, Fit.BEGINNING if begun else Fit.TITLE))
    picks += _picks(found, "committee")
    query = select(Committee.id, Committee.archived_at, Committee.position)
    rows = _rows(session, query, Committee.id, picks)
    return _sorted(picks, {row.id: (row.archived_at is not None, row.position, row.id) for row in rows})


def minutes(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return items of agendas by their title and their notes, and what corrects minutes; the latest first."""
    items = _picks(found, "agenda_item")
    query = select(AgendaItem.id, Meeting.day).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    days = {("agenda_item", row.id): row.day for row in _rows(session, query, AgendaItem.id, items)}
    corrections = _picks(found, "rectification")
    decided = select(Rectification.id, Meeting.day).join(Meeting, Meeting.id == Rectification.decided_in_id)
    rows = _rows(session, decided, Rectification.id, corrections)
    days |= {("rectification", row.id): row.day for row in rows}
    picks = [pick for pick in items + corrections if (pick.table, pick.id) in days]
    return sorted(picks, key=lambda pick: (pick.fit, -days[pick.table, pick.id].toordinal(), pick.id))


def decisions(
    session: Session, sought: Sought, found: Entries, number: tuple[int | None, int] | None
) -> list[Pick]:
    """Return decisions by their number, then by their words; the latest meeting first."""
    picks = [Pick("decision", record_id, Fit.EXACT) for record_id in _numbered(session, number)]
    picks += _picks(found, "decision")
    query = (
        select(Decision.id, Decision.is_withdrawn, Meeting.day)
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    )
    rows = _rows(session, query, Decision.id, picks)
    return _sorted(picks, {row.id: (row.is_withdrawn, -row.day.toordinal(), row.id) for row in rows})


def actions(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return actions by their words and by what was reported of them: open ones, then the last written."""
    picks = _picks(found, "action_item")
    notes = _picks(found, "progress_note")
    told = select(ProgressNote.id, ProgressNote.action_id)
    of_action = {row.id: row.action_id for row in _rows(session, told, ProgressNote.id, notes)}
    picks += [
        Pick("action_item", of_action[note.id], Fit.WORDS, note.entry_id)
        for note in notes
        if note.id in of_action
    ]
    rows = _rows(session, select(ActionItem.id, ActionItem.state), ActionItem.id, picks)
    return _sorted(picks, {row.id: (not row.state.is_open, -row.id) for row in rows})


def papers(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return the papers of meetings by the names of their files, the latest meeting first."""
    files = {entry.record_id: entry.id for entry in found.get("attachment", ())}
    if not files:
        return []
    query = (
        select(MeetingAttachment.id, MeetingAttachment.attachment_id)
        .join(Meeting, Meeting.id == MeetingAttachment.meeting_id)
        .where(MeetingAttachment.attachment_id.in_(files))
        .order_by(Meeting.day.desc(), MeetingAttachment.id)
        .limit(MOST_PICKS)
    )
    return [
        Pick("meeting_attachment", paper, Fit.TITLE, files[file]) for paper, file in session.execute(query)
    ]


def _by_keys(
    session: Session,
    table: str,
    record_id: InstrumentedAttribute[int],
    keys: Sequence[InstrumentedAttribute[str]],
    folded: str,
) -> list[Pick]:
    """Return what one of ``keys`` begins with ``folded``, each read along its own index."""
    found: list[Pick] = []
    for key in keys if folded else ():
        query = select(record_id, key).where(beginning_with(key, folded)).order_by(key).limit(MOST_PICKS)
        for number, name in session.execute(query):
            found.append(Pick(table, number, Fit.EXACT if name == folded else Fit.BEGINNING))
    return found


def _picks(found: Entries, table: str) -> list[Pick]:
    return [
        Pick(table, entry.record_id, Fit.TITLE if entry.in_title else Fit.WORDS, entry.id)
        for entry in found.get(table, ())
    ]


def _rows(
    session: Session,
    query: Select[*tuple[Any, ...]],
    column: InstrumentedAttribute[int],
    picks: Iterable[Pick],
) -> Sequence[Any]:
    """Return what is there of the records picked: none is shown that is gone."""
    ids = {pick.id for pick in picks}
    return session.execute(query.where(column.in_(ids))).all() if ids else ()


def _sorted(picks: Iterable[Pick], order: Mapping[int, tuple[Any, ...]]) -> list[Pick]:
    """Return each record once, as it fits best, those that fit as well in ``order``; without what is gone."""
    best: dict[int, Pick] = {}
    for pick in picks:
        if pick.id in order and (pick.id not in best or pick.fit < best[pick.id].fit):
            best[pick.id] = pick
    return sorted(best.values(), key=lambda pick: (pick.fit, order[pick.id]))


def _without_doubles(
    session: Session,
    query: Select[*tuple[Any, ...]],
    column: InstrumentedAttribute[int],
    picks: Sequence[Pick],
) -> list[Pick]:
    """Return the records by name, those put away last; a double is found as what it was merged into."""
    known = {row.id: row for row in _rows(session, query, column, picks)}
    into: dict[int, int] = {}
    new = known
    while new:  # the other may have been merged into a third one
        into |= {row.id: row.merged_into_id for row in new.values() if row.merged_into_id}
        others = [Pick("", record_id, Fit.WORDS) for record_id in set(into.values()) - known.keys()]
        new = {row.id: row for row in _rows(session, query, column, others)}
        known |= new

    lasts = {pick.id: _last(pick.id, into) for pick in picks if pick.id in known}
    moved = [Pick(pick.table, lasts[pick.id], pick.fit, pick.entry_id) for pick in picks if pick.id in lasts]
    return _sorted(moved, {row.id: (row.archived_at is not None, row.search_key) for row in known.values()})


def _last(record_id: int, into: Mapping[int, int]) -> int:
    """Follow a record through those it was merged ``into``."""
    for _merge in into:
        record_id = into.get(record_id, record_id)
    return record_id


def begins_a_word(word: str, name: str) -> bool:
    """Tell whether a word of ``name``, both folded, begins with ``word``."""
    return f" {word}" in f" {name}"


def _numbered(session: Session, asked: tuple[int | None, int] | None) -> list[int]:
    """Return the decisions of this number, in the year named or in any; in drafts, by their place."""
    if asked is None:
        return []
    year, number = asked
    query = select(Decision.id).where(Decision.number == number)
    if year is not None:
        return list(session.scalars(query.where(Decision.year == year)))
    place = func.row_number().over(
        partition_by=AgendaItem.meeting_id,
        order_by=(AgendaItem.position, AgendaItem.id, Decision.position, Decision.id),
    )
    drafts = (
        select(Decision.id, place.label("place"), Decision.number)
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .join(Minutes, Minutes.meeting_id == AgendaItem.meeting_id)
        .where(Minutes.state.in_((MinutesState.DRAFT, MinutesState.IN_CORRECTION)))
        .subquery()
    )
    of_drafts = select(drafts.c.id).where(drafts.c.place == number, drafts.c.number.is_(None))
    return [*session.scalars(query), *session.scalars(of_drafts)][:MOST_PICKS]

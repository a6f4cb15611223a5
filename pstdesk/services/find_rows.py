"""What is shown of each record that was found: its name, where and when it was said, the words around."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    Attachment,
    Committee,
    Decision,
    Election,
    ElectionCandidate,
    Meeting,
    MeetingAttachment,
    Minutes,
    Organisation,
    Person,
    Rectification,
    StageReview,
)
from pstdesk.db.search import entry_words
from pstdesk.domain.action import ActionState
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import decision_label
from pstdesk.domain.names import listed_name, spoken_name
from pstdesk.domain.passage import passage, spans
from pstdesk.domain.voting import ElectionState
from pstdesk.services.find_picks import Fit, Pick
from pstdesk.services.posts import posts_on
from pstdesk.services.referents import referents


@dataclass(frozen=True, slots=True)
class Where:
    """The meeting something comes from, and the place of its item on the agenda, from 1; None: all of it."""

    committee: str
    meeting_id: int
    number: int | None
    year: int | None
    day: date
    item_id: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A record to show and to open: ``opens`` is the table and the id of what Enter leads to.

    ``title`` is empty where words have to be made of the rest: a meeting, a correction of minutes.
    """

    table: str
    opens: tuple[str, int]
    title: str
    remark: str = ""
    passage: str = ""
    where: Where | None = None
    state: ActionState | MeetingState | ElectionState | None = None
    due_on: date | None = None
    archived: bool = False
    withdrawn: bool = False


def found_rows(session: Session, chosen: Iterable[Pick], words: str, today: date) -> dict[Pick, Found]:
    """Return what is shown of each record picked that is there, with the passage that ``words`` found."""
    picks = tuple(chosen)
    by_table: dict[str, list[int]] = {}
    for pick in picks:
        by_table.setdefault(pick.table, []).append(pick.id)
    made: dict[tuple[str, int], Found] = {}
    for table, ids in by_table.items():
        made |= {(table, record_id): found for record_id, found in _MAKERS[table](session, ids, today)}
    said = entry_words(session, [pick.entry_id for pick in picks if pick.entry_id is not None])
    there = [pick for pick in picks if (pick.table, pick.id) in made]
    return {
        pick: _with_passage(made[pick.table, pick.id], pick, said.get(pick.entry_id or 0, ("", ""))[1], words)
        for pick in there
    }


_ALWAYS_WITH_WORDS = frozenset({"agenda_item", "decision", "action_item", "rectification", "election"})


def _with_passage(found: Found, pick: Pick, body: str, words: str) -> Found:
    """Add what was said: of a person or a body only where it is why they were found."""
    text = body or found.passage
    if found.table not in _ALWAYS_WITH_WORDS and (pick.fit is not Fit.WORDS or spans(found.remark, words)):
        text = ""
    return replace(found, passage=passage(text, words) if text else "")


Made = list[tuple[int, Found]]


def _people(session: Session, ids: Sequence[int], today: date) -> Made:
    posts = posts_on(session, ids, today)
    names = _organisation_names(session, {post.organisation_id for post in posts.values()})
    rows = session.execute(
        select(Person.id, Person.given_name, Person.family_name, Person.archived_at).where(Person.id.in_(ids))
    )
    made = []
    for record_id, given, family, archived_at in rows:
        post = posts.get(record_id)
        parts = (post.job_title, names.get(post.organisation_id or 0, "")) if post else ()
        remark = ", ".join(filter(None, parts))
        title = listed_name(given, family)
        opens = ("person", record_id)
        made.append((record_id, Found("person", opens, title, remark, archived=archived_at is not None)))
    return made


def _organisation_names(session: Session, ids: set[int | None]) -> dict[int, str]:
    query = select(Organisation.id, Organisation.acronym, Organisation.name).where(Organisation.id.in_(ids))
    return {record_id: acronym or name for record_id, acronym, name in session.execute(query)}


def _organisations(session: Session, ids: Sequence[int], _today: date) -> Made:
    query = select(Organisation.id, Organisation.name, Organisation.acronym, Organisation.archived_at)
    return [
        (
            row.id,
            Found(
                "organisation", ("organisation", row.id), row.name, row.acronym, archived=row[3] is not None
            ),
        )
        for row in session.execute(query.where(Organisation.id.in_(ids)))
    ]


def _bodies(session: Session, ids: Sequence[int], today: date) -> Made:
    elected = referents(session, today)
    query = select(Committee.id, Committee.short_name, Committee.name, Committee.archived_at)
    return [
        (
            row.id,
            Found(
                "committee",
                ("committee", row.id),
                f"{row[1]} {row[2]}",
                ", ".join(elected.get(row.id, ())),
                archived=row[3] is not None,
            ),
        )
        for row in session.execute(query.where(Committee.id.in_(ids)))
    ]


def _meetings(session: Session, ids: Sequence[int], _today: date) -> Made:
    query = (
        select(*_MEETING, Meeting.state, Meeting.place, Committee.name)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Meeting.id.in_(ids))
    )
    return [
        (
            row.meeting_id,
            Found("meeting", ("meeting", row.meeting_id), "", row.name, row.place, _where(row), row.state),
        )
        for row in session.execute(query)
    ]


def _items(session: Session, ids: Sequence[int], _today: date) -> Made:
    wheres = _wheres(session, ids)
    query = select(AgendaItem.id, AgendaItem.title, AgendaItem.notes).where(AgendaItem.id.in_(ids))
    return [
        (row.id, Found("agenda_item", ("agenda_item", row.id), row.title, "", row.notes, wheres[row.id]))
        for row in session.execute(query)
    ]


def _corrections(session: Session, ids: Sequence[int], _today: date) -> Made:
    query = (
        select(*_MEETING, Rectification.id, Rectification.agenda_item_id, Rectification.decided_in_id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .join(Rectification, Rectification.minutes_id == Minutes.id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Rectification.id.in_(ids))
    )
    return [
        (
            row.id,
            Found(
                "rectification",
                _item_or_meeting(row.agenda_item_id, row.decided_in_id),
                "",
                where=_where(row),
            ),
        )
        for row in session.execute(query)
    ]


def _elections(session: Session, ids: Sequence[int], _today: date) -> Made:
    query = (
        select(*_MEETING, Election.id, Election.state, Election.agenda_item_id)
        .join(Election, Election.meeting_id == Meeting.id)
        .join(Committee, Committee.id == Election.committee_id)
        .where(Election.id.in_(ids))
    )
    stood: dict[int, list[str]] = {}
    names = (
        select(ElectionCandidate.election_id, Person.given_name, Person.family_name)
        .join(Person, Person.id == ElectionCandidate.person_id)
        .where(ElectionCandidate.election_id.in_(ids))
        .order_by(ElectionCandidate.position, ElectionCandidate.id)
    )
    for election_id, given, family in session.execute(names):
        stood.setdefault(election_id, []).append(spoken_name(given, family))
    return [
        (
            row.id,
            Found(
                "election",
                ("election", row.id),
                "",
                ", ".join(stood.get(row.id, ())),
                where=_where(row),
                state=row.state,
            ),
        )
        for row in session.execute(query)
    ]


def _reviews(session: Session, ids: Sequence[int], _today: date) -> Made:
    query = select(StageReview.id, StageReview.name).where(StageReview.id.in_(ids))
    return [(id, Found("stage_review", ("stage_review", id), name)) for id, name in session.execute(query)]


def _decisions(session: Session, ids: Sequence[int], _today: date) -> Made:
    query = select(
        Decision.id,
        Decision.text,
        Decision.year,
        Decision.number,
        Decision.is_withdrawn,
        Decision.agenda_item_id,
    ).where(Decision.id.in_(ids))
    rows = session.execute(query).all()
    wheres = _wheres(session, [row.agenda_item_id for row in rows])
    drafts = {wheres[row.agenda_item_id].meeting_id for row in rows if row.number is None}
    places = _places_of_decisions(session, drafts)
    return [
        (
            row.id,
            Found(
                "decision",
                ("agenda_item", row.agenda_item_id),
                decision_label(row.year, row.number, places.get(row.id, 0)),
                passage=row.text,
                where=wheres[row.agenda_item_id],
                withdrawn=row.is_withdrawn,
            ),
        )
        for row in rows
    ]


def _places_of_decisions(session: Session, meeting_ids: set[int]) -> dict[int, int]:
    """Return the place of each decision among those of its meeting, from 1."""
    query = (
        select(Decision.id, AgendaItem.meeting_id)
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .where(AgendaItem.meeting_id.in_(meeting_ids))
        .order_by(AgendaItem.meeting_id, AgendaItem.position, AgendaItem.id, Decision.position, Decision.id)
    )
    return _counted(session.execute(query).all())


def _actions(session: Session, ids: Sequence[int], _today: date) -> Made:
    query = select(
        ActionItem.id, ActionItem.text, ActionItem.state, ActionItem.due_on, ActionItem.agenda_item_id
    )
    rows = session.execute(query.where(ActionItem.id.in_(ids))).all()
    wheres = _wheres(session, [row.agenda_item_id for row in rows if row.agenda_item_id is not None])
    return [
        (
            row.id,
            Found(
                "action_item",
                ("action_item", row.id),
                "",
                passage=row.text,
                where=wheres.get(row.agenda_item_id or 0),
                state=row.state,
                due_on=row.due_on,
            ),
        )
        for row in rows
    ]


def _papers(session: Session, ids: Sequence[int], _today: date) -> Made:
    query = (
        select(*_MEETING, MeetingAttachment.id, MeetingAttachment.agenda_item_id, Attachment.name)
        .join(MeetingAttachment, MeetingAttachment.meeting_id == Meeting.id)
        .join(Attachment, Attachment.id == MeetingAttachment.attachment_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(MeetingAttachment.id.in_(ids))
    )
    rows = session.execute(query).all()
    wheres = _wheres(session, [row.agenda_item_id for row in rows if row.agenda_item_id is not None])
    return [
        (
            row.id,
            Found(
                "meeting_attachment",
                _item_or_meeting(row.agenda_item_id, row.meeting_id),
                row.name,
                where=wheres.get(row.agenda_item_id or 0) or _where(row),
            ),
        )
        for row in rows
    ]


_MAKERS: dict[str, Callable[[Session, Sequence[int], date], Made]] = {
    "person": _people,
    "organisation": _organisations,
    "committee": _bodies,
    "meeting": _meetings,
    "agenda_item": _items,
    "rectification": _corrections,
    "election": _elections,
    "decision": _decisions,
    "action_item": _actions,
    "meeting_attachment": _papers,
    "stage_review": _reviews,
}

_MEETING = (Committee.short_name, Meeting.id.label("meeting_id"), Meeting.number, Meeting.year, Meeting.day)


def _where(row: Any, item_id: int | None = None, place: int | None = None) -> Where:
    return Where(row.short_name, row.meeting_id, row.number, row.year, row.day, item_id, place)


def _item_or_meeting(item_id: int | None, meeting_id: int) -> tuple[str, int]:
    return ("meeting", meeting_id) if item_id is None else ("agenda_item", item_id)


def _wheres(session: Session, item_ids: Sequence[int]) -> dict[int, Where]:
    """Return for each item of an agenda its meeting, and its place in it."""
    query = (
        select(*_MEETING, AgendaItem.id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(AgendaItem.id.in_(item_ids))
    )
    rows = session.execute(query).all()
    of_meetings = (
        select(AgendaItem.id, AgendaItem.meeting_id)
        .where(AgendaItem.meeting_id.in_({row.meeting_id for row in rows}))
        .order_by(AgendaItem.meeting_id, AgendaItem.position, AgendaItem.id)
    )
    places = _counted(session.execute(of_meetings).all())
    return {row.id: _where(row, row.id, places[row.id]) for row in rows}


def _counted(rows: Sequence[Any]) -> dict[int, int]:
    """Return for each of (id, meeting), in the order of the meetings, its place in its meeting from 1."""
    places: dict[int, int] = {}
    before, place = None, 0
    for record_id, meeting_id in rows:
        place = place + 1 if meeting_id == before else 1
        places[record_id], before = place, meeting_id
    return places

"""What one should know before minutes are sent: what looks unfinished, and which numbers will be given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Election, Meeting
from pstdesk.domain.agenda import OPENING_KINDS, ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.minutes import decision_label
from pstdesk.domain.voting import ElectionState
from pstdesk.services.agenda import ItemRow, item_rows
from pstdesk.services.fetch import fetch
from pstdesk.services.minutes import minutes_of
from pstdesk.services.minutes_life import numbers_to_give
from pstdesk.services.results import action_rows, decision_rows

_SILENT_KINDS = (*OPENING_KINDS, ItemKind.ANY_OTHER_BUSINESS)
"""Items under which there may be nothing to say."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that looks unfinished; ``code`` names its sentence, ``values`` go into it."""

    code: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class NumberToCome:
    """A decision with the number that sending gives it, e.g. "2026-014"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class BeforeSending:
    """What to show before minutes are sent; sending them is not refused for any of it."""

    remarks: tuple[Remark, ...]
    numbers: tuple[NumberToCome, ...]


def before_sending(session: Session, meeting_id: int, today: date) -> BeforeSending:
    """Return what looks unfinished in the minutes of a held meeting, and the numbers that will be given."""
    meeting = fetch(session, Meeting, meeting_id)
    minutes = minutes_of(session, meeting_id)
    remarks = list(_unfinished(session, meeting_id))
    due_on = minutes.corrections_due_on
    if due_on is not None and due_on >= today:
        remarks.append(Remark("sending_before_deadline", {"due_on": due_on}))
    numbers = tuple(
        NumberToCome(decision_label(meeting.day.year, number, 0), decision.text)
        for decision, number in numbers_to_give(session, meeting)
    )
    return BeforeSending(tuple(remarks), numbers)


def _unfinished(session: Session, meeting_id: int) -> Iterator[Remark]:
    unknown = session.scalar(
        select(func.count()).where(
            Attendance.meeting_id == meeting_id, Attendance.status == AttendanceStatus.NOT_RECORDED
        )
    )
    if unknown:
        yield Remark("sending_attendance", {"count": unknown})
    items = item_rows(session, meeting_id)
    actions = action_rows(session, meeting_id)
    spoken = {row.item_id for row in actions} | {row.item_id for row in decision_rows(session, meeting_id)}
    proclaimed, going_on = _elections(session, meeting_id)
    if going_on:
        yield Remark("sending_elections", _places([item for item in items if item.id in going_on]))
    spoken |= proclaimed
    untouched = [item for item in items if item.state is ItemState.OPEN]
    if untouched:
        yield Remark("sending_items_open", _places(untouched))
    empty = [item for item in items if _is_empty(item) and item.id not in spoken]
    if empty:
        yield Remark("sending_items_empty", _places(empty))
    nobody = sum(1 for row in actions if not row.form.owners)
    if nobody:
        yield Remark("sending_actions_without_owner", {"count": nobody})


def _elections(session: Session, meeting_id: int) -> tuple[set[int], set[int]]:
    """Return the items at which an election was proclaimed, and those at which one is not yet."""
    query = select(Election.agenda_item_id, Election.state).where(Election.meeting_id == meeting_id)
    found: tuple[set[int], set[int]] = (set(), set())
    for item_id, state in session.execute(query):
        found[state is not ElectionState.PROCLAIMED].add(item_id or 0)
    return found


def _is_empty(item: ItemRow) -> bool:
    is_silent = item.form.kind in _SILENT_KINDS
    return item.state is ItemState.DEALT_WITH and not item.notes.strip() and not is_silent


def _places(items: Sequence[ItemRow]) -> dict[str, object]:
    return {"items": ", ".join(str(item.position) for item in items)}

"""Whether a base is whole: the file, its keys, its numbering and its locks."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Decision, Meeting, Minutes
from pstdesk.documents.minutes import MinutesContent, MinutesItem, digest, from_json
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState, is_locked
from pstdesk.services.minutes import last_version, minutes_items

_MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be; ``code`` names it, ``values`` say where."""

    code: str
    values: dict[str, object]


def check_base(session: Session) -> tuple[Finding, ...]:
    """Return what is wrong with the base, nothing where all is well."""
    return (
        *_file(session),
        *_foreign_keys(session),
        *_search_index(session),
        *_decision_numbers(session),
        *_meeting_numbers(session),
        *_held_without_minutes(session),
        *_locks(session),
    )


def _file(session: Session) -> Iterator[Finding]:
    for (words,) in session.execute(text(f"PRAGMA integrity_check({_MOST_FINDINGS})")):
        if words != "ok":
            yield Finding("check_integrity", {"words": words})


def _foreign_keys(session: Session) -> Iterator[Finding]:
    for row in session.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST_FINDINGS):
        yield Finding("check_foreign_key", {"table": row[0], "parent": row[2]})


def _search_index(session: Session) -> Iterator[Finding]:
    indexed = session.scalar(text("SELECT count(*) FROM search_index_docsize"))
    entries = session.scalar(text("SELECT count(*) FROM search_entry"))
    if indexed != entries:
        yield Finding("check_search_index", {"indexed": indexed, "entries": entries})


def _decision_numbers(session: Session) -> Iterator[Finding]:
    """Find the years whose numbers are not 1, 2, 3 ... without a gap (docs/domain.md, rule 4)."""
    by_year = (
        select(Decision.year, func.count(), func.min(Decision.number), func.max(Decision.number))
        .where(Decision.number.is_not(None))
        .group_by(Decision.year)
    )
    for year, count, first, last in session.execute(by_year):
        if (first, last) != (1, count):
            yield Finding("check_decision_numbers", {"year": year, "count": count, "last": last})


def _meeting_numbers(session: Session) -> Iterator[Finding]:
    held = select(func.count()).where(Meeting.state == MeetingState.HELD, Meeting.number.is_(None))
    if count := session.scalar(held):
        yield Finding("check_meeting_numbers", {"count": count})
    by_year = (
        select(
            Committee.short_name,
            Meeting.year,
            func.count(),
            func.min(Meeting.number),
            func.max(Meeting.number),
        )
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Meeting.number.is_not(None))
        .group_by(Committee.id, Meeting.year)
    )
    for committee, year, count, first, last in session.execute(by_year):
        if (first, last) != (1, count):
            where = {"committee": committee, "year": year}
            yield Finding("check_meeting_series", {**where, "count": count, "last": last})


def _held_without_minutes(session: Session) -> Iterator[Finding]:
    query = (
        select(func.count())
        .select_from(Meeting)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.state == MeetingState.HELD, Minutes.id.is_(None))
    )
    if count := session.scalar(query):
        yield Finding("check_minutes_missing", {"count": count})


def _locks(session: Session) -> Iterator[Finding]:
    """Find approved minutes whose kept text was touched, or that the base now words otherwise (rule 3)."""
    locked = [state for state in MinutesState if is_locked(state)]
    query = (
        select(Minutes.id, Meeting.id, Meeting.day)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Minutes.state.in_(locked))
        .order_by(Meeting.day, Meeting.id)
    )
    for minutes_id, meeting_id, day in session.execute(query).all():
        kept = _kept(session, minutes_id)
        if kept is None or _words(kept.items) != _words(minutes_items(session, meeting_id)):
            yield Finding("check_lock", {"meeting": meeting_id, "day": day})


def _kept(session: Session, minutes_id: int) -> MinutesContent | None:
    """Return what the last version says, or None where there is none or it is not what was kept."""
    try:
        kept = last_version(session, minutes_id)
        content = None if kept is None else from_json(kept.content)
    except (ValueError, TypeError, AttributeError):  # no JSON any more, or none of ours
        return None
    return content if kept is not None and content is not None and digest(content) == kept.sha256 else None


def _words(items: tuple[MinutesItem, ...]) -> list[object]:
    """Return what approval locks of each item; the state of an action goes on changing."""
    return [
        (item.title, item.account, item.decisions, [(action.text, action.due_on) for action in item.actions])
        for item in items
    ]

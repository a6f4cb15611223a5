"""Whether a base is whole: the file, its keys, its numbering and its locks."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import Select, func, literal, select, text
from sqlalchemy.orm import Session

from pstdesk.db.closing import Standing, standing
from pstdesk.db.models import (
    Base,
    Committee,
    Decision,
    Meeting,
    Minutes,
    Organisation,
    Person,
    SearchEntry,
)
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.check_elections import election_findings
from pstdesk.services.check_minutes import minutes_findings
from pstdesk.services.check_reviews import review_findings
from pstdesk.services.finding import Finding

__all__ = ["Finding", "check_base", "check_file"]

_MOST_FINDINGS = 100


def check_base(session: Session) -> tuple[Finding, ...]:
    """Return what is wrong with the base, nothing where all is well."""
    return (
        *_file(session),
        *_foreign_keys(session),
        *_search_index(session),
        *_decision_numbers(session),
        *_meeting_numbers(session),
        *_held_without_minutes(session),
        *minutes_findings(session),
        *election_findings(session),
        *review_findings(session),
    )


def check_file(path: Path) -> tuple[Finding, ...]:
    """Return whether the file at ``path`` is another one than pstdesk closed; to ask before it is opened."""
    try:
        changed = standing(path) is Standing.CHANGED
    except OSError:  # whoever opens it will say so
        changed = False
    return (Finding("check_changed_outside", {"file": path.name}),) if changed else ()


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
    *gone, missing = session.execute(_strays()).one()
    if sum(gone) or missing:
        yield Finding("check_search_records", {"gone": sum(gone), "missing": missing})


@cache
def _strays() -> Select[*tuple[int, ...]]:
    """Return how many entries of the search, by kind, have no record, and how many records no entry."""
    tables = [
        mapper.local_table for mapper in Base.registry.mappers if hasattr(mapper.class_, "search_words")
    ]
    gone = (
        select(func.count())
        .where(SearchEntry.kind == table.description, SearchEntry.record_id.not_in(select(table.c.id)))
        .scalar_subquery()
        for table in tables
    )
    missing = (_not_in_index(model).scalar_subquery() for model in (Person, Organisation, Committee))
    return select(*gone, sum(missing, literal(0)))


def _not_in_index(model: type[Person] | type[Organisation] | type[Committee]) -> Select[int]:
    entries = select(SearchEntry.record_id).where(SearchEntry.kind == model.__tablename__)
    return select(func.count()).select_from(model).where(model.id.not_in(entries))


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

"""How services get the records a caller names, and those that hold on a day."""

from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlalchemy.orm import InstrumentedAttribute, Session

from pstdesk.db.models import Base, Mandate, Meeting, Membership, Organisation, Person, Post, SeatHolder
from pstdesk.db.models.base import storable
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold

Record = TypeVar("Record", bound=Base)

_MOST_WORDS = 20
YEAR = func.substr(Meeting.quarter, 1, 4)
"""The year of a meeting, out of what is stored: no function of one kind of base alone."""

Dated = type[Post] | type[Membership] | type[SeatHolder] | type[Mandate]
"""The models with an interval [starts_on, ends_on)."""


def fetch(session: Session, model: type[Record], record_id: object, version: int | None = None) -> Record:
    """Return the record; refused where it is gone, or changed since ``version`` was read."""
    record = session.get(model, record_id)
    if record is None:
        raise Refused("record_missing")
    if version is not None and getattr(record, "version", version) != version:
        raise Refused("changed_meanwhile")
    return record


def standing_for(session: Session, model: type[Person] | type[Organisation], record_id: int) -> int:
    """Return the id of the record that stands for this one: itself, or the one it was merged into."""
    merged_into = fetch(session, model, record_id).merged_into_id
    return record_id if merged_into is None else merged_into


def holds_on(model: Dated, day: date | InstrumentedAttribute[date]) -> ColumnElement[bool]:
    """Return the condition that a row of ``model`` holds on ``day``: from <= day < to."""
    return and_(
        or_(model.starts_on.is_(None), model.starts_on <= day),
        or_(model.ends_on.is_(None), model.ends_on > day),
    )


def not_over_on(model: Dated, day: date) -> ColumnElement[bool]:
    """Return the condition that a row of ``model`` holds on ``day`` or will later."""
    return or_(model.ends_on.is_(None), model.ends_on > day)


def in_year(day: InstrumentedAttribute[date], year: int) -> ColumnElement[bool]:
    """Return the condition that ``day`` lies in ``year``."""
    return day.between(date(year, 1, 1), date(year, 12, 31))


def years_of(session: Session, query: Select[str]) -> tuple[int, ...]:
    """Return the years that ``query``, a statement of :data:`YEAR`, finds, the latest first."""
    return tuple(int(year) for year in session.scalars(query.distinct().order_by(YEAR.desc())))


def required(text: str, code: str) -> str:
    """Return ``text`` with its spaces tidied; ``Refused(code)`` where nothing is left to store."""
    tidy = " ".join(storable(text).split())
    if not tidy:
        raise Refused(code)
    return tidy


def words_wanted(text: str) -> list[str]:
    """Return the folded words to look for in a list; of a page pasted by mistake its beginning only.

    SQLite parses no more than a thousand conditions in one another.
    """
    return fold(text).split()[:_MOST_WORDS]


def beginning_with(column: InstrumentedAttribute[str], folded: str) -> ColumnElement[bool]:
    """Return the condition that ``column`` begins with ``folded``, as a range that an index can serve."""
    return and_(column >= folded, column < folded + "\U0010ffff")

"""People by their name and where they work together: "Zoé CAF"."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Organisation, Person, Post
from pstdesk.services.fetch import holds_on

_MOST_WORDS = 6


def colleagues(session: Session, words: Sequence[str], today: date, most: int) -> list[int]:
    """Return the people whose name holds some of the folded ``words`` and whose organisation the others.

    The words of one stand together, either first. Organisations are few: they are looked through, and
    people only along their posts of today.
    """
    if not 1 < len(words) <= _MOST_WORDS:
        return []
    splits = [(words[:at], words[at:]) for at in range(1, len(words))]
    either = [both for name, house in splits for both in (_both(name, house), _both(house, name))]
    query = (
        select(Person.id)
        .join(Post, Post.person_id == Person.id)
        .where(holds_on(Post, today), or_(*either))
        .order_by(Person.search_key)
        .limit(most)
    )
    return list(dict.fromkeys(session.scalars(query)))


def _both(name: Sequence[str], house: Sequence[str]) -> ColumnElement[bool]:
    called = [or_(Organisation.search_key.contains(word), Organisation.acronym_key == word) for word in house]
    where = select(Organisation.id).where(*called)
    return and_(Post.organisation_id.in_(where), *(Person.search_key.contains(word) for word in name))

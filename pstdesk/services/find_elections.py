"""Elections by what people call them: "élection CT3 2026", who stood, what was said and remarked."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Election, ElectionCandidate, Meeting, Person
from pstdesk.domain.names import fold
from pstdesk.services.find_meetings import at_meetings
from pstdesk.services.find_picks import MOST_PICKS, Entries, Fit, Pick, Sought, begins_a_word

_CALLED = ("elections", "referents")
_LEAST = 4
"""Letters of a word that are enough to mean an election: "elec", "refe"."""


def elections(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return the elections that are named, then those whose statements or remarks hold the words."""
    picks: dict[int, Pick] = {}
    words = [fold(word) for word in sought.rest]
    if any(_means_one(word) for word in words):
        others = [word for word in words if not _means_one(word)]
        picks = {pick.id: pick for pick in _named(session, sought, others)}
    said = {entry.record_id: entry.id for entry in found.get("election", ())}
    stated = {entry.record_id: entry.id for entry in found.get("election_candidate", ())}
    of = select(ElectionCandidate.id, ElectionCandidate.election_id)
    rows = session.execute(of.where(ElectionCandidate.id.in_(stated))).all() if stated else ()
    said = {**{row.election_id: stated[row.id] for row in rows}, **said}
    for election_id in _latest_first(session, tuple(said)):
        picks.setdefault(election_id, Pick("election", election_id, Fit.WORDS, said[election_id]))
    return list(picks.values())


def _means_one(word: str) -> bool:
    return len(word) >= _LEAST and any(called.startswith(word) for called in _CALLED)


def _named(session: Session, sought: Sought, words: Sequence[str]) -> list[Pick]:
    """Return the elections of the bodies and moments named whose candidates, or bodies, have ``words``."""
    query = (
        select(Election.id, Committee.short_key, Committee.search_key)
        .join(Meeting, Meeting.id == Election.meeting_id)
        .join(Committee, Committee.id == Election.committee_id)
        .where(*at_meetings(sought.asked.moments, sought.bodies))
        .order_by(Meeting.day.desc(), Election.id.desc())
    )
    named = {row.id: f"{row.short_key} {row.search_key}" for row in session.execute(query)}
    if words:
        stood = (
            select(ElectionCandidate.election_id, Person.search_key)
            .join(Person, Person.id == ElectionCandidate.person_id)
            .where(ElectionCandidate.election_id.in_(named))
        )
        for election_id, name in session.execute(stood):
            named[election_id] += f" {name}"
    fitting = [each for each, keys in named.items() if all(begins_a_word(word, keys) for word in words)]
    return [Pick("election", election_id, Fit.TITLE) for election_id in fitting[:MOST_PICKS]]


def _latest_first(session: Session, ids: Sequence[int]) -> Sequence[int]:
    if not ids:
        return ()
    query = select(Election.id).join(Meeting, Meeting.id == Election.meeting_id).where(Election.id.in_(ids))
    return session.scalars(query.order_by(Meeting.day.desc(), Election.id.desc())).all()

"""What ends a tie that is left after the rounds: the age where the rule says so, or a lot."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from pstdesk.db.models import Elected, Election, ElectionRound, Person
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import DecidedBy, TieBreak
from pstdesk.services.election_standing import (
    candidate_names,
    candidates_of,
    editable_election,
    names_of,
    rounds_in,
    series_standing,
    settle,
)
from pstdesk.services.fetch import fetch


def break_by_lot(
    session: Session, round_id: int, drawn_id: int, first_witness_id: int, second_witness_id: int
) -> None:
    """Say whose name was drawn among the tied, before two witnesses; for several seats, one lot for each."""
    held, election, tied = _tied_round(session, round_id)
    names = candidate_names(session, election.id)
    if election.tie_break is TieBreak.OLDEST and held.seniority is None:
        raise Refused("lot_before_age")
    if drawn_id not in tied:
        tied_names = ", ".join(names[key] for key in tied)
        raise Refused("lot_not_tied", name=names.get(drawn_id, ""), tied=tied_names)
    _refuse_witnesses(session, election, tied, (first_witness_id, second_witness_id))
    held.tie_break = TieBreak.LOT
    held.drawn_id = drawn_id
    held.first_witness_id, held.second_witness_id = first_witness_id, second_witness_id
    session.add(
        Elected(
            election_id=election.id,
            candidate_id=drawn_id,
            series=held.series,
            decided_by=DecidedBy.LOT,
        )
    )
    session.flush()
    settle(session, election, held.series)


def break_by_age(session: Session, round_id: int, born: Mapping[int, date | None]) -> bool:
    """Say when the tied were born, by candidate id; return whether that ends the tie.

    Only the order of seniority is kept, and no date: those born on one day stand together, and who is missing
    is of unknown age. What age does not decide is left to a lot (docs/elections.md).
    """
    held, election, tied = _tied_round(session, round_id)
    if election.tie_break is not TieBreak.OLDEST:
        raise Refused("age_not_asked", rule=election.rule_name)
    days = {key: day for key, day in born.items() if day is not None and key in tied}
    held.seniority = [[key for key in tied if days.get(key) == day] for day in sorted(set(days.values()))]
    session.flush()
    found = series_standing(session, election, held.series)
    if found.count is not None and found.count.by_age:
        held.tie_break = TieBreak.OLDEST
    session.flush()
    settle(session, election, held.series)
    return not found.tied


def _tied_round(session: Session, round_id: int) -> tuple[ElectionRound, Election, tuple[int, ...]]:
    """Return the round whose tie is to be ended, its election, and the candidates among whom."""
    held = fetch(session, ElectionRound, round_id)
    election = editable_election(session, held.election_id)
    in_series = [each for each in rounds_in(session, election.id) if each.series == held.series]
    found = series_standing(session, election, held.series)
    if not found.tied or in_series[-1].id != held.id or not held.is_closed:
        raise Refused("no_tie", number=held.number)
    return held, election, found.tied


def _refuse_witnesses(
    session: Session, election: Election, tied: tuple[int, ...], witnesses: tuple[int, int]
) -> None:
    for person_id in witnesses:
        fetch(session, Person, person_id)
    names = names_of(session, witnesses)
    if witnesses[0] == witnesses[1]:
        raise Refused("witness_same", name=names[witnesses[0]])
    drawn_among = {row.person_id for row in candidates_of(session, election.id) if row.id in tied}
    for person_id in witnesses:
        if person_id in drawn_among:
            raise Refused("witness_tied", name=names[person_id])

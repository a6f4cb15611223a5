"""Two records in elections: one voter, one candidate, or two people, which stays said."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import (
    Election,
    ElectionCandidate,
    ElectionVoter,
    Mandate,
    Nomination,
    Person,
    RoundVoter,
)
from pstdesk.db.undo import Inverse
from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.merging import Moved
from pstdesk.domain.voting import NominationStage
from pstdesk.services import merging
from pstdesk.services.merging import Merging
from tests import builders as make
from tests.refusals import refused
from tests.services.doubles import (
    A_PERSON,
    GONE,
    KEPT,
    NOW,
    THIRD,
    content,
    fill,
    merge,
    passed,
    preview,
    rows,
)


@pytest.fixture
def two(base: Database) -> Database:
    """Return a base with two records of one person, somebody else, and a body that elects its référent."""
    with fill(base).write() as session:
        body = make.committee(session)
        make.election(session, make.meeting(session, body))
        make.election(session, make.meeting(session, body, date(2026, 12, 3)))
    return base


def people(session: Session) -> tuple[Person, Person, Person]:
    kept, gone, third = (session.get_one(Person, each) for each in (KEPT, GONE, THIRD))
    return kept, gone, third


def stays_two(base: Database, code: str) -> None:
    """Check that a merge is refused, beforehand and when it is tried, and changes nothing."""
    before = content(base)
    found = preview(base).refused
    assert found is not None
    assert found.code == code
    with refused(code, committee="CT1", day=make.A_DAY):
        merge(base)
    assert content(base) == before


def voters(base: Database) -> list[tuple[Any, ...]]:
    return rows(base, RoundVoter.round_id, RoundVoter.person_id, RoundVoter.holder_id, RoundVoter.stands_in)


def test_who_was_entitled_twice_is_entitled_once(two: Database) -> None:
    with two.write() as session:
        for election_id, entitled in ((1, (KEPT, GONE, THIRD)), (2, (GONE,))):
            session.add_all(ElectionVoter(election_id=election_id, person_id=each) for each in entitled)
    assert passed(preview(two)) == {Moved.ELECTIONS: (2, 1)}
    merge(two)
    assert rows(two, ElectionVoter.election_id, ElectionVoter.person_id) == [(1, KEPT), (1, THIRD), (2, KEPT)]


def test_two_votes_received_in_one_round_are_of_two_people(two: Database) -> None:
    with two.write() as session:
        vote = make.election_round(session, session.get_one(Election, 1))
        session.add(RoundVoter(round_id=vote.id, person_id=KEPT))
        session.add(RoundVoter(round_id=vote.id, person_id=GONE, holder_id=KEPT))
    stays_two(two, "merge_both_voted")


def test_two_words_in_one_round_of_names_are_of_two_people(two: Database) -> None:
    named = {"election_id": 1, "nominee_id": THIRD, "stage": NominationStage.FIRST}
    with two.write() as session:
        session.add_all(Nomination(person_id=each, **named) for each in (KEPT, GONE))
    stays_two(two, "merge_both_voted")


def test_votes_in_several_rounds_and_words_in_several_stages_are_one_persons(two: Database) -> None:
    with two.write() as session:
        of = session.get_one(Election, 1)
        first, second = make.election_round(session, of), make.election_round(session, of, number=2)
        session.add(RoundVoter(round_id=first.id, person_id=KEPT))
        session.add(RoundVoter(round_id=second.id, person_id=GONE))
        named = {"election_id": 1, "nominee_id": THIRD}
        session.add(Nomination(person_id=GONE, stage=NominationStage.FIRST, reason="Présente", **named))
        session.add(Nomination(person_id=KEPT, stage=NominationStage.CHANGE, **named))
    merge(two)
    assert voters(two) == [(1, KEPT, None, False), (2, KEPT, None, False)]
    assert rows(two, Nomination.stage, Nomination.person_id, Nomination.reason) == [
        (NominationStage.CHANGE, KEPT, ""),
        (NominationStage.FIRST, KEPT, "Présente"),
    ]


@pytest.mark.parametrize("stands_in", [False, True])
@pytest.mark.parametrize(("voter", "holder"), [(KEPT, GONE), (GONE, KEPT)])
def test_nobody_votes_through_themselves(two: Database, voter: int, holder: int, *, stands_in: bool) -> None:
    with two.write() as session:
        vote = make.election_round(session, session.get_one(Election, 1))
        session.add(RoundVoter(round_id=vote.id, person_id=voter, holder_id=holder, stands_in=stands_in))
        session.add(RoundVoter(round_id=vote.id, person_id=THIRD, holder_id=GONE))
    merge(two)
    assert voters(two) == [(1, KEPT, None, False), (1, THIRD, KEPT, False)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((KEPT, None), (GONE, None)),
        ((KEPT, GONE), None),
        ((KEPT, None), (THIRD, GONE)),
        ((THIRD, KEPT), (GONE, None)),
    ],
)
def test_two_who_stand_in_one_election_are_two_people(
    two: Database, first: tuple[int, int | None], second: tuple[int, int | None] | None
) -> None:
    with two.write() as session:
        for stands in (first, second):
            if stands is not None:
                who, substitute_id = session.get_one(Person, stands[0]), stands[1]
                make.candidate(session, session.get_one(Election, 1), who, substitute_id=substitute_id)
    stays_two(two, "merge_both_stood")


def test_candidacies_in_two_elections_are_one_persons(two: Database) -> None:
    with two.write() as session:
        kept, gone, third = people(session)
        make.candidate(session, session.get_one(Election, 1), gone, statement="Pour la ludothèque")
        make.candidate(session, session.get_one(Election, 1), third)
        make.candidate(session, session.get_one(Election, 2), kept)
    merge(two)
    assert rows(two, ElectionCandidate.id, ElectionCandidate.person_id, ElectionCandidate.statement) == [
        (1, KEPT, "Pour la ludothèque"),
        (2, THIRD, ""),
        (3, KEPT, ""),
    ]


def test_two_tellers_are_two_people(two: Database) -> None:
    with two.write() as session:
        election = session.get_one(Election, 1)
        election.first_teller_id, election.second_teller_id = GONE, KEPT
    stays_two(two, "merge_both_witnessed")


def test_two_witnesses_of_a_lot_are_two_people(two: Database) -> None:
    with two.write() as session:
        seen = {"first_witness_id": KEPT, "second_witness_id": GONE}
        make.election_round(session, session.get_one(Election, 1), **seen)
    stays_two(two, "merge_both_witnessed")


def test_a_mandate_keeps_its_term_and_the_election_that_opened_it(two: Database) -> None:
    last = date(2028, 1, 1)
    with two.write() as session:
        kept, gone, _third = people(session)
        body = make.committee(session, "CT2", "Insertion")
        for who in (kept, gone):
            make.membership(session, who, body)
        make.mandate(session, kept, body, ends_on=date(2026, 3, 1))
        gone_on, reason = date(2026, 6, 1), MandateEnd.RESIGNATION
        make.mandate(
            session, gone, body, ends_on=gone_on, end_reason=reason, term_ends_on=last, election_id=1
        )
    merge(two)
    columns = (
        Mandate.person_id,
        Mandate.ends_on,
        Mandate.end_reason,
        Mandate.term_ends_on,
        Mandate.election_id,
    )
    assert rows(two, *columns) == [(KEPT, gone_on, reason, last, 1)]


def test_elections_are_taken_back_with_the_merge(two: Database) -> None:
    with two.write() as session:
        _kept, gone, third = people(session)
        election = session.get_one(Election, 1)
        session.add_all(ElectionVoter(election_id=1, person_id=each) for each in (KEPT, GONE))
        vote = make.election_round(session, election)
        session.add(RoundVoter(round_id=vote.id, person_id=GONE))
        make.candidate(session, election, gone, substitute_id=third.id)
        named = {"nominee_id": GONE, "stage": NominationStage.FIRST}
        session.add(Nomination(election_id=1, person_id=GONE, **named))
    before = content(two)
    kept: list[Inverse] = []
    with two.write(kept.append) as session:
        merging.merge(session, Merging(A_PERSON, KEPT, GONE), NOW)
    assert content(two) != before
    with two.write(kept.append) as session:
        kept[0].apply(session)
    assert content(two) == before

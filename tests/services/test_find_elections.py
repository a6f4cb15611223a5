"""Elections in the search over everything: by body, day and candidates, by what was said, never by a vote."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Election, ElectionCandidate, RoundVoter
from pstdesk.domain.history import HistoryKind
from pstdesk.domain.voting import ElectionState
from pstdesk.services.find import Fit, Found, FoundKind, find
from pstdesk.services.person_history import person_life
from tests import builders as make

TODAY = date(2026, 11, 23)


@pytest.fixture
def base(base: Database) -> Database:
    """An election of CT1 in 2025, and one of CT3 in 2026 with two candidates."""
    with base.write() as session:
        zoe, noel = make.person(session, "Zoé", "L’Hostis"), make.person(session, "Noël", "Bœuf")
        level = make.level(session)
        first = make.committee(session, "CT1", "Accès aux droits", level_id=level.id)
        second = make.committee(session, "CT3", "Insertion et emploi", level_id=level.id, position=1)
        make.election(session, make.meeting(session, first, date(2025, 3, 12)), remarks="Urne ouverte à midi")
        meeting = make.meeting(session, second, date(2026, 3, 12))
        election = make.election(session, meeting, entitled=(zoe, noel), state=ElectionState.PROCLAIMED)
        make.candidate(session, election, zoe, statement="Pour la ludothèque")
        make.candidate(session, election, noel, position=2, substitute_id=zoe.id)
        vote = make.election_round(session, election)
        session.add(RoundVoter(round_id=vote.id, person_id=noel.id))
    return base


def found(base: Database, text: str) -> list[Found]:
    with base.read() as session:
        groups = find(session, text, TODAY)
    return [row for group in groups if group.kind is FoundKind.ELECTION for row in group.rows]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("élection", [2, 1]),
        ("elec", [2, 1]),
        ("référent", [2, 1]),
        ("élection CT3", [2]),
        ("ct1 élection", [1]),
        ("élection 2025", [1]),
        ("élections mars 2026", [2]),
        ("élection bœuf", [2]),
        ("election hostis ct3", [2]),
        ("élection insertion", [2]),
        ("élection hostis ct1", []),
        ("ludothèque", [2]),
        ("urne midi", [1]),
        ("ele", []),
        ("bœuf", []),
        ("election zorro", []),
    ],
)
def test_an_election_is_found_by_what_people_call_it(base: Database, text: str, ids: list[int]) -> None:
    assert [row.opens for row in found(base, text)] == [("election", each) for each in ids]


def test_it_says_of_whom_when_and_who_stood(base: Database) -> None:
    (row,) = found(base, "ludothèque")
    assert row.where is not None
    assert (row.where.committee, row.where.day) == ("CT3", date(2026, 3, 12))
    assert (row.remark, row.state, row.passage) == (
        "Zoé L’Hostis, Noël Bœuf",
        ElectionState.PROCLAIMED,
        "Pour la ludothèque",
    )


def test_named_ones_come_before_those_that_only_say_so(base: Database) -> None:
    with base.write() as session:
        session.get_one(Election, 1).remarks = "L’élection est reportée de CT3"
    with base.read() as session:
        (group,) = (each for each in find(session, "élection ct3", TODAY) if each.kind is FoundKind.ELECTION)
    assert [row.opens[1] for row in group.rows] == [2, 1]
    assert group.fit is Fit.TITLE


def test_an_entry_left_behind_leads_nowhere(base: Database) -> None:
    with base.write() as session:
        connection = session.connection()
        for table in ("round_voter", "election_round", "election_voter", "election_candidate", "election"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    for text in ("élection", "ludothèque", "urne"):
        assert found(base, text) == []


def test_the_history_of_a_person_tells_where_they_stood(base: Database) -> None:
    with base.read() as session:
        lines = [line for line in person_life(session, 2).history if line.kind is HistoryKind.STOOD]
        substitute = [line for line in person_life(session, 1).history if line.kind is HistoryKind.STOOD]
    assert [(line.day, line.subject, line.opens) for line in lines] == [
        (date(2026, 3, 12), "Insertion et emploi", ("election", 2))
    ]
    assert len(substitute) == 2


def test_who_only_voted_is_found_in_no_election(base: Database) -> None:
    with base.write() as session:
        session.delete(session.get_one(ElectionCandidate, 2))
    assert found(base, "élection bœuf") == []

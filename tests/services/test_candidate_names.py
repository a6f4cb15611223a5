"""Candidates who share a name are told apart wherever they are counted, elected or tied."""

from pstdesk.db.database import Database
from pstdesk.db.models import Person
from pstdesk.domain.names import fold
from tests import builders
from tests.services.ballots import A, B, C, Poll, poll


def namesakes(base: Database, *houses: str) -> Poll:
    """Return an election whose first members share a name, and work at ``houses``."""
    held = poll(base)
    with base.write() as session:
        made = {name: builders.organisation(session, name) for name in dict.fromkeys(houses)}
        for person_id, house in zip((A, B), houses, strict=True):
            person = session.get_one(Person, person_id)
            person.given_name, person.family_name = "Chloé", "Abélard"
            person.search_key = fold("Abélard Chloé")
            builders.post(session, person, made[house])
    return held


def counted(held: Poll) -> tuple[list[str], list[str]]:
    """Return the names in the round and of the tied, where the first two candidates get the same."""
    one, two, three = held.stand(A, B, C)
    for _number in range(2):
        held.hold_round({one: 5, two: 5, three: 1})
    page = held.page()
    assert page.tied == (one, two)
    tied = [row.distinct_name for row in page.candidates if row.id in page.tied]
    return [score.name for score in page.rounds[-1].scores], tied


def test_a_name_that_two_share_says_where_each_works(base: Database) -> None:
    names, tied = counted(namesakes(base, "CAF", "CPAM"))
    assert names == ["Chloé Abélard (CAF)", "Chloé Abélard (CPAM)", "Chloé Çelik"]
    assert tied == names[:2]


def test_two_of_one_name_and_one_organisation_keep_their_number(base: Database) -> None:
    names, tied = counted(namesakes(base, "CAF", "CAF"))
    assert names[:2] == ["Chloé Abélard (CAF) (1)", "Chloé Abélard (CAF) (2)"]
    assert tied == names[:2]

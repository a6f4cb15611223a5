"""The list of possible doubles: who, what tells them apart, and what was said of them before."""

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Person
from pstdesk.domain.doubles import Likeness, RecordKind
from pstdesk.services.distinct import say_distinct
from pstdesk.services.doubles import DoubleRow, FoundDoubles, possible_doubles
from tests import builders as make
from tests.services.doubles import GONE, KEPT, fill


def found(base: Database, kind: RecordKind = RecordKind.PERSON) -> FoundDoubles:
    with base.read() as session:
        return possible_doubles(session, kind, make.A_DAY)


@pytest.fixture
def two(base: Database) -> Database:
    fill(base)
    return base


def test_a_pair_says_where_each_works_and_how_to_write_to_them(two: Database) -> None:
    with two.write() as session:
        make.post(session, session.get_one(Person, KEPT), make.organisation(session, "CCAS de Valmont"))
    row = DoubleRow(
        KEPT,
        "Quémeneur-Bœuf Zoé",
        "CCAS de Valmont, zoe@valmont.example",
        GONE,
        "Quemeneur Zoe",
        "z.q@ailleurs.example, 01 23 45 67 89",
        (Likeness.VARIANT,),
    )
    assert found(two) == FoundDoubles((row,), 1)


def test_who_is_put_away_or_told_apart_is_not_proposed(two: Database) -> None:
    with two.write() as session:
        say_distinct(session, RecordKind.PERSON, GONE, KEPT)
    assert found(two).total == 0
    with two.write() as session:
        make.person(session, "Inès", "Straßer Nuñez", archived_at=make.AN_INSTANT)
    assert found(two).total == 0


def test_organisations_have_a_list_of_their_own(two: Database) -> None:
    with two.write() as session:
        make.organisation(session, "Caisse d’allocations familiales", acronym="CAF")
        make.organisation(session, "CAF", phone="01 23 45 67 89")
        say_distinct(session, RecordKind.PERSON, 1, 2)
    (row,) = found(two, RecordKind.ORGANISATION).rows
    assert (row.one_detail, row.other_detail, row.why) == ("CAF", "01 23 45 67 89", (Likeness.ACRONYM,))


def test_the_likeliest_are_shown_and_all_are_counted(two: Database) -> None:
    with two.write() as session:
        for _copy in range(25):
            make.person(session, "Aïssata", "Mbaï-Œuvrard")
    assert (len(found(two).rows), found(two).total) == (200, 301)

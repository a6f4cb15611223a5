"""Texts and instants come back as they were given, or are refused in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from pstdesk.db.database import Database
from pstdesk.db.models import Person, SearchEntry
from pstdesk.db.models.base import LONGEST_TEXT
from pstdesk.db.search import search
from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence
from tests import builders as make

any_text = st.text(st.characters(exclude_categories=()), max_size=120)


@given(any_text)
def test_any_text_is_kept_without_what_no_file_can_hold(base: Database, text: str) -> None:
    storable = "".join(char for char in text if char != "\0" and not "\ud800" <= char <= "\udfff")
    with base.write() as session:
        person_id = make.person(session, notes=text).id
    with base.read() as session:
        assert session.get_one(Person, person_id).notes == storable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("L’Hœst\0-Muñoz", "L’Hœst-Muñoz"),
        ("avant\ud83dapres", "avantapres"),
        ("\ud83d\ude00 en deux moitiés", " en deux moitiés"),
        ("é\u0301 \u202e \ufeff \U0001f9d1‍🌾\r\n\t\x01", "é\u0301 \u202e \ufeff \U0001f9d1‍🌾\r\n\t\x01"),
        ("", ""),
    ],
)
def test_only_nul_and_lone_surrogates_go(base: Database, typed: str, kept: str) -> None:
    with base.write() as session:
        make.person(session, given=typed)
    with base.read() as session:
        assert session.scalars(select(Person.given_name)).one() == kept


@pytest.mark.parametrize(("field", "limit"), [("given_name", 200), ("email", 500), ("notes", LONGEST_TEXT)])
def test_a_text_fits_or_is_refused_with_its_beginning(base: Database, field: str, limit: int) -> None:
    with base.write() as session:
        make.person(session, **{field: "œ" * limit})
    with pytest.raises(Refused) as refused, base.write() as session:
        make.person(session, **{field: "Un quartier à nous " + "œ" * limit})
    assert refused.value.code == "text_too_long"
    assert refused.value.values["limit"] == limit
    assert refused.value.values["length"] == limit + 19
    assert "« Un quartier à nous œœ" in sentence(refused.value).replace("\u00a0", " ")
    with base.read() as session:
        assert len(session.scalars(select(Person)).all()) == 1


def test_a_text_that_grows_too_long_is_refused_too(base: Database) -> None:
    with base.write() as session:
        make.person(session, notes="court")
    with pytest.raises(Refused) as refused, base.write() as session:
        session.get_one(Person, 1).notes = "x" * (LONGEST_TEXT + 1)
    assert refused.value.code == "text_too_long"
    with base.read() as session:
        assert session.get_one(Person, 1).notes == "court"


def test_rows_in_bulk_are_held_to_their_length_by_the_base(base: Database) -> None:
    row = {"family_name": "x" * 201, "search_key": "x", "given_key": "x"}
    with pytest.raises(IntegrityError, match="ck_person_family_name_length"), base.write() as session:
        session.execute(insert(Person), [row])


def test_the_longest_text_is_indexed_beside_other_words(base: Database) -> None:
    with base.write() as session:
        make.person(session, email="zoe@valmont.example", notes="quartier " * (LONGEST_TEXT // 9))
    with base.read() as session:
        assert session.scalars(select(SearchEntry.kind)).all() == ["person"]
        assert len(search(session, "zoe quartier")) == 1


@given(st.datetimes(timezones=st.timezones()))
def test_an_instant_is_the_same_instant_in_utc(base: Database, instant: datetime) -> None:
    try:
        in_utc = instant.astimezone(UTC)
    except OverflowError:
        return
    with base.write() as session:
        person_id = make.person(session, archived_at=instant).id
    with base.read() as session:
        kept = session.get_one(Person, person_id).archived_at
    assert kept == in_utc
    assert kept.utcoffset() == timedelta(0)


def test_instants_of_any_zone_are_compared_as_instants(base: Database) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=1)))
    with base.write() as session:
        make.person(session, archived_at=noon)
        for hour, found in ((10, 0), (11, 1)):
            until = datetime(2026, 11, 23, hour, tzinfo=UTC)
            people = session.scalars(select(Person).where(Person.archived_at <= until)).all()
            assert len(people) == found


def test_an_instant_without_its_zone_is_a_mistake_of_ours(base: Database) -> None:
    naive = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - the mistake is what is tested
    with pytest.raises(StatementError, match="needs its zone"), base.write() as session:
        make.person(session, archived_at=naive)


def test_what_was_never_put_away_has_no_instant(base: Database) -> None:
    with base.write() as session:
        make.person(session)
    with base.read() as session:
        assert session.get_one(Person, 1).archived_at is None

"""Everything is found by its words, however they are typed, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Person, SearchEntry
from pstdesk.db.search import Hit, index_records, search
from tests import builders as make

any_text = st.text(st.characters(exclude_categories=()), max_size=80)


def titles(session: Session, words: str) -> set[str]:
    """Return the titles of what is found."""
    return {hit.title for hit in search(session, words)}


def check_index(session: Session) -> None:
    """Have SQLite compare the index' own tables with one another."""
    session.execute(text("INSERT INTO search_index(search_index) VALUES ('integrity-check')"))


def entries_of_index(session: Session) -> int:
    """Return how many records the index holds by itself, whatever ``search_entry`` says."""
    return int(session.execute(text("SELECT count(*) FROM search_index_docsize")).scalar_one())


@pytest.mark.parametrize(
    ("family", "typed"),
    [
        ("L’Hœst-Muñoz", "l'hœst-muñoz"),
        ("L’Hœst-Muñoz", "HOEST MUNOZ"),
        ("L’Hœst-Muñoz", "hoest"),
        ("L’Hœst-Muñoz", "mun"),
        ("Lhoest", "lhœst"),
        ("Weiß", "WEISS"),
        ("Weiss", "weiß"),
        ("Sørensen", "sorensen"),
        ("Łukasz", "lukasz"),
        ("E\u0301mile", "émile"),
        ("Émile", "E\u0301MILE"),
        ("O’Brien", "o brien"),
        ("d’Œuvre", "oeuv"),
    ],
)
def test_a_name_is_found_as_people_type_it(base: Database, family: str, typed: str) -> None:
    with base.write() as session:
        make.person(session, "Zoé", family)
        make.person(session, "Noa", "Ibarra")
    with base.read() as session:
        assert titles(session, typed) == {f"Zoé {family}"}


def test_all_the_words_are_wanted_and_the_last_may_be_a_beginning(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra", notes="Parle du logement")
        make.person(session, "Noa", "Ibarra", notes="Parle de la santé")
    with base.read() as session:
        assert titles(session, "ibarra parle loge") == {"Zoé Ibarra"}
        assert titles(session, "iba parle") == set()
        assert titles(session, "ibarra transport") == set()


def test_a_hit_says_what_was_found_and_shows_its_words(base: Database) -> None:
    with base.write() as session:
        item = make.agenda_item(
            session,
            make.meeting(session, make.committee(session)),
            "Accès aux droits",
            notes="Les permanences ont repris. " * 30 + "Une œuvre commune est proposée au quartier.",
        )
        item_id = item.id
    with base.read() as session:
        (hit,) = search(session, "oeuvre")
    assert (hit.kind, hit.record_id, hit.title) == ("agenda_item", item_id, "Accès aux droits")
    assert "Une œuvre commune" in hit.passage
    assert hit.passage.startswith("…")


def test_the_best_hits_come_first_and_no_more_than_wanted(base: Database) -> None:
    with base.write() as session:
        for number in range(8):
            make.person(session, "Noa", f"Ibarra{number}", notes="logement " + "autre " * 60)
        make.person(session, "Zoé", "Logement")
    with base.read() as session:
        hits = search(session, "logement", limit=3)
    assert len(hits) == 3
    assert hits[0].title == "Zoé Logement"


@pytest.mark.parametrize("words", ["", "   ", "…", '"', "\0", "\ud800", "!? «»", "*", "-", "()", "' OR 1"])
def test_what_holds_no_word_finds_nothing(base: Database, words: str) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")
    with base.read() as session:
        assert search(session, words) == ()


@pytest.mark.parametrize(
    "words",
    [
        'ibarra "',
        '"ibarra',
        "ibarra*",
        "^ibarra",
        "-ibarra",
        "title: ibarra",
        "{title body}: ibarra",
        "NEAR(ibarra, 2)",
        "ibarra + zoe",
        "(ibarra",
        "ibarra; DROP TABLE person",
        "\0ibarra",
        "ibarra\ud800",
    ],
)
def test_syntax_is_only_words(base: Database, words: str) -> None:
    known = " ".join(re.findall(r"[A-Za-z0-9]+", words))
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra", notes=known)
    with base.read() as session:
        assert titles(session, words) == {"Zoé Ibarra"}


@pytest.mark.parametrize("operator", ["AND", "OR", "NOT"])
def test_operators_are_only_words(base: Database, operator: str) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")
        make.person(session, "Noa", "Weiß", notes=f"Ibarra {operator} Weiß")
    with base.read() as session:
        assert titles(session, f"ibarra {operator} weiß") == {"Noa Weiß"}


def test_a_page_that_is_pasted_is_looked_for_by_its_beginning(base: Database) -> None:
    page = " ".join(f"mot{number}" for number in range(50))
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra", notes=page)
    with base.read() as session:
        assert titles(session, f"{page} absent " + "ailleurs " * 2000) == {"Zoé Ibarra"}
        assert titles(session, f"absent {page}") == set()


@given(any_text, any_text)
def test_any_text_is_indexed_and_any_text_can_be_searched_for(base: Database, kept: str, typed: str) -> None:
    with base.write() as session:
        person = make.person(session, "Zoé", "Ibarra", notes=kept)
        search(session, typed)
        found = {hit.record_id for hit in search(session, kept + " ibarra", limit=10_000)}
        assert person.id in found or len(kept.split()) > 49
        check_index(session)


@given(any_text, any_text)
def test_the_index_stays_true_through_changes_and_deletions(base: Database, before: str, after: str) -> None:
    with base.write() as session:
        person_id = make.person(session, before or "Zoé", after or "Ibarra", notes=before).id
    with base.write() as session:
        session.get_one(Person, person_id).notes = after
    with base.write() as session:
        check_index(session)
        session.delete(session.get_one(Person, person_id))
    with base.write() as session:
        check_index(session)
        assert entries_of_index(session) == 0


def test_a_changed_record_is_found_by_its_new_words_only(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra", notes="une œuvre")
    with base.write() as session:
        session.get_one(Person, 1).notes = "un jardin"
    with base.read() as session:
        assert titles(session, "jardin") == {"Zoé Ibarra"}
        assert search(session, "oeuvre") == ()
        assert len(session.query(SearchEntry).all()) == 1


def test_a_deleted_record_is_found_no_more(base: Database) -> None:
    with base.write() as session:
        item = make.agenda_item(session, make.meeting(session, make.committee(session)), "Jardin partagé")
        session.delete(item)
    with base.read() as session:
        assert search(session, "jardin") == ()
        assert session.query(AgendaItem).all() == []


def test_nothing_is_found_of_what_was_rolled_back(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")
        session.rollback()
    with base.read() as session:
        assert search(session, "ibarra") == ()


def test_records_are_told_apart_by_their_kind(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Jardin")
        make.organisation(session, "Jardin partagé")
        make.committee(session, "GT1", "Jardins")
    with base.read() as session:
        assert {(hit.kind, hit.record_id) for hit in search(session, "jardin")} == {
            ("person", 1),
            ("organisation", 1),
            ("committee", 1),
        }


def test_a_record_without_its_number_is_not_indexed(base: Database) -> None:
    with pytest.raises(TypeError), base.write() as session:
        index_records(session, [Person(given_name="Zoé", family_name="Ibarra", email="", phone="", notes="")])


def test_a_whole_table_can_be_indexed_at_once(base: Database) -> None:
    rows = 1200
    with base.write() as session:
        for number in range(rows):
            session.add(make.unsaved_person("Noa", f"Ibarra {number}"))
    with base.write() as session:
        index_records(session, session.query(Person).all())
        assert entries_of_index(session) == rows
        assert search(session, "ibarra 1199") == (Hit("person", 1200, "Noa Ibarra 1199", ""),)

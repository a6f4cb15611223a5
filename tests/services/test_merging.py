"""Two records become one: field by field, every foreign key, and what the law of the house does not allow."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import (
    ActionOwner,
    AgendaItem,
    Base,
    Meeting,
    Nomination,
    Objection,
    Organisation,
    Person,
    Post,
    Proposal,
    RoundVoter,
    Seat,
)
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.merging import Moved
from pstdesk.domain.voting import NominationStage
from pstdesk.services import merge_rows, merging, people
from pstdesk.services.distinct import distinct_pairs, say_distinct
from pstdesk.services.import_register import load_register
from pstdesk.services.merging import Merging
from tests import builders as make
from tests.services.doubles import (
    A_PERSON,
    AN_ORGANISATION,
    GONE,
    KEPT,
    NOW,
    THIRD,
    fill,
    merge,
    passed,
    preview,
    rows,
)


@pytest.fixture
def two(base: Database) -> Database:
    """Return a base with two records of one person, and somebody else."""
    return fill(base)


# Every way from one record to the other


def keys_to(target: str) -> set[tuple[str, str]]:
    """Return every column of the base that names a record of ``target``."""
    return {
        (table.name, key.parent.name)
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == target
    }


def test_every_foreign_key_to_a_person_has_its_way() -> None:
    dated = {(kind.model.__tablename__, kind.column) for kind in merge_rows.DATED_OF_PEOPLE}
    named = {(model.__tablename__, column) for _what, model, column in merge_rows.NAMED_OF_PEOPLE}
    own = {
        ("action_owner", "person_id"),
        ("attendance", "person_id"),
        ("proxy", "grantor_id"),
        ("proxy", "holder_id"),
        ("election_voter", "person_id"),
        ("round_voter", "person_id"),
        ("election_candidate", "person_id"),
        ("nomination", "person_id"),
    }
    assert dated | named | own == keys_to("person")


def test_every_foreign_key_to_an_organisation_has_its_way() -> None:
    dated = {(kind.model.__tablename__, kind.column) for kind in merge_rows.DATED_OF_ORGANISATIONS}
    named = {(model.__tablename__, column) for _what, model, column in merge_rows.NAMED_OF_ORGANISATIONS}
    assert dated | named | {("action_owner", "organisation_id")} == keys_to("organisation")


def named_by(session: Session, target: str, record_id: int) -> set[tuple[str, str]]:
    """Return the columns of the base that name the record."""
    found = set()
    for table, column in keys_to(target):
        rows = Base.metadata.tables[table]
        if session.scalar(select(func.count()).select_from(rows).where(rows.c[column] == record_id)):
            found.add((table, column))
    return found


def name_in_elections(session: Session, held: Meeting, gone: Person, third: Person) -> None:
    """Name the record that goes in all that elections hold, each time in the way that one person can be."""
    officers = {"chair_id": GONE, "secretary_id": GONE, "first_teller_id": GONE}
    first = make.election(session, held, entitled=(gone, third), **officers)
    make.candidate(session, first, gone)
    vote = make.election_round(session, first, first_witness_id=GONE)
    session.add(RoundVoter(round_id=vote.id, person_id=GONE))
    session.add(RoundVoter(round_id=vote.id, person_id=THIRD, holder_id=GONE))
    second = make.election(session, held, second_teller_id=GONE)
    proposed = make.candidate(session, second, third, substitute_id=GONE)
    make.election_round(session, second, second_witness_id=GONE)
    session.add(
        Nomination(election_id=second.id, person_id=GONE, stage=NominationStage.FIRST, nominee_id=GONE)
    )
    proposal = Proposal(election_id=second.id, number=1, candidate_id=proposed.id)
    session.add(proposal)
    session.flush()
    session.add(Objection(proposal_id=proposal.id, person_id=GONE, text="Deux mandats à la fois ?"))
    session.flush()


def test_nothing_names_a_person_any_more_who_was_named_everywhere(two: Database) -> None:
    with two.write() as session:
        gone, third = session.get_one(Person, GONE), session.get_one(Person, THIRD)
        body = make.committee(session)
        make.post(session, gone)
        make.membership(session, gone, body)
        make.membership(session, third, body, substitute_for_id=GONE)
        make.seat_holder(session, make.seat(session, body), gone)
        make.mandate(session, gone, body)
        held = make.meeting(
            session,
            body,
            state=MeetingState.HELD,
            facilitator_id=GONE,
            secretary_id=GONE,
            number=1,
            year=2026,
        )
        make.minutes(session, held)
        make.agenda_item(session, held, proposed_by_id=GONE)
        make.attendance(session, held, gone)
        make.attendance(session, held, third, AttendanceStatus.REPRESENTED)
        make.proxy(session, held, third, gone)
        later = make.meeting(session, body, date(2026, 11, 19), state=MeetingState.HELD, number=2, year=2026)
        make.minutes(session, later)
        make.attendance(session, later, gone, AttendanceStatus.REPRESENTED)
        make.attendance(session, later, third, is_guest=True)
        make.proxy(session, later, gone, third)
        make.action(session, owners=(gone,))
        name_in_elections(session, held, gone, third)
        make.person(session, "Zo", "Kemener", merged_into_id=GONE, archived_at=make.AN_INSTANT)
        assert named_by(session, "person", GONE) == keys_to("person")
    assert {row.what for row in preview(two).passed} == set(Moved)
    merge(two)
    with two.read() as session:
        assert named_by(session, "person", GONE) == set()
        assert named_by(session, "person", KEPT) == keys_to("person")


def test_nothing_names_an_organisation_any_more_that_was_named_everywhere(two: Database) -> None:
    with two.write() as session:
        make.organisation(session, "Maison du Gué")
        gone = make.organisation(session, "La Maison du Gué")
        body, somebody = make.committee(session), session.get_one(Person, THIRD)
        make.post(session, somebody, gone)
        make.seat(session, body, organisation_id=gone.id)
        held = make.meeting(session, body, state=MeetingState.HELD, number=1, year=2026)
        make.minutes(session, held)
        make.attendance(session, held, somebody, organisation_id=gone.id)
        make.action(session, owners=(gone,))
        make.organisation(session, "Gué", merged_into_id=gone.id, archived_at=make.AN_INSTANT)
        assert named_by(session, "organisation", GONE) == keys_to("organisation")
    merge(two, kind=AN_ORGANISATION)
    with two.read() as session:
        assert named_by(session, "organisation", GONE) == set()
        # the record that was put away says into which it went
        assert named_by(session, "organisation", KEPT) == keys_to("organisation")


# The fields


def test_a_field_keeps_its_value_and_an_empty_one_is_filled(two: Database) -> None:
    merge(two)
    with two.read() as session:
        form = people.person_form(session, KEPT)
        gone = session.get_one(Person, GONE)
        assert (form.given_name, form.family_name) == ("Zoé", "Quémeneur-Bœuf")
        assert (form.email, form.phone) == ("zoe@valmont.example", "01 23 45 67 89")
        assert form.notes == "Vue au forum.\n\nParle LSF."
        assert (gone.archived_at, gone.merged_into_id) == (NOW, KEPT)
        assert gone.email == "z.q@ailleurs.example"


def test_what_is_chosen_changes_places(two: Database) -> None:
    """The record that is put away keeps the other value, by which a list may still call the person."""
    merge(two, "email", "family_name")
    with two.read() as session:
        form, gone = people.person_form(session, KEPT), session.get_one(Person, GONE)
        assert (form.family_name, form.email) == ("Quemeneur", "z.q@ailleurs.example")
        assert session.get_one(Person, KEPT).search_key == "quemeneur zoe"
        assert (gone.family_name, gone.email) == ("Quémeneur-Bœuf", "zoe@valmont.example")


def test_the_preview_shows_both_and_says_what_has_to_be_chosen(two: Database) -> None:
    found = preview(two)
    assert (found.kept, found.gone) == ("Zoé Quémeneur-Bœuf", "Zoe Quemeneur")
    assert [field.name for field in found.fields if field.differs] == ["family_name", "given_name", "email"]
    assert {field.name: (field.kept, field.gone) for field in found.fields}["phone"] == ("", "01 23 45 67 89")
    assert [field.name for field in found.fields if field.joined] == ["notes"]
    assert found.passed == ()
    assert found.refused is None


def test_an_active_record_stays_active_whichever_is_kept(two: Database) -> None:
    with two.write() as session:
        session.get_one(Person, KEPT).archived_at = make.AN_INSTANT
    merge(two)
    with two.read() as session:
        assert session.get_one(Person, KEPT).archived_at is None


def test_one_record_is_not_two_and_a_merged_one_is_none(two: Database) -> None:
    with two.write() as session, pytest.raises(Refused, match="merge_one_record"):
        merging.merge(session, Merging(A_PERSON, KEPT, KEPT), NOW)
    merge(two)
    with pytest.raises(Refused, match="merge_done"):
        merge(two)


def test_what_was_changed_since_it_was_read_is_read_again(two: Database) -> None:
    versions = preview(two).versions
    with two.write() as session:
        session.get_one(Person, GONE).phone = "01 00 00 00 00"
    with pytest.raises(Refused, match="changed_meanwhile"), two.write() as session:
        merging.merge(session, Merging(A_PERSON, KEPT, GONE, versions), NOW)


# What else knows them


def test_one_does_an_action_once_and_where_the_first_stood(two: Database) -> None:
    with two.write() as session:
        kept, gone, third = (session.get_one(Person, each) for each in (KEPT, GONE, THIRD))
        make.action(session, owners=(gone, third, kept))
        make.action(session, owners=(gone,))
    assert passed(preview(two)) == {Moved.ACTIONS: (2, 1)}
    merge(two)
    assert rows(two, ActionOwner.id, ActionOwner.action_id, ActionOwner.person_id) == [
        (1, 1, KEPT),
        (2, 1, THIRD),
        (4, 2, KEPT),
    ]


def test_who_is_told_apart_from_one_is_told_apart_from_the_other(two: Database) -> None:
    with two.write() as session:
        say_distinct(session, A_PERSON, THIRD, GONE)
    merge(two)
    with two.read() as session:
        assert distinct_pairs(session, A_PERSON) == {(KEPT, THIRD)}


def test_a_list_with_the_old_name_finds_the_organisation_that_stays(two: Database) -> None:
    with two.write() as session:
        make.organisation(session, "Caisse d’allocations familiales", acronym="CAF")
        make.organisation(session, "Caf du territoire", acronym="CAF")
    merge(two, kind=AN_ORGANISATION)
    with two.read() as session:
        (found,) = load_register(session).organisations
    assert (found.id, found.keys) == (KEPT, ("caisse d allocations familiales", "caf", "caf du territoire"))


def test_an_organisation_takes_the_name_of_the_other_and_no_third_one(two: Database) -> None:
    with two.write() as session:
        sector = make.sector(session)
        make.organisation(session, "Caf")
        make.organisation(session, "C.A.F.", sector_id=sector.id, phone="01 02 03 04 05")
    found = preview(two, AN_ORGANISATION)
    assert {field.name: field.gone for field in found.fields}["sector_id"] == "Petite enfance"
    merge(two, "name", kind=AN_ORGANISATION)
    assert rows(two, Organisation.id, Organisation.name, Organisation.sector_id, Organisation.phone) == [
        (KEPT, "C.A.F.", 1, "01 02 03 04 05"),
        (GONE, "Caf", 1, "01 02 03 04 05"),
    ]


def test_the_posts_of_one_person_at_two_organisations_become_one(two: Database) -> None:
    with two.write() as session:
        kept, gone = make.organisation(session, "CCAS"), make.organisation(session, "C. C. A. S.")
        somebody = session.get_one(Person, THIRD)
        make.post(session, somebody, kept, job_title="Agente", starts_on=date(2025, 1, 1))
        make.post(session, somebody, gone, job_title="Cadre", starts_on=date(2024, 1, 1))
        make.seat(session, make.committee(session), organisation_id=gone.id)
    merge(two, kind=AN_ORGANISATION)
    assert rows(two, Post.starts_on, Post.organisation_id, Post.job_title, Post.ends_on) == [
        (date(2024, 1, 1), KEPT, "Cadre", date(2025, 1, 1)),
        (date(2025, 1, 1), KEPT, "Agente", None),
    ]
    assert rows(two, Seat.organisation_id) == [(KEPT,)]


def test_whoever_proposed_an_item_still_did(two: Database) -> None:
    with two.write() as session:
        make.agenda_item(session, make.meeting(session, make.committee(session)), proposed_by_id=GONE)
    assert passed(preview(two)) == {Moved.ITEMS: (1, 0)}
    merge(two)
    assert rows(two, AgendaItem.proposed_by_id) == [(KEPT,)]

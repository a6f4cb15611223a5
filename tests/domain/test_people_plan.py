"""A list is planned against the base as a whole, and a second time there is nothing left to do."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.errors import Refused
from pstdesk.domain.identity import Reference
from pstdesk.domain.people_columns import Layout
from pstdesk.domain.people_list import ListedPerson, PeopleList, Remark
from pstdesk.domain.people_plan import PeoplePlan, plan_people
from pstdesk.domain.people_records import NewRecord
from pstdesk.domain.people_register import (
    MembershipState,
    NamedRecord,
    PersonState,
    PostState,
    Register,
    RegisteredOrganisation,
    RegisteredPerson,
)
from pstdesk.sentences import sentence

TODAY = date(2026, 11, 12)
NEW_IDS = count(1000)
EMPTY = Register(
    sectors=(NamedRecord(1, "Action sociale"), NamedRecord(2, "Cadre de vie")),
    grades=(NamedRecord(1, "Élu"), NamedRecord(2, "Agent")),
    committees=(NamedRecord(1, "CT1"), NamedRecord(2, "CT2")),
)
CCAS = RegisteredOrganisation(
    5, "Centre communal d’action sociale", ("centre communal d action sociale", "ccas"), 1
)


def row(number: int, name: str = "Muñoz Zoé", **fields: Any) -> ListedPerson:
    """Return a row; ``name`` is family name, then given name."""
    family_name, _, given_name = name.rpartition(" ")
    return ListedPerson(number, family_name, given_name, **fields)


def plan(register: Register, *rows: ListedPerson, errors: tuple[Remark, ...] = ()) -> PeoplePlan:
    """Return the plan of a list of these rows; every remark must have its sentence."""
    made = plan_people(PeopleList("", Layout(1, 2, ()), rows, (), errors), register, TODAY)
    doubts = [person.doubt for person in made.people if person.doubt]
    for remark in (*made.skipped, *made.not_made, *made.errors, *doubts):
        assert sentence(Refused(remark.code, **remark.values))
    return made


def applied(register: Register, done: PeoplePlan) -> Register:
    """Return what the base holds once the plan was carried out."""

    def named(records: Iterable[NewRecord]) -> dict[Reference, int]:
        return {record.key: next(NEW_IDS) for record in records}

    def known(reference: Reference | None, made: Mapping[Reference, int]) -> int | None:
        return made[reference] if isinstance(reference, str) else reference

    sectors, grades, organisations = named(done.sectors), named(done.grades), named(done.organisations)

    def state(person: PersonState) -> PersonState:
        held = tuple(
            replace(
                post,
                post_id=post.post_id or next(NEW_IDS),
                organisation=known(post.organisation, organisations),
                grade=known(post.grade, grades),
                sector=known(post.sector, sectors),
            )
            for post in person.posts
        )
        enrolled = tuple(
            replace(each, membership_id=each.membership_id or next(NEW_IDS)) for each in person.memberships
        )
        return replace(person, posts=held, memberships=enrolled)

    people = {person.id: person for person in register.people}
    for planned in done.people:
        person_id = planned.person_id or next(NEW_IDS)
        people[person_id] = RegisteredPerson(person_id, state(planned.after))
    given_sectors = {key: known(sector, sectors) for key, sector in done.sectors_given}
    new = (
        RegisteredOrganisation(
            organisations[each.key], each.name, (each.key, ""), known(each.sector, sectors)
        )
        for each in done.organisations
    )
    return Register(
        people=tuple(people.values()),
        organisations=(
            *(
                replace(each, sector_id=given_sectors.get(each.id, each.sector_id))
                for each in register.organisations
            ),
            *new,
        ),
        sectors=(*register.sectors, *(NamedRecord(sectors[each.key], each.name) for each in done.sectors)),
        grades=(*register.grades, *(NamedRecord(grades[each.key], each.name) for each in done.grades)),
        committees=register.committees,
    )


def fates(done: PeoplePlan) -> list[str]:
    """Return what becomes of each person."""
    return [person.fate for person in done.people]


def enrolments(done: PeoplePlan) -> list[str]:
    """Return what becomes of each membership."""
    return [fate for person in done.people for _membership, fate in person.memberships]


def why(remarks: Iterable[Remark]) -> list[tuple[int, str]]:
    """Return rows and codes."""
    return [(remark.row, remark.code) for remark in remarks]


# What is made


def test_people_with_their_posts_and_memberships() -> None:
    done = plan(
        EMPTY,
        row(2, organisation="CCAS", sector="ACTION SOCIALE", grade="elu", committees=(1, 2)),
        row(3, "Brès Joël", organisation="ccas", sector="Sport", grade="Stagiaire"),
        row(4, "L’Hœst Inès"),
    )
    assert fates(done) == ["made"] * 3
    assert enrolments(done) == ["made"] * 2
    assert done.organisations == (NewRecord("ccas", "CCAS", 1),)
    assert done.sectors == (NewRecord("sport", "Sport"),)
    assert done.grades == (NewRecord("stagiaire", "Stagiaire"),)
    posts = [person.after.posts for person in done.people]
    assert posts == [
        (PostState(None, "ccas", grade=1),),
        (PostState(None, "ccas", grade="stagiaire", sector="sport"),),
        (),
    ]


def test_an_organisation_is_known_by_its_name_or_acronym() -> None:
    register = replace(EMPTY, organisations=(CCAS,))
    done = plan(
        register, row(2, organisation="C.C.A.S".replace(".", "")), row(3, "Brès Joël", organisation=CCAS.name)
    )
    assert done.organisations == ()
    assert [person.after.posts[0].organisation for person in done.people] == [5, 5]


def test_an_acronym_that_two_organisations_share_is_neithers() -> None:
    twins = (replace(CCAS, id=6, keys=("cercle", "ccas")), CCAS, replace(CCAS, id=7, keys=("caf", "")))
    done = plan(replace(EMPTY, organisations=twins), row(2, organisation="CCAS"))
    assert [each.key for each in done.organisations] == ["ccas"]


def test_an_organisation_without_sector_gets_the_first_one_said() -> None:
    register = replace(EMPTY, organisations=(replace(CCAS, sector_id=None),))
    done = plan(
        register,
        row(2, organisation="CCAS"),
        row(3, "Brès Joël", organisation="CCAS", sector="Sport"),
        row(4, "L’Hœst Inès", organisation="CCAS", sector="Cadre de vie"),
        row(5, "Brès Zoé", organisation="CAF"),
        row(6, "Brès Ursule", organisation="CAF", sector="Action sociale"),
    )
    assert done.sectors_given == ((5, "sport"),)
    assert done.organisations == (NewRecord("caf", "CAF", 1),)
    assert [person.after.posts[0].sector for person in done.people] == [None, None, 2, None, None]


# The same person


def test_the_first_of_two_rows_wins() -> None:
    done = plan(
        EMPTY,
        row(2, email="zoe@exemple.fr", organisation="CCAS", committees=(1,)),
        row(3, "MUNOZ ZOE", email="zoe@exemple.fr", phone="06 12 34 56 78", committees=(2,)),
        row(4, email="ZOE@exemple.fr", organisation="CAF", job_title="Agente"),
    )
    (person,) = done.people
    assert (person.rows, person.after.family_name, person.after.phone) == (
        (2, 3, 4),
        "Muñoz",
        "06 12 34 56 78",
    )
    assert person.after.posts == (PostState(None, "ccas"),)
    assert enrolments(done) == ["made", "made"]
    assert why(done.skipped) == [(4, "row_again")]
    assert [each.key for each in done.organisations] == ["ccas"]


def test_namesakes_are_told_apart() -> None:
    done = plan(EMPTY, row(2, email="a@exemple.fr"), row(3, email="b@exemple.fr"))
    assert fates(done) == ["made", "made"]


def test_of_several_people_nothing_tells_which() -> None:
    register = applied(EMPTY, plan(EMPTY, row(2, email="a@exemple.fr"), row(3, email="b@exemple.fr")))
    done = plan(register, row(2), row(3, email="c@exemple.fr"))
    assert why(done.not_made) == [(2, "namesakes_several")]
    assert fates(done) == ["made"]


def test_a_row_keeps_whom_it_meant_when_a_namesake_comes_after_it() -> None:
    done = plan(EMPTY, row(2), row(3, email="b@exemple.fr"), row(4, email="c@exemple.fr"))
    assert fates(done) == ["made", "made"]
    assert [person.after.email for person in done.people] == ["b@exemple.fr", "c@exemple.fr"]
    assert why(done.not_made) == []


def test_the_better_spelling_is_kept_and_doubted() -> None:
    done = plan(
        EMPTY,
        row(2, "Çelikso?an Zoé", email="zoe@exemple.fr"),
        row(3, "Çeliksoğan Zoé", email="zoe@exemple.fr", committees=(1,)),
        row(4, "Br?s Joël"),
    )
    zoe, joel = done.people
    assert zoe.after.family_name == "Çeliksoğan"
    assert zoe.doubt is not None
    assert joel.doubt is not None
    assert (zoe.doubt.code, joel.doubt.code) == ("spelling_doubtful", "spelling_doubtful")
    again = plan(applied(EMPTY, done), row(2, "Çelikso?an Zoé", email="zoe@exemple.fr"))
    (person,) = again.people
    assert person.fate == "unchanged"
    assert person.doubt is not None
    assert person.doubt.code == "spelling_same"


# What is there already


def known(number: int, name: str = "Muñoz Zoé", **fields: Any) -> RegisteredPerson:
    """Return somebody in the base."""
    family_name, _, given_name = name.rpartition(" ")
    person = {key: fields.pop(key) for key in ("is_archived", "merged_into") if key in fields}
    return RegisteredPerson(number, PersonState(family_name, given_name, **fields), **person)


def test_somebody_known_is_changed_where_the_list_says_more() -> None:
    register = replace(EMPTY, people=(known(7, email="zoe@exemple.fr"), known(8, "Brès Joël")))
    done = plan(register, row(2, email="zoe@exemple.fr", phone="0612345678"), row(3, "BRES joel"))
    assert fates(done) == ["changed", "unchanged"]
    assert [person.person_id for person in done.people] == [7, 8]


def test_an_archived_person_stays_so() -> None:
    done = plan(replace(EMPTY, people=(known(7, is_archived=True),)), row(2, committees=(1,)))
    assert done.people == ()
    assert why(done.skipped) == [(2, "person_archived")]


def test_a_merged_record_is_the_one_it_was_merged_into() -> None:
    people = (
        known(7, "Brès Zoé", email="old@exemple.fr", merged_into=8, is_archived=True),
        known(8, email="zoe@exemple.fr"),
        known(9, "Brès Inès", merged_into=99),
    )
    done = plan(
        replace(EMPTY, people=people),
        row(2, "Brès Zoé", email="old@exemple.fr", organisation="CCAS", committees=(1,)),
        row(3, "Brès Inès"),
    )
    assert [(person.person_id, person.fate) for person in done.people] == [(8, "unchanged"), (None, "made")]
    assert enrolments(done) == ["made"]
    assert done.organisations == ()


def test_a_membership_that_ended_is_not_opened_again() -> None:
    ended = MembershipState(3, 1, starts_on=date(2020, 1, 1), ends_on=date(2022, 1, 1))
    register = replace(EMPTY, people=(known(7, memberships=(ended,)),))
    done = plan(register, row(2, committees=(1,)))
    assert enrolments(done) == ["unchanged"]
    assert why(done.skipped) == [(2, "membership_ended")]
    assert done.skipped[0].values["day"] == date(2022, 1, 1)


def test_days_of_a_membership_are_corrected() -> None:
    held = MembershipState(3, 1)
    register = replace(EMPTY, people=(known(7, memberships=(held,)),))
    done = plan(register, row(2, committees=(1,), joined_on=date(2024, 1, 3)))
    assert enrolments(done) == ["changed"]
    assert fates(done) == ["unchanged"]


def test_errors_of_the_list_are_errors_of_the_plan() -> None:
    fault = Remark(3, "Nom", "family_name_missing")
    assert plan(EMPTY, row(2), errors=(fault,)).errors == (fault,)


def test_an_empty_list_plans_nothing() -> None:
    assert plan(EMPTY) == PeoplePlan()


# Twice


WORDS = st.sampled_from(["", "a", "b", "A"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Muñoz Zoé", "MUNOZ ZOE", "Mu?oz Zoé", "Brès Zoé", "Br?s Zo?"]),
            "email": st.sampled_from(["", "a@exemple.fr", "A@exemple.fr", "b@exemple.fr"]),
            "phone": st.sampled_from(["", "0612345678", "06 12 34 56 78", "0700000000"]),
            "organisation": WORDS,
            "job_title": WORDS,
            "service": WORDS,
            "grade": WORDS,
            "sector": WORDS,
            "civility": WORDS,
            "committees": st.sampled_from([(), (1,), (1, 2)]),
            "joined_on": st.sampled_from([None, date(2020, 1, 1), date(2025, 1, 1)]),
            "left_on": st.sampled_from([None, date(2026, 1, 1), date(2027, 1, 1)]),
            "post_from": st.sampled_from([None, date(2019, 1, 1), date(2026, 6, 1), date(2027, 1, 1)]),
        }
    ),
    max_size=6,
)


@given(before=ROWS, after=ROWS)
def test_a_second_time_changes_nothing(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    first = [row(number, **fields) for number, fields in enumerate(before, start=2)]
    second = [row(number, **fields) for number, fields in enumerate(after, start=2)]
    base = applied(EMPTY, plan(EMPTY, *first))
    done = plan(base, *second)
    then = applied(base, done)
    again = plan(then, *second)
    assert set(fates(again)) <= {"unchanged"}
    assert set(enrolments(again)) <= {"unchanged"}
    assert (again.organisations, again.sectors, again.grades, again.sectors_given) == ((), (), (), ())
    assert applied(then, again) == then


@given(ROWS)
def test_rule_1_holds_whatever_a_list_says(rows: list[dict[str, Any]]) -> None:
    done = plan(EMPTY, *(row(number, **fields) for number, fields in enumerate(rows, start=2)))
    for person in applied(EMPTY, done).people:
        for held in (
            [((post.organisation,), post.during) for post in person.state.posts if post.organisation],
            [((each.committee_id, each.capacity), each.during) for each in person.state.memberships],
        ):
            for place, (key, during) in enumerate(held):
                assert not any(during.overlaps(other) for same, other in held[place + 1 :] if same == key)

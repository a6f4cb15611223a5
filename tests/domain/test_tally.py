"""The totals of an election as a file: what is read, what is refused and where, what a record writes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.election import Outcome, Totals
from pstdesk.domain.errors import Refused
from pstdesk.domain.tally import LARGEST, read_tally, result_form, tally_form
from pstdesk.domain.voting import TieBreak, VotingMethod
from pstdesk.sentences import sentence
from tests.ballots import HALVES, VECTORS, Form, Vector, ballots, form, judged, votes


def refused(content: bytes) -> Refused:
    """Return the refusal of a file; its sentence is one line."""
    with pytest.raises(Refused) as caught:
        read_tally(content).count()
    assert "\n" not in sentence(caught.value)
    return caught.value


def refusal(asked: object) -> tuple[str, object]:
    """Return the code and the place with which a form is refused."""
    why = refused(json.dumps(asked).encode())
    return why.code, why.values.get("place")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.what)
def test_known_elections(vector: Vector) -> None:
    result = json.loads(json.dumps(result_form(read_tally(json.dumps(vector.form).encode()).count())))
    assert list(result) == ["outcome", "elected", "round", "ranking", "rounds"]
    assert {key: result[key] for key in vector.result} == vector.result
    assert result["rounds"] == vector.rounds or not vector.rounds


def test_what_may_be_left_out() -> None:
    asked = {"method": "plurality", "candidates": [{"name": "A"}], "rounds": []}
    read = read_tally(b"\xef\xbb\xbf" + json.dumps(asked).encode())
    assert (read.tie_break, read.seats, read.ages) == (TieBreak.NEW_ROUND, 1, {})
    assert read.count().outcome is Outcome.NONE


def test_the_order_of_seniority_names_the_candidates_too() -> None:
    read = read_tally(json.dumps({"method": "plurality", "seniority": ["B", "A"], "rounds": []}).encode())
    assert (read.candidates, read.ages) == (("B", "A"), {"B": 0, "A": 1})


# What is no form


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"caf\xe9", "tally_not_utf8"),
        ("{}".encode("utf-16"), "tally_not_utf8"),
        (b"", "tally_not_json"),
        (b"{", "tally_not_json"),
        (b'{"method": }', "tally_not_json"),
        (b"[" * 100_000, "tally_too_deep"),
        (b'{"a":' * 100_000, "tally_too_deep"),
        (b'{"method": "plurality", "method": "approval"}', "tally_key_twice"),
        (b"[]", "tally_no_object"),
        (b"null", "tally_no_object"),
    ],
)
def test_what_is_not_read_at_all(content: bytes, code: str) -> None:
    assert refused(content).code == code


def test_where_it_is_no_json_is_said() -> None:
    assert "ligne 2, colonne 3" in sentence(refused(b"{\n  method}"))


ONE = form("plurality", votes(9, A=5, B=4))


def changed(**parts: Any) -> Form:
    """Return the form with ``parts`` in the place of its own."""
    return ONE | parts


def in_round(**parts: Any) -> Form:
    """Return the form whose round has ``parts`` in the place of its own."""
    return changed(rounds=[ONE["rounds"][0] | parts])


def without(asked: Form, key: str) -> Form:
    """Return the form without ``key``."""
    return {name: part for name, part in asked.items() if name != key}


@pytest.mark.parametrize(
    ("asked", "code", "place"),
    [
        (without(ONE, "method"), "tally_key_missing", "method"),
        (without(ONE, "rounds"), "tally_key_missing", "rounds"),
        (without(ONE, "candidates"), "tally_key_missing", "candidates"),
        (changed(seat=2), "tally_key_unknown", "seat"),
        (changed(**{"a\nb" * 30: 1}), "tally_name", "a\ufffdb" * 20 + "…"),
        (changed(method="borda"), "tally_choice", "method"),
        (changed(method="without-candidates"), "tally_choice", "method"),
        (changed(method=["plurality"]), "tally_choice", "method"),
        (changed(tie_break=None), "tally_choice", "tie_break"),
        (changed(seats=0), "tally_number", "seats"),
        (changed(seats=True), "tally_number", "seats"),
        (changed(candidates={"A": 1}), "tally_list", "candidates"),
        (changed(candidates=["A"]), "tally_object", "candidates[0]"),
        (changed(candidates=[{"born": None}]), "tally_key_missing", "candidates[0].name"),
        (changed(candidates=[{"name": "A", "age": 3}]), "tally_key_unknown", "candidates[0].age"),
        (changed(candidates=[{"name": 3}]), "tally_name", "candidates[0].name"),
        (changed(candidates=[{"name": " "}]), "tally_name", "candidates[0].name"),
        (changed(candidates=[{"name": "A\nB"}]), "tally_name", "candidates[0].name"),
        (changed(candidates=[{"name": "\ud800"}]), "tally_name", "candidates[0].name"),
        (changed(candidates=[{"name": "A"}, {"name": "A"}]), "tally_name_twice", "candidates[1]"),
        (changed(candidates=[{"name": "A", "born": "1970-02-30"}]), "tally_day", "candidates[0].born"),
        (changed(candidates=[{"name": "A", "born": "31/01/1970"}]), "tally_day", "candidates[0].born"),
        (changed(candidates=[{"name": "A", "born": 1970}]), "tally_day", "candidates[0].born"),
        (changed(seniority="AB"), "tally_list", "seniority"),
        (changed(seniority=["A", "A"]), "tally_name_twice", "seniority[1]"),
        (changed(seniority=["A", "D"]), "tally_stranger", "seniority"),
        (
            changed(candidates=[{"name": "A", "born": "1970-01-31"}], seniority=["A"]),
            "tally_ages_twice",
            None,
        ),
        (changed(rounds={}), "tally_list", "rounds"),
        (changed(rounds=[[]]), "tally_object", "rounds[0]"),
        (changed(rounds=[without(ONE["rounds"][0], "blank")]), "tally_key_missing", "rounds[0].blank"),
        (in_round(grades={}), "tally_key_unknown", "rounds[0].grades"),
        (in_round(votes=[5, 4]), "tally_object", "rounds[0].votes"),
        (in_round(votes={"A": 5.0, "B": 4}), "tally_number", "rounds[0].votes.A"),
        (in_round(votes={"A": float("nan")}), "tally_number", "rounds[0].votes.A"),
        (in_round(votes={"A": "5"}), "tally_number", "rounds[0].votes.A"),
        (in_round(votes={"A": -5}), "tally_number", "rounds[0].votes.A"),
        (in_round(votes={"A": True}), "tally_number", "rounds[0].votes.A"),
        (in_round(votes={"A": None}), "tally_number", "rounds[0].votes.A"),
        (in_round(votes={"D": 9}), "count_stranger", None),
        (in_round(cast=LARGEST + 1), "tally_number", "rounds[0].cast"),
        (in_round(registered=-1), "tally_number", "rounds[0].registered"),
        (form("majority-judgment", votes(3, A=3)), "tally_key_missing", "rounds[0].grades"),
        (judged([1, 2]) | {"method": "approval"}, "tally_key_missing", "rounds[0].votes"),
        (form("majority-judgment", ballots(0, grades={"A": 1})), "tally_list", "rounds[0].grades.A"),
        (form("majority-judgment", ballots(0, grades={"A": []})), "tally_grades", "rounds[0].grades.A"),
        (form("majority-judgment", ballots(0, grades={"A": [0] * 21})), "tally_grades", "rounds[0].grades.A"),
        (
            form("majority-judgment", ballots(1, grades={"A": [0, "x"]})),
            "tally_number",
            "rounds[0].grades.A[1]",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(asked: Form, code: str, place: str | None) -> None:
    assert refusal(asked) == (code, place)


def test_a_number_of_any_length_is_no_number_of_ballots() -> None:
    content = json.dumps(in_round(cast=777)).replace("777", "9" * 10_000).encode()
    assert refused(content).values["place"] == "rounds[0].cast"


def test_totals_that_do_not_add_up_are_refused_with_their_numbers() -> None:
    why = refused(json.dumps(form("majority-3", HALVES, votes(11, 1, 1, A=6, B=4))).encode())
    assert sentence(why).replace("\u00a0", " ").replace("\u202f", " ") == (
        "Tour 2 : bulletins 11, blancs 1, nuls 1, donc suffrages exprimés 9 ; or les voix en font 10. "
        "Recomptez ou corrigez."
    )


# What a record writes


def test_a_record_writes_no_date_of_birth_and_tells_namesakes_apart() -> None:
    totals = Totals(registered=5, cast=4, blank=0, spoiled=0, votes={1: 2, 2: 2, 3: 0})
    names = {1: "Zoé Ærø", 2: "Zoé\n Ærø", 3: "\u0000"}
    assert tally_form(VotingMethod.PLURALITY, TieBreak.OLDEST, 1, names, [2, 1], [totals]) == {
        "method": "plurality",
        "tie_break": "oldest",
        "seats": 1,
        "candidates": [{"name": "Zoé Ærø"}, {"name": "Zoé Ærø (2)"}, {"name": "?"}],
        "seniority": ["Zoé Ærø (2)", "Zoé Ærø"],
        "rounds": [
            {
                "registered": 5,
                "cast": 4,
                "blank": 0,
                "spoiled": 0,
                "votes": {"Zoé Ærø": 2, "Zoé Ærø (2)": 2, "?": 0},
            }
        ],
    }


def test_a_record_writes_grades_from_the_worst_to_the_best() -> None:
    totals = Totals(registered=3, cast=3, blank=0, spoiled=0, grades={7: (1, 2)})
    written = tally_form(VotingMethod.MAJORITY_JUDGMENT, TieBreak.LOT, 1, {7: "A"}, [], [totals])
    assert written["rounds"] == [
        {"registered": 3, "cast": 3, "blank": 0, "spoiled": 0, "grades": {"A": [1, 2]}}
    ]
    assert "seniority" not in written


METHODS = [method for method in VotingMethod if method is not VotingMethod.WITHOUT_CANDIDATES]


@st.composite
def elections(draw: st.DrawFn) -> dict[str, Any]:
    """Return what a record knows of any election, its totals plausible or not; keys are ids."""
    names = draw(st.dictionaries(st.integers(1, 99), st.text(max_size=8), max_size=5))
    method = draw(st.sampled_from(METHODS))
    number = st.integers(0, 12)
    profile = st.tuples(*[number] * 6)
    what = {"grades": profile} if method is VotingMethod.MAJORITY_JUDGMENT else {"votes": number}
    totals = {key: number for key in ("registered", "cast", "blank", "spoiled")}
    kept = st.sampled_from(sorted(names)) if names else st.nothing()
    given = {key: st.dictionaries(kept, value) for key, value in what.items()}
    return {
        "method": method,
        "tie_break": draw(st.sampled_from(TieBreak)),
        "seats": draw(st.integers(1, 3)),
        "candidates": names,
        "seniority": draw(st.lists(kept, unique=True)),
        "rounds": draw(st.lists(st.builds(Totals, **totals, **given), max_size=4)),
    }


@given(elections())
def test_what_a_record_writes_is_read_back_the_same(election: dict[str, Any]) -> None:
    read = read_tally(json.dumps(tally_form(**election)).encode())
    ids = dict(zip(read.candidates, election["candidates"], strict=True))
    assert (read.method, read.tie_break, read.seats) == (
        election["method"],
        election["tie_break"],
        election["seats"],
    )
    assert [ids[name] for name in sorted(read.ages, key=read.ages.__getitem__)] == election["seniority"]
    for round_, asked in zip(read.rounds, election["rounds"], strict=True):
        assert (round_.registered, round_.cast, round_.blank, round_.spoiled) == (
            asked.registered,
            asked.cast,
            asked.blank,
            asked.spoiled,
        )
        assert {ids[name]: votes for name, votes in round_.votes.items()} == asked.votes
        assert {ids[name]: grades for name, grades in round_.grades.items()} == asked.grades

"""The count: who is elected by the totals of the rounds, and what cannot be counted."""

from collections.abc import Mapping
from typing import Any

import pytest

from pstdesk.domain.election import (
    Count,
    Outcome,
    Totals,
    absolute_majority,
    count,
    is_deciding,
    may_follow,
    refuse_totals,
    rounds_of,
    seats_of_series,
    votes_missing,
)
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import TieBreak, VotingMethod
from pstdesk.sentences import sentence

M2, M3, PLURALITY = VotingMethod.MAJORITY_2, VotingMethod.MAJORITY_3, VotingMethod.PLURALITY
APPROVAL, JUDGMENT = VotingMethod.APPROVAL, VotingMethod.MAJORITY_JUDGMENT
NEW_ROUND, LOT, OLDEST = TieBreak.NEW_ROUND, TieBreak.LOT, TieBreak.OLDEST
ELECTED, NONE, TIE, VOID = Outcome.ELECTED, Outcome.NONE, Outcome.TIE, Outcome.VOID


def votes(cast: int, blank: int = 0, spoiled: int = 0, /, **votes: int) -> Totals[str]:
    """Return a round of a committee of 12."""
    return Totals(registered=12, cast=cast, blank=blank, spoiled=spoiled, votes=votes)


def graded(**grades: tuple[int, ...]) -> Totals[str]:
    """Return a round by majority judgment in which all ballots are valid."""
    return Totals(registered=12, cast=sum(grades["A"]), blank=0, spoiled=0, grades=grades)


def counted(
    method: VotingMethod,
    *rounds: Totals[str],
    tie_break: TieBreak = NEW_ROUND,
    candidates: str = "ABC",
    seats: int = 1,
    ages: Mapping[str, Any] | None = None,
) -> Count[str]:
    """Return the count of an election among A, B and C."""
    return count(method, tie_break, rounds, list(candidates), seats=seats, ages=ages)


def came_to(result: Count[str]) -> tuple[Outcome, str, str]:
    """Return the outcome, those elected and those tied."""
    return result.outcome, "".join(result.elected), "".join(result.tied)


def refusal(method: VotingMethod, *rounds: Totals[str], **more: Any) -> str:
    """Return in plain spaces the sentence with which a count is refused."""
    with pytest.raises(Refused) as caught:
        counted(method, *rounds, **more)
    return sentence(caught.value).replace("\u00a0", " ").replace("\u202f", " ")


HALVES = votes(10, A=5, B=5)


# The arithmetic


@pytest.mark.parametrize(
    ("valid", "majority"),
    [(0, None), (1, 1), (2, 2), (7, 4), (8, 5), (9, 5), (10, 6), (11, 6), (12, 7), (20, 11)],
)
def test_the_absolute_majority_is_more_than_half_of_the_valid_ballots(
    valid: int, majority: int | None
) -> None:
    assert absolute_majority(valid) == majority


@pytest.mark.parametrize(
    ("valid", "votes", "missing"), [(9, 3, 2), (9, 5, 0), (9, 9, 0), (10, 5, 1), (0, 0, None)]
)
def test_how_many_votes_are_missing(valid: int, votes: int, missing: int | None) -> None:
    assert votes_missing(valid, votes) == missing


@pytest.mark.parametrize(
    ("method", "rounds"), [(M2, 2), (M3, 3), (PLURALITY, 1), (APPROVAL, 1), (JUDGMENT, 1)]
)
def test_the_last_round_of_a_method_decides_and_so_does_a_new_one(method: VotingMethod, rounds: int) -> None:
    assert rounds_of(method) == rounds
    deciding = [is_deciding(method, number) for number in (1, 2, 3, 4)]
    assert deciding == [number >= rounds for number in (1, 2, 3, 4)]


# Majority and plurality


def test_more_than_half_elects_in_the_first_round() -> None:
    result = counted(M2, votes(11, 1, 1, A=5, B=4))
    assert (result.outcome, result.elected, result.round) == (ELECTED, ("A",), 1)
    assert (result.rounds[0].valid, result.rounds[0].majority) == (9, 5)
    assert result.ranking == (("A",), ("B",), ("C",))


@pytest.mark.parametrize(("method", "rounds"), [(M2, 2), (M3, 3)])
def test_less_than_half_elects_only_in_the_deciding_round(method: VotingMethod, rounds: int) -> None:
    less = votes(9, A=4, B=3, C=2)
    for number in range(1, rounds):
        assert came_to(counted(method, *[less] * number)) == (NONE, "", "")
    result = counted(method, *[less] * rounds)
    assert (came_to(result), result.round) == ((ELECTED, "A", ""), rounds)


def test_plurality_decides_at_once() -> None:
    assert came_to(counted(PLURALITY, votes(9, A=4, B=3, C=2))) == (ELECTED, "A", "")


def test_who_got_no_vote_may_be_left_out_or_join_for_a_later_round() -> None:
    result = counted(M2, votes(9, A=4, B=4, C=1), votes(9, C=5, A=4))
    assert (came_to(result), result.ranking) == ((ELECTED, "C", ""), (("C",), ("A",), ("B",)))


def test_before_any_round_nobody_is_elected() -> None:
    assert counted(M3) == Count(NONE, (), 0, (), ())


def test_nothing_follows_once_somebody_is_elected() -> None:
    more = votes(9, A=5, B=4)
    assert refusal(M2, more, more) == (
        "Le tour 1 a tout décidé : il ne peut pas y avoir de tour 2. Retirez-le, ou corrigez les tours "
        "précédents."
    )


def test_a_void_round_is_followed_by_another_but_not_the_deciding_one() -> None:
    nothing = votes(6, 4, 2)
    assert came_to(counted(M2, nothing)) == (VOID, "", "")
    assert came_to(counted(M2, nothing, nothing)) == (VOID, "", "")
    assert came_to(counted(M2, nothing, votes(9, A=4, B=3, C=2))) == (ELECTED, "A", "")
    assert "tour 3" in refusal(M2, nothing, nothing, votes(1, A=1))
    assert "tour 2" in refusal(PLURALITY, nothing, votes(1, A=1))


@pytest.mark.parametrize("method", [M2, M3, PLURALITY])
def test_one_is_elected_at_a_time(method: VotingMethod) -> None:
    assert "il y a 2 sièges" in refusal(method, seats=2)


@pytest.mark.parametrize("seats", [0, -1])
def test_there_must_be_a_seat(seats: int) -> None:
    assert refusal(APPROVAL, seats=seats).startswith("Aucun siège")


def test_consent_is_not_counted() -> None:
    assert "par consentement" in refusal(VotingMethod.WITHOUT_CANDIDATES)


# Ties


def test_a_new_round_ends_a_tie_and_if_it_does_not_the_lot_does() -> None:
    assert came_to(counted(M2, HALVES, HALVES)) == (TIE, "", "AB")
    result = counted(M2, HALVES, HALVES, votes(9, A=3, B=4, C=2))
    assert (came_to(result), result.round) == ((ELECTED, "B", ""), 3)
    assert came_to(counted(M2, HALVES, HALVES, HALVES)) == (TIE, "", "AB")
    assert came_to(counted(M2, HALVES, HALVES, votes(3, 3))) == (VOID, "", "")
    assert "tour 4" in refusal(M2, HALVES, HALVES, HALVES, HALVES)
    assert "tour 4" in refusal(M2, HALVES, HALVES, votes(3, 3), HALVES)


@pytest.mark.parametrize("tie_break", [LOT, OLDEST])
def test_only_the_rule_of_a_new_round_allows_one_after_a_tie(tie_break: TieBreak) -> None:
    assert came_to(counted(M2, HALVES, HALVES, tie_break=tie_break)) == (TIE, "", "AB")
    assert "tour 3" in refusal(M2, HALVES, HALVES, HALVES, tie_break=tie_break)


def test_a_tie_before_the_deciding_round_is_none() -> None:
    assert came_to(counted(M2, HALVES, tie_break=OLDEST, ages={"A": 1, "B": 2})) == (NONE, "", "")


def test_the_age_decides_where_the_rule_says_so() -> None:
    result = counted(PLURALITY, HALVES, tie_break=OLDEST, ages={"A": 1970, "B": 1965})
    assert (came_to(result), result.by_age, result.ranking[0]) == ((ELECTED, "B", ""), ("B",), ("A", "B"))
    assert came_to(counted(PLURALITY, HALVES, tie_break=LOT, ages={"A": 1, "B": 2})) == (TIE, "", "AB")


@pytest.mark.parametrize("ages", [{}, {"A": 1970}, {"A": 1970, "B": None}, {"A": 1970, "B": 1970}])
def test_where_an_age_is_missing_or_equal_the_lot_decides(ages: Mapping[str, Any]) -> None:
    assert came_to(counted(PLURALITY, HALVES, tie_break=OLDEST, ages=ages)) == (TIE, "", "AB")


def test_ages_of_those_who_are_not_tied_are_not_asked() -> None:
    ages = {"A": 1970, "B": 1965}
    assert came_to(counted(PLURALITY, votes(9, A=4, B=4, C=1), tie_break=OLDEST, ages=ages)) == (
        ELECTED,
        "B",
        "",
    )


# Several seats, by approval or majority judgment


def test_approval_fills_the_seats_by_rank() -> None:
    assert came_to(counted(APPROVAL, votes(9, A=4, B=7, C=3), seats=2)) == (ELECTED, "BA", "")


def test_a_tie_counts_only_across_the_last_seat() -> None:
    tied = votes(9, A=7, B=7, C=3)
    assert came_to(counted(APPROVAL, tied, seats=2)) == (ELECTED, "AB", "")
    assert came_to(counted(APPROVAL, tied)) == (TIE, "", "AB")
    assert came_to(counted(APPROVAL, votes(9, A=7, B=3, C=3), seats=2)) == (TIE, "A", "BC")
    assert came_to(counted(APPROVAL, votes(9, A=7, B=3, C=3))) == (ELECTED, "A", "")


def test_nobody_takes_a_seat_without_a_vote() -> None:
    assert came_to(counted(APPROVAL, votes(9, A=9), seats=2)) == (ELECTED, "A", "")


def test_a_new_round_fills_the_seats_that_are_left() -> None:
    first = votes(9, A=7, B=3, C=3)
    assert came_to(counted(APPROVAL, first, votes(9, B=5, C=6), seats=2)) == (ELECTED, "AC", "")
    assert came_to(counted(APPROVAL, first, votes(9, A=0, B=5, C=5), seats=2)) == (TIE, "A", "BC")
    assert came_to(counted(APPROVAL, first, votes(9, 9), seats=2)) == (VOID, "A", "")
    assert refusal(APPROVAL, first, votes(9, A=1, B=5, C=6), seats=2) == (
        "Tour 2 : A a déjà été élu au tour 1 et n’est plus candidat. Retirez ses voix."
    )


def test_ages_that_are_equal_matter_only_across_the_last_seat() -> None:
    tied = votes(9, A=5, B=5, C=5)
    ages = {"A": 1960, "B": 1950, "C": 1960}
    decided = counted(APPROVAL, tied, seats=2, tie_break=OLDEST, ages=ages)
    assert (came_to(decided), decided.by_age) == ((TIE, "B", "AC"), ("B",))
    assert came_to(counted(APPROVAL, tied, tie_break=OLDEST, ages=ages)) == (ELECTED, "B", "")
    ages["B"] = 1970
    assert came_to(counted(APPROVAL, tied, seats=2, tie_break=OLDEST, ages=ages)) == (ELECTED, "AC", "")


def test_majority_judgment_fills_the_seats_by_rank() -> None:
    round_ = graded(A=(0, 3, 0), B=(0, 0, 3), C=(0, 3, 0))
    assert came_to(counted(JUDGMENT, round_)) == (ELECTED, "B", "")
    assert came_to(counted(JUDGMENT, round_, seats=2)) == (TIE, "B", "AC")
    assert came_to(counted(JUDGMENT, round_, seats=3)) == (ELECTED, "BAC", "")
    assert "n’est plus candidat" in refusal(JUDGMENT, round_, graded(A=(0, 3, 0), B=(3, 0, 0)), seats=2)
    again = counted(JUDGMENT, round_, graded(A=(0, 3, 0), C=(0, 2, 1)), seats=2)
    assert came_to(again) == (ELECTED, "BC", "")


def test_who_has_no_grades_did_not_stand_in_the_round() -> None:
    assert counted(JUDGMENT, graded(A=(0, 1), C=(1, 0)), seats=3).elected == ("A", "C")


def test_without_a_valid_ballot_judgment_elects_nobody() -> None:
    nothing = Totals(registered=12, cast=3, blank=3, spoiled=0, grades={"A": (0, 0)})
    assert came_to(counted(JUDGMENT, nothing)) == (VOID, "", "")


# Totals that cannot be true


@pytest.mark.parametrize(
    ("method", "totals", "words"),
    [
        (M2, votes(13, A=13), "13 votants pour 12 électeurs du comité, c’est trop"),
        (M2, votes(5, 3, 3), "3 blancs et 3 nuls, c’est plus que les 5 bulletins reçus"),
        (
            M2,
            votes(11, 1, 1, A=6, B=4),
            "Tour 1 : bulletins 11, blancs 1, nuls 1, donc suffrages exprimés 9 ; or les voix en font 10. "
            "Recomptez ou corrigez.",
        ),
        (M2, votes(11, 1, 1, A=4, B=4), "or les voix en font 8"),
        (M2, votes(5, D=5), "« D » n’est pas candidat"),
        (M2, votes(5, A=6, B=-1), "ne peut pas être -1"),
        (M2, votes(-1), "ne peut pas être -1"),
        (M2, votes(3, -1, A=4), "ne peut pas être -1"),
        (M2, votes(3, 0, -2, A=5), "ne peut pas être -2"),
        (M2, Totals(registered=-3, cast=0, blank=0, spoiled=0), "ne peut pas être -3"),
        (APPROVAL, votes(9, A=10), "A a 10 voix pour 9 suffrages exprimés"),
        (APPROVAL, votes(9, 1, A=4, B=3), "7 voix en tout pour 8 suffrages exprimés"),
        (JUDGMENT, graded(A=(1, 2), B=(2, 2)), "B a 4 mentions pour 3 suffrages exprimés"),
        (JUDGMENT, graded(A=(1, 2), B=(-1, 4)), "ne peut pas être -1"),
        (JUDGMENT, graded(A=(1, 2), D=(1, 2)), "« D » n’est pas candidat"),
        (JUDGMENT, graded(A=(1, 2), B=(1, 1, 1)), "le même nombre de mentions"),
        (JUDGMENT, votes(3), "3 suffrages exprimés, et aucune mention"),
    ],
)
def test_totals_that_do_not_add_up_are_refused_with_their_numbers(
    method: VotingMethod, totals: Totals[str], words: str
) -> None:
    assert words in refusal(method, totals)


def test_the_round_that_does_not_add_up_is_named() -> None:
    assert refusal(M2, HALVES, votes(3, A=4)).startswith("Tour 2 : bulletins 3")


def test_a_candidate_who_is_an_id_is_named() -> None:
    totals = Totals(registered=3, cast=3, blank=0, spoiled=0, votes={7: 4})
    with pytest.raises(Refused) as caught:
        refuse_totals(APPROVAL, totals, [7], number=2, named={7: "Zoé Ærø"}.__getitem__)
    assert caught.value.values["candidate"] == "Zoé Ærø"
    assert caught.value.values["round"] == 2


# What may follow a round


@pytest.mark.parametrize(
    ("tie_break", "number", "outcome", "follows"),
    [
        (NEW_ROUND, 1, NONE, True),
        (NEW_ROUND, 1, VOID, True),
        (NEW_ROUND, 1, ELECTED, False),
        (NEW_ROUND, 2, VOID, False),
        (NEW_ROUND, 2, TIE, True),
        (NEW_ROUND, 3, TIE, False),
        (LOT, 2, TIE, False),
        (OLDEST, 2, TIE, False),
    ],
)
def test_what_may_follow_a_round(tie_break: TieBreak, number: int, outcome: Outcome, follows: bool) -> None:
    assert may_follow(M2, tie_break, number, outcome) is follows


@pytest.mark.parametrize(
    ("method", "seats", "filled", "left"),
    [(M2, 3, 1, 1), (PLURALITY, 1, 1, 0), (APPROVAL, 3, 1, 2), (APPROVAL, 2, 3, 0)],
)
def test_majorities_fill_a_seat_at_a_time(method: VotingMethod, seats: int, filled: int, left: int) -> None:
    assert seats_of_series(method, seats, filled) == left

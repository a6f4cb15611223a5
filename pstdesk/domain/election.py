"""The count of an election: who is elected by the totals of its rounds, or why nobody is yet.

Pure functions over totals (docs/elections.md). A candidate is any key: a name in the command ``tally``, an id
in the services. A tie is a result like another: nothing here breaks it but the age, where the rule says so.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, NoReturn, TypeVar

from pstdesk.domain.errors import Refused
from pstdesk.domain.judgment import ranking, ranks
from pstdesk.domain.voting import TieBreak, VotingMethod

K = TypeVar("K", bound=Hashable)

ONE_CHOICE = (VotingMethod.MAJORITY_2, VotingMethod.MAJORITY_3, VotingMethod.PLURALITY)
"""The methods in which a ballot names one candidate, and which fill one seat at a time."""

_ROUNDS = {VotingMethod.MAJORITY_2: 2, VotingMethod.MAJORITY_3: 3}


class Outcome(StrEnum):
    """What a count comes to."""

    ELECTED = "elected"
    NONE = "none"
    """Nobody has the absolute majority, and another round is to come."""
    TIE = "tie"
    """Candidates are equal across the last seat: a new round or a lot decides, as the rule says."""
    VOID = "void"
    """No valid ballot: nobody is elected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(Generic[K]):
    """What the tellers counted in a round, in ballots.

    ``votes`` is what each candidate got, and who is not in it got none; ``grades`` is how many ballots gave a
    candidate each grade, from the worst to the best, and who is not in it did not stand. Blank ballots count
    apart, and are not valid [Code électoral L65, loi 2014-172]; who abstains is in ``registered`` only.
    """

    registered: int
    cast: int
    blank: int
    spoiled: int
    votes: Mapping[K, int] = field(default_factory=dict)
    grades: Mapping[K, tuple[int, ...]] = field(default_factory=dict)

    @property
    def valid(self) -> int:
        """How many ballots say whom they want (suffrages exprimés)."""
        return self.cast - self.blank - self.spoiled


@dataclass(frozen=True, slots=True)
class RoundCount(Generic[K]):
    """What a round says. ``majority`` is None where there is none: no valid ballot, or no one-choice method.

    ``ranking`` has those with as many votes, or the same grades, in one rank; ``leaders`` is its first one.
    """

    valid: int
    majority: int | None
    leaders: tuple[K, ...]
    ranking: tuple[tuple[K, ...], ...]


@dataclass(frozen=True, slots=True)
class Count(Generic[K]):
    """What an election has come to after the rounds there are; ``round`` is the last one, 0 before any.

    ``elected`` is in order of rank, and holds with every outcome those whose seat is certain; ``tied`` are
    those among whom the last seats must still be decided; ``by_age`` the elected who owe it to their age.
    """

    outcome: Outcome
    elected: tuple[K, ...]
    round: int
    ranking: tuple[tuple[K, ...], ...]
    rounds: tuple[RoundCount[K], ...]
    tied: tuple[K, ...] = ()
    by_age: tuple[K, ...] = ()


def absolute_majority(valid: int) -> int | None:
    """Return the least number that is more than half of ``valid``; None where nobody voted validly."""
    return valid // 2 + 1 if valid else None


def votes_missing(valid: int, votes: int) -> int | None:
    """Return how many votes more make the absolute majority, 0 for none; None where there is none."""
    majority = absolute_majority(valid)
    return None if majority is None else max(0, majority - votes)


def rounds_of(method: VotingMethod) -> int:
    """Return how many rounds there are at most, a new one after a tie apart [three: CGCT L2122-7]."""
    return _ROUNDS.get(method, 1)


def is_deciding(method: VotingMethod, number: int) -> bool:
    """Whether the most votes are enough in round ``number``, counted from 1; before, half of them are not."""
    return number >= rounds_of(method)


def may_follow(method: VotingMethod, tie_break: TieBreak, number: int, outcome: Outcome) -> bool:
    """Whether another round follows round ``number`` after which the count came to ``outcome``.

    Before the deciding round, one follows unless somebody is elected, after a void one too. After the
    deciding round, one new round follows a tie, where the rule says so; what is then undecided is for the
    lot.
    """
    if outcome is Outcome.ELECTED:
        return False
    if not is_deciding(method, number):
        return True
    return outcome is Outcome.TIE and tie_break is TieBreak.NEW_ROUND and number == rounds_of(method)


def seats_of_series(method: VotingMethod, seats: int, filled: int) -> int:
    """Return how many of ``seats`` a series fills of which ``filled`` are taken: one, or all; perhaps 0."""
    left = max(0, seats - filled)
    return min(1, left) if method in ONE_CHOICE else left


def count(
    method: VotingMethod,
    tie_break: TieBreak,
    rounds: Sequence[Totals[K]],
    candidates: Sequence[K],
    *,
    seats: int = 1,
    ages: Mapping[K, Any] | None = None,
) -> Count[K]:
    """Return what ``rounds``, in their order, come to.

    ``ages`` sorts those born earlier first (dates of birth, or ranks of seniority) and is asked only to break
    a tie by age; who is not in it is of unknown age. After a tie across the last of several seats, the new
    round fills the seats that are left. Raises Refused for totals that do not add up (:func:`refuse_totals`),
    for a round that cannot follow the one before, and for several seats where one is filled at a time.
    """
    refuse_seats(method, seats)
    result: Count[K] = Count(Outcome.NONE, (), 0, (), ())
    for number, totals in enumerate(rounds, 1):
        if result.rounds and not may_follow(method, tie_break, result.round, result.outcome):
            raise Refused("count_round_after", round=number, last=result.round)
        refuse_totals(method, totals, candidates, number=number)
        _refuse_elected(result, totals)
        elected = set(result.elected)
        standing = [key for key in candidates if key not in elected]
        result = _after(result, method, tie_break, totals, standing, seats - len(result.elected), ages or {})
    return result


def refuse_seats(method: VotingMethod, seats: int) -> None:
    """Refuse a method without ballots, no seat at all, and several where one is filled at a time."""
    if method is VotingMethod.WITHOUT_CANDIDATES:
        raise Refused("count_without_ballots")
    if seats < 1:
        raise Refused("count_no_seat")
    if seats > 1 and method in ONE_CHOICE:
        raise Refused("count_one_seat", method=method, seats=seats)


def refuse_totals(
    method: VotingMethod,
    totals: Totals[K],
    candidates: Sequence[K],
    *,
    number: int = 1,
    named: Callable[[K], str] = str,
) -> None:
    """Raise Refused where the totals of round ``number`` cannot be true, with the numbers that do not agree.

    ``named`` gives the name of a candidate for the sentence, where the keys are none.
    """
    for given in (totals.registered, totals.cast, totals.blank, totals.spoiled):
        _refuse_negative(given, number)
    if totals.cast > totals.registered:
        raise Refused("count_cast", round=number, cast=totals.cast, registered=totals.registered)
    if totals.valid < 0:
        _refuse("count_blank", totals, number)
    known = set(candidates)
    for key in (*totals.votes, *totals.grades):
        if key not in known:
            raise Refused("count_stranger", round=number, candidate=named(key))
    if method is VotingMethod.MAJORITY_JUDGMENT:
        _refuse_grades(totals, number, named)
    else:
        _refuse_votes(method, totals, number, named)


def _refuse(code: str, totals: Totals[K], number: int, **values: object) -> NoReturn:
    raise Refused(
        code,
        round=number,
        cast=totals.cast,
        blank=totals.blank,
        spoiled=totals.spoiled,
        valid=totals.valid,
        **values,
    )


def _refuse_negative(given: int, number: int) -> None:
    if given < 0:
        raise Refused("count_negative", round=number, number=given)


def _refuse_votes(method: VotingMethod, totals: Totals[K], number: int, named: Callable[[K], str]) -> None:
    """Refuse votes that are not as many as the valid ballots, or for approval cannot come from them."""
    for key, votes in totals.votes.items():
        _refuse_negative(votes, number)
        if method is VotingMethod.APPROVAL and votes > totals.valid:
            _refuse("count_approvals_many", totals, number, candidate=named(key), votes=votes)
    total = sum(totals.votes.values())
    if method is VotingMethod.APPROVAL:
        if total < totals.valid:
            _refuse("count_approvals_few", totals, number, votes=total)
    elif total != totals.valid:
        _refuse("count_votes", totals, number, votes=total)


def _refuse_grades(totals: Totals[K], number: int, named: Callable[[K], str]) -> None:
    """Refuse grades that are not as many as the valid ballots for each candidate."""
    for key, grades in totals.grades.items():
        for ballots in grades:
            _refuse_negative(ballots, number)
        if sum(grades) != totals.valid:
            _refuse("count_grades", totals, number, candidate=named(key), graded=sum(grades))
    if len({len(grades) for grades in totals.grades.values()}) > 1:
        raise Refused("count_grades_unlike", round=number)
    if totals.valid and not totals.grades:
        _refuse("count_grades_none", totals, number)


def _refuse_elected(result: Count[K], totals: Totals[K]) -> None:
    """Refuse votes for somebody whom the round before the tie has elected already."""
    for key in result.elected:
        if totals.votes.get(key) or totals.grades.get(key):
            raise Refused("count_elected", round=result.round + 1, candidate=key, last=result.round)


def count_round(method: VotingMethod, totals: Totals[K], candidates: Sequence[K]) -> RoundCount[K]:
    """Return what totals that add up say by themselves, before anybody is elected by them."""
    valid = totals.valid
    if not valid:
        return RoundCount(0, None, (), ())
    if method is VotingMethod.MAJORITY_JUDGMENT:
        ranked = ranking({key: totals.grades[key] for key in candidates if key in totals.grades})
    else:
        ranked = ranks({key: totals.votes.get(key, 0) for key in candidates}, most_first=True)
    majority = absolute_majority(valid) if method in ONE_CHOICE else None
    return RoundCount(valid, majority, ranked[0], ranked)


def _after(
    before: Count[K],
    method: VotingMethod,
    tie_break: TieBreak,
    totals: Totals[K],
    standing: Sequence[K],
    seats: int,
    ages: Mapping[K, Any],
) -> Count[K]:
    """Return the count after one more round, which fills ``seats`` among those ``standing``."""
    number = before.round + 1
    said = count_round(method, totals, standing)
    rounds = (*before.rounds, said)
    if not said.valid:
        return Count(Outcome.VOID, before.elected, number, (), rounds)
    if not is_deciding(method, number) and totals.votes.get(said.leaders[0], 0) < (said.majority or 0):
        return Count(Outcome.NONE, before.elected, number, said.ranking, rounds)
    elected, tied = _seated(_electable(method, totals, said), seats)
    by_age: tuple[K, ...] = ()
    if tied and tie_break is TieBreak.OLDEST:
        by_age, tied = _oldest(tied, seats - len(elected), ages)
    outcome = Outcome.TIE if tied else Outcome.ELECTED
    elected = (*before.elected, *elected, *by_age)
    return Count(outcome, elected, number, said.ranking, rounds, tied, by_age)


def _electable(method: VotingMethod, totals: Totals[K], said: RoundCount[K]) -> tuple[tuple[K, ...], ...]:
    """Return the ranks without those for whom nobody voted: a seat is not filled for want of others."""
    if method is VotingMethod.MAJORITY_JUDGMENT:
        return said.ranking
    return tuple(rank for rank in said.ranking if totals.votes.get(rank[0], 0) > 0)


def _seated(ranking: tuple[tuple[K, ...], ...], seats: int) -> tuple[tuple[K, ...], tuple[K, ...]]:
    """Return those whose rank has a seat for each, and those of the rank that the last seat divides."""
    elected: tuple[K, ...] = ()
    for rank in ranking:
        left = seats - len(elected)
        if len(rank) > left:
            return elected, rank if left else ()
        elected += rank
    return elected, ()


def _oldest(tied: tuple[K, ...], seats: int, ages: Mapping[K, Any]) -> tuple[tuple[K, ...], tuple[K, ...]]:
    """Return those of ``tied`` whom their age gives one of ``seats``, and those who are still tied.

    Where any age is unknown nothing is decided; where two are the same, only what does not hang on them.
    """
    if any(ages.get(key) is None for key in tied):
        return (), tied
    return _seated(ranks({key: ages[key] for key in tied}), seats)

"""What holds for any election: found by trying to break it, and counted a second time by votelib."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from votelib.convert import ApprovalToSimpleVotes
from votelib.evaluate.core import Plurality, Tie

from pstdesk.domain.election import ONE_CHOICE, Count, Outcome, Totals, absolute_majority, count, is_deciding
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import TieBreak, VotingMethod

APPROVAL, JUDGMENT = VotingMethod.APPROVAL, VotingMethod.MAJORITY_JUDGMENT
METHODS = [*ONE_CHOICE, APPROVAL, JUDGMENT]
CANDIDATES = "ABCD"
GRADES = 6

Ballot = dict[str, int]
"""What a paper says of each candidate: 1 or 0 votes, or a grade. One that names nobody is empty: blank."""


@dataclass(frozen=True)
class Election:
    """An election paper by paper, as the tellers have it on the table; the base never does."""

    method: VotingMethod
    tie_break: TieBreak
    rounds: list[list[Ballot]]
    ages: dict[str, int]
    seats: int

    def count(self, candidates: Sequence[str] = CANDIDATES) -> Count[str]:
        """Return the count."""
        totals = [totals_of(self.method, ballots) for ballots in self.rounds]
        return count(self.method, self.tie_break, totals, candidates, seats=self.seats, ages=self.ages)

    def with_last(self, *more: Ballot) -> "Election":
        """Return the same with more papers in the last round."""
        return replace(self, rounds=[*self.rounds[:-1], [*self.rounds[-1], *more]])


def totals_of(method: VotingMethod, ballots: Sequence[Ballot]) -> Totals[str]:
    """Return the totals of a round."""
    valid = [ballot for ballot in ballots if ballot]
    votes: Counter[str] = Counter()
    grades = {}
    if method is JUDGMENT and valid:
        for name in CANDIDATES:
            given = Counter(ballot[name] for ballot in valid)
            grades[name] = tuple(given[grade] for grade in range(GRADES))
    elif method is not JUDGMENT:
        for ballot in valid:
            votes.update(ballot)
    return Totals(
        registered=len(ballots) + 1,
        cast=len(ballots),
        blank=len(ballots) - len(valid),
        spoiled=0,
        votes=votes,
        grades=grades,
    )


def papers(method: VotingMethod) -> st.SearchStrategy[Ballot]:
    """Return what makes papers of a method, a blank one now and then."""
    blank: st.SearchStrategy[Ballot] = st.just({})
    if method is JUDGMENT:
        grade = st.integers(0, GRADES - 1)
        return blank | st.fixed_dictionaries(dict.fromkeys(CANDIDATES, grade))
    most = 1 if method in ONE_CHOICE else len(CANDIDATES)
    named = st.lists(st.sampled_from(CANDIDATES), max_size=most, unique=True)
    return named.map(lambda names: dict.fromkeys(names, 1))


@st.composite
def elections(draw: st.DrawFn, methods: Sequence[VotingMethod] = METHODS) -> Election:
    """Return an election held as its rule says: a round follows only where one may."""
    method = draw(st.sampled_from(methods))
    election = Election(
        method,
        draw(st.sampled_from(TieBreak)),
        [],
        draw(st.dictionaries(st.sampled_from(CANDIDATES), st.integers(1950, 1953))),
        1 if method in ONE_CHOICE else draw(st.integers(1, 3)),
    )
    for ballots in draw(st.lists(st.lists(papers(method), max_size=9), min_size=1, max_size=4)):
        longer = replace(election, rounds=[*election.rounds, ballots])
        try:
            longer.count()
        except Refused:  # all is decided, or the new round names somebody elected before it
            break
        election = longer
    return election


def certain(counted: Count[str]) -> tuple[Outcome, set[str], set[str]]:
    """Return what must not depend on any order."""
    return counted.outcome, set(counted.elected), set(counted.tied)


@given(elections())
def test_everybody_is_elected_or_tied_or_not_and_nobody_twice(election: Election) -> None:
    counted = election.count()
    assert len(set(counted.elected)) == len(counted.elected) <= election.seats
    assert not set(counted.elected) & set(counted.tied)
    assert (counted.outcome is Outcome.TIE) == bool(counted.tied)
    if counted.tied:
        assert len(counted.tied) > election.seats - len(counted.elected) > 0
    if counted.outcome is Outcome.ELECTED:
        assert counted.elected
    assert set(counted.by_age) <= set(counted.elected)
    assert counted.round == len(election.rounds) == len(counted.rounds)


@given(elections([*ONE_CHOICE, APPROVAL]))
def test_nobody_with_fewer_votes_is_elected(election: Election) -> None:
    counted = election.count()
    votes = totals_of(election.method, election.rounds[-1]).votes if election.rounds else {}
    before = replace(election, rounds=election.rounds[:-1]).count().elected
    new = [name for name in counted.elected if name not in before]
    others = [name for name in CANDIDATES if name not in counted.elected]
    assert all(votes[name] >= votes[other] for name in new for other in others)
    assert all(votes[name] > 0 for name in new)


@given(elections(ONE_CHOICE))
def test_before_the_deciding_round_nobody_is_elected_without_the_majority(election: Election) -> None:
    counted = election.count()
    if counted.elected and not is_deciding(election.method, counted.round):
        totals = totals_of(election.method, election.rounds[-1])
        majority = absolute_majority(totals.valid)
        assert majority is not None
        assert totals.votes[counted.elected[0]] >= majority > totals.valid - majority


@given(elections(), st.integers(1, 5))
def test_a_blank_paper_changes_nothing(election: Election, blanks: int) -> None:
    assume(election.rounds)
    with_blanks = election.with_last(*[{}] * blanks)
    assert with_blanks.count() == election.count()


@given(elections(), st.permutations(CANDIDATES))
def test_the_order_of_candidates_does_not_matter(election: Election, order: list[str]) -> None:
    counted, again = election.count(), election.count(order)
    assert certain(again) == certain(counted)
    assert list(map(set, again.ranking)) == list(map(set, counted.ranking))


@given(elections(), st.randoms(use_true_random=False))
def test_the_order_of_papers_does_not_matter(election: Election, chance: Random) -> None:
    shuffled = [chance.sample(ballots, len(ballots)) for ballots in election.rounds]
    assert replace(election, rounds=shuffled).count() == election.count()


@given(elections(), st.permutations(CANDIDATES))
def test_another_name_changes_nothing(election: Election, order: list[str]) -> None:
    other = dict(zip(CANDIDATES, order, strict=True))
    renamed = replace(
        election,
        rounds=[
            [{other[name]: said for name, said in ballot.items()} for ballot in ballots]
            for ballots in election.rounds
        ],
        ages={other[name]: age for name, age in election.ages.items()},
    )
    counted, again = election.count(), renamed.count(order)
    assert again.outcome is counted.outcome
    assert again.elected == tuple(other[name] for name in counted.elected)
    assert again.ranking == tuple(tuple(other[name] for name in rank) for rank in counted.ranking)


@given(elections())
def test_a_vote_more_keeps_whoever_is_elected(election: Election) -> None:
    counted = election.count()
    before = replace(election, rounds=election.rounds[:-1]).count().elected
    for name in counted.elected:
        if name in before:
            continue
        vote = {name: 1}
        if election.method is JUDGMENT:
            vote = {other: (GRADES - 1) * (other == name) for other in CANDIDATES if other not in before}
            vote |= dict.fromkeys(before, 0)
        assume(election.method is not JUDGMENT or not before)
        assert name in election.with_last(vote).count().elected


@given(elections(), st.sampled_from(["cast", "blank", "spoiled"]), st.integers(-3, 3).filter(bool))
def test_totals_that_do_not_add_up_are_never_counted(election: Election, what: str, off: int) -> None:
    assume(election.rounds and election.method is not APPROVAL)
    totals = [totals_of(election.method, ballots) for ballots in election.rounds]
    assume(totals[-1].votes or totals[-1].grades)
    totals[-1] = replace(totals[-1], **{what: getattr(totals[-1], what) + off})
    with pytest.raises(Refused):
        count(
            election.method, election.tie_break, totals, CANDIDATES, seats=election.seats, ages=election.ages
        )


@given(st.lists(papers(APPROVAL), min_size=1, max_size=9), st.integers(1, 3))
def test_votelib_elects_the_same_by_approval(ballots: list[Ballot], seats: int) -> None:
    totals = totals_of(APPROVAL, ballots)
    assume(totals.valid)
    counted = count(APPROVAL, TieBreak.LOT, [totals], CANDIDATES, seats=seats)
    named = ApprovalToSimpleVotes().convert(Counter(frozenset(ballot) for ballot in ballots))
    second = Plurality().evaluate(named, min(seats, len(named)))
    assert {name for name in second if not isinstance(name, Tie)} == set(counted.elected)
    assert {name for tie in second if isinstance(tie, Tie) for name in tie} == set(counted.tied)

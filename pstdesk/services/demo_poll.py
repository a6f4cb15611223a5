"""One election of the demonstration under way: who stands, rounds with plausible totals, what ends a tie."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Election, Membership, RoundVoter
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.services.attendance import attendance_rows
from pstdesk.services.candidacies import add_candidate, write_statement
from pstdesk.services.election_standing import elected_rows
from pstdesk.services.election_voters import election_quorum, electors_of
from pstdesk.services.elections import (
    ElectionForm,
    OfficersForm,
    change_officers,
    drop_election,
    open_election,
)
from pstdesk.services.proclamation import proclaim
from pstdesk.services.rounds import (
    ScoreRow,
    TypedTotals,
    answer,
    break_by_age,
    break_by_lot,
    close_round,
    open_round,
    reopen_round,
    save_totals,
)

Shape = Callable[[int, int], list[Any]]
"""From how many papers are valid, and how many stand: what each gets, in the order they are given."""

_A_ROUND = timedelta(minutes=9)
_OLDEST = date(1961, 4, 17)


@dataclass
class Poll:
    """An election opened at an item; ``now`` goes on with each round."""

    session: Session
    words: Mapping[str, Any]
    rng: Random
    meeting_id: int
    now: datetime
    id: int = 0
    members: list[int] = field(default_factory=list)
    """Who is in the room, may vote, stays in the body and does not lead the election, in no order."""

    def open(self, item_id: int, rule_set_id: int) -> bool:
        """Open the election, led by who leads the meeting; False where there is no quorum."""
        self.id = open_election(self.session, item_id, ElectionForm(rule_set_id=rule_set_id), self.now)
        opened = self.session.get_one(Election, self.id)
        if not election_quorum(self.session, opened, self.now).is_reached:
            drop_election(self.session, self.id)
            return False
        entitled = set(electors_of(self.session, self.id)) - {opened.chair_id, opened.secretary_id}
        leaving = set(
            self.session.scalars(select(Membership.person_id).where(Membership.ends_on.is_not(None)))
        )
        rows = attendance_rows(self.session, self.meeting_id)
        self.members = [
            row.person_id
            for row in rows
            if row.status is AttendanceStatus.PRESENT and row.person_id in entitled - leaving
        ]
        self.rng.shuffle(self.members)
        return True

    def name_tellers(self) -> None:
        """Have two who do not stand count the votes."""
        opened = self.session.get_one(Election, self.id)
        officers = OfficersForm(opened.chair_id, opened.secretary_id, *self.members[-2:])
        change_officers(self.session, self.id, officers)

    def stand(self, count: int) -> list[int]:
        """Have ``count`` members stand, each with a statement; return the ids of their candidacies.

        Several ask for a vote, and so for tellers.
        """
        people, self.members = self.members[:count], self.members[count:]
        candidates = [add_candidate(self.session, self.id, person_id) for person_id in people]
        if count > 1:
            self.name_tellers()
        for candidate_id in candidates:
            write_statement(self.session, candidate_id, self.rng.choice(self.words["statements"]))
        return candidates

    def vote(
        self,
        candidates: Sequence[int],
        shape: Shape,
        *,
        blank: int = 0,
        spoiled: int = 0,
        even: bool = False,
        is_public: bool = False,
    ) -> int:
        """Hold a round and return its id; with ``even`` one more paper is blank to part the votes in two."""
        self.now += _A_ROUND
        round_id = open_round(self.session, self.id, self.now, is_public=is_public)
        voters = select(func.count()).select_from(RoundVoter).where(RoundVoter.round_id == round_id)
        cast = self.session.scalar(voters) or 0
        if even and (cast - blank - spoiled) % 2:
            blank += 1
        self._close(round_id, candidates, shape, TypedTotals(cast, blank, spoiled))
        return round_id

    def vote_again(self, round_id: int, candidates: Sequence[int], shape: Shape, totals: TypedTotals) -> None:
        """Correct the totals of a closed round."""
        reopen_round(self.session, round_id)
        self._close(round_id, candidates, shape, totals)

    def _close(self, round_id: int, candidates: Sequence[int], shape: Shape, totals: TypedTotals) -> None:
        valid = (totals.cast or 0) - (totals.blank or 0) - (totals.spoiled or 0)
        scores = [
            ScoreRow(candidate_id, grades=got)
            if isinstance(got, tuple)
            else ScoreRow(candidate_id, votes=got)
            for candidate_id, got in zip(candidates, shape(valid, len(candidates)), strict=True)
        ]
        save_totals(self.session, round_id, totals, scores)
        close_round(self.session, round_id)

    def draw(self, round_id: int, candidate_id: int) -> None:
        """Draw lots before two members who do not stand."""
        break_by_lot(self.session, round_id, candidate_id, *self.members[:2])

    def ask_age(self, round_id: int, candidates: Sequence[int]) -> None:
        """Say that each of ``candidates`` is some years older than the one after."""
        born = {one: _OLDEST.replace(year=_OLDEST.year + 4 * place) for place, one in enumerate(candidates)}
        break_by_age(self.session, round_id, born)

    def answer(self, *, accepted: bool = True) -> None:
        """Have whoever was elected and not asked yet accept, or decline."""
        for row in elected_rows(self.session, self.id):
            if row.accepted is None:
                answer(self.session, self.id, row.candidate_id, row.series, accepted)

    def proclaim(self) -> None:
        """Proclaim the result."""
        self.now += _A_ROUND
        proclaim(self.session, self.id, self.now)


# What candidates get


def won(valid: int, count: int) -> list[int]:
    """Give the first more than half of the votes, and the others what is left."""
    most = valid // 2 + 1
    left = valid - most
    most += left // 3
    return [most, *_shared(valid - most, count - 1)]


def parted(valid: int, count: int) -> list[int]:
    """Give the first two as many votes each, and some to the others, so that nobody has more than half."""
    left = 0 if count == 2 else max(1, valid // 6)
    if (valid - left) % 2:
        left += 1
    return [(valid - left) // 2, (valid - left) // 2, *_shared(left, count - 2)]


def approved(valid: int, count: int) -> list[int]:
    """Give each the approval of fewer than the one before, and of a tenth at least."""
    return [max(1, -(-valid * (8 - 2 * place) // 10)) for place in range(min(count, 4))]


def judged(valid: int, count: int) -> list[tuple[int, ...]]:
    """Give each a grade from every paper, the best to the first."""
    weights = ((0, 1, 2, 4, 7, 4), (1, 2, 4, 6, 3, 1), (3, 4, 4, 3, 1, 0))
    return [_spread(valid, weights[place % len(weights)]) for place in range(count)]


def _shared(votes: int, count: int) -> list[int]:
    """Share votes among ``count``, the first of them getting what does not part evenly."""
    if not count:
        return []
    share = votes // count
    return [votes - share * (count - 1), *[share] * (count - 1)]


def _spread(papers: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Spread papers by ``weights``, what remains to the largest remainders."""
    total = sum(weights)
    spread = [papers * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(papers * weights[place] % total), place))
    for place in by_remainder[: papers - sum(spread)]:
        spread[place] += 1
    return tuple(spread)

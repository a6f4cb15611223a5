"""Whether enough people are there for a body to decide, by the rule that it gave itself."""

from dataclasses import dataclass

from pstdesk.domain.attendance import Headcount
from pstdesk.domain.voting import QuorumRule


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many people count for a quorum, and how many are needed; 0 are where none is asked."""

    counted: int
    needed: int

    @property
    def is_asked(self) -> bool:
        """Whether any quorum is asked."""
        return self.needed > 0

    @property
    def is_reached(self) -> bool:
        """Whether enough people are there."""
        return self.counted >= self.needed

    @property
    def missing(self) -> int:
        """How many people more are needed."""
        return max(0, self.needed - self.counted)


def quorum(rule: QuorumRule, count: Headcount, *, second_convocation: bool = False) -> Quorum:
    """Return how a meeting stands with the quorum of ``rule``.

    More than half of those expected, on site, proxies apart [CGCT L2121-17]: a suppléant who sits there in
    place of their titulaire is no proxy; or half of them, from afar and by proxy too [décret 2006-672,
    art. 11]. None is asked on a second convocation.
    """
    if rule is QuorumRule.NONE or second_convocation:
        return Quorum(count.attended, 0)
    if rule is QuorumRule.MORE_THAN_HALF_PRESENT:
        needed = count.expected // 2 + 1 if count.expected else 0
        return Quorum(count.present + count.stood_in, needed)
    return Quorum(count.attended + count.represented, (count.expected + 1) // 2)

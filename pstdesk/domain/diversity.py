"""How mixed a group is by category: Shannon, Pielou and Simpson (docs/review.md)."""

from collections.abc import Iterable
from math import fsum, log

from pstdesk.domain.review import Mix


def mix(counts: Iterable[int]) -> Mix:
    """Return how mixed a group is with so many of each category; empty categories do not count."""
    present = [count for count in counts if count]
    total = sum(present)
    if not total:
        return Mix()
    shares = [count / total for count in present]
    shannon = fsum(-share * log(share) for share in shares)
    pielou = shannon / log(len(shares)) if len(shares) > 1 else None
    return Mix(len(shares), shannon, pielou, 1 - fsum(share * share for share in shares))

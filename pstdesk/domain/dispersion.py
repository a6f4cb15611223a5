"""How unevenly something is spread: range, coefficient of variation and Gini's index (docs/review.md)."""

from collections.abc import Sequence
from math import fsum, sqrt

from pstdesk.domain.review import Spread


def spread(rates: Sequence[float]) -> Spread:
    """Return how unevenly ``rates`` (none negative) are spread; what is undefined for them is None."""
    if not rates:
        return Spread()
    mean = fsum(rates) / len(rates)
    deviation = sqrt(fsum((rate - mean) ** 2 for rate in rates) / len(rates))
    return Spread(mean, max(rates) - min(rates), deviation / mean if mean else None, gini(rates))


def gini(values: Sequence[float]) -> float | None:
    """Return Gini's index, 0 for all equal; None where all are 0, or there is none.

    2 × sum(i × x_i) / (n × sum(x)) − (n + 1) / n, x ascending and i from 1.
    """
    total, count = fsum(values), len(values)
    if not total:
        return None
    ranked = fsum(rank * value for rank, value in enumerate(sorted(values), start=1))
    return 2 * ranked / (count * total) - (count + 1) / count

"""How a figure is taken: several rounds, the floor and ours in turns, medians, and their ratio."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table; ``ratio`` is ours over the floor, or None where there is no floor."""

    name: str
    ours: float
    floor: float | None
    unit: str
    aim: float
    floor_name: str

    @property
    def ratio(self) -> float | None:
        """How many floors ours takes."""
        return None if self.floor is None else self.ours / self.floor

    @property
    def met(self) -> bool:
        """Whether the aim is reached: of the ratio where there is a floor, else of the figure itself."""
        return (self.ours if self.ratio is None else self.ratio) <= self.aim


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(ours: Callable[[], object], floor: Callable[[], object], rounds: int = 7) -> tuple[float, float]:
    """Return the medians of both, taken in turns so that a slow moment hits both."""
    ours(), floor()  # the first time pays for imports and caches
    taken = [(seconds(ours), seconds(floor)) for _ in range(rounds)]
    return statistics.median(one for one, _ in taken), statistics.median(other for _, other in taken)

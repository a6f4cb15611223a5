"""Python's collector of reference cycles holds every thread while it works: kept out of the window's way."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def take_turns_sooner() -> None:
    """Let the window's thread have its turn after 1 ms where a worker computes, not after Python's 5 ms.

    Drawing a page takes dozens of turns: at 5 ms each, a busy worker makes the window stand still.
    """
    sys.setswitchinterval(0.001)


def spare_what_is_loaded() -> None:
    """Leave the modules loaded so far out of every collection: they stay until the end anyway.

    With SQLAlchemy loaded a full collection takes 120 ms, without what is spared here 30 ms.
    """
    gc.freeze()


_paused: list[object] = []
"""One for each block of :func:`paused` that is under way."""


@contextmanager
def paused() -> Iterator[None]:
    """Collect nothing within the block: long work makes many objects at once and next to no cycles.

    Collecting was a quarter of the time of an import of 5,000 people.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    block = object()
    _paused.append(block)
    try:
        yield
    finally:
        _paused.remove(block)
        if was_enabled:
            gc.enable()


def rest() -> None:
    """Collect nothing any more until :func:`wake`, but what :func:`sweep` is asked for.

    Left to itself Python collects on whatever thread makes the next object, and a widget that lay in a cycle
    would be taken apart on a worker, where Qt crashes.
    """
    gc.disable()


def wake() -> None:
    """Let Python collect by itself again."""
    gc.enable()


def sweep() -> None:
    """Collect, on the thread that asks, what Python would by now; nothing while long work goes on."""
    if _paused:
        return
    due = (made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True))
    generations = [generation for generation, is_due in enumerate(due) if is_due]
    if generations:
        gc.collect(generations[-1])

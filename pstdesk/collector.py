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


@contextmanager
def paused() -> Iterator[None]:
    """Collect nothing within the block, on any thread.

    Long work makes many objects at once and next to no cycles: collecting was a quarter of the time of an
    import of 5,000 people. And whichever thread makes the next object collects: it must not be one that may
    not take widgets apart.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

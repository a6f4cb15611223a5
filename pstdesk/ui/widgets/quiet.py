"""What a program shows is not what somebody chose: widgets that say nothing meanwhile."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from PySide6.QtCore import QObject, QSignalBlocker


@contextmanager
def quiet(*objects: QObject) -> Iterator[None]:
    """Hold the signals of ``objects`` back until the end of the block."""
    with ExitStack() as blockers:
        for each in objects:
            blockers.enter_context(QSignalBlocker(each))
        yield

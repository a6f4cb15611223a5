"""Work on the base off the window's thread: a page says what to do and what to show, the desk does the rest.

::

    desk.read(self, lambda session: person_rows(session, chosen, today)).once("rows").success(show).start()
    desk.write(self, lambda session: add_person(session, form)).undoable(_("Ajout")).start()
    desk.job(self, lambda base, step: file_minutes(base, meeting_id, ...)).success(self.tell).start()
    desk.task(self, lambda step: read_sheets(path)).success(self.show_sheets).start()

Two workers, so that a long job never holds up the reading of a page: short work in the order it was asked,
and jobs. ``work`` runs on a worker with an open session; what it returns or raises comes back on the window's
thread, unless the widget that asked is gone by then. What it returns must be frozen: no session outlives it.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from pstdesk import collector
from pstdesk.domain.errors import Refused
from pstdesk.ui.acts import Act, Inverse, RecordedBase
from pstdesk.ui.trouble import Trouble, trouble

T = TypeVar("T")

Kind = Literal["read", "write", "job", "task"]

_BUSY_PAUSES = (0.05, 0.2, 0.5)
"""Seconds before each new try when another program holds the base, on top of the base's own patience."""


class Base(Protocol):
    """What the desk needs of the open base (``pstdesk.db.database.Database``)."""

    path: Path
    read_only: bool

    def read(self) -> AbstractContextManager[Any]: ...
    def write(self, undo: Callable[[Any], object] | None = None) -> AbstractContextManager[Any]: ...
    def close(self) -> None: ...


class Step(Protocol):
    """How a job says where it is; it raises :class:`Cancelled` when the user no longer wants it."""

    def __call__(self, done: int, total: int, what: str = "") -> None: ...


class Cancelled(Exception):
    """The user gave up; raised inside the work, which undoes what it began on its way out."""


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """How work ended: with a value (in a tuple, for it may be None), with trouble, or dropped (neither)."""

    value: tuple[T] | None = None
    trouble: Trouble | None = None


class Operation(Generic[T]):
    """One piece of work and what follows it. Nothing happens before :meth:`start`."""

    def __init__(
        self,
        desk: "Desk",
        parent: QObject,
        kind: Kind,
        work: Callable[..., T],
    ) -> None:
        self.parent = parent
        self.kind = kind
        self.key = ""
        self._desk = desk
        self._work = work
        self._success: Callable[[T], object] | None = None
        self._failure: Callable[[Trouble], object] | None = None
        self._progress: Callable[[int, int, str], object] | None = None
        self._finished: Callable[[], object] | None = None
        self._cancelled = False
        self._words: str | None = None
        self._said: str | Callable[[T], str] | None = None
        self._inverse: Inverse | None = None
        self._is_final = False
        self._back: Callable[[bool], object] | None = None
        self._keep_act: Callable[[Act], object] | None = None

    def undoable(
        self,
        words: str,
        said: str | Callable[[T], str] | None = None,
        *,
        back: Callable[[bool], object] | None = None,
        keep: Callable[[Act], object] | None = None,
    ) -> "Operation[T]":
        """Have the window able to undo this write, called ``words``: a noun, "Suppression de la salle".

        The message bar offers it below the sentence ``said``, which may depend on the result; below ``words``
        themselves without one, and not at all where it is empty: it is seen, or done many times in a row.
        Whatever the write, or the job, does is recorded row by row; a service that does what is irrevocable
        says ``no_undo(session)``, and there is nothing to undo then. ``back`` is told, while the parent is
        there, when it was undone (True) or done again (False). ``keep`` takes the act in the window's place.
        """
        self._words, self._said, self._back, self._keep_act = words, said, back, keep
        return self

    def success(self, show: Callable[[T], object]) -> "Operation[T]":
        """Call ``show(result)`` on the window's thread when the work is done; a write is committed then."""
        self._success = show
        return self

    def failure(self, show: Callable[[Trouble], object]) -> "Operation[T]":
        """Call ``show(trouble)`` instead of the window's message bar."""
        self._failure = show
        return self

    def progress(self, show: Callable[[int, int, str], object]) -> "Operation[T]":
        """Call ``show(done, total, what)`` for each step that a job reports."""
        self._progress = show
        return self

    def finished(self, do: Callable[[], object]) -> "Operation[T]":
        """Call ``do()`` last, however it ended: success, failure or cancelled."""
        self._finished = do
        return self

    def once(self, key: str) -> "Operation[T]":
        """Replace the parent's earlier unfinished work of the same ``key``: only the last result is shown."""
        self.key = key
        return self

    def start(self) -> "Operation[T]":
        """Queue the work."""
        self._desk.submit(self)
        return self

    def cancel(self) -> None:
        """Drop a read, or stop a job at its next step; neither success nor failure is called any more.

        A write that was started is still done: what was typed is not lost because a page closed.
        """
        self._cancelled = True

    @property
    def orphaned(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._cancelled or not isValid(self.parent)

    @property
    def wanted(self) -> bool:
        """Whether the work is to be done at all: what was typed is saved even if its page is gone."""
        return self.kind == "write" or not self.orphaned

    @property
    def is_long(self) -> bool:
        """Whether it is for the worker of jobs."""
        return self.kind in ("job", "task")

    # What the desk calls

    def replaces(self, other: "Operation[Any]") -> bool:
        """Whether this is a newer form of ``other``, whose result nobody wants to see any more."""
        return self.key != "" and self.key == other.key and self.parent is other.parent

    def run(self, base: Base | None) -> T:
        """Do the work; on a worker. Only a task does without a base."""
        if self.kind == "task" or base is None:
            return self._work(self._step)
        if self.kind == "job":
            writes = base if self._words is None else RecordedBase(base, self._keep)
            return self._work(writes, self._step)
        if self.kind == "read":
            opened = base.read()
        else:
            opened = base.write() if self._words is None else base.write(self._keep)
        with opened as session:
            return self._work(session)

    def _keep(self, inverse: Inverse | None) -> None:
        if inverse is None:
            self._is_final = True
        else:
            self._inverse = inverse if self._inverse is None else self._inverse.followed_by(inverse)

    def keep_act(self, result: T, default: Callable[[Act], object]) -> None:
        """Hand over what there is to undo, once the write is committed; on the window's thread."""
        if self._words is None or self._inverse is None or self._is_final:
            return
        said = self._said(result) if callable(self._said) else self._said
        said = f"{self._words}." if said is None else said
        (self._keep_act or default)(Act(self._words, said, self._inverse, self._tell_back))

    def _tell_back(self, undone: bool) -> None:
        if self._back is not None and isValid(self.parent):
            self._back(undone)

    def _step(self, done: int, total: int, what: str = "") -> None:
        if self._cancelled:
            raise Cancelled
        self._desk.stepped.emit(self, (done, total, what))

    def show_step(self, step: tuple[int, int, str]) -> None:
        """Pass a step on to the page; on the window's thread."""
        if self._progress is not None and not self.orphaned:
            self._progress(*step)

    def deliver(self, outcome: Outcome[T], default_failure: Callable[[Trouble], object]) -> None:
        """Hand the outcome to the page; on the window's thread."""
        if outcome.trouble is not None and self.wanted:
            own = None if self.orphaned else self._failure
            (own or default_failure)(outcome.trouble)
        elif outcome.value is not None and self._success is not None and not self.orphaned:
            self._success(outcome.value[0])
        if self._finished is not None and isValid(self.parent):
            self._finished()


class Desk(QObject):
    """Owns the base and the two workers, and brings every outcome back to the window's thread.

    A timer that goes on a worker takes the program with it: Qt cannot stop it from another thread. So
    cycles are collected only while the workers rest, and no worker is the last to hold an operation.
    """

    opened = Signal(object)
    """The base is open: its path."""
    open_failed = Signal(object)
    """The base could not be opened: the Trouble."""
    saved = Signal()
    """A write was acknowledged by the base."""
    unsaved = Signal()
    """Something typed stays on the screen: the base did not take it."""
    acted = Signal(object)
    """A write that can be undone was acknowledged: the Act."""
    busy = Signal(bool)
    """Whether anything is under way."""
    failed = Signal(object)
    """Trouble that no page took care of."""
    stepped = Signal(object, object)
    _ended = Signal(object, object)
    _opening_ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._short = ThreadPoolExecutor(1, thread_name_prefix="short")
        self._jobs = ThreadPoolExecutor(1, thread_name_prefix="job")
        self._base: Future[Base] | None = None
        self._under_way: list[object] = []
        self._resting_collector = ExitStack()
        self._last_of: dict[bool, Operation[Any]] = {}
        """The last operation of each worker, held here until it has certainly let go of it."""
        self._closed = False
        self.path: Path | None = None
        self.read_only = False
        """Whether the open base is only to be read: whoever asks to write is told so."""
        queued = Qt.ConnectionType.QueuedConnection
        self._ended.connect(self._deliver, queued)
        self._opening_ended.connect(self._show_opened, queued)
        self.stepped.connect(self._show_step, queued)

    def open(self, open_base: Callable[[], Base]) -> None:
        """Open a base on the worker; work asked from now on waits for it. An earlier base is closed first."""
        earlier, self._base, self.path, self.read_only = self._base, None, None, False
        opening = object()
        self._begin(opening)
        self._base = self._short.submit(self._open, open_base, earlier, opening)

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def read(self, parent: QObject, work: Callable[[Any], T]) -> Operation[T]:
        """Prepare ``work(session)`` in a reading transaction, for ``parent``."""
        return Operation(self, parent, "read", work)

    def write(self, parent: QObject, work: Callable[[Any], T]) -> Operation[T]:
        """Prepare ``work(session)`` in a writing transaction: committed at its end, undone if it raises."""
        return Operation(self, parent, "write", work)

    def job(self, parent: QObject, work: Callable[[Base, Step], T]) -> Operation[T]:
        """Prepare long work, ``work(base, step)``, which opens its own short transactions."""
        return Operation(self, parent, "job", work)

    def task(self, parent: QObject, work: Callable[[Step], T]) -> Operation[T]:
        """Prepare long work that needs no open base, ``work(step)``: reading a file, making a first base."""
        return Operation(self, parent, "task", work)

    def submit(self, operation: Operation[Any]) -> None:
        """Queue ``operation``; pages call its ``start()``. RuntimeError if it lacks a base to work on."""
        if self._closed:
            # A timer of a page that is still there while the program ends.
            return
        if self._base is None and operation.kind != "task":
            raise RuntimeError("no base has been opened")
        for other in self._under_way:
            if isinstance(other, Operation) and operation.replaces(other):
                other.cancel()
        self._begin(operation)
        worker = self._jobs if operation.is_long else self._short
        worker.submit(self._run, operation, self._base)

    def close(self) -> None:
        """Finish the writes, drop the rest and whatever comes after, close the base."""
        self._closed = True
        for operation in self._under_way:
            if isinstance(operation, Operation):
                operation.cancel()
        self._jobs.shutdown(wait=True, cancel_futures=True)
        self._short.shutdown(wait=True)
        if self._base is not None and self._base.exception() is None:
            self._base.result().close()
        self._base = None
        self._resting_collector.close()

    # On a worker

    def _open(self, open_base: Callable[[], Base], earlier: Future[Base] | None, opening: object) -> Base:
        try:
            if earlier is not None and earlier.exception() is None:
                earlier.result().close()
            base = open_base()
        except Exception as error:
            self._opening_ended.emit(opening, trouble(error))
            raise
        self._opening_ended.emit(opening, base)
        return base

    def _run(self, operation: Operation[Any], base: Future[Base] | None) -> None:
        outcome: Outcome[Any] = Outcome()
        try:
            if operation.kind == "task":
                outcome = Outcome(value=(operation.run(None),))
            # A base that did not open has said so already; its pages have nothing more to tell.
            elif base is not None and base.exception() is None and operation.wanted:
                outcome = Outcome(value=(_run_patiently(operation, base.result()),))
        except Cancelled:
            outcome = Outcome()
        except Exception as error:
            outcome = Outcome(trouble=trouble(error))
        self._ended.emit(operation, outcome)

    # On the window's thread

    def _begin(self, work: object) -> None:
        self._under_way.append(work)
        if len(self._under_way) == 1:
            self._resting_collector.enter_context(collector.paused())
            self.busy.emit(True)

    def _end(self, work: object) -> None:
        self._under_way.remove(work)
        if not self._under_way:
            self._resting_collector.close()
            self.busy.emit(False)

    def _deliver(self, operation: Operation[Any], outcome: Outcome[Any]) -> None:
        self._end(operation)
        self._last_of[operation.is_long] = operation
        if operation.kind == "write" and outcome.value is not None:
            self.saved.emit()
        if outcome.value is not None:
            operation.keep_act(outcome.value[0], self.acted.emit)
        operation.deliver(outcome, self.failed.emit)

    def _show_opened(self, opening: object, base_or_trouble: Base | Trouble) -> None:
        self._end(opening)
        if isinstance(base_or_trouble, Trouble):
            self._base = None
            self.open_failed.emit(base_or_trouble)
        else:
            self.path, self.read_only = base_or_trouble.path, base_or_trouble.read_only
            self.opened.emit(base_or_trouble.path)

    def _show_step(self, operation: Operation[Any], step: tuple[int, int, str]) -> None:
        operation.show_step(step)


def _run_patiently(operation: Operation[T], base: Base) -> T:
    """Run, and again after a pause when another program holds the base: nothing was committed then."""
    for pause in _BUSY_PAUSES:
        try:
            return operation.run(base)
        except Refused as refused:
            if operation.kind == "job" or refused.code != "base_busy":
                raise
            time.sleep(pause)
    return operation.run(base)

"""What is measured, each beside its floor in the same run."""

import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from random import Random

from sqlalchemy import insert

from pstdesk.db.database import Database
from pstdesk.db.migrate import make_base, open_base
from pstdesk.db.models import Person
from pstdesk.db.search import search
from pstdesk.services.actions import ActionsFilter, action_listing
from pstdesk.services.committees import committee_rows
from pstdesk.services.dashboard import dashboard
from pstdesk.services.decisions import DecisionsFilter, decision_listing
from pstdesk.services.demo import make_demo
from pstdesk.services.find import find
from pstdesk.services.meeting_list import MeetingsFilter, meeting_listing
from pstdesk.services.organisations import OrganisationsFilter, organisation_listing
from pstdesk.services.people import PeopleFilter, person_listing, suggest_people
from pstdesk.services.year_calendar import year_calendar
from tests.bench import large_base
from tests.bench.timing import Figure, in_turns, seconds

ROOT = Path(__file__).resolve().parents[2]
_LONGEST_STALL = 100
"""Milliseconds for which the window may stand still."""


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="pstdesk-bench-")


def _folder() -> Path:
    """Return the folder of this run's bases, which goes with it."""
    return Path(_temporary().name)


@cache
def large() -> Path:
    """Return the large base, made once for a run."""
    path = _folder() / "large.pstdesk"
    large_base.make_large_base(path)
    return path


@cache
def demonstration() -> Path:
    """Return the base of the demonstration, that of a town like Bondy after a year."""
    folder = _folder() / "demonstration"
    make_demo(folder, large_base.TODAY)
    return next(folder.rglob("*.pstdesk"))


@cache
def tenth() -> Path:
    """Return a base a tenth as large."""
    path = _folder() / "tenth.pstdesk"
    large_base.make_large_base(path, share=0.1)
    return path


@cache
def crowd() -> Path:
    """Return a base of 100,000 people and nothing else."""
    path = _folder() / "crowd.pstdesk"
    make_base(path)
    with closing(open_base(path)) as database, database.write() as session:
        session.execute(insert(Person), list(large_base.person_rows(Random(7), range(100_000))))
    return path


def _run_window(which: str, base: Path | None = None) -> dict[str, float]:
    words = [sys.executable, "-m", "tests.bench.window_run", which, *([str(base)] if base else [])]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    said = [line for line in done.stderr.splitlines(keepends=True) if not line.startswith("This plugin")]
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if figures.get("stall", 0) > _LONGEST_STALL:
        sys.stderr.write("".join(said))  # where it stood longest
    return figures


def _windows(base: Path | None, rounds: int) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Return the figures of ours and of the bare window, started in turns after one start each."""
    _run_window("ours", base), _run_window("bare")
    pairs = [(_run_window("ours", base), _run_window("bare")) for _ in range(rounds)]
    return [ours for ours, _ in pairs], [bare for _, bare in pairs]


def _median(figures: list[dict[str, float]], key: str) -> float:
    return statistics.median(one[key] for one in figures)


def first_window() -> Iterator[Figure]:
    """From the start of the process to the first paint."""
    ours, bare = _windows(None, rounds=7)
    yield Figure(
        "first window on screen",
        _median(ours, "painted"),
        _median(bare, "painted"),
        "s",
        2.5,
        "bare QMainWindow",
    )


def places() -> Iterator[Figure]:
    """The demonstration's base opened; the large base opened, and a tour of everything there is in it."""
    ours, bare = _windows(demonstration(), rounds=3)
    yield Figure(
        "first place filled, Bondy base",
        _median(ours, "first place"),
        _median(bare, "painted"),
        "s",
        4,
        "bare QMainWindow",
    )
    ours, bare = _windows(large(), rounds=3)
    yield Figure(
        "first place filled, large base",
        _median(ours, "first place"),
        _median(bare, "painted"),
        "s",
        5,
        "bare QMainWindow",
    )
    yield Figure("5,000 people listed", _median(ours, "go to people"), None, "s", 1.0, "")
    yield Figure("2,400 meetings listed", _median(ours, "go to meetings"), None, "s", 1.0, "")
    yield Figure("peak memory, every place visited", _median(ours, "memory"), None, "MB", 200, "")
    yield Figure("… and everything opened", _median(ours, "memory after all"), None, "MB", 200, "")
    yield Figure(
        "longest stall, the window's own work", _median(ours, "stall"), None, "ms", _LONGEST_STALL, ""
    )
    yield Figure("… by the clock", _median(ours, "stall by the clock"), None, "ms", _LONGEST_STALL, "")


def type_ahead() -> Iterator[Figure]:
    """Every keystroke of a name among 100,000 people, beside the LIKE scan it would be without the index."""
    names = [large_base.a_name(Random(seed)).lower() for seed in range(20)]
    prefixes = [name[:length] for name in names for length in range(1, len(name) + 1)]
    with closing(open_base(crowd())) as database, database.read() as session, closing(_raw(crowd())) as raw:
        slowest = max(
            seconds(lambda prefix=prefix: suggest_people(session, prefix, large_base.TODAY))
            for prefix in prefixes
        )
        scan = "SELECT id FROM person WHERE search_key LIKE ? OR given_key LIKE ? ORDER BY search_key LIMIT 8"
        ours, floor = in_turns(
            lambda: [suggest_people(session, name, large_base.TODAY) for name in names],
            lambda: [raw.execute(scan, (f"%{name}%", f"%{name}%")).fetchall() for name in names],
            rounds=3,
        )
    yield Figure(
        "type-ahead over 100,000 people", ours / 20 * 1000, floor / 20 * 1000, "ms", 0.1, "LIKE scan"
    )
    yield Figure("slowest keystroke of it", slowest * 1000, None, "ms", 50, "")


def full_text() -> Iterator[Figure]:
    """Two words in 20,000 items of minutes, and the slowest word to type, which nearly all of them hold."""
    scan = "SELECT id FROM search_entry WHERE body LIKE ? AND body LIKE ? LIMIT 50"
    with closing(open_base(large())) as database, database.read() as session, closing(_raw(large())) as raw:
        ours, floor = in_turns(
            lambda: search(session, "Balœil Rosmonper"),
            lambda: raw.execute(scan, ("%baloeil%", "%rosmonper%")).fetchall(),
            rounds=5,
        )
        slowest = max(seconds(lambda word=word: search(session, word)) for word in ("m", "médiathèque", "œu"))
    yield Figure("two words in 20,000 items", ours * 1000, floor * 1000, "ms", 0.1, "LIKE scan")
    yield Figure("slowest word of it", slowest * 1000, None, "ms", 50, "")


def palette() -> Iterator[Figure]:
    """Every keystroke of what somebody may look for in all there is, and of names among 100,000 people."""
    asked = (
        "Balœil Rosmonper",
        "médiathèque",
        "logement bailleur",
        "T3 mars 2025 logement",
        "séance 2",
        "D12",
    )
    names = [large_base.a_name(Random(seed)) for seed in range(5)]
    slowest = max(
        _slowest_keystroke(large(), (*asked, *names)),
        _slowest_keystroke(crowd(), names),
    )
    yield Figure("slowest keystroke of searching everything", slowest * 1000, None, "ms", 50, "")


def _slowest_keystroke(base: Path, texts: Iterable[str]) -> float:
    prefixes = {text[:length] for text in texts for length in range(1, len(text) + 1)}
    with closing(open_base(base)) as database, database.read() as session:
        find(session, "m", large_base.TODAY)  # the first time pays for imports and caches
        return max(
            min(seconds(lambda text=prefix: find(session, text, large_base.TODAY)) for _round in range(3))
            for prefix in sorted(prefixes)
        )


def _raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path)


def growth() -> Iterator[Figure]:
    """The lists of the large base beside those of a tenth of it."""
    for name, work in _LISTS.items():
        with closing(open_base(large())) as big, closing(open_base(tenth())) as small:
            ours, floor = in_turns(partial(_reading, big, work), partial(_reading, small, work), rounds=5)
        yield Figure(f"{name}: large base", ours * 1000, floor * 1000, "ms", 1.5, "a tenth of it")


def _reading(database: Database, work: Callable[..., object]) -> None:
    with database.read() as session:
        work(session)


_LISTS: dict[str, Callable[..., object]] = {
    "dashboard": lambda session: dashboard(session, large_base.TODAY),
    "type-ahead": lambda session: suggest_people(session, "bal", large_base.TODAY),
    "committees": lambda session: committee_rows(session, large_base.TODAY),
    "people": person_listing(PeopleFilter(), large_base.TODAY).opening,
    "organisations": organisation_listing(OrganisationsFilter(), large_base.TODAY).opening,
    "meetings": meeting_listing(MeetingsFilter(), large_base.TODAY).opening,
    "actions": action_listing(ActionsFilter(), large_base.TODAY).opening,
    "decisions": decision_listing(DecisionsFilter()).opening,
    "calendar": lambda session: year_calendar(session, large_base.TODAY.year, large_base.TODAY),
}

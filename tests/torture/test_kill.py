"""Killed while it writes, imports, backs up, elects, migrates or restores: whole afterwards, nothing lost.

450 times by ``make torture``; a tenth of that in CI. The real window is killed while one types in
tests/journeys/test_pulled_plug.py.
"""

import os
import shutil
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, text

from pstdesk.db.backup import backup_folder, backups_of, make_backup, restore, verify
from pstdesk.db.database import Database
from pstdesk.db.models import Election, ElectionRecord, ElectionRound, Mandate
from pstdesk.db.revision import HEAD, stored_revision
from pstdesk.domain.backup import BackupKind, BackupState
from pstdesk.domain.voting import ElectionState
from pstdesk.services.backups import check_all
from pstdesk.services.opening import Opening
from tests import builders as make
from tests.db.basefiles import filled, tables
from tests.db.test_migrations import step
from tests.torture.deeds import LISTED, OLD_BASES, START, do, notes_of, old_base

KILLS = int(os.environ.get("PSTDESK_KILLS", "45"))
"""How often a deed is cut off."""
LATER = START + timedelta(days=400)
PATIENCE = 120
"""Seconds for a process to show that it is alive."""
LONGEST = {"edit": 0.5, "bring_in": 1.2, "back_up": 0.8, "elect": 1.5, "migrate": 1.5, "put_back": 0.8}
"""Seconds within which each deed is cut off, some rounds of it."""


@pytest.fixture(scope="module")
def nursery() -> BaseContext:
    """Return where processes are made: one that has imported everything, so that each begins at once."""
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.torture.deeds"])
    return context


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a base of the first revision with something in every kind of table."""
    path = filled(tmp_path_factory.mktemp("old"))
    step(path, "0001")
    return path


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a base with people, a meeting and notes, and an earlier backup that is known to be good."""
    path = filled(tmp_path, base_id="1" * 32)
    make_backup(path, BackupKind.MANUAL, START - timedelta(days=1))
    return path


@dataclass(frozen=True)
class Said:
    """What a deed said before it was cut off."""

    lines: tuple[str, ...]

    def last(self, what: str) -> int:
        """Return the last number that was acknowledged of ``what``, or -1."""
        words = [line.split() for line in self.lines]
        return max((int(line[-1]) for line in words if line[0] == what), default=-1)


def cut_off(nursery: BaseContext, deed: str, base: Path, after: float) -> Said:
    """Let the deed go on for ``after`` seconds, then end it as a power cut would; return what it said."""
    log = base.with_name("log")
    log.touch()
    process = nursery.Process(target=do, args=(deed, str(base), str(log)), daemon=True)  # type: ignore[attr-defined]  # typeshed knows it of the kinds
    process.start()
    try:
        for _turn in range(PATIENCE * 20):
            process.join(0.05)
            if log.stat().st_size > 0 or not process.is_alive():
                break
        process.join(after)
        assert process.is_alive() or "all" in log.read_text().split(), "it stumbled before it was cut off"
    finally:
        process.kill()
        process.join()
    whole = log.read_text(encoding="utf-8")
    said = Said(tuple(whole[: whole.rfind("\n")].split("\n")))
    assert said.lines[0] == "begun"
    return said


def opened(base: Path) -> Database:
    """Open the base as the window does, without an answer from anybody."""
    return Opening(base, LATER).open()


def assert_whole(base: Path) -> None:
    """Hold that the base opens by itself, is as it must be, and can be backed up and put back."""
    with closing(opened(base)) as database:
        assert check_all(database) == ()
    made = make_backup(base, BackupKind.MANUAL, LATER)
    content = tables(base)
    left = [file.name for folder in (base.parent, backup_folder(base)) for file in folder.iterdir()]
    assert [name for name in left if ".en-cours" in name or name.endswith(".restauration")] == []
    restore(made.path, base, LATER)
    assert tables(base) == content
    assert base.read_bytes() == made.path.read_bytes()
    opened(base).close()


def names(base: Path) -> list[str]:
    """Return the family names in the base."""
    with closing(opened(base)) as database, database.read() as session:
        return [str(name) for (name,) in session.execute(text("SELECT family_name FROM person"))]


def turns(deed: str) -> list[object]:
    """Return after how many seconds the deed is cut off, in each of its share of the rounds."""
    share = len(range(sorted(LONGEST).index(deed), KILLS, len(LONGEST)))
    chance = Random(deed)
    return [pytest.param(chance.uniform(0.0, LONGEST[deed]), id=str(turn)) for turn in range(share)]


@pytest.mark.parametrize("after", turns("edit"))
def test_cut_off_while_it_writes(nursery: BaseContext, base: Path, after: float) -> None:
    said = cut_off(nursery, "edit", base, after)
    assert_edits(base, said)
    assert_whole(base)


def assert_edits(base: Path, said: Said) -> None:
    """Hold that every edit that was acknowledged is there, and no half of one."""
    there = set(names(base))
    assert {f"Numéro {number}" for number in range(said.last("person") + 1)} <= there
    acknowledged = said.last("notes")
    rows = tables(base)["agenda_item"]
    written = [number for number in (acknowledged, acknowledged + 1) if notes_of(number) in str(rows)]
    assert written or acknowledged == -1


def test_what_was_acknowledged_too_early_is_noticed(nursery: BaseContext, base: Path) -> None:
    """A check that lets a liar pass would let everything pass."""
    said = cut_off(nursery, "hasty", base, 0.1)
    assert said.last("person") >= 0
    with pytest.raises(AssertionError):
        assert_edits(base, said)


@pytest.mark.parametrize("after", turns("bring_in"))
def test_cut_off_while_it_imports(nursery: BaseContext, base: Path, after: float) -> None:
    said = cut_off(nursery, "bring_in", base, after)
    there = names(base)
    done = said.last("list")
    for number in range(done + 1):
        assert there.count(f"Liste {number}") == LISTED
    assert there.count(f"Liste {done + 1}") in (0, LISTED)
    assert there.count(f"Liste {done + 2}") == 0
    assert_whole(base)


@pytest.mark.parametrize("after", turns("back_up"))
def test_cut_off_while_it_backs_up(nursery: BaseContext, base: Path, after: float) -> None:
    said = cut_off(nursery, "back_up", base, after)
    folder = backup_folder(base)
    drafts = [file for file in folder.iterdir() if ".en-cours" in file.name]
    assert len([file for file in drafts if not file.name.endswith("-journal")]) <= 2  # a copy, or its digest
    found = backups_of(base)
    for backup in found:
        assert backup.state is BackupState.VERIFIED
        verify(backup)
    acknowledged = [line.split() for line in said.lines if line.startswith("backup ")]
    if acknowledged:
        _word, name, number = acknowledged[-1]
        assert name in [backup.path.name for backup in found]
        assert f"Numéro {number}" in str(tables(folder / name)["person"])
    assert_whole(base)


@pytest.mark.parametrize("after", turns("elect"))
def test_cut_off_while_it_elects(nursery: BaseContext, base: Path, after: float) -> None:
    """No election is proclaimed without its record and its mandate, nor has either before."""
    said = cut_off(nursery, "elect", base, after)
    with closing(opened(base)) as database, database.read() as session:
        states = {row.id: row.state for row in session.execute(select(Election.id, Election.state))}
        closed = set(session.scalars(select(ElectionRound.election_id).where(ElectionRound.is_closed)))
        records = set(session.scalars(select(ElectionRecord.election_id)))
        given = select(Mandate.election_id).where(Mandate.election_id.is_not(None))
        mandates = set(session.scalars(given))
    proclaimed = {number for number, state in states.items() if state is ElectionState.PROCLAIMED}
    assert proclaimed == records == mandates
    assert set(range(1, said.last("proclaimed") + 2)) <= proclaimed <= closed
    assert set(range(1, said.last("closed") + 2)) <= closed
    assert_whole(base)


@pytest.mark.parametrize("after", turns("migrate"))
def test_cut_off_while_it_migrates(nursery: BaseContext, tmp_path: Path, old: Path, after: float) -> None:
    for number in range(OLD_BASES):
        shutil.copy(old, old_base(tmp_path / "base", number))
    said = cut_off(nursery, "migrate", tmp_path / "base", after)
    before = tables(old)
    done = said.last("migrated")
    for number in range(OLD_BASES):
        path = old_base(tmp_path / "base", number)
        if number <= done:
            assert stored_revision(path) == HEAD
        elif number > done + 1:
            assert path.read_bytes() == old.read_bytes()
    at_work = old_base(tmp_path / "base", min(done + 1, OLD_BASES - 1))
    opened(at_work).close()
    assert stored_revision(at_work) == HEAD
    after_all = tables(at_work)
    for name in ("person", "membership", "post", "mandate", "attendance", "decision", "journal_entry"):
        assert len(after_all[name]) == len(before[name])
    assert backups_of(at_work)
    assert_whole(at_work)


@pytest.mark.parametrize("after", turns("put_back"))
def test_cut_off_while_it_restores(nursery: BaseContext, base: Path, after: float) -> None:
    backup = make_backup(base, BackupKind.MANUAL, START)
    contents = {}
    for which in "ab":
        shutil.copy(backup.path, base.with_name(f"{which}.pstdesk"))
        if which == "b":
            with closing(Database(base.with_name("b.pstdesk"))) as other, other.write() as session:
                for number in range(50):
                    make.person(session, "Autre", f"Numéro {number}")
        contents[which] = base.with_name(f"{which}.pstdesk").read_bytes()
    said = cut_off(nursery, "put_back", base, after)
    restored = [line.split()[1] for line in said.lines if line.startswith("restored")]
    if restored:
        assert base.read_bytes() in contents.values()
    for kept in backups_of(base):
        verify(kept)
    assert_whole(base)

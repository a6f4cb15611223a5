"""Opening a base for work: silent where all is as it was left, never as if nothing were where it is not."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pstdesk.db.closing import Standing, closing_path, forget_closing, mark_closed, standing
from pstdesk.db.database import Database
from pstdesk.db.lock import DeskLock, holder_of, lock_path
from pstdesk.db.soundness import has_journal, journal_path
from pstdesk.domain.opening import Wish
from pstdesk.services.opening import Opening, open_for_command
from tests import builders
from tests.refusals import refused

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
READ_ONLY = Wish(read_only=True)
AS_IT_IS = Wish(as_it_is=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a base with one person, closed by pstdesk."""
    path = builders.empty_file(tmp_path)
    with closing(Opening(path, NOW).open()) as base:
        add(base, "Œillardin")
    return path


def add(base: Database, name: str) -> None:
    with base.write() as session:
        builders.person(session, "Zoé", name)


def people(base: Database) -> list[str]:
    with base.read() as session:
        return sorted(session.connection().exec_driver_sql("SELECT family_name FROM person").scalars())


def change(path: Path, place: int = -1) -> None:
    """Change one byte of the file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    """Leave the base in the middle of a transaction that has reached the disk, as a power cut does."""
    copy = path.with_name("copy.pstdesk")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE more AS SELECT hex(randomblob(4000)) AS t")
        for _turn in range(8):
            connection.execute("INSERT INTO more SELECT hex(randomblob(4000)) FROM more")
        shutil.copy(path, copy)
        shutil.copy(journal_path(path), journal_path(copy))
        connection.execute("ROLLBACK")
    copy.replace(path)
    journal_path(copy).replace(journal_path(path))
    forget_closing(path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# As it was left


def test_a_base_as_it_was_left_is_opened_without_being_read_whole(path: Path) -> None:
    checked: list[None] = []
    with closing(Opening(path, NOW, checking=lambda: checked.append(None)).open()) as base:
        assert people(base) == ["Œillardin"]
        assert not base.read_only
    assert checked == []


def test_while_it_is_open_its_lock_is_held_and_when_closed_it_is_marked(path: Path) -> None:
    with closing(Opening(path, NOW, user="zoé").open()) as base:
        holder = holder_of(path)
        assert holder is not None
        assert holder.user == "zoé"
        add(base, "Fauré")
        assert standing(path) is Standing.UNKNOWN
    assert standing(path) is Standing.AS_LEFT
    assert names(path.parent) == ["valmont.pstdesk", "valmont.sauvegardes"]


def test_a_base_never_closed_here_is_read_whole_and_opened(path: Path) -> None:
    forget_closing(path)
    checked: list[None] = []
    with closing(Opening(path, NOW, checking=lambda: checked.append(None)).open()) as base:
        assert people(base) == ["Œillardin"]
    assert checked == [None]


def test_a_base_that_another_program_is_hashing_already_is_not_hashed_twice(path: Path) -> None:
    with refused("base_changed_outside"):
        Opening(path, NOW, standing=lambda: Standing.CHANGED).open()


# Changed meanwhile


def replace_by_another(path: Path) -> None:
    """Put a whole base under the same name, as whoever restores a copy by hand does."""
    other = path.with_name("other.pstdesk")
    with closing(Opening(builders.empty_file(path.parent, other.name), NOW).open()) as base:
        add(base, "Fauré")
    other.replace(path)


def test_a_sound_base_that_is_another_one_is_told_and_opened_on_demand(path: Path) -> None:
    replace_by_another(path)
    with refused("base_changed_outside", file="valmont.pstdesk"):
        Opening(path, NOW).open()
    assert holder_of(path) is None
    with closing(Opening(path, NOW, AS_IT_IS).open()) as base:
        assert people(base) == ["Fauré"]
    with closing(Opening(path, NOW).open()) as base:  # and not told again
        assert people(base) == ["Fauré"]


def test_a_command_says_so_and_leaves_it_to_be_told_by_the_window(path: Path) -> None:
    replace_by_another(path)
    told: list[str] = []
    with closing(open_for_command(path, NOW, warn=lambda refused: told.append(refused.code))) as base:
        assert people(base) == ["Fauré"]
    assert told == ["base_changed_outside"]
    with refused("base_changed_outside"):
        Opening(path, NOW).open()


# Damaged


@pytest.mark.parametrize(
    "become",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000)),
        lambda path: path.write_bytes(bytes(path.stat().st_size)),
        lambda path: path.write_bytes(path.read_bytes()[:-4096]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(4096) + path.read_bytes()[8192:]),
    ],
    ids=["empty", "picture", "zeros", "cut", "page-of-zeros"],
)
def test_a_damaged_base_is_refused_and_stays_as_it_is(path: Path, become: Callable[[Path], None]) -> None:
    become(path)
    before = path.read_bytes()
    for wish in (Wish(), READ_ONLY):
        with refused("base_damaged", file="valmont.pstdesk"):
            Opening(path, NOW, wish).open()
    assert path.read_bytes() == before
    assert names(path.parent) == ["valmont.pstdesk", "valmont.sauvegardes"]


def test_what_never_was_a_base_is_foreign(tmp_path: Path) -> None:
    letter = tmp_path / "lettre.pstdesk"
    letter.write_bytes(b"Madame, Monsieur,")
    photos = tmp_path / "photos.db"
    with closing(sqlite3.connect(photos)) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
    with refused("base_foreign", file="photos.db"):
        Opening(photos, NOW).open()
    with refused("base_foreign", file="lettre.pstdesk"):
        Opening(letter, NOW).open()
    with refused("base_missing"):
        Opening(tmp_path / "gone.pstdesk", NOW).open()
    assert names(tmp_path) == ["lettre.pstdesk", "photos.db"]


def test_a_row_that_points_nowhere_is_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO action_committee VALUES (99, 99)")
        connection.commit()
    forget_closing(path)
    with refused("base_damaged"):
        Opening(path, NOW).open()


# Cut off in the middle


def test_a_transaction_that_was_cut_off_is_undone_and_the_base_opened(path: Path) -> None:
    cut_off(path)
    assert has_journal(path)
    with closing(Opening(path, NOW).open()) as base:
        assert people(base) == ["Œillardin"]
    assert names(path.parent) == ["valmont.pstdesk", "valmont.sauvegardes"]


def test_the_journal_of_another_base_beside_a_closed_one_is_put_aside(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = builders.empty_file(tmp_path / "other")
    cut_off(other)
    journal_path(other).replace(journal_path(path))
    before = path.read_bytes()
    with closing(Opening(path, NOW).open()) as base:
        assert people(base) == ["Œillardin"]
    assert path.read_bytes() == before
    assert "valmont.pstdesk-journal.ecarte" in names(tmp_path)


def test_where_a_journal_destroys_the_base_it_is_kept_as_it_was_found(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "photos.db"
    other.parent.mkdir()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE photo AS SELECT randomblob(90000)")
        connection.commit()
    cut_off(other)
    journal_path(other).replace(journal_path(path))
    forget_closing(path)
    before = path.read_bytes(), journal_path(path).read_bytes()
    with refused("base_damaged"):
        Opening(path, NOW).open()
    kept = path.with_name("valmont.avant-reprise-2026-11-26.pstdesk")
    assert (kept.read_bytes(), journal_path(kept).read_bytes()) == before


# Read only


def test_a_base_to_be_read_is_left_untouched_and_refuses_to_be_written(path: Path) -> None:
    before = path.read_bytes(), names(path.parent)
    with closing(Opening(path, NOW, READ_ONLY).open()) as base:
        assert base.read_only
        assert people(base) == ["Œillardin"]
        with refused("base_opened_read_only", file="valmont.pstdesk"), base.write():
            pass
        with refused("base_opened_read_only"), base.read() as session:
            session.connection().exec_driver_sql("DELETE FROM person")
        assert holder_of(path) is None
    assert (path.read_bytes(), names(path.parent)) == before


def test_a_base_that_somebody_has_open_can_be_read(path: Path) -> None:
    with closing(Opening(path, NOW, user="e.morel").open()) as base:
        with refused("base_in_use", user="e.morel"):
            Opening(path, NOW).open()
        with closing(Opening(path, NOW, READ_ONLY).open()) as other:
            add(base, "Fauré")
            assert people(other) == ["Fauré", "Œillardin"]


def test_a_base_cut_off_is_to_be_put_in_order_before_it_is_read(path: Path) -> None:
    cut_off(path)
    with refused("base_interrupted_read_only"):
        Opening(path, NOW, READ_ONLY).open()
    Opening(path, NOW).open().close()
    Opening(path, NOW, READ_ONLY).open().close()


def test_an_older_or_newer_base_is_not_read(path: Path) -> None:
    for revision, code in (("0001", "base_older_read_only"), ("9999", "base_newer")):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
            connection.commit()
        forget_closing(path)
        with refused(code):
            Opening(path, NOW, READ_ONLY).open()


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_is_protected_from_writing_is_opened_to_be_read(plain_folder: Path, what: str) -> None:
    path = plain_folder / "valmont.pstdesk"
    assert mark_closed(path)
    (path if what == "file" else plain_folder).chmod(0o400 if what == "file" else 0o500)
    with closing(Opening(path, NOW).open()) as base:
        assert base.read_only
        assert people(base) == []
        assert not lock_path(path).exists()
    assert standing(path) is Standing.AS_LEFT


# Commands beside the window


def test_a_command_writes_while_the_window_has_the_base(path: Path) -> None:
    with closing(Opening(path, NOW, user="e.morel").open()) as base:
        with closing(open_for_command(path, NOW)) as other:
            add(other, "Fauré")
        assert not closing_path(path).exists()
        assert people(base) == ["Fauré", "Œillardin"]
    assert standing(path) is Standing.AS_LEFT


def test_a_command_alone_leaves_the_base_closed(path: Path) -> None:
    with closing(open_for_command(path, NOW)) as base:
        add(base, "Fauré")
    assert standing(path) is Standing.AS_LEFT
    with pytest.raises(BlockingIOError), closing(open_for_command(path, NOW)):
        raise BlockingIOError
    assert holder_of(path) is None


@pytest.fixture
def held(path: Path) -> Iterator[DeskLock]:
    lock = DeskLock.take(path, "e.morel", NOW)
    yield lock
    lock.release()


def test_a_window_that_opens_between_two_looks_of_a_command_is_no_obstacle(
    path: Path, held: DeskLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pstdesk.services.opening.holder_of", lambda _path: None)
    open_for_command(path, NOW).close()
    assert lock_path(path).exists()

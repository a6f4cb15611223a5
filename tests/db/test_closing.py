"""The mark of the last closing: there while not one byte has changed, gone before the first one does."""

import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from pstdesk.db.closing import Standing, closed_at, closing_path, forget_closing, mark_closed, standing
from pstdesk.db.database import Database
from pstdesk.db.models import Person
from pstdesk.services.fetch import fetch
from tests import builders
from tests.refusals import refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a closed base with its mark."""
    path = builders.empty_file(tmp_path)
    assert mark_closed(path)
    return path


def test_a_closed_base_is_as_it_was_left(path: Path) -> None:
    assert standing(path) is Standing.AS_LEFT
    assert closed_at(path) is not None


def test_a_base_that_was_never_closed_here_is_not_judged(tmp_path: Path, path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "copy.pstdesk"))
    assert standing(copy) is Standing.UNKNOWN
    assert closed_at(copy) is None


def test_a_base_of_the_same_name_with_another_ending_is_not_judged_by_that_mark(
    tmp_path: Path, path: Path
) -> None:
    (tmp_path / "ailleurs").mkdir()
    builders.empty_file(tmp_path / "ailleurs").rename(tmp_path / "valmont.db")
    with (tmp_path / "valmont.db").open("ab") as file:
        file.write(bytes(4096))
    assert standing(tmp_path / "valmont.db") is Standing.UNKNOWN
    assert standing(path) is Standing.AS_LEFT


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="only where coreutils are")
@pytest.mark.parametrize("name", ["valmont.pstdesk", "l’Œuvre (1) % ?#.pstdesk", "a\\b\nc.pstdesk"])
def test_the_mark_reads_as_sha256sum_writes_it(tmp_path: Path, name: str) -> None:
    path = builders.empty_file(tmp_path, name)
    assert mark_closed(path)
    mark = closing_path(path)
    check = ["sha256sum", "--check", mark.name]
    assert subprocess.run(check, cwd=mark.parent, capture_output=True, check=False).returncode == 0
    with path.open("r+b") as file:
        file.write(b"!")
    assert subprocess.run(check, cwd=mark.parent, capture_output=True, check=False).returncode == 1


def test_reading_keeps_the_mark_and_writing_removes_it_first(path: Path) -> None:
    with closing(Database(path)) as base:
        with base.read() as session:
            session.scalars(select(Person)).all()
        assert standing(path) is Standing.AS_LEFT
        with base.write() as session:
            session.connection()
            assert standing(path) is Standing.UNKNOWN
            builders.person(session, "Zoé", "Œillardin")
    assert not closing_path(path).exists()


def test_a_refused_write_costs_the_mark_and_nothing_else(path: Path) -> None:
    before = path.read_bytes()
    with closing(Database(path)) as base, refused("record_missing"), base.write() as session:
        fetch(session, Person, builders.person(session, "Zoé", "Œillardin").id + 1)
    assert standing(path) is Standing.UNKNOWN
    assert path.read_bytes() == before


def test_marking_writes_nothing_into_the_base(path: Path) -> None:
    forget_closing(path)
    before = path.read_bytes()
    assert mark_closed(path)
    assert path.read_bytes() == before
    assert sorted(found.name for found in path.parent.iterdir()) == ["valmont.pstdesk", "valmont.sauvegardes"]


def test_a_base_is_not_marked_while_somebody_writes(path: Path) -> None:
    forget_closing(path)
    with closing(Database(path)) as other, other.write() as session:
        session.connection()
        assert not mark_closed(path, patience=0)
    assert standing(path) is Standing.UNKNOWN


def test_nothing_is_marked_where_nothing_can_be_written(tmp_path: Path) -> None:
    path = builders.empty_file(tmp_path)
    closing_path(path).parent.write_bytes(b"a file where the folder should be")
    assert not mark_closed(path)
    assert not mark_closed(tmp_path / "gone.pstdesk")


@pytest.mark.parametrize("words", [b"", b"0123", b"\xff" * 80, b"a" * 63 + b"  valmont.pstdesk\n"])
def test_a_mark_that_says_nothing_is_none(path: Path, words: bytes) -> None:
    closing_path(path).write_bytes(words)
    assert standing(path) is Standing.UNKNOWN


@pytest.mark.parametrize("place", [0, 24, 5000, -1])
def test_one_changed_byte_is_noticed(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert standing(path) is Standing.CHANGED

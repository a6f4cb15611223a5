"""Bases damaged at random while they were closed: each is noticed, none is opened as if nothing were."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from pstdesk.db.closing import Standing, standing
from pstdesk.db.lock import lock_path
from pstdesk.db.soundness import damage
from pstdesk.domain.errors import Refused
from pstdesk.services.demo import BASE_NAME
from pstdesk.services.opening import Opening

ROUNDS = int(os.environ.get("PSTDESK_DAMAGED_BASES", "30"))
"""How many bases are damaged; make torture takes 300."""
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
PAGE = 4096
OTHER_KINDS = (
    b"",
    b"\x89PNG\r\n\x1a\n" + bytes(60_000),
    b"PK\x03\x04" + b"\x14\x00" * 30_000,
    b"SQLite format 3\0" + bytes(60_000),
    "Compte rendu de la séance\n".encode() * 900,
    b"\r\n" * 4,
)

Damage = Callable[[bytearray, Random], bytes | bytearray]


def flip(content: bytearray, rng: Random) -> bytearray:
    """Flip one bit, which SQLite alone seldom notices."""
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    return content


def cut(content: bytearray, rng: Random) -> bytearray:
    return content[: rng.randrange(len(content))]


def zero(content: bytearray, rng: Random) -> bytearray:
    """Zero some pages, as a disk does that lost them."""
    first = rng.randrange(len(content) // PAGE - 8) * PAGE
    length = rng.randrange(1, 8) * PAGE
    content[first : first + length] = bytes(length)
    return content


def overwrite(content: bytearray, rng: Random) -> bytearray:
    length = rng.randrange(1, 20_000)
    at = rng.randrange(len(content) - length)
    content[at : at + length] = rng.randbytes(length)
    return content


def swap(content: bytearray, rng: Random) -> bytearray:
    """Exchange two pages: every byte is there, and most of what SQLite looks at."""
    one, other = (page * PAGE for page in rng.sample(range(len(content) // PAGE), 2))
    content[one : one + PAGE], content[other : other + PAGE] = (
        content[other : other + PAGE],
        content[one : one + PAGE],
    )
    return content


def append(content: bytearray, rng: Random) -> bytearray:
    return content + rng.randbytes(rng.randrange(1, 9000))


def another_kind(_content: bytearray, rng: Random) -> bytes:
    return rng.choice(OTHER_KINDS)


DAMAGES: tuple[Damage, ...] = (flip, cut, zero, overwrite, swap, append, another_kind)


@pytest.fixture(scope="module")
def closed(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demonstration's base as pstdesk closed it."""
    path = Path(shutil.copy(demo_folder / BASE_NAME, tmp_path_factory.mktemp("closed")))
    Opening(path, NOW).open().close()
    return path


def copied(closed: Path, folder: Path) -> Path:
    """Return a copy of the closed base with the mark of its closing."""
    shutil.copytree(closed.parent, folder, dirs_exist_ok=True)
    return folder / closed.name


def test_the_undamaged_base_opens_in_silence(closed: Path, tmp_path: Path) -> None:
    path = copied(closed, tmp_path)
    checked: list[None] = []
    with closing(Opening(path, NOW, checking=lambda: checked.append(None)).open()) as base:
        assert not base.read_only
    assert checked == []


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_damaged_base_is_noticed_and_kept_as_it_is(closed: Path, tmp_path: Path, round_: int) -> None:
    path, rng = copied(closed, tmp_path), Random(round_)
    hurt = DAMAGES[round_ % len(DAMAGES)]
    before = path.read_bytes()
    damaged = bytes(hurt(bytearray(before), rng))
    while damaged == before:  # two equal pages swapped, zeros zeroed
        damaged = bytes(hurt(bytearray(before), rng))
    path.write_bytes(damaged)
    with pytest.raises(Refused) as caught:
        Opening(path, NOW).open()
    # where SQLite finds nothing wrong the file is still not the one that was closed, and that is told
    assert caught.value.code in ("base_damaged", "base_changed_outside")
    if caught.value.code == "base_changed_outside":
        assert (standing(path), damage(path)) == (Standing.CHANGED, "")
    assert path.read_bytes() == damaged
    assert not lock_path(path).exists()
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == [path.name]
    path.unlink()  # hundreds of them are a gigabyte

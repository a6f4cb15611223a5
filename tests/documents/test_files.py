"""Files written whole or not at all, and their names."""

import errno
import os
import re
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents.files import LONGEST_NAME, file_name, free_name, slug, write_atomically
from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence

DAY = date(2026, 11, 12)
RESERVED = {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(10)}


def put(content: bytes) -> "Writer":
    return Writer(content)


class Writer:
    """Writes its content; told to, it fails half way."""

    def __init__(self, content: bytes, failure: BaseException | None = None) -> None:
        self.content = content
        self.failure = failure

    def __call__(self, file: BinaryIO) -> None:
        file.write(self.content)
        if self.failure is not None:
            raise self.failure


def refusal(path: Path, writer: Writer, *, overwrite: bool = False) -> Refused:
    """Return what writing is refused with; its sentence must fit its values."""
    with pytest.raises(Refused) as caught:
        write_atomically(path, writer, overwrite=overwrite)
    assert path.name in sentence(caught.value)
    return caught.value


# Writing


def test_a_file_is_written_for_its_user_only(tmp_path: Path) -> None:
    umask = os.umask(0o000)
    try:
        write_atomically(tmp_path / "a.docx", put(b"whole"))
    finally:
        os.umask(umask)
    assert (tmp_path / "a.docx").read_bytes() == b"whole"
    if os.name == "posix":
        assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_what_is_there_is_not_replaced_silently(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    refused = refusal(tmp_path / "a.docx", put(b"new"))
    assert (refused.code, refused.values["other"]) == ("file_exists", "a-2.docx")
    assert (tmp_path / "a.docx").read_bytes() == b"old"


def test_what_is_there_is_replaced_when_asked_for_and_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "a.docx").chmod(0o640)
    write_atomically(tmp_path / "a.docx", put(b"new"), overwrite=True)
    assert (tmp_path / "a.docx").read_bytes() == b"new"
    if os.name == "posix":
        assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o640


def test_a_link_goes_on_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "real.docx").write_bytes(b"old")
    (tmp_path / "link.docx").symlink_to(tmp_path / "real.docx")
    write_atomically(tmp_path / "link.docx", put(b"new"), overwrite=True)
    assert (tmp_path / "link.docx").is_symlink()
    assert (tmp_path / "real.docx").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (OSError(errno.EIO, "Input/output error"), "file_not_written"),
        (OSError("no number"), "file_not_written"),
    ],
)
def test_a_disk_that_fails_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, failure: OSError, code: str
) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    assert refusal(tmp_path / "a.docx", Writer(b"half", failure), overwrite=True).code == code
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.docx": b"old"}


def test_a_writer_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write_atomically(tmp_path / "a.docx", Writer(b"half", ZeroDivisionError()))
    assert list(tmp_path.iterdir()) == []


def test_a_really_full_disk_leaves_nothing(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has /dev/full")

    def fill(file: BinaryIO) -> None:
        os.dup2(os.open("/dev/full", os.O_WRONLY), file.fileno())
        file.write(b"x" * 100_000)

    with pytest.raises(Refused) as caught:
        write_atomically(tmp_path / "a.docx", fill)
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_word_holds_open_is_named_with_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "used by another process")  # what Windows says

    monkeypatch.setattr(Path, "replace", held)
    refused = refusal(tmp_path / "a.docx", put(b"new"), overwrite=True)
    assert (refused.code, refused.values["other"]) == ("file_held_open", "a-2.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused = refusal(tmp_path / "gone" / "a.docx", put(b""))
    assert refused.code == "folder_missing"
    assert refused.values["folder"] == str(tmp_path / "gone")


def test_a_file_in_the_place_of_the_folder_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refusal(tmp_path / "file" / "a.docx", put(b"")).code == "folder_missing"


def test_a_folder_in_the_place_of_the_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    assert refusal(tmp_path / "a.docx", put(b""), overwrite=True).code == "path_is_folder"


def test_a_folder_without_rights_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")  # root may write everywhere

    monkeypatch.setattr(os, "open", denied)
    assert refusal(tmp_path / "a.docx", put(b"")).code == "folder_no_rights"


@pytest.mark.parametrize("name", ["x" * 300 + ".docx", "a\0b.docx"])
def test_a_name_that_no_disk_takes_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name, put(b"")).code == "file_name_unfit"


# Names


def test_a_name_sorts_and_says_what_when_and_which_version() -> None:
    subject = ("CT1", "Accès aux droits et continuité du service public")
    name = file_name("CR", DAY, subject, version=2, suffix=".docx")
    assert name == "CR_2026-11-12_CT1-Acces-aux-droits_v2.docx"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Vie sociale et vivre ensemble", "Vie-sociale-et-vivre-ensemble"),
        ("Petite enfance, jeunesse, parentalité", "Petite-enfance-jeunesse"),
        ("Cœur d’îlot : L'Haÿ & Straße", "Coeur-d-ilot-L-Hay-Strasse"),
        ("日本", ""),
        ("x" * 99, "x" * 29),
    ],
)
def test_a_title_is_cut_between_words_and_loses_its_accents(title: str, short: str) -> None:
    assert slug(title) == short


def test_what_has_no_version_and_no_subject_still_has_a_name() -> None:
    assert file_name("OJ", DAY, (), version=None, suffix=".pdf") == "OJ_2026-11-12.pdf"


@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=120), st.integers(0, 99999))
def test_any_system_takes_the_name(kind: str, short: str, title: str, version: int) -> None:
    name = file_name(kind, DAY, (short, title), version=version, suffix=".docx")
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", name)
    assert len(name) <= LONGEST_NAME
    assert name.split(".")[0].upper() not in RESERVED
    assert not name.startswith((".", "-"))


def test_a_free_name_is_the_first_that_nothing_has(tmp_path: Path) -> None:
    path = tmp_path / "CR.v1.docx"
    assert free_name(path) == path
    path.write_bytes(b"")
    (tmp_path / "CR.v1-2.docx").symlink_to(tmp_path / "gone")
    assert free_name(path) == tmp_path / "CR.v1-3.docx"

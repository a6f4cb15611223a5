"""Strangers' files: what is not a sound Office file is refused before anything parses it."""

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pstdesk.documents import foreign
from pstdesk.documents.foreign import Limits, Package, open_package, read_file
from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence
from tests.lists import write_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[Content_Types].xml"


def refusal(path: Path, kind: foreign.Kind = "xlsx", limits: Limits = foreign.LIMITS) -> str:
    """Return the code with which the file is refused, once its sentence could be made."""
    with pytest.raises(Refused) as caught:
        open_package(path, kind, limits)
    assert path.name in sentence(caught.value)
    return caught.value.code


def repacked(path: Path, **changed: bytes) -> Path:
    """Write the parts of a sound workbook anew, some of them changed or added (``__`` stands for a dot)."""
    parts = {}
    with zipfile.ZipFile(path) as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    parts |= {name.replace("__", "."): content for name, content in changed.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Return a sound workbook."""
    return write_xlsx(tmp_path / "liste.xlsx")


def test_a_sound_file_gives_its_parts(workbook: Path) -> None:
    package = open_package(workbook, "xlsx")
    assert "xl/workbook.xml" in package
    assert "xl/nothing.xml" not in package
    assert b"<worksheet" in package.read("xl/worksheets/sheet1.xml")
    assert set(package.names) >= {TYPES, "_rels/.rels", "xl/workbook.xml"}


def test_a_package_can_be_handed_on_with_the_parts_that_are_wanted(workbook: Path) -> None:
    package = open_package(workbook, "xlsx")
    wanted = [name for name in package.names if not name.startswith("docProps")]
    clean = package.only(wanted)
    assert zipfile.ZipFile(clean).namelist() == wanted
    assert load_workbook(clean).sheetnames == ["Inscrits PST"]


def test_the_file_is_free_once_it_was_checked(workbook: Path) -> None:
    package = open_package(workbook, "xlsx")
    workbook.write_bytes(b"something else")
    assert b"<worksheet" in package.read("xl/worksheets/sheet1.xml")


def test_a_part_is_not_read_beyond_its_limit(workbook: Path) -> None:
    package = open_package(workbook, "xlsx")
    with pytest.raises(Refused) as caught:
        package.read("xl/worksheets/sheet1.xml", limit=100)
    assert caught.value.code == "file_unpacks_too_big"
    with pytest.raises(Refused) as caught:
        package.read("word/document.xml")
    assert caught.value.code == "file_part_missing"


# What is no file to read


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent.xlsx") == "file_missing"
    (tmp_path / "file").write_text("x")
    assert refusal(tmp_path / "file" / "absent.xlsx") == "file_missing"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "file_is_folder"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "liste.xlsx")
    assert refusal(tmp_path / "liste.xlsx") == "file_unreadable"


def test_a_file_without_the_right_to_read_it(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_arguments: object, **_options: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", denied)
    assert refusal(workbook) == "file_no_rights"


def test_a_file_that_the_disk_does_not_give(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    assert refusal(workbook) == "file_unreadable"


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "vide.xlsx").touch()
    assert refusal(tmp_path / "vide.xlsx") == "file_empty"


def test_a_file_that_is_too_big(workbook: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_file(workbook, limit=1000)
    assert caught.value.code == "file_too_big"


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(b"PK")
    monkeypatch.setattr(Path, "open", lambda *_arguments, **_options: io.BytesIO(bytes(2000)))
    with pytest.raises(Refused) as caught:
        read_file(path, limit=1000)
    assert caught.value.code == "file_too_big"


# What is no sound Office file


def test_a_renamed_doc_or_xls(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(OLE + bytes(5000))
    assert refusal(path) == "file_old_office"


def test_a_file_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500))
    assert refusal(path) == "file_password"


def test_a_zip_with_a_password(workbook: Path) -> None:
    content = bytearray(workbook.read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(signature, place + 4)
    workbook.write_bytes(content)
    assert refusal(workbook) == "file_password"


@pytest.mark.parametrize("content", [b"Nom;Pr\xe9nom\r\n", b"%PDF-1.7 ...", b"<html><table>", b"\x00" * 64])
def test_something_else_under_a_false_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    assert refusal(path) == "file_not_office"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut(workbook: Path, kept: float) -> None:
    content = workbook.read_bytes()
    workbook.write_bytes(content[: int(len(content) * kept)])
    assert refusal(workbook) == "file_damaged"


def test_a_part_whose_sum_is_wrong(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as sound:
        place = sound.getinfo("xl/worksheets/sheet1.xml").header_offset + 300
    content = bytearray(workbook.read_bytes())
    content[place] ^= 0xFF
    workbook.write_bytes(content)
    assert refusal(workbook) == "file_damaged"


def test_a_zip_bomb(workbook: Path) -> None:
    repacked(workbook, **{"xl/worksheets/sheet2__xml": b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>"})
    assert workbook.stat().st_size < 100_000
    assert refusal(workbook) == "file_bomb"


def test_a_file_too_large_once_unpacked(workbook: Path) -> None:
    assert refusal(workbook, limits=Limits(unpacked=1000)) == "file_unpacks_too_big"


def test_too_many_parts(workbook: Path) -> None:
    assert refusal(workbook, limits=Limits(parts=5)) == "file_unpacks_too_big"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_office_does_not_use(workbook: Path, method: int) -> None:
    with zipfile.ZipFile(workbook, "a", method) as more:
        more.writestr("xl/more.bin", b"x" * 100)
    assert refusal(workbook) == "file_damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(workbook: Path) -> None:
    with zipfile.ZipFile(workbook, "a") as more:
        more.writestr("xl/Workbook.xml", b"<workbook/>")
    assert refusal(workbook) == "file_damaged"


LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS.encode(),
        b"\xef\xbb\xbf" + LAUGHS.encode(),
        LAUGHS.encode("utf-16"),
        LAUGHS.encode("utf-16-be"),
        b"<!--" + b"x" * 600_000 + b"-->" + LAUGHS.encode().removeprefix(b'<?xml version="1.0"?>'),
        b" " * (256 * 1024 - 4) + b"<!DOCTYPE a><a/>",
    ],
)
def test_a_document_type_in_any_part(workbook: Path, content: bytes) -> None:
    assert refusal(repacked(workbook, **{"customXml/item1__xml": content})) == "file_doctype"


@pytest.mark.parametrize("name", ["xl/styles__bin", "xl/hidden"])
def test_a_document_type_in_a_part_that_is_not_called_xml(workbook: Path, name: str) -> None:
    assert refusal(repacked(workbook, **{name: LAUGHS.encode()})) == "file_doctype"


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "utf-32"])
def test_an_encoding_in_which_a_document_type_could_hide(workbook: Path, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()
    assert refusal(repacked(workbook, **{"customXml/item1__xml": content})) == "file_damaged"


def test_pictures_are_no_markup(workbook: Path) -> None:
    repacked(workbook, **{"xl/media/image1__png": b"\x89PNG <!DOCTYPE"})
    assert "xl/media/image1.png" in open_package(workbook, "xlsx")


# What is another kind of file


def test_a_workbook_is_no_document_and_the_other_way_round(workbook: Path) -> None:
    assert refusal(workbook, "docx") == "file_is_excel"
    types = (
        b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    repacked(workbook, **{"[Content_Types]__xml": types})
    assert refusal(workbook, "xlsx") == "file_is_word"
    assert isinstance(open_package(workbook, "docx"), Package)


def test_a_file_of_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", "<office:document-content/>")
    assert refusal(path) == "file_is_odf"


def test_a_plain_zip(tmp_path: Path) -> None:
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("photo.png", b"\x89PNG")
    assert refusal(path) == "file_not_office"


def test_a_package_of_another_program(workbook: Path) -> None:
    repacked(workbook, **{"[Content_Types]__xml": b"<Types/>"})
    assert refusal(workbook) == "file_not_office"


@given(place=st.floats(0, 1), flip=st.integers(1, 255), cut=st.floats(0, 1))
def test_whatever_happens_to_a_file_it_is_read_or_refused(
    workbook: Path, place: float, flip: int, cut: float
) -> None:
    content = bytearray(write_xlsx(workbook).read_bytes())
    content[int(place * (len(content) - 1))] ^= flip
    damaged = workbook.with_name("abime.xlsx")
    damaged.write_bytes(content[: max(1, int(len(content) * cut))] if cut < 0.5 else content)
    try:
        open_package(damaged, "xlsx")
    except Refused as refused:
        sentence(refused)

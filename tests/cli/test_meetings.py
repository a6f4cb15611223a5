"""Listing meetings, writing their minutes, checking the base."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pstdesk import cli
from pstdesk.db.closing import Standing, mark_closed, standing
from pstdesk.db.lock import DeskLock
from tests.cli.said import NBSP, Run, Said, refuses


def test_meetings_are_listed_as_json_of_one_shape(run: Run, base: Path) -> None:
    said = run("--base", base, "meetings", "--json")
    assert (said.status, said.err) == (cli.DONE, "")
    name = "Petite enfance et parentalité"
    assert said.json == [
        {"id": 1, "committee": name, "number": 1, "date": "2026-11-12", "state": "held"},
        {"id": 2, "committee": name, "number": None, "date": "2026-12-12", "state": "planned"},
    ]


def test_meetings_are_listed_for_a_reader_too(run: Run, base: Path) -> None:
    first, second = run("--base", base, "meetings").out.splitlines()
    assert first.split() == ["1", "12/11/2026", "CT1", "1/2026", "tenue"]
    assert second.split() == ["2", "12/12/2026", "CT1", "–", "projet"]


def test_meetings_of_one_body_are_listed_by_any_of_its_names(run: Run, base: Path) -> None:
    for name in ("CT1", "petite enfance et parentalite", "Comité technique 1"):
        assert len(run("--base", base, "meetings", "--committee", name, "--json").json) == 2
    assert run("--base", base, "meetings", "--committee", "CT2", "--json").json == []
    assert run("--base", base, "meetings", "--committee", "CT2") == Said(cli.DONE, "", "")
    refuses(
        run("--base", base, "meetings", "--committee", "CT9", "--json"),
        "Aucune instance ne s’appelle « CT9 »",
    )
    refuses(run("--base", base, "meetings", "--committee", ""), "Aucune instance")


@pytest.mark.parametrize(("suffix", "beginning"), [(".docx", b"PK"), (".PDF", b"%PDF")])
def test_minutes_are_written_and_what_was_replaced_is_said(
    run: Run, base: Path, tmp_path: Path, suffix: str, beginning: bytes
) -> None:
    target = tmp_path / f"compte rendu d’œuvre{suffix}"
    said = run("--base", base, "minutes", "1", "-o", target)
    assert (said.status, said.err) == (cli.DONE, "")
    assert said.out == f"Compte rendu écrit{NBSP}: {target}\n"
    assert target.read_bytes().startswith(beginning)
    assert run("--base", base, "minutes", "1", "-o", target).out.startswith("Compte rendu remplacé")


def test_minutes_put_into_a_folder_take_their_usual_name_and_replace_nothing(
    run: Run, base: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for _ in range(2):
        assert run("--base", base, "minutes", "1", "-o", folder).status == cli.DONE
    (written,) = folder.iterdir()
    assert written.name == "CR_2026-11-12_CT1-Petite-enfance-et-parentalite_v1.docx"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("meeting", "name", "words"),
    [
        ("99", "cr.docx", "Aucune séance n’a le numéro 99"),
        ("2", "cr.docx", "marquez-la d’abord comme tenue"),
        ("1", "cr.odt", "pas en « .odt »"),
        ("1", "cr", "Formats possibles : .docx, .pdf"),
        ("1", "nowhere/cr.docx", "Le dossier"),
    ],
)
def test_minutes_that_cannot_be_written_change_nothing(
    run: Run, base: Path, tmp_path: Path, meeting: str, name: str, words: str
) -> None:
    refuses(run("--base", base, "minutes", meeting, "-o", tmp_path / name), words)


@pytest.mark.usefixtures("unchanged")
def test_a_folder_without_rights_is_said(
    run: Run, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pstdesk.documents.files.os.open", refuse)  # an administrator, too, runs this test
    refuses(run("--base", base, "minutes", "1", "-o", tmp_path / "cr.docx"), "pas le droit d’écrire")


@pytest.mark.usefixtures("unchanged")
def test_a_whole_base_is_found_whole(run: Run, base: Path) -> None:
    said = run("--base", base, "check")
    assert (said.status, said.err) == (cli.DONE, "")
    assert "La base est entière" in said.out
    assert run("--base", base, "check", "--json").json == {"ok": True, "findings": []}


def test_what_is_wrong_is_said_and_the_status_is_one(run: Run, base: Path) -> None:
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("DELETE FROM minutes")
        connection.commit()
    said = run("--base", base, "check")
    assert (said.status, said.out) == (cli.REFUSED, "")
    assert "Séances tenues sans compte rendu" in said.err
    told = run("--base", base, "check", "--json")
    assert (told.status, told.err) == (cli.REFUSED, "")
    assert told.json == {"ok": False, "findings": [{"code": "check_minutes_missing", "values": {"count": 1}}]}


def test_a_file_that_is_not_the_one_that_was_closed_is_told(run: Run, base: Path) -> None:
    mark_closed(base)
    content = bytearray(base.read_bytes())
    content[24] ^= 1  # a counter that SQLite does not check
    base.write_bytes(content)
    said = run("--base", base, "meetings", "--json")
    assert said.status == cli.DONE
    assert "a changé depuis que pstdesk l’a fermé" in said.err
    told = run("--base", base, "check", "--json")
    assert told.status == cli.REFUSED
    finding = {"code": "check_changed_outside", "values": {"file": "valmont.pstdesk"}}
    assert told.json == {"ok": False, "findings": [finding]}


def test_a_damaged_base_is_not_worked_on(run: Run, base: Path) -> None:
    content = base.read_bytes()
    base.write_bytes(content[: len(content) // 2])
    refuses(run("--base", base, "meetings"), "abîmée ou incomplète")


def test_the_window_may_have_the_base_open(run: Run, base: Path) -> None:
    lock = DeskLock.take(base, "e.morel", datetime(2026, 11, 26, tzinfo=UTC))
    assert run("--base", base, "meetings").status == cli.DONE
    lock.release()


def test_a_base_that_pstdesk_closed_is_marked_again_after_a_command(
    run: Run, base: Path, tmp_path: Path
) -> None:
    mark_closed(base)
    assert run("--base", base, "minutes", "1", "-o", tmp_path / "cr.docx").status == cli.DONE
    assert standing(base) is Standing.AS_LEFT


@pytest.mark.usefixtures("unchanged")
def test_a_base_that_is_only_read_is_listed_and_not_written(run: Run, base: Path, tmp_path: Path) -> None:
    assert run("--base", base, "--read-only", "meetings").status == cli.DONE
    minutes = run("--base", base, "--read-only", "minutes", "1", "-o", tmp_path / "cr.docx")
    refuses(minutes, "est ouverte en lecture seule")

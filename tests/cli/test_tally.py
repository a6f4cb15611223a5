"""Counting an election again from a file, without any base."""

import json
import os
import sys
from pathlib import Path

import pytest

from pstdesk import cli
from tests.ballots import HALVES, VECTORS, Vector, form, votes
from tests.cli.said import Run, refuses
from tests.cli.test_program import pstdesk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file to be written."""
    return tmp_path / "totaux.json"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.what)
def test_known_elections(run: Run, file: Path, vector: Vector) -> None:
    file.write_text(json.dumps(vector.form), encoding="utf-8")
    said = run("tally", file)
    assert (said.status, said.err, said.out.count("\n")) == (cli.DONE, "", 1)
    result = said.json
    assert {key: result[key] for key in vector.result} == vector.result
    assert result["rounds"] == vector.rounds or not vector.rounds


def test_it_prints_exactly_what_is_documented(run: Run, file: Path) -> None:
    file.write_text(json.dumps(form("majority-2", votes(11, 1, 1, A=5, B=4))), encoding="utf-8")
    assert run("tally", file).json == {
        "outcome": "elected",
        "elected": ["A"],
        "round": 1,
        "ranking": [["A"], ["B"]],
        "rounds": [{"valid": 9, "majority": 5, "leaders": ["A"]}],
    }


def test_totals_that_do_not_add_up(run: Run, file: Path) -> None:
    file.write_text(json.dumps(form("majority-2", HALVES, votes(11, 1, 1, A=6, B=4))), encoding="utf-8")
    refuses(run("tally", file), "Tour 2 : bulletins 11, blancs 1, nuls 1, donc suffrages exprimés 9")


def test_a_shape_that_is_wrong(run: Run, file: Path) -> None:
    file.write_text(json.dumps(form("majority-2", votes(9, A=5) | {"cast": "neuf"})), encoding="utf-8")
    refuses(run("tally", file), "« rounds[0].cast » doit être un nombre entier")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "est vide"),
        (b"caf\xe9", "UTF-8"),
        (b"Nom;Voix\nA;5\n", "ligne 1, colonne 1"),
        (b"[" * 1_000_000, "emboîte trop de listes"),
        (b" " * (1024 * 1024 + 1), "dépasse 1 Mo"),
    ],
    ids=["empty", "cp1252", "csv", "deep", "huge"],
)
def test_what_is_no_such_file(run: Run, file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    refuses(run("tally", file), words)


def test_a_file_that_is_not_there_and_a_folder(run: Run, file: Path, tmp_path: Path) -> None:
    refuses(run("tally", file), "« totaux.json » n’existe pas")
    refuses(run("tally", tmp_path), "est un dossier")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among the files")
def test_a_pipe_is_not_waited_for(run: Run, file: Path) -> None:
    os.mkfifo(file)
    refuses(run("tally", file), "ne se laisse pas lire")


def test_no_base_is_needed_and_none_is_made(file: Path, tmp_path: Path) -> None:
    file.write_text(json.dumps(form("plurality", HALVES)), encoding="utf-8")
    ended = pstdesk("tally", file, XDG_CONFIG_HOME=str(tmp_path))
    assert (ended.returncode, ended.stderr) == (cli.DONE, b"")
    assert json.loads(ended.stdout)["outcome"] == "tie"
    assert list(tmp_path.iterdir()) == [file]

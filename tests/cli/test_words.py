"""Which words are commands, which base they mean, and how a new one is made."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pstdesk import __version__, app, cli, cli_meetings
from pstdesk.i18n import current_language
from pstdesk.settings import Preferences
from tests.cli.said import Run, Said, refuses


def test_the_version_and_the_help_are_shown(run: Run) -> None:
    assert run("--version") == Said(cli.DONE, f"{__version__}\n", "")
    for words in (["--help"], ["-h"], ["import", "people", "--help"], ["demo", "-h"]):
        said = run(*words)
        assert (said.status, said.err) == (cli.DONE, "")
        assert said.out.startswith("Utilisation")
        assert "montre cette aide" in said.out
        for english in ("usage", "positional", "optional", "show this", "options:"):
            assert english not in said.out


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["import"],
        ["import", "dogs", "x.csv"],
        ["import", "people"],
        ["minutes", "1"],
        ["minutes", "first", "-o", "cr.docx"],
        ["minutes", "0", "-o", "cr.docx"],
        ["minutes", "9" * 30, "-o", "cr.docx"],
        ["new", "--preset", "paris"],
        ["demo"],
        ["meetings", "--what"],
        ["--base"],
    ],
)
def test_a_command_that_is_no_command_is_misused(run: Run, words: list[str]) -> None:
    said = run(*words)
    assert (said.status, said.out) == (cli.MISUSED, "")
    assert said.err.startswith("Utilisation")
    assert "incomplète ou mal écrite" in said.err


def test_commands_speak_the_language_of_the_settings(run: Run, preferences: Preferences) -> None:
    preferences.change(language="en")
    run("--version")
    assert current_language() == "en"


def test_without_a_command_the_window_opens_on_the_base(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr(app, "main", lambda base, wish: opened.append(base) or 0)
    assert run("--base", "valmont.pstdesk").status == cli.DONE
    assert opened == [Path("valmont.pstdesk")]


def test_somebody_who_has_no_time_is_told_that_nothing_is_half_done(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_meetings, "opened", interrupt)
    refuses(run("--base", base, "meetings"), "Interrompu")


def test_what_nobody_foresaw_is_a_sentence_too(run: Run, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_words: object) -> None:
        raise ZeroDivisionError("Zoé L’Hostis")

    monkeypatch.setattr(cli_meetings, "opened", stumble)
    said = run("--base", base, "meetings")
    refuses(said, "Une erreur imprévue")
    assert "ZeroDivisionError, test_words.py" in said.err
    assert "L’Hostis" not in said.err  # it may be sent to somebody


def test_a_name_that_no_disk_takes_is_refused(run: Run, base: Path, tmp_path: Path) -> None:
    unfit = "x" * 300
    refuses(run("demo", tmp_path / unfit), unfit)
    refuses(run("--base", tmp_path / unfit, "check"), unfit)
    refuses(run("--base", base, "minutes", "1", "-o", tmp_path / f"{unfit}.docx"), unfit)
    refuses(run("--base", base, "import", "people", tmp_path / f"{unfit}.csv"), unfit)


COMMANDS = (
    ["meetings"],
    ["meetings", "--json"],
    ["check"],
    ["check", "--json"],
    ["minutes", "1", "-o", "cr.docx"],
    ["import", "people", "inscrits.csv"],
    ["import", "people", "inscrits.csv", "--json"],
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_needs_a_base_of_ours(run: Run, command: list[str], tmp_path: Path) -> None:
    refuses(run(*command), "nommez-la avec --base")
    refuses(run("--base", tmp_path / "nowhere.pstdesk", *command), "n’existe pas")
    refuses(run("--base", tmp_path, *command), "n’est pas une base de pstdesk")
    text = tmp_path / "notes.pstdesk"
    text.write_text("Liste des courses", encoding="utf-8")
    refuses(run("--base", text, *command), "n’est pas une base de pstdesk")
    assert text.read_text(encoding="utf-8") == "Liste des courses"
    refuses(run("--base", "postgresql://host/base", *command), "postgresql")


def test_the_base_last_opened_is_meant_when_none_is_named(
    run: Run, base: Path, preferences: Preferences
) -> None:
    preferences.base_opened(base)
    assert run("check").status == cli.DONE
    preferences.base_opened(base.with_name("gone.pstdesk"))
    refuses(run("check"), "gone.pstdesk")


def test_a_base_can_be_named_by_its_address(run: Run, base: Path) -> None:
    assert run("--base", f"sqlite:///{base}", "meetings", "--json").status == cli.DONE


@pytest.mark.parametrize(("preset", "bodies"), [("bondy", 9), ("ctg", None), ("vide", 0)])
def test_a_new_base_is_made_from_a_preset(run: Run, tmp_path: Path, preset: str, bodies: int | None) -> None:
    path = tmp_path / "made" / "hay.pstdesk"
    said = run("--base", path, "new", "--preset", preset, "--name", "PST", "--town", "L’Haÿ")
    assert (said.status, said.err) == (cli.DONE, "")
    assert str(path) in said.out
    assert run("--base", path, "check").status == cli.DONE
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name, town FROM programme").fetchall() == [("PST", "L’Haÿ")]
        (count,) = connection.execute("SELECT count(*) FROM committee").fetchone()
        assert bodies is None or count == bodies


def test_a_new_base_has_a_name_and_a_town_even_if_nobody_gave_one(run: Run, tmp_path: Path) -> None:
    assert run("--base", tmp_path / "hay.pstdesk", "new").status == cli.DONE
    with closing(sqlite3.connect(tmp_path / "hay.pstdesk")) as connection:
        assert connection.execute("SELECT name, town, preset FROM programme").fetchall() == [
            ("Projet social de territoire", "Commune à préciser", "bondy")
        ]


@pytest.mark.usefixtures("unchanged")
def test_a_new_base_is_never_made_over_another_file(run: Run, base: Path) -> None:
    refuses(run("--base", base, "new"), "valmont.pstdesk")
    refuses(run("--base", base / "hay.pstdesk", "new"), "ne peut pas être créée")


def test_a_new_base_is_made_somewhere(run: Run) -> None:
    refuses(run("new"), "nommez-la avec --base")

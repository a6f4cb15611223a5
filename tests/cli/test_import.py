"""Importing people by command: reported in one shape, whole or not at all."""

from pathlib import Path

import pytest

from pstdesk import cli
from tests.cli.said import NBSP, Run, refuses

LIST = "Nom;Prénom;Structure;Courriel;Comité\nŒrsted;Zoé;Mairie;z@valmont.example;CT1\nMbaï;Théo;;;CT2\n"
MADE = {
    "rows": 2,
    "people": {"made": 2, "changed": 0, "unchanged": 0, "doubtful": 0},
    "memberships": {"made": 2, "changed": 0, "unchanged": 0},
    "organisations": {"made": 1},
    "skipped": [],
    "errors": [],
}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "inscrits.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_an_import_is_reported_as_json_of_one_shape_and_changes_nothing_twice(
    run: Run, base: Path, listed: Path
) -> None:
    said = run("--base", base, "import", "people", listed, "--json")
    assert (said.status, said.err, said.json) == (cli.DONE, "", MADE)
    again = run("--base", base, "import", "people", listed, "--json").json
    assert again["people"] == {"made": 0, "changed": 0, "unchanged": 2, "doubtful": 0}
    assert again["memberships"] == {"made": 0, "changed": 0, "unchanged": 2}
    assert again["organisations"] == {"made": 0}


def test_an_import_is_reported_to_a_reader_too(run: Run, base: Path, listed: Path) -> None:
    listed.write_text(LIST + "Œrsted;Zoé;;z@valmont.example;\nTotal : 2;;;;\n", encoding="utf-8")
    said = run("--base", base, "import", "people", listed)
    assert (said.status, said.err) == (cli.DONE, "")
    assert said.words[:3] == [
        "Personnes ajoutées : 2, modifiées : 0, inchangées : 0",
        "Inscriptions ajoutées : 2, modifiées : 0, inchangées : 0",
        "Structures ajoutées : 1",
    ]
    assert all(line.startswith("Lignes passées, ligne ") for line in said.words[3:])
    assert len(said.words) == 5


def test_a_rehearsal_says_the_same_and_changes_nothing(run: Run, base: Path, listed: Path) -> None:
    before = base.read_bytes()
    said = run("--base", base, "import", "people", listed, "--dry-run", "--json")
    assert (said.status, said.json) == (cli.DONE, MADE)
    rehearsal = run("--base", base, "import", "people", listed, "--dry-run")
    assert rehearsal.words[0] == "Essai : rien n’est changé dans la base."
    assert base.read_bytes() == before


def test_one_body_can_be_named_for_everybody(run: Run, base: Path, tmp_path: Path) -> None:
    path = tmp_path / "ct2.csv"
    path.write_text("Nom;Prénom\nŒrsted;Zoé\n", encoding="utf-8")
    said = run("--base", base, "import", "people", path, "--committee", "Insertion", "--json")
    assert said.json["memberships"]["made"] == 1


def test_a_list_with_an_error_is_not_imported_at_all(run: Run, base: Path, listed: Path) -> None:
    listed.write_text(LIST + "Bœuf;Noël;;;CT9\n", encoding="utf-8")
    before = base.read_bytes()
    said = run("--base", base, "import", "people", listed, "--json")
    assert said.status == cli.REFUSED
    assert said.json["people"]["made"] == 0
    (error,) = said.json["errors"]
    assert set(error) == {"row", "column", "why"}
    assert (error["row"], error["column"]) == (4, "Comité")
    assert said.err == f"Rien n’a été importé{NBSP}: 1 erreur dans la liste.\n"
    told = run("--base", base, "import", "people", listed)
    assert told.status == cli.REFUSED
    assert told.err.replace(NBSP, " ").startswith("ligne 4, Comité : ")
    assert base.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("inscrits.csv", b"Ville;Rue\nValmont;Grande\n", "Aucune colonne « Nom »"),
        ("inscrits.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ancien fichier"),
        ("inscrits.xlsx", b"PK\x03\x04" + bytes(40), "abîmé"),
        ("inscrits.odt", b"PK", "n’est pas un vrai fichier .xlsx"),
        ("inscrits.csv", b"", "vide"),
    ],
)
def test_a_file_that_is_no_list_changes_nothing(
    run: Run, base: Path, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    before = base.read_bytes()
    refuses(run("--base", base, "import", "people", tmp_path / name, "--json"), words)
    assert base.read_bytes() == before


@pytest.mark.usefixtures("unchanged")
def test_a_list_that_is_not_there_or_a_body_nobody_knows_changes_nothing(run: Run, base: Path) -> None:
    refuses(run("--base", base, "import", "people", base.with_name("nowhere.csv")), "nowhere.csv")
    refuses(run("--base", base, "import", "people", base.parent), "est un dossier")


def test_a_body_nobody_knows_is_said(run: Run, base: Path, listed: Path) -> None:
    before = base.read_bytes()
    refuses(run("--base", base, "import", "people", listed, "--committee", "CT9"), "CT9")
    assert base.read_bytes() == before


ATTENDED = (
    "Comité;Date;Nom;Prénom;Présence\nCT1;12/03/2025;Œrsted;Zoé;présent\nCT1;12/03/2025;Mbaï;Théo;invité\n"
)


def test_past_attendance_is_imported_after_its_people_and_reported_as_json(
    run: Run, base: Path, listed: Path, tmp_path: Path
) -> None:
    run("--base", base, "import", "people", listed)
    path = tmp_path / "presences.csv"
    path.write_text(ATTENDED, encoding="utf-8")
    said = run("--base", base, "import", "attendance", path, "--json")
    assert (said.status, said.err) == (cli.DONE, "")
    assert said.json == {
        "rows": 2,
        "meetings": {"made": 1},
        "attendances": {"made": 2, "changed": 0, "unchanged": 0},
        "skipped": [],
        "errors": [],
    }
    again = run("--base", base, "import", "attendance", path)
    assert again.words == [
        "Séances ajoutées : 0",
        "Présences ajoutées : 0, modifiées : 0, inchangées : 2",
    ]


def test_attendance_of_somebody_unknown_imports_nothing(run: Run, base: Path, tmp_path: Path) -> None:
    path = tmp_path / "presences.csv"
    path.write_text(ATTENDED, encoding="utf-8")
    before = base.read_bytes()
    said = run("--base", base, "import", "attendance", path, "--json")
    assert said.status == cli.REFUSED
    assert [error["row"] for error in said.json["errors"]] == [2, 3]
    assert base.read_bytes() == before
    told = run("--base", base, "import", "attendance", path)
    assert told.err.replace(NBSP, " ").startswith("ligne 2 : Personne ne s’appelle Zoé Œrsted")
    refuses(run("--base", base, "import", "attendance", tmp_path / "nulle-part.csv"), "nulle-part.csv")

"""What the assistant proposes before anybody types, and what it says of a folder."""

from pathlib import Path

import pytest

from pstdesk.resources import resource
from pstdesk.ui.start import location
from pstdesk.ui.start.location import Concern, concerns, file_for, usual_folder
from pstdesk.ui.start.prefill import letterhead_for, of_town


@pytest.mark.parametrize(
    ("town", "after_de"),
    [
        ("Bondy", "de Bondy"),
        ("Aubervilliers", "d’Aubervilliers"),
        ("Épinay-sur-Œuvre", "d’Épinay-sur-Œuvre"),
        ("Le Havre", "du Havre"),
        ("Les Lilas", "des Lilas"),
        ("La Rochelle", "de La Rochelle"),
        ("L’Haÿ-les-Roses", "de L’Haÿ-les-Roses"),
        ("Houilles", "de Houilles"),
    ],
)
def test_a_town_is_named_as_french_names_it(town: str, after_de: str) -> None:
    assert of_town(town) == after_de


def test_the_letterhead_names_the_town_and_its_social_centre() -> None:
    assert letterhead_for(" Le  Havre ") == "Ville du Havre\nCentre communal d’action sociale"


@pytest.mark.parametrize(
    ("town", "name"),
    [
        ("L’Haÿ-les-Roses", "L-Hay-les-Roses.pstdesk"),
        ("Straß/bœuf: «nul»", "Strass-boeuf-nul.pstdesk"),
        ("", "pst.pstdesk"),
        ("東京", "pst.pstdesk"),
        ("x" * 300, "x" * 60 + ".pstdesk"),
    ],
)
def test_the_file_is_named_so_that_every_system_takes_it(town: str, name: str) -> None:
    assert file_for(town) == name


def test_bases_go_to_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "user_documents_path", lambda: tmp_path / "Documents")
    assert usual_folder() == tmp_path / "Documents" / "pstdesk"


def test_but_not_where_the_documents_are_synchronised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(location, "user_documents_path", lambda: tmp_path / "OneDrive - Ville" / "Documents")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert usual_folder() == tmp_path / "pstdesk"


def test_an_ordinary_folder_is_no_concern(tmp_path: Path) -> None:
    assert concerns(tmp_path / "base.pstdesk") == ()


@pytest.mark.parametrize("folder", ["OneDrive", "OneDrive - Ville de Valmont", "Dropbox", "Google Drive"])
def test_a_synchronised_folder_is_told_by_its_name(tmp_path: Path, folder: str) -> None:
    assert concerns(tmp_path / folder / "PST" / "base.pstdesk") == (Concern.SYNCHRONISED,)


def test_or_by_what_windows_says_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Ville"))
    assert concerns(tmp_path / "Ville" / "base.pstdesk") == (Concern.SYNCHRONISED,)


def test_the_folder_of_the_program_is_a_concern() -> None:
    assert Concern.PROGRAM in concerns(resource().parent / "bases" / "base.pstdesk")


def test_a_share_is_told_by_its_address_or_by_the_table_of_mounts(tmp_path: Path) -> None:
    assert Concern.NETWORK in concerns(Path("//serveur/commun/base.pstdesk"))
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//serveur/commun /mnt/commun\\040ville cifs rw 0 0\n", encoding="utf-8"
    )
    assert location._mounted_kind(Path("/mnt/commun ville/PST"), table) == "cifs"
    assert location._mounted_kind(Path("/mnt/commune"), table) == "ext4"
    assert location._mounted_kind(Path("/mnt"), tmp_path / "none") == ""


@pytest.mark.parametrize("concern", list(Concern))
def test_every_concern_is_a_sentence_that_says_what_to_do(concern: Concern) -> None:
    assert concern.sentence.endswith(".")
    assert len(concern.sentence) < 200

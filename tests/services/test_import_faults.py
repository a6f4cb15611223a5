"""Bad lists get a sentence with row and column, and change nothing."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Organisation, Person
from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence
from pstdesk.services.import_people import import_people
from tests.lists import Cell, write_csv, write_xlsx
from tests.services.importing import TODAY, bondy_base, content, listing


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    """Return a base of the Bondy preset, without people."""
    made = bondy_base(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("row", "place", "says"),
    [
        (
            ["Muñoz", "Zoé", None, None, None, "CT9"],
            (3, "Comités"),
            "Aucune instance ne s’appelle «\u00a0CT9",
        ),
        (["Muñoz", "Zoé", None, None, None, None, "31/02/2024"], (3, "Inscrit le"), "n’existe pas"),
        (["Muñoz", "Zoé", None, None, None, None, "bientôt"], (3, "Inscrit le"), "n’est pas une date"),
        (["Muñoz", None, "CCAS"], (3, "Prénom"), "Le prénom de Muñoz manque"),
        (["Muñoz", "Zoé", None, "zoe chez exemple"], (3, "Courriel"), "n’est pas une adresse"),
        (["Muñoz", "Zoé", "=A1"], (3, "Structure"), "jamais été calculée"),
        (["Muñoz", "Zoé", "x" * 300], (3, "Structure"), "trop long"),
    ],
)
def test_one_fault_and_nothing_is_imported(
    base: Database, tmp_path: Path, row: list[Cell], place: tuple[int, str], says: str
) -> None:
    before = content(base)
    report = import_people(base, listing(tmp_path, ["Brès", "Joël", "CCAS"], row), TODAY)
    assert [(note.row, note.column) for note in report.errors] == [place]
    assert says in report.errors[0].why
    assert report.people == report.memberships == type(report.people)()
    assert report.organisations_made == 0
    assert content(base) == before


def test_files_that_are_no_list(base: Database, tmp_path: Path) -> None:
    sound = write_xlsx(tmp_path / "l.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "l.xlsx", "a", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet2.xml", b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>")
    bad = {
        "bombe.xlsx": ((tmp_path / "l.xlsx").read_bytes(), "file_bomb"),
        "renomme.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "file_old_office"),
        "coupe.xlsx": (sound[: len(sound) // 2], "file_damaged"),
        "vide.csv": (b"", "file_empty"),
        "sans-nom.csv": (b"Structure;Courriel\r\nCCAS;ccas@exemple.fr\r\n", "list_without_names"),
        "image.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "list_without_names"),
        "liste.pdf": (b"%PDF-1.7", "list_kind_unknown"),
    }
    before = content(base)
    for name, (written, code) in bad.items():
        (tmp_path / name).write_bytes(written)
        with pytest.raises(Refused) as refused:
            import_people(base, tmp_path / name, TODAY)
        assert refused.value.code == code
        assert sentence(refused.value)
    assert content(base) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_control_characters_and_formulas_are_text(base: Database, tmp_path: Path, encoding: str) -> None:
    rows = [["Nom", "Prénom", "Structure"], ["Mu\x07ñoz", "Zo\x00é", '=HYPERLINK("http://exemple.fr")']]
    assert import_people(base, write_csv(tmp_path / "l.csv", rows, encoding=encoding), TODAY).people.made == 1
    with base.read() as session:
        person = session.scalars(select(Person)).one()
        assert (person.family_name, person.given_name) == ("Muñoz", "Zoé")
        assert session.scalars(select(Organisation.name)).one() == '=HYPERLINK("http://exemple.fr")'


def test_a_failure_half_way_leaves_nothing(
    base: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise Refused("base_disk_full", file="valmont.pstdesk")

    before = content(base)
    monkeypatch.setattr("pstdesk.services.import_writes.reconcile", fail)
    with pytest.raises(Refused):
        import_people(base, write_xlsx(tmp_path / "l.xlsx"), TODAY)
    assert content(base) == before

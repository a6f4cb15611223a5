"""The import of a list of people."""

import csv
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from pstdesk.ui.importing.dialog import ImportDialog
from tests.ui.stage import Stage

HEADER = ("Nom", "Prénom", "Structure", "Secteur", "Niveau", "Courriel", "Vœu", "CT1", "CT2", "Inscrit le")
ROWS = (
    ("ABÉLARD", "Chloé", "CAF", "Action sociale", "Agent", "contact0@valmont.fr", "", "x", "", "3/1/2024"),
    ("NUÑEZ-STRASSER", "Léonie", "Parcs et jardins", "", "Agent", "", "vélo", "x", "x", "13/09/2024"),
    ("L’Hostis", "Quentin", "Club de l’Œuvre", "Jeunesse", "Encadrement", "ql@valmont.fr", "", "x", "", ""),
    ("Kerléo", "Joël", "Mission locale", "Emploi", "Bénévole", "joel@valmont.fr", "", "", "x", "13/3/2024"),
    ("Çeliko?lu", "Yaël", "Mission locale", "Emploi", "Élu", "yael@valmont.fr", "", "", "x", "13/3/2024"),
    ("Kerléo", "Joël", "Mission locale", "Emploi", "Bénévole", "joel@valmont.fr", "", "", "x", "13/3/2024"),
    ("TOTAL", "", "6", "", "", "", "", "3", "4", ""),
)  # fmt: skip


def write_list(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows((HEADER, *rows))
    return path


def dialog(stage: Stage) -> ImportDialog:
    made = ImportDialog(stage.window.frame, stage.window)
    made.open()
    made.activateWindow()
    return made


def preview(stage: Stage, rows: Sequence[Sequence[str]] = ROWS) -> ImportDialog:
    made = dialog(stage)
    made.read_file(write_list(stage.preferences.path.parent / "inscrits.csv", rows))
    stage.settle()
    stage.wait(lambda: made.foot.primary.isVisible())
    stage.settle()
    return made


def welcome(stage: Stage) -> QWidget:
    return dialog(stage)


def bad_file(stage: Stage) -> QWidget:
    made = dialog(stage)
    path = stage.preferences.path.parent / "inscrits.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    made.read_file(path)
    stage.settle()
    return made


def errors(stage: Stage) -> QWidget:
    wrong = (
        ("Fauré", "", "CAF", "", "", "", "", "x", "", ""),
        ("Urruty", "Renée", "CAF", "", "", "renée à valmont", "", "oui", "", "31/02/2024"),
    )
    return preview(stage, (*ROWS, *wrong))


def columns(stage: Stage) -> QWidget:
    made = preview(stage)
    made.preview.show_columns()
    return made


def report(stage: Stage) -> QWidget:
    # Every picture of one size shares a base: in the dark other people come in.
    suffix = "-Muñoz" if stage.preferences.current.theme == "dark" else ""
    made = preview(stage, [(row[0] + suffix, *row[1:]) for row in ROWS])
    made.run_import()
    stage.settle()
    stage.settle()
    return made


SCENES = {
    "import": welcome,
    "import-apercu": preview,
    "import-erreurs": errors,
    "import-colonnes": columns,
    "import-fichier-refuse": bad_file,
    "import-rapport": report,
}

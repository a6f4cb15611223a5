"""The import window: a file in, everything shown, then done whole or not at all."""

import csv
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pstdesk.db.migrate import open_base
from pstdesk.domain.people_columns import CrossFor, Field
from pstdesk.services import people
from pstdesk.services.people import PeopleFilter
from pstdesk.ui.importing import reader
from pstdesk.ui.importing.dialog import ImportDialog
from pstdesk.ui.widgets.choice import Choice
from tests import builders
from tests.ui.gallery import GALLERY
from tests.ui.showcase import make_base
from tests.ui.stage import Stage
from tests.ui.stalls import Stalls

LEFT = Qt.MouseButton.LeftButton
HEADER = ("Nom", "Prénom", "Structure", "Courriel", "Comités")
GOOD = (
    ("BŒUF-MARTEL", "Noëlle", "Foyer de l’Œuvre", "noelle@foyer.example", "CT1, CT3"),
    ("D’Alès", "Inès", "Foyer de l’Œuvre", "ines@foyer.example", "CT1"),
    ("Ñuñez", "Æsa", "", "aesa@valmont.example", "CT5"),
)
KNOWN = 12
"""People of the base before anything is imported."""


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path / "settings", make_base(tmp_path), places=GALLERY)
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


@pytest.fixture
def dialog(stage: Stage) -> ImportDialog:
    dialog = ImportDialog(stage.window.frame, stage.window)
    dialog.open()
    dialog.activateWindow()
    stage.wait(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def read(stage: Stage, dialog: ImportDialog, tmp_path: Path) -> Callable[..., ImportDialog]:
    def read(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> ImportDialog:
        dialog.read_file(write(tmp_path / "inscrits.csv", rows, header))
        return shown(stage, dialog)

    return read


def write(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows((header, *rows))
    return path


def shown(stage: Stage, dialog: ImportDialog) -> ImportDialog:
    """Wait until the preview stands."""
    stage.wait(lambda: dialog._stack.currentWidget() is dialog.preview and not stage.desk.is_busy)
    return dialog


def names_in_base(stage: Stage) -> list[str]:
    assert stage.desk.path is not None
    base = open_base(stage.desk.path)
    with base.read() as session:
        rows = people.person_rows(session, PeopleFilter(), date(2026, 11, 23))
    base.close()
    return [f"{row.family_name} {row.given_name}" for row in rows]


def tabs(dialog: ImportDialog) -> list[str]:
    bar = dialog.preview.tabs
    return [bar.tabText(tab) for tab in range(bar.count()) if bar.isTabVisible(tab)]


def go_to(dialog: ImportDialog, words: str) -> None:
    bar = dialog.preview.tabs
    bar.setCurrentIndex(next(tab for tab in range(bar.count()) if bar.tabText(tab).startswith(words)))


Read = Callable[..., ImportDialog]


# The way through


def test_a_list_goes_in_with_two_clicks_after_its_choice(
    stage: Stage, dialog: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "inscrits.csv", GOOD)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(path), ""))
    assert QApplication.focusWidget() is dialog.welcome.button
    QTest.mouseClick(dialog.welcome.button, LEFT)
    shown(stage, dialog)
    assert dialog.foot.primary.text() == "Importer 3 personnes"
    assert dialog.foot.words.text() == "3 personnes à créer, 4 inscriptions, 1 structure à créer"
    QTest.mouseClick(dialog.foot.primary, LEFT)
    stage.wait(lambda: dialog.report.again.text() == "Importer cette liste à nouveau ne changerait rien.")
    assert dialog.report.title.text() == "3 personnes importées"
    assert len(names_in_base(stage)) == KNOWN + 3
    assert stage.window.sidebar._entries["people"].accessibleDescription() == "15"
    QTest.mouseClick(dialog.foot.primary, LEFT)
    assert stage.window.sidebar._group.checkedButton() is stage.window.sidebar._entries["people"]


def test_importing_twice_leaves_nothing_to_do(stage: Stage, read: Read) -> None:
    dialog = read(GOOD)
    dialog.run_import()
    stage.wait(lambda: dialog._stack.currentWidget() is dialog.report)
    stage.settle()
    read(GOOD)
    assert dialog.foot.primary.text() == "Rien à importer"
    assert not dialog.foot.primary.isEnabled()
    assert dialog.foot.words.text() == "La base dit déjà tout ce que dit cette liste."
    assert tabs(dialog) == ["Toutes (3)", "Inchangées (3)", "Colonnes"]


def test_a_double_click_imports_once(stage: Stage, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = reader.apply_import
    monkeypatch.setattr(reader, "apply_import", lambda *given: asked.append(given) or real(*given))
    dialog = read(GOOD)
    QTest.mouseDClick(dialog.foot.primary, LEFT)
    QTest.mouseClick(dialog.foot.primary, LEFT)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # not while it is being done
    stage.wait(lambda: dialog._stack.currentWidget() is dialog.report)
    assert len(asked) == 1
    assert len(names_in_base(stage)) == KNOWN + 3


def test_a_file_is_dropped_on_the_window(stage: Stage, dialog: ImportDialog, tmp_path: Path) -> None:
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(write(tmp_path / "inscrits.csv", GOOD)))])
    several = QMimeData()
    several.setUrls([*what.urls(), *what.urls()])
    copy, left, none = Qt.DropAction.CopyAction, LEFT, Qt.KeyboardModifier.NoModifier
    refused = QDragEnterEvent(QPoint(9, 9), copy, several, left, none)
    refused.ignore()
    QApplication.sendEvent(dialog, refused)
    assert not refused.isAccepted()
    entering = QDragEnterEvent(QPoint(9, 9), copy, what, left, none)
    QApplication.sendEvent(dialog, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), copy, what, left, none))
    shown(stage, dialog)
    assert dialog.foot.primary.isEnabled()


# What is shown


def test_lines_are_told_by_what_becomes_of_them(read: Read) -> None:
    dialog = read((*GOOD, GOOD[0], ("Kerl?o", "Maël", "", "", ""), ("TOTAL", "", "4", "", "")))
    assert tabs(dialog) == ["Toutes (6)", "À créer (3)", "À vérifier (1)", "Ignorées (2)", "Colonnes"]
    go_to(dialog, "Ignorées")
    table = dialog.preview.lines.table
    assert [row.rows for row in table.rows] == [(5,), (7,)]
    assert dialog.preview.lines.detail.words[0] == "Noëlle Bœuf-Martel"
    table.selectRow(1)
    assert "total" in dialog.preview.lines.detail.words[-1]


def test_the_chosen_line_is_shown_field_by_field(read: Read) -> None:
    dialog = read((("Abélard", "Chloé", "Mission locale de l’Écluse", "contact0@valmont.example", ""),))
    words = dialog.preview.lines.detail.words
    assert words[:2] == ("Abélard Chloé", "Ligne 2")
    assert "Structure : Caisse d’allocations familiales → Mission locale de l’Écluse" in words


def test_columns_show_what_they_were_taken_for(read: Read) -> None:
    dialog = read(GOOD)
    dialog.preview.show_columns()
    taken = {index: choice.currentText() for index, choice in dialog.preview.columns.choices.items()}
    assert taken == {0: "Nom", 1: "Prénom", 2: "Structure", 3: "Courriel", 4: "Instances"}
    choice = dialog.preview.columns.choices[3]
    assert choice.accessibleName() == "Ce que dit la colonne « Courriel »"


def choose(choice: Choice[Any], value: object) -> None:
    """Choose as the keyboard would."""
    choice.choose(value)
    choice.activated.emit(choice.currentIndex())


def test_a_corrected_column_is_read_anew(stage: Stage, read: Read) -> None:
    header = ("Nom", "Prénom", "Établissement d’origine", "Groupe du mardi")
    dialog = read((("Fauré-Œil", "Inès", "Lycée", "x"),), header)
    assert not dialog.foot.primary.isEnabled()
    assert dialog.preview.tabs.tabText(dialog.preview.tabs.currentIndex()) == "Erreurs (1)"
    columns = dialog.preview.columns
    assert columns.choices[3].currentIndex() == -1
    choose(columns.choices[3], CrossFor(4))
    choose(columns.choices[2], Field.ORGANISATION)
    stage.settle()
    stage.wait(lambda: dialog.foot.primary.isEnabled())
    go_to(dialog, "Toutes")
    words = dialog.preview.lines.detail.words
    assert {"Structure : Lycée", "Inscription : CT2"} <= set(words)
    choose(columns.choices[0], None)  # ignored: nobody has a name any more
    stage.settle()
    assert "Nom" in dialog.foot.words.text()
    assert not dialog.foot.primary.isEnabled()
    choose(columns.choices[0], Field.FAMILY_NAME)
    stage.settle()
    assert dialog.foot.primary.isEnabled()


def test_everybody_can_enter_one_committee(stage: Stage, read: Read) -> None:
    dialog = read((("Fauré-Œil", "Inès", "", "", ""),))
    box = dialog.preview.source.committees
    choose(box, "Vie sociale et vivre ensemble")
    stage.settle()
    assert "Inscription : CT2" in dialog.preview.lines.detail.words
    dialog.read_again()
    stage.settle()
    assert box.currentText() == "CT2 Vie sociale et vivre ensemble"


def test_what_the_wheel_turns_is_the_page(read: Read) -> None:
    dialog = read(GOOD)
    dialog.preview.show_columns()
    choice = dialog.preview.columns.choices[2]
    dialog.preview.tabs.setFocus()
    before = choice.currentIndex()
    wheel(choice)
    assert choice.currentIndex() == before


def wheel(widget: QWidget) -> None:
    from PySide6.QtGui import QWheelEvent

    none = Qt.KeyboardModifier.NoModifier
    middle = QPointF(widget.rect().center())
    turned = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turned)


# What goes wrong


def test_an_unknown_committee_is_an_error_with_its_row_and_column(stage: Stage, read: Read) -> None:
    dialog = read((*GOOD, ("Mbaï", "Zoé", "", "", "Comité des fêtes")))
    assert not dialog.foot.primary.isEnabled()
    assert dialog.foot.words.text().startswith("1 erreur empêche l’importation")
    assert dialog.foot.primary.accessibleDescription() == dialog.foot.words.text()
    words = dialog.preview.lines.detail.words
    assert words[:2] == ("Mbaï Zoé", "Ligne 5, colonne « Comités »")
    assert "Comité des fêtes" in words[2]
    dialog.run_import()
    stage.settle()
    assert len(names_in_base(stage)) == KNOWN


def test_a_list_corrected_meanwhile_is_read_again(stage: Stage, read: Read, tmp_path: Path) -> None:
    dialog = read((*GOOD, ("Mbaï", "Zoé", "", "", "Comité des fêtes")))
    columns = dialog.preview.columns
    choose(columns.choices[2], None)
    stage.settle()
    write(tmp_path / "inscrits.csv", GOOD)
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    stage.wait(lambda: dialog.foot.primary.isEnabled())
    assert dialog.foot.words.text() == "3 personnes à créer, 4 inscriptions"
    assert columns.choices[2].currentText() == "Ignorer"
    write(tmp_path / "inscrits.csv", [(row[2], *row[:2]) for row in GOOD], ("Structure", "Nom", "Prénom"))
    dialog.read_again()
    stage.wait(lambda: columns.choices[0].currentText() == "Structure")
    assert columns.choices[2].currentText() == "Prénom"
    assert dialog.foot.words.text() == "3 personnes à créer, 1 structure à créer"


def test_a_list_that_went_leaves_the_preview_and_says_so(stage: Stage, read: Read, tmp_path: Path) -> None:
    dialog = read(GOOD)
    (tmp_path / "inscrits.csv").unlink()
    dialog.read_again()
    stage.wait(lambda: "n’existe plus" in dialog.foot.words.text())
    assert dialog._stack.currentWidget() is dialog.preview


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("ancien.xlsx", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))),
        ("bombe.xlsx", bomb),
        ("coupé.xlsx", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(40))),
        ("photo.png", lambda path: path.write_bytes(b"\x89PNG")),
        ("vide.csv", lambda path: path.write_bytes(b"")),
        ("sans noms.csv", lambda path: path.write_text("Structure;CT1\nCAF;x\n", encoding="utf-8")),
        ("perdu.csv", lambda path: None),
        ("dossier.csv", lambda path: path.mkdir()),
    ],
)
def test_a_file_that_is_no_list_gets_one_sentence(
    stage: Stage, dialog: ImportDialog, tmp_path: Path, name: str, make: Callable[[Path], object]
) -> None:
    make(tmp_path / name)
    dialog.read_file(tmp_path / name)
    stage.wait(lambda: dialog.welcome.trouble.isVisible())
    assert name in dialog.welcome.trouble.text() or "Nom" in dialog.welcome.trouble.text()
    assert "imprévue" not in dialog.welcome.trouble.text()
    assert not dialog.foot.primary.isVisible()
    assert QApplication.focusWidget() is dialog.welcome.button
    dialog.read_file(write(tmp_path / "inscrits.csv", GOOD))
    shown(stage, dialog)
    assert dialog.foot.primary.isEnabled()


def test_what_another_changed_meanwhile_is_shown_before_anything_is_done(stage: Stage, read: Read) -> None:
    dialog = read(GOOD)
    assert stage.desk.path is not None
    elsewhere = open_base(stage.desk.path)
    with elsewhere.write() as session:
        builders.person(session, "Inès", "D’Alès", email="ines@foyer.example")
    elsewhere.close()
    dialog.run_import()
    stage.wait(lambda: "a changé depuis l’aperçu" in dialog.foot.words.text() and not stage.desk.is_busy)
    assert len(names_in_base(stage)) == KNOWN + 1
    assert dialog.foot.primary.isEnabled()
    assert "À modifier (1)" in tabs(dialog)
    dialog.run_import()
    stage.wait(lambda: dialog._stack.currentWidget() is dialog.report)
    assert len(names_in_base(stage)) == KNOWN + 3


def test_giving_up_while_reading_goes_back_to_the_choice(
    stage: Stage, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read_file(write(tmp_path / "inscrits.csv", GOOD))
    assert dialog.welcome.progress.isVisible()
    dialog.welcome.progress.findChild(QPushButton).click()
    stage.settle()
    assert dialog._stack.currentWidget() is dialog.welcome
    assert dialog.welcome.button.isVisible()
    assert not dialog.welcome.progress.isVisible()


def test_five_thousand_lines_do_not_hold_up_the_window(
    stage: Stage, dialog: ImportDialog, tmp_path: Path
) -> None:
    rows = [
        (
            f"Nom{place % 700:03}",
            f"Prénom{place}",
            f"Structure {place % 40}",
            f"p{place}@valmont.example",
            "CT1",
        )
        for place in range(5_000)
    ]
    path = write(tmp_path / "longue.csv", rows)
    began, stalls = process_time(), Stalls()
    dialog.read_file(path)
    shown(stage, dialog)
    longest, whole = stalls.stop(), process_time() - began
    assert dialog.foot.primary.text() == "Importer 5\u202f000 personnes"
    assert len(dialog.preview.lines.table.rows) == 5_000
    assert whole < 20  # seconds of processor time, the workers’ too
    # 0.04 s as this is written; what a stalled window would take is seconds.
    assert longest < 0.25, stalls.report()

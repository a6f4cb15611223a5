"""The first start: from an empty machine to a base of nine bodies, counted in keys and clicks."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pstdesk.db.migrate import open_base
from pstdesk.services import programme
from pstdesk.ui.start import creation, location
from pstdesk.ui.start import page as page_module
from pstdesk.ui.start.location import Concern
from pstdesk.ui.start.page import StartPage
from pstdesk.ui.widgets.form import Form
from tests.ui.gallery import GALLERY, GalleryPage
from tests.ui.stage import Stage

LEFT = Qt.MouseButton.LeftButton


class Hands:
    """A user whose clicks and keys beside the text itself are counted."""

    def __init__(self) -> None:
        self.count = 0

    def click(self, widget: QWidget) -> None:
        self.count += 1
        QTest.mouseClick(widget, LEFT)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        self.count += 1
        QTest.keyClick(widget, key)


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Documents"
    monkeypatch.setattr(location, "user_documents_path", lambda: folder)
    return folder


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path / "settings", None, places=GALLERY)
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


@pytest.fixture
def page(stage: Stage) -> StartPage:
    return start_page(stage)


def start_page(stage: Stage) -> StartPage:
    shown = stage.window.page
    assert isinstance(shown, StartPage)
    return shown


def wait_for_base(stage: Stage) -> Path:
    stage.wait(lambda: isinstance(stage.window.page, GalleryPage))
    stage.settle()
    assert stage.desk.path is not None
    return stage.desk.path


def error_under(form: Form, key: str) -> str:
    return form._cells[key].below.text()


# The journey


def test_a_programme_of_nine_bodies_is_one_key_beside_the_towns_name(
    stage: Stage, page: StartPage, documents: Path
) -> None:
    hands = Hands()
    focused = QApplication.focusWidget()
    assert focused is page.form.town
    QTest.keyClicks(focused, "Valmont")
    hands.press(focused, Qt.Key.Key_Return)
    path = wait_for_base(stage)
    assert hands.count <= 6
    assert path == documents / "pstdesk" / "Valmont.pstdesk"
    assert stage.window.sidebar._entries["committees"].accessibleDescription() == "9"
    with_letterhead = read_programme(path)
    assert with_letterhead.name == "Projet social de territoire"
    assert with_letterhead.letterhead == "Ville de Valmont\nCentre communal d’action sociale"


def read_programme(path: Path) -> programme.ProgrammeForm:
    base = open_base(path)
    with base.read() as session:
        shown = programme.programme_page(session)
    base.close()
    assert shown is not None
    return shown.form


def test_every_choice_by_hand_stays_within_six(stage: Stage, page: StartPage) -> None:
    hands = Hands()
    hands.click(page.choice.cards["ctg"])
    hands.click(page.form.town)
    page.form.town.insert("Les Lilas-d’Œuvre")  # keyClicks knows ASCII only
    hands.press(page.form.town, Qt.Key.Key_Tab)
    QTest.keyClicks(page.form.name, "CTG 2026")
    hands.click(page.primary)
    path = wait_for_base(stage)
    assert hands.count <= 6
    form = read_programme(path)
    assert (form.name, form.town) == ("CTG 2026", "Les Lilas-d’Œuvre")
    assert form.letterhead.startswith("Ville des Lilas-d’Œuvre")


def test_the_next_step_is_offered(stage: Stage, page: StartPage) -> None:
    page.form.town.setText("Valmont")
    page.make_base()
    wait_for_base(stage)
    assert stage.window.sentence == "La base de Valmont est prête."
    assert stage.window._messages._action.text() == "Importer vos inscrits…"


def test_the_keyboard_alone_reads_top_to_bottom(stage: Stage, page: StartPage) -> None:
    page.choice.cards["bondy"].setFocus()
    QTest.keyClick(page.choice.cards["bondy"], Qt.Key.Key_Right)
    assert page.choice.name == "ctg"
    order = [
        page.form.town,
        page.form.name,
        page.form.letterhead,
        page.form.template._choose,
        page.form.place.change,
    ]
    page.form.town.setFocus()
    for expected in (*order, page.primary):
        focused = QApplication.focusWidget()
        assert focused is expected
        QTest.keyClick(focused, Qt.Key.Key_Tab)


# What fills itself in


def test_what_was_typed_is_not_overwritten_by_a_later_choice(page: StartPage) -> None:
    assert page.form.name.text() == "Projet social de territoire"
    page.choice.choose("ctg")
    assert page.form.name.text() == "Convention territoriale globale"
    page.form.town.setText("Valmont")
    page.form.letterhead.setPlainText("Pôle solidarités")
    page.form.name.clear()
    QTest.keyClicks(page.form.name, "CTG")
    page.choice.choose("bondy")
    page.form.town.setText("Valmont-sur-Œuvre")
    assert page.form.name.text() == "CTG"
    assert page.form.letterhead.toPlainText() == "Pôle solidarités"


def test_each_preset_shows_its_bodies(page: StartPage) -> None:
    counts = {name: len(preset.committees) for name, preset in page.choice.presets.items()}
    assert counts == {"bondy": 9, "ctg": 10, "vide": 0}
    assert page.choice._bodies._count.text() == "9 instances seront créées :"
    page.choice.choose("vide")
    assert page.choice._bodies._count.text().startswith("Aucune instance")


def test_a_second_base_of_the_town_takes_the_next_free_name(
    stage: Stage, page: StartPage, documents: Path
) -> None:
    taken = documents / "pstdesk" / "Valmont.pstdesk"
    taken.parent.mkdir(parents=True)
    taken.write_bytes(b"the first")
    page.form.town.setText("Valmont")
    stage.wait(lambda: page.form.place._name.text() == "Valmont-2.pstdesk")
    page.make_base()
    assert wait_for_base(stage).name == "Valmont-2.pstdesk"
    assert taken.read_bytes() == b"the first"


def test_a_synchronised_folder_is_said_and_not_forbidden(
    stage: Stage, page: StartPage, tmp_path: Path
) -> None:
    page.form.town.setText("Valmont")
    page.form.place.choose(tmp_path / "OneDrive" / "pst")
    stage.wait(lambda: page.form.place.remark != "")
    assert page.form.place.remark == Concern.SYNCHRONISED.sentence
    page.make_base()
    assert wait_for_base(stage) == tmp_path / "OneDrive" / "pst.pstdesk"


# What goes wrong


def test_without_a_town_the_field_says_so_and_nothing_is_made(
    stage: Stage, page: StartPage, documents: Path
) -> None:
    QTest.keyClick(page.form.town, Qt.Key.Key_Return)
    assert error_under(page.form, "town") != ""
    assert QApplication.focusWidget() is page.form.town
    stage.settle()
    assert not documents.exists()


def test_what_is_wrong_is_brought_into_view(
    stage: Stage, page: StartPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.window.resize(QSize(960, 400))
    stage.settle()
    page.form.town.setText("Valmont")
    page.form.name.clear()
    assert not in_view(page.form.name)
    page.make_base()
    assert in_view(page.form.name)

    def fail(*_arguments: object) -> Path:
        raise RuntimeError("no")

    monkeypatch.setattr(page_module, "create", fail)
    page.form.name.setText("PST")
    page.make_base()
    stage.wait(lambda: page.trouble.text() != "")
    stage.settle()
    assert in_view(page.trouble)


def in_view(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() == widget.height()


def test_a_name_that_is_taken_is_said_under_the_place_and_the_text_stays(
    stage: Stage, page: StartPage, tmp_path: Path
) -> None:
    taken = tmp_path / "pst.pstdesk"
    taken.write_bytes(b"something else")
    page.form.town.setText("Valmont")
    page.form.place.choose(taken)
    page.make_base()
    stage.wait(lambda: error_under(page.form, "place") != "")
    assert "pst.pstdesk" in error_under(page.form, "place")
    assert taken.read_bytes() == b"something else"
    assert (page.form.town.text(), page.primary.isEnabled()) == ("Valmont", True)
    assert QApplication.focusWidget() is page.form.place.change
    page.form.place.choose(tmp_path / "other.pstdesk")
    page.make_base()
    assert wait_for_base(stage).name == "other.pstdesk"


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(
    stage: Stage, page: StartPage, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    page.form.town.setText("Valmont")
    page.form.place.choose(tmp_path / "file" / "pst.pstdesk")
    page.make_base()
    stage.wait(lambda: error_under(page.form, "place") != "")
    assert str(tmp_path / "file") in error_under(page.form, "place")


def test_a_renamed_doc_is_no_letterhead(
    stage: Stage, page: StartPage, tmp_path: Path, documents: Path
) -> None:
    own = tmp_path / "en-tête.docx"
    own.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page.form.template.choose(own)
    stage.wait(lambda: "en-tête.docx" in error_under(page.form, "template"))
    page.form.town.setText("Valmont")
    page.make_base()
    stage.wait(lambda: page.primary.isEnabled())
    assert "en-tête.docx" in error_under(page.form, "template")
    assert not documents.exists()
    page.form.template.remove()
    page.make_base()
    wait_for_base(stage)


def test_an_unforeseen_error_is_said_in_the_page(
    stage: Stage, page: StartPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> Path:
        raise RuntimeError("no")

    monkeypatch.setattr(page_module, "create", fail)
    page.form.town.setText("Valmont")
    page.make_base()
    stage.wait(lambda: page.trouble.isVisible())
    assert "imprévue" in page.trouble.text()
    assert page.primary.isEnabled()


def test_a_double_click_makes_one_base(
    stage: Stage, page: StartPage, monkeypatch: pytest.MonkeyPatch, documents: Path
) -> None:
    asked = []
    real = creation.create

    def count(wanted: creation.Wanted, today: date) -> Path:
        asked.append(wanted)
        return real(wanted, today)

    monkeypatch.setattr(page_module, "create", count)
    page.form.town.setText("Valmont")
    QTest.mouseClick(page.primary, LEFT)
    QTest.mouseDClick(page.primary, LEFT)
    QTest.keyClick(page.form.town, Qt.Key.Key_Return)
    wait_for_base(stage)
    assert len(asked) == 1
    assert [path.name for path in (documents / "pstdesk").glob("*.pstdesk")] == ["Valmont.pstdesk"]


def test_a_base_that_was_made_and_does_not_open_leaves_the_assistant_ready(
    stage: Stage, page: StartPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "Valmont.pstdesk"
    monkeypatch.setattr(page_module, "create", lambda *_arguments: gone)
    page.form.town.setText("Valmont")
    page.make_base()
    stage.wait(lambda: "n’existe pas" in stage.window.sentence)
    assert page.primary.isEnabled()
    assert QApplication.focusWidget() is page.form.town

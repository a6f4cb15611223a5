"""The window: shown before anything heavy is imported, places on demand, sentences, states, memory."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pstdesk.app import tell_of_errors
from pstdesk.services import people
from pstdesk.ui.loading import Loading
from pstdesk.ui.page import Page
from pstdesk.ui.places import PLACES, page_class
from pstdesk.ui.settings_dialog import SettingsDialog
from pstdesk.ui.sidebar import saved_words
from pstdesk.ui.start.page import StartPage
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.messages import MessageBar, ProgressPanel
from tests.documents.letterhead_makers import with_field
from tests.ui.gallery import GALLERY, GalleryPage
from tests.ui.showcase import make_base
from tests.ui.stage import Stage

NBSP = "\u00a0"


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path, make_base(tmp_path), places=GALLERY)
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


def page(stage: Stage) -> GalleryPage:
    shown = stage.window.page
    assert isinstance(shown, GalleryPage)
    return shown


def test_the_window_names_the_programme_and_counts(stage: Stage) -> None:
    assert stage.window.windowTitle() == "PST de Valmont – pstdesk"
    entries = stage.window.sidebar._entries
    assert {key: entry.accessibleDescription() for key, entry in entries.items()} == {
        "committees": "9",
        "people": "12",
        "meetings": "7",
    }
    assert stage.preferences.current.last_base is not None


def test_ctrl_and_a_figure_go_to_a_place_made_on_its_first_visit(stage: Stage) -> None:
    first = page(stage)
    QTest.keyClick(stage.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    stage.wait(lambda: stage.window.page is not first)
    third = page(stage)
    assert third.reloads == 1
    QTest.keyClick(stage.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    stage.wait(lambda: stage.window.page is first)
    assert first.reloads == 1


def test_a_page_reads_again_when_its_topic_changed_and_it_is_seen(stage: Stage) -> None:
    first = page(stage)
    stage.window.go("meetings")
    second = page(stage)
    stage.program.changes.committed(frozenset({"people"}))
    stage.wait(lambda: second.reloads == 2)
    assert first.reloads == 1
    stage.program.changes.committed(frozenset({"minutes"}))
    stage.window.go("committees")
    assert first.reloads == 2
    assert second.reloads == 2


def test_a_save_is_said_under_the_name_and_counts_follow(stage: Stage) -> None:
    assert stage.window.sidebar._state.text() == "tout est enregistré"
    form = people.PersonForm(given_name="Ñico", family_name="Wœstyn")
    stage.desk.write(stage.window, lambda session: people.add_person(session, form)).start()
    stage.settle()
    stage.settle()
    assert stage.window.sidebar._state.text() == "enregistré à l’instant"
    assert stage.window.sidebar._entries["people"].accessibleDescription() == "13"


def test_how_long_ago_the_last_save_was() -> None:
    assert saved_words(None, 10) == "tout est enregistré"
    assert saved_words(10, 10.5) == "enregistré à l’instant"
    assert saved_words(10, 12.9) == "enregistré il y a 2 s"
    assert saved_words(0, 185) == "enregistré il y a 3 min"
    assert saved_words(0, 9000) == "tout est enregistré"


def test_trouble_stands_in_the_message_bar_with_details_to_copy(stage: Stage) -> None:
    stage.window.show_trouble(Trouble("Rien n’a été perdu."))
    assert stage.window.sentence == "Rien n’a été perdu."
    stage.window.show_trouble(Trouble("Erreur imprévue.", details="Traceback"))
    button = stage.window.findChild(MessageBar).findChild(QPushButton)
    assert button.text() == "Copier les détails"
    button.click()
    assert QGuiApplication.clipboard().text() == "Traceback"
    assert stage.window.sentence == ""


def test_errors_of_the_window_itself_reach_the_bar_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    tell_of_errors(stage.window.show_trouble)
    QTimer.singleShot(0, lambda: 1 // 0)
    stage.wait(lambda: "imprévue" in stage.window.sentence)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt("Ctrl+C"), None)
    assert "Ctrl+C" in capsys.readouterr().err


def test_unforeseen_errors_of_pages_reach_the_bar(stage: Stage) -> None:
    stage.desk.read(stage.window, lambda session: 1 // 0).start()
    stage.wait(lambda: bool(stage.window.sentence))


def test_a_narrow_window_shows_icons_alone(stage: Stage) -> None:
    stage.window.resize(800, 500)
    stage.settle()
    assert stage.window.sidebar.width() == 56
    assert stage.window.sidebar._entries["people"].toolTip() == "Personnes et structures"
    stage.window.resize(1366, 768)
    stage.settle()
    assert stage.window.sidebar.width() > 200


def test_help_says_where_the_base_is(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    words = [label.text() for label in stage.dialog().findChildren(QLabel)]
    assert f"Base\n{stage.desk.path}" in words
    assert {"Entrée", "Maj+Entrée"} <= set(words)
    assert f"Ctrl+1 … {len(PLACES)}" in words
    assert not [word for word in words if "Retour" in word]


def test_help_fits_a_low_screen_and_its_keys_are_scrolled_by_keyboard(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    dialog = stage.dialog()
    dialog.resize(dialog.width(), 600)
    stage.settle()
    assert dialog.height() == 600
    dialog.keys.setFocus()
    QTest.keyClick(dialog.keys, Qt.Key.Key_PageDown)
    bar = dialog.keys.verticalScrollBar()
    assert bar.value() > 0


def test_settings_are_saved_in_the_base_and_on_this_machine(stage: Stage) -> None:
    stage.window.settings_asked.emit()
    dialog = stage.dialog()
    stage.wait(lambda: dialog.primary.isEnabled())
    dialog.name.setText("")
    dialog.primary.click()
    stage.settle()
    assert dialog.isVisible()
    dialog.name.setText("PST de l’Écluse")
    dialog.mode.choose("dark")
    dialog.language.choose("en")
    dialog.primary.click()
    stage.wait(lambda: stage.window.windowTitle() == "PST de l’Écluse – pstdesk")
    assert stage.preferences.current.theme == "dark"
    assert stage.preferences.current.language == "en"
    assert "prochain démarrage" in stage.window.sentence


@pytest.mark.parametrize("content", [b"not a zip at all", with_field("INCLUDETEXT secret.txt")])
def test_a_file_that_is_no_letterhead_is_refused_and_nothing_changes(
    stage: Stage, tmp_path: Path, content: bytes
) -> None:
    false = tmp_path / "papier.docx"
    false.write_bytes(content)
    stage.window.settings_asked.emit()
    dialog = stage.dialog()
    stage.wait(lambda: dialog.primary.isEnabled())
    dialog.name.setText("Autre")
    dialog.template.choose(false)
    dialog.primary.click()
    stage.wait(lambda: dialog._trouble.isVisible())
    assert "papier.docx" in dialog._trouble.text()
    assert stage.window.windowTitle() == "PST de Valmont – pstdesk"
    dialog.template.remove()
    assert dialog.template.removed


def test_the_window_comes_back_where_it_was(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    base = make_base(tmp_path)
    first = Stage(qapp, tmp_path, base, places=GALLERY)
    first.show(QSize(701, 601))
    first.close()
    second = Stage(qapp, tmp_path, base, places=GALLERY)
    assert second.window.size() == QSize(701, 601)
    second.close()


def test_progress_is_shown_in_words_and_can_be_cancelled(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    panel.show_step(3, 10, "Lecture de la liste")
    assert panel._bar.value() == 3
    assert panel._what.text() == "Lecture de la liste"
    with qtbot.waitSignal(panel.cancelled):
        panel._cancel.click()


def test_a_remark_goes_by_itself_and_an_offer_stays(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say("Copié.")
    assert bar._timer.isActive()
    bar.say("Archivé.", action="Annuler", do=lambda: None)
    assert not bar._timer.isActive()
    bar.say("Impossible.", tone="bad")
    assert not bar._timer.isActive()


def test_the_first_window_imports_neither_the_base_nor_documents() -> None:
    code = (
        "import sys, pstdesk.app\n"
        "heavy = {'sqlalchemy', 'alembic', 'docx', 'openpyxl', 'reportlab', 'babel', 'lxml'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ""


_WHERE_IMPORTED = """
import sys, threading
from importlib.machinery import SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory

run = []
begin = SourceFileLoader.exec_module

def watched(loader, module):
    run.append((module.__name__, threading.current_thread() is threading.main_thread()))
    begin(loader, module)

SourceFileLoader.exec_module = watched
from pstdesk.app import Program, make_application, _wait_until
from pstdesk.settings import Preferences

app = make_application()
with TemporaryDirectory() as folder:
    program = Program(app, Preferences(Path(folder) / "settings.json"), Path(sys.argv[1]), backs_up=False)
    program.window.show()
    _wait_until(lambda: program.desk.path is not None)
    _wait_until(lambda: "pstdesk.ui.find.palette" in sys.modules and not program.desk.is_busy)
    program.window.close()
    _wait_until(program.window.isHidden)
qt = [(name, here) for name, here in run if name.startswith(("pstdesk.ui", "PySide6", "shiboken6"))]
print(len(qt), *(name for name, here in qt if not here))
print(*(name for name, here in run if here and name.startswith("sqlalchemy.")))
"""


def test_what_is_of_qt_is_imported_on_the_windows_thread_alone_and_the_base_beside_it(tmp_path: Path) -> None:
    base = make_base(tmp_path)
    command = [sys.executable, "-c", _WHERE_IMPORTED, str(base)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    qt, sqlalchemy = done.stdout.splitlines()
    number, *beside = qt.split()
    assert int(number) > 150
    assert beside == []
    assert sqlalchemy == ""


def test_a_window_that_closes_while_pages_load_ends_at_once(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def never(_self: Loading, _module: str) -> None:
        begun.set()  # and does not say that it is there

    monkeypatch.setattr("pstdesk.ui.loading.page_modules", lambda _places: ["pstdesk.ui.not_there_yet"])
    monkeypatch.setattr(Loading, "_import", never)
    stage = Stage(qapp, tmp_path, make_base(tmp_path))
    stage.window.show()
    stage.wait(begun.is_set)
    stage.close()


def test_every_place_has_its_page() -> None:
    assert all(issubclass(page_class(place.page), Page) for place in PLACES)


def test_another_base_can_be_opened_from_the_settings(stage: Stage) -> None:
    stage.window.settings_asked.emit()
    stage.settle()
    dialog = stage.dialog()
    assert isinstance(dialog, SettingsDialog)
    dialog.base.click()
    stage.settle()
    page = stage.window.page
    assert isinstance(page, StartPage)
    first = stage.desk.path
    assert first is not None
    page.base_chosen.emit(first)
    stage.wait(lambda: not isinstance(stage.window.page, StartPage) and not stage.desk.is_busy)
    assert stage.desk.path == first

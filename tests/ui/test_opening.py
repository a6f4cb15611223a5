"""A base that does not open at once: what is asked, what each answer does, and a base that is only read."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pstdesk.db.backup import make_backup
from pstdesk.db.closing import Standing, forget_closing, standing
from pstdesk.db.lock import DeskLock, holder_of, lock_path
from pstdesk.db.migrate import open_base
from pstdesk.domain.backup import BackupKind
from pstdesk.domain.opening import Wish
from pstdesk.services import people
from pstdesk.services.opening import Opening
from pstdesk.settings import user_name
from pstdesk.ui.base.page import BasePage
from pstdesk.ui.opening.page import OpeningPage
from pstdesk.ui.page import Page
from pstdesk.ui.places import PLACES
from pstdesk.ui.start.page import StartPage
from tests import builders
from tests.ui.gallery import GALLERY, GalleryPage
from tests.ui.showcase import make_base
from tests.ui.stage import Stage

NBSP = "\u00a0"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return the showcase's base as pstdesk closed it."""
    path = make_base(tmp_path)
    Opening(path, datetime.now(UTC)).open().close()
    return path


@pytest.fixture
def stages(qapp: QApplication, qtbot: QtBot) -> Iterator[list[Stage]]:
    """Return what is closed at the end."""
    opened: list[Stage] = []
    yield opened
    for stage in reversed(opened):
        stage.close()


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, stages: list[Stage]) -> "Start":
    return Start(qapp, tmp_path, stages)


class Start:
    """Starts the program, as often as asked."""

    def __init__(self, app: QApplication, folder: Path, stages: list[Stage]) -> None:
        self._app = app
        self._folder = folder
        self._stages = stages

    def __call__(self, base: Path) -> Stage:
        stage = Stage(self._app, self._folder / f"settings-{len(self._stages)}", base, places=GALLERY)
        self._stages.append(stage)
        stage.show(QSize(1366, 768))
        stage.settle()
        return stage


def question(stage: Stage) -> OpeningPage:
    page = stage.window.page
    assert isinstance(page, OpeningPage), stage.window.sentence
    return page


def texts(page: Page) -> str:
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return "\n".join(shown).replace(NBSP, " ")


def press(stage: Stage, verb: str) -> None:
    """Press the button that says ``verb``, and wait for what follows."""
    page = question(stage)
    (button,) = [button for button in page.findChildren(QPushButton) if button.text() == verb]
    assert button.isEnabled()
    button.click()
    stage.settle()
    stage.settle()


def verbs(stage: Stage) -> list[str]:
    return [button.text() for button in question(stage).findChildren(QPushButton) if button.isVisible()]


def is_open(stage: Stage, *, read_only: bool = False) -> bool:
    return isinstance(stage.window.page, GalleryPage) and stage.desk.read_only is read_only


def damage(path: Path) -> bytes:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path.read_bytes()


# Somebody has it


def test_a_second_start_says_who_has_the_base_and_opens_it_to_be_read(base: Path, start: Start) -> None:
    first = start(base)
    assert is_open(first)
    second = start(base)
    assert "Vous avez déjà cette base ouverte, sur ce poste." in texts(question(second))
    assert "Ouverte aujourd’hui à" in texts(question(second))
    assert verbs(second) == ["Ouvrir en lecture seule", "Réessayer", "Choisir une autre base"]
    press(second, "Ouvrir en lecture seule")
    assert is_open(second, read_only=True)
    assert second.window.windowTitle() == "PST de Valmont (lecture seule) – pstdesk"
    assert second.window.sidebar._pill.text() == "lecture seule"
    assert second.window.sidebar._state.text() == f"ouverte par {user_name()}"


def test_a_colleague_on_another_machine_is_named_and_may_have_gone(base: Path, start: Start) -> None:
    lock_path(base).write_text(
        '{"user": "e.morel", "machine": "ccas-12", "pid": 7, "since": "2026-11-03T16:40:00+00:00"}',
        encoding="utf-8",
    )
    stage = start(base)
    said = texts(question(stage))
    assert "e.morel a cette base ouverte, sur le poste ccas-12." in said
    assert "Ouverte le 3 novembre 2026 à" in said
    assert "D’ici, pstdesk ne voit pas si elle l’est toujours" in said
    press(stage, "Réessayer")
    assert "e.morel" in texts(question(stage))
    press(stage, "Ouvrir quand même")
    assert is_open(stage)
    holder = holder_of(base)
    assert holder is not None
    assert holder.user == user_name()


def test_a_base_that_was_closed_meanwhile_opens_at_the_second_try(base: Path, start: Start) -> None:
    lock = DeskLock.take(base, "e.morel", datetime.now(UTC))
    stage = start(base)
    assert "e.morel a cette base ouverte, sur ce poste, dans une autre session." in texts(question(stage))
    lock.release()
    press(stage, "Réessayer")
    assert is_open(stage)


def test_another_base_can_be_chosen_instead(base: Path, start: Start) -> None:
    lock = DeskLock.take(base, "", datetime.now(UTC))
    stage = start(base)
    assert "Quelqu’un a cette base ouverte." in texts(question(stage))
    press(stage, "Choisir une autre base")
    page = stage.window.page
    assert isinstance(page, StartPage)
    lock.release()
    page.base_chosen.emit(base)
    stage.wait(lambda: is_open(stage))


def test_what_a_killed_program_left_is_taken_over_without_a_word(base: Path, start: Start) -> None:
    lock_path(base).write_text(
        f'{{"user": "x", "machine": "{socket.gethostname()}", "pid": 1}}', encoding="utf-8"
    )
    assert is_open(start(base))


# Changed, damaged, gone


def test_a_file_that_was_replaced_is_told_and_opened_on_demand(base: Path, start: Start) -> None:
    with closing(open_base(base)) as opened, opened.write() as session:
        builders.person(session, "Zoé", "Œillardin")
    content = base.read_bytes()
    Opening(base, datetime.now(UTC)).open().close()
    changed = bytearray(content)
    changed[27] ^= 1  # a counter that SQLite does not check
    base.write_bytes(changed)
    stage = start(base)
    assert "Ce fichier a changé depuis sa dernière fermeture." in texts(question(stage))
    assert "pstdesk l’a fermé aujourd’hui à" in texts(question(stage))
    press(stage, "Voir les sauvegardes")
    assert "Aucune bonne sauvegarde n’a été trouvée" in texts(question(stage))
    press(stage, "Ouvrir ce fichier")
    assert is_open(stage)


def test_a_damaged_base_is_replaced_by_its_last_good_backup_and_kept(base: Path, start: Start) -> None:
    now = datetime.now(UTC)
    good = make_backup(base, BackupKind.CLOSING, now - timedelta(days=1))
    spoilt = make_backup(base, BackupKind.MANUAL, now)
    damage(spoilt.path)
    broken = damage(base)
    stage = start(base)
    said = texts(question(stage))
    assert "Base abîmée" in said
    assert "Faite hier à" in said
    assert "(à la fermeture), relue à l’instant en entier : elle est bonne." in said
    press(stage, "Reprendre cette sauvegarde")
    assert is_open(stage)
    (kept,) = [path for path in base.parent.glob("valmont.*.pstdesk") if path.read_bytes() == broken]
    assert kept.name.startswith("valmont.endommagee-")
    assert kept.name in stage.window.sentence
    assert good.path.exists()
    assert stage.desk.path == base


def test_what_is_lacking_since_the_backup_is_counted_where_it_can_be_read(base: Path, start: Start) -> None:
    make_backup(base, BackupKind.MANUAL, datetime.now(UTC) - timedelta(days=1))
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("INSERT INTO action_committee VALUES (99, 99)")
        connection.execute("UPDATE meeting SET version = version")
        connection.commit()
    forget_closing(base)
    stage = start(base)
    assert "modifications faites depuis manqueront. Dernière écriture dans le fichier : aujourd’hui" in texts(
        question(stage)
    )


def test_without_a_backup_it_is_said_what_remains_and_nothing_is_touched(base: Path, start: Start) -> None:
    broken = damage(base)
    stage = start(base)
    said = texts(question(stage))
    assert "Aucune bonne sauvegarde n’a été trouvée" in said
    assert "service informatique" in said
    assert verbs(stage) == ["Choisir une sauvegarde…", "Choisir une autre base"]
    press(stage, "Choisir une autre base")
    assert isinstance(stage.window.page, StartPage)
    assert base.read_bytes() == broken


def test_a_copy_kept_elsewhere_takes_its_place_and_a_wrong_one_is_refused(
    base: Path, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "clé" / "copie.pstdesk"
    copy.parent.mkdir()
    copy.write_bytes(base.read_bytes())
    wrong = tmp_path / "lettre.pstdesk"
    wrong.write_bytes(b"Madame, Monsieur,")
    broken = damage(base)
    stage = start(base)
    for chosen in ("", str(wrong)):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words, name=chosen: (name, ""))
        press(stage, "Choisir une sauvegarde…")
        assert base.read_bytes() == broken
    assert "lettre.pstdesk" in question(stage).trouble.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(copy), ""))
    press(stage, "Choisir une sauvegarde…")
    assert is_open(stage)


def test_a_base_that_is_gone_is_brought_back_from_its_backups(base: Path, start: Start) -> None:
    make_backup(base, BackupKind.MANUAL, datetime.now(UTC))
    base.unlink()
    stage = start(base)
    assert "Le fichier de la base n’est plus là." in texts(question(stage))
    press(stage, "Reprendre cette sauvegarde")
    assert is_open(stage)
    assert stage.window.sentence == "La sauvegarde a pris la place de la base."


def test_a_base_that_is_gone_with_its_backups_leads_to_the_assistant(base: Path, start: Start) -> None:
    base.unlink()
    stage = start(base)
    assert isinstance(stage.window.page, StartPage)
    assert "n’existe pas" in stage.window.sentence


def test_the_window_says_when_the_whole_file_is_read(base: Path, start: Start) -> None:
    forget_closing(base)
    told: list[None] = []
    stage = start(base)
    stage.program.checking.connect(lambda: told.append(None))
    stage.program.open(base)
    stage.settle()
    assert told == []  # it was closed whole a moment ago
    stage.program.window.show_checking()
    assert stage.window.sidebar._state.text() == "vérification de la base…"


def test_closing_the_window_marks_the_base_as_closed(base: Path, start: Start, stages: list[Stage]) -> None:
    stage = start(base)
    form = people.PersonForm(given_name="Ñico", family_name="Wœstyn")
    stage.desk.write(stage.window, lambda session: people.add_person(session, form)).start()
    stage.settle()
    assert standing(base) is Standing.UNKNOWN
    stage.close()
    stages.clear()
    assert standing(base) is Standing.AS_LEFT
    assert holder_of(base) is None


# Only read


@pytest.fixture
def reading(qapp: QApplication, base: Path, tmp_path: Path, stages: list[Stage]) -> Stage:
    """Return the whole program on a base that is only read."""
    stage = Stage(qapp, tmp_path / "settings", None, places=PLACES)
    stages.append(stage)
    stage.show(QSize(1366, 768))
    stage.program.open(base, Wish(read_only=True))
    stage.wait(lambda: stage.desk.path is not None)
    stage.settle()
    return stage


def test_every_place_shows_itself_and_nothing_is_written(reading: Stage, base: Path) -> None:
    before = base.read_bytes()
    for place in PLACES:
        reading.window.go(place.key)
        reading.settle()
        page = reading.window.page
        assert page is not None
        header = page.header
        assert not (header._primary_writes and header.primary and header.primary.isVisible())
    for place_key in ("meetings", "people"):
        reading.window.go(place_key, 1)
        reading.settle()
    assert reading.window.sentence == ""
    assert base.read_bytes() == before
    assert reading.window.sidebar._state.text() == "rien ne s’y enregistre"


def test_what_would_write_says_in_one_sentence_why_not(reading: Stage) -> None:
    form = people.PersonForm(given_name="Ñico", family_name="Wœstyn")
    reading.desk.write(reading.window, lambda session: people.add_person(session, form)).start()
    reading.settle()
    assert "est ouverte en lecture seule" in reading.window.sentence
    reading.window.say("")
    reading.window.go("people")
    reading.settle()
    page = reading.window.page
    assert page is not None
    page.add_person()
    assert "est ouverte en lecture seule" in reading.window.sentence
    with pytest.raises(LookupError):
        reading.dialog()
    reading.window.say("")
    page.import_people()
    assert "est ouverte en lecture seule" in reading.window.sentence


@pytest.mark.parametrize("place", ["people", "meetings", "actions"])
def test_the_key_of_what_is_not_offered_says_why_each_time(reading: Stage, place: str) -> None:
    for _visit in range(2):
        reading.window.go(place)
        reading.settle()
        reading.window.say("")
        QTest.keyClick(reading.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert "est ouverte en lecture seule" in reading.window.sentence
        reading.window.go("base")


def test_nothing_is_written_beside_a_base_that_is_only_read(
    reading: Stage, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(base), ""))
    before = sorted(path.name for path in base.parent.rglob("*") if "settings" not in path.parts)
    reading.window.go("base")
    reading.settle()
    page = reading.window.page
    assert isinstance(page, BasePage)
    assert [button.text() for button in page.backups.table.findChildren(QPushButton)] == [""]
    page.backups.make_now()
    reading.settle()
    assert "est ouverte en lecture seule" in reading.window.sentence
    reading.window.say("")
    page.backups.ask_file()
    with pytest.raises(LookupError):
        reading.dialog()
    assert sorted(path.name for path in base.parent.rglob("*") if "settings" not in path.parts) == before


def test_the_workstations_own_settings_can_be_changed(reading: Stage, base: Path) -> None:
    reading.window.settings_asked.emit()
    dialog = reading.dialog()
    reading.wait(lambda: dialog.primary.isEnabled())
    assert not dialog.name.isEnabled()
    dialog.mode.choose("dark")
    dialog.primary.click()
    reading.settle()
    assert reading.preferences.current.theme == "dark"


def test_a_base_is_opened_for_writing_again_from_the_assistant(reading: Stage, base: Path) -> None:
    reading.program.open(base)
    reading.wait(lambda: reading.desk.path is not None)
    reading.settle()
    assert not reading.desk.read_only
    assert reading.window.sidebar._pill.text() == ""
    assert "lecture seule" not in reading.window.windowTitle()

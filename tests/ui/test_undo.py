"""Ctrl+Z in the window: the last act first, wherever one is by then, and never over what changed since."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from pstdesk.domain.errors import Refused
from pstdesk.services.people import PeopleFilter, PersonForm, add_person, change_person, person_rows
from pstdesk.services.person_page import person_page
from pstdesk.ui import clock
from pstdesk.ui import undo as undoing
from pstdesk.ui.undo import Where
from tests.ui.acting import Acting
from tests.ui.small_town import MAEL, make_town
from tests.ui.stage import Stage

NBSP = "\u00a0"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOTHING = "Il n’y a rien à annuler."


@pytest.fixture
def somebody(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Acting]:
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path))
    stage.show(QSize(1366, 768))
    somebody = Acting(stage)
    somebody.go("people")
    yield somebody
    stage.close()


def act(somebody: Acting, work: Callable[[Any], object], words: str, said: str | None = None) -> None:
    somebody.stage.desk.write(somebody.stage.window, work).undoable(words, said).start()
    somebody.settle()


def add(somebody: Acting, name: str, said: str | None = None) -> None:
    act(somebody, lambda session: add_person(session, PersonForm(name)), f"Ajout de {name}", said)


def rename(somebody: Acting, name: str) -> None:
    """Change the family name of Maël D’Arcy."""

    def work(session: Any) -> None:
        form = person_page(session, MAEL).form
        change_person(session, MAEL, PersonForm(name, form.given_name, version=form.version))

    act(somebody, work, f"Modification en {name}")


def names(somebody: Acting) -> set[str]:
    rows = somebody.ask(lambda session: person_rows(session, PeopleFilter(), clock.today()))
    return {row.family_name for row in rows}


def shown(somebody: Acting) -> Any:
    """Return the page on screen."""
    return somebody.stage.window.page


def undo(somebody: Acting) -> None:
    somebody.press(Qt.Key.Key_Z, CTRL)
    somebody.settle()


def redo(somebody: Acting) -> None:
    somebody.press(Qt.Key.Key_Z, CTRL | SHIFT)
    somebody.settle()


# Back and forth


def test_acts_are_undone_one_by_one_and_done_again(somebody: Acting) -> None:
    at_first = names(somebody)
    add(somebody, "Ibarra")
    assert somebody.said == "Ajout de Ibarra."
    rename(somebody, "Weiß")
    undo(somebody)
    assert somebody.said == f"Annulé{NBSP}: modification en Weiß"
    assert names(somebody) == {*at_first, "Ibarra"}
    undo(somebody)
    assert names(somebody) == at_first
    undo(somebody)
    assert somebody.said == NOTHING
    redo(somebody)
    assert somebody.said == f"Rétabli{NBSP}: ajout de Ibarra"
    somebody.control(Qt.Key.Key_Y)
    somebody.settle()
    assert names(somebody) == {*at_first, "Ibarra", "Weiß"} - {"D’Arcy"}
    redo(somebody)
    assert somebody.said == "Il n’y a rien à rétablir."


def test_the_message_bar_takes_back_the_act_it_speaks_of(somebody: Acting) -> None:
    at_first = names(somebody)
    add(somebody, "Ibarra")
    bar = somebody.stage.window._messages
    assert bar._action.text() == "Annuler"
    somebody.answer()
    somebody.settle()
    assert names(somebody) == at_first
    assert bar._action.text() == "Rétablir"
    somebody.answer()
    somebody.settle()
    assert names(somebody) == {*at_first, "Ibarra"}
    assert bar._action.text() == "Annuler"


def test_a_new_act_ends_what_could_be_done_again_and_the_offer_of_the_last_one(somebody: Acting) -> None:
    add(somebody, "Ibarra")
    undo(somebody)
    add(somebody, "Weiß", said="")
    assert somebody.said == ""
    redo(somebody)
    assert somebody.said == "Il n’y a rien à rétablir."
    assert "Ibarra" not in names(somebody)


def test_keys_pressed_while_an_act_is_under_way_mean_that_act(somebody: Acting) -> None:
    at_first = names(somebody)
    desk, window = somebody.stage.desk, somebody.stage.window
    for name in ("Ibarra", "Weiß"):
        form = PersonForm(name)
        desk.write(window, lambda session, form=form: add_person(session, form)).undoable(name).start()
    window.undo.undo()
    window.undo.undo()
    somebody.settle()
    somebody.settle()
    assert names(somebody) == at_first


# Where


def test_what_was_undone_is_shown_where_it_was_done(somebody: Acting) -> None:
    window = somebody.stage.window
    somebody.go("people", MAEL)
    somebody.click(shown(somebody).person.archive)
    assert somebody.said == "La fiche de Maël D’Arcy est archivée."
    somebody.go("calendar")
    undo(somebody)
    assert window.where() == Where("people", MAEL)
    assert not somebody.ask(lambda session: person_page(session, MAEL)).archived
    assert somebody.said == f"Annulé{NBSP}: archivage de Maël D’Arcy"


def test_what_was_made_and_undone_gives_way_to_the_list(somebody: Acting) -> None:
    window = somebody.stage.window
    add(somebody, "Ibarra")
    somebody.go("people", 7)
    undo(somebody)
    assert window.where() == Where("people")
    redo(somebody)
    assert window.where() == Where("people", 7)


# When it cannot be


def test_refused_where_it_changed_meanwhile_and_the_act_before_comes_next(somebody: Acting) -> None:
    add(somebody, "Ibarra")
    rename(somebody, "Weiß")

    def elsewhere(session: Any) -> None:
        form = person_page(session, MAEL).form
        change_person(session, MAEL, PersonForm("Oyelaran", form.given_name, version=form.version))

    somebody.elsewhere(elsewhere)
    undo(somebody)
    assert somebody.said.startswith("Cela ne s’annule plus")
    assert {"Oyelaran", "Ibarra"} <= names(somebody)
    undo(somebody)
    assert somebody.said == f"Annulé{NBSP}: ajout de Ibarra"
    assert "Ibarra" not in names(somebody)


def test_what_the_base_could_not_take_back_now_can_be_taken_back_later(
    somebody: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(somebody, "Ibarra")
    entry = somebody.stage.window.undo._done[-1]

    def full(_session: Any) -> None:
        raise Refused("base_disk_full", file="town.pstdesk")

    with monkeypatch.context() as patch:
        patch.setattr(type(entry.inverse), "apply", lambda _self, session: full(session))
        undo(somebody)
    assert "place" in somebody.said
    undo(somebody)
    assert somebody.said == f"Annulé{NBSP}: ajout de Ibarra"


def test_the_stack_keeps_the_last_fifty(somebody: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    assert undoing.MOST_ACTS == 50
    monkeypatch.setattr(undoing, "MOST_ACTS", 3)
    for name in "ABCDE":
        add(somebody, name)
    assert somebody.stage.window.undo.words == ("Ajout de E", "Ajout de D", "Ajout de C")


def test_the_stack_keeps_only_so_many_bytes(somebody: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    add(somebody, "A")
    monkeypatch.setattr(undoing, "MOST_BYTES", 200)
    for name in ("B", "C" * 150, "D"):
        add(somebody, name)
    assert somebody.stage.window.undo.words == ("Ajout de D",)


def test_another_base_starts_with_nothing_to_undo(somebody: Acting, tmp_path: Path) -> None:
    add(somebody, "Ibarra")
    (tmp_path / "other").mkdir()
    somebody.stage.program.open(make_town(tmp_path / "other"))
    somebody.settle()
    assert somebody.said == ""
    undo(somebody)
    assert somebody.said == NOTHING


# Text fields


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QSpinBox])
def test_a_field_undoes_its_own_typing_first(somebody: Acting, kind: type[QWidget]) -> None:
    at_first = names(somebody)
    add(somebody, "Ibarra")
    field = kind(somebody.stage.window)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "42")
    undo(somebody)
    assert "Ibarra" in names(somebody)
    while undoing._has_steps(field, undoes=True):
        undo(somebody)
    assert "Ibarra" in names(somebody)
    undo(somebody)
    assert names(somebody) == at_first
    field.deleteLater()


def test_a_field_where_nothing_was_typed_leaves_the_keys_to_the_window(somebody: Acting) -> None:
    at_first = names(somebody)
    add(somebody, "Ibarra")
    shown(somebody).people.search.setFocus()
    undo(somebody)
    assert names(somebody) == at_first
    redo(somebody)
    assert "Ibarra" in names(somebody)


def test_a_dialog_keeps_the_keys_to_itself(somebody: Acting) -> None:
    add(somebody, "Ibarra")
    shown(somebody).add_person()
    dialog = somebody.dialog()
    undo(somebody)
    dialog.reject()
    assert "Ibarra" in names(somebody)

"""Fields and forms: what is understood is shown, what is wrong is said beside it, nothing typed is lost."""

from collections.abc import Iterator
from datetime import date, time
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from pstdesk.domain.errors import Refused
from pstdesk.ui.operations import Desk
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField, SearchField, TimeField
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.suggest import Suggest, Suggestion
from tests.ui.fakes import FakeBase
from tests.ui.gallery import matching

NBSP = "\u00a0"


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    desk.open(FakeBase)
    yield desk
    desk.close()


def test_a_search_waits_for_the_end_of_typing_and_escape_empties_it(qtbot: QtBot) -> None:
    field = SearchField("Rechercher")
    qtbot.addWidget(field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    with qtbot.waitSignal(field.searched):
        QTest.keyClicks(field, " fau ")
    assert asked == ["fau"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert asked == ["fau", ""]
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked[2:] == ["x"]
    assert field.accessibleName() == "Rechercher"


@pytest.mark.parametrize("typed", ["12/3", "12 mars", "12/03/2026", "2026-03-12"])
def test_a_day_is_typed_any_french_way(qtbot: QtBot, typed: str) -> None:
    field = DateField(today=lambda: date(2026, 1, 5))
    qtbot.addWidget(field)
    explained: list[str] = []
    field.explained.connect(explained.append)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "12/03/2026"
    assert field.day() == date(2026, 3, 12)
    assert explained == ["jeudi 12 mars 2026"]


def test_a_day_that_does_not_exist_is_said_and_stays(qtbot: QtBot) -> None:
    field = DateField(date(2026, 2, 1))
    qtbot.addWidget(field)
    field.setText("30 février")
    with qtbot.waitSignal(field.misread, check_params_cb=lambda words: "30 février" in words):
        assert not field.settle()
    assert field.text() == "30 février"
    with pytest.raises(Refused):
        field.day()
    field.clear()
    assert field.day() is None


def test_an_hour_is_typed_any_french_way(qtbot: QtBot) -> None:
    field = TimeField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "14h30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == f"14{NBSP}h{NBSP}30"
    assert field.hour() == time(14, 30)
    field.setText("25 h")
    with qtbot.waitSignal(field.misread, check_params_cb=bool):
        assert not field.settle()
    field.clear()
    assert field.hour() is None


def test_leaving_a_field_settles_it(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    day = form.add("day", "Date", DateField(today=lambda: date(2026, 1, 5)))
    hour = form.add("hour", "Heure", TimeField())
    other = form.add("name", "Nom", QLineEdit())
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.take_focus()
    QTest.keyClicks(day, "12 mars")
    hour.setFocus()
    assert day.text() == "12/03/2026"
    QTest.keyClicks(hour, "9")
    other.setFocus()
    assert hour.text() == f"9{NBSP}h"


def test_each_field_has_its_label_its_name_and_its_error(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    name = form.add("name", "Nom", QLineEdit(), hint="Comme sur l’état civil.", columns=6)
    day = form.add("day", "Depuis", DateField(date(2026, 11, 12)), columns=6)
    notes = form.add("notes", "Notes", QPlainTextEdit())
    buddies = {label.buddy(): label.text() for label in form.findChildren(QLabel) if label.buddy()}
    assert buddies == {name: "Nom", day: "Depuis", notes: "Notes"}
    assert [field.accessibleName() for field in (name, day, notes)] == ["Nom", "Depuis", "Notes"]
    form.show_error("name", "Le nom manque.")
    assert name.accessibleDescription() == "Le nom manque."
    assert name.property("wrong") is True
    QTest.keyClicks(name, "L")
    assert name.accessibleDescription() == "Comme sur l’état civil."
    assert name.property("wrong") is False
    form.show_error("notes", "Trop long.")
    notes.setPlainText("court")
    assert notes.accessibleDescription() == ""
    form.show_error("notes", "Trop long.")
    form.clear_errors()
    assert notes.accessibleDescription() == ""
    assert form.field("day") is day
    day.setText("hier ou demain")
    assert not form.check()
    assert "hier ou demain" in day.accessibleDescription()


def test_no_part_is_a_window_for_an_instant(qtbot: QtBot) -> None:
    # It would take the keyboard away from the real window.
    class Watch(QObject):
        shown: ClassVar[list[QObject]] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    form = Form()
    form.add("name", "Nom", QLineEdit(), hint="Comme sur l’état civil.")
    parts = [form, EmptyState("Rien", "Encore", "Créer"), Card("Titre", "remarque")]
    QApplication.instance().removeEventFilter(watch)
    for part in parts:
        qtbot.addWidget(part)
    assert watch.shown == []


def test_a_choice_gives_back_values_and_not_words(qtbot: QtBot) -> None:
    choice = Choice([(1, "un"), (2, "deux")], 2)
    qtbot.addWidget(choice)
    assert choice.value() == 2
    choice.choose(1)
    assert choice.currentText() == "un"
    choice.set_options([(None, "tous"), (3, "trois")])
    assert choice.value() is None
    choice.grab()


def shown_suggest(qtbot: QtBot, desk: Desk) -> Suggest:
    field = Suggest(desk, matching, creation="Nouvelle personne : {text}")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.setFocus()
    return field


def test_letters_propose_people_and_enter_picks_the_first(qtbot: QtBot, desk: Desk) -> None:
    field = shown_suggest(qtbot, desk)
    QTest.keyClicks(field, "fau")
    qtbot.waitUntil(lambda: len(field.suggestions) == 2)
    qtbot.waitUntil(field._popup.isVisible)
    field._popup.grab()
    with qtbot.waitSignal(field.picked) as caught:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert caught.args == [Suggestion(1, "Fauré Renée", "Parcs et jardins")]
    assert field.text() == "Fauré Renée"
    assert field.chosen() == caught.args[0]
    QTest.keyClicks(field, "x")
    assert field.chosen() is None


def test_nobody_of_that_name_can_be_made(qtbot: QtBot, desk: Desk) -> None:
    field = shown_suggest(qtbot, desk)
    QTest.keyClicks(field, "Zzyx")
    qtbot.waitUntil(field._popup.isVisible)
    assert field.suggestions == ()
    with qtbot.waitSignal(field.creation_asked) as caught:
        field._clicked(field._popup.model().index(0, 0))
    assert caught.args == ["Zzyx"]
    field.set_chosen(Suggestion(4, "Choisie"))
    assert field.text() == "Choisie"
    field.clear()
    field.textEdited.emit("")
    assert field._popup.isHidden()


class NameDialog(FormDialog):
    """Asks for a name, and refuses as the test wants."""

    field_of_code: ClassVar = {"programme_without_name": "name"}

    def __init__(self, desk: Desk, refusal: str = "") -> None:
        super().__init__("Nouvelle personne", "Ajouter")
        self.desk = desk
        self.refusal = refusal
        self.name = self.form.add("name", "Nom", QLineEdit())
        self.since = self.form.add("since", "Depuis", DateField())
        self.saved: list[str] = []

    def submit(self) -> None:
        name = self.name.text()
        if not name:
            raise Refused("programme_without_name")

        def add(session: object) -> str:
            if self.refusal:
                raise Refused(self.refusal)
            return name

        self.save(self.desk.write(self, add), self.saved.append)


def show(qtbot: QtBot, dialog: NameDialog) -> NameDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_dialog_closes_when_its_write_is_acknowledged(qtbot: QtBot, desk: Desk) -> None:
    dialog = show(qtbot, NameDialog(desk))
    dialog.name.setText("Zoé")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.primary.isEnabled()
    qtbot.waitUntil(lambda: dialog.saved == ["Zoé"])
    assert not dialog.isVisible()


def test_a_refused_dialog_stays_with_what_was_typed(qtbot: QtBot, desk: Desk) -> None:
    dialog = show(qtbot, NameDialog(desk, refusal="changed_meanwhile"))
    dialog.name.setText("Zoé")
    dialog.primary.click()
    qtbot.waitUntil(dialog._trouble.isVisible)
    assert dialog.isVisible()
    assert dialog.name.text() == "Zoé"
    assert dialog.primary.isEnabled()
    assert dialog.saved == []


def test_a_refusal_with_a_field_is_said_under_it(qtbot: QtBot, desk: Desk) -> None:
    dialog = show(qtbot, NameDialog(desk))
    dialog.primary.click()
    assert "nom" in dialog.name.accessibleDescription()
    assert dialog._trouble.isHidden()
    dialog.name.setText("Zoé")
    dialog.since.setText("un jour")
    dialog.primary.click()
    assert "un jour" in dialog.since.accessibleDescription()
    assert dialog.saved == []


def test_escape_closes_without_saving(qtbot: QtBot, desk: Desk) -> None:
    dialog = show(qtbot, NameDialog(desk))
    dialog.name.setText("Zoé")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.saved == []


def test_a_dialog_that_grows_keeps_its_buttons_on_the_screen(qtbot: QtBot, desk: Desk) -> None:
    dialog = NameDialog(desk)
    room = dialog.screen().availableGeometry()
    dialog.move(room.left(), room.bottom() - 60)
    show(qtbot, dialog)
    dialog.show_trouble(Trouble("Une phrase. " * 200))
    assert dialog.frameGeometry().bottom() <= room.bottom()
    assert dialog.frameGeometry().top() >= room.top()


def test_a_dialog_is_as_high_as_it_will_be_before_it_is_placed(qtbot: QtBot, desk: Desk) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(100, 100, 600, 600)
    window.show()
    dialog = NameDialog(desk)
    dialog.setParent(window, dialog.windowFlags())
    show(qtbot, dialog)
    assert abs(dialog.geometry().center().y() - window.geometry().center().y()) <= 40

"""The window for the beamer: what everybody may read, large, and nothing else."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from pstdesk.db.models import Person
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.services import agenda, attendance, results
from pstdesk.services.results import ActionForm
from pstdesk.ui.meetings import beamer_window
from pstdesk.ui.meetings.beamer_window import BeamerWindow
from tests.ui import meeting_story
from tests.ui.meetings.conftest import HELD, PLANNED, Seances
from tests.ui.meetings.hours import Time
from tests.ui.meetings.live import NBSP, opened

CONTROL = Qt.KeyboardModifier.ControlModifier


def beamer(seances: Seances) -> BeamerWindow:
    """Open the window by its key and return it."""
    seances.press(Qt.Key.Key_F5)
    seances.settle()
    shown = seances.view.mode.beamer
    assert shown is not None
    assert shown.isVisible()
    return shown


def words(shown: BeamerWindow) -> list[str]:
    """Return every text of every widget of the window that can be seen."""
    labels = shown.findChildren(QLabel)
    return [label.text().replace(NBSP, " ") for label in labels if label.text() and not label.isHidden()]


def test_it_says_what_the_item_is_who_presents_it_the_time_and_what_comes(
    seances: Seances, hours: Time
) -> None:
    view = opened(seances, hours)
    hours.passes(view, minutes=19)
    shown = beamer(seances)
    assert words(shown) == [
        "CT6 Petite enfance, jeunesse, parentalité",
        "Valmont-lès-Œuvres, jeudi 12 novembre 2026",
        "14 h 21",
        "3. Accueil en entreprise",
        "présenté par la Mission locale",
        "+4 min",
        "Ensuite : Chantier d’insertion des berges : calendrier et encadrement",
    ]


def test_it_follows_what_is_decided_and_where_the_meeting_is(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    shown = beamer(seances)
    seances.type("D: on garde la date")
    seances.enter()
    seances.type("A: relancer @MLE pour le 15 décembre")
    view.notes.mentions[0]._hide()
    seances.enter()
    cards = [(card._sign.text(), card._text.text(), card._remark.text()) for card in shown.results]
    assert cards == [
        ("D1", "on garde la date", ""),
        ("A", "relancer", "Mission locale de l’Écluse, pour le 15 décembre 2026"),
    ]
    seances.press(Qt.Key.Key_PageDown, CONTROL)
    seances.settle()
    assert shown.item.text().startswith("4. Chantier")
    assert shown.results == []
    QTest.keyClick(shown, Qt.Key.Key_PageUp)
    seances.settle()
    assert view.agenda.list.currentIndex().row() == 2
    assert len(shown.results) == 2


def test_no_notes_no_contacts_and_nobody_who_attends_is_shown(seances: Seances, hours: Time) -> None:
    """Not in any widget, shown or hidden, on any item."""
    opened(seances, hours)

    def fill(session: Any) -> None:
        for person in session.query(Person):
            person.email, person.phone = "secret@valmont.example", "06 12 34 56 78"
        for place, row in enumerate(attendance.attendance_rows(session, PLANNED)):
            statuses = (AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.REMOTE)
            attendance.record(session, PLANNED, row.person_id, statuses[place % 3])
        for item in agenda.item_rows(session, PLANNED):
            agenda.write_notes(session, item.id, f"CONFIDENTIEL {item.id}", item.form.version or 0)
            results.add_action(session, item.id, ActionForm("Relancer", "MLE"))

    seances.change(fill)
    shown = beamer(seances)
    seances.view.reload()
    seen: set[str] = set()
    for place in range(7):
        seances.view.agenda.list.choose(place)
        seances.settle()
        for widget in (shown, *shown.findChildren(QLabel)):
            seen |= {str(widget.property("text") or ""), widget.toolTip(), widget.accessibleName()}
            seen |= {widget.windowTitle(), widget.accessibleDescription(), widget.whatsThis()}
    whole = "\n".join(seen)
    assert "Accueil en entreprise" in whole
    assert "Mission locale de l’Écluse" in whole
    forbidden = ["CONFIDENTIEL", "secret@", "06 12", "présents", "excusé", "Maison de l’emploi"]
    names = [family for _given, family in meeting_story.NAMES]
    assert [word for word in (*forbidden, *names) if word in whole] == []


def test_it_shows_no_more_than_the_title_while_something_else_is_looked_up(
    seances: Seances, hours: Time
) -> None:
    view = opened(seances, hours)
    shown = beamer(seances)
    title = ["CT6 Petite enfance, jeunesse, parentalité", "Valmont-lès-Œuvres, jeudi 12 novembre 2026"]
    view.leave()
    seances.settle()
    assert words(shown) == title
    hours.passes(view, minutes=1)
    assert words(shown) == title
    seances.open(PLANNED)
    assert "3. Accueil en entreprise" in words(shown)


def test_before_a_meeting_is_opened_it_can_be_tried_without_any_time(seances: Seances) -> None:
    seances.open(HELD, item=2).notes.editor.setFocus()
    shown = beamer(seances)
    assert "3. Accueil en entreprise" in words(shown)
    assert shown.left.isHidden()


def test_escape_closes_it_and_the_keys_open_it_again(seances: Seances, hours: Time) -> None:
    view = opened(seances, hours)
    shown = beamer(seances)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    seances.settle()
    assert view.mode.beamer is None
    view.notes.editor.setFocus()
    seances.press("v", CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert view.mode.beamer is not None
    seances.press(Qt.Key.Key_F5)
    assert view.mode.beamer is None


def test_the_program_ends_with_its_own_window_and_another_base_closes_it(
    seances: Seances, hours: Time
) -> None:
    opened(seances, hours)
    shown = beamer(seances)
    assert not shown.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    seances.stage.window.show_base()
    seances.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    windows = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, BeamerWindow)]
    assert not any(window.isVisible() for window in windows)


@pytest.mark.parametrize("size", [QSize(1920, 1080), QSize(1024, 768), QSize(640, 360)])
def test_type_grows_with_the_window_and_nothing_is_cut(seances: Seances, hours: Time, size: QSize) -> None:
    opened(seances, hours)
    shown = beamer(seances)
    shown.resize(size)
    seances.settle()
    assert shown.item.font().pixelSize() == round(2 * min(size.width() / 56, size.height() / 32))
    for label in shown.findChildren(QLabel):
        if label.isVisible():
            assert shown.rect().contains(label.mapTo(shown, label.rect().bottomRight())), label.text()
            assert label.height() >= label.fontMetrics().height()


def test_many_results_become_smaller_and_then_the_oldest_make_room(seances: Seances, hours: Time) -> None:
    opened(seances, hours)
    item_id = seances.base(PLANNED).items[2].id

    def decide(session: Any) -> None:
        for number in range(30):
            results.add_decision(session, item_id, f"Décision {number} : " + "longue " * 20)

    seances.change(decide)
    shown = beamer(seances)
    seances.view.reload()
    seances.settle()
    seen = [card for card in shown.results if not card.isHidden()]
    assert 0 < len(seen) < 30
    assert seen[-1] is shown.results[-1]
    assert shown.more.text().startswith(f"et {30 - len(seen)} autres")
    assert all(shown.rect().contains(card.geometry()) for card in seen)


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_V, CONTROL | Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_with_one_screen_it_is_in_front_until_it_is_closed(
    seances: Seances, hours: Time, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    view = opened(seances, hours)
    seances.press(Qt.Key.Key_F5)
    shown = view.mode.beamer
    assert shown is not None
    seances.stage.wait(shown.isActiveWindow)
    assert not seances.stage.window.isActiveWindow()
    QTest.keyClick(shown, key, modifiers)
    assert view.mode.beamer is None
    seances.stage.wait(seances.stage.window.isActiveWindow)
    assert view.notes.editor.hasFocus()


def test_a_second_screen_is_filled_and_the_keyboard_stays(
    seances: Seances, hours: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Screen:
        def geometry(self) -> QRect:
            return QRect(0, 0, 640, 480)

    class Screens:
        @staticmethod
        def screens() -> list[Any]:
            return [seances.stage.window.screen(), Screen()]

    monkeypatch.setattr(beamer_window, "QGuiApplication", Screens)
    view = opened(seances, hours)
    seances.press(Qt.Key.Key_F5)
    shown = view.mode.beamer
    assert shown is not None
    assert shown.isFullScreen()
    seances.stage.wait(seances.stage.window.isActiveWindow)
    assert not shown.isActiveWindow()

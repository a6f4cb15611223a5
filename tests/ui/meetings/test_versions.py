"""Versions of minutes side by side: what changed, never by colour alone, and no standstill."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from sqlalchemy.orm import Session

from pstdesk.domain.minutes import ApprovalMode
from pstdesk.services import agenda, minutes_life
from pstdesk.services.minutes import issue_version
from pstdesk.ui import clock
from pstdesk.ui.widgets.comparison import ComparisonView
from tests.ui.acting import nameless
from tests.ui.meeting_story import DAY
from tests.ui.meetings.conftest import HELD, Seances
from tests.ui.stalls import Stalls


def write(session: Session, item: int, notes: str) -> None:
    row = agenda.item_rows(session, HELD)[item]
    agenda.write_notes(session, row.id, notes, row.form.version or 0)


def versions(session: Session) -> None:
    write(session, 2, "Douze entreprises ont répondu.")
    issue_version(session, HELD, clock.now())
    write(session, 2, "Quatorze entreprises ont répondu.")
    write(session, 4, "Reporté à janvier.")
    minutes_life.send(session, HELD, clock.now())


def open_versions(seances: Seances) -> Any:
    seances.open(HELD, item=2)
    entry = next(one for one in seances.view.minutes.choices.actions() if one.text() == "Versions…")
    assert entry.isEnabled()
    entry.trigger()
    dialog = seances.dialog()
    seances.settle()
    return dialog


def look_of(view: ComparisonView, words: str) -> tuple[bool, bool]:
    """Return whether ``words`` are struck and whether they are underlined."""
    found = view.document().find(words)
    assert not found.isNull(), words
    look = found.charFormat()
    return look.fontStrikeOut(), look.fontUnderline()


@pytest.fixture
def compared(seances: Seances) -> Any:
    """Return the dialog on version 1 and what the base says now."""
    seances.change(versions)
    dialog = open_versions(seances)
    dialog.left.choose(1)
    seances.settle()
    return dialog


def test_without_a_version_there_is_nothing_to_open(seances: Seances) -> None:
    seances.open(HELD, item=2)
    entry = next(one for one in seances.view.minutes.choices.actions() if one.text() == "Versions…")
    assert not entry.isEnabled()


def test_the_last_version_is_compared_with_the_base_first(seances: Seances) -> None:
    seances.change(versions)
    dialog = open_versions(seances)
    assert dialog.left.currentText().startswith("Version 2, 12 novembre 2026, diffusé")
    assert dialog.right.currentText() == "Ce que dit la base maintenant"
    assert "disent la même chose" in dialog.summary.text()
    assert nameless(dialog) == []


def test_what_was_taken_away_is_struck_and_what_was_added_underlined(compared: Any) -> None:
    assert look_of(compared.view, "Douze") == (True, False)
    assert look_of(compared.view, "Quatorze") == (False, True)
    assert look_of(compared.view, "entreprises ont") == (False, False)
    assert "Suivi des actions" not in compared.view.toPlainText()
    assert compared.summary.text().startswith("2 parties changent sur")


def test_everything_is_shown_when_it_is_asked_for(compared: Any) -> None:
    compared.only.setChecked(False)
    assert "Suivi des actions" in compared.view.toPlainText()


def test_keys_go_from_change_to_change(seances: Seances, compared: Any) -> None:
    assert not compared.before.isEnabled()
    compared.activateWindow()
    seances.stage.wait(compared.isActiveWindow)
    places = []
    for _turn in range(2):
        QTest.keyClick(compared, Qt.Key.Key_F3)
        places.append(compared.view.textCursor().position())
    assert places[0] < places[1]
    assert compared.summary.text() == "Changement 2 sur 2"
    assert not compared.after.isEnabled()
    QTest.keyClick(compared, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert compared.view.textCursor().position() == places[0]


def test_two_sides_that_are_the_same_say_so(seances: Seances, compared: Any) -> None:
    compared.right.choose(1)
    seances.settle()
    assert "même chose" in compared.view.toPlainText()
    compared.view.step(1)  # there is nowhere to go
    assert compared.view.current == 0


def test_approved_minutes_are_compared_with_what_they_said_before(seances: Seances) -> None:
    def approve(session: Session) -> None:
        versions(session)
        minutes_life.approve(session, HELD, ApprovalMode.REFERENT, DAY, clock.now(), by="Inès D’Arcy")

    seances.change(approve)
    dialog = open_versions(seances)
    assert dialog.left.currentText().startswith("Version 2")
    assert dialog.right.currentText().startswith("Version 3")
    assert "Inès D’Arcy" in dialog.right.currentText()


def test_a_megabyte_does_not_hold_up_the_window(seances: Seances) -> None:
    long = "\n".join(f"{number} la suite des échanges du comité" for number in range(26_000))[:950_000]

    def fill(session: Session) -> None:
        write(session, 2, long)
        issue_version(session, HELD, clock.now())
        write(session, 2, long.replace("comité", "conseil"))

    seances.change(fill)
    seances.open(HELD, item=4)
    stalls = Stalls()
    entry = next(one for one in seances.view.minutes.choices.actions() if one.text() == "Versions…")
    entry.trigger()
    dialog = seances.dialog()
    seances.stage.wait(lambda: dialog.summary.text().startswith("1 partie"))
    assert stalls.stop() < 0.15, stalls.report()  # 0.03 s of the window's thread as this is written
    cursor = dialog.view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.position() < 30_000

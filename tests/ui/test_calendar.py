"""The place Calendrier at the real window: the grid by keyboard, a year planned, the holidays."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from pstdesk.db.models import Meeting, SchoolHoliday
from pstdesk.i18n import NBSP
from pstdesk.services.meetings import meeting_head
from pstdesk.services.programme import programme_page
from pstdesk.ui.calendar.page import CalendarPage
from pstdesk.ui.meetings.meeting_dialog import NewMeetingDialog
from tests import builders
from tests.documents.test_school_calendar import calendar, event
from tests.ui.acting import Acting, errors, nameless
from tests.ui.small_town import CT1, CT2, make_town
from tests.ui.stage import Stage

TODAY = date(2026, 11, 12)


@pytest.fixture
def acting(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Acting]:
    """Return somebody at the window of a small town, on 12 November 2026."""
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: TODAY)
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path))
    stage.show(QSize(1366, 768))
    stage.window.go("calendar")
    stage.settle()
    yield Acting(stage)
    stage.close()


def page_of(acting: Acting) -> CalendarPage:
    page = acting.stage.window.page
    assert isinstance(page, CalendarPage)
    return page


def count(acting: Acting) -> int:
    return acting.ask(lambda session: session.scalar(select(func.count()).select_from(Meeting)) or 0)


def current(acting: Acting) -> tuple[str, int]:
    """Return the body and the month (1 to 12) of the current cell."""
    page = page_of(acting)
    index = page.grid.currentIndex()
    body = page.grid.year.lines[index.row()].body
    assert body is not None
    return body.short_name, index.column() + 1


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_this_month_of_the_first_body_is_current(acting: Acting) -> None:
    page = page_of(acting)
    assert page.grid.hasFocus()
    assert page.year.text() == "2026"
    assert current(acting) == ("CLG", 11)
    assert nameless(page) == []


def test_arrows_go_from_cell_to_cell_and_past_the_names_of_levels(acting: Acting) -> None:
    acting.press(Qt.Key.Key_Down)
    assert current(acting) == ("CV", 11)
    acting.press(Qt.Key.Key_Down)
    acting.press(Qt.Key.Key_Left, times=9)
    assert current(acting) == ("CT1", 2)
    assert "jeudi 5 février 2026 à 14 h, tenue" in plain(page_of(acting).about.text())
    acting.press(Qt.Key.Key_Up)
    assert current(acting) == ("CV", 2)


def test_enter_opens_the_meeting_of_the_cell(acting: Acting) -> None:
    page = page_of(acting)
    page.grid.choose(CT1, 1)
    acting.press(Qt.Key.Key_Return)
    shown: Any = acting.stage.window.page
    assert shown.view.meeting_id == 3
    assert shown.view.isVisible()


def test_a_double_click_does_the_same(acting: Acting) -> None:
    page = page_of(acting)
    page.grid.choose(CT1, 1)
    middle = page.grid.visualRect(page.grid.currentIndex()).center()
    viewport, none = page.grid.viewport(), Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, none, middle)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, none, middle)
    acting.settle()
    assert not isinstance(acting.stage.window.page, CalendarPage)


def test_several_meetings_of_a_month_are_offered_in_a_list(acting: Acting) -> None:
    acting.elsewhere(
        lambda session: builders.meeting(session, session.get_one(builders.Committee, CT1), date(2026, 2, 19))
    )
    page = page_of(acting)
    page.reload()
    acting.settle()
    page.grid.choose(CT1, 1)
    acting.press(Qt.Key.Key_Return)
    (menu,) = page.grid.findChildren(QMenu)
    assert [plain(choice.text())[:20] for choice in menu.actions()] == [
        "Jeudi 5 février 2026", "Jeudi 19 février 202",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    menu.close()
    acting.settle()
    shown: Any = acting.stage.window.page
    assert shown.view.meeting_id == 5


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_Return])
def test_a_meeting_is_planned_for_the_body_and_the_month_of_an_empty_cell(
    acting: Acting, key: Qt.Key
) -> None:
    page_of(acting).grid.choose(CT1, 11)
    acting.press(key)
    dialog = acting.dialog()
    assert isinstance(dialog, NewMeetingDialog)
    assert dialog.committee.currentText().startswith("CT1")
    assert dialog.day.day() == date(2026, 12, 17)
    assert plain(dialog.starts.text()) == "14 h"
    acting.click(dialog.primary)
    shown: Any = acting.stage.window.page
    head = acting.ask(lambda session: meeting_head(session, shown.view.meeting_id))
    assert (head.form.committee_id, head.form.day) == (CT1, date(2026, 12, 17))


def test_a_quarter_without_a_meeting_is_said_to_be_missing(acting: Acting) -> None:
    page = page_of(acting)
    page.grid.choose(CT1, 8)
    cell = page.grid.year.cell(page.grid.currentIndex().row(), 8)
    assert cell.lacks is not None
    assert page.grid.year.is_over(cell.lacks)
    assert plain(page.about.text()) == "CT1, septembre 2026 : pas de séance, 3e trimestre 2026"
    page.grid.choose(CT1, 11)
    current_quarter = page.grid.year.cell(page.grid.currentIndex().row(), 11).lacks
    assert current_quarter is not None
    assert not page.grid.year.is_over(current_quarter)


def test_years_are_turned_as_far_as_there_is_something_to_see(acting: Acting) -> None:
    acting.control(Qt.Key.Key_Right)
    page = page_of(acting)
    assert page.year.text() == "2027"
    assert "Aucune séance en 2027" in page.notice.sentence
    acting.control(Qt.Key.Key_Right)
    assert page.year.text() == "2027"
    assert not page.later.isEnabled()
    acting.control(Qt.Key.Key_Left)
    acting.control(Qt.Key.Key_Left)
    assert page.year.text() == "2025"
    assert page.notice.sentence == ""


def test_one_level_alone_can_be_shown_and_the_body_stays_current(acting: Acting) -> None:
    page = page_of(acting)
    page.grid.choose(CT2, 3)
    page.level.setCurrentIndex(3)
    acting.settle()
    assert [line.body.short_name for line in page.grid.year.lines if line.body][:2] == ["CT1", "CT2"]
    assert all(line.body for line in page.grid.year.lines)
    assert current(acting) == ("CT2", 4)


def test_a_base_without_bodies_says_what_comes_first(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path, "vide", people=False))
    stage.show(QSize(1366, 768))
    stage.window.go("calendar")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, CalendarPage)
    assert page.stack.currentIndex() == 1
    assert page.header.primary is not None
    assert not page.header.primary.isEnabled()
    stage.close()


# A year in one go


def plan(acting: Acting) -> Any:
    """Open the dialog and wait for its proposals."""
    button = page_of(acting).header.primary
    assert button is not None
    acting.click(button)
    dialog = acting.dialog()
    acting.stage.wait(lambda: bool(dialog.plan.lines))
    acting.settle()
    return dialog


def test_a_year_is_made_in_one_go_and_taken_back(acting: Acting) -> None:
    before = count(acting)
    dialog = plan(acting)
    assert nameless(dialog) == []
    assert dialog.period.currentText() == "année 2027"
    proposed = len(dialog.plan.chosen)
    assert plain(dialog.primary.text()) == f"Créer les {proposed} séances"
    acting.click(dialog.primary)
    assert count(acting) == before + proposed
    assert plain(acting.said) == f"{proposed} séances créées."
    assert page_of(acting).year.text() == "2027"
    acting.answer()
    assert count(acting) == before
    assert plain(acting.said) == "Annulé : planification de l’année"


def test_planned_twice_there_is_nothing_left_to_make(acting: Acting) -> None:
    acting.click(plan(acting).primary)
    dialog = plan(acting)
    assert dialog.plan.chosen == ()
    assert dialog.primary.text() == "Rien à créer"
    assert not dialog.primary.isEnabled()
    remarks = {dialog.plan.index(row, 3).data() for row in range(dialog.plan.rowCount())}
    assert remarks == {"séance déjà prévue"}


def test_a_year_in_which_somebody_worked_is_not_taken_back(acting: Acting) -> None:
    acting.click(plan(acting).primary)
    made = count(acting)
    acting.elsewhere(lambda session: setattr(session.get_one(Meeting, made), "place", "Mairie"))
    acting.answer()
    assert acting.said.startswith("Cela ne s’annule plus")
    assert count(acting) == made


def test_bodies_and_single_days_are_left_out_and_days_typed(acting: Acting) -> None:
    dialog = plan(acting)
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.plan.index(0, 0))
    count_before = len(dialog.plan.chosen)
    acting.press(Qt.Key.Key_Space)
    assert len(dialog.plan.chosen) == count_before - 1
    first = dialog.plan.index(1, 2)
    assert dialog.plan.setData(first, "25/12/2027")
    acting.settle()
    assert "Noël" in dialog.plan.index(1, 3).data()
    assert "hors de la période" in dialog.plan.index(1, 3).data()
    assert not dialog.plan.setData(first, "31/2/2027")
    assert any("n’existe pas" in words for words in errors(dialog))
    dialog.bodies.item(0).setCheckState(Qt.CheckState.Unchecked)
    acting.settle()
    kept = {line.key: line for line in dialog.plan.lines}
    assert date(2027, 12, 25) in {line.day for line in kept.values()}
    acting.click(dialog.primary)
    days = acting.ask(lambda session: set(session.scalars(select(Meeting.day))))
    assert date(2027, 12, 25) in days


def test_holidays_are_added_from_the_plan_and_then_avoided(acting: Acting) -> None:
    dialog = plan(acting)
    assert "inconnues" in dialog.holidays.sentence
    acting.elsewhere(
        lambda session: session.add(
            SchoolHoliday(name="Hiver", starts_on=date(2027, 1, 4), ends_on=date(2027, 2, 22))
        )
    )
    dialog.avoid.setChecked(False)
    dialog.avoid.setChecked(True)
    acting.settle()
    assert dialog.holidays.sentence == ""
    remarks = [dialog.plan.index(row, 3).data() for row in range(dialog.plan.rowCount())]
    assert any("Hiver" in words for words in remarks)


# School holidays


def test_holidays_are_typed_one_after_the_other_and_removed(acting: Acting) -> None:
    page_of(acting).edit_holidays()
    dialog = acting.dialog()
    assert nameless(dialog) == []
    acting.fill(dialog.name, "Toussaint")
    acting.fill(dialog.starts, "17/10/2026")
    acting.fill(dialog.ends, "10/10/2026")
    acting.click(dialog.primary)
    assert any("doit venir après" in words for words in errors(dialog))
    acting.fill(dialog.ends, "2/11/2026")
    acting.click(dialog.primary)
    assert [row.name for row in dialog.table.rows] == ["Toussaint"]
    assert dialog.name.text() == ""
    assert dialog.name.hasFocus()
    dialog.table.selectRow(0)
    acting.click(dialog.drop)
    assert dialog.table.rows == ()


def test_the_official_calendar_is_read_for_the_zone_and_a_wrong_file_refused(
    acting: Acting, tmp_path: Path
) -> None:
    page_of(acting).edit_holidays()
    dialog = acting.dialog()
    wrong = tmp_path / "liste.ics"
    wrong.write_text("Nom;Prénom")
    dialog.import_file(wrong)
    acting.settle()
    assert any("liste.ics" in words for words in errors(dialog))
    right = calendar(
        tmp_path,
        event("Vacances d'Hiver - Zone A", "20270213", "20270301", "Zone A"),
        event("Vacances d'Hiver - Zone C", "20270206", "20270222", "Zone C"),
    )
    dialog.zone.setCurrentIndex(3)
    acting.settle()
    for words in ("1 période de vacances ajoutée.", "0 période de vacances ajoutée. 1 déjà connue."):
        dialog.import_file(right)
        acting.settle()
        assert plain(dialog.done_words.sentence) == words
    assert [row.starts_on for row in dialog.table.rows] == [date(2027, 2, 6)]
    page = acting.ask(programme_page)
    assert page is not None
    assert page.form.school_zone == "C"

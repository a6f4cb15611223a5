"""The place Tableau de bord at the real window: every line opens its thing, with the keyboard alone."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pstdesk.db.models import Committee, Meeting, Person
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.i18n import NBSP
from pstdesk.ui.dashboard.lines import _SecondClick
from pstdesk.ui.dashboard.page import DashboardPage
from pstdesk.ui.dashboard.panel import Panel
from tests import builders
from tests.ui.acting import Acting, nameless, texts
from tests.ui.small_town import CT1, CT2, make_town
from tests.ui.stage import Stage

TODAY = date(2026, 11, 12)
PANELS = ("meetings", "to_do", "minutes", "mandates", "partners", "participation")


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Return the day the window believes in, alone in a list, so that a test can change it."""
    now = [TODAY]
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: now[0])
    return now


@pytest.fixture
def acting(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Acting]:
    """Return somebody at the window of a small town in which a good deal is to be done."""
    path = make_town(tmp_path)
    stage = Stage(qapp, tmp_path / "settings", path)
    acting = Acting(stage)
    stage.show(QSize(1366, 768))
    acting.elsewhere(story)
    stage.window.page.reload()
    acting.settle()
    yield acting
    stage.close()


def story(session: Any) -> None:
    """Meetings to come and held lately, minutes that wait, actions, a vacant post."""

    def body(number: int) -> Committee:
        found: Committee = session.get_one(Committee, number)
        return found

    builders.meeting(session, body(CT1), days(5), starts_at=time(9, 30))
    builders.meeting(session, body(CT2), TODAY, state=MeetingState.CONVENED, convened_on=days(-20))
    late = builders.meeting(session, body(CT2), days(-30), state=MeetingState.HELD, starts_at=None)
    builders.attendance(session, late, session.get_one(Person, 1))
    builders.minutes(session, late, state=MinutesState.DRAFT)
    builders.action(
        session, "Relancer les bailleurs", due_on=days(-12), owners=("CPAM",), committees=(body(CT1),)
    )
    builders.action(session, "Réserver la salle", due_on=TODAY)
    builders.action(session, "Rendre la carte", due_on=days(8))
    builders.action(session, "Un jour, peut-être")


def page_of(acting: Acting) -> DashboardPage:
    page = acting.stage.window.page
    assert isinstance(page, DashboardPage)
    return page


def panel(acting: Acting, name: str) -> Panel[Any]:
    found: Panel[Any] = getattr(page_of(acting).board, name)
    return found


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def column(panel: Panel[Any], place: int) -> list[str]:
    return [plain(text) for text in texts(panel.lines, place)]


# What is shown


def test_it_is_the_first_place_and_says_what_day_it_is_and_what_comes_next(acting: Acting) -> None:
    page = page_of(acting)
    assert page.header.title == "Jeudi 12 novembre 2026"
    assert page.header.primary is not None
    assert plain(page.header.primary.text()) == "Ouvrir la séance de 14 h"
    acting.click(page.header.primary)
    shown: Any = acting.stage.window.page
    assert acting.ask(lambda session: session.get_one(Meeting, shown.view.meeting_id).day) == TODAY


def test_minutes_that_wait_beyond_the_first_four_are_shown_when_they_are_asked_for(acting: Acting) -> None:
    waiting = panel(acting, "minutes")
    assert waiting.all.isHidden()

    def more(session: Any) -> None:
        for back in range(40, 46):
            held = builders.meeting(
                session, session.get_one(Committee, CT1), days(-back), state=MeetingState.HELD
            )
            builders.minutes(session, held, state=MinutesState.DRAFT)

    acting.elsewhere(more)
    page_of(acting).reload()
    acting.settle()
    assert len(waiting.lines.rows) == 4
    assert plain(waiting.all.text()) == "3 de plus"
    acting.click(waiting.all)
    assert (len(waiting.lines.rows), plain(waiting.remark)) == (7, "7 en attente")
    assert waiting.all.isHidden()
    assert waiting.lines.hasFocus()


def test_each_panel_says_what_there_is(acting: Acting) -> None:
    meetings = panel(acting, "meetings")
    assert column(meetings, 0) == ["auj. 14 h", "mar. 17 nov. 9 h 30", "tenue le 13 oct."]
    assert column(meetings, 2) == ["à élire", "Zoé L’Hostis", "à élire"]
    assert column(meetings, 3) == ["envoyée le 23 oct.", "retard 11 j", "non notée"]
    assert column(meetings, 8) == ["–", "–", "1 / 1"]
    to_do = panel(acting, "to_do")
    assert column(to_do, 0) == ["Relancer les bailleurs", "Réserver la salle", "Rendre la carte"]
    assert column(to_do, 1) == ["CPAM", "sans responsable", "sans responsable"]
    assert column(to_do, 3) == ["retard 12 j", "auj.", "20 nov."]
    assert to_do.remark == "3 sur 4 actions ouvertes"
    assert column(panel(acting, "minutes"), 0) == ["CT2 du 13 oct."]
    assert column(panel(acting, "minutes"), 1) == ["retard 15 j"]
    assert column(panel(acting, "mandates"), 1)[0] == "référent à élire"
    assert panel(acting, "mandates").remark == "4 sur 6"
    assert column(panel(acting, "partners"), 0) == [
        "Caisse d’allocations familiales", "Centre communal d’action sociale", "Régie de l’Écluse",
    ]  # fmt: skip
    assert column(panel(acting, "partners"), 2) == ["jamais venue"] * 3
    assert column(panel(acting, "participation"), 1) == [
        "100 % : 1 présent sur 1", "100 % : 1 présent sur 1",
    ]  # fmt: skip
    assert nameless(page_of(acting)) == []


def test_the_keyboard_begins_on_the_first_line_and_goes_from_panel_to_panel(acting: Acting) -> None:
    board = page_of(acting).board
    acting.stage.window.go("dashboard")
    acting.settle()
    reached = []
    for _time in range(9):
        focus = QApplication.focusWidget()
        reached += [name for name in PANELS if getattr(board, name).lines is focus]
        chosen = [name for name in PANELS if getattr(board, name).lines.selected_rows()]
        assert chosen == [name for name in PANELS if getattr(board, name).lines is focus]
        acting.press(Qt.Key.Key_Tab)
    assert tuple(dict.fromkeys(reached)) == PANELS


# Every line opens its thing


def shown_record(acting: Acting) -> tuple[str, int]:
    """Return what is on show: the kind of page, and the id of its record."""
    page: Any = acting.stage.window.page
    kind = type(page).__name__
    if kind == "PeoplePage":
        view, record_id = page._trail[-1]
        return type(view).__name__, record_id
    if kind == "CommitteesPage":
        return kind, page._wanted
    return kind, page.view.meeting_id if kind == "MeetingsPage" else page.view.record_id


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("meetings", "MeetingsPage"),
        ("to_do", "ActionsPage"),
        ("minutes", "MeetingsPage"),
        ("mandates", "CommitteesPage"),
        ("partners", "OrganisationView"),
        ("participation", "CommitteesPage"),
    ],
)
def test_enter_and_a_click_open_what_a_line_is_about(acting: Acting, name: str, place: str) -> None:
    lines = panel(acting, name).lines
    last = len(lines.rows) - 1
    wanted = lines.rows[last].id
    lines.setFocus(Qt.FocusReason.TabFocusReason)
    acting.press(Qt.Key.Key_Down, times=last)
    acting.press(Qt.Key.Key_Return)
    assert shown_record(acting) == (place, wanted)
    acting.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    page_of(acting)
    assert QApplication.focusWidget() is lines
    assert lines.currentIndex().row() == last
    middle = lines.visualRect(lines.model().index(0, 0)).center()
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    acting.settle()
    assert shown_record(acting) == (place, lines.rows[0].id)


def test_a_second_fast_click_meets_nothing_on_the_page_that_came(
    acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "pstdesk.ui.dashboard.lines.QTimer.singleShot", lambda *_later: None
    )  # an endless while
    acting.double_click(panel(acting, "mandates").lines, 0)
    page: Any = acting.stage.window.page
    assert type(page).__name__ == "CommitteesPage"
    viewport, twice = page.tree.viewport(), DoubleClicks()
    viewport.installEventFilter(twice)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton)
    assert twice.count == 0
    (watch,) = acting.stage.window.findChildren(_SecondClick)
    QApplication.instance().removeEventFilter(watch)  # as it is after the time a double click may take
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton)
    assert twice.count == 1


class DoubleClicks(QObject):
    """Counts the double clicks that reach a widget."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.MouseButtonDblClick
        return False


def test_links_lead_to_the_whole_lists(acting: Acting) -> None:
    acting.click(panel(acting, "to_do").all)
    assert type(acting.stage.window.page).__name__ == "ActionsPage"
    acting.go("dashboard")
    acting.click(panel(acting, "meetings").all)
    assert type(acting.stage.window.page).__name__ == "MeetingsPage"


# What changes


def test_a_change_elsewhere_is_shown_at_once(acting: Acting) -> None:
    acting.elsewhere(lambda session: builders.action(session, "Prévenir la CAF", due_on=days(1)))
    acting.stage.program.changes.committed(frozenset({"actions"}))
    acting.stage.wait(lambda: "Prévenir la CAF" in column(panel(acting, "to_do"), 0))
    assert column(panel(acting, "to_do"), 3)[2] == "demain"
    assert panel(acting, "to_do").remark == "4 sur 5 actions ouvertes"


def test_the_line_chosen_stays_when_the_page_is_read_again(acting: Acting) -> None:
    lines = panel(acting, "to_do").lines
    lines.setFocus(Qt.FocusReason.TabFocusReason)
    acting.press(Qt.Key.Key_Down)
    acting.elsewhere(lambda session: builders.action(session, "Avant tout", due_on=days(-40)))
    page_of(acting).reload()
    acting.settle()
    row = lines.current_row()
    assert row is not None
    assert row.text == "Réserver la salle"
    assert lines.selected_rows() == (row,)


def test_a_panel_without_a_meeting_to_come_shows_the_last_ones(acting: Acting) -> None:
    def cancelled(session: Any) -> None:
        for meeting in session.scalars(select(Meeting).where(Meeting.day >= TODAY)):
            meeting.state = MeetingState.CANCELLED

    meetings, page = panel(acting, "meetings"), page_of(acting)
    assert meetings._heading.text() == "Prochaines séances"
    acting.elsewhere(cancelled)
    page.reload()
    acting.settle()
    assert meetings._heading.text() == "Dernières séances"
    assert page.header.primary is not None
    assert page.header.primary.text() == "Finir le compte rendu du 13 oct."


def test_a_window_left_open_overnight_shows_the_new_day(acting: Acting, today: list[date]) -> None:
    page = page_of(acting)
    today[0] = days(1)
    page.look_at_the_clock()
    acting.settle()
    assert page.header.title == "Vendredi 13 novembre 2026"
    assert page.header.primary is not None
    assert page.header.primary.text() == "Noter la séance du 12 nov."
    assert column(panel(acting, "to_do"), 3)[:2] == ["retard 13 j", "retard 1 j"]


# Room


def test_a_narrow_window_has_one_column_and_lights_as_signs(acting: Acting) -> None:
    board, lines = page_of(acting).board, panel(acting, "meetings").lines

    def shown() -> list[str]:
        return [
            column.key for place, column in enumerate(lines._rows.columns) if not lines.isColumnHidden(place)
        ]

    assert shown() == ["when", "body", "referent", "convocation", "sheet", "minutes", "approval", "came"]
    assert board.minutes.x() > board.to_do.x()
    acting.stage.window.resize(640, 700)
    acting.stage.wait(lambda: board.minutes.x() == board.to_do.x())
    assert shown() == ["when", "body", "lights"]
    in_order = [getattr(board, name) for name in PANELS]
    down = [one.mapTo(board, QPoint(0, 0)).y() for one in in_order]
    assert down == sorted(down)
    assert "convocation" in texts(lines, 7)[0]
    acting.stage.window.resize(960, 700)  # 200 % on a large screen
    acting.stage.wait(lambda: board.minutes.x() > board.to_do.x())
    acting.settle()
    assert {"when", "body", "convocation", "approval"} <= set(shown())
    body = lines.columnWidth(1)
    assert lines.columnViewportPosition(7 if "came" not in shown() else 8) <= lines.width()
    assert body >= 18 * lines.fontMetrics().averageCharWidth() - 4
    acting.stage.window.resize(640, 700)
    acting.stage.wait(lambda: board.minutes.x() == board.to_do.x())
    page = page_of(acting)
    page.board.participation.lines.setFocus(Qt.FocusReason.TabFocusReason)
    acting.settle()
    assert page._area.verticalScrollBar().value() > 0


def test_what_is_cut_is_said_in_full_in_the_tool_tip(acting: Acting) -> None:
    lines = panel(acting, "to_do").lines
    assert lines.cut_words(lines.model().index(0, 0)) == ""
    acting.elsewhere(lambda session: builders.action(session, "Relancer " * 60, due_on=days(-50)))
    page_of(acting).reload()
    acting.settle()
    assert lines.cut_words(lines.model().index(0, 0)) == lines.rows[0].text
    bars = panel(acting, "participation").lines
    assert "présent sur" in bars.cut_words(bars.model().index(0, 1))


def test_the_calendars_holidays_are_not_read_for_the_first_page() -> None:
    code = (
        "import sys\n"
        "from pstdesk.ui.places import PLACES, page_class\n"
        "page_class(PLACES[0].page)\n"
        "heavy = {'holidays', 'openpyxl', 'docx', 'reportlab', 'pstdesk.ui.calendar'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ""

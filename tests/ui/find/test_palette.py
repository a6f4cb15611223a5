"""The palette: it comes up from anywhere, finds as one types, opens with Enter, gives the keyboard back."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.db.migrate import open_base
from pstdesk.db.models import AgendaItem, Committee, Person
from pstdesk.domain.meeting import MeetingState
from pstdesk.ui.actions.page import ActionsPage
from pstdesk.ui.committees.page import CommitteesPage
from pstdesk.ui.find.commands import commands
from pstdesk.ui.find.palette import Palette
from pstdesk.ui.help import HelpDialog
from pstdesk.ui.meetings.meeting_dialog import NewMeetingDialog
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.people.page import PeoplePage
from pstdesk.ui.places import PLACES
from pstdesk.ui.settings_dialog import SettingsDialog
from pstdesk.ui.widgets.panels import EmptyState
from tests import builders
from tests.ui.acting import Acting
from tests.ui.showcase import make_base
from tests.ui.stage import Stage

SAID = (
    "Le tour de table commence. " * 40 + "Deux tuteurs sont prêts 😀 pour l’œuvre commune. " + "Rien. " * 40
)


def base_with_minutes(folder: Path) -> Path:
    """Return the base of the showcase, with a meeting of CT3 in 2024 and what came out of it."""
    path = make_base(folder)
    base = open_base(path)
    with base.write() as session:
        body = session.query(Committee).filter_by(short_name="CT3").one()
        fields = {"state": MeetingState.HELD, "number": 1, "year": 2024}
        meeting = builders.meeting(session, body, date(2024, 3, 12), **fields)
        builders.minutes(session, meeting)
        builders.agenda_item(session, meeting, "Ouverture", position=1)
        item = builders.agenda_item(session, meeting, "Chantiers", position=2, notes=SAID)
        builders.decision(session, item, "La clause est retenue")
        builders.action(session, "Relancer les bailleurs", agenda_item_id=item.id)
        builders.paper(session, meeting, "plan-des-berges.pdf")
        session.query(Person).filter_by(id=6).one().archived_at = builders.AN_INSTANT
    base.close()
    return path


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path, base_with_minutes(tmp_path))
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


@pytest.fixture
def acting(stage: Stage) -> Acting:
    return Acting(stage)


def shown(stage: Stage) -> Palette:
    """Return the palette, which is on show."""
    palette = stage.window.finder.palette
    assert palette.isVisible()
    assert palette.field.hasFocus()
    return palette


def find(acting: Acting, text: str) -> Palette:
    """Open the palette, type, and wait for what is found."""
    acting.control(Qt.Key.Key_K)
    palette = shown(acting.stage)
    acting.write(text)
    acting.stage.wait(lambda: palette._answered == text.strip())
    return palette


def texts(palette: Palette) -> list[str]:
    return [line.text for line in palette.lines]


def chosen(palette: Palette) -> str:
    return palette.current.text if palette.current is not None else ""


def test_it_comes_up_by_key_from_lists_fields_and_notes_and_gives_the_keyboard_back(
    stage: Stage, acting: Acting
) -> None:
    people = acting.go("people")
    meetings = acting.go("meetings", 8)
    for page, widget in (
        (people, people.people.search),
        (people, people.people.table),
        (meetings, meetings.view.notes.editor),
        (meetings, meetings.view.attendance.entry),
        (meetings, meetings.view.notes.composer.fields.text),
    ):
        stage.window.go("people" if page is people else "meetings")
        stage.settle()
        widget.setFocus()
        stage.wait(widget.hasFocus)
        acting.control(Qt.Key.Key_K)
        shown(stage)
        acting.press(Qt.Key.Key_Escape)
        assert not stage.window.finder.palette.isVisible()
        assert widget.hasFocus()


def test_it_comes_up_by_the_field_of_the_side_bar_and_goes_by_a_click_beside(stage: Stage) -> None:
    entry = stage.window.sidebar._find
    assert entry.accessibleName() == "Rechercher partout"
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    palette = shown(stage)
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, palette.height() - 5))
    assert not palette.isVisible()


def test_once_more_the_key_selects_what_was_typed(stage: Stage, acting: Acting) -> None:
    palette = find(acting, "parcs")
    palette.field.deselect()
    acting.control(Qt.Key.Key_K)
    assert palette.field.selectedText() == "parcs"
    assert palette.isVisible()


def test_what_is_found_stands_in_groups_with_the_match_marked_and_where_it_was_said(
    stage: Stage, acting: Acting
) -> None:
    palette = find(acting, "oeuvre tuteurs")
    heading, line = palette.lines
    assert (heading.kind, heading.text) == ("heading", "Comptes rendus")
    assert line.text == "Chantiers"
    assert line.detail == "CT3 – séance n°\u00a01 du 12 mars 2024 – point 2"
    assert "Deux tuteurs sont prêts 😀 pour l’œuvre commune" in line.passage
    assert [line.passage[start:end] for start, end in line.passage_marks] == ["tuteurs", "œuvre"]
    assert palette.field.accessibleDescription().startswith("Chantiers, CT3 – séance")


@pytest.mark.parametrize(
    ("text", "line", "detail", "tag"),
    [
        ("cœurda", "Cœurdacier Joël", "Cheffe de projet, Mission locale de l’Écluse", ""),
        ("zoe hostis", "L’Hostis Zoé", "Cheffe de projet, Mission locale de l’Écluse", "archivée"),
        ("caf", "Caisse d’allocations familiales", "CAF", ""),
        ("clause retenue", "Décision D1", "CT3 – séance n°\u00a01 du 12 mars 2024 – point 2", ""),
        ("relancer", "Action à faire", "CT3 – séance n°\u00a01 du 12 mars 2024 – point 2", ""),
        ("berges", "plan-des-berges.pdf", "CT3 – séance n°\u00a01 du 12 mars 2024", ""),
        ("ct3 2024", "CT3 – séance n°\u00a01 du 12 mars 2024", "tenue", ""),
        ("ct5 2026", "CT5 – séance du 26 novembre 2026", "projet", ""),
    ],
)
def test_each_kind_says_what_it_is(
    stage: Stage, acting: Acting, text: str, line: str, detail: str, tag: str
) -> None:
    current = find(acting, text).current
    assert current is not None
    assert (current.text, current.detail, current.tag) == (line, detail, tag)


def test_enter_opens_the_meeting_at_the_item_with_the_words_in_sight(stage: Stage, acting: Acting) -> None:
    find(acting, "deux tuteurs")
    acting.press(Qt.Key.Key_Return)
    stage.settle()
    assert not stage.window.finder.palette.isVisible()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    view = page.view
    item = view.agenda.list.current_item()
    assert item is not None
    assert item.form.title == "Chantiers"
    editor = view.notes.editor
    assert [one.cursor.selectedText() for one in editor.extraSelections()] == ["Deux", "tuteurs"]
    assert editor.viewport().rect().contains(editor.cursorRect().center())
    assert editor.textCursor().block().text()[editor.textCursor().positionInBlock() :].startswith("Deux tut")
    assert editor.toPlainText() == SAID
    find(acting, "oeuvre")
    acting.press(Qt.Key.Key_Return)
    stage.settle()
    assert [one.cursor.selectedText() for one in editor.extraSelections()] == ["œuvre"]
    editor.setFocus()
    acting.press(Qt.Key.Key_Space)
    assert editor.extraSelections() == []


def test_in_a_narrow_window_the_notes_are_shown_too(stage: Stage, acting: Acting) -> None:
    stage.window.resize(QSize(900, 520))
    find(acting, "deux tuteurs")
    acting.press(Qt.Key.Key_Return)
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    assert page.view.notes.editor.isVisible()
    assert page.view.notes.editor.extraSelections()


def test_enter_waits_for_what_was_typed_last(stage: Stage, acting: Acting) -> None:
    palette = find(acting, "cœurda")
    palette.field.setText("relancer")
    palette.field.textEdited.emit("relancer")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    stage.wait(lambda: isinstance(stage.window.page, ActionsPage))
    stage.settle()
    page = stage.window.page
    assert isinstance(page, ActionsPage)
    assert page.view.record_id == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("abelard", PeoplePage),
        ("parcs et jardins", PeoplePage),
        ("ct7", CommitteesPage),
        ("ct7 2026", MeetingsPage),
    ],
)
def test_enter_opens_each_record_in_its_place(stage: Stage, acting: Acting, text: str, kind: type) -> None:
    palette = find(acting, text)
    assert palette.current is not None
    acting.press(Qt.Key.Key_Return)
    stage.settle()
    assert isinstance(stage.window.page, kind)


def test_arrows_move_over_headings_and_tab_to_the_next_group(stage: Stage, acting: Acting) -> None:
    palette = find(acting, "parc")
    kinds = [line.kind for line in palette.lines]
    assert kinds.count("heading") > 0
    palette = find(acting, "ct3")
    assert chosen(palette).startswith("CT3 Insertion")
    acting.press(Qt.Key.Key_Up)
    assert chosen(palette).startswith("CT3 Insertion")
    acting.press(Qt.Key.Key_Down)
    assert chosen(palette).startswith("CT3 – séance du 12 novembre 2026")
    acting.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(palette).startswith("CT3 Insertion")
    acting.press(Qt.Key.Key_Tab)
    assert chosen(palette).startswith("CT3 – séance du 12 novembre 2026")
    acting.press(Qt.Key.Key_Tab)
    acting.press(Qt.Key.Key_PageDown)
    assert chosen(palette) == "CT3 – séance n°\u00a01 du 12 mars 2024"
    acting.press(Qt.Key.Key_PageUp)
    assert chosen(palette).startswith("CT3 Insertion")
    assert palette.field.hasFocus()


def test_more_of_a_group_is_shown_by_its_last_line(stage: Stage, acting: Acting) -> None:
    def many(session: object) -> None:
        for number in range(9):
            builders.person(session, "Noa", f"Ibarra {number}")  # type: ignore[arg-type]  # a session

    stage.desk.write(stage.window, many).start()
    stage.settle()
    palette = find(acting, "ibarra")
    assert texts(palette)[-1] == "4 autres…"
    for _line in range(5):
        acting.press(Qt.Key.Key_Down)
    assert chosen(palette) == "4 autres…"
    acting.press(Qt.Key.Key_Return)
    stage.wait(lambda: len(palette.lines) == 10)
    assert chosen(palette) == "Ibarra 5 Noa"


def test_a_click_opens_a_line_and_a_heading_does_nothing(stage: Stage, acting: Acting) -> None:
    palette = find(acting, "abelard")
    for row, still_there in ((0, True), (1, False)):
        middle = palette.list.visualRect(palette.model.index(row)).center()
        QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        stage.settle()
        assert palette.isVisible() is still_there
    assert isinstance(stage.window.page, PeoplePage)


def test_before_anything_was_opened_it_teaches_and_then_offers_what_was_opened_lately(
    stage: Stage, acting: Acting
) -> None:
    acting.control(Qt.Key.Key_K)
    palette = shown(stage)
    assert palette.lines == ()
    assert palette.empty.isVisible()
    acting.press(Qt.Key.Key_Escape)
    acting.go("people", 2)
    acting.go("meetings", 8)
    acting.go("people", 2)
    acting.control(Qt.Key.Key_K)
    stage.settle()
    assert texts(palette) == [
        "Ouverts récemment",
        "Cœurdacier Joël",
        "CT3 – séance n°\u00a01 du 12 mars 2024",
    ]
    acting.press(Qt.Key.Key_Down)
    acting.press(Qt.Key.Key_Return)
    stage.settle()
    assert isinstance(stage.window.page, MeetingsPage)
    assert "Cœurdacier" not in stage.preferences.path.read_text("utf-8")


def test_nothing_found_says_what_to_try(stage: Stage, acting: Acting) -> None:
    palette = find(acting, "introuvable xyz")
    assert palette.lines == ()
    assert palette.empty.isVisible()
    said = palette.empty.currentWidget()
    assert isinstance(said, EmptyState)
    assert "introuvable xyz" in said._title.text()
    acting.press(Qt.Key.Key_Return)
    acting.press(Qt.Key.Key_Down)
    assert palette.isVisible()


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("nouvelle seance", "Nouvelle séance", NewMeetingDialog),
        ("creer reunion", "Nouvelle séance", NewMeetingDialog),
        ("reglages", "Réglages", SettingsDialog),
        ("theme sombre", "Réglages", SettingsDialog),
        ("aide", "Aide", HelpDialog),
    ],
)
def test_commands_are_found_by_their_words_and_done(
    stage: Stage, acting: Acting, text: str, words: str, kind: type
) -> None:
    palette = find(acting, text)
    assert chosen(palette) == words
    acting.press(Qt.Key.Key_Return)
    stage.settle()
    assert isinstance(stage.dialog(), kind)


def test_places_are_gone_to(stage: Stage, acting: Acting) -> None:
    find(acting, "instances")
    acting.press(Qt.Key.Key_Return)
    stage.settle()
    assert isinstance(stage.window.page, CommitteesPage)


def test_every_command_leads_somewhere(stage: Stage) -> None:
    for command in commands(PLACES):
        if not command.place:
            assert hasattr(stage.window, command.do)
            continue
        stage.window.go(command.place)
        stage.settle()
        assert not command.do or callable(attrgetter(command.do)(stage.window.page)), command


def test_another_place_or_field_puts_it_away(stage: Stage, acting: Acting) -> None:
    palette = find(acting, "parcs")
    acting.control(Qt.Key.Key_4)
    assert not palette.isVisible()
    palette = find(acting, "parcs")
    assert stage.window.page is not None
    stage.window.page.take_focus()
    assert not palette.isVisible()


def test_it_follows_the_size_of_the_window_and_its_list_never_leaves_it(stage: Stage, acting: Acting) -> None:
    palette = find(acting, "e")
    find(acting, "ct")
    for size in (QSize(700, 400), QSize(1366, 768)):
        stage.window.resize(size)
        stage.settle()
        assert palette.size() == stage.window.size()
        assert palette.rect().contains(palette._panel.geometry())


def test_a_page_that_is_pasted_is_cut_and_nothing_stumbles(stage: Stage, acting: Acting) -> None:
    QApplication.clipboard().setText("tuteurs\n" * 100_000)
    acting.control(Qt.Key.Key_K)
    palette = shown(stage)
    acting.control(Qt.Key.Key_V)
    stage.wait(lambda: palette._answered != "")
    assert len(palette.field.text()) <= 400
    assert "Chantiers" in texts(palette)


def test_without_a_base_there_is_nothing_to_find(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qapp, tmp_path, None)
    stage.show(QSize(1000, 600))
    stage.window.frame.find()
    assert stage.window.finder._palette is None
    assert stage.window.sidebar._find.isHidden()
    stage.close()


def test_the_item_of_the_fixture_is_the_one_expected(stage: Stage) -> None:
    base = open_base(stage.desk.path or Path())
    with base.read() as session:
        assert session.get_one(AgendaItem, 2).notes == SAID
    base.close()

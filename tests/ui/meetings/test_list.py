"""The list of meetings: what it shows, how it is filtered, and a new meeting from it."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import update

from pstdesk.db.models import Committee
from pstdesk.i18n import NBSP
from pstdesk.ui.meetings.meeting_dialog import NewMeetingDialog
from pstdesk.ui.widgets.panels import EmptyState
from tests import builders
from tests.ui.meetings.conftest import HELD, PLANNED, Seances, shown_texts

CONTROL = Qt.KeyboardModifier.ControlModifier
WHEN = "12 nov. 2026, 14 h"


def texts(seances: Seances) -> list[list[str]]:
    """Return the cells of the list, row by row."""
    table = seances.page.table
    model = table.model()
    return [
        [str(model.index(row, column).data()).replace(NBSP, " ") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def empty_state(seances: Seances) -> EmptyState:
    (state,) = [state for state in seances.page.table.findChildren(EmptyState) if state.isVisible()]
    return state


def test_the_list_says_when_who_and_how_far_each_meeting_is(seances: Seances) -> None:
    shown = sorted(texts(seances)[:2])
    lights = [row.pop(6) for row in shown]
    assert [row.pop(2) for row in shown] == ["", ""], "Nobody is référent"
    assert shown == [
        [WHEN, "CT3 Insertion, ESS et développement économique", "4/2026", "tenue", "brouillon", "à noter"],
        [WHEN, "CT6 Petite enfance, jeunesse, parentalité", "–", "projet", "", ""],
    ]
    assert lights[0].startswith("convocation : non notée ; feuille d’émargement : présences à noter")
    assert "compte rendu : après la séance" in lights[1]


def test_enter_opens_a_meeting_and_escape_comes_back_to_it(seances: Seances) -> None:
    assert seances.page.table.hasFocus()
    seances.page.table.select_id(HELD)
    seances.enter()
    assert seances.view.isVisible()
    assert seances.view.header.title.replace(NBSP, " ") == "CT3, séance n° 4/2026"
    seances.view.agenda.list.setFocus()
    seances.press(Qt.Key.Key_Escape)
    seances.settle()
    assert seances.view.isHidden()
    assert seances.page.table.hasFocus()
    row = seances.page.table.current_row()
    assert row is not None
    assert row.id == HELD


def test_search_and_filters_narrow_the_list(seances: Seances) -> None:
    page = seances.page
    page.list.search.setFocus()
    seances.type("EcoNo")
    seances.enter()
    assert {row.short_name for row in page.table.rows} == {"CT3"}
    page.list.search.clear()
    page.list.body.choose(1)
    seances.settle()
    assert {row.short_name for row in page.table.rows} == {"CT6"}
    page.list.year.choose(2026)
    seances.settle()
    assert len(page.table.rows) == 2


def test_filters_that_let_nothing_through_can_be_taken_off(seances: Seances) -> None:
    seances.page.list.search.setText("zzz")
    seances.stage.wait(lambda: not seances.page.table.rows)
    seances.settle()
    state = empty_state(seances)
    assert "Aucune séance ne correspond" in shown_texts(state, QLabel)
    state.button.click()
    seances.settle()
    assert len(seances.page.table.rows) == 4


def test_the_empty_list_teaches_and_offers_the_first_step(empty: Seances) -> None:
    state = empty_state(empty)
    assert "Pas encore de séance" in shown_texts(state, QLabel)
    state.button.click()
    assert isinstance(empty.dialog(), NewMeetingDialog)


def plan(seances: Seances, day: str, start: str = "", end: str = "") -> NewMeetingDialog:
    """Open the dialog and fill it by keyboard, up to the last field."""
    seances.press("n", Qt.KeyboardModifier.ControlModifier)
    dialog = seances.dialog()
    assert isinstance(dialog, NewMeetingDialog)
    assert dialog.committee.hasFocus()
    for text in (day, start, end):
        seances.press(Qt.Key.Key_Tab)
        seances.type(text)
    return dialog


def test_a_meeting_is_planned_by_keyboard_and_its_agenda_follows(empty: Seances) -> None:
    dialog = plan(empty, "jeudi 12 novembre 2026", "14h30", "16 h")
    assert dialog.place.placeholderText() == "Maison de l’emploi"
    dialog.facilitator.setFocus()
    empty.type("fau")
    empty.stage.wait(lambda: len(dialog.facilitator.suggestions) == 1)
    empty.press(Qt.Key.Key_Return)
    assert dialog.facilitator.text() == "Fauré Renée"
    empty.enter()
    assert empty.view.isVisible()
    assert empty.view.agenda.new_item.hasFocus()
    for title in ("Accueil", "Bilan de l’année", "Élection du référent", "Calendrier", "Questions diverses"):
        empty.type(title)
        empty.enter()
    page = empty.base(1)
    form = page.head.form
    assert (form.day, form.starts_at, form.ends_at) == (date(2026, 11, 12), time(14, 30), time(16))
    assert (form.place, page.head.facilitator) == ("Maison de l’emploi", "Renée Fauré")
    assert [item.form.title for item in page.items] == [
        "Accueil", "Bilan de l’année", "Élection du référent", "Calendrier", "Questions diverses",
    ]  # fmt: skip
    assert empty.view.agenda.new_item.text() == ""


def test_the_filtered_body_is_the_one_proposed(seances: Seances) -> None:
    seances.page.list.body.choose(1)
    seances.settle()
    seances.page.plan()
    dialog = seances.dialog()
    assert dialog.committee.currentText().startswith("CT6")


@pytest.mark.parametrize(
    ("day", "end", "field", "sentence"),
    [
        ("", "", "day", "Donnez la date"),
        ("31/2/2026", "", "day", "n’existe pas"),
        ("12/11/2026", "9 h", "ends", "finit avant de commencer"),
        ("12/11/2026", "25 h", "ends", "n’est pas une heure"),
    ],
)
def test_what_cannot_be_is_said_under_its_field_and_nothing_is_made(
    empty: Seances, day: str, end: str, field: str, sentence: str
) -> None:
    dialog = plan(empty, day, "14 h", end)
    dialog.primary.click()
    empty.settle()
    assert sentence in dialog.form.field(field).accessibleDescription()
    assert dialog.form.field(field).hasFocus()
    assert dialog.isVisible()
    assert dialog.starts.text().replace(NBSP, " ") == "14 h"
    dialog.reject()
    assert empty.page.table.rows == ()


def test_a_name_that_was_only_typed_is_not_taken_for_a_person(empty: Seances) -> None:
    dialog = plan(empty, "12/11/2026")
    dialog.secretary.setFocus()
    empty.type("Inconnue")
    dialog.primary.click()
    empty.settle()
    assert dialog.form.field("secretary").accessibleDescription()
    assert dialog.isVisible()


def test_meeting_details_are_corrected_in_a_dialog(seances: Seances) -> None:
    seances.open(PLANNED).change.click()
    dialog = seances.dialog()
    assert dialog.day.text() == "12/11/2026"
    dialog.place.setText("Salle du conseil")
    dialog.next_meeting.setText("En février, date à fixer")
    dialog.primary.click()
    form = seances.base(PLANNED).head.form
    assert (form.place, form.next_meeting_note) == ("Salle du conseil", "En février, date à fixer")
    assert "Salle du conseil" in seances.view.where.text()


def test_the_day_of_a_held_meeting_stays_and_its_field_says_why(seances: Seances) -> None:
    seances.open(HELD).correct()
    dialog = seances.dialog()
    dialog.day.setText("13/11/2026")
    dialog.primary.click()
    seances.settle()
    assert "sa date ne change plus" in dialog.form.field("day").accessibleDescription()
    assert dialog.isVisible()
    dialog.reject()


def test_details_changed_elsewhere_meanwhile_are_not_written_over(seances: Seances) -> None:
    from dataclasses import replace

    from pstdesk.services.meetings import change_meeting, meeting_head

    seances.open(PLANNED).correct()
    dialog = seances.dialog()
    dialog.place.setText("Salle du conseil")

    def move(session: object) -> None:
        form = meeting_head(session, PLANNED).form  # type: ignore[arg-type]  # an open session
        change_meeting(session, PLANNED, replace(form, place="Ailleurs"))  # type: ignore[arg-type]  # same

    seances.change(move)
    dialog.primary.click()
    seances.settle()
    assert dialog.isVisible()
    assert any("modifiée entre-temps" in text for text in shown_texts(dialog, QLabel))
    assert dialog.place.text() == "Salle du conseil"
    assert seances.base(PLANNED).head.form.place == "Ailleurs"


def test_each_column_sorts_as_its_values_do(seances: Seances) -> None:
    table = seances.page.table
    for column in range(table.model().columnCount()):
        table.horizontalHeader().sectionClicked.emit(column)
        seances.settle()
        assert len(table.rows) == 4
    table.horizontalHeader().sectionClicked.emit(3)
    seances.settle()
    assert [row.number for row in table.rows] == [3, 3, 4, None]


def test_a_programme_without_bodies_is_sent_to_make_one(empty: Seances) -> None:
    empty.change(lambda session: session.execute(update(Committee).values(archived_at=builders.AN_INSTANT)))
    empty.page.reload()
    empty.settle()
    state = empty_state(empty)
    assert "Pas encore d’instance" in shown_texts(state, QLabel)
    assert state.button.text() == "Ouvrir les instances"


def test_the_place_on_screen_chosen_again_goes_to_the_list_and_keeps_what_was_typed(seances: Seances) -> None:
    seances.open(HELD, item=2).notes.editor.setFocus()
    seances.type("Tout va bien")
    seances.press("1", CONTROL)
    seances.settle()
    assert seances.page.table.isVisible()
    assert seances.page.table.hasFocus()
    row = seances.page.table.current_row()
    assert row is not None
    assert row.id == HELD
    assert seances.base(HELD).items[2].notes == "Tout va bien"
    seances.page.table.select_id(PLANNED)
    seances.stage.window.sidebar._entries["meetings"].click()
    seances.settle()
    row = seances.page.table.current_row()
    assert row is not None
    assert row.id == PLANNED


def test_ctrl_n_on_a_meeting_makes_another_one(seances: Seances) -> None:
    seances.open(HELD, item=2).notes.editor.setFocus()
    seances.press("n", CONTROL)
    assert isinstance(seances.dialog(), NewMeetingDialog)
    seances.dialog().reject()
    seances.settle()
    seances.view.leave()
    seances.settle()
    seances.press("n", CONTROL)
    assert isinstance(seances.dialog(), NewMeetingDialog)

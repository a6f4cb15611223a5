"""The election in its meeting: opened, voted, counted and answered by the keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from pstdesk.domain.voting import ElectionState
from pstdesk.services import elections, rounds
from tests.ui.elections.voting import ELECTION, RULES, Voting
from tests.ui.meetings.conftest import PLANNED

NAMES = ["Chloé Abélard", "Noël Bœuf", "Fatou Diarra-Lemoine"]


def test_an_election_goes_from_the_agenda_to_who_accepts_by_the_keyboard_alone(voting: Voting) -> None:
    voting.seances.keys = 0
    voting.open().stand("abé", "bœu", "dia")
    assert [row.name for row in voting.page.candidates] == NAMES
    voting.go_on()
    assert voting.step == "round"
    voting.count(1, 1, 4, 3, 2)
    assert voting.step == "next_round"
    voting.enter().count(1, 1, 5, 2, 2)
    assert voting.step == "acceptance"
    voting.enter()
    assert voting.step == "proclaim"
    typed = len("abébœudia") + 2 * 5
    assert voting.seances.keys - typed <= 18


def test_the_view_takes_the_place_of_the_panes_and_gives_it_back(voting: Voting) -> None:
    meeting = voting.meeting
    meeting.notes.editor.setPlainText("Deux personnes se présentent.")
    voting.open()
    assert voting.view.isVisible()
    assert not meeting.panes.isVisible()
    assert meeting.mode.hour.isVisible()
    assert meeting.header.primary is not None
    assert not meeting.header.primary.isVisible()
    assert voting.seances.base(PLANNED).items[ELECTION].notes == "Deux personnes se présentent."
    voting.seances.press(Qt.Key.Key_Escape)
    voting.seances.settle()
    assert meeting.panes.isVisible()
    assert meeting.header.primary.isVisible()
    assert meeting.notes.editor.toPlainText() == "Deux personnes se présentent."
    assert meeting.notes.election.button.hasFocus()
    assert meeting.notes.election.button.text() == "Reprendre l’élection"


def test_another_item_chosen_leaves_the_election(voting: Voting) -> None:
    voting.open()
    voting.seances.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    voting.seances.settle()
    assert voting.meeting.panes.isVisible()
    item = voting.meeting.agenda.list.current_item()
    assert item is not None
    assert item.position == ELECTION + 2


def test_another_meeting_leaves_the_election(voting: Voting) -> None:
    voting.open()
    voting.seances.open(PLANNED + 2)
    assert voting.meeting.panes.isVisible()


def test_what_was_done_is_undone_and_the_election_stays_on_screen(voting: Voting) -> None:
    voting.open().stand("abé")
    voting.seances.stage.window.frame.undo()
    voting.seances.settle()
    assert voting.page.candidates == ()
    assert voting.view.isVisible()


def test_an_opening_that_is_undone_gives_the_agenda_back(voting: Voting) -> None:
    voting.open()
    voting.seances.stage.window.frame.undo()
    voting.seances.settle()
    assert voting.meeting.panes.isVisible()
    assert voting.meeting.notes.election.button.text() == "Ouvrir l’élection"


def test_steps_that_are_done_can_be_looked_at_and_those_to_come_cannot(voting: Voting) -> None:
    voting.open().stand("abé", "bœu").go_on()
    steps = voting.view.steps
    assert [(step.words, step.is_reached) for step in steps.steps] == [
        ("Candidatures", True),
        ("Tour 1", True),
        ("Résultat", False),
    ]
    assert not steps.item(2).flags() & Qt.ItemFlag.ItemIsEnabled
    steps.setCurrentRow(0)
    assert not voting.panel.entry.isVisible()
    assert not voting.panel.primary.isVisible()
    assert [row.name for row in voting.panel.list.rows] == NAMES[:2]


def test_a_change_from_elsewhere_moves_the_view_on_and_keeps_what_is_typed(voting: Voting) -> None:
    voting.open().stand("abé", "bœu").go_on()
    round_id = voting.page.rounds[0].id
    voting.seances.type("2")
    voting.seances.change(lambda session: elections.write_remarks(session, voting.page.head.id, "Rien."))
    voting.view.reload()
    voting.seances.settle()
    assert voting.page.head.remarks == "Rien."
    assert voting.panel.grid.blank.text() == "2"
    voting.panel.flush()
    voting.seances.settle()
    voting.seances.change(lambda session: rounds.drop_round(session, round_id))
    voting.view.reload()
    voting.seances.settle()
    assert voting.step == "candidacies"
    assert voting.panel.entry.hasFocus()


def test_the_figures_say_who_votes_and_by_which_rule(voting: Voting) -> None:
    voting.open()
    figures = voting.view.figures
    shown = {name.text(): value.text() for name, value in figures._rows.values() if name.isVisible()}
    assert shown == {
        "Électeurs inscrits": "20",
        "Présents": "10",
        "Pouvoirs": "1",
        "Peuvent voter en ce moment": "11",
    }
    assert "Scrutin majoritaire à deux tours" in figures.summary.text()
    assert not figures.details.isVisible()
    figures.more.click()
    assert "majorité absolue" in figures.details.text()
    assert figures.details.isVisible()


def test_officers_are_named_by_a_few_letters(voting: Voting) -> None:
    voting.open()
    voting.view.figures.change.click()
    dialog = voting.seances.dialog()
    for key, letters in (("chair", "fau"), ("first", "mba"), ("second", "oll")):
        dialog.activateWindow()  # offscreen nobody does when the suggestions close
        voting.seances.stage.wait(dialog.isActiveWindow)
        dialog.fields[key].setFocus()
        voting.seances.type(letters)
        voting.seances.enter()
    dialog.primary.click()
    voting.seances.settle()
    assert "Présidence : Renée Fauré" in voting.view.figures.names.text().replace("\u00a0", " ")
    assert [each.name for each in voting.page.head.tellers] == ["Théo Mbaï", "Karima Ollivier"]


def test_a_remark_goes_into_the_record(voting: Voting) -> None:
    voting.open()
    voting.view.figures.note.click()
    dialog = voting.seances.dialog()
    dialog.remarks.setPlainText("L’urne a été montrée vide.")
    dialog.primary.click()
    voting.seances.settle()
    assert voting.page.head.remarks == "L’urne a été montrée vide."
    assert voting.view.figures.remarks.isVisible()


@pytest.mark.parametrize("voting", [replace(RULES, sole_candidate=False)], indirect=True)
def test_a_quorum_or_a_rule_that_is_not_kept_is_said_in_the_panel(voting: Voting) -> None:
    voting.open().stand("abé")
    voting.seances.change(lambda session: elections.drop_election(session, voting.page.head.id))
    voting.go_on()
    assert voting.panel.trouble.isVisible() or voting.meeting.panes.isVisible()
    assert voting.page.head.state is ElectionState.OPEN


def test_a_narrow_window_has_the_figures_below_the_steps(voting: Voting) -> None:
    voting.open()
    view = voting.view
    assert view.figures.mapTo(view, view.figures.rect().topLeft()).x() > view.stack.x()
    voting.seances.stage.window.resize(960, 540)
    voting.seances.settle()
    assert view.figures.mapTo(view, view.figures.rect().topLeft()).x() < view.stack.x()
    assert view.stack.width() > 500

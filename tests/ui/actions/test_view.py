"""One action: its state, its notes, its links; writing one down and correcting it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pstdesk.domain.action import ActionState
from pstdesk.ui import clock
from pstdesk.ui.actions.dialogs import NewActionDialog
from pstdesk.ui.actions.page import ActionsPage
from tests.services.stories import approve_minutes
from tests.ui.acting import Acting, errors, nameless, texts
from tests.ui.action_story import EARTH, GARDEN, LETTER, PRESS, ROOM, day
from tests.ui.actions.conftest import OPEN, base_page, state
from tests.ui.small_town import CT1, CT2, ZOE

# One action


def test_enter_opens_an_action_and_escape_returns_to_it(somebody: Acting, page: ActionsPage) -> None:
    somebody.press(Qt.Key.Key_Down)
    somebody.press(Qt.Key.Key_Return)
    view = page.view
    assert view.isVisible()
    assert view.text.text() == "Réserver la salle"
    assert view.states.group.checkedId() == 1
    assert view.progress.fields.text.hasFocus()
    assert nameless(view) == []
    somebody.press(Qt.Key.Key_Escape)
    assert not view.isVisible()
    current = page.register.table.current_row()
    assert current is not None
    assert current.id == ROOM


def test_a_state_is_clicked_and_said_back_when_escape_returns(somebody: Acting, page: ActionsPage) -> None:
    page.open_record(EARTH)
    somebody.settle()
    assert page.view.late.text() == "retard 5\u00a0j"
    page.view.states.group.button(2).click()
    somebody.settle()
    assert state(somebody, EARTH) is ActionState.DONE
    assert page.view.closed.isVisible()
    assert page.view.late.isHidden()
    somebody.press(Qt.Key.Key_Escape)
    assert texts(page.register.table) == OPEN[1:]


def test_notes_are_written_corrected_and_taken_back(somebody: Acting, page: ActionsPage) -> None:
    page.open_record(EARTH)
    somebody.settle()
    card = page.view.progress
    somebody.write("Devis reçu")
    somebody.press(Qt.Key.Key_Return)
    assert card.fields.text.text() == ""
    (note,) = base_page(somebody, EARTH).progress
    assert (note.text, note.day) == ("Devis reçu", clock.today())
    somebody.fill(card.fields.text, "Livraison promise")
    somebody.fill(card.fields.day, "hier")
    somebody.press(Qt.Key.Key_Return)
    assert [note.day for note in base_page(somebody, EARTH).progress] == [clock.today(), day(-1)]
    card.notes[0].setFocus()
    somebody.press(Qt.Key.Key_Return)
    somebody.write("Devis signé")
    somebody.press(Qt.Key.Key_Return)
    assert [note.text for note in base_page(somebody, EARTH).progress] == [
        "Devis signé",
        "Livraison promise",
    ]
    card.notes[1].setFocus()
    somebody.press(Qt.Key.Key_Delete)
    assert len(card.notes) == 1
    somebody.answer()
    assert [view.note.text for view in card.notes] == ["Devis signé", "Livraison promise"]


def test_an_empty_note_and_a_day_that_is_none_are_said_under_the_field(
    somebody: Acting, page: ActionsPage
) -> None:
    page.open_record(EARTH)
    somebody.settle()
    fields = page.view.progress.fields
    somebody.press(Qt.Key.Key_Return)
    assert fields.trouble == "Écrivez où en est l’action, en quelques mots."
    somebody.fill(fields.text, "Devis reçu")
    somebody.fill(fields.day, "32/13")
    somebody.press(Qt.Key.Key_Return)
    assert fields.trouble
    somebody.fill(fields.day, "")
    somebody.press(Qt.Key.Key_Return)
    assert fields.trouble.startswith("Indiquez le jour")
    assert fields.text.text() == "Devis reçu"
    assert base_page(somebody, EARTH).progress == ()


def test_escape_gives_up_the_correction_of_a_note_before_it_leaves(
    somebody: Acting, page: ActionsPage
) -> None:
    page.open_record(EARTH)
    somebody.settle()
    somebody.write("Devis reçu")
    somebody.press(Qt.Key.Key_Return)
    (note,) = page.view.progress.notes
    note.edit()
    somebody.press(Qt.Key.Key_Escape)
    assert note.fields is None
    assert page.view.isVisible()


def test_from_an_action_to_the_item_its_owners_and_back(somebody: Acting, page: ActionsPage) -> None:
    window = somebody.stage.window
    page.open_record(EARTH)
    somebody.settle()
    links = {link.text(): link for link in page.view.owners.findChildren(QPushButton)}
    somebody.click(links["Caisse d’allocations familiales"])
    people = window.page
    assert people.organisation.header.title == "Caisse d’allocations familiales"
    assert texts(people.organisation.open_actions.inside.table) == ["Commander la terre"]
    somebody.go("actions")
    somebody.click(links["Zoé L’Hostis"])
    assert people.person.page.id == ZOE
    assert texts(people.person.open_actions.inside.table) == ["Commander la terre"]
    people.person.open_actions.inside.table.setFocus()
    somebody.press(Qt.Key.Key_Return)
    assert page.view.isVisible()
    somebody.click(page.view.origin)
    meeting = window.page.view
    assert meeting.agenda.list.current_item().form.title == GARDEN


def test_what_is_done_leaves_the_page_of_its_owner(somebody: Acting) -> None:
    people = somebody.go("people", ZOE)
    card = people.person.open_actions
    assert card.isVisible()
    card.inside.table.setFocus()
    somebody.press(Qt.Key.Key_F)
    assert state(somebody, EARTH) is ActionState.DONE
    assert card.isHidden()


def test_approved_minutes_keep_the_words_of_an_action_but_not_its_life(
    somebody: Acting, page: ActionsPage
) -> None:
    meeting_id = base_page(somebody, EARTH).origin.meeting_id
    somebody.elsewhere(lambda session: approve_minutes(session, meeting_id))
    page.open_record(EARTH)
    somebody.settle()
    assert "approuvé" in page.view.locked.sentence
    assert page.view.header.primary is None or page.view.header.primary.isHidden()
    page.view.states.group.button(3).click()
    somebody.settle()
    assert state(somebody, EARTH) is ActionState.DROPPED


def test_an_action_that_is_gone_returns_to_the_register(somebody: Acting, page: ActionsPage) -> None:
    page.open_record(99)
    somebody.settle()
    assert not page.view.isVisible()
    assert "n’est plus dans la base" in somebody.said


# Writing


@pytest.mark.parametrize("control", [True, False])
def test_an_action_is_written_down_outside_a_meeting(
    somebody: Acting, page: ActionsPage, *, control: bool
) -> None:
    if control:
        somebody.control(Qt.Key.Key_N)
    else:
        somebody.press(Qt.Key.Key_N)
    dialog = somebody.dialog()
    somebody.click(dialog.primary)
    assert errors(dialog) == ["Il n’y a rien d’écrit\u00a0: tapez le texte, puis validez."]
    somebody.fill(dialog.text, "Appeler l’école")
    somebody.fill(dialog.owners, "CAF, la voisine")
    somebody.fill(dialog.due, "demain")
    dialog.bodies.box(CT1).click()
    somebody.click(dialog.primary)
    made = base_page(somebody, PRESS + 1)
    assert (made.form.text, made.form.due_on) == ("Appeler l’école", day(1))
    assert [owner.name for owner in made.owners] == ["Caisse d’allocations familiales", "la voisine"]
    assert [body.id for body in made.committees] == [CT1]
    assert "Appeler l’école" in texts(page.register.table)
    somebody.answer()
    assert page.view.text.text() == "Appeler l’école"


def test_an_action_typed_by_mistake_is_taken_back_and_had_again(somebody: Acting, page: ActionsPage) -> None:
    page.open_record(EARTH)
    somebody.settle()
    assert page.view.remove.isHidden()
    page.open_record(PRESS)
    somebody.settle()
    somebody.click(page.view.remove)
    assert not page.view.isVisible()
    assert "Relancer la presse" not in texts(page.register.table)
    somebody.answer()
    assert "Relancer la presse" in texts(page.register.table)
    assert [body.id for body in base_page(somebody, PRESS).committees] == [CT2]


def test_words_owners_and_day_are_corrected(somebody: Acting, page: ActionsPage) -> None:
    page.open_record(LETTER)
    somebody.settle()
    somebody.click(page.view.header.primary)
    dialog = somebody.dialog()
    somebody.fill(dialog.text, "Écrire à tous les aînés")
    somebody.fill(dialog.due, "demain")
    somebody.click(dialog.primary)
    assert page.view.text.text() == "Écrire à tous les aînés"
    assert base_page(somebody, LETTER).form.due_on == day(1)


def test_an_action_is_made_transversal(somebody: Acting, page: ActionsPage) -> None:
    page.open_record(EARTH)
    somebody.settle()
    somebody.click(page.view.change_bodies)
    dialog = somebody.dialog()
    assert dialog.bodies.box(CT1).isChecked()
    assert not dialog.bodies.box(CT1).isEnabled()
    dialog.bodies.box(CT2).click()
    somebody.click(dialog.primary)
    assert [body.id for body in base_page(somebody, EARTH).committees] == [CT1, CT2]
    assert page.view.header._subtitle.text() == "CT1, CT2"


def test_the_place_chosen_again_goes_to_the_register_and_ctrl_n_makes_an_action(
    somebody: Acting, page: ActionsPage
) -> None:
    somebody.press(Qt.Key.Key_Return)
    assert page.view.isVisible()
    somebody.control(Qt.Key.Key_N)
    dialog = somebody.dialog()
    assert isinstance(dialog, NewActionDialog)
    dialog.reject()
    somebody.settle()
    somebody.stage.window.sidebar._entries["actions"].click()
    somebody.settle()
    assert page.register.table.hasFocus()
    assert not page.view.isVisible()

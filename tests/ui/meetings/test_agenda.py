"""The agenda of a meeting: adding, ordering, correcting and taking away, by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.i18n import NBSP
from pstdesk.services import agenda, results
from pstdesk.ui.meetings.item_dialog import ItemDialog
from tests.ui.meeting_story import TITLES
from tests.ui.meetings.conftest import HELD, PLANNED, Seances, shown_texts

CONTROL = Qt.KeyboardModifier.ControlModifier


def titles(seances: Seances, meeting_id: int = PLANNED) -> list[str]:
    return [item.form.title.replace(NBSP, " ") for item in seances.base(meeting_id).items]


def test_the_agenda_begins_as_it_must_and_shows_what_was_planned(seances: Seances) -> None:
    view = seances.open(PLANNED)
    assert titles(seances)[:2] == ["Approbation du compte rendu du 10 septembre 2026", "Suivi des actions"]
    assert "1 h 50 sur 2 h" in [text.replace(NBSP, " ") for text in shown_texts(view.agenda, QLabel)]
    assert view.agenda.new_item.hasFocus()


def test_titles_typed_without_a_pause_all_arrive(seances: Seances) -> None:
    view = seances.open(PLANNED)
    for title in ("Premier", "Deuxième", "Troisième"):
        seances.type(title)
        seances.press(Qt.Key.Key_Return)
    assert titles(seances)[-3:] == ["Premier", "Deuxième", "Troisième"]
    assert view.agenda.new_item.text() == ""


def test_enter_held_down_adds_a_title_once(seances: Seances) -> None:
    before = seances.open(PLANNED).agenda.list.items
    seances.type("Premier")
    for _time in range(5):
        seances.press(Qt.Key.Key_Return)
    assert titles(seances)[len(before) :] == ["Premier"]
    seances.type("Premier")
    seances.enter()
    assert titles(seances)[len(before) :] == ["Premier", "Premier"]


def test_control_and_arrows_move_an_item_and_it_stays_current(seances: Seances) -> None:
    view = seances.open(PLANNED, item=3)
    view.agenda.list.setFocus()
    seances.press(Qt.Key.Key_Up, CONTROL)
    seances.settle()
    assert titles(seances)[2:4] == [TITLES[1], TITLES[0]]
    current = view.agenda.list.current_item()
    assert current is not None
    assert (current.form.title, view.agenda.list.currentIndex().row()) == (TITLES[1], 2)
    seances.press(Qt.Key.Key_Down, CONTROL)
    seances.settle()
    assert titles(seances)[2:4] == [TITLES[0], TITLES[1]]


def test_no_item_goes_before_the_approval_and_the_reason_is_said(seances: Seances) -> None:
    view = seances.open(PLANNED, item=2)
    before = titles(seances)
    view.agenda.move_item(-1)
    seances.settle()
    assert "L’ordre du jour commence par" in seances.said
    assert titles(seances) == before


def test_an_item_is_corrected_in_a_dialog(seances: Seances) -> None:
    view = seances.open(PLANNED, item=2)
    view.agenda.list.setFocus()
    seances.press(Qt.Key.Key_F2)
    dialog = seances.dialog()
    assert isinstance(dialog, ItemDialog)
    dialog.words.setText("Accueil en entreprise : bilan")
    dialog.kind.choose(ItemKind.DECISION)
    dialog.minutes.setText("beaucoup")
    dialog.primary.click()
    assert "durée en minutes" in dialog.form.field("minutes").accessibleDescription()
    dialog.minutes.setText("40")
    dialog.primary.click()
    item = seances.base(PLANNED).items[2]
    assert (item.form.kind, item.form.planned_minutes) == (ItemKind.DECISION, 40)
    assert "décision, présenté par la Mission locale, 40" in view.notes.remark.replace(NBSP, " ")


def test_an_item_changed_elsewhere_meanwhile_is_not_written_over(seances: Seances) -> None:
    view = seances.open(PLANNED, item=2)
    view.agenda.edit()
    dialog = seances.dialog()
    dialog.words.setText("Le mien")
    item = seances.base(PLANNED).items[2]
    seances.change(lambda session: agenda.change_item(session, item.id, agenda.ItemForm("Le leur")))
    dialog.primary.click()
    seances.settle()
    assert dialog.words.text() == "Le mien"
    assert any("entre-temps" in text for text in shown_texts(dialog, QLabel))
    assert titles(seances)[2] == "Le leur"


def test_an_item_taken_off_by_mistake_goes_back_to_its_place(seances: Seances) -> None:
    before_opening = seances.open(PLANNED, item=1)
    before = titles(seances)
    before_opening.agenda.list.setFocus()
    seances.press(Qt.Key.Key_Delete)
    seances.settle()
    assert titles(seances) == [before[0], *before[2:]]
    assert "est retiré de l’ordre du jour" in seances.said
    seances.stage.window._messages._action.click()
    assert titles(seances) == before


def test_what_was_written_about_an_item_is_not_lost_without_asking(seances: Seances) -> None:
    view = seances.open(PLANNED, item=2)
    item = seances.base(PLANNED).items[2]
    view.notes.editor.setFocus()
    seances.type("À préparer avec la CAF")
    view.agenda.list.setFocus()
    seances.settle()
    seances.press(Qt.Key.Key_Delete)
    question = seances.dialog()
    assert isinstance(question, QMessageBox)
    assert QApplication.focusWidget() is question.defaultButton()
    question.defaultButton().click()
    assert item.id in [row.id for row in seances.base(PLANNED).items]
    view.agenda.remove()
    question = seances.dialog()
    (verb,) = [button for button in question.buttons() if button.text() == "Retirer le point"]
    verb.click()
    assert item.id not in [row.id for row in seances.base(PLANNED).items]


def test_notes_typed_a_moment_ago_are_asked_about_as_well(seances: Seances) -> None:
    view = seances.open(PLANNED, item=2)
    item = seances.base(PLANNED).items[2]
    view.notes.editor.setFocus()
    seances.type("À préparer avec la CAF")
    view.agenda.remove()
    question = seances.dialog()
    assert isinstance(question, QMessageBox)
    question.defaultButton().click()
    assert item.id in [row.id for row in seances.base(PLANNED).items]


def test_a_held_meeting_loses_no_item_and_says_what_to_do(seances: Seances) -> None:
    view = seances.open(HELD, item=3)
    before = titles(seances, HELD)
    view.agenda.remove()
    seances.settle()
    assert "Marquez plutôt" in seances.said
    assert titles(seances, HELD) == before


def test_what_became_of_an_item_is_chosen_in_a_menu(seances: Seances) -> None:
    view = seances.open(HELD, item=3)
    assert view.notes.state.text() == "à traiter"
    (choice,) = [action for action in view.notes.state.choices.actions() if action.text() == "Non abordé"]
    choice.trigger()
    assert seances.base(HELD).items[3].state is ItemState.NOT_REACHED
    seances.settle()
    assert view.notes.state.text() == "non abordé"


def test_page_keys_go_from_item_to_item_while_writing(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.press(Qt.Key.Key_PageDown, CONTROL)
    assert view.agenda.list.currentIndex().row() == 3
    assert view.notes.editor.hasFocus()
    seances.press(Qt.Key.Key_PageUp, CONTROL)
    assert view.agenda.list.currentIndex().row() == 2


def test_an_agenda_without_items_says_where_to_begin(empty: Seances) -> None:
    from tests.ui.meetings.test_list import plan

    plan(empty, "12/11/2026").primary.click()
    empty.settle()
    assert "Pas encore d’ordre du jour" in shown_texts(empty.view.notes, QLabel)


def test_results_keep_an_item_from_being_removed_silently(seances: Seances) -> None:
    item = seances.base(PLANNED).items[4]
    seances.change(lambda session: results.add_decision(session, item.id, "On garde la salle."))
    view = seances.open(PLANNED, item=4)
    view.agenda.remove()
    assert isinstance(seances.dialog(), QMessageBox)


def menu_words(seances: Seances) -> list[str]:
    """Open the menu of the current item and return what it offers, lines apart."""
    chosen = seances.view.agenda.list
    chosen.customContextMenuRequested.emit(chosen.visualRect(chosen.currentIndex()).center())
    menu = seances.view.agenda.findChild(QMenu, "item")
    assert menu is not None
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return words


def test_the_menu_of_an_item_offers_what_its_meeting_allows(seances: Seances) -> None:
    seances.open(PLANNED, item=2)
    assert menu_words(seances) == ["Modifier…", "Joindre des fichiers…", "Monter", "Descendre", "Retirer"]
    seances.open(HELD, item=2)
    states = ["À traiter", "Traité", "Non abordé", "Retiré"]
    assert menu_words(seances) == [
        "Modifier…",
        "Joindre des fichiers…",
        "Monter",
        "Descendre",
        *states,
        "Retirer",
    ]


def test_a_screen_reader_hears_number_title_and_what_became_of_an_item(seances: Seances) -> None:
    item = seances.base(HELD).items[1]
    seances.change(lambda session: agenda.set_item_state(session, item.id, ItemState.DEALT_WITH))
    view = seances.open(HELD)
    role = Qt.ItemDataRole.AccessibleTextRole
    model = view.agenda.list.model()
    said = [str(model.index(row, 0).data(role)).replace(NBSP, " ") for row in (1, 2)]
    assert said == ["2, Suivi des actions, traité", "3, Accueil en entreprise, 15 min"]


def test_a_double_click_corrects_an_item(seances: Seances, qtbot: QtBot) -> None:
    view = seances.open(PLANNED, item=2)
    at = view.agenda.list.visualRect(view.agenda.list.currentIndex()).center()
    qtbot.mouseDClick(view.agenda.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert isinstance(seances.dialog(), ItemDialog)

"""The place Personnes et structures and its dialogs."""

from PySide6.QtWidgets import QWidget

from pstdesk.ui.people.page import PeoplePage
from pstdesk.ui.people.person_dialogs import NewPersonDialog, PersonDialog
from tests.ui.stage import Stage


def place(stage: Stage, person_id: int | None = None) -> PeoplePage:
    """Return the place, with a person on show if one is named."""
    stage.window.go("people", person_id)
    stage.settle()
    page = stage.window.page
    assert isinstance(page, PeoplePage)
    return page


def people(stage: Stage) -> QWidget:
    page = place(stage)
    page.people.table.selectRow(2)
    return stage.window


def filtered(stage: Stage) -> QWidget:
    page = place(stage)
    page.people.committee.setCurrentIndex(3)
    page.people.search.setText("oeu")
    page.people.search._search()
    return stage.window


def nobody(stage: Stage) -> QWidget:
    page = place(stage)
    page.people.search.setText("Personne de ce nom")
    page.people.search._search()
    return stage.window


def person(stage: Stage) -> QWidget:
    page = place(stage, 1)
    page.person.posts.selectRow(0)
    return stage.window


def undone(stage: Stage) -> QWidget:
    page = place(stage, 1)
    page.person.change()
    stage.settle()
    dialog = stage.dialog()
    assert isinstance(dialog, PersonDialog)
    dialog.family.setText("Zyskind")
    dialog.primary.click()
    stage.settle()
    stage.window.undo.undo()
    stage.settle()
    stage.settle()
    return stage.window


def new(stage: Stage) -> QWidget:
    place(stage).add_person()
    stage.settle()
    return stage.dialog()


def namesake(stage: Stage) -> QWidget:
    place(stage).add_person()
    stage.settle()
    dialog = stage.dialog()
    assert isinstance(dialog, NewPersonDialog)
    dialog.fields.family.setText("Abelard")
    dialog.fields.given.setText("Chloe")
    dialog.primary.click()
    stage.settle()
    return dialog


def edit(stage: Stage) -> QWidget:
    place(stage, 1).person.change()
    return stage.dialog()


def post(stage: Stage) -> QWidget:
    place(stage, 1).person.change_post.click()
    stage.settle()
    return stage.dialog()


def join(stage: Stage) -> QWidget:
    place(stage, 1).person.join()
    stage.settle()
    return stage.dialog()


def organisations(stage: Stage) -> QWidget:
    page = place(stage)
    page.tabs.setCurrentIndex(1)
    page.organisations.table.selectRow(0)
    return stage.window


def organisation(stage: Stage) -> QWidget:
    place(stage).open_organisation(1)
    return stage.window


def new_organisation(stage: Stage) -> QWidget:
    place(stage).add_organisation()
    stage.settle()
    return stage.dialog()


SCENES = {
    "personnes": people,
    "personnes-filtrees": filtered,
    "personnes-aucune": nobody,
    "personnes-annule": undone,
    "personnes-fiche": person,
    "personnes-nouvelle": new,
    "personnes-homonyme": namesake,
    "personnes-modifier": edit,
    "personnes-poste": post,
    "personnes-inscrire": join,
    "structures": organisations,
    "structures-fiche": organisation,
    "structures-nouvelle": new_organisation,
}

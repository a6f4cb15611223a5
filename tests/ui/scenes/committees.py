"""The place Instances and its dialogs."""

from PySide6.QtWidgets import QWidget

from pstdesk.domain.voting import VotingMethod
from pstdesk.ui.committees.page import CommitteesPage
from tests.ui.stage import Stage


def place(stage: Stage) -> CommitteesPage:
    """Return the place, its third body on show."""
    stage.window.go("committees", 3)
    stage.settle()
    page = stage.window.page
    assert isinstance(page, CommitteesPage)
    return page


def members(stage: Stage) -> QWidget:
    page = place(stage)
    page.view.members.table.selectRow(1)
    page.tree.setFocus()
    return stage.window


def meetings(stage: Stage) -> QWidget:
    place(stage).view.tabs.setCurrentIndex(1)
    return stage.window


def seats(stage: Stage) -> QWidget:
    stage.window.go("committees", 1)
    stage.settle()
    page = stage.window.page
    assert isinstance(page, CommitteesPage)
    page.view.tabs.setCurrentIndex(3)
    page.view.seats.table.selectRow(0)
    return stage.window


def standing(stage: Stage) -> QWidget:
    page = place(stage)
    page.view.tabs.setCurrentIndex(4)
    if not page.view.standing.list.items:
        for title in ("Tour de table", "Actualités du territoire et des partenaires", "Questions diverses"):
            page.view.standing.new_item.title_typed.emit(title, False)
        stage.settle()
        stage.settle()
    page.view.standing.list.choose(1)
    page.view.standing.list.setFocus()
    return stage.window


def no_standing(stage: Stage) -> QWidget:
    stage.window.go("committees", 5)
    stage.settle()
    page = stage.window.page
    assert isinstance(page, CommitteesPage)
    page.view.tabs.setCurrentIndex(4)
    page.view.take_focus()
    return stage.window


def standing_item(stage: Stage) -> QWidget:
    standing(stage)
    page = stage.window.page
    assert isinstance(page, CommitteesPage)
    page.view.standing.edit()
    stage.settle()
    return stage.dialog()


def enrol(stage: Stage) -> QWidget:
    place(stage).enrol()
    stage.settle()
    return stage.dialog()


def enrol_new(stage: Stage) -> QWidget:
    page = place(stage)
    page.enrol()
    stage.settle()
    dialog = stage.dialog()
    dialog.who.creation_asked.emit("Chloé Abélard")  # type: ignore[attr-defined]  # an EnrolDialog
    dialog.primary.click()  # type: ignore[attr-defined]  # same
    stage.settle()
    return dialog


def leave(stage: Stage) -> QWidget:
    page = place(stage)
    page.view.members.table.selectRow(0)
    page.view.members.end_current()
    stage.settle()
    return stage.dialog()


def new(stage: Stage) -> QWidget:
    place(stage).add_committee()
    stage.settle()
    return stage.dialog()


def change(stage: Stage) -> QWidget:
    place(stage).view.change()
    stage.settle()
    return stage.dialog()


def rules(stage: Stage) -> QWidget:
    page = place(stage)
    page.edit_rules()
    stage.settle()
    stage.settle()
    return stage.window


def rules_by_consent(stage: Stage) -> QWidget:
    rules(stage)
    page = stage.window.page
    assert isinstance(page, CommitteesPage)
    page.rules.open(8)
    stage.settle()
    page.rules.table.setFocus()
    return stage.window


def new_rule(stage: Stage) -> QWidget:
    rules(stage)
    page = stage.window.page
    assert isinstance(page, CommitteesPage)
    page.rules.add()
    page.rules.fields.method.choose(VotingMethod.APPROVAL)
    page.rules.save()
    stage.settle()
    return stage.window


SCENES = {
    "instances": members,
    "instances-seances": meetings,
    "instances-sieges": seats,
    "instances-points-permanents": standing,
    "instances-points-permanents-aucun": no_standing,
    "instances-point-permanent": standing_item,
    "instances-inscrire": enrol,
    "instances-inscrire-nouvelle": enrol_new,
    "instances-fin": leave,
    "instances-nouvelle": new,
    "instances-modifier": change,
    "instances-regles": rules,
    "instances-regles-sans-candidat": rules_by_consent,
    "instances-regle-nouvelle": new_rule,
}

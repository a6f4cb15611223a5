"""The window itself, its widgets, its own dialogs."""

from PySide6.QtWidgets import QWidget

from tests.ui.gallery import GalleryDialog, GalleryPage
from tests.ui.stage import Stage


def gallery(stage: Stage) -> QWidget:
    page = stage.window.page
    assert isinstance(page, GalleryPage)
    page.table.selectRow(1)
    page.table.setFocus()
    return stage.window


def message(stage: Stage) -> QWidget:
    stage.window.say("La liste a été copiée : 5 lignes.", action="Annuler")
    return gallery(stage)


def form(stage: Stage) -> QWidget:
    page = stage.window.page
    assert isinstance(page, GalleryPage)
    page.ask()
    dialog = stage.dialog()
    assert isinstance(dialog, GalleryDialog)
    dialog.start.setText("25 h")
    dialog.start.settle()
    return dialog


def settings(stage: Stage) -> QWidget:
    stage.window.settings_asked.emit()
    stage.settle()
    return stage.dialog()


def help_(stage: Stage) -> QWidget:
    stage.window.help_asked.emit()
    return stage.dialog()


SCENES = {
    "galerie": gallery,
    "galerie-message": message,
    "galerie-formulaire": form,
    "galerie-reglages": settings,
    "galerie-aide": help_,
}

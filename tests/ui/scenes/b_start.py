"""The assistant of the first start."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from pstdesk.ui.start.creation import Spot
from pstdesk.ui.start.location import Concern
from pstdesk.ui.start.page import StartPage
from tests.ui.stage import Stage

FOLDER = Path("/home/elise/Documents/pstdesk")


def start(stage: Stage) -> StartPage:
    page = stage.window.page
    assert isinstance(page, StartPage)
    stage.window.activateWindow()
    page.take_focus()
    stage.settle()
    page.form.place.show_spot(Spot(FOLDER / "pst.pstdesk", ()))
    return page


def first(stage: Stage) -> QWidget:
    start(stage)
    return stage.window


def typed(stage: Stage) -> QWidget:
    page = start(stage)
    page.choice.choose("ctg")
    page.form.town.setText("Val-d’Œuvre")
    stage.settle()
    spot = FOLDER.parent.parent / "OneDrive - Val-d’Œuvre" / "Val-d-Oeuvre.pstdesk"
    page.form.place.show_spot(Spot(spot, (Concern.SYNCHRONISED,)))
    return stage.window


def refused(stage: Stage) -> QWidget:
    page = start(stage)
    page.make_base()
    return stage.window


SCENES = {"debut": first, "debut-rempli": typed, "debut-refus": refused}

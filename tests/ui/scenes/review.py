"""The place Bilan d'étape: the figures of the demonstration's year."""

from PySide6.QtWidgets import QWidget

from pstdesk.ui.review.page import ReviewPage
from tests.ui.stage import Stage


def place(stage: Stage) -> ReviewPage:
    """Return the place on the year."""
    stage.window.go("review")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, ReviewPage)
    return page


def to_win(stage: Stage) -> QWidget:
    """Return the place with the partners to be won."""
    page = place(stage)
    page.switch.group.button(3).click()
    stage.settle()
    return page


def others(stage: Stage) -> QWidget:
    """Return the place with the other figures."""
    page = place(stage)
    page.switch.group.button(4).click()
    stage.settle()
    return page


SCENES = {"review": place, "review-to-win": to_win, "review-others": others}

"""What tests of a meeting that is going on share: a meeting opened, what its page says."""

from typing import Any

from PySide6.QtWidgets import QMenu

from pstdesk.ui.meetings.view import MeetingView
from tests.ui.meetings.conftest import PLANNED, Seances
from tests.ui.meetings.hours import Time

NBSP = "\u00a0"


def opened(seances: Seances, hours: Time, *, item: int = 2) -> MeetingView:
    """Open the meeting of the day by its primary button, and go to an item."""
    view = seances.open(PLANNED)
    set_clock(view, hours)
    primary(view, "Ouvrir la séance")
    seances.settle()
    view.agenda.list.choose(item)
    view.notes.editor.setFocus()
    seances.settle()
    return view


def set_clock(view: MeetingView, hours: Time) -> None:
    view.mode.clock.now = hours.now
    view.mode.clock.seconds = lambda: hours.seconds
    view.mode.clock._second.setInterval(3_600_000)  # the test ticks


def primary(view: MeetingView, verb: str) -> None:
    button = view.header.primary
    assert button is not None
    assert (button.text(), button.isVisible()) == (verb, True)
    button.click()


def ends(view: MeetingView) -> list[str]:
    """Return what stands at the end of each item."""
    agenda_model = view.agenda.list._agenda
    return [agenda_model.end_words(item).replace(NBSP, " ") for item in view.agenda.list.items]


def spent(seances: Seances) -> list[int]:
    return [item.spent_seconds for item in seances.base(PLANNED).items]


def choices(view: MeetingView) -> dict[str, Any]:
    menu: QMenu = view.steps.more.choices
    return {action.text(): action for action in menu.actions() if action.text()}

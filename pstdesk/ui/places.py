"""The places of the window in their order: what the side bar names and which module shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pstdesk.i18n import N_


@dataclass(frozen=True)
class Place:
    """One entry of the side bar; ``page`` is the dotted path of its :class:`~pstdesk.ui.page.Page`."""

    key: str
    title: str
    icon: str
    page: str
    group: int = 0
    """Entries of one group stand together, a line between groups."""


START = "pstdesk.ui.start.page.StartPage"
"""The assistant that makes the first base: a ``Page`` with a signal ``base_chosen(Path)``."""

OPENING = "pstdesk.ui.opening.page.OpeningPage"
"""What is asked of a base that did not open at once: a ``Page`` with ``ask()`` and ``open_asked``."""

QUESTIONS = frozenset({"base_in_use", "base_changed_outside", "base_damaged", "base_gone"})
"""The codes of the refusals that it asks about: at these a person can decide something."""

PLACES = (
    Place("dashboard", N_("Tableau de bord"), "dashboard", "pstdesk.ui.dashboard.page.DashboardPage"),
    Place("calendar", N_("Calendrier"), "calendar", "pstdesk.ui.calendar.page.CalendarPage"),
    Place("committees", N_("Instances"), "committees", "pstdesk.ui.committees.page.CommitteesPage"),
    Place("people", N_("Personnes et structures"), "people", "pstdesk.ui.people.page.PeoplePage"),
    Place("meetings", N_("Séances"), "meetings", "pstdesk.ui.meetings.page.MeetingsPage"),
    Place("actions", N_("Actions et décisions"), "actions", "pstdesk.ui.actions.page.ActionsPage"),
    Place("base", N_("La base"), "base", "pstdesk.ui.base.page.BasePage", group=1),
)

_SHOWN_AT = {
    "person": ("people", ""),
    "organisation": ("people", "organisation"),
    "committee": ("committees", ""),
    "rule_set": ("committees", "rule_set"),
    "meeting": ("meetings", ""),
    "agenda_item": ("meetings", "agenda_item"),
    "election": ("meetings", "election"),
    "action_item": ("actions", ""),
}


def shown_at(table: str) -> tuple[str, str]:
    """Return the place that shows the records of ``table``, and the table's name where it shows several."""
    return _SHOWN_AT[table]


def page_class(dotted: str) -> Any:
    """Return the page of that dotted path; its modules are imported, which may take a tenth of a second."""
    module, name = dotted.rsplit(".", 1)
    return getattr(import_module(module), name)


def load_pages(places: Iterable[Place]) -> None:
    """Import what shows ``places``, off the window's thread, so that a first visit does not wait for it."""
    for place in places:
        page_class(place.page)


def load_palette() -> None:
    """Import the search over everything, as load_pages does with pages."""
    import_module("pstdesk.ui.find.palette")

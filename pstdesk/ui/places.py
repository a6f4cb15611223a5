"""The places of the window in their order: what the side bar names and which module shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
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
    Place("review", N_("Bilan d’étape"), "review", "pstdesk.ui.review.page.ReviewPage", group=1),
    Place("base", N_("La base"), "base", "pstdesk.ui.base.page.BasePage", group=1),
)

_SHARED = ("pstdesk.ui.widgets", "pstdesk.ui.lists", "pstdesk.ui.rules", "pstdesk.ui.elections")
"""Whose modules several places use."""

_SHOWN_AT = {
    "person": ("people", ""),
    "organisation": ("people", "organisation"),
    "committee": ("committees", ""),
    "rule_set": ("committees", "rule_set"),
    "meeting": ("meetings", ""),
    "agenda_item": ("meetings", "agenda_item"),
    "election": ("meetings", "election"),
    "action_item": ("actions", ""),
    "stage_review": ("review", ""),
}


def shown_at(table: str) -> tuple[str, str]:
    """Return the place that shows the records of ``table``, and the table's name where it shows several."""
    return _SHOWN_AT[table]


def page_class(dotted: str) -> Any:
    """Return the page of that dotted path; its modules are imported, which may take a tenth of a second."""
    module, name = dotted.rsplit(".", 1)
    return getattr(import_module(module), name)


@cache
def page_modules(places: tuple[Place, ...]) -> tuple[str, ...]:
    """Return the modules that show ``places``, in an order in which none brings in many others.

    They are to be imported on the window's thread: PySide makes its classes when they are first named, and a
    worker that has one made while the window draws can take the program with it.
    """
    packages = [*_SHARED, *(place.page.rsplit(".", 2)[0] for place in places), "pstdesk.ui.find"]
    return tuple(module for package in dict.fromkeys(packages) for module in _modules_of(package))


def _modules_of(package: str) -> Iterator[str]:
    found = find_spec(package)
    where = None if found is None else found.submodule_search_locations
    return (f"{package}.{module.name}" for module in iter_modules(where))


@cache
def load_services() -> None:
    """Import what pages read and write with: no Qt, so that it can be done off the window's thread."""
    for module in _modules_of("pstdesk.services"):
        if not module.startswith("pstdesk.services.demo"):
            import_module(module)

"""Long lists, their menu, and the choice of their columns."""

from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import insert

from pstdesk.db.migrate import open_base
from pstdesk.db.models import Person
from pstdesk.domain.names import fold
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.people.page import PeoplePage
from tests.ui.stage import Stage

MANY = 3_000
GIVEN, FAMILY = ("Zoé", "Noël", "Inès", "Maël"), ("L’Hostis", "Bœuf", "Nuñez", "D’Arcy", "Quémeneur")


def long_list(stage: Stage) -> QWidget:
    """Some thousand people, somewhere in the middle."""
    people = [
        {
            "given_name": GIVEN[n % 4],
            "family_name": f"{FAMILY[n % 5]}-{n}",
            "search_key": fold(f"{FAMILY[n % 5]}-{n} {GIVEN[n % 4]}"),
            "given_key": fold(f"{GIVEN[n % 4]} {FAMILY[n % 5]}-{n}"),
            "email": f"contact{n}@valmont.example",
        }
        for n in range(MANY)
    ]
    assert stage.desk.path is not None
    base = open_base(stage.desk.path)
    with base.write() as session:
        session.execute(insert(Person), people)
    base.close()
    page = _page(stage, "people")
    assert isinstance(page, PeoplePage)
    page.people.search.setText("l'hos")
    page.people.search._search()
    stage.settle()
    bar = page.people.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    page.people.table.selectRow(page.people.table.places_in_view()[0] + 2)
    return stage.window


def menu(stage: Stage) -> QWidget:
    """The menu beside the list of meetings, drawn into the window."""
    page = _page(stage, "meetings")
    assert isinstance(page, MeetingsPage)
    page.table.selectRow(1)
    page.more.click()
    stage.settle()
    return next(widget for widget in QApplication.topLevelWidgets() if widget is page.more.choices)


def row_menu(stage: Stage) -> QWidget:
    """What can be done with two people and with their list."""
    page = _page(stage, "people")
    assert isinstance(page, PeoplePage)
    table = page.people.table
    table.selectAll()
    menu_of_rows = table.menu()
    menu_of_rows.popup(table.viewport().mapToGlobal(table.viewport().rect().center()))
    return menu_of_rows


def columns(stage: Stage) -> QWidget:
    """Which columns the list of meetings shows."""
    page = _page(stage, "meetings")
    assert isinstance(page, MeetingsPage)
    page.list_tools.choose_columns(page.table)
    return stage.dialog()


def chosen_columns(stage: Stage) -> QWidget:
    """The list of meetings in the columns and the order that its user wants."""
    page = _page(stage, "meetings")
    assert isinstance(page, MeetingsPage)
    page.table.columns.choose(
        [("day", True), ("attended", True), ("committee", True), ("lights", False), ("state", True)]
    )
    return stage.window


def _page(stage: Stage, place: str) -> QWidget | None:
    stage.window.go(place)
    stage.settle()
    return stage.window.page


SCENES = {
    "listes-longue": long_list,
    "listes-menu": menu,
    "listes-menu-ligne": row_menu,
    "listes-colonnes": columns,
    "listes-colonnes-choisies": chosen_columns,
}

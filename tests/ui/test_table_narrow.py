"""A column that a narrow table does without comes back with the room, and the user's own choice stays."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.settings import Preferences
from pstdesk.ui.widgets.copying import as_tsv
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

COLUMNS = (
    Column[str]("name", "Nom", str, stretch=True),
    Column[str]("grade", "Niveau", str.upper, width=120, needs=500),
    Column[str]("since", "Depuis", str.title, width=130),
)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def table(qtbot: QtBot, qapp: QApplication, preferences: Preferences) -> RowTable[str]:
    made = RowTable("narrow", COLUMNS, preferences)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def hidden(table: RowTable[str]) -> list[str]:
    return [column.key for place, column in enumerate(COLUMNS) if table.isColumnHidden(place)]


def test_a_column_gives_way_and_comes_back(table: RowTable[str]) -> None:
    assert hidden(table) == []
    table.resize(480, 300)
    assert hidden(table) == ["grade"]
    table.resize(700, 300)
    assert hidden(table) == []
    assert table.columnWidth(1) == 120


def test_what_gave_way_is_not_remembered_as_unwanted(table: RowTable[str], preferences: Preferences) -> None:
    table.setColumnWidth(1, 160)
    table.columns.keep()
    table.resize(480, 300)
    table.columns.keep()
    layout = preferences.table_layout("narrow")
    assert (layout.hidden, layout.widths["grade"]) == ((), 160)


def test_what_the_user_hides_stays_hidden_with_more_room(
    table: RowTable[str], preferences: Preferences
) -> None:
    table.columns.show("since", shown=False)
    table.resize(480, 300)
    table.resize(900, 300)
    assert hidden(table) == ["since"]
    assert preferences.table_layout("narrow").hidden == ("since",)
    table.columns.show("since", shown=True)
    assert hidden(table) == []
    assert preferences.table_layout("narrow").hidden == ()


def test_a_second_line_with_a_title_is_copied_as_a_column_of_its_own() -> None:
    two = Column[str](
        "name", "Nom et niveau", str, detail=str.upper, plain_title="Nom", detail_title="Niveau"
    )
    alone = Column[str]("name", "Nom", str, detail=str.upper)
    assert as_tsv([two], ["zoé"]) == "Nom\tNiveau\nzoé\tZOÉ"
    assert as_tsv([alone], ["zoé"]) == "Nom\nzoé"

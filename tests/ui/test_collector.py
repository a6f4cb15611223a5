"""What Python's collector of cycles may do, and when: not during long work, and never to a model in use."""

import ast
import gc

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import ownedByPython

from pstdesk import collector
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable
from tests.test_source import PACKAGE, tree


def test_collection_rests_within_the_block_and_goes_on_after_it_even_after_an_error() -> None:
    seen = []

    def fail() -> None:
        with collector.paused():
            seen.append(gc.isenabled())
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert seen == [False]
    assert gc.isenabled()


def test_a_block_within_a_block_does_not_wake_it() -> None:
    with collector.paused():
        with collector.paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_task_runs_with_it_at_rest(qtbot: QtBot) -> None:
    parent, seen = QObject(), list[bool]()
    desk = Desk()
    desk.task(parent, lambda _step: gc.isenabled()).success(seen.append).start()
    qtbot.waitUntil(lambda: bool(seen))
    desk.close()
    assert seen == [False]
    assert gc.isenabled()


def test_the_model_of_a_table_is_not_python_s_to_take_apart(qtbot: QtBot) -> None:
    # Qt takes a page apart without holding Python up: a worker whose collection finds the model then would
    # take it apart while the table's header still looks at it, which was a crash in one run of some ten.
    table = RowTable("left", (Column("name", "Nom", str),))
    qtbot.addWidget(table)
    assert not ownedByPython(table.model())
    assert not ownedByPython(table.itemDelegate())


def test_every_model_asks_whom_it_belongs_to() -> None:
    bases = {"QAbstractItemModel", "QAbstractListModel", "QAbstractTableModel", "QStandardItemModel"}
    asking = {}
    for path in (PACKAGE / "ui").rglob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and bases & {ast.unparse(base) for base in node.bases}:
                making = next((one for one in node.body if getattr(one, "name", "") == "__init__"), None)
                assert isinstance(making, ast.FunctionDef), node.name
                last = making.args.args[-1]
                asking[node.name] = last.arg == "parent" and not making.args.defaults
    assert len(asking) > 4
    assert all(asking.values()), asking

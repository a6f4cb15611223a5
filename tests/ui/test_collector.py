"""What Python's collector of cycles may do: nothing while a worker works, nor to a model in use."""

import ast
import gc
import threading
import weakref
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import ownedByPython

from pstdesk import collector
from pstdesk.db.migrate import make_base, open_base
from pstdesk.ui.operations import Desk, Operation
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


@pytest.mark.parametrize("kind", ["task", "read"])
def test_it_rests_while_a_worker_works_and_goes_on_after(kind: str, qtbot: QtBot, tmp_path: Path) -> None:
    parent, seen = QObject(), list[bool]()
    desk = Desk()
    make_base(tmp_path / "base.pstdesk")
    desk.open(lambda: open_base(tmp_path / "base.pstdesk"))
    getattr(desk, kind)(parent, lambda _given: gc.isenabled()).success(seen.append).start()
    qtbot.waitUntil(lambda: not desk.is_busy)  # a task does not wait until the base is open
    assert seen == [False]
    assert gc.isenabled()
    desk.close()


def test_a_desk_that_closes_over_its_work_lets_it_go_on(qtbot: QtBot) -> None:
    parent, desk = QObject(), Desk()
    desk.task(parent, lambda _step: None).start()
    assert not gc.isenabled()
    desk.close()
    assert gc.isenabled()


def test_what_an_operation_holds_goes_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    """A timer that is stopped by another thread than its own is a crash at the next event."""
    parent, gone, delivered = QObject(), list[int](), threading.Event()

    class SlowToLetGo(Desk):
        def _run(self, operation: Operation[Any], base: Any) -> None:
            super()._run(operation, base)
            delivered.wait(5)
            delivered.clear()

    desk = SlowToLetGo()
    for _turn in range(3):
        held = Held()
        weakref.finalize(held, lambda: gone.append(threading.get_ident()))
        desk.task(parent, held.answer).start()
        del held
        qtbot.waitUntil(lambda: not desk.is_busy)
        delivered.set()
        qtbot.waitUntil(lambda: not delivered.is_set())
    desk.close()
    desk.deleteLater()
    assert len(gone) >= 2
    assert set(gone) == {threading.get_ident()}


class Held:
    """Stands for a widget that nothing but an operation holds."""

    def answer(self, _step: Any) -> int:
        return 1


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

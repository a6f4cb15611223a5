"""The places are imported while nobody waits: services on a worker, pages on the window's thread."""

import sys
from collections.abc import Iterable
from importlib import import_module
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from pstdesk import collector
from pstdesk.ui.operations import Step
from pstdesk.ui.places import Place, load_services, page_modules

_PATIENCE = 0.05
"""Seconds after which the worker looks whether the program ends meanwhile."""


class Loading(QObject):
    """Imports the pages one module a turn, so that the window never stands still for them."""

    _wanted = Signal(str)

    def __init__(self, places: Iterable[Place], parent: QObject) -> None:
        super().__init__(parent)
        self._places = tuple(places)
        self._is_there = Event()
        self._wanted.connect(self._import, Qt.ConnectionType.QueuedConnection)

    def load(self, step: Step) -> None:
        """Load everything; on a worker, which only asks the window's thread for what is Qt's."""
        load_services()
        for module in page_modules(self._places):
            if module in sys.modules:
                continue
            self._is_there.clear()
            self._wanted.emit(module)
            while not self._is_there.wait(_PATIENCE):
                step(0, 0)
        collector.spare_what_is_loaded()

    def _import(self, module: str) -> None:
        try:
            import_module(module)
        finally:
            self._is_there.set()

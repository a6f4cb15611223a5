"""Two rows selected in a list can be merged: by a button of the header, and by the context menu."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from pstdesk.domain.doubles import RecordKind
from pstdesk.i18n import _
from pstdesk.ui.page import Frame
from pstdesk.ui.people.merge_dialog import MergeDialog
from pstdesk.ui.widgets.table import RowTable


class MergeOffer(QObject):
    """Shows ``button`` while exactly two rows of the list on show are selected.

    ``lists`` gives each table and the kind of its records; ``shown()`` the table that is on show.
    """

    def __init__(
        self,
        frame: Frame,
        button: QPushButton,
        lists: dict[RowTable[Any], RecordKind],
        shown: Callable[[], RowTable[Any]],
    ) -> None:
        super().__init__(button)
        self._frame = frame
        self._button = button
        self._lists = lists
        self._shown = shown
        self.actions: list[QAction] = []
        for table in lists:
            action = QAction(_("Fusionner…"), table)
            action.triggered.connect(self.merge)
            table.addAction(action)
            table.selectionModel().selectionChanged.connect(lambda *_changed: self.renew())
            table.model().modelReset.connect(self.renew)
            self.actions.append(action)
        self.renew()

    def renew(self) -> None:
        """Offer it or not, as the selection is now."""
        possible = len(self._shown().selected_places()) == 2 and self._shown() in self._lists
        self._button.setVisible(possible)
        for action in self.actions:
            action.setEnabled(possible)

    def merge(self) -> None:
        """Show the two records selected side by side."""
        ids = self._selected()
        if len(ids) == 2:
            kind = self._lists[self._shown()]
            MergeDialog(self._frame, kind, (ids[0], ids[1]), self._button.window()).open()

    def _selected(self) -> list[int]:
        table = self._shown()
        return list(table.selected_ids()) if table in self._lists else []

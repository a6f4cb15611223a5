"""The list behind the import window: read and compared with the base off the window's thread."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.people_columns import Target
from pstdesk.domain.sheet import Sheet
from pstdesk.services.backups import back_up_before_import
from pstdesk.services.import_people import apply_import
from pstdesk.services.import_preview import ImportPreview, preview_import
from pstdesk.ui import clock
from pstdesk.ui.operations import Base, Desk, Operation, Step


class ListReader(QObject):
    """Reads a file, then says ``planned(ImportPreview)`` for it, or ``failed(Trouble)``.

    A newer demand takes the place of one that is under way.
    """

    sheets_read = Signal()
    planned = Signal(object)
    failed = Signal(object)
    imported = Signal(object)
    """The :class:`~pstdesk.services.import_people.ImportReport`."""
    not_imported = Signal(object)
    compared = Signal(int)
    """How many people the list, once imported, would still change."""

    not_backed_up = Signal(object)
    """No backup could be made before the list was imported: the Refused."""

    def __init__(self, desk: Desk, parent: QObject, backups: Path | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._backups = backups
        self._sheets: tuple[Sheet, ...] = ()
        self._under_way: Operation[Any] | None = None
        self.is_importing = False

    def read(self, path: Path) -> None:
        """Read the list in ``path``; ``sheets_read()`` when it can be planned."""
        self._begin(self._desk.task(self, lambda _step: read_sheets(path)).success(self._take))

    def plan(self, sheet: str | None, committee: str, targets: Mapping[int, Target]) -> None:
        """Work out what the list would do, read as the user says."""
        work = self._planning(sheet, committee, targets)
        self._begin(self._desk.job(self, work).success(self.planned.emit))

    def compare_again(self, sheet: str | None, committee: str, targets: Mapping[int, Target]) -> None:
        """Find out, rather than promise, what the same list would change once it is imported."""
        work = self._planning(sheet, committee, targets)
        self._begin(self._desk.job(self, work).success(lambda preview: self.compared.emit(preview.people)))

    def run(self, preview: ImportPreview) -> None:
        """Do what ``preview`` shows, whole or not at all, with a backup made before."""
        now, folder = clock.now(), self._backups

        def work(base: Base, _step: Step) -> object:
            why_not = back_up_before_import(base.path, now, folder)
            if why_not is not None:
                self.not_backed_up.emit(why_not)
            with base.write() as session:
                return apply_import(session, preview.planned)

        self.is_importing = True
        importing = self._desk.job(self, work).success(self._end(self.imported))
        importing.failure(self._end(self.not_imported)).start()

    def give_up(self) -> None:
        """Forget what is under way."""
        if self._under_way is not None:
            self._under_way.cancel()

    def _begin(self, operation: Operation[Any]) -> None:
        self._under_way = operation.once("list").failure(self.failed.emit).start()

    def _take(self, sheets: tuple[Sheet, ...]) -> None:
        self._sheets = sheets
        self.sheets_read.emit()

    def _planning(
        self, sheet: str | None, committee: str, targets: Mapping[int, Target]
    ) -> Callable[[Base, Step], ImportPreview]:
        plan = partial(
            preview_import,
            sheets=self._sheets,
            today=clock.today(),
            committee=committee,
            sheet=sheet,
            targets=dict(targets),
        )

        def work(base: Base, _step: Step) -> ImportPreview:
            with base.read() as session:
                return plan(session)

        return work

    def _end(self, signal: Any) -> Callable[[object], None]:
        def end(outcome: object) -> None:
            self.is_importing = False
            signal.emit(outcome)

        return end

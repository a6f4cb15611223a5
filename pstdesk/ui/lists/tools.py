"""What can be done with any list of a page: choose its columns, copy it, export what it shows."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from pstdesk.documents.files import LONGEST_NAME, slug
from pstdesk.documents.table import Cell, Table
from pstdesk.i18n import _, format_number, ngettext
from pstdesk.ui import clock
from pstdesk.ui.operations import Operation, Step
from pstdesk.ui.widgets.copying import as_html, as_tsv, exported, put_on_clipboard
from pstdesk.ui.widgets.menu_button import MoreButton, drop
from pstdesk.ui.written import documents_folder, open_written

if TYPE_CHECKING:
    from pstdesk.ui.page import Frame
    from pstdesk.ui.widgets.table import RowTable

_A_WHILE = 400
"""Milliseconds after which work is spoken of."""
_AT_ONCE = 500


class ListTools(QObject):
    """Belongs to a page and serves every table on it."""

    def __init__(self, frame: "Frame", page: QWidget) -> None:
        super().__init__(page)
        self._frame = frame
        self._page = page

    def fill(self, menu: QMenu, table: "RowTable[Any]") -> None:
        """Add what can be done with the list of ``table``."""
        chosen = len(table.selected_places())
        copies = _("Copier la liste")
        if chosen > 1:
            copies = ngettext("Copier {n} ligne", "Copier {n} lignes", chosen).format(n=format_number(chosen))
        for words, do, keys in (
            (copies, self.copy, QKeySequence(QKeySequence.StandardKey.Copy)),
            (_("Exporter la liste…"), self.export, QKeySequence("Ctrl+E")),
            (_("Colonnes…"), self.choose_columns, QKeySequence()),
        ):
            action = menu.addAction(words, partial(do, table))
            action.setShortcut(keys)
            action.setShortcutVisibleInContextMenu(True)
            if table.model_of_rows.rowCount() == 0 and do != self.choose_columns:
                action.setEnabled(False)

    def choose_columns(self, table: "RowTable[Any]") -> None:
        """Ask which columns the list shows."""
        from pstdesk.ui.lists.columns_dialog import ColumnsDialog

        ColumnsDialog(table, self._page.window()).open()

    def copy(self, table: "RowTable[Any]") -> None:
        """Put the rows chosen, or all that were found, on the clipboard as a table."""
        columns, read = table.columns.shown, _rows_wanted(table)

        def work(base: Any, step: Step) -> tuple[int, str, str]:
            rows = read(base, step)
            return len(rows), as_tsv(columns, rows), as_html(columns, rows)

        job = self._frame.desk.job(self, work).once("copy").success(self._copied)
        self._speak_of(job, _("La liste se copie"))
        job.start()

    def _copied(self, found: tuple[int, str, str]) -> None:
        n, tsv, html = found
        put_on_clipboard(tsv, html)
        words = ngettext("{n} ligne copiée.", "{n} lignes copiées.", n)
        self._frame.say(words.format(n=format_number(n)), tone="good")

    # To a spreadsheet

    def export(self, table: "RowTable[Any]") -> None:
        """Ask where to, and write there what the list shows."""
        if not table.model_of_rows.rowCount():
            return
        name = table.accessibleName() or _("Liste")
        start = documents_folder(self._frame) / _file_name(name)
        kind = _("Classeur Excel (*.xlsx)")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page.window(), _("Exporter la liste"), str(start), kind
        )
        if chosen:
            self.export_to(table, Path(chosen))

    def export_to(self, table: "RowTable[Any]", path: Path) -> None:
        """Write what the list shows into the workbook at ``path``."""
        target = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
        columns, read = exported(table.columns.shown), _rows_wanted(table, all_of_them=True)
        remarks = self._remarks(table)
        name = table.accessibleName() or _("Liste")
        titles = tuple(title for title, _value in columns)
        # The dialog has already asked whether a file of that name may go; a suffix it did not see is ours.
        overwrite = target == path

        def work(base: Any, step: Step) -> int:
            from pstdesk.services.export import export_table

            rows = read(base, step)
            cells = [tuple(value(row) for _title, value in columns) for row in rows]
            counted: tuple[str, Cell] = (_("Lignes"), len(cells))
            table = Table(name, titles, cells, _("À propos"), (*remarks, counted))
            export_table(table, target, overwrite=overwrite, step=lambda n: step(n, len(cells)))
            return len(cells)

        job = self._frame.desk.job(self, work).success(partial(self._exported, target))
        self._speak_of(job, _("La liste s’exporte"))
        job.start()

    def _remarks(self, table: "RowTable[Any]") -> tuple[tuple[str, Cell], ...]:
        base = self._frame.desk.path
        return (
            (_("Liste"), table.accessibleName() or _("Liste")),
            (_("Base"), "" if base is None else base.stem),
            (_("Le"), clock.today()),
            *table.filters(),
        )

    def _exported(self, path: Path, n: int) -> None:
        self._frame.preferences.change(export_folder=str(path.parent))
        words = ngettext("{n} ligne exportée dans « {name} ».", "{n} lignes exportées dans « {name} ».", n)
        self._frame.say(
            words.format(n=format_number(n), name=path.name),
            tone="good",
            action=_("Ouvrir"),
            do=partial(open_written, self._frame, path),
        )

    # How far it is

    def _speak_of(self, job: Operation[Any], words: str) -> None:
        """Say how far ``job`` is, and offer to stop it, once it takes a while."""
        waiting = QTimer(self, singleShot=True, interval=_A_WHILE)
        waiting.start()
        said: list[int] = []

        def tell(done: int, total: int, _what: str) -> None:
            percent = 100 * done // total if total else 0
            if not waiting.isActive() and percent not in said:
                said.append(percent)
                self._frame.say(
                    _("{what} : {percent} %").format(what=words, percent=percent),
                    action=_("Arrêter"),
                    do=job.cancel,
                )

        job.progress(tell).finished(waiting.deleteLater)


class ListButton(MoreButton):
    """Three dots beside a list: what can be done with it."""

    def __init__(self, table: "RowTable[Any]", parent: QWidget | None = None) -> None:
        super().__init__(_("Colonnes, copie, exportation de la liste"), parent)
        self.table = table
        self.clicked.disconnect()
        self.clicked.connect(self._drop)

    def _drop(self) -> None:
        tools = self.table.tools()
        if tools is not None:
            self.choices.clear()
            tools.fill(self.choices, self.table)
            drop(self, self.choices)


def _rows_wanted(
    table: "RowTable[Any]", *, all_of_them: bool = False
) -> Callable[[Any, Step], Sequence[Any]]:
    """Return what reads the rows chosen in ``table``, or all that were found, on a worker."""
    chosen = table.selected_ids() if not all_of_them else ()
    listing = table.listing
    if listing is None or table.model_of_rows.complete:
        rows = table.selected_rows() if len(chosen) > 1 else table.rows
        return lambda _base, _step: rows
    known = table.model_of_rows.ids

    def read(base: Any, step: Step) -> list[Any]:
        with base.read() as session:
            ids = chosen if len(chosen) > 1 else known or listing.ids(session)
            found: list[Any] = []
            for start in range(0, len(ids), _AT_ONCE):
                step(start, 2 * len(ids))
                found.extend(listing.rows(session, ids[start : start + _AT_ONCE]))
        return found

    return read


def _file_name(name: str) -> str:
    return "_".join(filter(None, (slug(name, LONGEST_NAME - 20), clock.today().isoformat()))) + ".xlsx"

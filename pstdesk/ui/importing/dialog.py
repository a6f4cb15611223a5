"""The window that takes a list of people in: choose a file, look at what it will do, import it whole."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.sheet import Sheet
from pstdesk.i18n import _
from pstdesk.services.import_people import ImportReport, apply_import
from pstdesk.services.import_preview import ImportPreview, preview_import
from pstdesk.ui.importing.foot import Foot
from pstdesk.ui.importing.preview import PreviewPanel
from pstdesk.ui.importing.report import ReportPanel
from pstdesk.ui.importing.welcome import Welcome
from pstdesk.ui.operations import Base, Operation, Step
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.fields import today_here
from pstdesk.ui.widgets.messages import ProgressPanel

_WIDTH, _HEIGHT = 1120, 680


class ImportDialog(QDialog):
    """One list at a time: what it will do is shown, then done whole or not at all."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Importer des inscrits"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._frame = frame
        self._path: Path | None = None
        self._sheets: tuple[Sheet, ...] = ()
        self._shown: ImportPreview | None = None
        self._reading: Operation[Any] | None = None
        self._is_importing = False
        self._notice = ""
        self.welcome = Welcome(self.choose)
        self.progress = ProgressPanel()
        self.preview = PreviewPanel(frame.preferences)
        self.report = ReportPanel(frame.preferences)
        self.foot = Foot()
        self._stack = QStackedWidget()
        self._waiting = QWidget()
        self._lay_out()
        self._connect()
        self._show_welcome("")

    # What the user does

    def choose(self) -> None:
        """Ask for a file and read it."""
        kinds = _("Listes (*.xlsx *.xlsm *.csv *.txt *.tsv);;Tous les fichiers (*)")
        name, _filter = QFileDialog.getOpenFileName(self, _("Liste à importer"), "", kinds)
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Read the list in ``path`` and show what it would do."""
        if self._is_importing:
            return
        self._path, self._shown = path, None
        self.preview.source.show_file(path)
        self.preview.columns.targets.clear()
        self.progress.show_step(0, 0, _("Lecture de « {name} »…").format(name=path.name))
        self._stack.setCurrentWidget(self._waiting)
        self.foot.show_nothing()
        self._read(path)

    def read_again(self) -> None:
        """Read the same file, which was corrected meanwhile; what was said of its columns still holds."""
        if self._path is not None and not self._is_importing:
            self.foot.show_busy(_("Lecture de « {name} »…").format(name=self._path.name))
            self._read(self._path)

    def run_import(self) -> None:
        """Do what is shown."""
        if self._shown is None or self._is_importing or not self.foot.primary.isEnabled():
            return
        self._is_importing = True
        planned = self._shown.planned

        def work(base: Base, _step: Step) -> ImportReport:
            with base.write() as session:
                return apply_import(session, planned)

        self.preview.setEnabled(False)
        self.foot.show_busy(_("Importation…"))
        importing = self._frame.desk.job(self, work).success(self._show_report).failure(self._not_imported)
        importing.finished(self._imported).start()

    # Work

    def _read(self, path: Path) -> None:
        reading = self._frame.desk.task(self, lambda _step: read_sheets(path)).once("list")
        self._reading = reading.success(self._sheets_read).failure(self._not_read).start()

    def _sheets_read(self, sheets: tuple[Sheet, ...]) -> None:
        self._sheets = sheets
        self._plan()

    def _plan(self) -> None:
        """Work out what the list would do, read as the user says."""
        if self._shown is not None and self.preview.source.sheet != self._shown.sheet:
            self.preview.columns.targets.clear()
        self.foot.show_busy(_("Comparaison avec la base…"))
        planning = self._frame.desk.job(self, self._planning()).once("list")
        self._reading = planning.success(self._show_preview).failure(self._not_read).start()

    def _planning(self) -> Callable[[Base, Step], ImportPreview]:
        plan = partial(
            preview_import,
            sheets=self._sheets,
            today=today_here(),
            committee=self.preview.source.committee,
            sheet=None if self._shown is None else self.preview.source.sheet,
            targets=dict(self.preview.columns.targets),
        )

        def work(base: Base, _step: Step) -> ImportPreview:
            with base.read() as session:
                return plan(session)

        return work

    # What follows

    def _show_preview(self, preview: ImportPreview) -> None:
        is_new = self._shown is None or _headers(preview) != _headers(self._shown)
        self._shown = preview
        if is_new and self.preview.columns.targets:
            self.preview.columns.targets.clear()  # said of other columns, in the file as it was
            self._shown = None
            self._plan()
            return
        self.preview.show_preview(preview, is_new=is_new)
        self._stack.setCurrentWidget(self.preview)
        self.foot.show_preview(preview)
        if self._notice:
            self.foot.show_trouble(self._notice)
            self._notice = ""
        if is_new:
            self.preview.lines.table.setFocus()

    def _not_read(self, trouble: Trouble) -> None:
        if self._shown is None:
            self._show_welcome(trouble.sentence)
        else:
            self.foot.show_trouble(trouble.sentence)

    def _not_imported(self, trouble: Trouble) -> None:
        self.foot.show_trouble(trouble.sentence)
        if trouble.code == "import_base_changed":
            self._notice = trouble.sentence
            self._plan()
        else:
            self.foot.primary.setEnabled(True)

    def _imported(self) -> None:
        self._is_importing = False
        self.preview.setEnabled(True)

    def _show_report(self, report: ImportReport) -> None:
        assert self._shown is not None
        self.report.show_report(report, self._shown.rows)
        self._stack.setCurrentWidget(self.report)
        self.foot.show_done()
        # Found out, not promised: would the same list change anything now?
        again = self._frame.desk.job(self, self._planning()).once("list")
        again.success(lambda preview: self.report.show_again(preview.people)).start()

    def _show_welcome(self, trouble: str) -> None:
        self.welcome.say(trouble)
        self._stack.setCurrentWidget(self.welcome)
        self.foot.show_nothing()
        self.welcome.button.setFocus()

    def _give_up(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._show_welcome("")

    def _show_people(self) -> None:
        self.accept()
        self._frame.go("people")

    # Making

    def _lay_out(self) -> None:
        waiting = QVBoxLayout(self._waiting)
        waiting.setContentsMargins(80, 0, 80, 0)
        waiting.addStretch(2)
        waiting.addWidget(self.progress)
        waiting.addStretch(3)
        for part in (self.welcome, self._waiting, self.preview, self.report):
            self._stack.addWidget(part)
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.addWidget(self._stack)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(self.foot)
        parent = self.parentWidget()
        room = self.screen().availableSize() if parent is None else parent.window().size()
        self.resize(min(_WIDTH, room.width() - 48), min(_HEIGHT, room.height() - 48))

    def _connect(self) -> None:
        self.progress.cancelled.connect(self._give_up)
        self.preview.changed.connect(self._plan)
        self.preview.source.reread.connect(self.read_again)
        self.preview.source.other_asked.connect(self.choose)
        self.foot.import_asked.connect(self.run_import)
        self.foot.people_asked.connect(self._show_people)
        self.foot.closed.connect(self.reject)

    # Qt

    def reject(self) -> None:
        if not self._is_importing:  # it is done whole in a moment, and its report is due
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read_file(path)


def _dropped(what: QMimeData) -> Path | None:
    """Return the one file that is dropped; None for several, and for what is no file of this machine."""
    files = [url.toLocalFile() for url in what.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None


def _headers(preview: ImportPreview) -> tuple[str, tuple[str, ...]]:
    return preview.sheet, tuple(column.header for column in preview.columns)

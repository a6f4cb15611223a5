"""The window that takes a list of people in: choose a file, look at what it will do, import it whole."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.sentences import sentence
from pstdesk.services.import_people import ImportReport
from pstdesk.services.import_preview import ImportPreview
from pstdesk.ui.importing.dropped import dropped_file
from pstdesk.ui.importing.foot import Foot
from pstdesk.ui.importing.preview import PreviewPanel
from pstdesk.ui.importing.reader import ListReader
from pstdesk.ui.importing.report import ReportPanel
from pstdesk.ui.importing.welcome import Welcome
from pstdesk.ui.page import Frame, may_write
from pstdesk.ui.trouble import Trouble

_WIDTH, _HEIGHT = 1120, 680


class ImportDialog(QDialog):
    """One list at a time: what it will do is shown, then done whole or not at all."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Importer des inscrits"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._frame = frame
        self._path = Path()
        self._shown: ImportPreview | None = None
        self._notice = ""
        self.reader = ListReader(frame.desk, self, frame.preferences.current.backups)
        self.welcome = Welcome()
        self.preview = PreviewPanel(frame.preferences)
        self.report = ReportPanel(frame.preferences)
        self.foot = Foot()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_welcome()

    # What the user does

    def choose(self) -> None:
        """Ask for a file and read it."""
        kinds = _("Listes (*.xlsx *.xlsm *.csv *.txt *.tsv);;Tous les fichiers (*)")
        name, _filter = QFileDialog.getOpenFileName(self, _("Liste à importer"), "", kinds)
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Read the list in ``path`` and show what it would do."""
        if self.reader.is_importing:
            return
        self._path, self._shown = path, None
        self.preview.forget(path)
        self.welcome.show_reading(path)
        self._stack.setCurrentWidget(self.welcome)
        self.foot.show_nothing()
        self.reader.read(path)

    def open(self) -> None:
        """Open, unless the base is only read."""
        if may_write(self.parentWidget()):
            super().open()
        else:
            self.deleteLater()

    def read_again(self) -> None:
        """Read the same file, which was corrected meanwhile; what was said of its columns still holds."""
        if not self.reader.is_importing:
            self.foot.show_busy(_("Lecture de « {name} »…").format(name=self._path.name))
            self.reader.read(self._path)

    def run_import(self) -> None:
        """Do what is shown."""
        if self._shown is not None and self.foot.primary.isEnabled() and not self.reader.is_importing:
            self.preview.setEnabled(False)
            self.foot.show_busy(_("Importation…"))
            self.reader.run(self._shown)

    # What follows

    def _plan(self) -> None:
        self.foot.show_busy(_("Comparaison avec la base…"))
        self.reader.plan(*self.preview.reading(self._shown))

    def _show_preview(self, preview: ImportPreview) -> None:
        is_new = self._shown is None or _headers(preview) != _headers(self._shown)
        if is_new and self.preview.columns.targets:
            self.preview.columns.targets.clear()  # said of other columns, in the file as it was
            self._shown = None
            self._plan()
            return
        self._shown = preview
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
        self.preview.setEnabled(True)
        self.foot.show_trouble(trouble.sentence)
        if trouble.code == "import_base_changed":
            self._notice = trouble.sentence
            self._plan()
        else:
            self.foot.primary.setEnabled(True)

    def _show_report(self, report: ImportReport) -> None:
        assert self._shown is not None
        self.preview.setEnabled(True)
        self.report.show_report(report, self._shown.rows)
        self._stack.setCurrentWidget(self.report)
        self.foot.show_done()
        self.reader.compare_again(*self.preview.reading(self._shown))

    def _show_welcome(self, trouble: str = "") -> None:
        self.reader.give_up()
        self.welcome.say(trouble)
        self._stack.setCurrentWidget(self.welcome)
        self.foot.show_nothing()
        self.welcome.button.setFocus()

    def _show_people(self) -> None:
        self.accept()
        self._frame.go("people")

    # Making

    def _lay_out(self) -> None:
        for part in (self.welcome, self.preview, self.report):
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
        self.reader.sheets_read.connect(self._plan)
        self.reader.planned.connect(self._show_preview)
        self.reader.failed.connect(self._not_read)
        self.reader.imported.connect(self._show_report)
        self.reader.not_imported.connect(self._not_imported)
        self.reader.not_backed_up.connect(lambda why: self._frame.say(sentence(why), tone="warning"))
        self.reader.compared.connect(self.report.show_again)
        self.welcome.asked.connect(self.choose)
        self.welcome.given_up.connect(self._show_welcome)
        self.preview.changed.connect(self._plan)
        self.preview.source.reread.connect(self.read_again)
        self.preview.source.other_asked.connect(self.choose)
        self.foot.import_asked.connect(self.run_import)
        self.foot.people_asked.connect(self._show_people)
        self.foot.closed.connect(self.reject)

    # Qt

    def reject(self) -> None:
        if not self.reader.is_importing:  # it is done whole in a moment, and its report is due
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read_file(path)


def _headers(preview: ImportPreview) -> tuple[str, tuple[str, ...]]:
    return preview.sheet, tuple(column.header for column in preview.columns)

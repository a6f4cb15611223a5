"""The window that takes past attendance in: choose a list, look at what it will do, import it whole."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.sheet import Sheet
from pstdesk.i18n import _, format_number, ngettext
from pstdesk.sentences import sentence
from pstdesk.services.attendance_preview import AttendancePreview, preview_attendance
from pstdesk.services.backups import back_up_before_import
from pstdesk.services.import_attendance import AttendanceReport, apply_import
from pstdesk.ui import clock
from pstdesk.ui.importing.attendance_panel import AttendancePanel
from pstdesk.ui.importing.dropped import dropped_file
from pstdesk.ui.operations import Base, Step
from pstdesk.ui.page import Frame, may_write
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import EmptyState

_WIDTH, _HEIGHT = 980, 640


class AttendanceDialog(QDialog):
    """One list at a time: what it will do is shown, then done whole or not at all, after a backup."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Reprendre des émargements"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._frame = frame
        self._path = Path()
        self._sheets: tuple[Sheet, ...] = ()
        self._shown: AttendancePreview | None = None
        self.is_importing = False
        self.panel = AttendancePanel()
        self.panel.corrected.connect(self._plan)
        self.welcome = EmptyState(
            _("Choisissez la liste des émargements"),
            _(
                "Un classeur .xlsx ou un fichier .csv, avec pour chaque présence le comité, la date, le nom, "
                "le prénom et la présence (présent, à distance, représenté, excusé, absent, invité). Rien "
                "n’est repris avant que vous ayez vu ce qui va changer."
            ),
            _("Choisir un fichier…"),
            self.choose,
        )
        self.words = label("", "muted", wrap=True)
        self.other = QPushButton(_("Autre fichier…"))
        self.cancel = QPushButton(_("Annuler"))
        self.primary = QPushButton(_("Reprendre"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._say("")

    # What the user does

    def open(self) -> None:
        """Open, unless the base is only read."""
        if may_write(self.parentWidget()):
            super().open()
        else:
            self.deleteLater()

    def choose(self) -> None:
        """Ask for a file and read it."""
        kinds = _("Listes (*.xlsx *.xlsm *.csv *.txt *.tsv);;Tous les fichiers (*)")
        name, _filter = QFileDialog.getOpenFileName(self, _("Liste à reprendre"), "", kinds)
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Read the list in ``path`` and show what it would do."""
        if self.is_importing:
            return
        self._path, self._shown = path, None
        self.panel.forget()
        self._say(_("Lecture de « {name} »…").format(name=path.name))
        reading = self._frame.desk.task(self, lambda _step: read_sheets(path)).once("list")
        reading.success(self._take).failure(self._not_read).start()

    def run_import(self) -> None:
        """Do what is shown, whole or not at all, with a backup made before."""
        preview = self._shown
        if preview is None or preview.planned is None or self.is_importing:
            return
        planned, now, folder = preview.planned, clock.now(), self._frame.preferences.current.backups

        def work(base: Base, _step: Step) -> AttendanceReport:
            back_up_before_import(base.path, now, folder)
            with base.write() as session:
                return apply_import(session, planned)

        self.is_importing = True
        self.primary.setEnabled(False)
        self._say(_("Reprise des présences…"))
        importing = self._frame.desk.job(self, work).success(self._done).failure(self._not_imported)
        importing.start()

    # What follows

    def _take(self, sheets: tuple[Sheet, ...]) -> None:
        self._sheets = sheets
        self._plan()

    def _plan(self) -> None:
        sheets, today, targets = self._sheets, clock.today(), dict(self.panel.targets)
        self._say(_("Comparaison avec la base…"))

        def work(base: Base, _step: Step) -> AttendancePreview:
            with base.read() as session:
                return preview_attendance(session, sheets, today, targets)

        planning = self._frame.desk.job(self, work).once("list")
        planning.success(self._show).failure(self._not_read).start()

    def _show(self, preview: AttendancePreview) -> None:
        self._shown = preview
        self.panel.show_preview(self._path.name, preview)
        self._stack.setCurrentWidget(self.panel)
        words, is_wrong = _verdict(preview)
        self._say(words, wrong=is_wrong)
        can = not is_wrong and preview.changes > 0
        self.primary.setVisible(True)
        self.primary.setEnabled(can)
        self.primary.setText(_verb(preview.changes))
        (self.primary if can else self.panel).setFocus()

    def _not_read(self, trouble: Trouble) -> None:
        self._stack.setCurrentWidget(self.panel if self._shown is not None else self.welcome)
        self._say(trouble.sentence, wrong=True)

    def _not_imported(self, trouble: Trouble) -> None:
        self.is_importing = False
        self._say(trouble.sentence, wrong=True)
        if trouble.code == "import_base_changed":
            self._plan()
        else:
            self.primary.setEnabled(True)

    def _done(self, report: AttendanceReport) -> None:
        self.is_importing = False
        self.accept()
        self._frame.say(_told(report), tone="good")

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.words.setText(words)
        self.words.setProperty("role", "error" if wrong else "muted")
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        is_panel = self._stack.currentWidget() is self.panel
        self.other.setVisible(is_panel)
        self.primary.setVisible(is_panel)

    # The window

    def _lay_out(self) -> None:
        for part in (self.welcome, self.panel):
            self._stack.addWidget(part)
        self.primary.setProperty("role", "primary")
        self.primary.setDefault(True)
        for button, do in (
            (self.other, self.choose),
            (self.cancel, self.reject),
            (self.primary, self.run_import),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(partial(_call, do))
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.words, 1)
        for button in (self.other, self.cancel, self.primary):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        parent = self.parentWidget()
        room = self.screen().availableSize() if parent is None else parent.window().size()
        self.resize(min(_WIDTH, room.width() - 48), min(_HEIGHT, room.height() - 48))

    # Qt

    def reject(self) -> None:
        if not self.is_importing:  # it is done whole in a moment, and its report is due
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read_file(path)


def _call(do: Callable[[], object], _checked: bool = False) -> None:
    do()


def _verdict(preview: AttendancePreview) -> tuple[str, bool]:
    """Return what is to be said of a preview, and whether it stands in the way."""
    if preview.trouble is not None:
        return sentence(preview.trouble), True
    if preview.errors:
        count = len(preview.errors)
        words = ngettext(
            "{n} ligne est à corriger dans la liste avant de la reprendre.",
            "{n} lignes sont à corriger dans la liste avant de la reprendre.",
            count,
        )
        return words.format(n=format_number(count)), True
    if not preview.changes:
        return _("La base dit déjà tout ce que dit cette liste."), False
    made = sum(line.is_made for line in preview.meetings)
    words = ngettext("{n} séance sera faite.", "{n} séances seront faites.", made)
    return words.format(n=format_number(made)) if made else "", False


def _verb(changes: int) -> str:
    words = ngettext("Reprendre {n} présence", "Reprendre {n} présences", changes)
    return words.format(n=format_number(changes))


def _told(report: AttendanceReport) -> str:
    counts = report.attendances
    words = _("Émargements repris : {meetings} séances faites, {made} présences notées, {changed} changées.")
    return words.format(
        meetings=format_number(report.meetings_made),
        made=format_number(counts.made),
        changed=format_number(counts.changed),
    )

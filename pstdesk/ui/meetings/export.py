"""From a held meeting to its minutes as a file, in one click."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from platformdirs import user_documents_path
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from pstdesk.documents.files import file_name, is_folder
from pstdesk.i18n import _
from pstdesk.services.meetings import MeetingHead
from pstdesk.services.minutes_export import export_minutes, file_minutes
from pstdesk.ui.operations import Step
from pstdesk.ui.page import Frame


class MinutesExport(QObject):
    """Writes minutes into the folder used last, or one of the base's own under the user's documents."""

    busy = Signal(bool)

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._parent = parent
        self._written_last: Path | None = None

    @property
    def folder(self) -> Path:
        """Where minutes go without being asked."""
        chosen = self._frame.preferences.current.export_folder
        return Path(chosen) if chosen else self._own_folder

    @property
    def _own_folder(self) -> Path:
        base = self._frame.desk.path
        return user_documents_path() / "pstdesk" / (base.stem if base is not None else "")

    def write(self, meeting_id: int, suffix: str = ".docx") -> None:
        """Write the minutes under their usual name; what is there already is never written over."""
        chosen, own = self.folder, self._own_folder

        def work(base: Any, _step: Step) -> Path:
            # A stick that was pulled out or a share that is gone is no reason not to write.
            folder = chosen if is_folder(chosen) else own
            return file_minutes(base, meeting_id, folder, suffix, datetime.now(UTC))

        self._start(work)

    def write_as(self, head: MeetingHead) -> None:
        """Ask for a name and a folder, and remember the folder."""
        kinds = {_("Document Word (*.docx)"): ".docx", _("Document PDF (*.pdf)"): ".pdf"}
        title = _("Enregistrer le compte rendu")
        subject = (head.short_name, head.committee)
        start = str(self.folder / file_name("CR", head.form.day, subject, version=None, suffix=".docx"))
        name, kind = QFileDialog.getSaveFileName(self._parent, title, start, ";;".join(kinds))
        if not name:
            return
        target = Path(name)
        if target.suffix.lower() not in kinds.values():
            target = target.with_name(target.name + kinds.get(kind, ".docx"))
        self._frame.preferences.change(export_folder=str(target.parent))

        def work(base: Any, _step: Step) -> Path:
            # The dialog has already asked whether a file of that name may go.
            return export_minutes(base, head.id, target, datetime.now(UTC), overwrite=True)

        self._start(work)

    def open_last(self) -> None:
        """Open the minutes written last, if any were."""
        if self._written_last is not None:
            self._open(self._written_last)

    def _start(self, work: Callable[[Any, Step], Path]) -> None:
        self.busy.emit(True)
        job = self._frame.desk.job(self, work).success(self._written)
        job.finished(partial(self.busy.emit, False)).start()

    def _written(self, path: Path) -> None:
        self._written_last = path
        self._frame.say(
            _("Compte rendu enregistré : {name}").format(name=path.name),
            tone="good",
            action=_("Ouvrir"),
            do=partial(self._open, path),
        )

    def _open(self, path: Path) -> None:
        if _open_in_its_program(path):
            return
        words = _("Aucun programme de ce poste n’ouvre « {name} ». Le fichier est dans « {folder} ».")
        self._frame.say(
            words.format(name=path.name, folder=path.parent),
            tone="warning",
            action=_("Ouvrir le dossier"),
            do=partial(_open_in_its_program, path.parent),
        )


def _open_in_its_program(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

"""From the base to one of its documents as a file, in one click."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pstdesk.documents.files import is_folder
from pstdesk.i18n import _
from pstdesk.services.export import Order, export_document, file_document
from pstdesk.ui.operations import Step
from pstdesk.ui.page import Frame
from pstdesk.ui.written import documents_folder, open_written, own_folder


class DocumentExport(QObject):
    """Writes documents into the folder used last, or one of the base's own under the user's documents."""

    busy = Signal(bool)

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._parent = parent
        self._written_last: Path | None = None

    @property
    def folder(self) -> Path:
        """Where documents go without being asked."""
        return documents_folder(self._frame)

    def write(self, order: Order, suffix: str, done: str) -> None:
        """Write a document under its usual name; what is there already is never written over.

        ``done`` says that it was written, with its ``{name}``.
        """
        chosen, own = self.folder, own_folder(self._frame)

        def work(base: Any, _step: Step) -> Path:
            # A stick that was pulled out or a share that is gone is no reason not to write.
            folder = chosen if is_folder(chosen) else own
            return file_document(base, order, folder, suffix)

        self._start(work, done)

    def write_all(self, order: Order, suffixes: tuple[str, ...], done: str, *, opens: bool = False) -> None:
        """Write a document in several formats under one name; ``done`` names all the files.

        With ``opens`` the first one is opened at once, to be printed.
        """
        chosen, own = self.folder, own_folder(self._frame)

        def work(base: Any, step: Step) -> tuple[Path, ...]:
            folder = chosen if is_folder(chosen) else own
            written = []
            for place, suffix in enumerate(suffixes):
                step(place, len(suffixes))
                written.append(file_document(base, order, folder, suffix))
            return tuple(written)

        self.busy.emit(True)

        def written(paths: tuple[Path, ...]) -> None:
            self._written(done, *paths)
            if opens:
                self.open_last()

        job = self._frame.desk.job(self, work).success(written)
        job.finished(partial(self.busy.emit, False)).start()

    def write_as(self, order: Order, name: str, title: str, done: str) -> None:
        """Ask for a name and a folder, beginning with ``name``, and remember the folder."""
        kinds = {_("Document Word (*.docx)"): ".docx", _("Document PDF (*.pdf)"): ".pdf"}
        start = str(self.folder / name)
        chosen, kind = QFileDialog.getSaveFileName(self._parent, title, start, ";;".join(kinds))
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.lower() not in kinds.values():
            target = target.with_name(target.name + kinds.get(kind, ".docx"))
        self._frame.preferences.change(export_folder=str(target.parent))

        def work(base: Any, _step: Step) -> Path:
            # The dialog has already asked whether a file of that name may go.
            return export_document(base, order, target, overwrite=True)

        self._start(work, done)

    def open_last(self) -> None:
        """Open the document written last, if any was."""
        if self._written_last is not None:
            open_written(self._frame, self._written_last)

    def _start(self, work: Callable[[Any, Step], Path], done: str) -> None:
        self.busy.emit(True)
        job = self._frame.desk.job(self, work).success(partial(self._written, done))
        job.finished(partial(self.busy.emit, False)).start()

    def _written(self, done: str, path: Path, *others: Path) -> None:
        self._written_last = path
        names = path.name
        for other in others:
            names = _("{first} et {second}").format(first=names, second=other.name)
        self._frame.say(
            done.format(name=names),
            tone="good",
            action=_("Ouvrir"),
            do=partial(open_written, self._frame, path),
        )

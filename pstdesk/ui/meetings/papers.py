"""Attached files: adding, opening, saving and removing them, never on the window's thread."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from platformdirs import user_documents_path
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from pstdesk.i18n import _, ngettext, pgettext
from pstdesk.sentences import sentence
from pstdesk.services import attachments
from pstdesk.services.agenda import ItemRow
from pstdesk.services.attachments import Attached, PaperRow
from pstdesk.ui.operations import Operation
from pstdesk.ui.page import Frame, Say
from pstdesk.ui.written import open_in_its_program

T = TypeVar("T")


class Copies:
    """The folder of the copies that were opened to be read; it goes at the end of the program."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def folder(self) -> Path:
        """Return the folder, made at the first use, for its user's eyes only."""
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix="pstdesk-"))
            weakref.finalize(self, _remove, self._folder)
        return self._folder

    def clear(self) -> None:
        """Remove every copy; one that another program holds open goes when that allows it, or stays."""
        if self._folder is not None:
            _remove(self._folder)
            self._folder = None


class Papers:
    """What can be done with attached files.

    ``window`` owns the file dialogs; ``say`` is a dialog's own voice.
    """

    def __init__(
        self, frame: Frame, window: QWidget, say: Say | None = None, copies: Copies | None = None
    ) -> None:
        self._frame = frame
        self._is_within = say is not None
        self._say = say or frame.say
        self._window = window
        self.copies = copies or Copies()
        app = QCoreApplication.instance()
        if copies is None and app is not None:
            app.aboutToQuit.connect(self.copies.clear)

    def within(self, window: QWidget, say: Say) -> "Papers":
        """Return the same for a dialog, in which a message of the window behind it could not be answered."""
        return Papers(self._frame, window, say, self.copies)

    def choose(
        self, meeting_id: int, item: ItemRow | None, then: Callable[[], object] = lambda: None
    ) -> None:
        """Ask for files and attach them to an item, or to the meeting as a whole; then call ``then``."""
        names, _kind = QFileDialog.getOpenFileNames(
            self._window, _("Joindre des fichiers"), str(user_documents_path())
        )
        if names:
            self.attach(meeting_id, [Path(name) for name in names], item, then)

    def attach(
        self,
        meeting_id: int,
        files: Sequence[Path],
        item: ItemRow | None,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Attach files, those that can be, and say which."""
        item_id = None if item is None else item.id

        def work(base: Any, _step: object) -> Attached:
            return attachments.attach_files(base, meeting_id, files, item_id)

        def said(done: Attached) -> str:
            words = _attached_words(done.names, "" if item is None else item.form.title)
            return " ".join((words, *refusal_words(done)))

        def attached(done: Attached) -> None:
            self.complain_of(done)
            then()

        attaching = self._frame.desk.job(self._window, work)
        words = ngettext("Ajout d’une pièce jointe", "Ajout de pièces jointes", len(files))
        self._undoable(attaching, words, said, then).success(attached).start()

    def open(self, paper: PaperRow) -> None:
        """Open a copy, for reading only, in the program that the system has for it."""
        folder = self.copies.folder()

        def work(base: Any, _step: object) -> Path:
            return attachments.copy_to_read(base, paper.id, folder)

        self._frame.desk.job(self._window, work).success(self._open).failure(self._complain).start()

    def save(self, paper: PaperRow) -> None:
        """Ask where, and write a copy there."""
        start = str(user_documents_path() / paper.name)
        name, _kind = QFileDialog.getSaveFileName(self._window, _("Enregistrer une copie"), start)
        if not name:
            return

        def work(base: Any, _step: object) -> Path:
            return attachments.save_paper(base, paper.id, Path(name))

        def saved(path: Path) -> None:
            self._say(_("Copie enregistrée : {name}").format(name=path.name), tone="good")

        self._frame.desk.job(self._window, work).success(saved).failure(self._complain).start()

    def remove(self, paper: PaperRow, then: Callable[[], object] = lambda: None) -> None:
        """Take a file off its meeting."""

        removing = self._frame.desk.write(self._window, lambda session: attachments.detach(session, paper.id))
        said = _("« {name} » n’est plus joint.").format(name=paper.name)
        self._undoable(removing, _("Retrait de « {name} »").format(name=paper.name), lambda _: said, then)
        removing.success(lambda _nothing: then()).failure(self._complain).start()

    def complain_of(self, done: Attached) -> None:
        """Say why none of the files could be attached; why some could not is said with the others."""
        if not done.papers:
            self._say(" ".join(refusal_words(done)), tone="bad")

    def _undoable(
        self, operation: Operation[T], words: str, said: Callable[[T], str], then: Callable[[], object]
    ) -> Operation[T]:
        """Have ``operation`` undoable; within a dialog it is the dialog that offers it."""

        def back(undone: bool) -> None:
            if self._is_within and undone:
                self._say(_("C’est annulé."))
            then()

        if not self._is_within:
            return operation.undoable(words, said, back=back)

        def quietly(done: T) -> str:
            self._say(said(done), action=pgettext("défaire", "Annuler"), do=self._frame.undo)
            return ""

        return operation.undoable(words, quietly, back=back)

    def _complain(self, trouble: Any) -> None:
        self._say(trouble.sentence, tone="bad")

    def _open(self, path: Path) -> None:
        if not open_in_its_program(path):
            words = _("Aucun programme de ce poste n’ouvre « {name} » : enregistrez-en une copie.")
            self._say(words.format(name=path.name), tone="warning")


def refusal_words(done: Attached) -> tuple[str, ...]:
    """Return why some of several files could not be attached, each reason once."""
    return tuple(dict.fromkeys(sentence(refused) for refused in done.refusals))


def _attached_words(names: Sequence[str], title: str) -> str:
    """Return what was attached, and to the item of which ``title``; to the meeting where it is empty."""
    if len(names) == 1:
        one = (
            _("« {name} » est joint au point « {title} ».")
            if title
            else _("« {name} » est joint à la séance.")
        )
        return one.format(name=names[0], title=title)
    several = (
        ngettext(
            "{n} fichier joint au point « {title} ».", "{n} fichiers joints au point « {title} ».", len(names)
        )
        if title
        else ngettext("{n} fichier joint à la séance.", "{n} fichiers joints à la séance.", len(names))
    )
    return several.format(n=len(names), title=title)


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        with suppress(OSError):
            path.chmod(0o700)  # Windows deletes no file that is for reading only
    shutil.rmtree(folder, ignore_errors=True)

"""Attached files: adding, opening, saving and removing them, never on the window's thread."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from platformdirs import user_documents_path
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from pstdesk.i18n import _, ngettext, pgettext
from pstdesk.sentences import sentence
from pstdesk.services import attachments
from pstdesk.services.agenda import ItemRow
from pstdesk.services.attachments import Attached, PaperRow, RemovedPaper
from pstdesk.ui.operations import Desk
from pstdesk.ui.page import Say


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
    """What can be done with attached files; ``say`` tells how it went, ``window`` owns the file dialogs."""

    def __init__(self, desk: Desk, say: Say, window: QWidget, copies: Copies | None = None) -> None:
        self._desk = desk
        self._say = say
        self._window = window
        self.copies = copies or Copies()
        app = QCoreApplication.instance()
        if copies is None and app is not None:
            app.aboutToQuit.connect(self.copies.clear)

    def within(self, window: QWidget, say: Say) -> "Papers":
        """Return the same for a dialog, in which a message of the window behind it could not be answered."""
        return Papers(self._desk, say, window, self.copies)

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

        def attached(done: Attached) -> None:
            self._tell(done, item, then)
            then()

        self._desk.job(self._window, work).success(attached).start()

    def open(self, paper: PaperRow) -> None:
        """Open a copy, for reading only, in the program that the system has for it."""
        folder = self.copies.folder()

        def work(base: Any, _step: object) -> Path:
            return attachments.copy_to_read(base, paper.id, folder)

        self._desk.job(self._window, work).success(self._open).failure(self._complain).start()

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

        self._desk.job(self._window, work).success(saved).failure(self._complain).start()

    def remove(self, paper: PaperRow, then: Callable[[], object] = lambda: None) -> None:
        """Take a file off its meeting, with a way back."""

        def removed(taken: RemovedPaper) -> None:
            self._say(
                _("« {name} » n’est plus joint.").format(name=taken.name),
                action=_("Rétablir"),
                do=partial(self._put_back, taken, then),
            )
            then()

        removing = self._desk.write(self._window, lambda session: attachments.detach(session, paper.id))
        removing.success(removed).failure(self._complain).start()

    def take_back(self, papers: Sequence[int], then: Callable[[], object] = lambda: None) -> None:
        """Take several files off their meeting that were attached a moment ago."""

        def work(session: Any) -> None:
            for paper_id in papers:
                attachments.detach(session, paper_id)

        detaching = self._desk.write(self._window, work)
        detaching.success(lambda _nothing: then()).failure(self._complain).start()

    def _put_back(self, taken: RemovedPaper, then: Callable[[], object]) -> None:
        writing = self._desk.write(self._window, lambda session: attachments.put_back(session, taken))
        writing.success(lambda _id: then()).failure(self._complain).start()

    def _tell(self, done: Attached, item: ItemRow | None, then: Callable[[], object]) -> None:
        if done.refusals:
            said = dict.fromkeys(sentence(refused) for refused in done.refusals)
            self._say(" ".join(said), tone="bad")
            return
        self._say(
            _attached_words(done.names, "" if item is None else item.form.title),
            action=pgettext("défaire", "Annuler"),
            do=partial(self.take_back, done.papers, then),
        )

    def _complain(self, trouble: Any) -> None:
        self._say(trouble.sentence, tone="bad")

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = _("Aucun programme de ce poste n’ouvre « {name} » : enregistrez-en une copie.")
            self._say(words.format(name=path.name), tone="warning")


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

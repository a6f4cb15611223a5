"""Where documents go, and how what was written is opened."""

from functools import partial
from pathlib import Path

from platformdirs import user_documents_path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from pstdesk.i18n import _
from pstdesk.ui.page import Frame


def own_folder(frame: Frame) -> Path:
    """Return the folder of the open base under the user's documents."""
    base = frame.desk.path
    return user_documents_path() / "pstdesk" / (base.stem if base is not None else "")


def documents_folder(frame: Frame) -> Path:
    """Return where documents go without being asked: where one was saved last, or the base's own folder."""
    chosen = frame.preferences.current.export_folder
    return Path(chosen) if chosen else own_folder(frame)


def open_written(frame: Frame, path: Path) -> None:
    """Open a file in its program; where there is none, say where the file is."""
    if open_in_its_program(path):
        return
    words = _("Aucun programme de ce poste n’ouvre « {name} ». Le fichier est dans « {folder} ».")
    frame.say(
        words.format(name=path.name, folder=path.parent),
        tone="warning",
        action=_("Ouvrir le dossier"),
        do=partial(open_in_its_program, path.parent),
    )


def open_in_its_program(path: Path) -> bool:
    """Open a file or a folder in the program that the system has for it; False where it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

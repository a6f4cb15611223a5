"""Where a base may go: the usual place, and what is to be said of a folder before a base lies in it."""

import os
import sys
from enum import Enum
from pathlib import Path

from platformdirs import user_documents_path

from pstdesk.documents.files import slug
from pstdesk.domain.names import fold
from pstdesk.i18n import N_, _
from pstdesk.resources import resource

SUFFIX = ".pstdesk"
_LONGEST_STEM = 60

_SYNCHRONISED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "mon drive",
    "icloud",
    "nextcloud",
    "owncloud",
    "kdrive",
    "pcloud",
    "sharepoint",
)
"""Beginnings of the names that programs of synchronisation give their folders, folded."""
_SYNCHRONISED_ROOTS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables in which Windows names such folders, whatever they are called."""
_NETWORK_KINDS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.gvfsd-fuse", "davfs", "9p")


class Concern(Enum):
    """Why a folder is no good home for a base."""

    SYNCHRONISED = N_(
        "Ce dossier est synchronisé : une copie en cours de route peut abîmer la base. Préférez un dossier "
        "qui reste sur ce poste."
    )
    NETWORK = N_(
        "Ce dossier est sur le réseau : une coupure peut gêner l’enregistrement. Préférez un dossier de ce "
        "poste, et copiez-y la base pour la sauvegarder."
    )
    PROGRAM = N_(
        "Ce dossier est celui du programme : une mise à jour effacerait la base. Choisissez-en un autre."
    )

    @property
    def sentence(self) -> str:
        """The sentence, in the current language."""
        return _(self.value)


def usual_folder() -> Path:
    """Return Documents/pstdesk, or pstdesk in the user's own folder where Documents is synchronised."""
    documents = user_documents_path()
    return (Path.home() if _is_synchronised(documents) else documents) / "pstdesk"


def file_for(town: str) -> str:
    """Return the name of the file for the base of ``town``: plain letters, fit for every system."""
    return (slug(town, _LONGEST_STEM) or "pst") + SUFFIX


def concerns(path: Path) -> tuple[Concern, ...]:
    """Return what is to be said of the folder of ``path``. It asks the disk: off the window's thread."""
    folder = path.absolute().parent
    found = {
        Concern.PROGRAM: any(folder.is_relative_to(root) for root in _program_folders()),
        Concern.SYNCHRONISED: _is_synchronised(folder),
        Concern.NETWORK: _is_on_network(folder),
    }
    return tuple(concern for concern, holds in found.items() if holds)


def _program_folders() -> tuple[Path, ...]:
    beside = resource().parent
    return (beside, Path(sys.executable).parent) if getattr(sys, "frozen", False) else (beside,)


def _is_synchronised(folder: Path) -> bool:
    named = (Path(os.environ[name]) for name in _SYNCHRONISED_ROOTS if os.environ.get(name))
    if any(folder.is_relative_to(root) for root in named):
        return True
    return any(fold(part).startswith(_SYNCHRONISED) for part in folder.parts)


def _is_on_network(folder: Path) -> bool:
    if folder.as_posix().startswith("//"):
        return True
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE [winbase.h]
        return int(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)) == remote
    return _mounted_kind(folder, Path("/proc/mounts")) in _NETWORK_KINDS


def _mounted_kind(folder: Path, table: Path) -> str:
    """Return the file system that holds ``folder`` by Linux' ``table`` of mounts, "" if unknown."""
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    holding = ("", "")
    for line in lines:
        _device, place, kind, *_rest = line.split(" ")
        place = place.replace("\\040", " ")
        if len(place) >= len(holding[0]) and folder.is_relative_to(place):
            holding = (place, kind)
    return holding[1]

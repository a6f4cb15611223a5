"""The commands that back a base up and put a backup back."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pstdesk.cli_parts import named_base, print_json, writable_base
from pstdesk.i18n import _
from pstdesk.settings import user_name


def add_backup(commands: Any) -> None:
    """Add ``backup [FOLDER]``."""
    backup = commands.add_parser("backup", help=_("sauvegarde la base et vérifie la sauvegarde"))
    backup.words.add_argument(
        "folder",
        metavar=_("DOSSIER"),
        type=Path,
        nargs="?",
        help=_("où copier la base ; sinon parmi ses sauvegardes"),
    )
    backup.options.add_argument("--json", action="store_true", help=_("en JSON"))
    backup.set_defaults(run=_backup)


def add_restore(commands: Any) -> None:
    """Add ``restore FILE``."""
    restore = commands.add_parser("restore", help=_("remet une sauvegarde à la place de la base"))
    restore.words.add_argument("file", metavar=_("SAUVEGARDE"), type=Path, help=_("le fichier à remettre"))
    restore.options.add_argument("--json", action="store_true", help=_("en JSON"))
    restore.set_defaults(run=_restore)


def _backup(asked: argparse.Namespace) -> None:
    from pstdesk.services.backups import back_up_closed

    base = writable_base(asked) if asked.folder is None else named_base(asked)
    made = back_up_closed(base, datetime.now(UTC), asked.backups, folder=asked.folder)
    if asked.json:
        print_json({"backup": made, "size": made.stat().st_size})
    else:
        print(_("Sauvegarde faite et vérifiée : {file}").format(file=made))


def _restore(asked: argparse.Namespace) -> None:
    from pstdesk.services.backups import restore

    now = datetime.now(UTC)
    done = restore(asked.file, writable_base(asked), now, asked.backups, user=user_name())
    if asked.json:
        print_json({"base": done.path, "restored": asked.file, "kept": done.kept})
        return
    print(_("Sauvegarde remise à la place de la base : {file}").format(file=done.path))
    if done.kept is not None:
        print(_("Ce qu’elle remplace est gardé : {file}").format(file=done.kept))

"""The commands: each parses its words, calls a service and prints, in French or as JSON."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from traceback import extract_tb
from typing import Any, NoReturn

from pstdesk import __version__
from pstdesk.cli_backups import add_backup, add_restore
from pstdesk.cli_imports import add_import
from pstdesk.cli_meetings import add_meetings, add_minutes
from pstdesk.cli_parts import DONE, MISUSED, REFUSED, named_base, print_json, writable_base
from pstdesk.cli_review import add_review
from pstdesk.cli_tally import add_tally
from pstdesk.domain.errors import Refused
from pstdesk.domain.opening import Wish
from pstdesk.domain.presets import PRESETS
from pstdesk.i18n import _, ngettext, use_language
from pstdesk.log import log_path
from pstdesk.sentences import sentence
from pstdesk.settings import Preferences, user_name

log = logging.getLogger(__name__)


def main(words: Sequence[str]) -> int:
    """Run the command that ``words`` name; return 0 done, 1 refused and nothing changed, 2 misused."""
    try:
        return _obey(words)
    except Exception as error:
        print(_unforeseen(error), file=sys.stderr)
        return REFUSED


def _obey(words: Sequence[str]) -> int:
    """Run the command, and say in one sentence what it refuses."""
    preferences = Preferences()
    use_language(preferences.current.language)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a Windows console would lose œ and the no-break spaces; a file's name may be no text at all
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        asked = _parser().parse_args(words)
        if asked.base is None:
            asked.base = preferences.current.last_base
        asked.backups = preferences.current.backups
        status = int(asked.run(asked) or DONE)
        print(end="", flush=True)  # where there is no standard output, this does nothing
        return status
    except BrokenPipeError:  # whoever reads has had enough, as "head" does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Refused as refused:
        print(sentence(refused), file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print(_("Interrompu : rien n’a été fait à moitié."), file=sys.stderr)
        return REFUSED
    except SystemExit as said:  # the parser has shown its help, the version or what is wrong
        return int(said.code or DONE)


def _unforeseen(error: Exception) -> str:
    """Log ``error`` and say where it arose, not what it says: that may name people."""
    log.error("unforeseen error", exc_info=error)
    words = _(
        "Une erreur imprévue a arrêté la commande ({kind}, {file}) : ce qui était enregistré est intact. "
        "Signalez-la ; ses détails sont dans « {log} »."
    )
    file = Path(extract_tb(error.__traceback__)[-1].filename).name
    return words.format(kind=type(error).__name__, file=file, log=log_path())


class _Parser(argparse.ArgumentParser):
    """Argparse in our words: its own are English."""

    def __init__(self, **how: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **how)
        self.words = self.add_argument_group(_("Arguments"))
        self.options = self.add_argument_group(_("Options"))
        self.options.add_argument("-h", "--help", action="help", help=_("montre cette aide"))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        words = _("La commande est incomplète ou mal écrite : « {program} --help » en montre les mots.")
        self.exit(MISUSED, words.format(program=self.prog) + "\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("Utilisation : ") if prefix is None else prefix)


def _parser() -> _Parser:
    parser = _Parser(
        prog="pstdesk", description=_("Sans commande, ouvre la fenêtre. Avec une commande, l’exécute.")
    )
    parser.options.add_argument(
        "--base", metavar=_("FICHIER"), type=_base_path, help=_("la base ; sinon la dernière ouverte")
    )
    parser.options.add_argument(
        "--read-only", action="store_true", help=_("n’y enregistre rien, et la laisse à qui l’a ouverte")
    )
    parser.options.add_argument("--version", action="version", version=__version__, help=_("dit la version"))
    parser.options.add_argument(
        "--self-test",
        action="store_const",
        const=_self_test,
        default=_open_window,
        dest="run",
        help=_("essaie le programme sur une petite base et dit « ok »"),
    )
    commands = parser.add_subparsers(title=_("Commandes"), metavar=_("COMMANDE"), parser_class=_Parser)
    _add_demo(commands)
    _add_new(commands)
    add_import(commands)
    add_meetings(commands)
    add_minutes(commands)
    add_review(commands)
    add_tally(commands)
    add_backup(commands)
    add_restore(commands)
    _add_check(commands)
    return parser


def _add_demo(commands: Any) -> None:
    demo = commands.add_parser("demo", help=_("fait la base de démonstration et ses documents"))
    demo.words.add_argument("folder", metavar=_("DOSSIER"), type=Path)
    demo.options.add_argument("--open", action="store_true", help=_("ouvre ensuite la fenêtre"))
    demo.set_defaults(run=_demo)


def _add_new(commands: Any) -> None:
    new = commands.add_parser("new", help=_("fait une base vide"))
    new.options.add_argument("--preset", choices=PRESETS, default=PRESETS[0], help=_("le modèle de départ"))
    new.options.add_argument("--name", metavar=_("NOM"), default="", help=_("le nom de la démarche"))
    new.options.add_argument("--town", metavar=_("COMMUNE"), default="", help=_("la commune"))
    new.set_defaults(run=_new)


def _add_check(commands: Any) -> None:
    check = commands.add_parser("check", help=_("vérifie que la base est entière"))
    check.options.add_argument("--json", action="store_true", help=_("en JSON"))
    check.set_defaults(run=_check)


def _base_path(words: str) -> Path:
    """Return the file that ``--base`` names, as a path or as a database URL."""
    if words.startswith("sqlite:///"):
        return Path(words.removeprefix("sqlite:///"))
    if "://" in words:
        raise Refused("base_url", url=words.partition("://")[0])
    return Path(words)


def _has_display() -> bool:
    """Tell whether a window can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_window(asked: argparse.Namespace) -> int:
    from pstdesk import app

    return app.main(asked.base, Wish(read_only=asked.read_only))


def _self_test(asked: argparse.Namespace) -> None:
    from pstdesk.self_test import run

    run(date.today())  # noqa: DTZ011 - the day of whoever asks
    print("ok")


def _demo(asked: argparse.Namespace) -> int:
    from pstdesk.services.demo import make_demo

    demo = make_demo(asked.folder, date.today())  # noqa: DTZ011 - the day of whoever asks
    made = _("Base de démonstration faite : {file}") if demo.is_new else _("Base de démonstration : {file}")
    print(made.format(file=demo.base))
    count = len(demo.documents)
    words = ngettext("{count} document dans {folder}", "{count} documents dans {folder}", count)
    print(words.format(count=count, folder=demo.base.parent / "documents"))
    if not asked.open:
        return DONE
    if not _has_display():
        print(_("Aucun écran ici : la fenêtre n’est pas ouverte."))
        return DONE
    asked.base = demo.base
    return _open_window(asked)


def _new(asked: argparse.Namespace) -> None:
    from pstdesk.services.new_base import new_base
    from pstdesk.services.programme import ProgrammeForm, load_preset

    name = asked.name or load_preset(asked.preset).programme
    form = ProgrammeForm(name, asked.town or _("Commune à préciser"))
    new_base(writable_base(asked), asked.preset, form, date.today(), user=user_name())  # noqa: DTZ011 - as above
    print(_("Base faite : {file}").format(file=asked.base))


def _check(asked: argparse.Namespace) -> int:
    from pstdesk.db.migrate import open_base
    from pstdesk.services.backups import check_all
    from pstdesk.services.check import check_file

    changed = check_file(named_base(asked))
    # past what refuses a damaged base: here it is to be said what is wrong with it
    opened = open_base(named_base(asked), user=user_name(), backups=asked.backups)
    with closing(opened) as database:
        findings = (*changed, *check_all(database, asked.backups))
    if asked.json:
        print_json({"ok": not findings, "findings": [asdict(finding) for finding in findings]})
    elif not findings:
        print(_("La base est entière : fichier, liens, numéros, verrous et sauvegardes sont en ordre."))
    for finding in () if asked.json else findings:
        print(sentence(Refused(finding.code, **finding.values)), file=sys.stderr)
    return REFUSED if findings else DONE

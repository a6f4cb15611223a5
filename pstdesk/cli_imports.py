"""The commands that import lists."""

import argparse
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pstdesk.cli_parts import DONE, REFUSED, opened, print_json
from pstdesk.i18n import _, ngettext
from pstdesk.sentences import sentence

if TYPE_CHECKING:
    from pstdesk.services.import_attendance import AttendanceReport
    from pstdesk.services.import_people import ImportReport, Note


def add_import(commands: Any) -> None:
    """Add ``import people FILE`` and ``import attendance FILE``."""
    imports = commands.add_parser("import", help=_("importe une liste"))
    kinds = imports.add_subparsers(
        title=_("Listes"), metavar=_("LISTE"), required=True, parser_class=type(imports)
    )
    people = kinds.add_parser("people", help=_("des personnes et leurs inscriptions"))
    people.options.add_argument(
        "--committee", metavar=_("NOM"), help=_("inscrit tout le monde dans cette instance")
    )
    people.set_defaults(run=_import_people)
    attendance = kinds.add_parser("attendance", help=_("les présences de séances passées"))
    attendance.set_defaults(run=_import_attendance)
    for kind in (people, attendance):
        kind.words.add_argument("file", metavar=_("FICHIER"), type=Path, help=_(".xlsx ou .csv"))
        kind.options.add_argument("--dry-run", action="store_true", help=_("montre sans rien changer"))
        kind.options.add_argument("--json", action="store_true", help=_("en JSON"))


def _import_people(asked: argparse.Namespace) -> int:
    from pstdesk.services.import_people import import_people

    with closing(opened(asked)) as database:
        report = import_people(
            database,
            asked.file,
            date.today(),  # noqa: DTZ011 - the day of whoever asks
            committee=asked.committee or "",
            dry_run=asked.dry_run,
            beforehand=lambda: _back_up(database.path, asked),
        )
    return _end(asked, report, lambda: _print_people(report))


def _import_attendance(asked: argparse.Namespace) -> int:
    from pstdesk.services.import_attendance import import_attendance

    with closing(opened(asked)) as database:
        report = import_attendance(
            database,
            asked.file,
            date.today(),  # noqa: DTZ011 - as above
            dry_run=asked.dry_run,
            beforehand=lambda: _back_up(database.path, asked),
        )
    return _end(asked, report, lambda: _print_attendance(report))


def _back_up(base: Path, asked: argparse.Namespace) -> None:
    from pstdesk.services.backups import back_up_before_import

    why_not = back_up_before_import(base, datetime.now(UTC), asked.backups)
    if why_not is not None:
        print(sentence(why_not), file=sys.stderr)


def _end(
    asked: argparse.Namespace, report: "ImportReport | AttendanceReport", say: Callable[[], object]
) -> int:
    """Print the report, in JSON or as ``say`` does, and what is wrong with the list; return the status."""
    if asked.json:
        print_json(report.as_json())
    else:
        for note in report.errors:
            where = _("ligne {row}, {column}") if note.column else _("ligne {row}")
            where = where.format(row=note.row, column=note.column)
            print(_("{where} : {why}").format(where=where, why=note.why), file=sys.stderr)
        if asked.dry_run:
            print(_("Essai : rien n’est changé dans la base."))
        say()
    if report.errors:
        count = len(report.errors)
        words = ngettext(
            "Rien n’a été importé : {count} erreur dans la liste.",
            "Rien n’a été importé : {count} erreurs dans la liste.",
            count,
        )
        print(words.format(count=count), file=sys.stderr)
    return REFUSED if report.errors else DONE


def _print_people(report: "ImportReport") -> None:
    people = _("Personnes ajoutées : {made}, modifiées : {changed}, inchangées : {unchanged}")
    memberships = _("Inscriptions ajoutées : {made}, modifiées : {changed}, inchangées : {unchanged}")
    print(people.format(**asdict(report.people)))
    print(memberships.format(**asdict(report.memberships)))
    print(_("Structures ajoutées : {made}").format(made=report.organisations_made))
    _print_notes(_("À vérifier"), report.doubtful)
    _print_notes(_("Lignes passées"), report.skipped)


def _print_attendance(report: "AttendanceReport") -> None:
    print(_("Séances ajoutées : {made}").format(made=report.meetings_made))
    attendances = _("Présences ajoutées : {made}, modifiées : {changed}, inchangées : {unchanged}")
    print(attendances.format(**asdict(report.attendances)))
    _print_notes(_("Lignes passées"), report.skipped)


def _print_notes(heading: str, notes: "Iterable[Note]") -> None:
    for note in notes:
        where = f"{heading}, {_('ligne {row}').format(row=note.row)}"
        print(_("{where} : {why}").format(where=where, why=note.why))

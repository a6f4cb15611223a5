"""The commands that import lists."""

import argparse
import sys
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pstdesk.cli_parts import DONE, REFUSED, opened, print_json
from pstdesk.i18n import _, ngettext
from pstdesk.sentences import sentence

if TYPE_CHECKING:
    from pstdesk.services.import_people import ImportReport


def add_import(commands: Any) -> None:
    """Add ``import people FILE``."""
    imports = commands.add_parser("import", help=_("importe une liste"))
    kinds = imports.add_subparsers(
        title=_("Listes"), metavar=_("LISTE"), required=True, parser_class=type(imports)
    )
    people = kinds.add_parser("people", help=_("des personnes et leurs inscriptions"))
    people.words.add_argument("file", metavar=_("FICHIER"), type=Path, help=_(".xlsx ou .csv"))
    people.options.add_argument(
        "--committee", metavar=_("NOM"), help=_("inscrit tout le monde dans cette instance")
    )
    people.options.add_argument("--dry-run", action="store_true", help=_("montre sans rien changer"))
    people.options.add_argument("--json", action="store_true", help=_("en JSON"))
    people.set_defaults(run=_import_people)


def _import_people(asked: argparse.Namespace) -> int:
    from pstdesk.services.backups import back_up_before_import
    from pstdesk.services.import_people import import_people

    with closing(opened(asked)) as database:

        def back_up() -> None:
            why_not = back_up_before_import(database.path, datetime.now(UTC), asked.backups)
            if why_not is not None:
                print(sentence(why_not), file=sys.stderr)

        report = import_people(
            database,
            asked.file,
            date.today(),  # noqa: DTZ011 - as above
            committee=asked.committee or "",
            dry_run=asked.dry_run,
            beforehand=back_up,
        )
    if asked.json:
        print_json(report.as_json())
    else:
        _print_report(report, asked.dry_run)
    if report.errors:
        count = len(report.errors)
        words = ngettext(
            "Rien n’a été importé : {count} erreur dans la liste.",
            "Rien n’a été importé : {count} erreurs dans la liste.",
            count,
        )
        print(words.format(count=count), file=sys.stderr)
    return REFUSED if report.errors else DONE


def _print_report(report: "ImportReport", dry_run: bool) -> None:
    for note in report.errors:
        where = _("ligne {row}, {column}") if note.column else _("ligne {row}")
        where = where.format(row=note.row, column=note.column)
        print(_("{where} : {why}").format(where=where, why=note.why), file=sys.stderr)
    if dry_run:
        print(_("Essai : rien n’est changé dans la base."))
    people = _("Personnes ajoutées : {made}, modifiées : {changed}, inchangées : {unchanged}")
    memberships = _("Inscriptions ajoutées : {made}, modifiées : {changed}, inchangées : {unchanged}")
    print(people.format(**asdict(report.people)))
    print(memberships.format(**asdict(report.memberships)))
    print(_("Structures ajoutées : {made}").format(made=report.organisations_made))
    for heading, notes in ((_("À vérifier"), report.doubtful), (_("Lignes passées"), report.skipped)):
        for note in notes:
            where = f"{heading}, {_('ligne {row}').format(row=note.row)}"
            print(_("{where} : {why}").format(where=where, why=note.why))

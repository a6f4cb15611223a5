"""The command that counts the stage review of a period."""

import argparse
import os
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pstdesk.cli_parts import opened, print_json
from pstdesk.domain.period import Period
from pstdesk.i18n import _, format_date, format_number, format_percent, ngettext

if TYPE_CHECKING:
    from pstdesk.db.database import Database
    from pstdesk.domain.attendance import Headcount
    from pstdesk.domain.review import Review


def add_review(commands: Any) -> None:
    """Add ``review --from DAY --to DAY [--json] [-o FILE [--unmasked]]``."""
    review = commands.add_parser("review", help=_("compte le bilan d’étape d’une période"))
    for option, name, words in (
        ("--from", "first", _("son premier jour, AAAA-MM-JJ")),
        ("--to", "last", _("son dernier jour, compris")),
    ):
        review.options.add_argument(
            option, dest=name, metavar=_("JOUR"), type=date.fromisoformat, required=True, help=words
        )
    review.options.add_argument("--json", action="store_true", help=_("en JSON"))
    review.options.add_argument(
        *("-o", "--output"), metavar=_("FICHIER"), type=Path, help=_("fichier à écrire, .docx, .pdf ou .xlsx")
    )
    review.options.add_argument(
        "--unmasked", action="store_true", help=_("donne aussi les petits effectifs : usage interne")
    )
    review.set_defaults(run=_review)


def _review(asked: argparse.Namespace) -> None:
    period, today = Period(asked.first, asked.last), date.today()  # noqa: DTZ011 - the day of whoever asks
    with closing(opened(asked)) as database:
        if asked.output is not None:
            _write(database, period, today, asked)
        if asked.json or asked.output is None:
            _tell(database, period, today, asked)


def _write(database: "Database", period: Period, today: date, asked: argparse.Namespace) -> None:
    """Write the review into the file that was named: the user’s word; that one was replaced is said."""
    from pstdesk.services.export import export_document
    from pstdesk.services.review_export import period_order

    replaced = os.path.lexists(asked.output)
    order = period_order(period, today, masked=not asked.unmasked)
    written = export_document(database, order, asked.output, overwrite=True)
    if not asked.json:
        words = _("Bilan remplacé : {file}") if replaced else _("Bilan écrit : {file}")
        print(words.format(file=written))


def _tell(database: "Database", period: Period, today: date, asked: argparse.Namespace) -> None:
    from pstdesk.services.review import review
    from pstdesk.services.review_json import as_json

    with database.read() as session:
        counted = review(session, period, today)
    if asked.json:
        print_json(as_json(counted))
    else:
        _print_review(counted)


def _print_review(review: "Review") -> None:
    """Print the five figures that the window shows first, and one line for each committee."""
    whole = review.whole
    first, last = (format_date(day, "short") for day in (whole.period.first, whole.period.last))
    print(_("Bilan d’étape, du {first} au {last}").format(first=first, last=last))
    print(_("Participation : {rate}").format(rate=_rate(whole.count)))
    held = _("Séances tenues : {held} sur {planned}")
    print(held.format(held=whole.rhythm.held, planned=whole.rhythm.planned))
    people = whole.people
    moved = _("Inscrits : {total} (arrivés : {joined}, partis : {left})")
    print(moved.format(total=people.total, joined=people.joined, left=people.left))
    beyond = _("Hors action sociale : {ratio} des inscrits")
    print(beyond.format(ratio=_percent(whole.beyond_social_work.members.ratio)))
    print(_("Écart entre comités : {range} points").format(range=_points(whole.dispersion.range)))
    for one in whole.committees:
        count = ngettext("{held} séance sur {planned}", "{held} séances sur {planned}", one.held)
        held_words = count.format(held=one.held, planned=one.planned)
        print(f"{one.short_name:<6} {_rate(one.count):>8}  {held_words}")


def _rate(count: "Headcount") -> str:
    return _percent(count.rate)


def _percent(ratio: float | None) -> str:
    return _("n. d.") if ratio is None else format_percent(ratio)


def _points(ratio: float | None) -> str:
    return _("n. d.") if ratio is None else format_number(round(100 * ratio))

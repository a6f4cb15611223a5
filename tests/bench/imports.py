"""What a list of 5,000 people costs to import, beside reading and writing its cells without thinking."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from pstdesk.db.migrate import open_base
from pstdesk.services.import_people import import_people
from pstdesk.services.new_base import new_base
from pstdesk.services.programme import ProgrammeForm
from tests.bench.large_base import TODAY, a_name
from tests.bench.timing import Figure, seconds

_ROWS = 5_000
_HEADER = ("Nom", "Prénom", "Structure", "Fonction", "Niveau", "Secteur", "Courriel", "Téléphone", "Comités")


def people_in() -> Iterator[Figure]:
    """A list of 5,000 people into a new base, and the same list again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = folder / "list.xlsx"
        _write_list(listed)
        floors = sorted(seconds(lambda: _floor(listed, folder)) for _ in range(3))
        base = folder / "base.pstdesk"
        new_base(base, "bondy", ProgrammeForm("Mesure", "Valmont"), TODAY)
        with closing(open_base(base)) as database:
            first = seconds(lambda: import_people(database, listed, TODAY))
            again = seconds(lambda: import_people(database, listed, TODAY))
    floor_name = "openpyxl pass and executemany"
    yield Figure("import of 5,000 people", first, floors[1], "s", 3, floor_name)
    yield Figure("the same list again", again, floors[1], "s", 3, floor_name)


def _write_list(path: Path) -> None:
    from openpyxl import Workbook

    rng = Random(5)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Inscrits")
    sheet.append(_HEADER)
    for row in range(_ROWS):
        committees = ", ".join(f"CT{n}" for n in rng.sample(range(1, 8), k=rng.choice((1, 2, 3))))
        sheet.append(
            (
                f"{a_name(rng)}-{a_name(rng)}",
                a_name(rng),
                f"Association {row % 400}",
                "Chargée d’accueil",
                "Agent",
                "Action sociale",
                f"p{row}@valmont.example",
                f"0{100_000_000 + row}",
                committees,
            )
        )
    book.save(path)


def _floor(listed: Path, folder: Path) -> None:
    """Read every cell and write every row, with nothing recognised, matched or checked."""
    from openpyxl import load_workbook

    book = load_workbook(listed, read_only=True, data_only=True)
    rows = [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    target = folder / "floor.sqlite"
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as raw, raw:
        raw.execute("CREATE TABLE person (a, b, c, d, e, f, g, h, i)")
        raw.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        raw.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

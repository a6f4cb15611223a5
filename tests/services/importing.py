"""What tests of imports share: a base of the Bondy preset without people, small lists, and all its rows."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text

from pstdesk.db.database import Database, OnCommit
from pstdesk.db.migrate import open_base
from pstdesk.services.programme import ProgrammeForm, set_up
from tests import builders
from tests.lists import Cell, write_rows

TODAY = date(2026, 11, 12)
HEADER: list[Cell] = ["Nom", "Prénom", "Structure", "Courriel", "Tél.", "Comités", "Inscrit le", "Parti le"]


def bondy_base(folder: Path, on_commit: OnCommit | None = None) -> Database:
    """Return an open base of the Bondy preset, without people; the test closes it."""
    return open_base(builders.copied(folder / "valmont.pstdesk", _bondy), on_commit, "officer")


def _bondy(folder: Path) -> Path:
    base = builders.make_base(folder)
    with base.write() as session:
        set_up(session, "bondy", ProgrammeForm("PST de Valmont", "Valmont"), TODAY)
    base.close()
    return base.path


def content(base: Database) -> dict[str, Sequence[Any]]:
    """Return every row of the base."""
    with base.read() as session:
        names = session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        ).all()
        return {name: session.execute(text(f"SELECT * FROM {name}")).all() for name in names}


def listing(folder: Path, *rows: list[Cell], header: list[Cell] | None = None) -> Path:
    """Write a list of these rows."""
    return write_rows(folder / "liste.xlsx", [HEADER if header is None else header, *rows])

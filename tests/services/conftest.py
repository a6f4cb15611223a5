"""An empty base for every test of a service, on a disk that is not waited for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pstdesk.db import database
from pstdesk.db.database import Database
from tests import builders


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave it to the system when to write; tests/db proves that nothing acknowledged is lost."""
    hurried = [pragma.replace("= EXTRA", "= OFF") for pragma in database._PRAGMAS]
    assert hurried != list(database._PRAGMAS)
    monkeypatch.setattr(database, "_PRAGMAS", hurried)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    """Return an open base with every table and no row."""
    made = builders.make_base(tmp_path)
    yield made
    made.close()

"""An empty base for every test of a service."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pstdesk.db.database import Database
from tests import builders


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    """Return an open base with every table and no row."""
    made = builders.make_base(tmp_path)
    yield made
    made.close()

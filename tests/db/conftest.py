"""What the tests of the base share: an open base, and what it announced."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pstdesk.db.database import Database
from tests import builders as make
from tests.builders import make_base


@pytest.fixture
def announced() -> list[frozenset[str]]:
    """Return the topics that each committed transaction of ``base`` announced, in order."""
    return []


@pytest.fixture
def base(tmp_path: Path, announced: list[frozenset[str]]) -> Iterator[Database]:
    """Return an open base without a row."""
    opened = make_base(tmp_path, on_commit=announced.append)
    yield opened
    opened.close()


@pytest.fixture
def meeting(base: Database) -> int:
    """Return a meeting of two people, with an item and an action of its own."""
    with base.write() as session:
        make.programme(session)
        body = make.committee(session, "CT1", "Habiter")
        zoe, noa = make.person(session, "Zoé", "Ibarra"), make.person(session, "Noa", "Weiß")
        for person in (zoe, noa):
            make.membership(session, person, body)
        held = make.meeting(session, body)
        item = make.agenda_item(session, held, "Le point")
        make.attendance(session, held, zoe)
        make.attendance(session, held, noa)
        make.action(session, agenda_item_id=item.id, owners=(zoe, "la mairie"), committees=(body,))
        return held.id

"""What the tests of the base share: an open base, what it announced, and a user without privileges."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pstdesk.db.database import Database
from tests import builders as make
from tests.builders import empty_file, make_base

NOBODY = 65534


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
def plain_folder() -> Iterator[Path]:
    """Return a folder with an empty base, for the length of the test as a user whom rights stop.

    Rights do not stop root, so root plays somebody else meanwhile.
    """
    if not hasattr(os, "seteuid"):
        pytest.skip("Windows keeps rights in another way")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = empty_file(folder)
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, NOBODY, NOBODY)
            os.chown(path, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o700)


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

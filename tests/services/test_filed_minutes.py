"""Minutes put into a folder: the same words are the same file, and nobody's file is written over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.errors import Refused
from pstdesk.services.agenda import ItemForm, add_item
from pstdesk.services.meetings import hold
from pstdesk.services.minutes_export import file_minutes
from tests import builders

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NAME = "CR_2026-11-12_CT1-Petite-enfance-et-parentalite_v1.docx"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    base = builders.make_base(tmp_path)
    with base.write() as session:
        builders.programme(session)
        meeting = builders.meeting(session, builders.committee(session))
        add_item(session, meeting.id, ItemForm("Semaine de la parentalité"))
        hold(session, meeting.id, date(2026, 11, 12))
    yield base
    base.close()


def test_the_folder_is_made_and_the_same_words_are_one_file(base: Database, tmp_path: Path) -> None:
    folder = tmp_path / "Documents" / "pstdesk"
    first = file_minutes(base, 1, folder, ".docx", NOW)
    written = first.stat().st_mtime_ns
    assert first == folder / NAME
    assert file_minutes(base, 1, folder, ".docx", datetime(2027, 1, 1, tzinfo=UTC)) == first
    assert first.stat().st_mtime_ns == written
    assert list(folder.iterdir()) == [first]


def test_a_file_corrected_in_word_is_kept_and_the_new_one_stands_beside(
    base: Database, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(b"corrected by hand")
    beside = file_minutes(base, 1, tmp_path, ".docx", NOW)
    assert beside.name == NAME.replace(".docx", "-2.docx")
    assert (tmp_path / NAME).read_bytes() == b"corrected by hand"
    assert file_minutes(base, 1, tmp_path, ".docx", NOW) == beside


def test_new_words_are_a_new_version_under_its_own_name(base: Database, tmp_path: Path) -> None:
    file_minutes(base, 1, tmp_path, ".docx", NOW)
    with base.write() as session:
        add_item(session, 1, ItemForm("Questions diverses"))
    assert file_minutes(base, 1, tmp_path, ".docx", NOW).name == NAME.replace("_v1", "_v2")


def test_a_folder_that_cannot_be_made_is_named(base: Database, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as refusal:
        file_minutes(base, 1, tmp_path / "file" / "folder", ".docx", NOW)
    assert refusal.value.code == "folder_missing"

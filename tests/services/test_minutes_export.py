"""Minutes as files: the same words are the same bytes, and a file that cannot be written changes nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from pstdesk.db.database import Database
from pstdesk.db.models import MinutesVersion
from pstdesk.services import agenda, programme
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm, plan_meeting
from pstdesk.services.minutes_export import export_minutes, file_minutes
from pstdesk.services.people import PersonForm, change_person
from pstdesk.services.results import ActionForm, add_action, add_decision
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

NOW = builders.AN_INSTANT
LATER = datetime(2027, 5, 4, 8, 0, tzinfo=UTC)
SUFFIXES = (".docx", ".pdf")


@pytest.fixture
def base(base: Database) -> Iterator[Database]:
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        builders.membership(session, builders.person(session), body)
        hold_meeting(session)
        item = agenda.add_item(session, 1, ItemForm("Œuvre commune"))
        agenda.write_notes(session, item, "Dit et redit.", 1)
        add_decision(session, item, "Le jardin ouvre.")
        add_action(session, item, ActionForm("Commander la terre", "Zoé L’Hœst-Muñoz"))
    return base


def stored_versions(base: Database) -> int:
    with base.read() as session:
        return session.scalar(select(func.count()).select_from(MinutesVersion)) or 0


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_two_exports_are_the_same_bytes(base: Database, tmp_path: Path, suffix: str) -> None:
    first = export_minutes(base, 1, tmp_path / f"un{suffix}", NOW)
    second = export_minutes(base, 1, tmp_path / f"deux{suffix.upper()}", LATER)
    assert first.read_bytes() == second.read_bytes()
    assert stored_versions(base) == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_other_words_are_other_bytes(base: Database, tmp_path: Path, suffix: str) -> None:
    first = export_minutes(base, 1, tmp_path / f"un{suffix}", NOW)
    with base.write() as session:
        agenda.add_item(session, 1, ItemForm("Questions diverses"))
    assert first.read_bytes() != export_minutes(base, 1, tmp_path / f"deux{suffix}", NOW).read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_approved_minutes_are_the_same_file_whatever_becomes_of_people(
    base: Database, tmp_path: Path, suffix: str
) -> None:
    with base.write() as session:
        approve_minutes(session, 1)
    first = export_minutes(base, 1, tmp_path / f"un{suffix}", NOW)
    with base.write() as session:
        change_person(session, 1, PersonForm("Nuñez", "Zoë"))
    assert first.read_bytes() == export_minutes(base, 1, tmp_path / f"deux{suffix}", LATER).read_bytes()


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(base: Database, tmp_path: Path) -> None:
    target = tmp_path / "cr.docx"
    target.write_bytes(b"somebody else's")
    with refused("file_exists", name="cr.docx"):
        export_minutes(base, 1, target, NOW)
    assert target.read_bytes() == b"somebody else's"
    assert stored_versions(base) == 0
    export_minutes(base, 1, target, NOW, overwrite=True)
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("cr.odt", "document_suffix"),
        ("cr", "document_suffix"),
        ("nowhere/cr.docx", "folder_missing"),
        ("folder.pdf", "path_is_folder"),
        ("n" * 300 + ".docx", "file_name_unfit"),
    ],
)
def test_a_file_that_cannot_be_written_leaves_the_base_as_it_was(
    base: Database, tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    before = base.path.read_bytes()
    left = sorted(tmp_path.iterdir())
    with refused(code):
        export_minutes(base, 1, tmp_path / name, NOW, overwrite=True)
    assert base.path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == left


def test_minutes_of_a_meeting_to_come_or_of_none_leave_no_file(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        plan_meeting(session, MeetingForm(1, date(2026, 12, 3)))
    with refused("minutes_before_meeting"):
        export_minutes(base, 2, tmp_path / "cr.docx", NOW)
    with refused("record_missing"):
        export_minutes(base, 99, tmp_path / "cr.docx", NOW)
    assert not (tmp_path / "cr.docx").exists()


def test_the_communes_letterhead_is_used_for_word(base: Database, tmp_path: Path) -> None:
    from docx import Document

    plain = export_minutes(base, 1, tmp_path / "plain.docx", NOW)
    own = Document()
    own.sections[0].header.paragraphs[0].text = "Commune de L’Œuvre"
    own.save(str(tmp_path / "en-tête.docx"))
    with base.write() as session:
        programme.set_template(session, tmp_path / "en-tête.docx")
    dressed = export_minutes(base, 1, tmp_path / "dressed.docx", NOW)
    assert dressed.read_bytes() != plain.read_bytes()
    assert Document(str(dressed)).sections[0].header.paragraphs[0].text == "Commune de L’Œuvre"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_filed_minutes_have_a_name_that_sorts(base: Database, tmp_path: Path, suffix: str) -> None:
    filed = file_minutes(base, 1, tmp_path / "documents", suffix, NOW)
    assert filed.name == f"CR_2026-11-12_CT1-Petite-enfance-et-parentalite_v1{suffix}"
    assert file_minutes(base, 1, tmp_path / "documents", suffix, LATER) == filed
    assert [path.name for path in filed.parent.iterdir()] == [filed.name]


def test_a_folder_under_the_files_name_is_gone_round(base: Database, tmp_path: Path) -> None:
    taken = tmp_path / "CR_2026-11-12_CT1-Petite-enfance-et-parentalite_v1.docx"
    taken.mkdir()
    assert file_minutes(base, 1, tmp_path, ".docx", NOW).name.endswith("_v1-2.docx")


def test_minutes_are_filed_in_no_other_format(base: Database, tmp_path: Path) -> None:
    with refused("document_suffix", suffix=".odt", known=".docx, .pdf"):
        file_minutes(base, 1, tmp_path / "documents", ".odt", NOW)
    assert not (tmp_path / "documents").exists()

"""Files attached to meetings and their items: kept once, gone when nothing needs them any more."""

import os
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Attachment
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.services import attachments
from pstdesk.services.attachments import attach, detach, paper_content, paper_rows
from tests import builders
from tests.db.undoing import done, undone
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting


def kept(session: Session) -> int:
    """Return how many files the base holds."""
    return session.scalar(select(func.count()).select_from(Attachment)) or 0


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "Note d’œuvre.pdf"
    path.write_bytes(b"%PDF")
    return path


def test_a_paper_belongs_to_a_meeting_or_to_one_of_its_items(base: Database, note: Path) -> None:
    with base.write() as session:
        meeting = builders.meeting(session, builders.committee(session))
        item = builders.agenda_item(session, meeting)
        first = attach(session, meeting.id, note)
        assert attach(session, meeting.id, note) == first
        second = attach(session, meeting.id, note, item.id)
        sheet = attach(session, meeting.id, note, purpose=AttachmentPurpose.SIGN_IN_SHEET)
        assert kept(session) == 1
        rows = paper_rows(session, meeting.id)
        assert {(row.id, row.item_id, row.purpose) for row in rows} == {
            (first, None, AttachmentPurpose.PAPER),
            (second, item.id, AttachmentPurpose.PAPER),
            (sheet, None, AttachmentPurpose.SIGN_IN_SHEET),
        }
        assert paper_content(session, second) == ("Note d’œuvre.pdf", b"%PDF")


def test_a_copy_to_read_has_a_name_that_any_disk_takes(base: Database, note: Path, tmp_path: Path) -> None:
    with base.write() as session:
        meeting = builders.meeting(session, builders.committee(session))
        paper = attach(session, meeting.id, note)
        attachment = session.scalars(select(Attachment)).one()
        attachment.name = f"{'é' * 170}.pdf"  # on Windows a name is counted in letters, on Linux in bytes
    copy = attachments.copy_to_read(base, paper, tmp_path)
    assert (copy.suffix, copy.read_bytes()) == (".pdf", b"%PDF")
    assert attachments.copy_to_read(base, paper, tmp_path) == copy
    with refused("folder_missing", name=copy.name):
        attachments.copy_to_read(base, paper, tmp_path / "gone")


def test_a_file_leaves_the_base_with_the_last_place_that_needs_it(base: Database, note: Path) -> None:
    with base.write() as session:
        meeting = builders.meeting(session, builders.committee(session))
        programme = builders.programme(session)
        papers = [attach(session, meeting.id, note), attach(session, meeting.id, note, purpose=SHEET)]
        detach(session, papers[0])
        assert kept(session) == 1
        programme.template_id = session.scalar(select(Attachment.id))
        detach(session, papers[1])
        assert (kept(session), paper_rows(session, meeting.id)) == (1, ())


SHEET = AttachmentPurpose.SIGN_IN_SHEET


def test_nothing_is_attached_to_an_item_of_another_meeting(base: Database, note: Path) -> None:
    with base.write() as session:
        body = builders.committee(session)
        item_id = builders.agenda_item(session, builders.meeting(session, body)).id
        builders.meeting(session, body)
    with refused("record_missing"), base.write() as session:
        attach(session, 2, note, item_id)
    with refused("file_missing", name="absente.pdf"), base.write() as session:
        attach(session, 2, note.with_name("absente.pdf"))


def test_approved_minutes_keep_their_papers_and_still_take_the_signed_sheet(
    base: Database, note: Path
) -> None:
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        meeting_id = hold_meeting(session, body.id)
        paper = attach(session, meeting_id, note)
        approve_minutes(session, meeting_id)
        assert attach(session, meeting_id, note, purpose=SHEET) != paper
    with refused("minutes_locked"), base.write() as session:
        attach(session, meeting_id, note)
    with refused("minutes_locked"), base.write() as session:
        detach(session, paper)


def test_another_content_under_the_same_name_is_told_apart(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        meeting = builders.meeting(session, builders.committee(session))
        for folder, content in (("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"1")):
            path = tmp_path / folder / "Rapport.pdf"
            path.parent.mkdir()
            path.write_bytes(content)
            attach(session, meeting.id, path)
        names = [row.name for row in paper_rows(session, meeting.id)]
    assert names == ["Rapport.pdf", "Rapport (2).pdf", "Rapport (3).pdf"]


def test_of_several_files_those_that_can_be_are_attached(
    base: Database, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", 1024 * 1024)
    film, empty = note.with_name("film.mp4"), note.with_name("vide.txt")
    film.write_bytes(b"x" * (1024 * 1024 + 1))
    empty.touch()
    with base.write() as session:
        meeting_id = builders.meeting(session, builders.committee(session)).id
    done = attachments.attach_files(base, meeting_id, [film, note, note.parent, empty])
    assert done.names == ("Note d’œuvre.pdf",)
    codes = [refusal.code for refusal in done.refusals]
    assert codes == ["attachment_too_large", "file_is_folder", "file_empty"]
    assert done.refusals[0].values == {"name": "film.mp4", "limit": 1}
    with base.read() as session:
        assert [row.id for row in paper_rows(session, meeting_id)] == list(done.papers)


def test_a_paper_taken_off_by_mistake_goes_back_to_its_place(base: Database, note: Path) -> None:
    other = note.with_name("Plan.pdf")
    other.write_bytes(b"%PDF-2")
    with base.write() as session:
        meeting_id = builders.meeting(session, builders.committee(session)).id
        first, second = attach(session, meeting_id, note), attach(session, meeting_id, other)
    removal = done(base, lambda session: detach(session, first))
    with base.read() as session:
        assert [row.id for row in paper_rows(session, meeting_id)] == [second]
    undone(base, removal)
    with base.read() as session:
        rows = paper_rows(session, meeting_id)
        assert [row.name for row in rows] == ["Note d’œuvre.pdf", "Plan.pdf"]
        assert paper_content(session, rows[0].id) == ("Note d’œuvre.pdf", b"%PDF")


def test_a_name_longer_than_the_base_keeps_is_cut_before_its_suffix(base: Database) -> None:
    with base.write() as session:
        attachments.keep_file(session, "é" * 230 + ".pdf", b"%PDF")
        (name,) = session.scalars(select(Attachment.name))
    assert name == "é" * 186 + ".pdf"


def test_the_same_file_is_kept_once_under_its_first_name(base: Database) -> None:
    with base.write() as session:
        first = attachments.keep_file(session, "/tmp/Rapport d’œuvre.pdf", b"%PDF")
        assert attachments.keep_file(session, "copie.pdf", b"%PDF") == first
        other = attachments.keep_file(session, "sans-genre", b"%PDF-2")
        assert other != first
    with base.read() as session:
        kept, plain = session.scalars(select(Attachment).order_by(Attachment.id)).all()
        assert (kept.name, kept.media_type, kept.size) == ("Rapport d’œuvre.pdf", "application/pdf", 4)
        assert plain.media_type == "application/octet-stream"


def test_a_file_of_ten_megabytes_is_kept_and_one_byte_more_is_not(
    base: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert attachments.LARGEST_ATTACHMENT == 10 * 1024 * 1024
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", 1024 * 1024)
    with base.write() as session:
        attachments.keep_file(session, "plan.pdf", b"x" * 1024 * 1024)
    with refused("attachment_too_large", name="film.mp4", limit=1), base.write() as session:
        attachments.keep_file(session, "film.mp4", b"x" * (1024 * 1024 + 1))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
@pytest.mark.parametrize(
    ("raw", "name"),
    [(b"R\xe9union.pdf", "Réunion.pdf"), (b"\xe9\x81", "é\ufffd"), ("Œuvre \xe9".encode(), "Œuvre é")],
)
def test_a_file_whose_name_is_no_text_keeps_its_letters(
    base: Database, tmp_path: Path, raw: bytes, name: str
) -> None:
    path = tmp_path / os.fsdecode(raw)
    path.write_bytes(b"%PDF")
    with base.write() as session:
        builders.programme(session)
        builders.committee(session)
        meeting = hold_meeting(session)
        row = attach(session, meeting, path)
    with base.read() as session:
        assert paper_content(session, row) == (name, b"%PDF")
    assert attachments.copy_to_read(base, row, tmp_path).is_file()

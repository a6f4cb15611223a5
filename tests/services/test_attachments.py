"""Files attached to meetings and their items: kept once, gone when nothing needs them any more."""

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

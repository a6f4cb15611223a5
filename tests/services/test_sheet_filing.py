"""The signed sheet: scanned or filed, seen to be there, taken off and put back."""

from pathlib import Path

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Attachment
from pstdesk.services import attachments, sheet_filing
from pstdesk.services.meetings import MeetingForm, plan_meeting
from pstdesk.services.sheet_filing import SheetState
from tests import builders
from tests.builders import A_DAY
from tests.db.undoing import done, undone
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

PDF, JPG, PNG = b"%PDF-1.7 ...", b"\xff\xd8\xff\xe0 ...", b"\x89PNG\r\n\x1a\n ..."


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        hold_meeting(session)
        plan_meeting(session, MeetingForm(body.id, A_DAY))
    return base


def scan(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def attach(base: Database, path: Path, meeting_id: int = 1) -> int:
    attached = sheet_filing.attach_sheets(base, meeting_id, [path])
    for refusal in attached.refusals:
        raise refusal
    assert attached.names == (path.name,)
    return attached.papers[0]


def state(base: Database) -> SheetState:
    with base.read() as session:
        return sheet_filing.sheet_state(session, 1)


def names(base: Database) -> list[str]:
    return [paper.name for paper in state(base).scans]


def test_a_sheet_is_missing_until_it_is_scanned_or_filed(base: Database, tmp_path: Path) -> None:
    assert state(base) == SheetState()
    assert state(base).is_missing
    with base.write() as session:
        sheet_filing.file_sheet(session, 1, A_DAY)
    assert state(base) == SheetState((), A_DAY)
    assert not state(base).is_missing
    with base.write() as session:
        sheet_filing.unfile_sheet(session, 1)
    assert state(base).is_missing
    attach(base, scan(tmp_path, "feuille.pdf", PDF))
    assert not state(base).is_missing


def test_several_pages_of_each_kind_are_kept_in_their_order(base: Database, tmp_path: Path) -> None:
    for name, content in (("1.PDF", b"\n\n" + PDF), ("2.jpeg", JPG), ("3.jpg", JPG + b"!"), ("4.png", PNG)):
        attach(base, scan(tmp_path, name, content))
    assert names(base) == ["1.PDF", "2.jpeg", "3.jpg", "4.png"]
    attach(base, tmp_path / "4.png")
    assert len(names(base)) == 4


def test_a_sheet_comes_after_the_minutes_were_approved_too(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        approve_minutes(session, 1)
    attach(base, scan(tmp_path, "feuille.pdf", PDF))
    assert names(base) == ["feuille.pdf"]


def test_a_scan_is_taken_off_and_put_back(base: Database, tmp_path: Path) -> None:
    attach(base, scan(tmp_path, "1.pdf", PDF))
    attach(base, scan(tmp_path, "2.png", PNG))
    removal = done(base, lambda session: attachments.detach(session, 1))
    with base.read() as session:
        assert session.get(Attachment, 1) is None
    assert names(base) == ["2.png"]
    undone(base, removal)
    assert names(base) == ["1.pdf", "2.png"]
    with base.read() as session:
        assert attachments.paper_content(session, state(base).scans[0].id) == ("1.pdf", PDF)


def test_a_page_that_is_refused_keeps_no_other_back(base: Database, tmp_path: Path) -> None:
    pages = [
        scan(tmp_path, "1.pdf", PDF),
        scan(tmp_path, "notes.txt", b"Bonjour"),
        scan(tmp_path, "2.png", PNG),
    ]
    attached = sheet_filing.attach_sheets(base, 1, pages)
    assert [refusal.code for refusal in attached.refusals] == ["sheet_kind"]
    assert names(base) == ["1.pdf", "2.png"] == list(attached.names)


@pytest.mark.parametrize(
    ("name", "content"), [("feuille.docx", PDF), ("feuille.pdf", b"Bonjour"), ("feuille", JPG)]
)
def test_what_is_no_scan_is_refused(base: Database, tmp_path: Path, name: str, content: bytes) -> None:
    with refused("sheet_kind", name=name):
        attach(base, scan(tmp_path, name, content))
    assert state(base).is_missing


def test_a_file_that_is_not_there_or_empty_is_refused(base: Database, tmp_path: Path) -> None:
    with refused("file_missing"):
        attach(base, tmp_path / "nulle-part.pdf")
    with refused("file_empty"):
        attach(base, scan(tmp_path, "vide.pdf", b""))


def test_there_is_no_sheet_before_the_meeting(base: Database, tmp_path: Path) -> None:
    with refused("sheet_before_meeting"):
        attach(base, scan(tmp_path, "feuille.pdf", PDF), 2)
    with refused("sheet_before_meeting"), base.write() as session:
        sheet_filing.file_sheet(session, 2, A_DAY)

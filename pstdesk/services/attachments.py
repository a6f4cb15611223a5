"""Files kept in the base: papers for a meeting or one of its items, and the signed sheet."""

import hashlib
import mimetypes
import os
import re
import stat
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Attachment, Meeting, MeetingAttachment
from pstdesk.documents.files import LONGEST_NAME, write_atomically
from pstdesk.documents.foreign import read_file
from pstdesk.domain.attachment import AttachmentPurpose, is_program
from pstdesk.domain.errors import Refused
from pstdesk.services.agenda import refuse_locked_minutes
from pstdesk.services.fetch import fetch
from pstdesk.services.kept_files import drop_unneeded

LARGEST_ATTACHMENT = 10 * 1024 * 1024
"""Bytes; a larger file belongs on the town's own shares."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[ .]+$')
"""What Windows takes in no file name: the paper may come from another system."""
_NO_TEXT = re.compile("[\udc80-\udcff]")
"""How Python writes the bytes of a file's name that are no text."""
_LONGEST_SUFFIX = 20
_LONGEST_NAME = 190
"""Characters of a file's name that are kept; a number may come after them."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A file attached to a meeting; ``item_id`` is None where it belongs to the meeting as a whole."""

    id: int
    item_id: int | None
    name: str
    size: int
    purpose: AttachmentPurpose


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of several files: the papers made of them, and why the others are none."""

    papers: tuple[int, ...]
    names: tuple[str, ...]
    refusals: tuple[Refused, ...]


def attach(
    session: Session,
    meeting_id: int,
    path: Path,
    item_id: int | None = None,
    purpose: AttachmentPurpose = AttachmentPurpose.PAPER,
) -> int:
    """Attach the file at ``path`` to a meeting or to one of its items, and return the id of the paper.

    Refused is what :func:`read_paper` and :func:`attach_content` refuse.
    """
    return attach_content(session, meeting_id, path.name, read_paper(path), item_id, purpose)


def attach_files(
    base: Database, meeting_id: int, paths: Sequence[Path], item_id: int | None = None
) -> Attached:
    """Attach several files to a meeting or to one of its items, as :func:`attach_each` does."""

    def attach_one(session: Session, name: str, content: bytes) -> int:
        return attach_content(session, meeting_id, name, content, item_id)

    return attach_each(base, paths, attach_one)


def attach_each(
    base: Database, paths: Sequence[Path], attach_one: Callable[[Session, str, bytes], int]
) -> Attached:
    """Attach several files, each in a transaction of its own; one that is refused keeps no other back.

    They are read before the base is held, for a share may be slow.
    """
    papers: list[int] = []
    names: list[str] = []
    refusals: list[Refused] = []
    for path in paths:
        try:
            content = read_paper(path)
            with base.write() as session:
                paper_id = attach_one(session, path.name, content)
                name, _content = paper_content(session, paper_id)
        except Refused as refused:
            refusals.append(refused)
        else:
            papers.append(paper_id)
            names.append(name)
    return Attached(tuple(papers), tuple(names), tuple(refusals))


def read_paper(path: Path) -> bytes:
    """Return the bytes of a file to attach; refused is what ``read_file`` refuses, and more than 10 MB."""
    try:
        return read_file(path, LARGEST_ATTACHMENT)
    except Refused as refused:
        if refused.code == "file_too_big":
            raise _too_large(path.name) from refused
        raise


def attach_content(
    session: Session,
    meeting_id: int,
    name: str,
    content: bytes,
    item_id: int | None = None,
    purpose: AttachmentPurpose = AttachmentPurpose.PAPER,
) -> int:
    """Attach a file of this ``name`` and ``content``, and return the id of the paper.

    The same content twice in the same place is once; another content under a name that the place has already
    is told apart by a number: "Rapport (2).pdf". Papers of minutes that were approved are what they were.
    """
    fetch(session, Meeting, meeting_id)
    if item_id is not None and fetch(session, AgendaItem, item_id).meeting_id != meeting_id:
        raise Refused("record_missing")
    if purpose is AttachmentPurpose.PAPER:
        refuse_locked_minutes(session, meeting_id)
    place = (MeetingAttachment.meeting_id == meeting_id, MeetingAttachment.agenda_item_id == item_id)
    names = select(Attachment.name).join(MeetingAttachment).where(*place)
    kept = keep_file(session, name, content, taken=frozenset(session.scalars(names)))
    known = select(MeetingAttachment.id).where(
        *place, MeetingAttachment.attachment_id == kept, MeetingAttachment.purpose == purpose
    )
    if (there := session.scalar(known)) is not None:
        return there
    last = session.scalar(select(func.max(MeetingAttachment.position)).where(*place))
    paper = MeetingAttachment(
        meeting_id=meeting_id,
        agenda_item_id=item_id,
        attachment_id=kept,
        position=(last or 0) + 1,
        purpose=purpose,
    )
    session.add(paper)
    session.flush()
    return paper.id


def detach(session: Session, paper_id: int) -> None:
    """Take a file off its meeting; it leaves the base where nothing else needs it."""
    paper = fetch(session, MeetingAttachment, paper_id)
    if paper.purpose is AttachmentPurpose.PAPER:
        refuse_locked_minutes(session, paper.meeting_id)
    kept = paper.attachment_id
    session.delete(paper)
    session.flush()
    drop_unneeded(session, [kept])


def paper_rows(session: Session, meeting_id: int) -> tuple[PaperRow, ...]:
    """Return what is attached to a meeting and its items, in the order in which it was attached."""
    query = (
        select(
            MeetingAttachment.id,
            MeetingAttachment.agenda_item_id,
            Attachment.name,
            Attachment.size,
            MeetingAttachment.purpose,
        )
        .join(Attachment, Attachment.id == MeetingAttachment.attachment_id)
        .where(MeetingAttachment.meeting_id == meeting_id)
        .order_by(MeetingAttachment.position, MeetingAttachment.id)
    )
    return tuple(PaperRow(*row) for row in session.execute(query))


def paper_content(session: Session, paper_id: int) -> tuple[str, bytes]:
    """Return the name and the bytes of an attached file."""
    kept = fetch(session, Attachment, fetch(session, MeetingAttachment, paper_id).attachment_id)
    return kept.name, kept.content


def save_paper(base: Database, paper_id: int, path: Path) -> Path:
    """Write an attached file to ``path``, over what is there, and return the path.

    Refused is what ``write_atomically`` refuses.
    """
    with base.read() as session:
        _name, content = paper_content(session, paper_id)
    write_atomically(path, lambda file: file.write(content), overwrite=True)
    return path


def copy_to_read(base: Database, paper_id: int, folder: Path) -> Path:
    """Write a copy of an attached file that is for reading only into ``folder``, once, and return its path.

    Refused is a program, which would be run and not read.
    """
    with base.read() as session:
        name, content = paper_content(session, paper_id)
    if is_program(name):
        raise Refused("paper_is_program", name=name)
    place = folder / str(paper_id)
    with suppress(OSError):  # the next lines say what is wrong with the folder, in a sentence
        place.mkdir(exist_ok=True)
    path = place / _readable_name(name)
    if not os.path.lexists(path):
        write_atomically(path, lambda file: file.write(content))
        path.chmod(stat.S_IREAD)
    return path


def _readable_name(name: str) -> str:
    """Return ``name`` fit for every disk: with accents, a long one of Windows is too long for Linux."""
    plain = Path(_FORBIDDEN.sub("_", name))
    return plain.stem[:LONGEST_NAME] + plain.suffix[:_LONGEST_SUFFIX]


def keep_file(session: Session, name: str, content: bytes, taken: Collection[str] = ()) -> int:
    """Keep ``content`` in the base, once, and return the attachment's id; 10 MB at most.

    A name that is among those ``taken`` gets a number.
    """
    if len(content) > LARGEST_ATTACHMENT:
        raise _too_large(name)
    name = _as_text(name)
    sha256 = hashlib.sha256(content).hexdigest()
    known = session.scalar(select(Attachment.id).where(Attachment.sha256 == sha256))
    if known is not None:
        return known
    attachment = Attachment(
        sha256=sha256,
        name=_numbered(Path(name).name, taken),
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=len(content),
        content=content,
    )
    session.add(attachment)
    session.flush()
    return attachment.id


def _as_text(name: str) -> str:
    """Return a file's name in letters: on Linux it need not be text; old ones are in those of Windows."""
    return _NO_TEXT.sub(lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"), name)


def _too_large(name: str) -> Refused:
    return Refused("attachment_too_large", name=name, limit=LARGEST_ATTACHMENT // 1024 // 1024)


def _numbered(name: str, taken: Collection[str]) -> str:
    """Return ``name``, or the first of "name (2)", "name (3)" ... that is not ``taken``."""
    path, number = Path(name), 1
    stem = path.stem[: _LONGEST_NAME - len(path.suffix)]
    candidate = stem + path.suffix
    folded = {other.casefold() for other in taken}
    while candidate.casefold() in folded:
        number += 1
        candidate = f"{stem} ({number}){path.suffix}"
    return candidate

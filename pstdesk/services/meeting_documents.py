"""The documents of a meeting besides its minutes: what orders each of them, and how its file is called."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from pstdesk.documents.agenda_document import agenda_document
from pstdesk.documents.decisions_document import decisions_document, extract_document
from pstdesk.documents.files import file_name
from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.domain.errors import Refused
from pstdesk.services.agenda_content import agenda_content
from pstdesk.services.export import Order, Printout, drawing
from pstdesk.services.minutes import issue_version
from pstdesk.services.programme import template
from pstdesk.services.sign_in_sheet import sheet_content

_BOTH = (".docx", ".pdf")


def agenda_order(meeting_id: int) -> Order:
    """Return the order for the invitation to a meeting with its agenda."""
    return Order(_BOTH, partial(_agenda, meeting_id=meeting_id))


def sheet_order(meeting_id: int) -> Order:
    """Return the order for the sheet that people sign when they come; it is printed, and so a PDF only."""
    return Order((".pdf",), partial(_sheet, meeting_id=meeting_id))


def decisions_order(meeting_id: int, now: datetime) -> Order:
    """Return the order for what a held meeting decided, as its minutes say it ``now``."""
    return Order(_BOTH, partial(_decisions, meeting_id=meeting_id, now=now))


def extract_order(meeting_id: int, item_id: int, now: datetime) -> Order:
    """Return the order for one item of a held meeting, as its minutes say it ``now``."""
    return Order(_BOTH, partial(_extract, meeting_id=meeting_id, item_id=item_id, now=now))


def _agenda(session: Session, suffix: str, meeting_id: int) -> Printout:
    content = agenda_content(session, meeting_id)
    drawn = drawing(agenda_document(content), suffix, template(session))
    return Printout(_name("ODJ", content.day, content.committee, suffix), drawn)


def _sheet(session: Session, suffix: str, meeting_id: int) -> Printout:
    from pstdesk.documents.sign_in_sheet_pdf import sign_in_sheet_pdf

    content = sheet_content(session, meeting_id)
    name = _name("Emargement", content.day, content.committee, suffix)
    return Printout(name, partial(sign_in_sheet_pdf, content))


def _decisions(session: Session, suffix: str, meeting_id: int, now: datetime) -> Printout:
    content = issue_version(session, meeting_id, now)
    drawn = drawing(decisions_document(content), suffix, template(session))
    return Printout(_name("Releve", content.day, content.committee, suffix, version=content.version), drawn)


def _extract(session: Session, suffix: str, meeting_id: int, item_id: int, now: datetime) -> Printout:
    content = issue_version(session, meeting_id, now)
    item = next((item for item in content.items if item.item_id == item_id), None)
    if item is None:
        raise Refused("record_missing")
    drawn = drawing(extract_document(content, item), suffix, template(session))
    about = (f"point {item.number}", item.title)
    name = _name("Extrait", content.day, content.committee, suffix, about, version=content.version)
    return Printout(name, drawn)


def _name(
    kind: str,
    day: date,
    committee: CommitteeTitle,
    suffix: str,
    about: Iterable[str] = (),
    version: int | None = None,
) -> str:
    """Return a name that sorts: ODJ_2026-11-12_CT1-Acces-aux-droits.docx; ``about`` stands for the theme."""
    subject = (committee.short_name, *(about or (committee.name,)))
    return file_name(kind, day, subject, version=version, suffix=suffix)

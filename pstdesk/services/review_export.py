"""From the base to a stage review as a file: Word, PDF, or the sheets of a workbook."""

import io
from collections.abc import Callable
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from pstdesk.documents.files import file_name
from pstdesk.documents.review import ReviewContent
from pstdesk.documents.review_document import review_document
from pstdesk.documents.review_workbook import review_tables
from pstdesk.documents.table_workbook import write_workbook
from pstdesk.domain.period import Period
from pstdesk.services.export import Order, Printout, drawing
from pstdesk.services.programme import template
from pstdesk.services.reviews import period_page, review_page

SUFFIXES = (".docx", ".pdf", ".xlsx")


def period_order(
    period: Period, today: date, compared_with_id: int | None = None, *, masked: bool = True
) -> Order:
    """Return the order for the review of a period: its draft, or its figures with the text they propose.

    Unless ``masked`` it is for internal use only.
    """

    def read(session: Session) -> ReviewContent:
        return period_page(session, period, today, compared_with_id).content

    return Order(SUFFIXES, partial(_read, read, masked=masked), writes=False)


def review_order(review_id: int, today: date, *, masked: bool = True) -> Order:
    """Return the order for a review that is kept; a frozen one is printed as it was frozen."""

    def read(session: Session) -> ReviewContent:
        return review_page(session, review_id, today).content

    return Order(SUFFIXES, partial(_read, read, masked=masked), writes=False)


def _read(
    read: Callable[[Session], ReviewContent], session: Session, suffix: str, *, masked: bool
) -> Printout:
    return printout(read(session), suffix, template(session), masked=masked)


def printout(content: ReviewContent, suffix: str, letterhead: bytes | None, *, masked: bool) -> Printout:
    """Return a review as a file of the format of ``suffix``, and how it is usually called."""
    subject = (content.town, "" if masked else "usage interne")
    name = file_name("Bilan", content.review.whole.period.last, subject, version=None, suffix=suffix)
    if suffix == ".xlsx":
        return Printout(name, partial(_workbook, content, masked=masked))
    return Printout(name, drawing(review_document(content, masked=masked), suffix, letterhead))


def _workbook(content: ReviewContent, *, masked: bool) -> bytes:
    file = io.BytesIO()
    write_workbook(file, *review_tables(content, masked=masked))
    return file.getvalue()

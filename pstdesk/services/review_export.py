"""From the base to a stage review as a file: Word, PDF, or the sheets of a workbook."""

import io
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from pstdesk.documents.files import file_name
from pstdesk.documents.review import ReviewContent
from pstdesk.documents.review_document import review_document
from pstdesk.documents.review_workbook import review_tables
from pstdesk.documents.table_workbook import write_workbook
from pstdesk.domain.period import Period, kind_of
from pstdesk.services.export import Order, Printout, drawing
from pstdesk.services.programme import letterhead_lines, template, the_programme
from pstdesk.services.review import review

SUFFIXES = (".docx", ".pdf", ".xlsx")


def period_content(session: Session, period: Period, today: date) -> ReviewContent:
    """Return what a review of ``period`` says, counted ``today``, where nothing was written of it yet."""
    programme = the_programme(session)
    return ReviewContent(
        programme=programme.name,
        town=programme.town,
        name="",
        kind=kind_of(period),
        made_on=today,
        review=review(session, period, today),
        letterhead=letterhead_lines(programme),
        footer=programme.footer,
        language=programme.language,
    )


def period_order(period: Period, today: date, *, masked: bool = True) -> Order:
    """Return the order for the review of a period; unless ``masked`` it is for internal use only."""
    return Order(SUFFIXES, partial(_read, period=period, today=today, masked=masked))


def _read(session: Session, suffix: str, period: Period, today: date, masked: bool) -> Printout:
    return printout(period_content(session, period, today), suffix, template(session), masked=masked)


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

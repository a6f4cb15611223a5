"""A document as a PDF, drawn without any other program: the same parts, order and look as in Word."""

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from pstdesk.documents.document import Document
from pstdesk.documents.look import MUTED, RULE
from pstdesk.documents.meeting_words import language_tag
from pstdesk.documents.pdf_body import MARGIN, flowables
from pstdesk.documents.pdf_fonts import FAMILY, register_fonts
from pstdesk.i18n import _, language

_BOTTOM = 24 * mm
_FOOT_SIZE = 8.5
_WIDTH = A4[0] - 2 * MARGIN


def pdf_file(document: Document) -> bytes:
    """Return the document as the bytes of a PDF, always the same for the same words and fonts.

    It has a title, a language, an outline and embedded fonts, but no tags: reportlab makes none.
    """
    register_fonts()
    file = io.BytesIO()
    with language(document.language):
        paper = BaseDocTemplate(file, pagesize=A4, initialFontName=FAMILY, **properties(document))
        frame = Frame(
            MARGIN, _BOTTOM, _WIDTH, A4[1] - _BOTTOM - 20 * mm, leftPadding=0, rightPadding=0, topPadding=0
        )
        paper.addPageTemplates(PageTemplate(frames=[frame]))
        paper.build(list(flowables(document.outline, _WIDTH)), canvasmaker=_footed(document))
    return file.getvalue()


def properties(document: Document) -> dict[str, Any]:
    """Return what the file says of itself, as reportlab names it."""
    return {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "keywords": ", ".join(document.keywords),
        "creator": "pstdesk",
        "lang": language_tag(),
        "displayDocTitle": 1,
        "invariant": 1,
    }


def _footed(document: Document) -> type[Canvas]:
    """Return a canvas that foots every page with its number of how many, known only at the end."""
    page_of = _("Page {page} / {pages}")

    class FootedCanvas(Canvas):
        """Keeps the pages until all are there."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._kept.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

        def save(self) -> None:
            for number, page in enumerate(self._kept, 1):
                self.__dict__.update(page)
                _foot(self, document, page_of.format(page=number, pages=len(self._kept)))
                super().showPage()
            super().save()

    return FootedCanvas


def _foot(canvas: Canvas, document: Document, number: str) -> None:
    right, baseline = MARGIN + _WIDTH, 12 * mm
    line, place, state = document.footer, f"{document.running}. ", document.state
    canvas.setStrokeColor(HexColor(f"#{RULE}"))
    canvas.setFillColor(HexColor(f"#{MUTED}"))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, baseline + 11, right, baseline + 11)
    canvas.setFont(FAMILY, _FOOT_SIZE)
    canvas.drawString(MARGIN, baseline + 15, _fitting(line, _WIDTH, FAMILY))
    canvas.drawRightString(right, baseline, number)
    bold = f"{FAMILY}-Bold"
    room = _WIDTH - stringWidth(number, FAMILY, _FOOT_SIZE) - stringWidth(state, bold, _FOOT_SIZE) - 10
    place = _fitting(place, room, FAMILY)
    canvas.drawString(MARGIN, baseline, place)
    canvas.setFont(bold, _FOOT_SIZE)
    canvas.drawString(MARGIN + stringWidth(place, FAMILY, _FOOT_SIZE), baseline, state)


def _fitting(text: str, room: float, font: str) -> str:
    """Return ``text``, or as much of its beginning as there is room for, in points."""
    if stringWidth(text, font, _FOOT_SIZE) <= room:
        return text
    while text and stringWidth(text + "… ", font, _FOOT_SIZE) > room:
        text = text[: -max(1, len(text) // 20)]
    return text + "… "

"""A document as a PDF, drawn without any other program: the same parts, order and look as in Word."""

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from pstdesk.documents.document import Document
from pstdesk.documents.look import MUTED, RULE
from pstdesk.documents.meeting_words import language_tag
from pstdesk.documents.pdf_body import MARGIN, flowables
from pstdesk.documents.pdf_fonts import BOLD, FAMILY, register_fonts
from pstdesk.documents.pdf_lines import cut, draw_line, width_of
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
        paper.build(list(flowables(document.outline, _WIDTH)), canvasmaker=footed_canvas(document))
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


def footed_canvas(document: Document, margin: float = MARGIN) -> type[Canvas]:
    """Return a canvas that foots every page with its number of how many, known only at the end.

    ``margin`` is at both sides, in points.
    """
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
                _foot(self, document, page_of.format(page=number, pages=len(self._kept)), margin)
                super().showPage()
            super().save()

    return FootedCanvas


def _foot(canvas: Canvas, document: Document, number: str, margin: float) -> None:
    width, baseline = A4[0] - 2 * margin, 12 * mm
    place = f"{document.running}. "
    canvas.setStrokeColor(HexColor(f"#{RULE}"))
    canvas.setFillColor(HexColor(f"#{MUTED}"))
    canvas.setLineWidth(0.5)
    canvas.line(margin, baseline + 11, margin + width, baseline + 11)
    draw_line(canvas, margin, baseline + 15, cut(document.footer, width, _FOOT_SIZE), _FOOT_SIZE)
    right = margin + width - width_of(number, _FOOT_SIZE)
    draw_line(canvas, right, baseline, number, _FOOT_SIZE)
    room = right - margin - width_of(document.state, _FOOT_SIZE, BOLD) - 10
    if width_of(place, _FOOT_SIZE) > room:
        place = cut(place, room, _FOOT_SIZE) + " "
    draw_line(canvas, margin, baseline, place, _FOOT_SIZE)
    draw_line(canvas, margin + width_of(place, _FOOT_SIZE), baseline, document.state, _FOOT_SIZE, BOLD)

"""Minutes as a PDF, drawn without any other program: the same parts, order and look as the Word document."""

import io
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from pstdesk.documents.files import write_atomically
from pstdesk.documents.look import MUTED, RULE
from pstdesk.documents.minutes import MinutesContent
from pstdesk.documents.minutes_outline import minutes_outline
from pstdesk.documents.minutes_words import body_name, language_tag, minutes_title, running_words, state_words
from pstdesk.documents.outline import typed_line
from pstdesk.documents.pdf_body import MARGIN, flowables
from pstdesk.documents.pdf_fonts import FAMILY, register_fonts
from pstdesk.i18n import _, format_date, language

_BOTTOM = 24 * mm
_FOOT_SIZE = 8.5
_WIDTH = A4[0] - 2 * MARGIN


def write_minutes(content: MinutesContent, path: Path, *, overwrite: bool = False) -> None:
    """Write the minutes to ``path`` as a PDF, whole or not at all, in the content's language.

    Raises Refused as :func:`pstdesk.documents.files.write_atomically` does.
    """
    file = minutes_pdf(content)
    write_atomically(path, lambda target: target.write(file), overwrite=overwrite)


def minutes_pdf(content: MinutesContent) -> bytes:
    """Return the minutes as the bytes of a PDF, always the same for the same content and fonts.

    It has a title, a language, an outline and embedded fonts, but no tags: reportlab makes none.
    """
    register_fonts()
    file = io.BytesIO()
    with language(content.language):
        document = BaseDocTemplate(file, pagesize=A4, initialFontName=FAMILY, **_properties(content))
        frame = Frame(
            MARGIN, _BOTTOM, _WIDTH, A4[1] - _BOTTOM - 20 * mm, leftPadding=0, rightPadding=0, topPadding=0
        )
        document.addPageTemplates(PageTemplate(frames=[frame]))
        document.build(list(flowables(minutes_outline(content), _WIDTH)), canvasmaker=_footed(content))
    return file.getvalue()


def _properties(content: MinutesContent) -> dict[str, Any]:
    words = (_("compte rendu"), typed_line(content.committee.short_name), content.day.isoformat())
    return {
        "title": minutes_title(content),
        "author": typed_line(content.programme) or typed_line(content.town),
        "subject": f"{body_name(content.committee)}, {format_date(content.day, 'long')}",
        "keywords": ", ".join(filter(None, words)),
        "creator": "pstdesk",
        "lang": language_tag(),
        "displayDocTitle": 1,
        "invariant": 1,
    }


def _footed(content: MinutesContent) -> type[Canvas]:
    """Return a canvas that foots every page with its number of how many, known only at the end."""
    place, state = running_words(content), state_words(content)
    line, page_of = typed_line(content.footer), _("Page {page} / {pages}")

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
                _foot(self, line, f"{place}. ", state, page_of.format(page=number, pages=len(self._kept)))
                super().showPage()
            super().save()

    return FootedCanvas


def _foot(canvas: Canvas, line: str, place: str, state: str, number: str) -> None:
    right, baseline = MARGIN + _WIDTH, 12 * mm
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

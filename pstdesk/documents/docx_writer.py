"""A document as Word's, on our template or on the commune's letterhead."""

import io
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart

from pstdesk.documents.document import Document
from pstdesk.documents.docx_body import Body
from pstdesk.documents.docx_fields import fill_fields, fill_running_parts
from pstdesk.documents.letterhead import contents_place, open_letterhead, readable, text_width
from pstdesk.documents.meeting_words import language_tag
from pstdesk.documents.outline import Paragraph, Part
from pstdesk.documents.stationery import (
    add_lists,
    add_missing_styles,
    are_headings_numbered,
    define_lists,
    document_bytes,
    mark_place,
    open_template,
    speak,
    table_indent,
)
from pstdesk.i18n import language

_LONGEST_PROPERTY = 255
"""Characters; Word refuses longer core properties."""
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The one id that custom properties may have [ECMA-376, part 1, 15.2.12.2]."""


def docx_file(document: Document, letterhead: Path | bytes | None = None) -> bytes:
    """Return the document as the bytes of a .docx, always the same for the same words and letterhead.

    ``letterhead`` is any .docx of the commune's, as a file or as it lies in the base. Raises Refused as
    :func:`pstdesk.documents.letterhead.open_letterhead` does.
    """
    with language(document.language):
        if letterhead is None:
            return _drawn(open_template(), document, document.outline)
        paper = open_letterhead(letterhead)
        with readable(letterhead):  # the paper says already whose it is
            return _drawn(paper, document, _without(document.outline, "letterhead_name", "letterhead"))


def _drawn(paper: DocxDocument, document: Document, outline: tuple[Part, ...]) -> bytes:
    body = _build(paper, document, outline)
    _describe(paper, document)
    return document_bytes(paper, body)


def _without(outline: tuple[Part, ...], *roles: str) -> tuple[Part, ...]:
    return tuple(part for part in outline if not (isinstance(part, Paragraph) and part.role in roles))


def _build(paper: DocxDocument, document: Document, outline: tuple[Part, ...]) -> str:
    """Prepare all but the body, and return the body's XML."""
    styles, lists = add_missing_styles(paper), add_lists(paper)
    speak(paper, language_tag())
    values = {**document.fields, **_running_fields(document)}
    place = contents_place(paper)
    if "titre" in fill_fields(paper.element.body, values):
        outline = _without(outline, "title")
    fill_running_parts(paper, values, styles["PST Pied"])
    body = Body(
        styles=styles,
        width=text_width(paper),
        bullets=lists.bullets,
        numbers=lists.last,
        table_indent=table_indent(paper),
        unnumbered_headings=are_headings_numbered(paper),
        add_image=lambda image: paper.part.get_or_add_image(io.BytesIO(image))[0],
    )
    drawn = body.xml(outline)
    define_lists(paper, body.lists, lists.number_shape)
    mark_place(paper.element.body, place)
    return drawn


def _running_fields(document: Document) -> dict[str, str]:
    return {
        "titre": document.title,
        "reperes": document.running,
        "etat": document.state,
        "pied": document.footer,
    }


# What the file says about itself


def _describe(paper: DocxDocument, document: Document) -> None:
    """Set every property from the document, none from the clock or from the template."""
    properties = paper.core_properties
    for element in list(properties._element):  # noqa: SLF001  # the library cannot forget a property
        properties._element.remove(element)  # noqa: SLF001  # same
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.subject = document.subject[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.author[:_LONGEST_PROPERTY]
    properties.keywords = ", ".join(document.keywords)[:_LONGEST_PROPERTY]
    properties.language = language_tag()
    if document.identifier:
        properties.identifier = document.identifier
    properties.created = properties.modified = document.moment
    properties.revision = 1
    if document.identity:
        _add_custom_properties(paper, document.identity)


def _add_custom_properties(paper: DocxDocument, values: Mapping[str, str]) -> None:
    entries = "".join(
        f'<property fmtid="{_CUSTOM_ID}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
        f'xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{entries}</Properties>'
    )
    package = paper.part.package
    part = PackagePart(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

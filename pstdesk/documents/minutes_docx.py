"""Minutes as a Word document, on our template or on the commune's letterhead."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart

from pstdesk.documents.docx_body import Body
from pstdesk.documents.docx_fields import fill_fields, fill_running_parts
from pstdesk.documents.files import write_atomically
from pstdesk.documents.letterhead import contents_place, open_letterhead, readable, text_width
from pstdesk.documents.minutes import MinutesContent, digest
from pstdesk.documents.minutes_outline import minutes_outline
from pstdesk.documents.minutes_words import (
    body_name,
    capital,
    language_tag,
    meeting_name,
    minutes_title,
    running_words,
    state_words,
)
from pstdesk.documents.outline import Paragraph, Part, typed_line
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
from pstdesk.i18n import _, format_date, format_time, language

_LONGEST_PROPERTY = 255
"""Characters; Word refuses longer core properties."""
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The one id that custom properties may have [ECMA-376, part 1, 15.2.12.2]."""


def write_minutes(
    content: MinutesContent, path: Path, letterhead: Path | bytes | None = None, *, overwrite: bool = False
) -> None:
    """Write the minutes to ``path``, whole or not at all, in the content's language.

    ``letterhead`` is any .docx of the commune's, as a file or as it lies in the base. Raises Refused as
    :func:`minutes_docx` and :func:`pstdesk.documents.files.write_atomically` do.
    """
    file = minutes_docx(content, letterhead)
    write_atomically(path, lambda target: target.write(file), overwrite=overwrite)


def minutes_docx(content: MinutesContent, letterhead: Path | bytes | None = None) -> bytes:
    """Return the minutes as the bytes of a .docx, always the same for the same content and letterhead.

    Raises Refused as :func:`pstdesk.documents.letterhead.open_letterhead` does.
    """
    with language(content.language):
        outline = minutes_outline(content)
        if letterhead is None:
            return _drawn(open_template(), outline, content)
        document = open_letterhead(letterhead)
        with readable(letterhead):  # the paper says already whose it is
            return _drawn(document, _without(outline, "letterhead_name", "letterhead"), content)


def _drawn(document: DocxDocument, outline: tuple[Part, ...], content: MinutesContent) -> bytes:
    body = _build(document, outline, content)
    _describe(document, content)
    return document_bytes(document, body)


def _without(outline: tuple[Part, ...], *roles: str) -> tuple[Part, ...]:
    return tuple(part for part in outline if not (isinstance(part, Paragraph) and part.role in roles))


def _build(document: DocxDocument, outline: tuple[Part, ...], content: MinutesContent) -> str:
    """Prepare all but the body, and return the body's XML."""
    styles, lists = add_missing_styles(document), add_lists(document)
    speak(document, language_tag())
    values = _field_values(content)
    place = contents_place(document)
    if "titre" in fill_fields(document.element.body, values):
        outline = _without(outline, "title")
    fill_running_parts(document, values, styles["PST Pied"])
    body = Body(
        styles=styles,
        width=text_width(document),
        bullets=lists.bullets,
        numbers=lists.last,
        table_indent=table_indent(document),
        unnumbered_headings=are_headings_numbered(document),
    )
    drawn = body.xml(outline)
    define_lists(document, body.lists, lists.number_shape)
    mark_place(document.element.body, place)
    return drawn


def _field_values(content: MinutesContent) -> dict[str, str]:
    """Return what a template's fields stand for, by name."""
    number = "" if content.number is None or content.year is None else f"{content.number}/{content.year}"
    return {
        "commune": typed_line(content.town),
        "programme": typed_line(content.programme),
        "instance": capital(body_name(content.committee)),
        "titre": minutes_title(content),
        "seance": meeting_name(content),
        "numero": number,
        "date": format_date(content.day, "long"),
        "heure": format_time(content.starts_at) if content.starts_at else "",
        "lieu": typed_line(content.place),
        "reperes": running_words(content),
        "etat": state_words(content),
        "pied": typed_line(content.footer),
    }


# What the file says about itself


def _describe(document: DocxDocument, content: MinutesContent) -> None:
    """Set every property from the meeting, none from the clock or from the template."""
    properties = document.core_properties
    for element in list(properties._element):  # noqa: SLF001  # the library cannot forget a property
        properties._element.remove(element)  # noqa: SLF001  # same
    said = digest(content)
    moment = datetime.combine(content.day, content.starts_at or time(), UTC)
    author = typed_line(content.programme) or typed_line(content.town)
    properties.title = minutes_title(content)[:_LONGEST_PROPERTY]
    properties.subject = f"{body_name(content.committee)}, {format_date(content.day, 'long')}"[
        :_LONGEST_PROPERTY
    ]
    properties.author = properties.last_modified_by = author[:_LONGEST_PROPERTY]
    words = (_("compte rendu"), typed_line(content.committee.short_name), content.day.isoformat())
    properties.keywords = ", ".join(filter(None, words))[:_LONGEST_PROPERTY]
    properties.language = language_tag()
    properties.identifier = f"pstdesk:{content.base_id}:{content.meeting_id}:{content.version}:{said}"
    properties.created = properties.modified = moment
    properties.revision = 1
    _add_custom_properties(document, _identity(content, said))


def _identity(content: MinutesContent, said: str) -> dict[str, str]:
    """Return what a file that comes back is known by; text, which every program keeps as it is."""
    return {
        "pstdesk_base": content.base_id,
        "pstdesk_meeting": str(content.meeting_id),
        "pstdesk_version": str(content.version),
        "pstdesk_sha256": said,
    }


def _add_custom_properties(document: DocxDocument, values: Mapping[str, str]) -> None:
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
    package = document.part.package
    part = PackagePart(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

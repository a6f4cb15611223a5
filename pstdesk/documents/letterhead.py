"""The commune's own letterhead: any .docx of theirs, made safe to build upon, or refused with the reason.

It is data from strangers. What could run, fetch or read something else is refused where it shows (macros,
embedded objects, linked pictures, fields that read files) and taken out where it does not (the attached
template, mail merge, comments, document variables, whatever belonged to the old text).
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from lxml import etree

from pstdesk.documents.foreign import Package, check_package, read_file
from pstdesk.domain.errors import Refused
from pstdesk.i18n import _

NARROWEST = 5100
"""Twentieths of a point (9 cm): tables in less cannot be read."""

_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BASE_KINDS = frozenset(("styles", "settings", "fontTable", "numbering", "theme"))
"""What the main part is built on without naming it in its text."""
_EMBEDDED_KINDS = frozenset(
    (
        "oleObject",
        "package",
        "control",
        "aFChunk",
        "subDocument",
        "frame",
        "vbaProject",
        "activeXControlBinary",
    )
)
_READING_FIELDS = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|DDE|DDEAUTO|LINK|IMPORT|RD|DATABASE|MACROBUTTON|EMBED)\b",
    re.IGNORECASE,
)
_DROPPED_SETTINGS = (
    "attachedTemplate",
    "mailMerge",
    "docVars",
    "documentProtection",
    "writeProtection",
    "footnotePr",
    "endnotePr",
    "attachedSchema",
    "saveThroughXslt",
    "rsids",
)
_DROPPED_MARKS = (
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "footnoteReference",
    "endnoteReference",
    "altChunk",
)
_UNREADABLE = (
    OpcError,
    XmlchemyError,
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    TypeError,
    etree.LxmlError,
)
"""What python-docx raises over a package whose parts do not fit together."""


@contextmanager
def readable(source: Path | bytes) -> Iterator[None]:
    """Refuse the letterhead as ``file_damaged`` where the block stumbles over its parts."""
    try:
        yield
    except _UNREADABLE as error:
        raise Refused("file_damaged", name=_path(source).name) from error


def _path(source: Path | bytes) -> Path:
    """Return the path of the letterhead, or what it is called where it has none."""
    return Path(_("modèle.docx")) if isinstance(source, bytes) else source


def open_letterhead(source: Path | bytes) -> DocxDocument:
    """Return the letterhead ready to build upon: safe, in one section, without what belonged to its old text.

    Raises Refused: those of :func:`pstdesk.documents.foreign.open_package`, ``letterhead_macros``,
    ``letterhead_strict``, ``letterhead_embedded``, ``letterhead_linked``, ``letterhead_narrow``.
    """
    content = source if isinstance(source, bytes) else read_file(source)
    package = check_package(_path(source), content, "docx")
    plain = _without_macros(package)
    with readable(source):
        document = Document(plain)
        _clean_settings(document)
        _clean_body(document)
        _drop_unused(document)
        for part in document.part.package.iter_parts():
            _refuse_outside(part, package.path.name)
        _refuse_narrow(document, package.path.name)
        return document


def _without_macros(package: Package) -> io.BytesIO:
    """Return the package as a plain document; a template (.dotx) becomes one."""
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise Refused("letterhead_macros", name=package.path.name)
    if b"purl.oclc.org/ooxml" in package.read("_rels/.rels"):
        raise Refused("letterhead_strict", name=package.path.name)
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as archive:
        for part in package.names:
            content = package.read(part)
            if part == "[Content_Types].xml":
                content = content.replace(_TEMPLATE_TYPE, _MAIN_TYPE)
            archive.writestr(zipfile.ZipInfo(part), content)
    plain.seek(0)
    return plain


def _clean_settings(document: DocxDocument) -> None:
    settings = document.settings.element
    for tag in _DROPPED_SETTINGS:
        for element in settings.findall(qn(f"w:{tag}")):
            settings.remove(element)
    for relationship in document.part.rels.values():
        if _kind(relationship.reltype) == "settings":
            relationship.target_part.rels.clear()


def _clean_body(document: DocxDocument) -> None:
    """Leave the page set-up of the last section, with the headers and footers that hold there."""
    body = document.element.body
    sections = list(body.iter(qn("w:sectPr")))
    last = body.find(qn("w:sectPr"))
    if last is None:
        last = etree.SubElement(body, qn("w:sectPr"))
    _inherit(last, sections)
    for tag in ("type", "cols", "footnotePr", "endnotePr", "formProt", "printerSettings", "sectPrChange"):
        for element in last.findall(qn(f"w:{tag}")):
            last.remove(element)
    marks = [element for tag in _DROPPED_MARKS for element in body.iter(qn(f"w:{tag}"))]
    for mark in marks:
        mark.getparent().remove(mark)
    place = contents_place(document)
    if place is None:
        for element in list(body):
            if element is not last:
                body.remove(element)


def _inherit(last: etree._Element, sections: list[etree._Element]) -> None:
    """Give the last section the header and footer references that it took from earlier ones."""
    for tag in (qn("w:headerReference"), qn("w:footerReference")):
        held = {reference.get(qn("w:type")) for reference in last.findall(tag)}
        for section in reversed(sections):
            for reference in section.findall(tag):
                if reference.get(qn("w:type")) not in held:
                    held.add(reference.get(qn("w:type")))
                    last.insert(0, deepcopy(reference))


def contents_place(document: DocxDocument) -> etree._Element | None:
    """Return the paragraph of the body that says ``{contenu}`` and nothing else, or None."""
    paragraphs: list[etree._Element] = document.element.body.findall(qn("w:p"))
    for paragraph in paragraphs:
        if "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip() == "{contenu}":
            return paragraph
    return None


def _drop_unused(document: DocxDocument) -> None:
    """Drop the parts that only the old text needed, and every property of the old file."""
    part = document.part
    used = {value for element in part.element.iter() for key, value in element.items() if key.startswith(_R)}
    for identifier, relationship in list(part.rels.items()):
        if _kind(relationship.reltype) not in _BASE_KINDS and identifier not in used:
            del part.rels[identifier]
    package = part.package
    for identifier, relationship in list(package.rels.items()):
        if _kind(relationship.reltype) != "officeDocument":
            del package.rels[identifier]


def _kind(reltype: str) -> str:
    return reltype.rpartition("/")[2]


def _refuse_outside(part: Part, name: str) -> None:
    """Refuse what is embedded, linked or read from elsewhere; a link to click on is no harm."""
    for relationship in part.rels.values():
        if _kind(relationship.reltype) in _EMBEDDED_KINDS:
            raise Refused("letterhead_embedded", name=name)
        if relationship.is_external and _kind(relationship.reltype) != "hyperlink":
            raise Refused("letterhead_linked", name=name)
    if isinstance(part, XmlPart) and _READING_FIELDS.search(_field_codes(part.element)):
        raise Refused("letterhead_linked", name=name)


def _field_codes(element: etree._Element) -> str:
    """Return every field's instruction; Word cuts them into runs anywhere, so they are joined."""
    written = "".join(code.text or "" for code in element.iter(qn("w:instrText")))
    simple = " ".join(code.get(qn("w:instr")) or "" for code in element.iter(qn("w:fldSimple")))
    return f"{written} {simple}"


def _refuse_narrow(document: DocxDocument, name: str) -> None:
    if text_width(document) < NARROWEST:
        raise Refused("letterhead_narrow", name=name)


def text_width(document: DocxDocument) -> int:
    """Return the width of the last section's text in twentieths of a point; A4 where nothing is said."""
    section = document.sections[-1]
    page = 11906 if section.page_width is None else section.page_width.twips
    sides = (section.left_margin, section.right_margin, section.gutter)
    return page - sum(0 if side is None else side.twips for side in sides)

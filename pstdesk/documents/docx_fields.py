"""Fields of a letterhead, {date} and the like, and the line that foots every page of a Word document."""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer
from lxml import etree

from pstdesk.documents.letterhead import text_width
from pstdesk.i18n import _

_FIELD = re.compile(r"\{([a-z]+)\}")
_PAGE = re.compile(r"\bPAGE\b", re.IGNORECASE)


def fill_fields(element: etree._Element, values: Mapping[str, str]) -> set[str]:
    """Put ``values`` where the text of ``element`` says ``{name}``; return the names that were there.

    Plain replacement, nothing is evaluated; unknown names stay as they are. Word cuts a text into runs
    anywhere, so a field is looked for in the paragraph as a whole and takes the look of its first letter.
    A paragraph whose fields all came out empty, with nothing else in it, is taken away.
    """
    found: set[str] = set()
    for paragraph in list(element.iter(qn("w:p"))):
        texts = [text for text in paragraph.iter(qn("w:t")) if text.text]
        names = _fill(texts, values)
        found |= names
        if names and not "".join(text.text or "" for text in texts).strip():
            _take_away(paragraph)
    return found


def _fill(texts: list[etree._Element], values: Mapping[str, str]) -> set[str]:
    whole = "".join(text.text or "" for text in texts)
    matches = [match for match in _FIELD.finditer(whole) if match[1] in values]
    for match in reversed(matches):
        value, start = values[match[1]], 0
        for text in texts:
            old = text.text or ""
            left, right = max(match.start() - start, 0), min(match.end() - start, len(old))
            start += len(old)
            if left < right:
                text.text, value = old[:left] + value + old[right:], ""
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return {match[1] for match in matches}


def _take_away(paragraph: etree._Element) -> None:
    """Remove the paragraph, unless it holds a picture or is the one that its cell or footer must have."""
    parent = paragraph.getparent()
    holds_more = next(paragraph.iter(qn("w:drawing"), qn("w:pict"), qn("w:sectPr")), None) is not None
    if parent is not None and len(parent.findall(qn("w:p"))) > 1 and not holds_more:
        parent.remove(paragraph)


def _running_parts(document: DocxDocument) -> Iterator[XmlPart]:
    """Yield the parts of all headers and footers."""
    for relationship in document.part.rels.values():
        if relationship.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield relationship.target_part


def _footers(document: DocxDocument) -> Iterator[_Footer]:
    """Yield the footers that some page of the last section shows."""
    section = document.sections[-1]
    yield section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_footer


def fill_running_parts(document: DocxDocument, values: Mapping[str, str], style: str) -> None:
    """Fill headers and footers, and see to it that every page says its state and its number.

    ``style`` is the id of the style of the line that is added where a letterhead's footer does not.
    """
    named = {part.partname: fill_fields(part.element, values) for part in _running_parts(document)}
    for footer in _footers(document):
        if footer.is_linked_to_previous:
            footer.is_linked_to_previous = False
        element = footer.part.element
        says_page = any(_PAGE.search(code) for code in _codes(element))
        says_state = "etat" in named.get(footer.part.partname, ())
        if says_page and says_state:
            continue
        text = "" if says_state else f"{values['reperes']}. {values['etat']}"
        _drop_last_empty(element)
        element.append(parse_xml(_state_line(text, style, text_width(document), not says_page)))


def _codes(element: etree._Element) -> Iterable[str]:
    yield from (code.text or "" for code in element.iter(qn("w:instrText")))
    yield from (code.get(qn("w:instr"), "") for code in element.iter(qn("w:fldSimple")))


def _drop_last_empty(footer: etree._Element) -> None:
    last = footer[-1] if len(footer) else None
    if last is not None and last.tag == qn("w:p") and last.find(qn("w:r")) is None:
        footer.remove(last)


def _state_line(text: str, style: str, width: int, with_page: bool) -> str:
    page = (
        '<w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">'
        f'{escape(_("Page"))} </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{page if with_page else ""}</w:p>'
    )

"""What a Word document is built upon: a template with the styles and lists it needs, and how it is saved."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from lxml import etree

from pstdesk.documents.docx_body import NAMESPACE, STYLE_NAMES, NumberedList, list_definitions
from pstdesk.resources import resource

_WORD_2013 = 15
_CELL_MARGIN = 85
"""Of our table style, in twentieths of a point."""
_OUR_FOOTER = "PST Pied"


@dataclass(frozen=True, slots=True)
class Lists:
    """The ids of lists in one document: that of bullets, the last one taken, the shape of numbers."""

    bullets: int
    last: int
    number_shape: int


@cache
def _template() -> bytes:
    return resource("templates", "minutes.docx").read_bytes()


def open_template() -> DocxDocument:
    """Return our own clean template, empty."""
    return Document(io.BytesIO(_template()))


@cache
def _our_styles() -> dict[str, etree._Element]:
    return _by_name(open_template())


@cache
def _our_shapes() -> dict[str, etree._Element]:
    """Return our two shapes of lists by name, bullets first."""
    numbering = open_template().part.numbering_part.element
    return {_shape_name(shape): shape for shape in numbering.findall(qn("w:abstractNum"))}


# Styles


def add_missing_styles(document: DocxDocument) -> dict[str, str]:
    """Add those of our styles that the document has not, and return all style ids by name.

    Styles are known by their names, lower case, because Word translates ids and keeps names.
    """
    theirs, ours = _by_name(document), _our_styles()
    taken = {style.get(qn("w:styleId")) for style in theirs.values()}
    names = {style.get(qn("w:styleId")): name for name, style in ours.items()}
    for name in map(str.lower, (*STYLE_NAMES, _OUR_FOOTER)):
        if name not in theirs:
            style = deepcopy(ours[name])
            if style.get(qn("w:styleId")) in taken:
                style.set(qn("w:styleId"), f"Pst{style.get(qn('w:styleId'))}")
            taken.add(style.get(qn("w:styleId")))
            document.styles.element.append(style)
            theirs[name] = style
            _relink(style, theirs, names)
    found = {name: style.get(qn("w:styleId"), "") for name, style in theirs.items()}
    return {name: found[name.lower()] for name in (*STYLE_NAMES, _OUR_FOOTER)}


def _by_name(document: DocxDocument) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for style in document.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            found.setdefault(name.get(qn("w:val"), "").lower(), style)
    return found


def _relink(
    style: etree._Element, theirs: Mapping[str, etree._Element], our_names: Mapping[str | None, str]
) -> None:
    """Make a style of ours point at their styles of the same names; a parent they have not is left out."""
    for tag in ("w:basedOn", "w:next"):
        link = style.find(qn(tag))
        if link is None:
            continue
        target = theirs.get(our_names[link.get(qn("w:val"))])
        if target is None:
            style.remove(link)
        else:
            link.set(qn("w:val"), target.get(qn("w:styleId"), ""))


def are_headings_numbered(document: DocxDocument) -> bool:
    """Tell whether the document's own heading style numbers headings, which ours do already."""
    return _by_name(document)["heading 1"].find(f".//{qn('w:numPr')}") is not None


def table_indent(document: DocxDocument) -> int:
    """Return what brings a table's edge to the edge of the text, in twentieths of a point.

    Before Word 2013 the text of the first cell stood there, and the edge a cell's margin further left.
    """
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if (
            setting.get(qn("w:name")) == "compatibilityMode"
            and int(setting.get(qn("w:val"), "0")) >= _WORD_2013
        ):
            return 0
    return _CELL_MARGIN


def speak(document: DocxDocument, tag: str) -> None:
    """Make ``tag`` (fr-FR) the language of the document, in its defaults and in every style that has one."""
    styles = document.styles.element
    properties = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if properties is None:
        for old in styles.findall(qn("w:docDefaults")):
            styles.remove(old)
        styles.insert(0, deepcopy(open_template().styles.element.find(qn("w:docDefaults"))))
    elif properties.find(qn("w:lang")) is None:
        etree.SubElement(properties, qn("w:lang"))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)


# Lists


def add_lists(document: DocxDocument) -> Lists:
    """Give the document our bullets and our numbers, beside whatever lists it has."""
    numbering = _numbering(document)
    shapes = {_shape_name(shape): shape for shape in numbering.findall(qn("w:abstractNum"))}
    for name, shape in _our_shapes().items():
        if name not in shapes:
            shapes[name] = _add_shape(numbering, shape)
    bullets, numbers = (shapes[name].get(qn("w:abstractNumId"), "") for name in _our_shapes())
    last = max((int(entry.get(qn("w:numId"), "0")) for entry in numbering.findall(qn("w:num"))), default=0)
    link = f'<w:abstractNumId w:val="{bullets}"/>'
    _add_numbers(numbering, [f'<w:num {nsdecls("w")} w:numId="{last + 1}">{link}</w:num>'])
    return Lists(bullets=last + 1, last=last + 1, number_shape=int(numbers))


def _shape_name(shape: etree._Element) -> str:
    name = shape.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "")


def _add_shape(numbering: etree._Element, shape: etree._Element) -> etree._Element:
    theirs = numbering.findall(qn("w:abstractNum"))
    ours = deepcopy(shape)
    last = max((int(each.get(qn("w:abstractNumId"), "0")) for each in theirs), default=0)
    ours.set(qn("w:abstractNumId"), str(last + 1))
    numbering.insert(numbering.index(theirs[-1]) + 1 if theirs else 0, ours)
    return ours


def define_lists(document: DocxDocument, entries: Iterable[NumberedList], shape: int) -> None:
    """Add the numbered lists that a body turned out to have."""
    definitions = (
        xml.replace("<w:num ", f"<w:num {nsdecls('w')} ", 1) for xml in list_definitions(entries, shape)
    )
    _add_numbers(_numbering(document), definitions)


def _add_numbers(numbering: etree._Element, definitions: Iterable[str]) -> None:
    entries = numbering.findall(qn("w:num"))
    place = numbering.index(entries[-1]) + 1 if entries else len(numbering.findall(qn("w:abstractNum")))
    for offset, definition in enumerate(definitions):
        numbering.insert(place + offset, parse_xml(definition))


def _numbering(document: DocxDocument) -> etree._Element:
    """Return the numbering of the document, which a letterhead without any list has not."""
    part = document.part
    for relationship in part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.NUMBERING:
            found: etree._Element = relationship.target_part.element
            return found
    empty = f"<w:numbering {nsdecls('w')}/>".encode()
    made = NumberingPart.load(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    element: etree._Element = made.element
    return element


# Files

_PLACE = "pstdesk:contents"


def mark_place(body: etree._Element, place: etree._Element | None) -> None:
    """Mark where the contents go: for the paragraph ``place``, else before the page set-up at the end."""
    mark = etree.Comment(_PLACE)
    if place is None:
        body[-1].addprevious(mark)
    else:
        place.addprevious(mark)
        body.remove(place)


def document_bytes(document: DocxDocument, contents: str) -> bytes:
    """Return the file, ``contents`` put as text where :func:`mark_place` said.

    The same bytes for the same document, whenever and wherever it is saved. The contents are never parsed:
    moving thousands of elements from one tree into another costs more than all the rest.
    """
    if document.element.nsmap.get("w") != NAMESPACE:  # some programs give the namespace another prefix
        for tag in ("<w:p", "<w:tbl"):
            contents = contents.replace(f"{tag}>", f'{tag} xmlns:w="{NAMESPACE}">')
    parts = [part.partname for part in document.part.package.iter_parts()]
    if len(set(parts)) < len(parts):
        raise ValueError("two parts of one name")  # of a letterhead that relates its parts wrongly
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    main = document.part.partname.membername
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            part = source.read(name)
            target.writestr(entry, _filled(part, contents) if name == main else part)
    return fixed.getvalue()


def _filled(part: bytes, contents: str) -> bytes:
    before, after = part.split(f"<!--{_PLACE}-->".encode(), 1)
    return before + contents.encode() + after

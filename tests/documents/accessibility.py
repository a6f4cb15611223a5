"""What keeps a Word document from being read by everybody; an empty list is what we want."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DC = "{http://purl.org/dc/elements/1.1/}"


def problems(file: bytes, language: str = "fr-FR") -> list[str]:
    """Return what is wrong with the document, in words."""
    parts = _parts(file)
    styles, document = parts["word/styles.xml"], parts["word/document.xml"]
    body = document.find(f"{W}body")
    assert body is not None
    return [
        *_properties(parts["docProps/core.xml"], language),
        *_language(styles, language),
        *_headings(body, styles),
        *_tables(body),
        *_empty_paragraphs(body),
        *_pictures(parts),
        *_bookmarks(body),
    ]


def _parts(file: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def text_of(element: etree._Element) -> str:
    """Return the words of a paragraph or a cell."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _properties(core: etree._Element, language: str) -> Iterator[str]:
    if not (core.findtext(f"{DC}title") or "").strip():
        yield "no title"
    if core.findtext(f"{DC}language") != language:
        yield f"the properties speak {core.findtext(f'{DC}language')}"


def _language(styles: etree._Element, language: str) -> Iterator[str]:
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if default is None or default.get(f"{W}val") != language:
        yield "the default language is not that of the text"
    for lang in styles.iter(f"{W}lang"):
        if lang.get(f"{W}val") != language:
            yield f"a style speaks {lang.get(f'{W}val')}"


def heading_levels(body: etree._Element, styles: etree._Element) -> list[tuple[int, str]]:
    """Return (level, words) of the title, which is level 0, and of every heading."""
    names = {
        style.get(f"{W}styleId"): name.get(f"{W}val", "").lower()
        for style in styles.iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None
    }
    found = []
    for paragraph in body.iter(f"{W}p"):
        used = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if used is None else names[used.get(f"{W}val")]
        if name == "title":
            found.append((0, text_of(paragraph)))
        elif name.startswith("heading "):
            found.append((int(name.removeprefix("heading ")), text_of(paragraph)))
    return found


def _headings(body: etree._Element, styles: etree._Element) -> Iterator[str]:
    levels = heading_levels(body, styles)
    if [level for level, _words in levels].count(0) != 1:
        yield "not exactly one title"
    last = 0
    for level, words in levels:
        if level > last + 1:
            yield f"a jump from level {last} to {level} at {words!r}"
        if not words.strip():
            yield "a heading without words"
        last = level


def _tables(body: etree._Element) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        marks = [row.find(f"{W}trPr/{W}tblHeader") for row in rows]
        if marks[0] is None or any(mark is not None for mark in marks[1:]):
            yield "a table without exactly one header row, its first"
        elif marks[0].get(f"{W}val") is not None:
            yield "a header row marked in the old way"
        if any(next(table.iter(f"{W}{tag}"), None) is not None for tag in ("gridSpan", "vMerge")):
            yield "a table with merged cells"
        if next(table.iterdescendants(f"{W}tbl"), None) is not None:
            yield "a table in a table"
        if any(not text_of(cell).strip() for cell in rows[0].iter(f"{W}tc")):
            yield "a column without a header"
        if table.find(f"{W}tblPr/{W}tblCaption") is None:
            yield "a table that does not say what it is about"


def _empty_paragraphs(body: etree._Element) -> Iterator[str]:
    for paragraph in body.iter(f"{W}p"):
        holds = any(next(paragraph.iter(f"{W}{tag}"), None) is not None for tag in ("drawing", "pict"))
        if not text_of(paragraph).strip() and not holds:
            yield "an empty paragraph"


def _pictures(parts: dict[str, etree._Element]) -> Iterator[str]:
    for name, part in parts.items():
        for picture in part.iter(f"{WP}docPr"):
            if not (picture.get("descr") or "").strip():
                yield f"a picture without a description in {name}"


def _bookmarks(body: etree._Element) -> Iterator[str]:
    starts = list(body.iter(f"{W}bookmarkStart"))
    for what in ("id", "name"):
        counted = Counter(start.get(f"{W}{what}") for start in starts)
        yield from (f"bookmark {what} {value} twice" for value, times in counted.items() if times > 1)
    ends = [end.get(f"{W}id") for end in body.iter(f"{W}bookmarkEnd")]
    if sorted(start.get(f"{W}id") or "" for start in starts) != sorted(end or "" for end in ends):
        yield "a bookmark that does not end"
    if any(len(start.get(f"{W}name") or "") > 40 for start in starts):
        yield "a bookmark with a name longer than Word's 40 characters"


def contrast(text: str, ground: str) -> float:
    """Return the contrast of two colours RRGGBB, 1 to 21 [WCAG 2.2, relative luminance]."""
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

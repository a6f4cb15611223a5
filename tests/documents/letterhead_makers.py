"""Makers of letterheads as communes have them, made with another library's template than ours."""

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor
from PIL import Image

Change = Callable[[dict[str, bytes]], None]
THEIR_OWN = ["a picture without a description in word/header1.xml"]
"""What nobody but the commune can mend in the letterhead made here."""


def logo() -> io.BytesIO:
    """Return a picture: a green square with a white bar."""
    image = Image.new("RGB", (120, 120), (46, 125, 79))
    image.paste((255, 255, 255), (20, 55, 100, 65))
    file = io.BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return file


def letterhead_document(body: tuple[str, ...] = ("Objet : ancien courrier", "Madame,")) -> DocxDocument:
    """Return a letterhead: a logo and fields in its first header, an address in its footer, an old text."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    first.add_run().add_picture(logo(), height=Cm(1.6))
    line = section.first_page_header.add_paragraph("Commune de {com")
    line.add_run("mune}").bold = True  # Word cuts a field in two at will
    section.header.paragraphs[0].text = "{instance}, {date}"
    for footer in (section.first_page_footer, section.footer):
        footer.paragraphs[0].text = "Hôtel de ville, 1, rue de la République, 99140 Valmont"
        footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading = document.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0x2E, 0x7D, 0x4F)
    heading.font.size = Pt(15)
    document.styles["Normal"].font.name = "Times New Roman"
    for text in body:
        document.add_paragraph(text)
    document.add_picture(logo(), height=Cm(3))
    return document


def as_bytes(document: DocxDocument) -> bytes:
    """Return the document as a file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def letterhead(body: tuple[str, ...] = ("Objet : ancien courrier", "Madame,")) -> bytes:
    """Return the letterhead as a file."""
    return as_bytes(letterhead_document(body))


def changed(file: bytes, change: Change) -> bytes:
    """Return the file with its parts, by name, changed by ``change``."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_field(instruction: str) -> bytes:
    """Return a letterhead whose header has a field of that instruction, cut into two runs."""
    document = letterhead_document()
    half = len(instruction) // 2
    field = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in (instruction[:half], instruction[half:])
    )
    document.sections[0].header._element.append(parse_xml(f"<w:p {nsdecls('w')}>{field}</w:p>"))
    return as_bytes(document)

"""Letters for PDF: Source Sans Pro, embedded, and for other scripts a font of the system that has them."""

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FAMILY = "SourceSansPro"
BOLD = f"{FAMILY}-Bold"
_FILES = {
    FAMILY: "SourceSansPro-Regular.ttf",
    BOLD: "SourceSansPro-Bold.ttf",
    f"{FAMILY}-It": "SourceSansPro-It.ttf",
    f"{FAMILY}-BoldIt": "SourceSansPro-BoldIt.ttf",
}
_MISSING = "\N{BALLOT BOX}"
"""Stands for a letter that no font at hand can draw."""

_FALLBACKS = {
    "win32": (
        "segoeui.ttf",
        "seguisym.ttf",
        "nirmala.ttf",
        "msyh.ttc",
        "malgun.ttf",
        "arial.ttf",
        "seguiemj.ttf",
    ),
    "darwin": ("Arial Unicode.ttf", "Arial.ttf"),
    "linux": (
        "dejavu/DejaVuSans.ttf",
        "noto/NotoSansArabic-Regular.ttf",
        "noto/NotoSansHebrew-Regular.ttf",
        "noto/NotoSansDevanagari-Regular.ttf",
        "droid/DroidSansFallbackFull.ttf",
        "wqy/wqy-zenhei.ttc",
    ),
}
_FOLDERS = {
    "win32": Path("C:/Windows/Fonts"),
    "darwin": Path("/System/Library/Fonts/Supplemental"),
    "linux": Path("/usr/share/fonts/truetype"),
}


@cache
def register_fonts() -> frozenset[int]:
    """Make Source Sans Pro known to reportlab, once, and return the characters that it draws."""
    folder = files("font_source_sans_pro") / "files"
    for name, file in _FILES.items():
        registerFont(TTFont(name, str(folder / file)))
    registerFontFamily(FAMILY, *_FILES)
    return _characters(TTFont(FAMILY, str(folder / _FILES[FAMILY])))


def _characters(font: TTFont) -> frozenset[int]:
    return frozenset(font.face.charToGlyph)


@cache
def _fallbacks() -> tuple[tuple[str, frozenset[int]], ...]:
    return tuple(_system_fonts())


def _system_fonts() -> Iterator[tuple[str, frozenset[int]]]:
    """Yield the fonts that this system has of those that cover much, by name, with their characters."""
    for file in _FALLBACKS.get(sys.platform, ()):
        path = _FOLDERS[sys.platform] / file
        try:
            font = TTFont(f"Fallback-{path.stem}", str(path), subfontIndex=0)
        except (TTFError, OSError):  # not there, or of a kind that cannot be embedded
            continue
        registerFont(font)
        yield font.fontName, _characters(font)


@cache
def _font_of(character: str) -> str:
    """Return the font that draws ``character``: empty for our own, _MISSING where there is none."""
    if ord(character) in register_fonts() or character in "\n\t":
        return ""
    for name, characters in _fallbacks():
        if ord(character) in characters:
            return name
    return _MISSING


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield ``text`` in pieces of one font each: (the font's name, letters).

    Letters that Source Sans Pro has not come from a font of the system; where that has none either, a
    square stands for each. Scripts that join their letters or run from right to left are drawn letter by
    letter in the order in which they were typed: the Word document sets those properly. The name is empty
    for Source Sans Pro, in whatever weight is wanted.
    """
    text = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")  # reportlab breaks lines at U+202F
    if text.isascii() or register_fonts().issuperset(map(ord, text)):  # nearly every text
        yield "", text
        return
    for font, letters in groupby(text, _font_of):
        run = "".join(letters)
        if font == _MISSING:
            yield "", _MISSING * sum(not unicodedata.category(letter).startswith("C") for letter in run)
        else:
            yield font, run


def spelled(text: str) -> str:
    """Return ``text`` as markup of reportlab's paragraphs, nothing in it taken for markup."""
    return "".join(_in_font(font, run) for font, run in pieces(text))


def _in_font(font: str, text: str) -> str:
    return f'<font name="{font}">{_markup(text)}</font>' if font else _markup(text)


def _markup(text: str) -> str:
    return escape(text).replace("\n", "<br/>").replace("\t", "    ")

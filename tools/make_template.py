"""Makes resources/templates/minutes.docx, our own clean Word template, the same bytes on every machine.

    python -m tools.make_template

Its styles stand in template_styles.py. Text is Arial, which every town hall's Word has and for which
LibreOffice puts Liberation Sans of the same widths, so that lines and pages break alike in both.
"""

import sys
import zipfile
from pathlib import Path

from pstdesk.documents.look import ACCENT, INK, MUTED, PALE, RULE
from tools.template_styles import HEAD, W, styles

TARGET = Path(__file__).resolve().parent.parent / "resources" / "templates" / "minutes.docx"

A4 = (11906, 16838)
MARGIN = 1247  # 2.2 cm
TEXT_WIDTH = A4[0] - 2 * MARGIN

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def numbering() -> str:
    """Return word/numbering.xml: the shapes of our bullets and our numbers, each with one list inside it."""
    return (
        f'{HEAD}<w:numbering xmlns:w="{W}">'
        f"{_shape(1, 'pstdesk bullets', _level(0, 'bullet', '•') + _level(1, 'bullet', '–'))}"
        f"{_shape(2, 'pstdesk numbers', _level(0, 'decimal', '%1.') + _level(1, 'decimal', '%2.'))}"
        "</w:numbering>"
    )


def _shape(number: int, name: str, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f'<w:name w:val="{name}"/>{levels}</w:abstractNum>'
    )


def _level(number: int, kind: str, shape: str) -> str:
    left = 340 * (number + 1)
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shape}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="340"/></w:pPr></w:lvl>'
    )


def settings() -> str:
    """Return word/settings.xml: the mode of today's Word, French separators, nothing remembered."""
    uri = "http://schemas.microsoft.com/office/word"
    names = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in names.items()
    )
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def fonts() -> str:
    """Return word/fontTable.xml: Arial, and what is as wide where it is missing."""
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="Arial"><w:altName w:val="Liberation Sans"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme() -> str:
    """Return word/theme/theme1.xml, which the format requires: our colours, Arial, plain fills and lines."""
    colors = {
        "dk1": INK,
        "lt1": "FFFFFF",
        "dk2": MUTED,
        "lt2": PALE,
        "accent1": ACCENT,
        "accent2": "2E7D4F",
        "accent3": "B26A00",
        "accent4": "B3261E",
        "accent5": MUTED,
        "accent6": RULE,
        "hlink": ACCENT,
        "folHlink": MUTED,
    }
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colors.items())
    face = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{plain}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="pstdesk">'
        f'<a:themeElements><a:clrScheme name="pstdesk">{scheme}</a:clrScheme><a:fontScheme name="pstdesk">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="pstdesk"><a:fillStyleLst>{plain * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def footer() -> str:
    """Return word/footer1.xml: the programme's line, then where the page belongs, the state, the page."""
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}">{_footer_line("<w:r><w:t>{pied}</w:t></w:r>")}'
        '<w:p><w:pPr><w:pStyle w:val="PstStateLine"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs></w:pPr>'
        '<w:r><w:t xml:space="preserve">{reperes}. </w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>{etat}</w:t></w:r><w:r><w:tab/></w:r>'
        f'<w:r><w:t xml:space="preserve">Page </w:t></w:r>{_field("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}</w:p></w:ftr>'
    )


def _footer_line(run: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{run}</w:p>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def document() -> str:
    """Return word/document.xml: one A4 page and nothing on it."""
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body><w:sectPr>'
        f'<w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="{A4[0]}" w:h="{A4[1]}"/>'
        f'<w:pgMar w:top="1134" w:right="{MARGIN}" w:bottom="1247" w:left="{MARGIN}" w:header="567" '
        'w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def core() -> str:
    """Return docProps/core.xml, empty: every document fills in its own."""
    return (
        f"{HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def application() -> str:
    """Return docProps/app.xml."""
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>pstdesk</Application></Properties>"
    )


PARTS = {
    "word/document.xml": (document, f"{_ML}.document.main+xml"),
    "word/styles.xml": (styles, f"{_ML}.styles+xml"),
    "word/settings.xml": (settings, f"{_ML}.settings+xml"),
    "word/fontTable.xml": (fonts, f"{_ML}.fontTable+xml"),
    "word/numbering.xml": (numbering, f"{_ML}.numbering+xml"),
    "word/theme/theme1.xml": (theme, "application/vnd.openxmlformats-officedocument.theme+xml"),
    "word/footer1.xml": (footer, f"{_ML}.footer+xml"),
    "docProps/core.xml": (core, "application/vnd.openxmlformats-package.core-properties+xml"),
    "docProps/app.xml": (
        application,
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
}


def content_types() -> str:
    """Return [Content_Types].xml."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_make, kind) in PARTS.items()
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """Return a .rels part; each target is (kind, path)."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{path}"/>'
        for number, (kind, path) in enumerate(targets, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{package}">{entries}</Relationships>'


def parts() -> dict[str, str]:
    """Return every part of the template by its name, in the order in which the zip holds them."""
    package_core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{_R}/officeDocument", "word/document.xml"),
            (package_core, "docProps/core.xml"),
            (f"{_R}/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": relationships(
            (f"{_R}/styles", "styles.xml"),
            (f"{_R}/settings", "settings.xml"),
            (f"{_R}/fontTable", "fontTable.xml"),
            (f"{_R}/numbering", "numbering.xml"),
            (f"{_R}/footer", "footer1.xml"),
            (f"{_R}/theme", "theme/theme1.xml"),
        ),
    } | {name: make() for name, (make, _kind) in PARTS.items()}


def make(target: Path) -> None:
    """Write the template; stored and not deflated, because two zlibs do not deflate alike."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0  # else the zip tells on what system it was made
            archive.writestr(entry, text.encode())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)

"""The styles of our Word documents: what tools/make_template.py puts into the template."""

from pstdesk.documents.look import ACCENT, INK, MUTED, PALE, RULE, TINT

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def spacing(before: int = 0, after: int = 0, line: int | None = None) -> str:
    """Return space around a paragraph in twentieths of a point; ``line`` in 240ths of a line."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def bar(color: str, padding: str = "FFFFFF") -> str:
    """Return a vertical bar at the left of a paragraph, padded by lines in the colour of its ground."""
    air = f'w:val="single" w:sz="4" w:space="4" w:color="{padding}"/>'
    return (
        f"<w:pBdr><w:top {air}"
        f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{color}"/><w:bottom {air}</w:pBdr>'
    )


def fill(color: str) -> str:
    """Return a plain background."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def letters(size: float | None = None, color: str = "", bold: bool = False) -> str:
    """Return how letters look; ``size`` in points."""
    parts = ["<w:b/><w:bCs/>" if bold else ""]
    parts.append(f'<w:color w:val="{color}"/>' if color else "")
    parts.append(f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>' if size else "")
    return "".join(parts)


def paragraph_style(
    identifier: str, name: str, layout: str = "", look: str = "", based: str = "Normal", following: str = ""
) -> str:
    """Return one paragraph style; the names of Word's own are English and lower case in the file."""
    return (
        f'<w:style w:type="paragraph" {custom(name)}w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{layout}</w:pPr>" if layout else "")
        + (f"<w:rPr>{look}</w:rPr>" if look else "")
        + "</w:style>"
    )


def character_style(identifier: str, name: str, look: str) -> str:
    """Return one character style."""
    return (
        f'<w:style w:type="character" {custom(name)}w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
    )


def custom(name: str) -> str:
    """Return the attribute that tells our own styles from those Word knows by name."""
    return 'w:customStyle="1" ' if name.startswith("PST ") else ""


DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" '
    'w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    f"<w:pPrDefault><w:pPr><w:widowControl/>{spacing(line=276)}</w:pPr></w:pPrDefault></w:docDefaults>"
)

BASE_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    f"<w:qFormat/><w:rPr>{letters(None, INK)}</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)

PARAGRAPH_STYLES = (
    paragraph_style(
        "Title",
        "Title",
        f"<w:keepNext/><w:keepLines/>{spacing(280, 200, 252)}",
        letters(16, INK, bold=True),
        following="BodyText",
    )
    + paragraph_style(
        "Heading1",
        "heading 1",
        f'<w:keepNext/><w:keepLines/>{spacing(320, 80, 252)}<w:outlineLvl w:val="0"/>',
        letters(13, ACCENT, bold=True),
        following="BodyText",
    )
    + paragraph_style(
        "Heading2",
        "heading 2",
        f'<w:keepNext/><w:keepLines/>{spacing(200, 80)}<w:outlineLvl w:val="1"/>',
        letters(10, INK, bold=True),
        following="BodyText",
    )
    + paragraph_style("BodyText", "Body Text", spacing(0, 120))
    + paragraph_style("ListBullet", "List Bullet", spacing(0, 40))
    + paragraph_style("ListNumber", "List Number", spacing(0, 40))
    + paragraph_style(
        "Footer",
        "footer",
        spacing(line=240),
        letters(8, MUTED),
    )
    + paragraph_style("PstLetterheadName", "PST Entête titre", spacing(0, 20), letters(11, INK, bold=True))
    + paragraph_style("PstLetterhead", "PST Entête", spacing(0, 0, 252), letters(9, MUTED))
    + paragraph_style(
        "PstDraft",
        "PST Projet",
        f'<w:keepLines/>{bar(INK, PALE)}{fill(PALE)}{spacing(240, 120)}<w:ind w:left="220"/>',
        letters(9.5),
    )
    + paragraph_style(
        "PstFact",
        "PST Fiche",
        f'<w:tabs><w:tab w:val="left" w:pos="1588"/></w:tabs>{spacing(0, 40)}'
        '<w:ind w:left="1588" w:hanging="1588"/>',
    )
    + paragraph_style("PstMeta", "PST Repère", f"<w:keepNext/>{spacing(0, 100)}", letters(9, MUTED))
    + paragraph_style("PstNote", "PST Note", spacing(0, 120), "<w:i/><w:iCs/>" + letters(None, MUTED))
    + paragraph_style(
        "PstCode",
        "PST Code",
        f"{fill(PALE)}{spacing(80, 160, 240)}",
        '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:noProof/>' + letters(8),
    )
    + paragraph_style(
        "PstDecision",
        "PST Décision",
        f'<w:keepLines/>{bar(ACCENT, TINT)}{fill(TINT)}{spacing(100, 120)}<w:ind w:left="220"/>',
    )
    + paragraph_style(
        "PstAction",
        "PST Action",
        f'<w:keepLines/>{bar(RULE)}{spacing(100, 120)}<w:ind w:left="220"/>',
    )
    + paragraph_style("PstCell", "PST Cellule", spacing(0, 0, 259), letters(9.5))
    + paragraph_style(
        "PstCellHead",
        "PST Cellule titre",
        f"<w:keepNext/>{spacing(0, 0, 252)}",
        letters(8.5, MUTED, bold=True),
    )
    + paragraph_style(
        "PstStateLine",
        "PST Pied",
        f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>',
        letters(8, MUTED),
    )
)

CHARACTER_STYLES = (
    character_style("Strong", "Strong", "<w:b/><w:bCs/>")
    + character_style("PstLabel", "PST Libellé", letters(None, ACCENT, bold=True))
    + character_style("PstMuted", "PST Discret", letters(None, MUTED))
    + character_style("PstStruck", "PST Retiré", f'<w:strike/><w:color w:val="{MUTED}"/>')
)

TABLE_STYLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="PstTable"><w:name w:val="PST Tableau"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    '</w:tblBorders><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:tcPr>{fill(PALE)}</w:tcPr></w:tblStylePr></w:style>'
)


def styles() -> str:
    """Return word/styles.xml."""
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" '
        'w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
    )
    inner = DEFAULTS + latent + BASE_STYLES + PARAGRAPH_STYLES + CHARACTER_STYLES + TABLE_STYLE
    return f'{HEAD}<w:styles xmlns:w="{W}">{inner}</w:styles>'

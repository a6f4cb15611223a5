"""A picture in the line of a Word document, with the words for those who do not see it."""

from xml.sax.saxutils import quoteattr

from pstdesk.documents.charts import Chart

_EMU = 12_700
"""English metric units in a point. [ECMA-376-1 20.1.2.1]"""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LONGEST_DESCRIPTION = 2000
"""Characters: what a reader of the screen still bears."""


def inline_picture(number: int, relation: str, size: tuple[float, float], chart: Chart) -> str:
    """Return ``wp:inline`` of the image ``relation``, ``size`` points wide and high.

    ``number`` tells the pictures of one document apart.
    """
    wide, high = (round(points * _EMU) for points in size)
    description = chart.description
    if len(description) > _LONGEST_DESCRIPTION:
        description = description[: _LONGEST_DESCRIPTION - 1] + "…"
    name = quoteattr(chart.title)
    return (
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={name} descr={quoteattr(f"{chart.title}. {description}")}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline>"
    )

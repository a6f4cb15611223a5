"""Minutes as plain sections, worded as they are printed: what two versions are compared by."""

from collections.abc import Iterator

from pstdesk.documents.minutes import MinutesContent
from pstdesk.documents.minutes_outline import minutes_outline
from pstdesk.documents.minutes_words import state_words
from pstdesk.documents.outline import Cell, Paragraph, Part, Picture, Table
from pstdesk.domain.comparison import Section
from pstdesk.i18n import _, language

_REPEATED = ("_pst_part_decisions", "_pst_part_actions")
"""The tables at the end say again what the items say."""


def minutes_sections(content: MinutesContent) -> tuple[Section, ...]:
    """Return the sections of minutes in their order, in the content's language, each found by its anchor."""
    with language(content.language):
        found = [Section("head", _("En-tête"), "")]
        # a draft says what it is itself, and its version is what one compares by
        lines: list[str] = [] if content.is_draft else [state_words(content)]
        for part in minutes_outline(content):
            if isinstance(part, Paragraph) and part.anchor:
                found[-1] = _with(found[-1], lines)
                found.append(Section(part.anchor, part.text, ""))
                lines = []
            else:
                lines += _lines(part)
        found[-1] = _with(found[-1], lines)
    return tuple(section for section in found if section.key not in _REPEATED)


def _with(section: Section, lines: list[str]) -> Section:
    return Section(section.key, section.heading, "\n".join(lines))


def _lines(part: Part) -> Iterator[str]:
    if isinstance(part, Picture):
        yield part.chart.description
    elif isinstance(part, Table):
        yield from (" · ".join(map(_cell, row.cells)) for row in part.rows)
    elif part.role == "bullet":
        yield f"• {part.text}"
    elif part.role == "number":
        yield f"{part.number}. {part.text}"
    else:
        yield part.text.replace("\t", " : " if part.role == "fact" else " ")


def _cell(cell: Cell) -> str:
    return " ; ".join("".join(run.text for run in line) for line in cell)

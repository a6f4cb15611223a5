"""The parts that a document is made of, ready to draw: paragraphs, tables and charts in words.

A document is worded once into these parts, and each format draws the same parts in the same order.
"""

from dataclasses import dataclass
from typing import Literal

from pstdesk.documents.charts import Chart
from pstdesk.documents.text import clean, one_line
from pstdesk.i18n import typeset

Tone = Literal["plain", "strong", "label", "muted", "struck"]
Role = Literal[
    "letterhead_name",
    "letterhead",
    "draft",
    "title",
    "fact",
    "heading",
    "subheading",
    "meta",
    "body",
    "bullet",
    "number",
    "decision",
    "action",
    "note",
    "code",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one tone of voice; a ``\\n`` in it breaks the line, a ``\\t`` goes to the next stop."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in a role, which each format knows how to dress."""

    role: Role
    runs: tuple[Run, ...]
    anchor: str = ""
    """The name of the hidden bookmark by which the section is found again when the file comes back."""
    level: int = 0
    number: int | None = None

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its header says, and its part of the width (all columns together: 1)."""

    header: str
    share: float
    is_number: bool = False
    """Whether its cells hold figures, which stand at the right."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a cell holds lines, each a paragraph of its own."""

    cells: tuple[Cell, ...]
    begins_group: bool = False
    """Whether a stronger line stands above it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row."""

    caption: str
    """What the table is about, for those who hear it rather than see it."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    together: bool = False
    """Whether it stays on one page, with its heading and with the words below it: for few rows."""
    row_height: float = 0
    """Points that each row has at least: room to sign."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, as wide as the text; its description is what those hear who do not see it."""

    chart: Chart


Part = Paragraph | Table | Picture

_HEADINGS: tuple[Role, ...] = ("heading", "subheading")
_LEADING: tuple[Role, ...] = (*_HEADINGS, "meta")


def stays_with(part: Part, following: Part | None) -> bool:
    """Whether ``part`` stays on the page of what follows it.

    What leads to something does, and a table that is not to be divided with the words below it.
    """
    if isinstance(part, Paragraph):
        return part.role in _LEADING and following is not None
    together = isinstance(part, Table) and part.together
    return together and isinstance(following, Paragraph) and following.role not in _HEADINGS


def typed(text: str) -> str:
    """Return somebody's text as a document prints it: cleaned, with the no-break spaces of the language."""
    return typeset(clean(text))


def typed_line(text: str) -> str:
    """Return somebody's name or title as a document prints it, on one line."""
    return typeset(one_line(text))

"""What the beamer shows of an election, as words and shares; never who voted, nor totals being typed."""

from dataclasses import dataclass

from pstdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One candidate: who, what they say or got, and how they stand.

    ``share`` is the length of the bar, 0..1, None without one; ``grades`` how many of each grade, from the
    worst to the best, drawn as a profile instead. ``mark`` is a word in the tint of ``tone``.
    """

    name: str
    beside: str = ""
    words: str = ""
    figure: str = ""
    share: float | None = None
    grades: tuple[int, ...] = ()
    mark: str = ""
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class Board:
    """The part of the beamer under its head; each part is empty where there is nothing to say.

    ``threshold`` 0..1 is where a thin line crosses the bars: the absolute majority. ``grade_words`` explain
    the profiles, from the worst to the best. ``proclaimed`` stands in the largest type.
    """

    title: str
    rule: str = ""
    state: str = ""
    tone: Tone = "accent"
    lines: tuple[BoardLine, ...] = ()
    threshold: float | None = None
    grade_words: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    outcome: str = ""
    proclaimed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def spoken(self) -> str:
        """Return all of it in one text, for those who hear the screen."""
        lines = [
            ", ".join(filter(None, (line.name, line.beside, line.figure, line.mark, line.words)))
            for line in self.lines
        ]
        figures = [f"{words} {number}" for words, number in self.figures]
        parts = (self.state, *lines, *figures, self.outcome, *self.proclaimed, *self.remarks)
        return "\n".join(filter(None, parts))

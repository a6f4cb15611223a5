"""What is shown of two compared texts, chosen on a worker: a megabyte has more changes than anybody reads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pstdesk.domain.comparison import ComparedSection, Span
from pstdesk.i18n import _, format_number

_AROUND = 160
"""Characters of an unchanged passage that stay beside a change; the rest of it is left out."""
_MOST_KEPT = 4_000
"""Characters of an unchanged passage that are shown at all where everything is wanted."""
_MOST_SHOWN = 12_000
"""Characters of one section on one side: nobody reads more here, and layout would hold up the window."""
_MOST_OF_ALL = 60_000
"""Likewise of all sections together; beyond it each says only its beginning."""
_BEGINNING = 400
_MOST_PIECES = 300
"""Stretches of one section on one side: each costs the layout as much as a line of text."""
_MOST_PIECES_OF_ALL = 1_200
"""Likewise of all sections together; beyond it each shows a few."""
_FEW_PIECES = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """What one side shows of a section."""

    heading: tuple[Span, ...]
    text: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """What is shown of a section."""

    left: Passage
    right: Passage
    differs: bool


@dataclass(frozen=True, slots=True)
class ShownVersions:
    """What is shown of two versions with ``total`` sections: where they differ, and everything."""

    total: int
    changes: tuple[ShownSection, ...]
    everything: tuple[ShownSection, ...]


def shown_versions(sections: Sequence[ComparedSection]) -> ShownVersions:
    """Return what is shown of ``sections``; on a worker, for a megabyte takes a while."""
    return ShownVersions(
        len(sections), _shown(sections, only_changes=True), _shown(sections, only_changes=False)
    )


def _shown(sections: Sequence[ComparedSection], *, only_changes: bool) -> tuple[ShownSection, ...]:
    left, pieces = _MOST_OF_ALL, _MOST_PIECES_OF_ALL
    shown = []
    for section in sections:
        if section.differs or not only_changes:
            most = min(_MOST_SHOWN, max(left, _BEGINNING)), min(_MOST_PIECES, max(pieces, _FEW_PIECES))
            one = ShownSection(
                _passage(section, "left", most, only_changes=only_changes),
                _passage(section, "right", most, only_changes=only_changes),
                section.differs,
            )
            left -= max(_length(one.left.text), _length(one.right.text))
            pieces -= max(len(one.left.text), len(one.right.text))
            shown.append(one)
    return tuple(shown)


def _passage(
    section: ComparedSection, side: Literal["left", "right"], most: tuple[int, int], *, only_changes: bool
) -> Passage:
    spans = _folded(_of_side(section.text, side), only_changes=only_changes)
    return Passage(tuple(_of_side(section.heading, side)), tuple(_cut(spans, *most)))


def _length(spans: Iterable[Span]) -> int:
    return sum(len(span.text) for span in spans)


def _of_side(spans: Iterable[Span], side: str) -> list[Span]:
    return [span for span in spans if span.side in ("both", side)]


def _folded(spans: list[Span], *, only_changes: bool) -> list[Span]:
    """Leave out the middle of what did not change."""
    most = 2 * _AROUND + 40 if only_changes else _MOST_KEPT
    around = _AROUND if only_changes else _MOST_KEPT // 2
    last = len(spans) - 1
    done: list[Span] = []
    for place, span in enumerate(spans):
        text = span.text
        if span.side == "both" and len(text) > most:
            head = "" if place == 0 and only_changes else text[:around]
            tail = "" if place == last and only_changes and place else text[-around:]
            text = f"{head} […] {tail}".strip(" ") if head or tail else text[:around] + " […]"
        done.append(Span(span.side, text))
    return done


def _cut(spans: list[Span], most: int, pieces: int) -> Iterator[Span]:
    """Yield the first ``most`` characters in at most so many ``pieces``, and say how many follow."""
    total, taken = _length(spans), 0
    for span in spans[:pieces]:
        text = span.text[: most - taken]
        if not text:
            break
        yield Span(span.side, text)
        taken += len(text)
    if total > taken:
        rest = _("[… encore {n} caractères]").format(n=format_number(total - taken))
        yield Span("both", f" {rest}")

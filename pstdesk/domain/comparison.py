"""What differs between two texts, section by section and word by word."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Side = Literal["both", "left", "right"]

_GRAINS = (
    re.compile(r"[^\n]*\n|[^\n]+"),
    re.compile(r"[^.;:!?]*[.;:!?]+\s*|[^.;:!?]+"),
    re.compile(r"\w+|\s+|[^\w\s]"),
)
"""Lines, then sentences of the lines that differ, then words: a megabyte is never compared word by word."""
_MOST_PAIRS, _MOST_PIECES = 100_000, 5_000
"""Equal pairs of pieces, and pieces, that difflib is asked about; a longer passage counts as written anew."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text under its heading; ``key`` finds the same part in another version."""

    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that stands on both sides, or on one only."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """One section of two versions; it may be missing in one of them."""

    key: str
    heading: tuple[Span, ...]
    text: tuple[Span, ...]

    @property
    def differs(self) -> bool:
        """Whether anything in it is not the same on both sides."""
        return any(span.side != "both" for span in (*self.heading, *self.text))


def text_of(spans: Iterable[Span], side: Literal["left", "right"]) -> str:
    """Return the whole text that one side says."""
    return "".join(span.text for span in spans if span.side in ("both", side))


def compare_texts(left: str, right: str) -> tuple[Span, ...]:
    """Return the stretches of two texts in their order: kept, taken away (left), added (right).

    All stretches of one side together are that side's text, to the last blank.
    """
    return tuple(_joined(_compared(left, right, 0)))


def compare_sections(left: Sequence[Section], right: Sequence[Section]) -> tuple[ComparedSection, ...]:
    """Return the sections of two versions in the order of the right one.

    A section that only the left one has follows the one it followed there.
    """
    by_left = {section.key: section for section in left}
    by_right = {section.key: section for section in right}
    nothing = Section("", "", "")
    return tuple(
        ComparedSection(
            key,
            compare_texts(by_left.get(key, nothing).heading, by_right.get(key, nothing).heading),
            compare_texts(by_left.get(key, nothing).text, by_right.get(key, nothing).text),
        )
        for key in _order([section.key for section in left], list(by_right))
    )


def _order(left: Sequence[str], right: Sequence[str]) -> list[str]:
    order = list(right)
    place = 0
    for key in left:
        if key in order:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return order


def _compared(left: str, right: str, grain: int) -> Iterator[Span]:
    """Compare in pieces of one grain; what differs there is compared in the next finer one."""
    if left == right:
        yield Span("both", left)
        return
    if not left or not right or grain == len(_GRAINS):
        yield from (Span("left", left), Span("right", right))
        return
    olds, news = _GRAINS[grain].findall(left), _GRAINS[grain].findall(right)
    for tag, a, b, c, d in _changes(olds, news):
        old, new = "".join(olds[a:b]), "".join(news[c:d])
        if tag == "equal":
            yield Span("both", old)
        else:
            yield from _compared(old, new, grain + 1)


def _changes(olds: list[str], news: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield which pieces are equal and which are not, as ranges of both sides.

    Pieces that stand once on each side hold the two together, so that difflib, which may look at every
    pair, is asked about the short passages between them only.
    """
    a = c = 0
    for b, d in [*_anchors(olds, news), (len(olds), len(news))]:
        yield from _gap(olds, news, (a, b), (c, d))
        yield "equal", b, min(b + 1, len(olds)), d, min(d + 1, len(news))
        a, c = b + 1, d + 1


def _anchors(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of pieces that are unique on both sides and stand in the same order."""
    counts, others = Counter(olds), Counter(news)
    places = {piece: place for place, piece in enumerate(news) if others[piece] == 1}
    pairs = [(b, places[piece]) for b, piece in enumerate(olds) if counts[piece] == 1 and piece in places]
    # the longest rising row of places: each pile holds the lowest end of a row of its length
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_b, d) in enumerate(pairs):
        pile = bisect_left(tops, d)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1], ends[pile : pile + 1] = [d], [index]
    row: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _gap(
    olds: list[str], news: list[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[tuple[str, int, int, int, int]]:
    before, after = olds[slice(*old)], news[slice(*new)]
    counts = Counter(after)
    if sum(counts[piece] for piece in before) > _MOST_PAIRS or len(before) + len(after) > _MOST_PIECES:
        yield "replace", *old, *new
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield tag, a + old[0], b + old[0], c + new[0], d + new[0]


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Put neighbours together, what was taken away before what was added.

    A blank that alone stayed between changed words would cut a passage into crumbs: it changes with them.
    """
    both = left = right = ""
    for span in spans:
        crumb = span.side == "both" and span.text.isspace() and "\n" not in span.text
        if crumb and left and right:
            left, right = left + span.text, right + span.text
        elif span.side == "both" and not (left or right):
            both += span.text
        elif span.side == "both":
            blank = _common_end(left, right)
            yield from _spans("", left[: len(left) - len(blank)], right[: len(right) - len(blank)])
            both, left, right = blank + span.text, "", ""
        else:
            yield from _spans(both, "", "")
            both = ""
            left += span.text if span.side == "left" else ""
            right += span.text if span.side == "right" else ""
    yield from _spans(both, left, right)


def _common_end(left: str, right: str) -> str:
    """Return the blanks with which both texts end: they did not change."""
    most = min(len(left) - len(left.rstrip(" ")), len(right) - len(right.rstrip(" ")))
    return " " * most


def _spans(both: str, left: str, right: str) -> Iterator[Span]:
    yield from (span for span in (Span("both", both), Span("left", left), Span("right", right)) if span.text)

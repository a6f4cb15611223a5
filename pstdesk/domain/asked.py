"""What is meant by "CT3 mars 2025", "12/3" or "séance 2": when, which number, and which other words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pstdesk.domain.calendar import MONTHS, WEEKDAYS, parse_date
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold

_MOST_WORDS = 50
_LONGEST = 5
"""Words in the longest way to name a day: "mercredi 12 mars de 2025"."""
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Moment:
    """Meetings by when they took place and by their number; what is None may be anything."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None


Moments = tuple[Moment, ...]
"""What a piece of text may mean, any of it: "2/2025" is February and the second meeting of 2025."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The moments that were named, all of them wanted, and the other words as they were typed."""

    moments: tuple[Moments, ...]
    words: tuple[str, ...]
    names_meeting: bool = False
    """Whether the word "séance" or "réunion" was among them."""


def asked(text: str, today: date) -> Asked:
    """Return what ``text`` asks for; a day without a year may be in any one."""
    typed = text.split()[:_MOST_WORDS]
    moments: list[Moments] = []
    words: list[str] = []
    names_meeting = False
    at = 0
    while at < len(typed):
        length, found = _longest_moment(typed[at : at + _LONGEST], today)
        if found:
            moments.append(found)
            names_meeting = names_meeting or fold(typed[at]) in _MEETING
        elif fold(typed[at]) in _MEETING:
            names_meeting = True
        elif fold(typed[at]) not in _BETWEEN:
            words.append(typed[at])
        at += length
    return Asked(tuple(moments), tuple(words), names_meeting)


_MEETING = frozenset({"seance", "seances", "reunion", "reunions"})
_BETWEEN = frozenset(
    {"", "a", "au", "d", "de", "des", "du", "en", "l", "la", "le", "les", "n", "no", "numero"}
)


def _longest_moment(typed: list[str], today: date) -> tuple[int, Moments]:
    """Return how many words at the beginning of ``typed`` name a moment, and which; or one word, none."""
    for length in range(len(typed), 0, -1):
        piece = " ".join(typed[:length])
        for read in _READERS if length > 1 else (*_READERS, *_ONE_WORD):
            if found := read(piece, today):
                return length, found
    return 1, ()


_NUMBER = re.compile(
    r"(?:(?:seance|reunion) (?:n |no |numero )?|(?:n|no|numero) )(\d{1,3})(?: (?:de )?(\d{4}))?"
)
_NAMED_MONTH = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAYS)}) )?(?:(\d{{1,2}}) (?:er )?)?([a-z]+)(?: (?:de )?(\d{{4}}))?"
)
_QUARTER = re.compile(r"(?:t([1-4]) |([1-4]) (?:er |e |eme )?trimestre (?:de )?)(\d{4})")
_RELATIVE = re.compile(
    rf"(?:avant hier|hier|aujourd hui|demain|apres demain|(?:{'|'.join(WEEKDAYS)})(?: prochain| dernier)?)"
)
_DIGITS_MEET_LETTERS = re.compile(r"(?<=\d)(?=[a-z])")


def _number(piece: str, _today: date) -> Moments:
    match = _NUMBER.fullmatch(fold(piece))
    if match is None or (match[2] and int(match[2]) not in _YEARS):
        return ()
    return (Moment(number=int(match[1]), year=int(match[2]) if match[2] else None),)


def _named_month(piece: str, today: date) -> Moments:
    match = _NAMED_MONTH.fullmatch(_DIGITS_MEET_LETTERS.sub(" ", fold(piece)))
    if match is None:
        return ()
    day, name, year = match.groups()
    if day is None and year is None:
        # half a word may be any word: only the whole name is a month by itself
        return (Moment(month=_WHOLE_MONTHS[name]),) if name in _WHOLE_MONTHS else ()
    try:
        # a leap year, in which every day that there is exists
        read = parse_date(f"{day or 1} {name} {year or 2024}", today)
    except Refused:
        return ()
    return (Moment(int(year) if year else None, read.month, int(day) if day else None),)


def _quarter(piece: str, _today: date) -> Moments:
    match = _QUARTER.fullmatch(_DIGITS_MEET_LETTERS.sub(" ", fold(piece)))
    if match is None:
        return ()
    first = int(match[1] or match[2]) * 3 - 2
    return tuple(Moment(int(match[3]), month) for month in range(first, first + 3))


def _relative(piece: str, today: date) -> Moments:
    words = fold(piece)
    if not _RELATIVE.fullmatch(words):
        return ()
    # the day that was and the day to come: whoever searches looks back as often as ahead
    both = (words, f"{words} dernier") if words in WEEKDAYS else (words,)
    days = dict.fromkeys(parse_date(one, today) for one in both)
    return tuple(Moment(day.year, day.month, day.day) for day in days)


_WHOLE_MONTHS = {fold(name): place for place, name in enumerate(MONTHS, start=1)}
_READERS: tuple[Callable[[str, date], Moments], ...] = (_number, _named_month, _quarter, _relative)

_MONTH_OR_NUMBER = re.compile(r"(\d{1,3})[/-](\d{4})")
_YEAR_AND_MONTH = re.compile(r"(\d{4})[/-](\d{1,2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
_WHOLE_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{8}")


def _figures(piece: str, today: date) -> Moments:
    if _WHOLE_DAY.fullmatch(piece):
        try:
            day = parse_date(piece, today)
        except Refused:
            return ()
        return (Moment(day.year, day.month, day.day),)
    if match := _MONTH_OR_NUMBER.fullmatch(piece):
        return _month_or_number(int(match[1]), int(match[2]))
    if match := _YEAR_AND_MONTH.fullmatch(piece):
        month = int(match[2])
        return (Moment(int(match[1]), month),) if month in range(1, 13) else ()
    if match := _DAY_AND_MONTH.fullmatch(piece):
        day_of_month, month = int(match[1]), int(match[2])
        return (Moment(month=month, day=day_of_month),) if month in range(1, 13) else ()
    return (Moment(year=int(piece)),) if re.fullmatch(r"\d{4}", piece) and int(piece) in _YEARS else ()


def _month_or_number(first: int, year: int) -> Moments:
    if year not in _YEARS:
        return ()
    month = (Moment(year, first),) if first in range(1, 13) else ()
    return (*month, Moment(year, number=first))


_ONE_WORD: tuple[Callable[[str, date], Moments], ...] = (_figures,)

_DECISION_NUMBER = re.compile(r"(?:decisions? )?(?:n |no |numero )?(?P<year>\d{4}) (?P<number>\d{1,4})")
_DECISION_PLACE = re.compile(r"(?:d ?|decisions? (?:n |no |numero )?)(?P<number>\d{1,4})")


def decision_asked(text: str) -> tuple[int | None, int] | None:
    """Return the year, if it is named, and the number of the decision that ``text`` is: "2025-012", "D12"."""
    words = fold(text)
    match = _DECISION_NUMBER.fullmatch(words) or _DECISION_PLACE.fullmatch(words)
    if match is None:
        return None
    year = match.groupdict().get("year")
    return (int(year) if year else None, int(match["number"]))

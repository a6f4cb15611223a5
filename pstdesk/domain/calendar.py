"""Days and hours as people type them, and the quarter in which they fall."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta

from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

# The programme also shows dates in English, and what a field shows must be readable when it comes back.
_ENGLISH_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_YEARS = range(1900, 2200)
"""A year outside is a slip of the finger."""

_DAYS_FROM_TODAY = {
    "avant hier": -2,
    "hier": -1,
    "auj": 0,
    "aujourd hui": 0,
    "aujourdhui": 0,
    "demain": 1,
    "apres demain": 2,
}


def _by_abbreviation(*languages: Iterable[str]) -> dict[str, int]:
    """Return the place of each name by its full name and by every beginning of three letters or more.

    A beginning that two places share ("jui") stands for neither.
    """
    places: dict[str, set[int]] = {}
    for names in languages:
        for place, name in enumerate(map(fold, names)):
            for length in range(3, len(name) + 1):
                places.setdefault(name[:length], set()).add(place)
    return {text: place for text, (place, *others) in places.items() if not others}


_MONTH = {text: place + 1 for text, place in _by_abbreviation(MONTHS, _ENGLISH_MONTHS).items()}
_WEEKDAY = _by_abbreviation(WEEKDAYS, _ENGLISH_WEEKDAYS)

_ALLOWED = re.compile(r"(?:[\w\s/.\-'’]|(?<=[^\W\d]),)+")
_DIGITS_MEET_LETTERS = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")
_NEXT_OR_LAST = re.compile(r"(\w+)(?: (prochain|dernier))?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4}) (?P<month>\d{1,2}) (?P<day>\d{1,2})")
_YEAR_LAST = re.compile(r"(?P<day>\d{1,2})(?: er)? (?P<month>[a-z]+|\d{1,2})(?: (?P<year>\d{4}|\d{2}))?")
_RUN_TOGETHER = (
    re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20|21)\d\d)"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)"),
)


def parse_date(text: str, today: date) -> date:
    """Return the day that ``text`` means in any of the ways French people write one.

    "12/3", "12-03-26", "12.03.2026", "12032026", "12 mars", "1er mai 2026", "12 DÉC.", "jeudi 12 novembre",
    "2026-03-12", "20260312", "lundi", "lundi prochain", "hier", "aujourd’hui", "demain"; case, accents and
    a leading "le" do not matter.

    A day without a year is the one nearest to ``today``, so that both the meeting of last week and the one
    of next quarter can be typed short. Two digits are a year from 80 years ago to 19 years ahead. A weekday
    alone is today or the next one; with "prochain" after today, with "dernier" before.

    Raises Refused: "date_unreadable" (no date at all), "date_nonexistent" (30 February), "date_weekday" (a
    weekday that is not that of the date), each with ``text``.
    """
    words = _words(text)
    if (days := _DAYS_FROM_TODAY.get(words)) is not None:
        return today + timedelta(days=days)
    if (match := _NEXT_OR_LAST.fullmatch(words)) and match[1] in _WEEKDAY:
        return _next_or_last(_WEEKDAY[match[1]], match[2], today)
    first, _, rest = words.partition(" ")
    weekday = _WEEKDAY.get(first)
    return _numbered_day(words if weekday is None else rest, weekday, today, text)


def _words(text: str) -> str:
    if not _ALLOWED.fullmatch(text):
        return ""
    words = _DIGITS_MEET_LETTERS.sub(" ", fold(text))
    return words.removeprefix("le ").removeprefix("ce ")


def _next_or_last(weekday: int, which: str | None, today: date) -> date:
    ahead = (weekday - today.weekday()) % 7
    if which == "dernier":
        return today + timedelta(days=ahead - 7)
    if which == "prochain" and ahead == 0:
        ahead = 7
    return today + timedelta(days=ahead)


def _numbered_day(words: str, weekday: int | None, today: date, text: str) -> date:
    match = next(
        filter(None, (form.fullmatch(words) for form in (_YEAR_FIRST, _YEAR_LAST, *_RUN_TOGETHER))), None
    )
    if match is None:
        raise Refused("date_unreadable", text=text)
    day, month, year = int(match["day"]), _month(match["month"]), match["year"]
    if month is None or (year is not None and len(year) == 4 and int(year) not in _YEARS):
        raise Refused("date_unreadable", text=text)
    days = _existing(day, month, _likely_years(year, today))
    if not days:
        raise Refused("date_nonexistent", text=text)
    days.sort(key=lambda found: (abs(found - today), found < today))
    # The two nearest are the last and the next such day: the weekday may tell which one is meant.
    fitting = [found for found in days[:2] if weekday in (None, found.weekday())]
    if not fitting:
        raise Refused("date_weekday", text=text)
    return fitting[0]


def _month(word: str) -> int | None:
    return int(word) if word.isdigit() else _MONTH.get(word)


def _likely_years(year: str | None, today: date) -> Iterable[int]:
    if year is None:
        return range(today.year - 8, today.year + 9)  # eight years hold a 29 February, even around 2100
    if len(year) == 4:
        return (int(year),)
    first = today.year - 80
    return (first + (int(year) - first) % 100,)


def _existing(day: int, month: int, years: Iterable[int]) -> list[date]:
    days = []
    for year in years:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days


_TIME = re.compile(r"(\d{1,2})\s*(?:(?:h(?:eures?)?|[:.])\s*(?:(\d{1,2})\s*(?:mi?n)?)?)?")
_NAMED_TIMES = {"midi": time(12), "minuit": time(0)}


def parse_time(text: str) -> time:
    """Return the hour that ``text`` means: "14h30", "14 h", "14:30", "14.30", "9", "1430", "midi".

    Raises Refused("time_unreadable") with ``text``; a day has no 24th hour.
    """
    typed = text.strip().casefold()
    if typed in _NAMED_TIMES:
        return _NAMED_TIMES[typed]
    if re.fullmatch(r"\d{3,4}", typed):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    match = _TIME.fullmatch(typed)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise Refused("time_unreadable", text=text)
    return time(int(match[1]), int(match[2] or 0))


def quarter(day: date) -> str:
    """Return the calendar quarter of ``day``, sortable: "2026-Q1"."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"

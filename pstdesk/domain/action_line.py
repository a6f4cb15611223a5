"""An action as it is said in a meeting: "relancer les bailleurs @CPAM pour le 15 décembre"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pstdesk.domain.calendar import MONTHS, parse_date
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold

_LONGEST_NAME = 6
"""Words of a name that stands without guillemets."""
_LONGEST_DAY = 5
"""Words of a day: "le jeudi 12 mars 2027"."""
_LONGEST_LINE = 2_000
"""Characters of a line in which owners and a day are looked for: who pastes a whole page said no action."""
_HALF_A_YEAR = timedelta(days=182)
"""``parse_date`` gives the day nearest to the one it is told: so far ahead, that is the next one."""

_OWNER = re.compile(
    r"(?:\b(?:par|avec)\s+)?(?<![\w.])@(?:«\s*([^»\n]+?)\s*»|“([^”\n]+)”|\"([^\"\n]+)\"|(?=\w))"
)
_BEGUN = re.compile(r"(?<![\w.@])@(?:«\s*)?([^@«»\n]{0,40})$")
_LEAD = re.compile(r"(?<![\w’'-])(?:pour|avant|au plus tard|d[’'‘]ici(?: à)?|sous|dans)\s+", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_WORD_OF_NAME = re.compile(r"\s*([^\s@,;:()«»“”\"]+)")
_BETWEEN = re.compile(r"\s*(?:[,;&+]|et)?\s*", re.IGNORECASE)
_EDGES = " \t\u00a0\u202f,;:–—-"
_NEXT_MEETING = re.compile(
    r"(?:la )?(?:prochaine (?:seance|reunion)|(?:seance|reunion) (?:prochaine|suivante))"
)
_PART_OF_MONTH = re.compile(
    r"(?:la |le )?(fin|mi|debut)(?: (?:de |d )?(?:ce |du )?(mois|[a-z]+)(?: (\d{4}))?)"
)
_DAY_OF_MONTH = re.compile(r"(?:le )?(\d{1,2})(?: er)?")
_IN_SO_LONG = re.compile(r"(\d{1,3}|un|une|deux|trois|quatre|six|huit|quinze) (jours?|semaines?|mois)")
_NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "six": 6, "huit": 8, "quinze": 15}
_SOON = {"huitaine": 7, "quinzaine": 14}
_MONTHS = {fold(name): number for number, name in enumerate(MONTHS, start=1)}


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What was understood of a line; what was not stays in ``text``.

    ``owners`` are the names as they were typed, without signs. ``taken`` is what the text lost to the
    owners and the day, word for word, in the order of the line.
    """

    text: str
    owners: tuple[str, ...] = ()
    due_on: date | None = None
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


def read_action(
    line: str,
    day: date,
    next_meeting: date | None = None,
    is_known: Callable[[str], bool] | None = None,
) -> ActionLine:
    """Return what ``line`` says: what is to be done, by whom, and by when.

    Owners follow an at-sign: "@CPAM", "@« Mission locale »", "@Zoé L’Hostis". Without guillemets a name is
    as many words as ``is_known`` recognises, else the first word and those in capitals after it. The day
    follows "pour", "avant", "d’ici"...: "pour le 15 décembre", "avant le 15", "d’ici fin mars", "pour
    lundi", "sous huit jours", "pour la prochaine séance" (``next_meeting``). It is the next such day after
    ``day``, that of the meeting; a day that is past or that nobody can read stays in the text. Never raises.
    A line of more than 2,000 characters is text and nothing else.
    """
    if len(line) > _LONGEST_LINE:
        return ActionLine(" ".join(line.split()).strip(_EDGES))
    owners = list(_owners(line, is_known or _nobody))
    taken = [span for span, _name in owners]
    due_span, due_on = _due(line, day, next_meeting, taken)
    spans = sorted([*taken, *([due_span] if due_span is not None else [])], key=lambda span: span.start)
    text, pieces = _without(line, spans)
    return ActionLine(text, tuple(dict.fromkeys(name for _span, name in owners)), due_on, pieces)


def name_begun(text: str) -> tuple[int, str] | None:
    """Return where ``text`` ends in an at-sign and the beginning of a name, and that beginning; or None."""
    match = _BEGUN.search(text)
    return None if match is None else (match.start(), match[1])


def signed(name: str) -> str:
    """Return ``name`` as :func:`read_action` finds it whole: "@CPAM", "@« Mission locale »"."""
    return f"@«\u00a0{name}\u00a0»" if " " in name else f"@{name}"


def _nobody(_name: str) -> bool:
    return False


def _owners(line: str, is_known: Callable[[str], bool]) -> Iterator[tuple[_Span, str]]:
    at = 0
    for match in _OWNER.finditer(line):
        quoted = match[1] or match[2] or match[3]
        end = match.end() if quoted is not None else _end_of_name(line, match.end(), is_known)
        name = " ".join((quoted or line[match.end() : end]).split())
        if name:
            yield _Span(max(at, match.start()), end), name
            at = end


def _end_of_name(line: str, start: int, is_known: Callable[[str], bool]) -> int:
    """Return where the name that begins at ``start`` ends."""
    ends: list[int] = []
    at = start
    while len(ends) < _LONGEST_NAME and (word := _WORD_OF_NAME.match(line, at)):
        at = word.end()
        ends.append(word.start(1) + len(word[1].rstrip(".!?")))
        if ends[-1] != at:
            break
    for end in reversed(ends):
        if is_known(" ".join(line[start:end].split())):
            return end
    last = ends[0]
    for end in ends[1:]:
        if not line[last:end].strip()[:1].isupper():
            break
        last = end
    return last


def _due(
    line: str, day: date, next_meeting: date | None, taken: list[_Span]
) -> tuple[_Span | None, date | None]:
    """Return the last day said in ``line`` outside what is ``taken``, and where."""
    found: tuple[_Span | None, date | None] = (None, None)
    for lead in _LEAD.finditer(line):
        if any(span.start <= lead.start() < span.end for span in taken):
            continue
        room = min((span.start for span in taken if span.start >= lead.end()), default=len(line))
        words = list(_WORD.finditer(line, lead.end(), room))[:_LONGEST_DAY]
        for count in range(len(words), 0, -1):
            end = words[count - 1].end()
            said = line[lead.end() : end].rstrip(".,;:!?)» \u00a0")
            due_on = _day_said(said, lead.group(), day, next_meeting) if said else None
            # In "jeudi 12 mars" and "1er décembre 2020" the figure belongs to the day, which is none then.
            goes_on = count < len(words) and words[count].group()[:1].isdigit()
            if due_on is not None and not goes_on:
                found = (_Span(lead.start(), lead.end() + len(said)), due_on)
                break
    return found


def _day_said(said: str, lead: str, day: date, next_meeting: date | None) -> date | None:
    words = fold(said)
    if fold(lead) in ("sous", "dans") or _IN_SO_LONG.fullmatch(words):
        return _in_so_long(words, day)
    if _NEXT_MEETING.fullmatch(words):
        return next_meeting if next_meeting is not None and next_meeting > day else None
    if match := _PART_OF_MONTH.fullmatch(words):
        return _part_of_month(match[1], match[2], match[3], day)
    if match := _DAY_OF_MONTH.fullmatch(words):
        return _day_of_month(int(match[1]), day)
    return _next_day(said, day)


def _in_so_long(words: str, day: date) -> date | None:
    if words in _SOON:
        return day + timedelta(days=_SOON[words])
    match = _IN_SO_LONG.fullmatch(words)
    if match is None:
        return None
    number = _NUMBERS.get(match[1]) or int(match[1])
    if match[2] == "mois":
        year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if number else None
    days = number * (7 if match[2].startswith("semaine") else 1)
    return day + timedelta(days=days) if days else None


def _part_of_month(part: str, month_word: str, year_word: str | None, day: date) -> date | None:
    month = day.month if month_word == "mois" else _MONTHS.get(month_word)
    if month is None:
        return None
    for year in (int(year_word),) if year_word else (day.year, day.year + 1):
        if not 1900 <= year < 2200:
            return None
        number = {"debut": 1, "mi": 15}.get(part) or monthrange(year, month)[1]
        if (due_on := date(year, month, number)) >= day:
            return due_on
    return None


def _day_of_month(number: int, day: date) -> date | None:
    """Return the next ``number``th of a month after ``day``, or None where no month has so many days."""
    for ahead in range(1, 63):
        if (day + timedelta(days=ahead)).day == number:
            return day + timedelta(days=ahead)
    return None


def _next_day(said: str, day: date) -> date | None:
    for today in (day, day + timedelta(days=1), day + _HALF_A_YEAR):
        try:
            due_on = parse_date(said, today)
        except Refused:
            continue
        if due_on > day:
            return due_on
    return None


def _without(line: str, spans: list[_Span]) -> tuple[str, tuple[str, ...]]:
    """Return ``line`` without ``spans``, and these, with what only joined one to the next."""
    joined: list[_Span] = []
    for span in spans:
        if joined and _BETWEEN.fullmatch(line, joined[-1].end, span.start):
            joined[-1] = _Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    kept, at = [], 0
    for span in joined:
        kept.append(line[at : span.start])
        at = span.end
    kept.append(line[at:])
    text = re.sub(r"\(\s*\)", " ", " ".join(kept))
    text = re.sub(r"[\s,;:]+([.)])|\s+(?=,)", r"\1", " ".join(text.split()))
    return text.strip(_EDGES), tuple(line[span.start : span.end] for span in joined)

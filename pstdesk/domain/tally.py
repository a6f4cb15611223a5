"""The form in which the totals of an election are given to anybody who counts again (docs/commands.md).

The command ``tally`` reads it, and the annex of a record is written in it. Names are the keys: they are
compared letter by letter, and none stands twice.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from pstdesk.domain.election import Count, Totals, count
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import TieBreak, VotingMethod

K = TypeVar("K", bound=Hashable)
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

LARGEST = 1_000_000
"""The greatest number of ballots, votes or seats that is read: beyond it, it is a slip of the finger."""
MOST_GRADES = 20
"""How many grades a ballot may have; the elections here have six."""

_METHODS = tuple(method for method in VotingMethod if method is not VotingMethod.WITHOUT_CANDIDATES)
_BALLOTS = ("registered", "cast", "blank", "spoiled")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_TEXT = ("Cc", "Cs", "Zl", "Zp")
"""Controls, halves of characters, ends of lines and paragraphs: nothing that stands in a name."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Tally:
    """What is to be counted. ``ages`` sorts the oldest first; who is not in it is of unknown age."""

    method: VotingMethod
    tie_break: TieBreak
    seats: int
    candidates: tuple[str, ...]
    ages: Mapping[str, Any]
    rounds: tuple[Totals[str], ...]

    def count(self) -> Count[str]:
        """Return the result; raises Refused for totals that do not add up."""
        return count(
            self.method, self.tie_break, self.rounds, self.candidates, seats=self.seats, ages=self.ages
        )


def read_tally(content: bytes) -> Tally:
    """Return what the JSON in ``content`` (UTF-8) asks to count.

    Raises Refused: "tally_not_utf8", "tally_not_json" with ``line`` and ``column``, "tally_too_deep",
    "tally_key_twice" with ``key``, or what is wrong with ``place``, e.g. "rounds[2].votes.Ada Horvat".
    """
    form = _object(
        _parsed(content), "", ("method", "rounds"), ("tie_break", "seats", "candidates", "seniority")
    )
    method = _one_of(_METHODS, form["method"], "method")
    candidates, ages = _candidates(form)
    grades = method is VotingMethod.MAJORITY_JUDGMENT
    return Tally(
        method=method,
        tie_break=_one_of(tuple(TieBreak), form.get("tie_break", TieBreak.NEW_ROUND), "tie_break"),
        seats=_number(form.get("seats", 1), "seats", least=1),
        candidates=candidates,
        ages=ages,
        rounds=tuple(_round(value, place, grades) for value, place in _items(form["rounds"], "rounds")),
    )


def result_form(counted: Count[str]) -> dict[str, object]:
    """Return what the command prints of a count."""
    return {
        "outcome": counted.outcome,
        "elected": counted.elected,
        "round": counted.round,
        "ranking": counted.ranking,
        "rounds": [
            {"valid": said.valid, "majority": said.majority, "leaders": said.leaders}
            for said in counted.rounds
        ],
    }


def tally_form(
    method: VotingMethod,
    tie_break: TieBreak,
    seats: int,
    candidates: Mapping[K, str],
    seniority: Sequence[K],
    rounds: Sequence[Totals[K]],
) -> dict[str, object]:
    """Return what :func:`read_tally` reads, as plain values for JSON, from which anybody counts the same.

    ``candidates`` are the names of all who stood in any round, in their order; a second one of the same name
    gets a number. ``seniority`` has those whose age was asked, the oldest first: no date of birth is written.
    """
    names = _distinct(candidates)
    form: dict[str, object] = {
        "method": method.value,
        "tie_break": tie_break.value,
        "seats": seats,
        "candidates": [{"name": name} for name in names.values()],
    }
    if seniority:
        form["seniority"] = [names[key] for key in seniority]
    form["rounds"] = [_round_form(method, totals, names) for totals in rounds]
    return form


def _round_form(method: VotingMethod, totals: Totals[K], names: Mapping[K, str]) -> dict[str, object]:
    form: dict[str, object] = {key: getattr(totals, key) for key in _BALLOTS}
    if method is VotingMethod.MAJORITY_JUDGMENT:
        form["grades"] = {names[key]: list(grades) for key, grades in totals.grades.items()}
    else:
        form["votes"] = {names[key]: votes for key, votes in totals.votes.items()}
    return form


def _distinct(candidates: Mapping[K, str]) -> dict[K, str]:
    """Return the names as one line of text each, and those of namesakes numbered from the second on."""
    names: dict[K, str] = {}
    taken: set[str] = set()
    for key, given in candidates.items():
        plain = "".join(char for char in " ".join(given.split()) if _is_text(char)).strip() or "?"
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain} ({number})"
        names[key] = name
        taken.add(name)
    return names


# What a file says, looked at value by value


def _parsed(content: bytes) -> object:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("tally_not_utf8") from error
    try:
        return json.loads(text, object_pairs_hook=_once, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise Refused("tally_not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Refused("tally_too_deep") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object none of whose keys stands twice: which of the two would count?"""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise Refused("tally_key_twice", key=_shown(key))
        found[key] = value
    return found


def _whole(digits: str) -> int:
    """Return a whole number; of one with more digits than Python reads, as many as show it is too great."""
    return int(digits[:20])


def _candidates(form: Mapping[str, object]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return the names and what is known of their ages: dates of birth, or the order of seniority."""
    seniority = _names(form.get("seniority", []), "seniority", _name)
    if "candidates" not in form:
        if "seniority" not in form:
            raise Refused("tally_key_missing", place="candidates")
        return seniority, _by_rank(seniority)
    born: dict[str, date] = {}

    def candidate(value: object, place: str) -> str:
        fields = _object(value, place, ("name",), ("born",))
        name = _name(fields["name"], f"{place}.name")
        if fields.get("born") is not None:
            born[name] = _day(fields["born"], f"{place}.born")
        return name

    names = _names(form["candidates"], "candidates", candidate)
    if born and seniority:
        raise Refused("tally_ages_twice")
    known = set(names)
    for name in seniority:
        if name not in known:
            raise Refused("tally_stranger", place="seniority", name=name)
    return names, born or _by_rank(seniority)


def _by_rank(seniority: Sequence[str]) -> dict[str, Any]:
    return {name: rank for rank, name in enumerate(seniority)}


def _names(value: object, place: str, read: Callable[[object, str], str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for item, at in _items(value, place):
        name = read(item, at)
        if name in names:
            raise Refused("tally_name_twice", place=at, name=name)
        names[name] = None
    return tuple(names)


def _round(value: object, place: str, graded: bool) -> Totals[str]:
    what = "grades" if graded else "votes"
    fields = _object(value, place, (*_BALLOTS, what))
    registered, cast, blank, spoiled = (_number(fields[key], f"{place}.{key}") for key in _BALLOTS)
    given = _fields(fields[what], f"{place}.{what}")
    return Totals(
        registered=registered,
        cast=cast,
        blank=blank,
        spoiled=spoiled,
        votes={} if graded else {name: _number(part, at) for name, part, at in given},
        grades={name: _profile(part, at) for name, part, at in given} if graded else {},
    )


def _profile(value: object, place: str) -> tuple[int, ...]:
    profile = tuple(_number(item, at) for item, at in _items(value, place))
    if not 0 < len(profile) <= MOST_GRADES:
        raise Refused("tally_grades", place=place, limit=MOST_GRADES)
    return profile


def _object(
    value: object, place: str, required: Sequence[str], optional: Sequence[str] = ()
) -> dict[str, object]:
    """Return an object that has the ``required`` keys and no others than those and the ``optional``."""
    fields = {name: part for name, part, _at in _fields(value, place)}
    for key in required:
        if key not in fields:
            raise Refused("tally_key_missing", place=_inside(place, key))
    for key in fields:
        if key not in required and key not in optional:
            raise Refused("tally_key_unknown", place=_inside(place, key))
    return fields


def _fields(value: object, place: str) -> list[tuple[str, object, str]]:
    """Return the keys of an object with what they hold and where that stands."""
    if not isinstance(value, dict):
        raise Refused("tally_object", place=place) if place else Refused("tally_no_object")
    return [(_name(key, _inside(place, key)), part, _inside(place, key)) for key, part in value.items()]


def _items(value: object, place: str) -> list[tuple[object, str]]:
    if not isinstance(value, list):
        raise Refused("tally_list", place=place)
    return [(item, f"{place}[{index}]") for index, item in enumerate(value)]


def _number(value: object, place: str, *, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= LARGEST:  # exactly: True is no number of ballots
        raise Refused("tally_number", place=place, least=least, limit=LARGEST)
    return value


def _one_of(choices: tuple[E, ...], value: object, place: str) -> E:
    for choice in choices:
        if value == choice.value:
            return choice
    raise Refused("tally_choice", place=place, choices=", ".join(choices))


def _day(value: object, place: str) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Refused("tally_day", place=place)


def _name(value: object, place: str) -> str:
    """Return a name as it is written: one line of text, not blank."""
    if not isinstance(value, str) or not value.strip() or not all(_is_text(char) for char in value):
        raise Refused("tally_name", place=place)
    return value


def _is_text(char: str) -> bool:
    return unicodedata.category(char) not in _NO_TEXT


def _inside(place: str, key: str) -> str:
    return f"{place}.{_shown(key)}" if place else _shown(key)


def _shown(text: str) -> str:
    """Return a key of the file as it may stand in a sentence: one line of text, not too long."""
    shown = "".join(char if _is_text(char) else "\ufffd" for char in text[:_SHOWN])
    return shown + "…" if len(text) > _SHOWN else shown

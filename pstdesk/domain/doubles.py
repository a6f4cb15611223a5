"""Which records look like one person or one organisation, found in blocks: never all with all."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from pstdesk.domain.names import fold, phone_key

_LARGEST_BLOCK = 30
"""Records that share a mail or a phone number beyond which it is a switchboard and tells nothing."""
_LONG_ENOUGH = 7
"""Letters of a name below which one letter more or less makes another name."""
_SMALL_WORDS = frozenset(("d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour"))


class RecordKind(StrEnum):
    """What can be there twice."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Likeness(StrEnum):
    """Why two records may be one."""

    NAME = "name"
    MAIL = "mail"
    PHONE = "phone"
    VARIANT = "variant"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Likely:
    """A record as it is compared; an organisation has one ``name`` and its acronym, a person two names."""

    id: int
    name: str
    given_name: str = ""
    acronym: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Doubles:
    """Two records that look like one, the older one first, and why."""

    one: int
    other: int
    why: tuple[Likeness, ...]


_Keys = Callable[[Likely], Iterable[str]]
_Check = Callable[[Likely, Likely], bool]


def doubles_among(
    records: Collection[Likely], distinct: Collection[tuple[int, int]] = ()
) -> tuple[Doubles, ...]:
    """Return the pairs that look like one record, the likeliest first; ``distinct`` ones are left out.

    A mail or a phone that two share says nothing by itself, for a service has one for all: their names must
    have a word in common, too. Names that differ by one letter, an initial or a second family name are
    variants of one another.
    """
    found: dict[tuple[int, int], dict[Likeness, None]] = defaultdict(dict)
    by_id = {each.id: each for each in records}
    for likeness, keys, may_be in _BLOCKS:
        for one, other in _together(records, keys):
            if may_be(by_id[one], by_id[other]):
                found[one, other].setdefault(likeness)
    pairs = (
        Doubles(one, other, _strongest(why))
        for (one, other), why in found.items()
        if (one, other) not in distinct
    )
    order = list(Likeness)
    return tuple(
        sorted(pairs, key=lambda each: (-len(each.why), order.index(each.why[0]), each.one, each.other))
    )


def _strongest(why: Iterable[Likeness]) -> tuple[Likeness, ...]:
    """Return the reasons in their order; the same name is no variant of itself."""
    reasons = sorted(why, key=list(Likeness).index)
    return tuple(each for each in reasons if each is not Likeness.VARIANT or Likeness.NAME not in reasons)


def _together(records: Iterable[Likely], keys: _Keys) -> Iterator[tuple[int, int]]:
    blocks: dict[str, set[int]] = defaultdict(set)
    for record in records:
        for key in keys(record):
            blocks[key].add(record.id)
    seen: set[tuple[int, int]] = set()
    for ids in blocks.values():
        if 1 < len(ids) <= _LARGEST_BLOCK:
            seen.update(combinations(sorted(ids), 2))
    return iter(seen)


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in _SMALL_WORDS]


def _all_words(record: Likely) -> list[str]:
    return _words(f"{record.name} {record.given_name}")


def _share_a_word(one: Likely, other: Likely) -> bool:
    return any(len(word) > 2 for word in set(_all_words(one)) & set(_all_words(other)))


def _name(record: Likely) -> Iterator[str]:
    """Give the words of the name in any order: lists put given and family names where they like."""
    words = sorted(_all_words(record))
    if words:
        yield " ".join(words)


def _mail(record: Likely) -> Iterator[str]:
    if "@" in record.email:
        yield record.email.strip().casefold()


def _phone(record: Likely) -> Iterator[str]:
    if len(key := phone_key(record.phone)) > 5:
        yield key


def _acronym(record: Likely) -> Iterator[str]:
    """Give an organisation's acronym and the whole name of one that is called by it."""
    if record.given_name:
        return
    if record.acronym:
        yield fold(record.acronym)
    elif len(words := fold(record.name).split()) == 1:
        yield words[0]


def _initial(record: Likely) -> Iterator[str]:
    family, given = _words(record.name), _words(record.given_name)
    if family and given:
        yield f"{''.join(family)} {given[0][0]}"


def _one_initial(one: Likely, other: Likely) -> bool:
    """Say whether a given name is only its first letter: "Z. Brès" may be "Zoé Brès"."""
    return any(len("".join(_words(each.given_name))) == 1 for each in (one, other))


def _half(record: Likely) -> Iterator[str]:
    given = "".join(_words(record.given_name))
    if given:
        yield from (f"{word} {given}" for word in _words(record.name) if len(word) > 2)


def _one_single(one: Likely, other: Likely) -> bool:
    """Say whether one of them has a family name of one word: "Brès" may be "Brès-Martin"."""
    return any(len(_words(each.name)) == 1 for each in (one, other))


def _spelling(record: Likely) -> Iterator[str]:
    """Give a long name, and the name without each of its letters: two that differ by one letter share one."""
    name = "".join(_all_words(record))
    if len(name) < _LONG_ENOUGH:
        return
    yield name
    for place in range(len(name)):
        yield name[:place] + name[place + 1 :]


def _always(_one: Likely, _other: Likely) -> bool:
    return True


_BLOCKS: tuple[tuple[Likeness, _Keys, _Check], ...] = (
    (Likeness.NAME, _name, _always),
    (Likeness.MAIL, _mail, _share_a_word),
    (Likeness.PHONE, _phone, _share_a_word),
    (Likeness.VARIANT, _initial, _one_initial),
    (Likeness.VARIANT, _half, _one_single),
    (Likeness.VARIANT, _spelling, _always),
    (Likeness.ACRONYM, _acronym, _always),
)
"""Why two records may be one: the keys that bring them together, and what must be true of both."""

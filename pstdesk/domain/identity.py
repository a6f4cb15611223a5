"""Who is the same person (docs/import.md), answered without comparing everybody to everybody."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pstdesk.domain.names import fold, phone_key

Reference = int | str
"""An organisation, a sector or a grade: the id of one that is there, the folded name of one to be made."""

_LOST_LETTER = re.compile("[?\ufffd]")
_MOST_LOST = 8
"""Lost letters in a name that can still be told; more would also make the search slow."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells people apart, as it is compared; made by :func:`identity`.

    ``handle`` is the caller's number for the person. One person may have several identities: a record that
    was merged into another still answers to its own name and contacts (``is_former``).
    """

    handle: int
    full_name: str
    name_key: str
    mail_key: str
    phone_key: str
    organisations: frozenset[Reference]
    is_former: bool = False


def identity(
    handle: int,
    family_name: str,
    given_name: str,
    email: str,
    phone: str,
    organisations: Iterable[Reference],
    *,
    is_former: bool = False,
) -> Identity:
    """Return the identity of a person, or of a row of a list."""
    full_name = f"{family_name} {given_name}"
    return Identity(
        handle,
        full_name,
        _squeezed(full_name),
        email.casefold(),
        phone_key(phone),
        frozenset(organisations),
        is_former,
    )


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row means: nobody known, one person, or several and nothing tells which.

    ``is_former``: known only by the name and contacts of a record that was merged into the person's.
    ``by_spelling``: one of the two names has lost letters.
    """

    handles: tuple[int, ...]
    is_former: bool = False
    by_spelling: bool = False


def lost_letters(name: str) -> bool:
    """Say whether a name has a "?" where an encoding lost a letter: "Çeliko?lu"."""
    return _LOST_LETTER.search(name) is not None


class Identities:
    """The people known so far, in blocks of one name and of one mail.

    The same person has the same folded name, and the same mail or phone. Where either of the two sides has
    neither, it is the one person of that name; of several, the only one of the same organisation; else it
    cannot be told. A "?" inside a name stands for the letters that an encoding lost, if the mail is the same.
    """

    def __init__(self) -> None:
        self._by_name: dict[str, list[Identity]] = {}
        self._by_mail: dict[str, list[Identity]] = {}
        self._current: dict[int, Identity] = {}

    def add(self, known: Identity) -> None:
        """Learn of a person, or of what changed of one; a former identity stands beside the current one."""
        if not known.is_former:
            before = self._current.get(known.handle)
            if before is not None:
                self._by_name[before.name_key].remove(before)
                if before.mail_key:
                    self._by_mail[before.mail_key].remove(before)
            self._current[known.handle] = known
        self._by_name.setdefault(known.name_key, []).append(known)
        if known.mail_key:
            self._by_mail.setdefault(known.mail_key, []).append(known)

    def shares_name(self, row: Identity) -> bool:
        """Say whether several people, or none, bear the row's name."""
        return len({each.handle for each in self._by_name.get(row.name_key, [])}) != 1

    def find(self, row: Identity) -> Match:
        """Return whom a row of a list means."""
        namesakes = self._by_name.get(row.name_key, [])
        if not row.mail_key and not row.phone_key:
            return _match(namesakes, row)
        shared = [_contacts_shared(each, row) for each in namesakes]
        best = max(shared, default=0)
        if best:
            return _match([each for each, share in zip(namesakes, shared, strict=True) if share == best], row)
        same_mail = self._by_mail.get(row.mail_key, [])
        alike = [each for each in same_mail if _could_be(each, row) or _could_be(row, each)]
        if alike:
            return _match(alike, row, by_spelling=True)
        return _match([each for each in namesakes if not each.mail_key and not each.phone_key], row)


def _contacts_shared(known: Identity, row: Identity) -> int:
    same_mail = row.mail_key != "" and row.mail_key == known.mail_key
    return same_mail + (row.phone_key != "" and row.phone_key == known.phone_key)


def _match(found: Sequence[Identity], row: Identity, *, by_spelling: bool = False) -> Match:
    """Return the only person among ``found``, else the only one of the same organisation, else all."""
    for chosen in (found, [each for each in found if row.organisations & each.organisations]):
        if len({each.handle for each in chosen}) == 1:
            return Match((chosen[0].handle,), all(each.is_former for each in chosen), by_spelling)
    return Match(tuple(dict.fromkeys(each.handle for each in found)))


def _could_be(damaged: Identity, whole: Identity) -> bool:
    """Say whether two names are one, of which ``damaged`` has lost letters.

    A lost letter is nought to two letters of the other name, for "œ" and "ß" fold to two.
    """
    if not lost_letters(damaged.full_name):
        return False
    pieces = [_squeezed(piece) for piece in _LOST_LETTER.split(damaged.full_name)]
    pattern = ".{0,2}".join(map(re.escape, pieces))
    return len(pieces) <= _MOST_LOST + 1 and re.fullmatch(pattern, whole.name_key) is not None


def _squeezed(text: str) -> str:
    """Return a name without case, accents, hyphens and spaces."""
    return fold(text).replace(" ", "")

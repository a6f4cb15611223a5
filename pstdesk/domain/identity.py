"""Who is the same person (docs/commands.md), answered without comparing everybody to everybody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pstdesk.domain.names import fold, phone_key

Reference = int | str
"""An organisation, a sector or a grade: the id of one that is there, the folded name of one to be made."""

_LOST_LETTER = re.compile("[?\ufffd]")
_MOST_LOST = 8
"""Lost letters in a name that can still be told; more would also make the search slow."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells people apart. ``handle`` is the caller's number for the person it belongs to.

    One person may have several: a record that was merged into another still answers to its own name and
    contacts (``is_former``).
    """

    handle: int
    family_name: str
    given_name: str
    email: str = ""
    phone: str = ""
    organisations: frozenset[Reference] = frozenset()
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row means: nobody known, one person, or several and nothing tells which.

    ``is_former``: known only by the name and contacts of a record that was merged into the person's.
    ``by_spelling``: one of the two names has lost letters.
    """

    handles: tuple[int, ...]
    is_former: bool = False
    by_spelling: bool = False


def name_key(family_name: str, given_name: str) -> str:
    """Return a name without case, accents, hyphens and spaces: the block in which a person is sought."""
    return fold(f"{family_name} {given_name}").replace(" ", "")


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

    def add(self, identity: Identity) -> None:
        """Learn of a person, or of what changed of one; a former identity stands beside the current one."""
        if not identity.is_former:
            known = self._current.get(identity.handle)
            if known == identity:
                return
            if known is not None:
                self._by_name[name_key(known.family_name, known.given_name)].remove(known)
                if known.email:
                    self._by_mail[known.email.casefold()].remove(known)
            self._current[identity.handle] = identity
        self._by_name.setdefault(name_key(identity.family_name, identity.given_name), []).append(identity)
        if identity.email:
            self._by_mail.setdefault(identity.email.casefold(), []).append(identity)

    def find(
        self, family_name: str, given_name: str, email: str, phone: str, organisation: Reference | None
    ) -> Match:
        """Return whom a row with this name, these contacts ("" for none) and organisation means."""
        namesakes = self._by_name.get(name_key(family_name, given_name), [])
        if not email and not phone:
            return _match(namesakes, organisation)
        ranked = [(_contacts_shared(each, email, phone), each) for each in namesakes]
        best = max((shared for shared, _ in ranked), default=0)
        if best:
            return _match([each for shared, each in ranked if shared == best], organisation)
        if email:
            same_mail = self._by_mail.get(email.casefold(), [])
            alike = [each for each in same_mail if _spelt_alike(each, family_name, given_name)]
            if alike:
                return _match(alike, organisation, by_spelling=True)
        return _match([each for each in namesakes if not each.email and not each.phone], organisation)


def _contacts_shared(known: Identity, email: str, phone: str) -> int:
    same_mail = bool(email) and known.email.casefold() == email.casefold()
    return same_mail + (bool(phone) and phone_key(known.phone) == phone_key(phone))


def _match(found: Sequence[Identity], organisation: Reference | None, *, by_spelling: bool = False) -> Match:
    """Return the only person among ``found``, else the only one of the organisation, else all of them."""
    for chosen in (found, [each for each in found if organisation in each.organisations]):
        if len({each.handle for each in chosen}) == 1:
            return Match((chosen[0].handle,), all(each.is_former for each in chosen), by_spelling)
    return Match(tuple(dict.fromkeys(each.handle for each in found)))


def _spelt_alike(known: Identity, family_name: str, given_name: str) -> bool:
    """Say whether two names are one, of which one side has lost letters.

    A lost letter is nought to two letters of the other name, for "œ" and "ß" fold to two.
    """
    ours = f"{family_name} {given_name}"
    theirs = f"{known.family_name} {known.given_name}"
    return _could_be(ours, theirs) or _could_be(theirs, ours)


def _could_be(damaged: str, whole: str) -> bool:
    pieces = [_squeezed(piece) for piece in _LOST_LETTER.split(damaged)]
    if not 1 < len(pieces) <= _MOST_LOST:
        return False
    return re.fullmatch(".{0,2}".join(map(re.escape, pieces)), _squeezed(whole)) is not None


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")

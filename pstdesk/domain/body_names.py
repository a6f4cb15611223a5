"""The names by which lists call the committees: in full, in short, or both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pstdesk.domain.names import fold

_SHORT = re.compile(r"([a-z]+)(\d+)")
_APART = re.compile(r"[,;/|+•\n\r]")
_AND = re.compile(r"\s(?:et|&|-|–|—)\s")


@dataclass(frozen=True, slots=True)
class Body:
    """A committee as it can be named: ``kind`` is what one of its level is called, "comité technique"."""

    id: int
    name: str
    short_name: str
    kind: str = ""


class BodyNames:
    """The committees by every name that is theirs alone, whatever its case, accents, hyphens and spaces.

    CT1 may stand as its theme, "CT1", "CT 1", "CT n° 1", "CT1 - theme", "theme (CT1)", "Comité technique 1"
    or "Comité technique theme"; nothing is guessed from likeness.
    """

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._ids: dict[str, int | None] = {}
        listed = tuple(bodies)
        self._most_pieces = 2 + max((len(_APART.split(body.name)) for body in listed), default=0)
        for names in (_own_names, _longer_names):
            found: dict[str, int | None] = {}
            for body in listed:
                for key in names(body):
                    found[key] = body.id if found.get(key, body.id) == body.id else None
            self._ids = found | self._ids
        self._ids.pop("", None)

    def named(self, text: str) -> int | None:
        """Return the id of the committee called ``text``, None for none and for a name that several share."""
        return self._ids.get(_key(text))

    def read(self, text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the ids of the committees that ``text`` enumerates, and the names that are nobody's.

        Commas, semicolons, slashes, line breaks and "et" part them; a committee whose own name holds a comma
        or "et" is found whole.
        """
        pieces = [piece for piece in _APART.split(text) if _key(piece)]
        ids: list[int] = []
        unknown: list[str] = []
        start = 0
        while start < len(pieces):
            for end in range(min(len(pieces), start + self._most_pieces), start, -1):
                found = self.named(" ".join(pieces[start:end]))
                if found is not None:
                    ids.append(found)
                    start = end
                    break
            else:
                parts = [self.named(part) for part in _AND.split(pieces[start])]
                known = [part for part in parts if part is not None]
                ids += known if len(known) == len(parts) else []
                unknown += [] if len(known) == len(parts) else [" ".join(pieces[start].split())]
                start += 1
        return tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(unknown))


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


def _own_names(body: Body) -> tuple[str, ...]:
    return _key(body.name), _key(body.short_name)


def _longer_names(body: Body) -> tuple[str, ...]:
    name, short, kind = _key(body.name), _key(body.short_name), _key(body.kind)
    keys = [short + name, name + short]
    if kind:
        keys += [kind + name, kind + short, kind + short + name]
    numbered = _SHORT.fullmatch(short)
    if numbered is not None:
        letters, number = numbered.groups()
        keys += [f"{letters}n{number}", f"{letters}n{number}{name}", f"{letters}0{number}"]
        if kind:
            keys += [kind + number, f"{kind}n{number}", f"{kind}{number}{name}", f"{kind}n{number}{name}"]
    return tuple(keys)

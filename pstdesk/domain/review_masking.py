"""What of a review must not leave the officer’s screen, because it tells of a few people only."""

from collections.abc import Sequence
from dataclasses import dataclass

from pstdesk.domain.masking import hidden_rows, is_few
from pstdesk.domain.review import CommitteeFigures, Figures, GroupFigures

Ids = frozenset[int | None]


@dataclass(frozen=True, slots=True)
class Veil:
    """Whose figures of one period are hidden, by id; None is the group of those that are unknown."""

    committees: Ids = frozenset()
    grades: Ids = frozenset()
    sectors: Ids = frozenset()
    organisations: Ids = frozenset()
    movements: bool = False
    """How many joined and left: with the totals one would give the other away."""
    several: bool = False
    """How many sit in several committees, and with them how many memberships there are."""
    dormant: bool = False
    beyond: bool = False
    """The share of members from outside social work; that of référents, a public office, never is."""
    rate: bool = False
    """The rate of all committees together, where it is that of a small one."""
    everything: bool = False
    """Whether so few take part that not even the figures of all together may be told."""


NOTHING = Veil()
"""Hides nothing: for the officer’s own use."""


def veil(figures: Figures) -> Veil:
    """Return what of ``figures`` is hidden (docs/review.md, "Ce qui peut sortir")."""
    committees, committees_tell = _hidden(figures.committees)
    grades, grades_tell = _hidden(figures.grades)
    sectors, sectors_tell = _hidden_sectors(figures.sectors)
    organisations, organisations_tell = _hidden(figures.organisations)
    people, beyond = figures.people, figures.beyond_social_work.members
    return Veil(
        committees=committees,
        rate=committees_tell,
        grades=grades,
        sectors=sectors,
        organisations=organisations,
        movements=is_few(people.joined) or is_few(people.left),
        several=is_few(people.in_several_committees),
        dormant=is_few(people.dormant),
        beyond=is_few(beyond.part) or is_few(beyond.whole - beyond.part) or sectors_tell,
        everything=is_few(people.total) or grades_tell or organisations_tell or _hidden(figures.sectors)[1],
    )


def _hidden_sectors(sectors: Sequence[GroupFigures]) -> tuple[Ids, bool]:
    """Return the hidden sectors, and whether the share from outside social work would give one away.

    That share tells how many there are inside and outside, so that each part must hide its own.
    """
    parts = [[one for one in sectors if bool(one.social_work) is inside] for inside in (True, False)]
    found = [_hidden(part) for part in parts]
    if any(tells for _ids, tells in found):
        return _hidden(sectors)[0] | found[0][0] | found[1][0], True
    return found[0][0] | found[1][0], False


def _hidden(rows: Sequence[CommitteeFigures | GroupFigures]) -> tuple[Ids, bool]:
    hidden = hidden_rows([row.members for row in rows], [row.people for row in rows])
    ids = frozenset(row.id for row, hides in zip(rows, hidden.rows, strict=True) if hides)
    return ids, hidden.total

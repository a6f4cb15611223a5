"""How an agenda begins and what comes back from the last one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.names import fold


class ItemKind(StrEnum):
    """What an agenda item asks of those who attend."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    ELECTION = "election"
    MINUTES_APPROVAL = "minutes_approval"
    ACTIONS_FOLLOW_UP = "actions_follow_up"
    ANY_OTHER_BUSINESS = "any_other_business"


class ItemState(StrEnum):
    """What became of an agenda item."""

    OPEN = "open"
    DEALT_WITH = "dealt_with"
    NOT_REACHED = "not_reached"
    WITHDRAWN = "withdrawn"


OPENING_KINDS = (ItemKind.MINUTES_APPROVAL, ItemKind.ACTIONS_FOLLOW_UP)
"""The two kinds with which an agenda begins, in this order (docs/domain.md, rule 5)."""


def refuse_order(kinds: Iterable[ItemKind]) -> None:
    """Raise where an agenda of these ``kinds``, in their order, does not begin as it should.

    The approval of the last minutes comes first and the follow-up of open actions next, each at
    most once; a committee's first meeting may have neither (docs/domain.md, rule 5).
    """
    ordered = list(kinds)
    opening = [kind for kind in OPENING_KINDS if kind in ordered]
    rest = ordered[len(opening) :]
    if ordered[: len(opening)] != opening or any(kind in OPENING_KINDS for kind in rest):
        raise Refused("agenda_opening")


def subject(title: str, kind: ItemKind) -> tuple[str, ItemKind]:
    """Return what tells whether two items of one body are about the same thing: folded title, and kind."""
    return fold(title) or title, kind


def likely_kind(title: str) -> ItemKind:
    """Return the kind that an item's ``title`` alone tells: the questions diverses, or a discussion."""
    return ItemKind.ANY_OTHER_BUSINESS if fold(title) in _CLOSING_TITLES else ItemKind.DISCUSSION


_CLOSING_TITLES = frozenset(
    map(fold, ("Questions diverses", "Points divers", "Divers", "Any other business"))
)


def place_for(kinds: Sequence[ItemKind], kind: ItemKind) -> int:
    """Return the place, from 0, at which a new item of ``kind`` joins an agenda of ``kinds``.

    It is the end, or before the first of the questions diverses, which close a meeting with what follows
    them; further questions diverses come last.
    """
    closing = ItemKind.ANY_OTHER_BUSINESS
    return len(kinds) if kind is closing or closing not in kinds else kinds.index(closing)


@dataclass(frozen=True, slots=True)
class PastItem:
    """An item of an earlier meeting, and whether a later item took it up again."""

    item_id: int
    kind: ItemKind
    state: ItemState
    meeting_state: MeetingState
    taken_up: bool
    title: str = ""
    meeting_id: int = 0


def items_to_carry(
    past: Sequence[PastItem], present: Collection[tuple[str, ItemKind]] = ()
) -> tuple[int, ...]:
    """Return the ids of the items that must return to the next agenda, in the order given.

    ``past`` goes from meeting to meeting; ``present`` are the subjects that the next agenda has already.
    An item that was not dealt with returns until it is dealt with or withdrawn, also where nobody said that
    it was not reached. What never returns: the opening items and the questions diverses, which each agenda
    has of its own, and an item whose subject a later agenda, or the next one, has again: that one answers
    for it, as a standing item does for those of all earlier meetings (docs/domain.md, rule 5).
    """
    subjects = [subject(item.title, item.kind) for item in past]
    last_on = {about: item.meeting_id for about, item in zip(subjects, past, strict=True)}
    return tuple(
        item.item_id
        for about, item in zip(subjects, past, strict=True)
        if comes_back(item.kind)
        and not item.taken_up
        and item.state in (ItemState.OPEN, ItemState.NOT_REACHED)
        and item.meeting_state in _PAST_STATES
        and about not in present
        and last_on[about] == item.meeting_id
    )


def comes_back(kind: ItemKind) -> bool:
    """Tell whether an item of this kind returns until it is dealt with; of others each agenda has its own."""
    return kind not in _EACH_AGENDA_HAS_ITS_OWN


_EACH_AGENDA_HAS_ITS_OWN = (*OPENING_KINDS, ItemKind.ANY_OTHER_BUSINESS)

_PAST_STATES = (MeetingState.HELD, MeetingState.CANCELLED, MeetingState.INQUORATE)
"""A meeting that can deal with nothing any more; one that is still to come keeps its items."""

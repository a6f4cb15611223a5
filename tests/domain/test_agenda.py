"""How an agenda begins, and which items return."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.agenda import (
    OPENING_KINDS,
    ItemKind,
    ItemState,
    PastItem,
    items_to_carry,
    refuse_order,
)
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState

K = ItemKind
NOT_REACHED = PastItem(7, K.DISCUSSION, ItemState.NOT_REACHED, MeetingState.HELD, taken_up=False)
OTHERS = [kind for kind in K if kind not in OPENING_KINDS]


@pytest.mark.parametrize(
    "kinds",
    [
        [],
        [K.DISCUSSION, K.ANY_OTHER_BUSINESS],
        [K.ACTIONS_FOLLOW_UP, K.DECISION],
        [K.MINUTES_APPROVAL, K.INFORMATION],
        [K.MINUTES_APPROVAL, K.ACTIONS_FOLLOW_UP],
    ],
)
def test_agendas_that_begin_as_they_should(kinds: list[ItemKind]) -> None:
    refuse_order(kinds)


@pytest.mark.parametrize(
    "kinds",
    [
        [K.DISCUSSION, K.MINUTES_APPROVAL],
        [K.ACTIONS_FOLLOW_UP, K.MINUTES_APPROVAL],
        [K.MINUTES_APPROVAL, K.DISCUSSION, K.ACTIONS_FOLLOW_UP],
        [K.MINUTES_APPROVAL, K.MINUTES_APPROVAL],
        [K.MINUTES_APPROVAL, K.ACTIONS_FOLLOW_UP, K.DECISION, K.ACTIONS_FOLLOW_UP],
    ],
)
def test_agendas_that_do_not(kinds: list[ItemKind]) -> None:
    with pytest.raises(Refused) as refused:
        refuse_order(kinds)
    assert refused.value.code == "agenda_opening"


@given(st.lists(st.sampled_from(OTHERS)), st.sets(st.sampled_from(OPENING_KINDS)))
def test_what_follows_the_opening_may_stand_in_any_order(rest: list[ItemKind], some: set[ItemKind]) -> None:
    refuse_order([*(kind for kind in OPENING_KINDS if kind in some), *rest])


def test_an_item_not_reached_returns() -> None:
    assert items_to_carry([NOT_REACHED]) == (7,)


@pytest.mark.parametrize("state", [ItemState.DEALT_WITH, ItemState.WITHDRAWN])
@pytest.mark.parametrize("meeting", MeetingState)
def test_an_item_dealt_with_or_withdrawn_does_not(state: ItemState, meeting: MeetingState) -> None:
    assert items_to_carry([replace(NOT_REACHED, state=state, meeting_state=meeting)]) == ()


@pytest.mark.parametrize(
    ("meeting", "returns"),
    [
        (MeetingState.CANCELLED, True),
        (MeetingState.INQUORATE, True),
        (MeetingState.POSTPONED, False),
        (MeetingState.PLANNED, False),
        (MeetingState.CONVENED, False),
        (MeetingState.HELD, True),
    ],
)
def test_a_meeting_that_is_over_leaves_what_it_did_not_deal_with_to_the_next(
    meeting: MeetingState, returns: bool
) -> None:
    item = replace(NOT_REACHED, state=ItemState.OPEN, meeting_state=meeting)
    assert bool(items_to_carry([item])) is returns


def test_an_item_taken_up_again_returns_no_more_from_its_first_meeting() -> None:
    again = replace(NOT_REACHED, item_id=9)
    assert items_to_carry([replace(NOT_REACHED, taken_up=True), again]) == (9,)


def test_neither_the_opening_items_nor_any_other_business_ever_return() -> None:
    states = product((*OPENING_KINDS, ItemKind.ANY_OTHER_BUSINESS), ItemState, MeetingState)
    past = [PastItem(n, *state, taken_up=False) for n, state in enumerate(states)]
    assert items_to_carry(past) == ()


def test_items_return_in_the_order_they_are_given() -> None:
    assert items_to_carry([replace(NOT_REACHED, item_id=n) for n in (5, 3, 8)]) == (5, 3, 8)

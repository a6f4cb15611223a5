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
    likely_kind,
    place_for,
    refuse_order,
    subject,
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


# several items about one thing

TOUR = replace(NOT_REACHED, item_id=1, title="Tour de table", meeting_id=1)


def test_an_item_that_the_next_agenda_has_already_does_not_return() -> None:
    assert items_to_carry([TOUR], {subject("tour de  TABLE", K.DISCUSSION)}) == ()
    assert items_to_carry([TOUR], {subject("Tour de table", K.INFORMATION)}) == (1,)
    assert items_to_carry([TOUR], {subject("Tour", K.DISCUSSION)}) == (1,)


def test_of_an_item_that_several_agendas_had_only_the_last_may_return() -> None:
    again = replace(TOUR, item_id=2, meeting_id=2)
    assert items_to_carry([TOUR, again]) == (2,)
    assert items_to_carry([TOUR, replace(again, state=ItemState.DEALT_WITH)]) == ()
    assert items_to_carry([TOUR, replace(again, kind=K.DECISION)]) == (1, 2)


def test_two_items_of_one_agenda_with_the_same_title_both_return() -> None:
    assert items_to_carry([TOUR, replace(TOUR, item_id=2)]) == (1, 2)


def test_titles_without_letters_are_told_apart() -> None:
    assert subject("???", K.DISCUSSION) != subject("!!!", K.DISCUSSION)


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from("ABC"), st.sampled_from(ItemState))))
def test_no_subject_returns_from_two_meetings_and_none_that_was_dealt_with_last(
    told: list[tuple[int, str, ItemState]],
) -> None:
    past = [
        PastItem(number, K.DISCUSSION, state, MeetingState.HELD, taken_up=False, title=title, meeting_id=at)
        for number, (at, title, state) in enumerate(sorted(told, key=lambda item: item[0]))
    ]
    carried = [past[item_id] for item_id in items_to_carry(past)]
    for title in "ABC":
        meetings = {item.meeting_id for item in past if item.title == title}
        assert {item.meeting_id for item in carried if item.title == title} <= {max(meetings, default=0)}
    assert items_to_carry(past, {subject(title, K.DISCUSSION) for title in "ABC"}) == ()


# where a new item goes


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("questions  DIVERSES", K.ANY_OTHER_BUSINESS),
        ("Divers", K.ANY_OTHER_BUSINESS),
        ("Questions diverses sur la halte", K.DISCUSSION),
        ("", K.DISCUSSION),
    ],
)
def test_a_title_tells_the_questions_diverses(title: str, kind: ItemKind) -> None:
    assert likely_kind(title) is kind


@pytest.mark.parametrize(
    ("kinds", "kind", "place"),
    [
        ([], K.DISCUSSION, 0),
        ([K.MINUTES_APPROVAL, K.DECISION], K.DISCUSSION, 2),
        ([K.DECISION, K.ANY_OTHER_BUSINESS], K.DISCUSSION, 1),
        ([K.DECISION, K.ANY_OTHER_BUSINESS, K.INFORMATION], K.DECISION, 1),
        ([K.ANY_OTHER_BUSINESS, K.DECISION], K.ANY_OTHER_BUSINESS, 2),
    ],
)
def test_a_new_item_comes_last_but_before_the_questions_diverses(
    kinds: list[ItemKind], kind: ItemKind, place: int
) -> None:
    assert place_for(kinds, kind) == place

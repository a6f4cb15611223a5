"""Mandates in one role: who makes room, what is vacant, until when a successor serves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.interval import Interval
from pstdesk.domain.mandate import (
    Term,
    crowded,
    making_room,
    planned_end,
    term_end,
    vacancies,
    why_ended,
)

ZOE, NOEL, AICHA, YANN = 1, 2, 3, 4
MARCH, JUNE, DECEMBER = date(2026, 3, 1), date(2026, 6, 1), date(2026, 12, 1)
NEXT_MARCH = date(2027, 3, 1)


def term(
    number: int,
    person_id: int,
    starts_on: date = MARCH,
    ends_on: date | None = NEXT_MARCH,
    reason: MandateEnd | None = None,
    last: date | None = NEXT_MARCH,
    election_id: int | None = None,
) -> Term:
    return Term(number, person_id, Interval(starts_on, ends_on), last, reason, election_id)


def ids(terms: tuple[Term, ...]) -> list[int]:
    return [each.id for each in terms]


@pytest.mark.parametrize(
    ("ends_on", "term_ends_on", "reason", "last"),
    [
        (NEXT_MARCH, None, None, NEXT_MARCH),
        (NEXT_MARCH, None, MandateEnd.TERM, NEXT_MARCH),
        (JUNE, NEXT_MARCH, MandateEnd.RESIGNATION, NEXT_MARCH),
        (JUNE, None, MandateEnd.RESIGNATION, None),
        (JUNE, None, MandateEnd.REPLACED, None),
        (None, None, None, None),
    ],
)
def test_a_term_ends_as_proclaimed_or_else_with_the_mandate_that_ends_by_itself(
    ends_on: date | None, term_ends_on: date | None, reason: MandateEnd | None, last: date | None
) -> None:
    assert planned_end(ends_on, term_ends_on, reason) == last


def test_what_ended_without_another_reason_ran_its_term() -> None:
    assert why_ended(JUNE, None, JUNE) is MandateEnd.TERM
    assert why_ended(JUNE, None, JUNE - timedelta(days=1)) is None
    assert why_ended(None, None, JUNE) is None
    assert why_ended(JUNE, MandateEnd.REPLACED, JUNE) is MandateEnd.REPLACED
    assert why_ended(JUNE, MandateEnd.RESIGNATION, MARCH) is MandateEnd.RESIGNATION


def test_the_only_seat_is_taken_over() -> None:
    assert ids(making_room([term(1, ZOE)], NOEL, JUNE, 1, 7)) == [1]
    assert ids(making_room([term(1, ZOE)], ZOE, JUNE, 1, 7)) == [1]
    assert making_room([term(1, ZOE, ends_on=JUNE)], NOEL, JUNE, 1, 7) == ()


def test_with_several_seats_only_whose_place_is_taken_makes_room() -> None:
    two = [term(1, ZOE), term(2, NOEL, ends_on=DECEMBER)]
    assert ids(making_room(two, AICHA, JUNE, 2, None)) == [2]
    assert ids(making_room(two, ZOE, JUNE, 2, None)) == [1]
    assert ids(making_room(two, AICHA, JUNE, 3, None)) == []
    assert ids(making_room(two, ZOE, JUNE, 3, None)) == [1]
    assert ids(making_room([*two, term(3, YANN, ends_on=None)], AICHA, JUNE, 3, None)) == [3]
    leaving = term(3, YANN, ends_on=DECEMBER + timedelta(days=9), reason=MandateEnd.RESIGNATION)
    assert ids(making_room([*two, leaving], AICHA, JUNE, 3, None)) == [3]
    assert ids(making_room([*two, leaving], AICHA, JUNE, 2, None)) == [3, 2]


def test_those_of_the_same_election_and_those_that_begin_that_day_stay() -> None:
    elected = term(3, AICHA, starts_on=JUNE, election_id=7)
    old = [term(1, ZOE), term(2, NOEL, ends_on=DECEMBER)]
    assert ids(making_room([*old, elected], YANN, JUNE, 2, 7)) == [2, 1]
    assert ids(making_room([old[0], elected], YANN, JUNE, 2, 7)) == [1]
    assert making_room([term(1, ZOE, starts_on=JUNE)], NOEL, JUNE, 1, 7) == ()


def test_a_body_is_crowded_where_on_some_day_no_seat_is_left() -> None:
    one, other = term(1, ZOE, MARCH, JUNE), term(2, NOEL, DECEMBER, NEXT_MARCH)
    assert crowded(Interval(JUNE, DECEMBER), [one, other], 1) == ()
    assert ids(crowded(Interval(MARCH, JUNE), [one, other], 1)) == [1]
    assert ids(crowded(Interval(JUNE), [one, other], 1)) == [2]
    assert crowded(Interval(MARCH), [one, other], 2) == ()
    both = [one, term(3, AICHA, MARCH + timedelta(days=1), JUNE)]
    assert ids(crowded(Interval(MARCH), both, 2)) == [1, 3]


def test_who_went_before_the_end_leaves_what_remains_of_the_term() -> None:
    gone = term(1, ZOE, ends_on=JUNE, reason=MandateEnd.RESIGNATION)
    assert ids(vacancies([gone], JUNE, 1)) == [1]
    assert ids(vacancies([gone], NEXT_MARCH - timedelta(days=1), 1)) == [1]
    assert vacancies([gone], NEXT_MARCH, 1) == ()
    assert vacancies([gone], MARCH, 1) == (), "It began that very day"
    announced = term(1, ZOE, ends_on=DECEMBER, reason=MandateEnd.DEPARTURE)
    assert ids(vacancies([announced], JUNE, 1)) == [1]
    endless = term(1, ZOE, ends_on=JUNE, reason=MandateEnd.RESIGNATION, last=None)
    assert vacancies([endless], JUNE, 1) == ()


def test_a_successor_takes_the_vacancy_up() -> None:
    gone = term(1, ZOE, ends_on=JUNE, reason=MandateEnd.RESIGNATION)
    assert vacancies([gone, term(2, NOEL, JUNE)], DECEMBER, 1) == ()
    ran_out = term(2, NOEL, JUNE, DECEMBER, MandateEnd.TERM, DECEMBER)
    assert vacancies([gone, ran_out], DECEMBER, 1) == ()
    went_too = term(2, NOEL, JUNE, DECEMBER, MandateEnd.LOSS_OF_CAPACITY)
    assert ids(vacancies([gone, went_too], DECEMBER, 1)) == [2]


def test_of_several_seats_as_many_vacancies_count_as_are_free() -> None:
    gone = term(1, ZOE, ends_on=JUNE, reason=MandateEnd.RESIGNATION)
    stays = term(2, NOEL)
    assert ids(vacancies([gone, stays], JUNE, 2)) == [1]
    went_too = term(2, NOEL, ends_on=DECEMBER, reason=MandateEnd.DEPARTURE)
    assert ids(vacancies([gone, went_too], DECEMBER, 2)) == [2, 1]
    replaced = term(3, YANN, ends_on=DECEMBER, reason=MandateEnd.REPLACED)
    assert ids(vacancies([gone, replaced, term(4, AICHA, DECEMBER)], DECEMBER, 2)) == [1]


_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def _terms(draw: st.DrawFn) -> list[Term]:
    made = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(_days)
        end = draw(st.none() | st.integers(1, 200).map(lambda n, start=start: start + timedelta(days=n)))
        reason = None if end is None else draw(st.sampled_from([None, *MandateEnd]))
        last = None if end is None else end + timedelta(days=draw(st.integers(0, 90)))
        made.append(term(number, draw(st.integers(1, 4)), start, end, reason, last))
    return made


@given(_terms(), st.integers(1, 4), _days, st.integers(1, 3))
def test_after_room_was_made_no_more_hold_than_there_are_seats(
    terms: list[Term], person_id: int, day: date, seats: int
) -> None:
    ending = making_room(terms, person_id, day, seats, None)
    holding = [each for each in terms if day in each.during and each not in ending]
    begun_then = [each for each in holding if each.during.starts_on == day]
    assert len(holding) + 1 <= max(seats, len(begun_then) + 1)
    assert all(day in each.during for each in ending)
    assert all(each.person_id != person_id or each.during.starts_on == day for each in holding)


@given(_terms(), st.randoms(), _days, st.integers(1, 3))
def test_a_vacancy_has_days_left_to_serve_and_the_order_of_rows_says_nothing(
    terms: list[Term], rng: object, day: date, seats: int
) -> None:
    found = vacancies(terms, day, seats)
    assert len(found) <= seats
    assert all(each.planned_end is not None and each.planned_end > day for each in found)
    shuffled = list(terms)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]  # st.randoms() gives Random
    assert vacancies(shuffled, day, seats) == found


@given(_terms(), _days, st.integers(1, 90), st.integers(1, 3))
def test_where_nobody_is_in_the_way_there_is_a_seat_on_every_day(
    terms: list[Term], start: date, length: int, seats: int
) -> None:
    during = Interval(start, start + timedelta(days=length))
    days = [start + timedelta(days=n) for n in range(length)]
    fullest = max(sum(day in each.during for each in terms) for day in days)
    assert bool(crowded(during, terms, seats)) == (fullest >= seats)


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (date(2026, 11, 12), 24, date(2028, 11, 12)),
        (date(2026, 11, 12), 1, date(2026, 12, 12)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 1, 31), 13, date(2028, 2, 29)),
    ],
)
def test_a_term_ends_on_the_same_day_of_a_month(starts_on: date, months: int, ends_on: date) -> None:
    assert term_end(starts_on, months) == ends_on

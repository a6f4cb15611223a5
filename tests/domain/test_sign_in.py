"""What is typed to sign people in."""

from contextlib import suppress
from datetime import time
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from pstdesk.domain.sign_in import SignIn, read_entry
from tests.refusals import refused

A = AttendanceStatus


def lines(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("7", lines(7)),
        ("3 5 8-12", lines(3, 5, 8, 9, 10, 11, 12)),
        ("3, 5 ; 8 – 9.", lines(3, 5, 8, 9)),
        ("8-3", lines()),
    ],
)
def test_numbers_are_lines_of_the_sheet(typed: str, numbers: frozenset[int]) -> None:
    entry = read_entry(typed)
    assert entry == SignIn("", numbers)
    assert entry.is_numbers
    assert not entry.has_hours


@pytest.mark.parametrize("typed", ["fau", "L’Ho", "renée a", "d", "e fau", "12 fau", "-"])
def test_letters_begin_a_name(typed: str) -> None:
    assert read_entry(f" {typed} ") == SignIn(typed)
    assert not read_entry(typed).is_numbers


@pytest.mark.parametrize(
    ("typed", "status"),
    [("3 e", A.EXCUSED), ("3e", A.EXCUSED), ("3 D", A.REMOTE), ("3 a", A.ABSENT), ("3 p", A.PRESENT)],
)
def test_a_letter_after_numbers_is_a_status(typed: str, status: AttendanceStatus) -> None:
    assert read_entry(typed) == SignIn("", lines(3), status)


ARRIVED, LEFT = time(14, 20), time(15, 30)


@pytest.mark.parametrize("hour", ["14h20", "14 h 20", "14:20", "14H20", "14h 20"])
def test_an_hour_is_when_they_came(hour: str) -> None:
    assert read_entry(f"7 {hour}") == SignIn("", lines(7), A.PRESENT, ARRIVED)
    assert read_entry(f"fau {hour}") == SignIn("fau", None, A.PRESENT, ARRIVED)
    assert read_entry(hour) == SignIn("", None, A.PRESENT, ARRIVED)


@pytest.mark.parametrize("until", ["-", "–", "→", ">", "à ", "jusqu’à ", "jusqu'a "])
def test_an_hour_after_a_dash_is_when_they_left(until: str) -> None:
    assert read_entry(f"7 {until}15h30") == SignIn("", lines(7), A.PRESENT, None, LEFT)
    assert read_entry(f"fau {until}15h30") == SignIn("fau", None, A.PRESENT, None, LEFT)
    assert read_entry(f"7 14h20{until}15h30") == SignIn("", lines(7), A.PRESENT, ARRIVED, LEFT)
    assert read_entry(f"7 14h20 {until}15h30").has_hours


def test_two_hours_are_both() -> None:
    assert read_entry("7 14h20 15h30") == SignIn("", lines(7), A.PRESENT, ARRIVED, LEFT)


def test_a_status_and_an_hour_go_together() -> None:
    assert read_entry("12 d 14h20") == SignIn("", lines(12), A.REMOTE, ARRIVED)
    assert read_entry("1-3 14h").arrived_at == time(14)


@pytest.mark.parametrize("typed", ["7 25h20", "fau -14h75"])
def test_no_day_has_such_an_hour(typed: str) -> None:
    with refused("time_unreadable"):
        read_entry(typed)


@given(st.text(max_size=40))
def test_anything_can_be_typed(typed: str) -> None:
    with suppress(Refused):
        entry = read_entry(typed)
        assert entry.is_numbers == (entry.numbers is not None)
        assert typed.isspace() or not typed or entry != SignIn()


@pytest.mark.parametrize("typed", [f"fau{' ' * 30_000}b", "1h " * 10_000 + "x", "7" * 30_000 + "x"])
def test_whatever_is_pasted_keeps_nobody_waiting(typed: str) -> None:
    began = process_time()
    read_entry(typed)
    assert process_time() - began < 2


def test_spaces_say_no_more_than_one() -> None:
    assert read_entry("fau   ré  14h20") == SignIn("fau ré", arrived_at=time(14, 20))

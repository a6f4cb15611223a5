"""When enough people are there to decide."""

import pytest

from pstdesk.domain.attendance import AttendanceStatus, headcount
from pstdesk.domain.quorum import quorum
from pstdesk.domain.voting import QuorumRule

A = AttendanceStatus
MORE_THAN_HALF, HALF = QuorumRule.MORE_THAN_HALF_PRESENT, QuorumRule.HALF_WITH_PROXIES


@pytest.mark.parametrize(
    ("rule", "expected", "needed"),
    [
        (QuorumRule.NONE, 8, 0),
        (QuorumRule.NONE, 12, 0),
        (MORE_THAN_HALF, 8, 5),
        (MORE_THAN_HALF, 11, 6),
        (MORE_THAN_HALF, 12, 7),
        (HALF, 8, 4),
        (HALF, 11, 6),
        (HALF, 12, 6),
        (MORE_THAN_HALF, 0, 0),
        (HALF, 0, 0),
    ],
)
def test_how_many_each_rule_asks_for(rule: QuorumRule, expected: int, needed: int) -> None:
    count = headcount([(A.NOT_RECORDED, False)] * expected)
    found = quorum(rule, count)
    assert (found.needed, found.is_asked, found.counted) == (needed, needed > 0, 0)
    assert found.is_reached is (needed == 0)
    assert found.missing == needed


def test_who_counts() -> None:
    there = [A.PRESENT] * 3 + [A.REMOTE] * 2 + [A.REPRESENTED] + [A.EXCUSED] * 6
    count = headcount([*((status, False) for status in there), (A.PRESENT, True)])
    assert quorum(MORE_THAN_HALF, count).counted == 3
    assert quorum(HALF, count).counted == 6
    assert quorum(HALF, count).is_reached
    assert quorum(MORE_THAN_HALF, count).missing == 4


def test_a_substitute_on_site_is_present_and_one_from_afar_is_not() -> None:
    seats = [(A.PRESENT, False), (A.REPRESENTED, False), (A.REPRESENTED, False)]
    count = headcount(seats, standing_in=[A.PRESENT, A.REMOTE])
    assert quorum(MORE_THAN_HALF, count).counted == 2
    assert quorum(HALF, count).counted == 3


def test_none_is_asked_when_the_meeting_was_called_again() -> None:
    count = headcount([(A.ABSENT, False)] * 10)
    assert not quorum(MORE_THAN_HALF, count, second_convocation=True).is_asked

"""Whose votes are received: in person, by proxy, by a suppléant."""

from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.electorate import Gathering, Voter, proxies_used, turnout_of, voters_among

ROOM, AFAR = AttendanceStatus.PRESENT, AttendanceStatus.REMOTE
PEOPLE = range(1, 9)


def voters(
    entitled: set[int],
    there: dict[int, AttendanceStatus],
    proxies: dict[int, int] | None = None,
    substitutes: tuple[tuple[int, int], ...] = (),
    *,
    remote: bool = False,
) -> list[Voter]:
    return list(voters_among(entitled, Gathering(there, proxies or {}, substitutes), remote=remote))


def test_who_is_in_the_room_and_entitled_votes() -> None:
    assert voters({1, 2, 3}, {3: ROOM, 1: ROOM, 9: ROOM}) == [Voter(1), Voter(3)]


def test_who_is_afar_votes_where_that_is_allowed() -> None:
    assert voters({1, 2}, {1: ROOM, 2: AFAR}) == [Voter(1)]
    assert voters({1, 2}, {1: ROOM, 2: AFAR}, remote=True) == [Voter(1), Voter(2)]


def test_a_proxy_is_used_by_somebody_entitled_who_votes() -> None:
    assert voters({1, 2}, {1: ROOM}, {2: 1}) == [Voter(1), Voter(2, 1)]
    assert voters({1, 2}, {}, {2: 1}) == []
    assert voters({2}, {1: ROOM}, {2: 1}) == [], "the holder has no vote of their own"
    assert voters({1, 2}, {1: AFAR}, {2: 1}) == []


def test_nobody_votes_both_in_person_and_by_proxy() -> None:
    assert voters({1, 2}, {1: ROOM, 2: ROOM}, {2: 1}) == [Voter(1), Voter(2)]


def test_a_suppléant_sits_for_one_titulaire() -> None:
    pairs = ((7, 1), (7, 2))
    assert voters({1, 2, 3}, {7: ROOM, 3: ROOM}, {1: 7, 2: 7}, pairs) == [Voter(1, 7, True), Voter(3)]
    assert voters({1}, {7: ROOM}, {}, pairs) == [], "the titulaire was not said to be represented"
    assert voters({1}, {7: AFAR}, {1: 7}, pairs) == []


def test_sitting_for_a_titulaire_is_no_proxy() -> None:
    assert proxies_used([Voter(1), Voter(2, 1), Voter(3, 1), Voter(4, 7, True)]) == {1: 2}


def test_the_turnout_counts_each_entitled_once() -> None:
    gathering = Gathering({1: ROOM, 2: AFAR, 7: ROOM, 9: ROOM}, {3: 1, 4: 7}, ((7, 4),))
    entitled = (1, 2, 3, 4, 5)
    found = turnout_of(entitled, gathering, voters_among(entitled, gathering, remote=True))
    assert (found.expected, found.present, found.remote) == (5, 1, 1)
    assert (found.represented, found.stood_in, found.absent) == (2, 1, 1)


statuses = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from([ROOM, AFAR]))
proxies = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
pairs = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=6)


@given(st.sets(st.sampled_from(PEOPLE)), statuses, proxies, pairs, st.booleans())
def test_each_votes_once_at_most_and_through_somebody_there(
    entitled: set[int],
    there: dict[int, AttendanceStatus],
    held: dict[int, int],
    standing_by: list[tuple[int, int]],
    remote: bool,
) -> None:
    found = voters(entitled, there, held, tuple(standing_by), remote=remote)
    people = [voter.person_id for voter in found]
    assert people == sorted(set(people))
    assert set(people) <= entitled
    themselves = {voter.person_id for voter in found if voter.holder_id is None}
    seated = [voter.holder_id for voter in found if voter.stands_in]
    assert len(seated) == len(set(seated))
    for voter in found:
        through = voter.person_id if voter.holder_id is None else voter.holder_id
        assert there[through] is ROOM or remote
        assert voter.holder_id is None or voter.stands_in or voter.holder_id in themselves

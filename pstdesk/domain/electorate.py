"""Whose votes are received when a round of an election opens: in person, by proxy, or by a suppléant."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pstdesk.domain.attendance import AttendanceStatus, Headcount


@dataclass(frozen=True, slots=True, order=True)
class Voter:
    """Somebody whose vote is received: their own, or, with ``holder_id``, through whom.

    ``stands_in`` says that the holder is their suppléant, there in their place, which is no proxy.
    """

    person_id: int
    holder_id: int | None = None
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who is at a meeting at one moment.

    ``there`` are those who attend then, on site or from afar; ``proxies`` are holders by grantor;
    ``substitutes`` pairs of a suppléant and the titulaire in whose place they may sit.
    """

    there: Mapping[int, AttendanceStatus]
    proxies: Mapping[int, int]
    substitutes: Collection[tuple[int, int]] = ()


def voters_among(entitled: Iterable[int], gathering: Gathering, *, remote: bool) -> tuple[Voter, ...]:
    """Return whose votes are received of those ``entitled``, in the order of their ids, which is no order.

    Who is there votes, from afar only where ``remote`` says so; a suppléant who sits for a titulaire votes in
    that one's place; and a proxy is used by somebody entitled who votes themselves. Nobody votes twice
    (docs/elections.md, "Checks while counting").
    """
    known = sorted(set(entitled))
    allowed = tuple(AttendanceStatus) if remote else (AttendanceStatus.PRESENT,)
    here = {person_id for person_id, status in gathering.there.items() if status in allowed}
    voters = [Voter(person_id) for person_id in known if person_id in here]
    themselves = {voter.person_id for voter in voters}
    seated: set[int] = set()
    for person_id in known:
        holder = gathering.proxies.get(person_id)
        if person_id in themselves or holder is None or holder not in here:
            continue
        if (holder, person_id) in gathering.substitutes and holder not in seated:
            seated.add(holder)
            voters.append(Voter(person_id, holder, stands_in=True))
        elif holder in themselves:
            voters.append(Voter(person_id, holder))
    return tuple(sorted(voters, key=lambda voter: voter.person_id))


def proxies_used(voters: Iterable[Voter]) -> Counter[int]:
    """Return how many proxies each holder uses; sitting for one's own titulaire is none."""
    return Counter(voter.holder_id for voter in voters if voter.holder_id is not None and not voter.stands_in)


def turnout_of(entitled: Collection[int], gathering: Gathering, voters: Iterable[Voter]) -> Headcount:
    """Count those ``entitled`` at one moment, for the quorum; absent is who neither came nor is voted for."""
    there = Counter(gathering.there[person] for person in set(entitled) if person in gathering.there)
    through = [voter for voter in voters if voter.holder_id is not None]
    stood_in = sum(
        voter.stands_in and gathering.there.get(voter.holder_id or 0) is AttendanceStatus.PRESENT
        for voter in through
    )
    present, remote = there[AttendanceStatus.PRESENT], there[AttendanceStatus.REMOTE]
    registered = len(set(entitled))
    return Headcount(
        expected=registered,
        present=present,
        remote=remote,
        represented=len(through),
        excused=0,
        absent=registered - present - remote - len(through),
        not_recorded=0,
        guests=0,
        stood_in=stood_in,
    )

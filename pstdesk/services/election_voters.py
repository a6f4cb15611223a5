"""Who is entitled to vote in an election, and whose vote a round receives."""

from collections.abc import Collection, Iterable
from datetime import datetime, time

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from pstdesk.db.database import announce
from pstdesk.db.models import Attendance, Election, ElectionVoter, Meeting, Proxy, RoundVoter
from pstdesk.domain.electorate import Gathering, Voter, proxies_used, turnout_of, voters_among
from pstdesk.domain.errors import Refused
from pstdesk.domain.membership import eligible_on, entitled_on
from pstdesk.domain.quorum import Quorum, quorum
from pstdesk.domain.voting import EnrolledBy
from pstdesk.services.election_standing import names_of
from pstdesk.services.expected import sittings, standing_by
from pstdesk.services.fetch import fetch


def write_electors(session: Session, election: Election, meeting: Meeting) -> int:
    """Write who is entitled to vote, as the rules say, and return how many they are."""
    day = meeting.day
    if election.enrolled_by is EnrolledBy.SUMMONS and meeting.convened_on is not None:
        day = min(meeting.convened_on, meeting.day)
    entitled = sorted(entitled_on(sittings(session, meeting.committee_id), day, meeting.day))
    if entitled:
        rows = [{"election_id": election.id, "person_id": person_id} for person_id in entitled]
        session.execute(insert(ElectionVoter), rows)
        announce(session, ElectionVoter)
    return len(entitled)


def electors_of(session: Session, election_id: int) -> tuple[int, ...]:
    """Return the ids of those entitled to vote, in their order."""
    query = select(ElectionVoter.person_id).where(ElectionVoter.election_id == election_id)
    return tuple(session.scalars(query.order_by(ElectionVoter.person_id)))


def eligible(session: Session, election: Election) -> tuple[int, ...]:
    """Return the ids of those who may stand: the members on the day of the meeting, in the order of names."""
    day = fetch(session, Meeting, election.meeting_id).day
    return eligible_on(sittings(session, election.committee_id), day)


def gathering_of(session: Session, meeting: Meeting, now: datetime | None) -> Gathering:
    """Return who is at a meeting ``now``; once its day is over, or without a moment, who was there at all."""
    local = None if now is None else now.astimezone()
    at = local.time() if local is not None and local.date() == meeting.day else None
    query = select(Attendance.person_id, Attendance.status, Attendance.arrived_at, Attendance.left_at).where(
        Attendance.meeting_id == meeting.id
    )
    there = {
        row.person_id: row.status
        for row in session.execute(query)
        if row.status.attended and _is_there(row.arrived_at, row.left_at, at)
    }
    held = select(Proxy.grantor_id, Proxy.holder_id).where(Proxy.meeting_id == meeting.id)
    proxies = {row.grantor_id: row.holder_id for row in session.execute(held)}
    return Gathering(there, proxies, standing_by(session, meeting.committee_id, meeting.day))


def _is_there(arrived_at: time | None, left_at: time | None, at: time | None) -> bool:
    if at is None:
        return True
    return (arrived_at is None or arrived_at <= at) and (left_at is None or at < left_at)


def voters_now(
    session: Session, election_id: int, now: datetime | None, *, is_public: bool = False
) -> tuple[Voter, ...]:
    """Return whose vote would be received in a round that opens ``now``, by their ids."""
    election = fetch(session, Election, election_id)
    gathering = gathering_of(session, fetch(session, Meeting, election.meeting_id), now)
    remote = election.remote_vote or is_public
    return voters_among(electors_of(session, election_id), gathering, remote=remote)


def election_quorum(session: Session, election: Election, now: datetime | None) -> Quorum:
    """Return how those entitled, as they are there ``now``, stand with the quorum of the election's rules."""
    meeting = fetch(session, Meeting, election.meeting_id)
    return quorum_among(
        election, meeting, electors_of(session, election.id), gathering_of(session, meeting, now)
    )


def quorum_among(
    election: Election, meeting: Meeting, entitled: Collection[int], gathering: Gathering
) -> Quorum:
    """Return how those of a gathering who are entitled stand with the quorum of the election's rules."""
    # who follows from afar counts as there, even where they cannot vote in secret from there
    voters = voters_among(entitled, gathering, remote=True)
    counted = turnout_of(entitled, gathering, voters)
    return quorum(election.quorum, counted, second_convocation=meeting.second_convocation)


def refuse_quorum(session: Session, election: Election, now: datetime | None) -> None:
    """Raise where too few of those entitled are there to elect anybody."""
    found = election_quorum(session, election, now)
    if not found.is_reached:
        raise Refused("election_quorum", counted=found.counted, needed=found.needed, missing=found.missing)


def refuse_proxies(session: Session, election: Election, voters: Iterable[Voter]) -> None:
    """Raise where somebody uses more proxies than the rules allow, naming them."""
    limit = election.proxies_per_holder
    for holder_id, held in sorted(proxies_used(voters).items()):
        if held > limit:
            name = names_of(session, [holder_id])[holder_id]
            raise Refused("round_proxies", holder=name, held=held, limit=limit)


def refuse_stand_ins(session: Session, election: Election, round_id: int, voters: Iterable[Voter]) -> None:
    """Raise where somebody sits for a titulaire whose suppléant they are not, or for two of them.

    A round keeps those who sat when it opened, whatever their registrations say since.
    """
    day = fetch(session, Meeting, election.meeting_id).day
    pairs: set[tuple[int | None, int]] = set(standing_by(session, election.committee_id, day))
    pairs |= {(voter.holder_id, voter.person_id) for voter in voters_of(session, round_id) if voter.stands_in}
    seated: set[int | None] = set()
    for voter in voters:
        if not voter.stands_in:
            continue
        code = "voter_stands_in_twice" if voter.holder_id in seated else "voter_no_substitute"
        if voter.holder_id in seated or (voter.holder_id, voter.person_id) not in pairs:
            names = names_of(session, [voter.person_id, voter.holder_id])
            name, holder = names.get(voter.person_id, ""), names.get(voter.holder_id, "")
            raise Refused(code, name=name, holder=holder)
        seated.add(voter.holder_id)


def write_voters(session: Session, round_id: int, voters: Collection[Voter]) -> None:
    """Write whose vote a round receives: at once, by their ids, so that no order and no moment tells more."""
    if voters:
        rows = [
            {
                "round_id": round_id,
                "person_id": voter.person_id,
                "holder_id": voter.holder_id,
                "stands_in": voter.stands_in,
            }
            for voter in sorted(voters, key=lambda voter: voter.person_id)
        ]
        session.execute(insert(RoundVoter), rows)
    announce(session, RoundVoter)


def voters_of(session: Session, round_id: int) -> tuple[Voter, ...]:
    """Return whose vote a round received, by their ids."""
    query = select(RoundVoter.person_id, RoundVoter.holder_id, RoundVoter.stands_in)
    rows = session.execute(query.where(RoundVoter.round_id == round_id).order_by(RoundVoter.person_id))
    return tuple(Voter(*row) for row in rows)

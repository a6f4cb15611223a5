"""Whose votes a round receives, and whether enough are there to open it."""

from datetime import time

from pstdesk.db.database import Database
from pstdesk.db.models import ElectionVoter, Meeting, Membership
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.electorate import Voter
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import QuorumRule
from pstdesk.sentences import sentence
from pstdesk.services import attendance, candidacies, rounds
from pstdesk.services.election_rounds_page import VoterRow
from tests import builders
from tests.builders import A_DAY
from tests.db.undoing import there_and_back
from tests.refusals import refusal, refused
from tests.services.ballots import LEA, NAMES, A, B, C, D, F, poll


def name(person_id: int) -> str:
    return " ".join(NAMES[person_id - 1])


def says(error: Refused) -> str:
    return sentence(error).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_proxy_is_used_and_a_suppléant_sits(base: Database) -> None:
    held = poll(base, present=9)
    with base.write() as session:
        session.query(Membership).filter_by(person_id=B).one().substitute_for_id = 10
    with base.write() as session:
        session.delete(session.get_one(ElectionVoter, (held.id, B)))
        attendance.represent(session, held.meeting_id, 10, B)
        attendance.represent(session, held.meeting_id, 11, A)
    held.stand(C)
    held.open_round()
    through = [row for row in held.last.voters if row.holder_id is not None]
    assert through == [
        VoterRow(10, name(10), B, name(B), stands_in=True),
        VoterRow(11, name(11), A, name(A), stands_in=False),
    ]
    assert len(held.last.voters) == 10
    turnout = held.page().turnout
    assert (turnout.represented, turnout.stood_in, turnout.voters) == (1, 1, 10)


def test_too_many_proxies_are_refused_by_name(base: Database) -> None:
    held = poll(base, present=9)
    held.stand(B)
    for grantor in (10, 11):
        held.proxy(grantor, A)
    error = refusal(held.open_round)
    assert error.code == "round_proxies"
    assert says(error).startswith(f"{name(A)} porte 2 pouvoirs, et la règle en permet 1 :")
    with base.write() as session:
        attendance.represent(session, held.meeting_id, 11, C)
    held.open_round()
    assert len(held.last.voters) == 11


def test_who_is_far_votes_only_by_a_rule_or_in_public(base: Database) -> None:
    for rules, is_public, votes in (
        ({}, False, False),
        ({"remote_vote": True}, False, True),
        ({"show_of_hands": True}, True, True),
    ):
        folder = base.path.parent / f"{len(rules)}{is_public}"
        folder.mkdir()
        other = builders.make_base(folder)
        held = poll(other, **rules)  # type: ignore[arg-type]  # by name
        held.stand(A)
        with other.write() as session:
            attendance.record(session, held.meeting_id, C, AttendanceStatus.REMOTE)
        held.open_round(is_public=is_public)
        assert (C in [row.person_id for row in held.last.voters]) is votes
        assert held.last.is_public is is_public
        other.close()


def test_a_show_of_hands_needs_a_rule(base: Database) -> None:
    held = poll(base)
    held.stand(A)
    with refused("show_of_hands_not_allowed", rule="Majoritaire à deux tours"):
        held.open_round(is_public=True)


def test_the_hour_counts_and_voters_stay_as_they_were(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    with base.write() as session:
        attendance.record_hours(session, held.meeting_id, C, None, time(14, 30))
    round_id = held.open_round()
    with base.write() as session:
        attendance.record(session, held.meeting_id, D, AttendanceStatus.EXCUSED)
    voters = [row.person_id for row in held.last.voters]
    assert C not in voters
    assert D in voters
    held.type(round_id, {one: 10})
    held.close(round_id)
    assert held.last.typed.signatures == 10


def test_voters_can_be_corrected_until_the_round_is_closed(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    round_id = held.open_round()
    right = [Voter(person) for person in range(2, 11)]
    there_and_back(base, lambda session: rounds.correct_voters(session, round_id, right))
    with base.write() as session:
        rounds.correct_voters(session, round_id, [*right, Voter(LEA, B)])
    assert len(held.last.voters) == 10
    for wrong, code in (
        ([Voter(A), Voter(A, B)], "voter_twice"),
        ([Voter(99)], "voter_not_entitled"),
        ([Voter(A, B)], "voter_holder_away"),
        ([Voter(A), Voter(LEA, A), Voter(B, A)], "round_proxies"),
        ([Voter(A), Voter(LEA, A, stands_in=True)], "voter_no_substitute"),
        ([Voter(LEA, 99, stands_in=True)], "voter_no_substitute"),
    ):
        with base.write() as session, refused(code):
            rounds.correct_voters(session, round_id, wrong)
    held.type(round_id, {one: 10})
    held.close(round_id)
    with base.write() as session, refused("round_closed", number=1):
        rounds.correct_voters(session, round_id, right)


def test_a_suppléant_sits_for_one_titulaire_in_a_corrected_list_too(base: Database) -> None:
    held = poll(base, present=9)
    with base.write() as session:
        session.query(Membership).filter_by(person_id=B).one().substitute_for_id = 10
        session.delete(session.get_one(ElectionVoter, (held.id, B)))
        attendance.represent(session, held.meeting_id, 10, B)
    held.stand(C)
    round_id = held.open_round()
    sits = Voter(10, B, stands_in=True)
    with base.write() as session:
        rounds.correct_voters(session, round_id, [Voter(A), sits])
    with base.write() as session:
        session.query(Membership).filter_by(person_id=B).one().substitute_for_id = 11
    with base.write() as session:  # the list keeps whom it has
        rounds.correct_voters(session, round_id, [sits])
    with base.write() as session, refused("voter_stands_in_twice", holder=name(B)):
        rounds.correct_voters(session, round_id, [sits, Voter(11, B, stands_in=True)])
    assert [row.person_id for row in held.last.voters] == [10]


def test_a_round_needs_its_quorum(base: Database) -> None:
    held = poll(base, present=5, quorum=QuorumRule.MORE_THAN_HALF_PRESENT)
    held.stand(A)
    held.proxy(LEA, A)
    error = refusal(held.open_round)
    assert (error.code, error.values) == ("election_quorum", {"counted": 5, "needed": 7, "missing": 2})
    assert says(error).startswith("Le quorum n’est pas atteint : 5 comptent, il en faut 7")
    with base.write() as session:
        session.get_one(Meeting, held.meeting_id).second_convocation = True
    held.open_round()


def test_the_quorum_of_half_counts_proxies_and_those_afar(base: Database) -> None:
    held = poll(base, present=4, quorum=QuorumRule.HALF_WITH_PROXIES)
    held.stand(A)
    held.proxy(LEA, A)
    assert held.page().quorum.counted == 5
    with base.write() as session:
        attendance.record(session, held.meeting_id, F, AttendanceStatus.REMOTE)
    assert held.page().quorum.is_reached
    held.open_round()
    assert len(held.last.voters) == 5


def test_nobody_there_votes(base: Database) -> None:
    held = poll(base, present=0)
    held.stand(A)
    with refused("round_without_voters"):
        held.open_round()


def test_a_candidate_who_left_is_refused_at_the_next_round(base: Database) -> None:
    held = poll(base)
    one, two = held.stand(A, B)
    held.hold_round({one: 5, two: 5}, blank=1)
    with base.write() as session:
        session.query(Membership).filter_by(person_id=B).one().ends_on = A_DAY
    with refused("candidate_not_member", name=name(B)):
        held.open_round()
    with base.write() as session:
        candidacies.withdraw_candidate(session, two)
    held.open_round()

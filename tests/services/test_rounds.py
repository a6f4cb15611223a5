"""The rounds of an election, on a real base: voters, totals, what they come to, ties and answers."""

from datetime import date, time

import pytest
from sqlalchemy import select, text

from pstdesk.db.database import Database
from pstdesk.db.models import ElectionRound, ElectionVoter, JournalEntry, Meeting, Membership, RoundVoter
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.electorate import Voter
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import QuorumRule, TieBreak, VotingMethod
from pstdesk.sentences import sentence
from pstdesk.services import attendance, candidacies, rounds
from pstdesk.services.election_rounds_page import TypedTotals, VoterRow
from tests import builders
from tests.builders import A_DAY
from tests.db.undoing import act, done, there_and_back
from tests.db.undoing import refused as undo_refused
from tests.refusals import refusal, refused
from tests.services.ballots import LEA, NAMES, NOW, A, B, C, D, E, F, Poll, poll


def name(person_id: int) -> str:
    return " ".join(NAMES[person_id - 1])


def says(error: Refused) -> str:
    return sentence(error).replace("\u00a0", " ").replace("\u202f", " ")


# The vectors of docs/elections.md


def test_vector_1_ten_present_and_one_proxy(base: Database) -> None:
    held = poll(base, present=10)
    held.proxy(LEA, A)
    one, two = held.stand(A, B)
    assert held.page().turnout.voters == 11
    round_id = held.open_round()
    held.type(round_id, {one: 5, two: 4}, blank=1, spoiled=1)
    held.close(round_id)
    count = held.last.count
    assert count is not None
    assert (count.valid, count.majority) == (9, 5)
    assert (held.last.registered, held.last.typed.signatures) == (12, 11)
    assert held.elected() == [(name(A), "vote", None)]
    assert held.page().step is ElectionStep.ACCEPTANCE


def test_vector_2_three_rounds_and_the_oldest(base: Database) -> None:
    held = poll(base, present=10, method=VotingMethod.MAJORITY_3, tie_break=TieBreak.OLDEST)
    one, two = held.stand(A, B)
    for _round in range(2):
        held.hold_round({one: 5, two: 5})
        assert held.page().step is ElectionStep.NEXT_ROUND
    last = held.hold_round({one: 5, two: 5})
    page = held.page()
    assert (page.step, page.tied, page.tie_break) == (ElectionStep.TIE, (one, two), TieBreak.OLDEST)
    with base.write() as session:
        assert rounds.break_by_age(session, last, {one: date(1970, 3, 1), two: date(1965, 8, 2)})
    assert held.elected() == [(name(B), "age", None)]
    assert held.last.seniority == ((two,), (one,))
    assert held.last.tie_break is TieBreak.OLDEST


def test_vector_3_the_third_round_decides(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.MAJORITY_3)
    one, two, three = held.stand(A, B, C)
    held.hold_round({one: 4, two: 3, three: 2})
    held.hold_round({one: 4, two: 4, three: 1})
    with base.write() as session:
        candidacies.withdraw_candidate(session, three)
    held.hold_round({one: 4, two: 5})
    assert held.elected() == [(name(B), "vote", None)]
    assert [len(each.scores) for each in held.page().rounds] == [3, 3, 2]


def test_vector_4_blanks_are_no_votes(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    held.hold_round({one: 3}, blank=8)
    count = held.last.count
    assert count is not None
    assert (count.valid, count.majority, held.elected()) == (3, 2, [(name(A), "vote", None)])


def test_vector_5_nothing_valid_elects_nobody(base: Database) -> None:
    held = poll(base, present=6)
    (one,) = held.stand(A)
    held.hold_round({one: 0}, blank=4, spoiled=2)
    assert held.page().step is ElectionStep.NEXT_ROUND
    held.hold_round({one: 0}, blank=6)
    assert (held.page().step, held.elected()) == (ElectionStep.NOBODY, [])


@pytest.mark.parametrize("born", [{}, {1: date(1970, 1, 1)}, {1: date(1970, 1, 1), 2: date(1970, 1, 1)}])
def test_vector_6_an_age_that_decides_nothing_leaves_it_to_a_lot(
    base: Database, born: dict[int, date]
) -> None:
    held = poll(base, present=10, method=VotingMethod.PLURALITY, tie_break=TieBreak.OLDEST)
    one, two = held.stand(A, B)
    last = held.hold_round({one: 5, two: 5})
    with base.write() as session, refused("lot_before_age"):
        rounds.break_by_lot(session, last, one, D, E)
    with base.write() as session:
        assert not rounds.break_by_age(session, last, {[one, two][key - 1]: day for key, day in born.items()})
    page = held.page()
    assert (page.step, page.tied, page.tie_break) == (ElectionStep.TIE, (one, two), TieBreak.LOT)
    with base.write() as session:
        rounds.break_by_lot(session, last, one, D, E)
    assert held.elected() == [(name(A), "lot", None)]
    assert (held.last.drawn_id, held.last.first_witness, held.last.second_witness) == (one, name(D), name(E))


def test_vector_7_approval(base: Database) -> None:
    held = poll(base, present=10, method=VotingMethod.APPROVAL)
    one, two, three = held.stand(A, B, C)
    held.hold_round({one: 4, two: 7, three: 3}, blank=1, cast=10)
    assert held.elected() == [(name(B), "vote", None)]
    count = held.last.count
    assert count is not None
    assert (count.valid, count.leaders) == (9, (two,))


def test_vector_8_majority_judgment(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.MAJORITY_JUDGMENT)
    one, two = held.stand(A, B)
    held.hold_round({one: (1, 1, 1, 2, 3, 1), two: (0, 2, 2, 3, 1, 1)}, cast=9)
    assert held.elected() == [(name(A), "vote", None)]


def test_vector_11_equal_profiles_are_tied(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.MAJORITY_JUDGMENT)
    one, two = held.stand(A, B)
    held.hold_round({one: (1, 2, 3, 2, 1, 0), two: (1, 2, 3, 2, 1, 0)}, cast=9)
    assert (held.page().step, held.page().tied) == (ElectionStep.TIE, (one, two))


# Who votes


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
    ):
        with base.write() as session, refused(code):
            rounds.correct_voters(session, round_id, wrong)
    held.type(round_id, {one: 10})
    held.close(round_id)
    with base.write() as session, refused("round_closed", number=1):
        rounds.correct_voters(session, round_id, right)


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


# Totals


def test_what_was_typed_stays_whether_it_adds_up_or_not(base: Database) -> None:
    held = poll(base)
    one, two = held.stand(A, B)
    round_id = held.open_round()
    held.type(round_id, {one: 7, two: None}, cast=40, blank=None)
    error = refusal(lambda: held.close(round_id))
    assert error.code == "totals_missing"
    held.type(round_id, {one: 7, two: None}, cast=40)
    with refused("score_missing", number=1, name=name(B)):
        held.close(round_id)
    held.type(round_id, {one: 7, two: 5}, cast=40)
    with refused("count_cast", cast=40, registered=12):
        held.close(round_id)
    held.type(round_id, {one: 7, two: 5}, cast=11)
    error = refusal(lambda: held.close(round_id))
    assert error.code == "count_votes"
    assert "12" in says(error)
    assert "11" in says(error)
    page = held.last
    assert page.typed == TypedTotals(11, 0, 0, None, "")
    assert [score.votes for score in page.scores] == [7, 5]
    assert (page.is_closed, page.count, held.elected()) == (False, None, [])


def test_a_refusal_about_a_candidate_says_who(base: Database) -> None:
    held = poll(base, present=3, method=VotingMethod.APPROVAL)
    one, two = held.stand(A, B)
    round_id = held.open_round()
    held.type(round_id, {one: 4, two: 1}, cast=3)
    with refused("count_approvals_many", candidate=name(A), votes=4):
        held.close(round_id)


def test_grades_are_typed_one_by_one_and_closed_whole(base: Database) -> None:
    held = poll(base, present=3, method=VotingMethod.MAJORITY_JUDGMENT)
    one, two = held.stand(A, B)
    round_id = held.open_round()
    held.type(round_id, {one: (1, None, None, 2, None, None)}, cast=3)
    assert held.last.scores[0].grades == (1, None, None, 2, None, None)
    with refused("score_missing", name=name(A)):
        held.close(round_id)
    held.type(round_id, {one: (1, 0, 0, 2, 0, 0), two: (0, 0, 0, 2, 0, 0)}, cast=3)
    with refused("count_grades", candidate=name(B), graded=2):
        held.close(round_id)


def test_papers_and_signatures_that_differ_have_a_reason(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    round_id = held.open_round()
    held.type(round_id, {one: 10})
    with refused("signatures_papers", cast=10, signatures=11):
        held.close(round_id)
    held.type(round_id, {one: 10}, signatures=10)
    with refused("signatures_voters", signatures=10, voters=11):
        held.close(round_id)
    held.type(round_id, {one: 10}, signatures=13, why="Un oubli")
    with refused("signatures_registered", signatures=13, registered=12):
        held.close(round_id)
    held.type(round_id, {one: 10}, why=" Un membre n’a rien déposé ")
    held.close(round_id)
    assert held.last.typed == TypedTotals(10, 0, 0, 11, "Un membre n’a rien déposé")


def test_a_slip_of_the_hand_is_no_number(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    round_id = held.open_round()
    with refused("totals_absurd", number=12_345_678_901):
        held.type(round_id, {one: 12_345_678_901}, cast=1)


def test_typing_leaves_no_line_and_no_version(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    with base.read() as session:
        before = len(session.scalars(select(JournalEntry)).all())
    round_id = held.open_round()
    for votes in range(12):
        held.type(round_id, {one: votes})
    assert held.last.version == 1
    with base.read() as session:
        lines = session.scalars(select(JournalEntry)).all()[before:]
        assert [(line.record, line.fields) for line in lines] == [("election_round", [])]
    held.close(round_id)
    with base.read() as session:
        lines = session.scalars(select(JournalEntry)).all()[before:]
        about = {line.record for line in lines}
        assert about == {"election_round", "elected"}


def test_voters_lie_in_the_order_of_their_ids(base: Database) -> None:
    held = poll(base)
    held.stand(A)
    held.open_round()
    with base.read() as session:
        stored = session.execute(text("SELECT person_id FROM round_voter")).scalars().all()
    assert stored == sorted(stored)
    assert not hasattr(RoundVoter, "id")


# What comes after


def test_a_tie_by_new_round_then_lot(base: Database) -> None:
    held = poll(base, present=10, tie_break=TieBreak.NEW_ROUND)
    one, two = held.stand(A, B)
    held.hold_round({one: 5, two: 5})
    second = held.hold_round({one: 5, two: 5})
    assert held.page().step is ElectionStep.NEXT_ROUND
    with base.write() as session, refused("no_tie", number=2):
        rounds.break_by_lot(session, second, one, C, D)
    third = held.hold_round({one: 5, two: 5})
    assert held.page().step is ElectionStep.TIE
    with refused("round_not_now", step=ElectionStep.TIE):
        held.open_round()
    with base.write() as session:
        with refused("witness_same", name=name(C)):
            rounds.break_by_lot(session, third, one, C, C)
        with refused("witness_tied", name=name(A)):
            rounds.break_by_lot(session, third, one, A, C)
        with refused("age_not_asked"):
            rounds.break_by_age(session, third, {})
    there_and_back(base, lambda session: rounds.break_by_lot(session, third, two, C, D))
    with base.write() as session:
        rounds.break_by_lot(session, third, two, C, D)
    assert held.elected() == [(name(B), "lot", None)]
    assert held.last.tie_break is TieBreak.LOT


def test_a_lot_is_drawn_among_the_tied(base: Database) -> None:
    held = poll(base, present=10, method=VotingMethod.PLURALITY)
    one, two, three = held.stand(A, B, C)
    only = held.hold_round({one: 4, two: 4, three: 2})
    with base.write() as session, refused("lot_not_tied", name=name(C), tied=f"{name(A)}, {name(B)}"):
        rounds.break_by_lot(session, only, three, D, E)


def test_a_refusal_begins_a_new_series(base: Database) -> None:
    held = poll(base)
    one, two = held.stand(A, B)
    held.hold_round({one: 8, two: 3})
    held.answer(one, accepted=False)
    page = held.page()
    assert (page.step, page.seats_left) == (ElectionStep.CANDIDACIES, 1)
    (three,) = held.stand(C)
    held.hold_round({two: 2, three: 9})
    assert [(each.series, each.number) for each in held.page().rounds] == [(1, 1), (2, 1)]
    assert held.elected() == [(name(A), "vote", False), (name(C), "vote", None)]
    with base.write() as session, refused("answer_followed", name=name(A)):
        rounds.answer(session, held.id, one, 1, True)
    held.answer(three, series=2)
    assert held.page().step is ElectionStep.PROCLAIM


def test_an_answer_can_be_taken_back_while_nothing_followed(base: Database) -> None:
    held = poll(base)
    one, two = held.stand(A, B)
    held.hold_round({one: 8, two: 3})
    there_and_back(base, lambda session: rounds.answer(session, held.id, one, 1, False))
    held.answer(one, accepted=False)
    held.answer(one, accepted=None)
    assert held.page().step is ElectionStep.ACCEPTANCE
    with base.write() as session, refused("record_missing"):
        rounds.answer(session, held.id, two, 1, True)


def test_several_seats_are_filled_one_by_one(base: Database) -> None:
    held = poll(base, method=VotingMethod.PLURALITY, seats=2)
    one, two, three = held.stand(A, B, C)
    held.hold_round({one: 6, two: 3, three: 2})
    held.answer(one)
    assert (held.page().step, held.page().seats_left) == (ElectionStep.CANDIDACIES, 1)
    held.hold_round({two: 5, three: 6})
    held.answer(three, series=2)
    assert held.page().step is ElectionStep.PROCLAIM
    assert {row.candidate_id for row in held.page().elected} == {one, three}


def test_approval_fills_all_seats_and_draws_a_lot_for_each_that_is_tied(base: Database) -> None:
    held = poll(base, method=VotingMethod.APPROVAL, seats=3)
    ids = held.stand(A, B, C, D)
    only = held.hold_round({ids[0]: 9, ids[1]: 5, ids[2]: 5, ids[3]: 5}, cast=11)
    assert held.page().tied == ids[1:]
    for drawn in (ids[2], ids[1]):
        with base.write() as session:
            rounds.break_by_lot(session, only, drawn, E, F)
    assert [row[:2] for row in held.elected()] == [(name(A), "vote"), (name(B), "lot"), (name(C), "lot")]
    for candidate_id in ids[:3]:
        held.answer(candidate_id, accepted=candidate_id != ids[1])
    page = held.page()
    assert (page.step, page.seats_left) == (ElectionStep.CANDIDACIES, 1)
    held.hold_round({ids[3]: 11})
    assert held.page().elected[-1].series == 2


def test_nobody_elected_may_begin_again(base: Database) -> None:
    held = poll(base, method=VotingMethod.PLURALITY)
    (one,) = held.stand(A)
    with base.write() as session, refused("round_not_now", step=ElectionStep.CANDIDACIES):
        rounds.new_series(session, held.id, NOW)
    held.hold_round({one: 0}, blank=11)
    with refused("round_not_now", step=ElectionStep.NOBODY):
        held.open_round()
    with base.write() as session:
        rounds.new_series(session, held.id, NOW)
    assert (held.last.series, held.last.number) == (2, 1)


def test_a_round_is_reopened_while_nothing_came_after(base: Database) -> None:
    held = poll(base)
    one, two = held.stand(A, B)
    first = held.hold_round({one: 6, two: 5})
    there_and_back(base, lambda session: rounds.reopen_round(session, first))
    with base.write() as session:
        rounds.reopen_round(session, first)
    assert (held.page().step, held.elected()) == (ElectionStep.ROUND, [])
    assert held.last.typed.cast == 11
    held.type(first, {one: 5, two: 5}, blank=1)
    held.close(first)
    second = held.hold_round({one: 6, two: 5})
    with base.write() as session, refused("round_followed", number=1, later=2):
        rounds.reopen_round(session, first)
    held.answer(one)
    with base.write() as session, refused("round_answered", number=2, name=name(A)):
        rounds.reopen_round(session, second)


def test_a_round_opened_by_mistake_is_dropped(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    round_id = held.open_round()
    with refused("round_not_now", step=ElectionStep.ROUND):
        held.open_round()
    there_and_back(base, lambda session: rounds.drop_round(session, round_id))
    with base.write() as session:
        rounds.drop_round(session, round_id)
    assert (held.page().step, held.page().rounds) == (ElectionStep.CANDIDACIES, ())
    closed = held.hold_round({one: 11})
    with base.write() as session, refused("round_closed"):
        rounds.drop_round(session, closed)


def test_opening_and_closing_are_undone_and_typing_stays(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    there_and_back(base, lambda session: rounds.open_round(session, held.id, NOW))
    found: list[int] = []
    opening = done(base, lambda session: found.append(rounds.open_round(session, held.id, NOW)))
    held.type(found[0], {one: 11})
    undo_refused(base, opening)
    closing = done(base, lambda session: rounds.close_round(session, found[0]))
    act(base, closing.apply)
    assert (held.page().step, held.elected()) == (ElectionStep.ROUND, [])
    assert [score.votes for score in held.last.scores] == [11]


def test_typing_after_closing_is_undone_keeps_what_was_typed(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    round_id = held.open_round()
    held.type(round_id, {one: 11})
    closing = done(base, lambda session: rounds.close_round(session, round_id))
    act(base, closing.apply)
    with base.read() as session:
        assert session.get_one(ElectionRound, round_id).signatures is None


def test_closing_needs_the_version_that_was_read(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    round_id = held.open_round()
    held.type(round_id, {one: 11})
    with base.write() as session, refused("changed_meanwhile"):
        rounds.close_round(session, round_id, 7)
    with base.write() as session:
        rounds.close_round(session, round_id, held.last.version)


def test_there_is_no_round_without_candidates(base: Database) -> None:
    held: Poll = poll(base, method=VotingMethod.WITHOUT_CANDIDATES)
    with refused("round_without_candidates"):
        held.open_round()
    with refused("candidacy_without_candidates"):
        held.stand(A)

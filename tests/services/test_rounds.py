"""What comes after a round, on a real base: ties, answers, seats, rounds opened again."""

from pstdesk.db.database import Database
from pstdesk.db.models import ElectionRound
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import TieBreak, VotingMethod
from pstdesk.sentences import sentence
from pstdesk.services import rounds
from pstdesk.services.undoing import take_back
from tests.db.undoing import act, done, there_and_back
from tests.db.undoing import refused as undo_refused
from tests.refusals import refused
from tests.services.ballots import NAMES, NOW, A, B, C, D, E, F, Poll, poll


def name(person_id: int) -> str:
    return " ".join(NAMES[person_id - 1])


def says(error: Refused) -> str:
    return sentence(error).replace("\u00a0", " ").replace("\u202f", " ")


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


def test_an_act_that_others_follow_is_not_undone(base: Database) -> None:
    held = poll(base)
    one, two = held.stand(A, B)
    first = held.open_round()
    held.type(first, {one: 8, two: 3})
    closing = done(base, lambda session: rounds.close_round(session, first))
    answering = done(base, lambda session: rounds.answer(session, held.id, one, 1, False))
    second = held.open_round()
    held.type(second, {two: 11})
    for inverse in (closing, answering):
        with refused("changed_meanwhile_undo"), base.write(undo=lambda _inverse: None) as session:
            take_back(session, inverse)
    assert held.page().elected[0].accepted is False


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

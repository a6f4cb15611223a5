"""Correcting a proclaimed election: another record, and mandates that follow it."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, ElectionRecord, Mandate, Person
from pstdesk.documents.election_record import from_json
from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.voting import ElectionState, TieBreak, VotingMethod
from pstdesk.services import rounds
from pstdesk.services.abandoned_correction import abandon_correction
from pstdesk.services.check import check_base
from pstdesk.services.elections import write_remarks
from pstdesk.services.proclamation import begin_correction, proclaim
from tests import builders
from tests.builders import A_DAY
from tests.db.undoing import act, done
from tests.refusals import refused
from tests.services.ballots import CT1, NAMES, NOW, A, B, C, D, E, Poll, poll

AN_HOUR = timedelta(hours=1)
LATER = datetime.combine(A_DAY + timedelta(days=3), time(10)).astimezone()


def name(person_id: int) -> str:
    return " ".join(NAMES[person_id - 1])


def proclaimed(held: Poll, *, give_up: bool = False, now: datetime = NOW) -> int:
    with held.base.write() as session:
        return proclaim(session, held.id, now, give_up=give_up)


def corrected(held: Poll, reason: str = "Un bulletin mal lu") -> None:
    with held.base.write() as session:
        begin_correction(session, held.id, reason, LATER)


def mandates(base: Database) -> list[tuple[int, MandateRole, date, date | None, MandateEnd | None]]:
    with base.read() as session:
        rows = session.scalars(select(Mandate).order_by(Mandate.starts_on, Mandate.id))
        return [(row.person_id, row.role, row.starts_on, row.ends_on, row.end_reason) for row in rows]


@pytest.fixture
def held(base: Database) -> Poll:
    """An election that A has won against B and accepted, after C was référent."""
    held = poll(base, mandate_months=24)
    with base.write() as session:
        builders.mandate(session, session.get_one(Person, C), session.get_one(Committee, CT1))
    one, two = held.stand(A, B)
    held.hold_round({one: 6, two: 5})
    held.answer(one)
    return held


def test_a_correction_is_another_record_and_the_mandate_follows(held: Poll) -> None:
    proclaimed(held)
    one, two = (row.id for row in held.page().candidates)
    corrected(held)
    page = held.page()
    assert (page.step, page.head.state, page.head.correction_reason) == (
        ElectionStep.PROCLAIM,
        ElectionState.CORRECTING,
        "Un bulletin mal lu",
    )
    round_id = page.rounds[0].id
    with held.base.write() as session:
        rounds.reopen_round(session, round_id)
    assert held.page().step is ElectionStep.ROUND
    held.type(round_id, {one: 5, two: 6})
    held.close(round_id)
    assert held.elected() == [(name(B), "vote", None)]
    held.answer(two)
    second = proclaimed(held, now=LATER + AN_HOUR)
    assert [(row.number, row.reason) for row in held.page().records] == [(1, ""), (2, "Un bulletin mal lu")]
    assert held.page().head.closed_at == NOW
    assert held.page().head.correction_reason == ""
    assert mandates(held.base) == [
        (C, MandateRole.REFERENT, date(2026, 1, 1), A_DAY, MandateEnd.REPLACED),
        (B, MandateRole.REFERENT, A_DAY, date(2028, 11, 12), None),
    ]
    with held.base.read() as session:
        kept = from_json(session.get_one(ElectionRecord, second).content)
        assert kept.corrects is not None
        assert (kept.corrects.number, kept.corrects.reason) == (1, "Un bulletin mal lu")
        assert check_base(session) == ()


def test_a_correction_that_elects_the_same_keeps_the_answer_and_the_mandate(held: Poll) -> None:
    proclaimed(held)
    one, two = (row.id for row in held.page().candidates)
    corrected(held)
    with held.base.write() as session:
        rounds.reopen_round(session, held.page().rounds[0].id)
    held.type(held.page().rounds[0].id, {one: 7, two: 4})
    held.close(held.page().rounds[0].id)
    assert held.elected() == [(name(A), "vote", True)]
    before = mandates(held.base)
    proclaimed(held, now=LATER)
    assert mandates(held.base) == before


def test_a_correction_to_nobody_gives_the_mandate_back(held: Poll) -> None:
    proclaimed(held)
    one, two = (row.id for row in held.page().candidates)
    corrected(held)
    with held.base.write() as session:
        rounds.reopen_round(session, held.page().rounds[0].id)
    held.type(held.page().rounds[0].id, {one: 0, two: 0}, blank=11)
    held.close(held.page().rounds[0].id)
    assert held.elected() == []
    proclaimed(held, give_up=True, now=LATER)
    assert mandates(held.base) == [(C, MandateRole.REFERENT, date(2026, 1, 1), None, None)]
    with held.base.read() as session:
        assert check_base(session) == ()


def test_a_corrected_tie_is_drawn_again(base: Database) -> None:
    held = poll(base, method=VotingMethod.PLURALITY, tie_break=TieBreak.LOT)
    one, two = held.stand(A, B)
    round_id = held.hold_round({one: 5, two: 5}, blank=1)
    with base.write() as session:
        rounds.break_by_lot(session, round_id, one, D, E)
    held.answer(one)
    proclaimed(held)
    corrected(held)
    with base.write() as session:
        rounds.reopen_round(session, round_id)
    assert held.elected() == []
    assert held.last.drawn_id is None
    held.close(round_id)
    assert held.page().step is ElectionStep.TIE


def test_the_tie_of_an_earlier_seat_is_shown_when_a_correction_makes_one(base: Database) -> None:
    held = poll(base, method=VotingMethod.PLURALITY, seats=2)
    one, two, three = held.stand(A, B, C)
    first = held.hold_round({one: 6, two: 5, three: 0})
    held.answer(one)
    held.hold_round({two: 6, three: 5})
    held.answer(two, series=2)
    proclaimed(held)
    corrected(held)
    with base.write() as session:
        rounds.reopen_round(session, first)
    held.type(first, {one: 5, two: 0, three: 5}, blank=1)
    held.close(first)
    page = held.page()
    assert (page.step, page.tied, page.tie_break) == (ElectionStep.TIE, (one, three), TieBreak.LOT)
    with base.write() as session:
        rounds.break_by_lot(session, first, three, D, E)
    assert {row[0] for row in held.elected()} == {name(B), name(C)}


def test_a_seat_given_by_a_correction_is_the_only_one_of_whoever_gets_it(base: Database) -> None:
    held = poll(base, method=VotingMethod.PLURALITY, seats=2)
    one, two = held.stand(A, B)
    first = held.hold_round({one: 6, two: 5})
    held.answer(one)
    held.hold_round({two: 11})
    held.answer(two, series=2)
    proclaimed(held)
    corrected(held)
    with base.write() as session:
        rounds.reopen_round(session, first)
    held.type(first, {one: 5, two: 6})
    held.close(first)
    assert held.elected() == [(name(B), "vote", None)]
    held.answer(two)
    assert (held.page().step, held.page().seats_left) == (ElectionStep.CANDIDACIES, 1)
    proclaimed(held, give_up=True, now=LATER)
    assert [row[0] for row in mandates(base)] == [B]
    with base.read() as session:
        assert check_base(session) == ()


def test_an_earlier_round_corrected_decides(base: Database) -> None:
    held = poll(base)
    one, two = held.stand(A, B)
    first = held.hold_round({one: 5, two: 5}, blank=1)
    held.hold_round({one: 5, two: 6})
    held.answer(two)
    proclaimed(held)
    corrected(held)
    with base.write() as session:
        rounds.reopen_round(session, first)
        with refused("round_not_last"):
            rounds.drop_round(session, first)
    held.type(first, {one: 6, two: 5})
    held.close(first)
    assert held.elected() == [(name(A), "vote", None)]


def test_a_correction_has_its_reason_and_its_time(held: Poll) -> None:
    with held.base.write() as session, refused("correction_not_proclaimed"):
        begin_correction(session, held.id, "Trop tôt", NOW)
    proclaimed(held)
    with held.base.write() as session:
        with refused("correction_without_reason"):
            begin_correction(session, held.id, "  ", LATER)
        with refused("correction_before"):
            begin_correction(session, held.id, "L’horloge", NOW - AN_HOUR)


def test_a_correction_begun_by_mistake_is_given_up_as_if_it_had_not_been(held: Poll) -> None:
    proclaimed(held)
    before = held.page(), mandates(held.base)
    corrected(held, "Par erreur")
    with held.base.write() as session:
        abandon_correction(session, held.id)
    assert (held.page().head.state, held.page().head.correction_reason) == (ElectionState.PROCLAIMED, "")
    assert (held.page().rounds, held.page().elected) == (before[0].rounds, before[0].elected)
    assert mandates(held.base) == before[1]
    with held.base.read() as session:
        assert check_base(session) == ()
    with held.base.write() as session, refused("correction_not_begun"):
        abandon_correction(session, held.id)


def test_a_correction_that_changed_something_is_not_given_up_but_what_changed_is_said(held: Poll) -> None:
    proclaimed(held)
    corrected(held)
    with held.base.write() as session:
        write_remarks(session, held.id, "Un bulletin était plié en deux.")
    with held.base.write() as session, refused("correction_changed", what="les observations"):
        abandon_correction(session, held.id)
    with held.base.write() as session:
        write_remarks(session, held.id, "")
        rounds.reopen_round(session, held.page().rounds[0].id)
    with held.base.write() as session, refused("correction_changed"):
        abandon_correction(session, held.id)
    assert held.page().head.state is ElectionState.CORRECTING


def test_beginning_a_correction_is_undone(held: Poll) -> None:
    proclaimed(held)
    inverse = done(held.base, lambda session: begin_correction(session, held.id, "Une erreur", LATER))
    act(held.base, inverse.apply)
    assert held.page().head.is_locked

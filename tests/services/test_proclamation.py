"""Proclaiming an election: its record, its lock and its mandates."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Committee, ElectionRecord, Mandate, Membership, Person
from pstdesk.documents.election_record import from_json
from pstdesk.documents.kept import digest
from pstdesk.domain.agenda import ItemState
from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ElectionState, NominationStage, VotingMethod
from pstdesk.sentences import sentence
from pstdesk.services import agenda, candidacies, consent, elections, rounds
from pstdesk.services.check import check_base
from pstdesk.services.election_rounds_page import TypedTotals
from pstdesk.services.elections import ElectionForm, OfficersForm, open_election
from pstdesk.services.minutes_sending import before_sending
from pstdesk.services.proclamation import begin_correction, proclaim
from tests import builders
from tests.builders import A_DAY
from tests.db.undoing import act, content, done
from tests.db.undoing import refused as undo_refused
from tests.refusals import refused
from tests.services.ballots import CT1, NAMES, NOW, A, B, C, D, E, Poll, come, poll, town

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


def test_proclaiming_makes_the_record_and_the_mandate(held: Poll) -> None:
    found: list[int] = []
    inverse = act(held.base, lambda session: found.append(proclaim(session, held.id, NOW + AN_HOUR)))
    assert inverse is None, "it cannot be undone"
    page = held.page()
    assert (page.step, page.head.state, page.head.is_locked) == (
        ElectionStep.PROCLAIMED,
        ElectionState.PROCLAIMED,
        True,
    )
    assert page.head.closed_at == NOW + AN_HOUR
    assert [(row.id, row.number, row.reason) for row in page.records] == [(found[0], 1, "")]
    assert mandates(held.base) == [
        (C, MandateRole.REFERENT, date(2026, 1, 1), A_DAY, MandateEnd.REPLACED),
        (A, MandateRole.REFERENT, A_DAY, date(2028, 11, 12), None),
    ]
    with held.base.read() as session:
        record = session.get_one(ElectionRecord, found[0])
        kept = from_json(record.content)
        assert digest(kept) == record.sha256
        assert (kept.record, kept.made_on) == (1, (NOW + AN_HOUR).astimezone().date())
        assert session.get_one(AgendaItem, held.item_id).state is ItemState.DEALT_WITH
        assert check_base(session) == ()


def test_until_the_next_election_is_a_mandate_without_an_end(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    held.hold_round({one: 11})
    held.answer(one)
    assert held.page().term.ends_on is None
    proclaimed(held)
    assert mandates(base) == [(A, MandateRole.REFERENT, A_DAY, None, None)]


def test_a_successor_serves_what_remains_of_the_term(base: Database) -> None:
    held = poll(base, mandate_months=24)
    with base.write() as session:
        builders.mandate(
            session,
            session.get_one(Person, C),
            session.get_one(Committee, CT1),
            ends_on=date(2026, 9, 1),
            end_reason=MandateEnd.RESIGNATION,
            term_ends_on=date(2027, 6, 1),
        )
    (one,) = held.stand(A)
    held.hold_round({one: 11})
    held.answer(one)
    term = held.page().term
    assert (term.ends_on, term.remaining_of) == (date(2027, 6, 1), name(C))
    proclaimed(held)
    assert mandates(base)[-1] == (A, MandateRole.REFERENT, A_DAY, date(2027, 6, 1), None)
    assert held.page().term == term


def test_a_ticket_opens_two_mandates(base: Database) -> None:
    with base.write() as session:
        item_id = town(session)
        come(session, item_id, *range(1, 12))
        made = open_election(session, item_id, ElectionForm(with_substitute=True), NOW)
        ticket = candidacies.add_candidate(session, made, A, B)
        held = Poll(base, made, item_id, session.get_one(AgendaItem, item_id).meeting_id)
    held.hold_round({ticket: 11})
    held.answer(ticket)
    proclaimed(held)
    assert [row[:2] for row in mandates(base)] == [
        (A, MandateRole.REFERENT),
        (B, MandateRole.SUBSTITUTE_REFERENT),
    ]


def test_nothing_is_proclaimed_before_everything_is_decided(base: Database) -> None:
    held = poll(base, method=VotingMethod.PLURALITY)
    one, two = held.stand(A, B)
    with refused("proclaim_seats_left", seats=1, step=ElectionStep.CANDIDACIES):
        proclaimed(held)
    round_id = held.open_round()
    for give_up in (False, True):
        with refused("proclaim_not_now", step=ElectionStep.ROUND):
            proclaimed(held, give_up=give_up)
    held.type(round_id, {one: 5, two: 5}, blank=1)
    held.close(round_id)
    with refused("proclaim_not_now", step=ElectionStep.TIE):
        proclaimed(held, give_up=True)
    with base.write() as session:
        rounds.break_by_lot(session, round_id, one, D, E)
    with refused("proclaim_not_now", step=ElectionStep.ACCEPTANCE):
        proclaimed(held, give_up=True)


def test_nobody_elected_is_proclaimed_as_well(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        builders.mandate(session, session.get_one(Person, C), session.get_one(Committee, CT1))
    before = mandates(base)
    proclaimed(held)  # nobody stands
    page = held.page()
    assert (page.step, page.elected, page.seats_left) == (ElectionStep.PROCLAIMED, (), 1)
    assert mandates(base) == before
    with base.read() as session:
        assert check_base(session) == ()
    with base.write() as session:  # the same meeting may try again
        open_election(session, held.item_id, ElectionForm(), NOW)


def test_seats_are_given_up_only_where_it_is_said(base: Database) -> None:
    held = poll(base)
    held.stand(A)
    with refused("proclaim_seats_left", seats=1):
        proclaimed(held)
    proclaimed(held, give_up=True)
    assert held.page().step is ElectionStep.PROCLAIMED


def test_a_vote_that_was_void_is_proclaimed_as_it_is(base: Database) -> None:
    held = poll(base, method=VotingMethod.PLURALITY)
    (one,) = held.stand(A)
    held.hold_round({one: 0}, blank=11)
    proclaimed(held)
    assert mandates(base) == []


def test_a_meeting_that_elected_does_not_elect_again(held: Poll) -> None:
    proclaimed(held)
    with held.base.write() as session, refused("election_already_held", day=A_DAY):
        open_election(session, held.item_id, ElectionForm(), NOW)


def test_a_proclaimed_election_refuses_every_write(held: Poll) -> None:
    proclaimed(held)
    page = held.page()
    one, round_id = page.candidates[0].id, page.rounds[0].id
    writes: list[Callable[[Session], object]] = [
        lambda session: elections.change_officers(session, held.id, OfficersForm()),
        lambda session: elections.write_remarks(session, held.id, "Trop tard"),
        lambda session: elections.drop_election(session, held.id),
        lambda session: candidacies.add_candidate(session, held.id, D),
        lambda session: candidacies.change_substitute(session, one, None),
        lambda session: candidacies.write_statement(session, one, "Trop tard"),
        lambda session: candidacies.withdraw_candidate(session, one),
        lambda session: candidacies.remove_candidate(session, one),
        lambda session: candidacies.declare_sole_candidate(session, held.id, NOW),
        lambda session: rounds.open_round(session, held.id, NOW),
        lambda session: rounds.new_series(session, held.id, NOW),
        lambda session: rounds.correct_voters(session, round_id, []),
        lambda session: rounds.save_totals(session, round_id, TypedTotals(), []),
        lambda session: rounds.close_round(session, round_id),
        lambda session: rounds.reopen_round(session, round_id),
        lambda session: rounds.drop_round(session, round_id),
        lambda session: rounds.break_by_lot(session, round_id, one, D, E),
        lambda session: rounds.break_by_age(session, round_id, {}),
        lambda session: rounds.answer(session, held.id, one, 1, False),
        lambda session: consent.nominate(session, held.id, A, B),
        lambda session: consent.propose(session, held.id, A),
        lambda session: proclaim(session, held.id, NOW),
    ]
    before = content(held.base)
    for write in writes:
        with held.base.write() as session, refused("election_locked", number=1):
            write(session)
    with held.base.write() as session, refused("item_has_election"):
        agenda.set_item_state(session, held.item_id, ItemState.NOT_REACHED)
    assert content(held.base) == before


def test_what_came_before_is_not_undone_any_more(held: Poll) -> None:
    stood = done(held.base, lambda session: candidacies.add_candidate(session, held.id, D))
    one = held.page().candidates[0].id
    held.answer(one, accepted=None)
    answered = done(held.base, lambda session: rounds.answer(session, held.id, one, 1, True))
    proclaimed(held)
    for inverse in (stood, answered):
        undo_refused(held.base, inverse, "proclaimed_meanwhile_undo")


def test_who_left_since_is_given_no_mandate(held: Poll) -> None:
    with held.base.write() as session:
        session.query(Membership).filter_by(person_id=A).one().ends_on = A_DAY
    with refused("mandate_not_member", name=name(A)):
        proclaimed(held)
    assert held.page().records == ()


def test_consent_is_proclaimed(base: Database) -> None:
    held = poll(base, method=VotingMethod.WITHOUT_CANDIDATES)
    with base.write() as session:
        consent.nominate(session, held.id, A, B, "Elle écoute.", NominationStage.FIRST)
        proposal = consent.propose(session, held.id, B)
        consent.agree(session, proposal, NOW)
    held.answer(held.page().elected[0].candidate_id)
    proclaimed(held)
    assert mandates(base) == [(B, MandateRole.REFERENT, A_DAY, None, None)]
    with base.read() as session:
        assert check_base(session) == ()


def test_minutes_are_remarked_to_wait_for_a_proclamation(held: Poll) -> None:
    def remarks() -> list[str]:
        with held.base.read() as session:
            found = before_sending(session, held.meeting_id, A_DAY).remarks
            assert all("{" not in sentence(Refused(each.code, **each.values)) for each in found)
            return [each.code for each in found]

    assert "sending_elections" in remarks()
    proclaimed(held)
    assert not {"sending_elections", "sending_items_empty"} & set(remarks())

"""The elections of the demonstration: each in its own way, on whatever day it is made."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.migrate import open_base
from pstdesk.db.models import (
    AgendaItem,
    Committee,
    Elected,
    Election,
    ElectionRecord,
    ElectionRound,
    Mandate,
    Meeting,
)
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.dashboard import MANDATES_AHEAD
from pstdesk.domain.mandate import term_end
from pstdesk.domain.meeting import TO_COME
from pstdesk.domain.voting import DecidedBy, ElectionState, TieBreak, VotingMethod
from pstdesk.services import demo
from pstdesk.services.demo_calendar import meeting_days
from pstdesk.services.demo_elections import soon_over
from pstdesk.services.demo_poll import approved, judged, parted, won

TODAY = date(2026, 11, 23)
"""The day of the demonstration that all tests share."""


@pytest.fixture(scope="module")
def base(demo_folder: Path) -> Iterator[Database]:
    with closing(open_base(demo_folder / demo.BASE_NAME)) as opened:
        yield opened


def of_body(base: Database, name: str) -> list[tuple[Election, list[ElectionRound], list[Elected]]]:
    """Return the elections of a body in their order, with their rounds and whom they elected."""
    with base.read() as session:
        query = (
            select(Election)
            .join(Committee, Committee.id == Election.committee_id)
            .join(Meeting, Meeting.id == Election.meeting_id)
            .where(Committee.short_name == name)
            .order_by(Meeting.day)
        )
        found = []
        for election in session.scalars(query).all():
            rounds = select(ElectionRound).where(ElectionRound.election_id == election.id)
            elected = select(Elected).where(Elected.election_id == election.id)
            found.append(
                (
                    election,
                    list(session.scalars(rounds.order_by(ElectionRound.series, ElectionRound.number))),
                    list(session.scalars(elected.order_by(Elected.series))),
                )
            )
        session.expunge_all()
    return found


def mandates(base: Database, name: str) -> list[Mandate]:
    with base.read() as session:
        query = select(Mandate).join(Committee, Committee.id == Mandate.committee_id)
        found = session.scalars(query.where(Committee.short_name == name).order_by(Mandate.starts_on)).all()
        session.expunge_all()
    return list(found)


def test_every_method_was_tried_and_everything_is_proclaimed(base: Database) -> None:
    with base.read() as session:
        held = session.execute(select(Election.method, Election.state)).all()
        elected = set(session.scalars(select(Elected.decided_by)))
    assert {method for method, _state in held} == set(VotingMethod)
    assert {state for _method, state in held} == {ElectionState.PROCLAIMED}
    assert elected == set(DecidedBy)


def test_a_tie_ends_by_lot_after_three_rounds_and_another_by_age(base: Database) -> None:
    _election, rounds, (elected,) = of_body(base, "CT1")[0]
    assert [held.number for held in rounds] == [1, 2, 3]
    assert (rounds[-1].tie_break, rounds[-1].drawn_id) == (TieBreak.LOT, elected.candidate_id)
    assert rounds[0].spoiled == 1
    _election, rounds, (elected,) = of_body(base, "CT2")[0]
    assert rounds[-1].tie_break is TieBreak.OLDEST
    assert elected.decided_by is DecidedBy.AGE


def test_somebody_declines_and_another_series_begins(base: Database) -> None:
    _election, rounds, elected = of_body(base, "CT3")[0]
    assert [held.series for held in rounds] == [1, 2]
    assert [row.accepted for row in elected] == [False, True]


def test_one_record_was_corrected_by_another(base: Database) -> None:
    election, _rounds, _elected = of_body(base, "CT4")[0]
    with base.read() as session:
        records = session.scalars(
            select(ElectionRecord).where(ElectionRecord.election_id == election.id)
        ).all()
        session.expunge_all()
        every = session.scalars(select(ElectionRecord.number)).all()
    assert [(record.number, bool(record.reason)) for record in records] == [(1, False), (2, True)]
    assert list(every).count(2) == 1


def test_who_resigned_has_a_successor_for_the_remaining_term(base: Database) -> None:
    resigned, successor, *_later = mandates(base, "CT7")
    assert resigned.end_reason is MandateEnd.RESIGNATION
    assert resigned.ends_on is not None
    assert resigned.ends_on < successor.starts_on
    assert successor.term_ends_on == resigned.term_ends_on
    assert successor.person_id != resigned.person_id


def test_one_mandate_runs_out_soon_and_is_announced(base: Database) -> None:
    (mandate,) = mandates(base, "CT3")
    assert mandate.ends_on is not None
    assert TODAY < mandate.ends_on <= TODAY + MANDATES_AHEAD


def test_the_body_without_a_referent_elects_at_its_next_meeting(base: Database) -> None:
    assert mandates(base, "CT6") == []
    with base.read() as session:
        prepared = session.execute(
            select(Committee.short_name, Meeting.day)
            .join(Meeting, Meeting.committee_id == Committee.id)
            .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
            .where(AgendaItem.kind == ItemKind.ELECTION, Meeting.state.in_(TO_COME))
        ).all()
    assert "CT6" in {name for name, _day in prepared}
    assert min(day for _name, day in prepared) > TODAY


@given(st.dates(date(2024, 1, 1), date(2060, 12, 31)))
def test_on_whatever_day_some_mandate_can_run_out_soon(today: date) -> None:
    first_day = date(today.year - demo.YEARS, (today.month - 1) // 3 * 3 + 1, 1)
    days = [day for day, name in meeting_days(first_day, today) if name == "CT3"][1:]
    found = soon_over([day for day in days if day <= today], today)
    assert found is not None
    assert today < term_end(*found) <= today + MANDATES_AHEAD


@given(st.integers(2, 200), st.integers(2, 5))
def test_what_candidates_get_adds_up(valid: int, count: int) -> None:
    votes = won(valid, count)
    assert sum(votes) == valid
    assert votes[0] > valid / 2
    grades = judged(valid, min(count, 3))
    assert all(sum(profile) == valid for profile in grades)
    approvals = approved(valid, min(count, 4))
    assert max(approvals) <= valid <= sum(approvals)


@given(st.integers(3, 100), st.integers(2, 4))
def test_parted_votes_leave_nobody_a_majority(valid: int, count: int) -> None:
    papers = 2 * valid if count == 2 else valid
    votes = parted(papers, count)
    assert sum(votes) == papers
    assert votes[0] == votes[1] <= papers / 2
    assert min(votes) >= 0

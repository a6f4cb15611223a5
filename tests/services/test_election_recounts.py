"""An election counted again: by its annex as in the base, and after a correction of an earlier series."""

from datetime import date

from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Mandate
from pstdesk.documents.election_annex import tally_text
from pstdesk.domain.election import Outcome
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.tally import read_tally
from pstdesk.domain.voting import TieBreak, VotingMethod
from pstdesk.services import election_ties, proclamation, rounds
from pstdesk.services.check_elections import election_findings
from pstdesk.services.election_record import record_content
from tests.services.ballots import NAMES, NOW, A, B, C, D, poll


def test_two_born_on_one_day_after_the_oldest_are_so_in_the_annex_too(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.PLURALITY, tie_break=TieBreak.OLDEST)
    one, two, three = held.stand(A, B, C)
    only = held.hold_round({one: 3, two: 3, three: 3})
    same = date(1970, 1, 31)
    with base.write() as session:
        election_ties.break_by_age(session, only, {one: same, two: date(1950, 6, 1), three: same})
        content = record_content(session, held.id, 1, NOW)
    counted = read_tally(tally_text(content, 1).encode()).count()
    assert (counted.outcome, counted.elected) == (Outcome.ELECTED, (" ".join(NAMES[B - 1]),))


def test_a_corrected_series_that_leaves_no_seat_undoes_the_one_after_it(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.APPROVAL, seats=2)
    one, two, three, four = held.stand(A, B, C, D)
    first = held.hold_round({one: 8, two: 7, three: 3, four: 2}, cast=9)
    held.answer(one)
    held.answer(two, accepted=False)
    held.hold_round({three: 8, four: 2}, cast=9)
    held.answer(three, series=2)
    with base.write() as session:
        proclamation.proclaim(session, held.id, NOW)
        proclamation.begin_correction(session, held.id, "Les voix de B et de D étaient inversées", NOW)
        rounds.reopen_round(session, first)
    held.type(first, {one: 8, two: 2, three: 3, four: 7}, cast=9, why="Un départ")
    held.close(first)
    held.answer(four)
    page = held.page()
    assert page.seats_left == 0
    assert page.step is ElectionStep.PROCLAIM
    assert {row.candidate_id for row in page.elected if row.accepted} == {one, four}


def test_a_corrected_majority_elects_nobody_beside_the_only_seat(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.PLURALITY)
    one, two, three = held.stand(A, B, C)
    first = held.hold_round({one: 5, two: 3, three: 1})
    held.answer(one, accepted=False)
    held.hold_round({two: 3, three: 6})
    held.answer(three, series=2)
    with base.write() as session:
        proclamation.proclaim(session, held.id, NOW)
        proclamation.begin_correction(session, held.id, "Les voix de A et de B étaient inversées", NOW)
        rounds.reopen_round(session, first)
    held.type(first, {one: 3, two: 5, three: 1}, why="Un départ")
    held.close(first)
    assert [row.candidate_id for row in held.page().elected] == [two, three]
    held.answer(two)
    assert [row.candidate_id for row in held.page().elected] == [two]
    with base.write() as session:
        proclamation.proclaim(session, held.id, NOW)
        content = record_content(session, held.id, 2, NOW, "Les voix de A et de B étaient inversées")
        holders = session.scalars(select(Mandate.person_id).where(Mandate.election_id == held.id)).all()
    assert [one.counts for one in content.rounds] == [True, False]
    assert holders == [B]
    with base.read() as session:
        assert list(election_findings(session)) == []


def test_a_later_series_stands_again_where_the_corrected_one_is_declined(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.PLURALITY)
    one, two, three = held.stand(A, B, C)
    first = held.hold_round({one: 5, two: 3, three: 1})
    held.answer(one, accepted=False)
    held.hold_round({two: 3, three: 6})
    held.answer(three, series=2)
    with base.write() as session:
        proclamation.proclaim(session, held.id, NOW)
        proclamation.begin_correction(session, held.id, "Les voix de A et de B étaient inversées", NOW)
        rounds.reopen_round(session, first)
    held.type(first, {one: 3, two: 5, three: 1}, why="Un départ")
    held.close(first)
    held.answer(two)
    held.answer(two, accepted=False)
    assert [(row.candidate_id, row.accepted) for row in held.page().elected] == [(two, False), (three, None)]

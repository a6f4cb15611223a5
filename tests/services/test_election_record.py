"""The record of an election, from a base in which one was held to the file, and out of what was kept."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Attendance, Election, ElectionRecord, Person
from pstdesk.documents.election_record import (
    CorrectedRecord,
    RecordContent,
    RecordElected,
    RecordMandate,
    RecordTie,
    RecordVoter,
    from_json,
)
from pstdesk.documents.minutes import QuorumLine
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.voting import DecidedBy, QuorumRule, TieBreak, VotingMethod
from pstdesk.services import candidacies, election_ties, elections, proclamation, rounds
from pstdesk.services.election_page import ScoreRow, TypedTotals, election_page
from pstdesk.services.election_record import draft_order, record_content, record_order
from pstdesk.services.export import export_document
from tests import builders
from tests.refusals import refusal

NOW = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
NAMES = (
    ("Ada", "Horvat"),
    ("Bo", "Ibsen"),
    ("Cléo", "Jaubert"),
    ("Dino", "Kaya"),
    ("Eva", "Lund"),
    ("Ada", "Horvat"),
)
"""Ids 1 to 6; the last one is another person of the name of the first."""


def town(session: Session, **rules: object) -> int:
    """Make a body of six, five of whom are there, the sixth by proxy; return the id of their election."""
    builders.programme(session)
    body = builders.committee(session, "CT1", "Accès aux droits", elects_referent=True)
    kept = builders.rule_set(session, **rules)
    body.rule_set_id = kept.id
    people = [builders.person(session, *name) for name in NAMES]
    houses = [builders.organisation(session, name) for name in ("CAF", "Mission locale")]
    for who, house in ((people[0], houses[0]), (people[5], houses[1])):
        builders.post(session, who, house)
    for who in people:
        builders.membership(session, who, body)
    of = builders.meeting(session, body, state=MeetingState.HELD, convened_on=date(2026, 10, 29))
    item = builders.agenda_item(session, of, kind=ItemKind.ELECTION)
    for who in people[:5]:
        builders.attendance(session, of, who, AttendanceStatus.PRESENT)
    builders.attendance(session, of, people[5], AttendanceStatus.REPRESENTED)
    builders.proxy(session, of, people[5], people[4])
    session.flush()
    return elections.open_election(session, item.id, elections.ElectionForm(), NOW)


def held_round(
    session: Session, election_id: int, votes: dict[int, int], *, blank: int = 0, spoiled: int = 0
) -> int:
    """Open a round, type its totals and close it."""
    round_id = rounds.open_round(session, election_id, NOW)
    cast = sum(votes.values()) + blank + spoiled
    totals = TypedTotals(cast, blank, spoiled)
    rounds.save_totals(session, round_id, totals, [ScoreRow(key, votes=n) for key, n in votes.items()])
    rounds.close_round(session, round_id)
    return round_id


@pytest.fixture
def proclaimed(base: Database) -> int:
    """Hold an election in two rounds that end in a lot; return the id of its record."""
    with base.write() as session:
        election_id = town(session, quorum=QuorumRule.MORE_THAN_HALF_PRESENT, mandate_months=24)
        first, second, third = (
            candidacies.add_candidate(session, election_id, person_id) for person_id in (1, 2, 6)
        )
        held_round(session, election_id, {first: 2, second: 2, third: 1}, blank=1)
        last = held_round(session, election_id, {first: 3, second: 0, third: 3})
        election_ties.break_by_lot(session, last, third, 3, 4)
        rounds.answer(session, election_id, third, 1, accepted=True)
        return proclamation.proclaim(session, election_id, NOW)


def kept(base: Database, record_id: int) -> RecordContent:
    with base.read() as session:
        return from_json(session.get_one(ElectionRecord, record_id).content)


def test_what_was_proclaimed_is_what_the_base_holds(base: Database, proclaimed: int) -> None:
    content = kept(base, proclaimed)
    ada, other = "Ada Horvat (CAF)", "Ada Horvat (Mission locale)"
    assert content.made_on == date(2026, 11, 12)
    assert content.quorum == QuorumLine(QuorumRule.MORE_THAN_HALF_PRESENT, 5, 4)
    assert [who.name for who in content.candidates] == [ada, "Bo Ibsen", other]
    assert {who.name for who in content.electors} >= {ada, other}
    first, second = content.rounds
    assert (first.cast, first.blank, first.valid, first.majority, first.tie) == (6, 1, 5, 3, None)
    assert (second.majority, second.signatures) == (None, 6)
    assert RecordVoter(other, "Eva Lund") in second.voters
    assert second.tie == RecordTie((ada, other), TieBreak.LOT, (other,), ("Cléo Jaubert", "Dino Kaya"))
    assert content.elected == (RecordElected(other, 1, DecidedBy.LOT, accepted=True),)
    assert content.mandates == (
        RecordMandate(other, MandateRole.REFERENT, date(2026, 11, 12), date(2028, 11, 12)),
    )


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_record_is_the_same_file_whatever_happens_later(
    base: Database, proclaimed: int, tmp_path: Path, suffix: str
) -> None:
    first = export_document(base, record_order(proclaimed), tmp_path / f"un{suffix}")
    with base.write() as session:
        session.get_one(Person, 1).family_name = "Horvat-Klein"
        session.get_one(Election, 1).remarks = "Plus tard"
    second = export_document(base, record_order(proclaimed), tmp_path / f"deux{suffix}")
    assert first.read_bytes() == second.read_bytes()
    with base.read() as session:
        assert record_order(proclaimed).read(session, suffix).name == (
            f"PV_2026-11-12_CT1-Acces-aux-droits_n1{suffix}"
        )


def test_a_correction_cites_the_record_before_it(base: Database, proclaimed: int) -> None:
    with base.write() as session:
        proclamation.begin_correction(session, 1, "Le second témoin était Eva", LATER)
        second = proclamation.proclaim(session, 1, LATER)
    content = kept(base, second)
    assert content.record == 2
    assert content.corrects == CorrectedRecord(1, date(2026, 11, 12), "Le second témoin était Eva")
    assert content.made_on == date(2026, 12, 3)
    assert content.mandates == kept(base, proclaimed).mandates
    with base.read() as session:
        assert record_order(second).read(session, ".pdf").name.endswith("_n2.pdf")


def test_a_draft_is_of_an_election_still_going_on(base: Database) -> None:
    with base.write() as session:
        election_id = town(session)
        assert record_content(session, election_id, 1, None).is_draft
        printed = draft_order(election_id).read(session, ".docx")
    assert printed.name == "PV_2026-11-12_CT1-Acces-aux-droits_projet.docx"
    assert printed.draw()[:2] == b"PK"


def test_a_proclaimed_election_has_no_draft(base: Database, proclaimed: int) -> None:
    with base.read() as session:
        refused = refusal(lambda: draft_order(1).read(session, ".pdf"))
    assert (refused.code, refused.values) == ("draft_proclaimed", {"number": proclaimed})


def test_hours_are_of_the_day_and_not_of_when_it_was_typed(base: Database) -> None:
    with base.write() as session:
        election_id = town(session)
        opened = record_content(session, election_id, 1, LATER).opened_at
        assert opened == NOW.astimezone().time().replace(second=0, microsecond=0)
        session.get_one(Election, election_id).opened_at = LATER
        session.get_one(Election, election_id).closed_at = LATER
        typed_later = record_content(session, election_id, 1, LATER)
    assert (typed_later.opened_at, typed_later.closed_at) == (None, None)


def test_the_quorum_counts_those_who_were_there_meanwhile(base: Database) -> None:
    with base.write() as session:
        election_id = town(session, quorum=QuorumRule.MORE_THAN_HALF_PRESENT)
        opened = NOW.astimezone()
        session.get_one(Attendance, (1, 1)).left_at = (opened - timedelta(minutes=10)).time()
        session.get_one(Attendance, (1, 2)).arrived_at = (opened + timedelta(minutes=70)).time()
        session.get_one(Election, election_id).closed_at = NOW + timedelta(hours=1)
        line = record_content(session, election_id, 1, NOW).quorum
    assert line == QuorumLine(QuorumRule.MORE_THAN_HALF_PRESENT, 3, 4)


def test_grades_and_seniority_go_into_the_record(base: Database) -> None:
    with base.write() as session:
        election_id = town(session, method=VotingMethod.MAJORITY_JUDGMENT, tie_break=TieBreak.OLDEST, seats=2)
        ids = [candidacies.add_candidate(session, election_id, person_id) for person_id in (1, 2, 3)]
        round_id = rounds.open_round(session, election_id, NOW)
        profiles = [(0, 0, 0, 0, 0, 6), (1, 1, 1, 1, 1, 1), (1, 1, 1, 1, 1, 1)]
        scores = [ScoreRow(key, grades=grades) for key, grades in zip(ids, profiles, strict=True)]
        rounds.save_totals(session, round_id, TypedTotals(6, 0, 0), scores)
        rounds.close_round(session, round_id)
        waiting = record_content(session, election_id, 1, None).rounds[0]
        born = {ids[1]: date(1970, 1, 31), ids[2]: date(1965, 6, 1)}
        election_ties.break_by_age(session, round_id, born)
        content = record_content(session, election_id, 1, NOW)
    assert waiting.tie == RecordTie(("Bo Ibsen", "Cléo Jaubert"))
    (one,) = content.rounds
    assert one.scores[1].grades == profiles[1]
    assert one.tie == RecordTie(
        ("Bo Ibsen", "Cléo Jaubert"), TieBreak.OLDEST, seniority=("Cléo Jaubert", "Bo Ibsen")
    )
    assert [(each.name, each.decided_by) for each in content.elected] == [
        ("Ada Horvat (CAF)", DecidedBy.VOTE),
        ("Cléo Jaubert", DecidedBy.AGE),
    ]


def test_rounds_after_one_that_now_decides_count_no_more(base: Database, proclaimed: int) -> None:
    with base.write() as session:
        proclamation.begin_correction(session, 1, "Le premier tour était mal compté", LATER)
        first = election_page(session, 1).rounds[0]
        rounds.reopen_round(session, first.id)
        votes = dict(zip((score.candidate_id for score in first.scores), (4, 1, 0), strict=True))
        scores = [ScoreRow(key, votes=number) for key, number in votes.items()]
        rounds.save_totals(session, first.id, TypedTotals(6, 1, 0), scores)
        rounds.close_round(session, first.id)
        content = record_content(session, 1, 2, LATER, "Mal compté")
    assert [one.counts for one in content.rounds] == [True, False]
    assert proclaimed == 1

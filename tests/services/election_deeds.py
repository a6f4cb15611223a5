"""What random lives do about elections: hold them, leave them half way, correct them, resign (deeds.py)."""

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    AgendaItem,
    Elected,
    Election,
    ElectionCandidate,
    ElectionRound,
    Mandate,
    Objection,
    Proposal,
    RoundScore,
    RoundVoter,
)
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.electorate import Voter
from pstdesk.domain.judgment import GRADES
from pstdesk.domain.mandate import VACANCIES
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.voting import NominationStage, TieBreak, VotingMethod
from pstdesk.services import (
    agenda,
    attendance,
    candidacies,
    consent,
    elections,
    mandates,
    proclamation,
    rounds,
)
from pstdesk.services.agenda import ItemForm
from pstdesk.services.election_standing import election_step
from pstdesk.services.elections import ElectionForm, OfficersForm
from pstdesk.services.rounds import ScoreRow, TypedTotals
from tests.services.town import PEOPLE, RULES, Town, people, some

LONGEST = 12
"""Steps after which even an election that goes all the way is over."""

chances = st.integers(0, 2**16)


class ElectionDeeds(Town):
    """What an officer does in elections, one step after the other or any of them alone."""

    @rule(which=some, rules=st.sampled_from(RULES), steps=st.integers(1, LONGEST), chance=chances)
    def elect(self, which: int, rules: int, steps: int, chance: int) -> None:
        """Hold an election at a meeting, and leave it after so many ``steps``."""
        meeting = self.meeting(which, MeetingState.HELD)
        if meeting is None:
            return
        for person in PEOPLE[:3]:
            self.do(lambda session, who=person: attendance.record(session, meeting, who, _PRESENT))
        self.do(lambda session: _open(session, meeting, rules, self.now))
        opened = select(Election.id).where(Election.meeting_id == meeting).order_by(Election.id.desc())
        election = self.one_of(opened.limit(1), 0)
        if election is None:
            return
        for person in PEOPLE[:2]:
            self.do(lambda session, who=person: candidacies.add_candidate(session, election, who))
        for step in range(steps):
            self.do(lambda session, turn=step: self._go_on(session, election, Random(chance + turn)))

    @rule(which=some, chance=chances)
    def go_on(self, which: int, chance: int) -> None:
        """Do what an election waits for."""
        if election := self.election(which):
            self.do(lambda session: self._go_on(session, election, Random(chance)))

    def _go_on(self, session: Session, election_id: int, chance: Random) -> None:
        election = session.get_one(Election, election_id)
        step = election_step(session, election)
        if step in (ElectionStep.CANDIDACIES, ElectionStep.NEXT_ROUND, ElectionStep.NOBODY):
            opened = rounds.new_series if step is ElectionStep.NOBODY else rounds.open_round
            opened(session, election_id, self.now, is_public=chance.random() < 0.3)
        elif step is ElectionStep.ROUND:
            _count(session, election, _open_round(session, election_id), chance)
        elif step is ElectionStep.TIE:
            _break_tie(session, election, chance)
        elif step is ElectionStep.ACCEPTANCE:
            waiting = select(Elected).where(Elected.election_id == election_id, Elected.accepted.is_(None))
            row = session.scalars(waiting).first()
            assert row is not None
            rounds.answer(session, election_id, row.candidate_id, row.series, chance.random() < 0.7)
        elif step is ElectionStep.PROCLAIM:
            proclamation.proclaim(session, election_id, self.now)
        else:
            self._consent(session, election_id, step, chance)

    def _consent(self, session: Session, election_id: int, step: ElectionStep, chance: Random) -> None:
        if step in (ElectionStep.NOMINATIONS, ElectionStep.PROPOSAL):
            for person in PEOPLE[:2]:
                consent.nominate(session, election_id, person, chance.choice(PEOPLE[:3]), "Sait écouter.")
            consent.nominate(session, election_id, 1, 2, "Alors.", NominationStage.CHANGE)
            made = consent.propose(session, election_id, chance.choice(PEOPLE[:2]))
            consent.object_to(session, made, "Trop de travail.", 3)
        elif step is ElectionStep.OBJECTIONS:
            made = session.scalars(select(Proposal.id).order_by(Proposal.id.desc())).first() or 0
            if chance.random() < 0.2:
                consent.withdraw_proposal(session, made)
                return
            for objection in session.scalars(select(Objection.id).where(Objection.proposal_id == made)):
                consent.lift(session, objection, "Une aide est trouvée.")
            consent.agree(session, made, self.now)

    # Any of it alone, at any time

    def election(self, which: int) -> int | None:
        return self.one_of(select(Election.id).order_by(Election.id), which)

    def round(self, which: int) -> int | None:
        return self.one_of(select(ElectionRound.id).order_by(ElectionRound.id), which)

    def candidate(self, which: int) -> int | None:
        return self.one_of(select(ElectionCandidate.id).order_by(ElectionCandidate.id), which)

    @rule(which=some, person=people)
    def stand(self, which: int, person: int) -> None:
        if election := self.election(which):
            self.do(lambda session: candidacies.add_candidate(session, election, person))

    @rule(which=some, taken_back=st.booleans())
    def withdraw(self, which: int, taken_back: bool) -> None:
        if candidate := self.candidate(which):
            act = candidacies.remove_candidate if taken_back else candidacies.withdraw_candidate
            self.do(lambda session: act(session, candidate))

    @rule(which=some)
    def declare_the_sole_candidate(self, which: int) -> None:
        if election := self.election(which):
            self.do(lambda session: candidacies.declare_sole_candidate(session, election, self.now))

    @rule(which=some, voters=st.lists(people, unique=True))
    def correct_voters(self, which: int, voters: list[int]) -> None:
        if held := self.round(which):
            self.do(lambda session: rounds.correct_voters(session, held, map(Voter, voters)))

    @rule(which=some, cast=st.none() | st.integers(-1, 5), votes=st.none() | st.integers(0, 5))
    def mistype(self, which: int, cast: int | None, votes: int | None) -> None:
        """Type whatever it is: it is kept, and no round closes on it."""
        if held := self.round(which):
            totals = TypedTotals(cast, 0, 0)
            scores = [ScoreRow(which % 5, votes=votes)]
            self.do(lambda session: rounds.save_totals(session, held, totals, scores))
            self.do(lambda session: rounds.close_round(session, held))

    @rule(which=some, dropped=st.booleans())
    def reopen_a_round(self, which: int, dropped: bool) -> None:
        if held := self.round(which):
            act = rounds.drop_round if dropped else rounds.reopen_round
            self.do(lambda session: act(session, held))

    @rule(which=some, accepted=st.sampled_from([True, False, None]))
    def answer(self, which: int, accepted: bool | None) -> None:
        rows = self.read(select(Elected.election_id, Elected.candidate_id, Elected.series))
        if rows:
            row = sorted(rows)[which % len(rows)]
            self.do(lambda session: rounds.answer(session, *row, accepted))

    @rule(which=some)
    def name_officers(self, which: int) -> None:
        if election := self.election(which):
            form = OfficersForm(1, 2, 3, 4)
            self.do(lambda session: elections.change_officers(session, election, form))

    @rule(which=some)
    def proclaim_or_give_up(self, which: int) -> None:
        if election := self.election(which):
            self.do(lambda session: proclamation.proclaim(session, election, self.now, give_up=True))

    @rule(which=some)
    def correct(self, which: int) -> None:
        if election := self.election(which):
            why = "Un bulletin était mal compté."
            self.do(lambda session: proclamation.begin_correction(session, election, why, self.now))

    @rule(which=some)
    def drop_the_election(self, which: int) -> None:
        if election := self.election(which):
            self.do(lambda session: elections.drop_election(session, election))

    @rule(which=some, back=st.integers(-30, 30), reason=st.sampled_from(sorted(VACANCIES)))
    def leave_a_mandate(self, which: int, back: int, reason: MandateEnd) -> None:
        if mandate := self.one_of(select(Mandate.id).order_by(Mandate.id), which):
            day = self.today + timedelta(days=back)
            self.do(lambda session: mandates.vacate(session, mandate, day, reason))


_PRESENT = AttendanceStatus.PRESENT


def _open(session: Session, meeting_id: int, rules: int, now: Any) -> None:
    """Open an election at the meeting's item of that kind, made where there is none."""
    item = session.scalar(
        select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id, AgendaItem.kind == ItemKind.ELECTION)
    )
    if item is None:
        item = agenda.add_item(session, meeting_id, ItemForm("Élection du référent", ItemKind.ELECTION))
    elections.open_election(session, item, ElectionForm(rule_set_id=rules), now)


def _open_round(session: Session, election_id: int) -> int:
    query = select(ElectionRound.id).where(
        ElectionRound.election_id == election_id, ElectionRound.is_closed.is_(False)
    )
    return session.scalars(query).one()


def _count(session: Session, election: Election, round_id: int, chance: Random) -> None:
    """Type totals that add up, whatever they are, and close the round."""
    voters = select(func.count()).select_from(RoundVoter).where(RoundVoter.round_id == round_id)
    cast = session.scalar(voters) or 0
    blank = chance.choice((0, 0, 1)) if cast else 0
    spoiled = chance.choice((0, 0, 1)) if cast > blank else 0
    valid = cast - blank - spoiled
    standing = session.scalars(select(RoundScore.candidate_id).where(RoundScore.round_id == round_id)).all()
    papers = [chance.choice(standing) for _paper in range(valid)]
    scores = []
    for candidate in standing:
        grades = None
        votes: int | None = papers.count(candidate)
        if election.method is VotingMethod.MAJORITY_JUDGMENT:
            given = [chance.randrange(len(GRADES)) for _paper in range(valid)]
            grades, votes = tuple(given.count(grade) for grade in range(len(GRADES))), None
        elif election.method is VotingMethod.APPROVAL:
            votes = valid if candidate == standing[0] else chance.randint(0, valid)
        scores.append(ScoreRow(candidate, votes=votes, grades=grades))
    rounds.save_totals(session, round_id, TypedTotals(cast, blank, spoiled), scores)
    rounds.close_round(session, round_id)


def _break_tie(session: Session, election: Election, chance: Random) -> None:
    """Ask for the age where the rule does, else draw a lot."""
    last = session.scalars(
        select(ElectionRound)
        .where(ElectionRound.election_id == election.id)
        .order_by(ElectionRound.series.desc(), ElectionRound.number.desc())
    ).first()
    assert last is not None
    candidates = select(ElectionCandidate.id).where(ElectionCandidate.election_id == election.id)
    ids = session.scalars(candidates).all()
    if election.tie_break is TieBreak.OLDEST and last.seniority is None:
        rounds.break_by_age(session, last.id, {each: date(1960 + chance.randrange(2), 1, 1) for each in ids})
    else:
        rounds.break_by_lot(session, last.id, chance.choice(ids), *PEOPLE[2:])

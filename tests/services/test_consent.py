"""An election without candidates, by consent: each step on a real base."""

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Membership
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.voting import NominationStage, ProposalState, QuorumRule, VotingMethod
from pstdesk.services import consent, elections
from pstdesk.services.elections import ElectionForm
from tests import builders
from tests.builders import A_DAY
from tests.db.undoing import there_and_back
from tests.refusals import refused
from tests.services.ballots import NAMES, NOW, A, B, C, D, Poll, poll, town

FIRST, CHANGE = NominationStage.FIRST, NominationStage.CHANGE


def name(person_id: int) -> str:
    return " ".join(NAMES[person_id - 1])


@pytest.fixture
def held(base: Database) -> Poll:
    return poll(base, method=VotingMethod.WITHOUT_CANDIDATES)


def nominate(held: Poll, who: int, whom: int, reason: str = "", stage: NominationStage = FIRST) -> None:
    with held.base.write() as session:
        consent.nominate(session, held.id, who, whom, reason, stage)


def propose(held: Poll, whom: int, reason: str = "") -> int:
    with held.base.write() as session:
        return consent.propose(session, held.id, whom, reason)


def test_nominations_changes_proposal_objection_and_consent(held: Poll) -> None:
    base = held.base
    assert held.page().step is ElectionStep.NOMINATIONS
    nominate(held, A, B, "Elle écoute.")
    nominate(held, B, C)
    nominate(held, B, B, "À la réflexion.", CHANGE)
    page = held.page()
    assert [(row.person, row.stage, row.nominee, row.reason) for row in page.nominations] == [
        (name(A), FIRST, name(B), "Elle écoute."),
        (name(B), FIRST, name(C), ""),
        (name(B), CHANGE, name(B), "À la réflexion."),
    ]
    proposal = propose(held, C, "Disponible.")
    assert held.page().step is ElectionStep.OBJECTIONS
    with base.write() as session:
        objection = consent.object_to(session, proposal, " Trop de charge. ", D)
        with refused("objections_standing", count=1, text="Trop de charge."):
            consent.agree(session, proposal, NOW)
        consent.lift(session, objection, "Un binôme l’aidera.")
    (row,) = held.page().proposals
    (raised,) = row.objections
    assert (raised.person, raised.answer, raised.is_lifted) == (name(D), "Un binôme l’aidera.", True)
    there_and_back(base, lambda session: consent.agree(session, proposal, NOW))
    with base.write() as session:
        consent.agree(session, proposal, NOW)
    page = held.page()
    assert (page.step, page.proposals[0].state) == (ElectionStep.ACCEPTANCE, ProposalState.AGREED)
    assert held.elected() == [(name(C), "consent", None)]
    held.answer(page.elected[0].candidate_id)
    assert held.page().step is ElectionStep.PROCLAIM


def test_a_proposal_may_be_withdrawn_and_another_one_follow(held: Poll) -> None:
    nominate(held, A, B)
    first = propose(held, B)
    with held.base.write() as session:
        consent.object_to(session, first, "Pas d’accord.")
        with refused("proposal_not_now", step=ElectionStep.OBJECTIONS):
            consent.propose(session, held.id, C)
        consent.withdraw_proposal(session, first)
    assert held.page().step is ElectionStep.PROPOSAL
    with held.base.write() as session, refused("proposal_over", number=1, state=ProposalState.WITHDRAWN):
        consent.agree(session, first, NOW)
    second = propose(held, C)
    with held.base.write() as session:
        consent.agree(session, second, NOW)
    assert [row.state for row in held.page().proposals] == [ProposalState.WITHDRAWN, ProposalState.AGREED]


def test_who_declines_leaves_the_seat_to_another_proposal(held: Poll) -> None:
    nominate(held, A, B)
    proposal = propose(held, B)
    with held.base.write() as session:
        consent.agree(session, proposal, NOW)
    held.answer(held.page().elected[0].candidate_id, accepted=False)
    assert held.page().step is ElectionStep.PROPOSAL
    again = propose(held, C)
    with held.base.write() as session:
        consent.agree(session, again, NOW)
    assert held.elected() == [(name(B), "consent", False), (name(C), "consent", None)]


def test_each_names_once_at_a_stage_and_only_a_member(held: Poll) -> None:
    nominate(held, A, B)
    nominate(held, A, C, "Plutôt elle.")
    assert [row.nominee for row in held.page().nominations] == [name(C)]
    with held.base.write() as session:
        stranger = builders.person(session, "Zoé", "Zola").id
        with refused("candidate_not_member", name="Zoé Zola"):
            consent.nominate(session, held.id, A, stranger)
        with refused("voter_not_entitled", name="Zoé Zola"):
            consent.nominate(session, held.id, stranger, A)
        with refused("nomination_first", name=name(B)):
            consent.nominate(session, held.id, B, A, stage=CHANGE)


def test_a_nomination_typed_by_mistake_is_taken_back_with_its_change(held: Poll) -> None:
    nominate(held, A, B)
    nominate(held, A, C, stage=CHANGE)
    there_and_back(held.base, lambda session: consent.remove_nomination(session, held.id, A, CHANGE))
    with held.base.write() as session:
        consent.remove_nomination(session, held.id, A)
    assert held.page().nominations == ()


def test_an_objection_typed_by_mistake_is_taken_back(held: Poll) -> None:
    nominate(held, A, B)
    proposal = propose(held, B)
    with held.base.write() as session:
        with refused("text_missing"):
            consent.object_to(session, proposal, "  ")
        objection = consent.object_to(session, proposal, "Une faute de frappe")
    there_and_back(held.base, lambda session: consent.remove_objection(session, objection))


def test_a_proposal_comes_after_nominations(held: Poll) -> None:
    with held.base.write() as session, refused("proposal_before_nominations"):
        consent.propose(session, held.id, A)


def test_who_left_or_is_elected_is_not_proposed(base: Database) -> None:
    held = poll(base, method=VotingMethod.WITHOUT_CANDIDATES, seats=2)
    nominate(held, A, B)
    proposal = propose(held, B)
    with base.write() as session:
        row = session.query(Membership).filter_by(person_id=B).one()
        row.ends_on = A_DAY
        session.flush()
        with refused("candidate_not_member", name=name(B)):
            consent.agree(session, proposal, NOW)
        row.ends_on = None
        consent.agree(session, proposal, NOW)
    held.answer(held.page().elected[0].candidate_id)
    assert held.page().step is ElectionStep.PROPOSAL
    with base.write() as session, refused("candidate_elected", name=name(B)):
        consent.propose(session, held.id, B)


def test_consent_needs_the_quorum(base: Database) -> None:
    held = poll(
        base, present=6, method=VotingMethod.WITHOUT_CANDIDATES, quorum=QuorumRule.MORE_THAN_HALF_PRESENT
    )
    nominate(held, A, B)
    proposal = propose(held, B)
    with base.write() as session, refused("election_quorum", counted=6, needed=7):
        consent.agree(session, proposal, NOW)


def test_no_ticket_is_agreed_on(base: Database) -> None:
    with base.write() as session:
        item_id = town(session, method=VotingMethod.WITHOUT_CANDIDATES, name="Par consentement")
    with refused("election_consent_ticket", rule="Par consentement"), base.write() as session:
        elections.open_election(session, item_id, ElectionForm(with_substitute=True), NOW)


def test_a_vote_knows_no_nominations(base: Database) -> None:
    held = poll(base)
    with base.write() as session, refused("consent_by_vote"):
        consent.nominate(session, held.id, A, B)


def test_what_was_named_keeps_the_election(held: Poll) -> None:
    nominate(held, A, B)
    with held.base.write() as session, refused("election_begun"):
        elections.drop_election(session, held.id)

"""Opening an election: at which items, with whose votes, and what the agenda keeps for it."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Committee, Election, Meeting, Membership, Person, Programme, RuleSet
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity, MandateRole
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.voting import EnrolledBy, QuorumRule, VotingMethod
from pstdesk.services import agenda, attendance, candidacies, elections, inquorate, meeting_mode
from pstdesk.services.agenda import ItemForm
from pstdesk.services.election_page import NamedPerson
from pstdesk.services.election_voters import electors_of
from pstdesk.services.elections import ElectionForm, OfficersForm, open_election
from pstdesk.services.rounds import open_round
from tests import builders
from tests.builders import A_DAY
from tests.db.undoing import there_and_back
from tests.refusals import refused
from tests.services.ballots import CT1, LEA, NAMES, NOW, A, B, C, D, E, Poll, come, poll, town


def name(person_id: int) -> str:
    return " ".join(NAMES[person_id - 1])


def test_an_election_keeps_the_rules_and_names_the_officers_of_the_meeting(base: Database) -> None:
    held = poll(base, mandate_months=24, name="Règle du pacte", explanation="Deux tours.")
    page = held.page()
    assert page.head.rule_name == "Règle du pacte"
    assert page.head.rule_explanation == "Deux tours."
    assert (page.head.rules.method, page.head.rules.mandate_months) == (VotingMethod.MAJORITY_2, 24)
    assert page.head.chair == NamedPerson(A, name(A))
    assert page.head.secretary == NamedPerson(B, name(B))
    assert page.head.tellers == ()
    assert (page.step, page.seats_left, page.head.is_locked) == (ElectionStep.CANDIDACIES, 1, False)
    assert (page.turnout.registered, page.turnout.present, page.turnout.voters) == (12, 11, 11)
    assert not page.quorum.is_asked


def test_rules_that_change_later_change_nothing_in_an_election(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        rules = session.get_one(Election, held.id).rule_set_id
        session.get_one(RuleSet, rules).method = VotingMethod.PLURALITY
    assert held.page().head.rules.method is VotingMethod.MAJORITY_2


def test_a_body_has_its_own_rule_and_the_form_may_choose_another(base: Database) -> None:
    with base.write() as session:
        item_id = town(session)
        own = builders.rule_set(session, "À un tour", method=VotingMethod.PLURALITY)
        other = builders.rule_set(session, "Approbation", method=VotingMethod.APPROVAL)
        session.get_one(Committee, CT1).rule_set_id = own.id
        first = open_election(session, item_id, ElectionForm(), NOW)
        assert session.get_one(Election, first).rule_name == "À un tour"
        elections.drop_election(session, first)
        second = open_election(session, item_id, ElectionForm(rule_set_id=other.id), NOW)
        assert session.get_one(Election, second).rule_name == "Approbation"


def entitled(session: Session, election_id: int) -> set[int]:
    return set(electors_of(session, election_id))


def change(session: Session, person_id: int, **fields: object) -> None:
    row = session.query(Membership).filter_by(person_id=person_id).one()
    for field, value in fields.items():
        setattr(row, field, value)
    session.flush()


@pytest.mark.parametrize(
    ("enrolled_by", "late_comer_votes"), [(EnrolledBy.SUMMONS, False), (EnrolledBy.MEETING, True)]
)
def test_who_is_entitled_follows_the_rule_and_the_registrations(
    base: Database, enrolled_by: EnrolledBy, late_comer_votes: bool
) -> None:
    with base.write() as session:
        item_id = town(session, enrolled_by=enrolled_by)
        change(session, C, starts_on=date(2026, 11, 1))  # after the convocation
        change(session, D, ends_on=A_DAY)  # gone on that day
        change(session, E, voting=False)
        change(session, A, capacity=Capacity.OBSERVER)
        office = builders.seat(session, session.get_one(Committee, CT1))
        mayor = builders.person(session, "Maud", "Mairesse")
        builders.seat_holder(session, office, mayor)
        holder = mayor.id
        made = open_election(session, item_id, ElectionForm(), NOW)
        found = entitled(session, made)
    assert found == {B, *range(6, 13), holder} | ({C} if late_comer_votes else set())


def test_a_titulaire_and_their_suppléant_have_one_vote(base: Database) -> None:
    with base.write() as session:
        item_id = town(session)
        change(session, B, substitute_for_id=A)
        made = open_election(session, item_id, ElectionForm(), NOW)
        assert entitled(session, made) == {A, *range(3, 13)}


def test_a_meeting_that_is_not_held_elects_nobody(base: Database) -> None:
    with base.write() as session:
        item_id = town(session)
        meeting = session.get_one(Meeting, session.get_one(AgendaItem, item_id).meeting_id)
        for state in MeetingState:
            if state is MeetingState.HELD:
                continue
            meeting.state = state
            session.flush()
            code = "meeting_inquorate" if state is MeetingState.INQUORATE else "election_before_meeting"
            with refused(code):
                open_election(session, item_id, ElectionForm(), NOW)


def test_only_an_item_of_election_that_stands_there_has_one(base: Database) -> None:
    with base.write() as session:
        item_id = town(session)
        item = session.get_one(AgendaItem, item_id)
        item.kind = ItemKind.DISCUSSION
        with refused("election_item_kind", title="Élection du référent"):
            open_election(session, item_id, ElectionForm(), NOW)
        item.kind, item.state = ItemKind.ELECTION, ItemState.WITHDRAWN
        with refused("election_item_withdrawn"):
            open_election(session, item_id, ElectionForm(), NOW)


def test_one_election_of_a_role_goes_on_at_a_time(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        with refused("election_already_open", day=A_DAY, role=MandateRole.REFERENT):
            open_election(session, held.item_id, ElectionForm(), NOW)
        substitute = ElectionForm(MandateRole.SUBSTITUTE_REFERENT)
        open_election(session, held.item_id, substitute, NOW)
        with refused("election_substitute_of_substitute"):
            open_election(
                session,
                held.item_id,
                ElectionForm(MandateRole.SUBSTITUTE_REFERENT, with_substitute=True),
                NOW,
            )
        found = elections.elections_of_item(session, held.item_id)
    assert [(one.role, one.step, one.elected) for one in found] == [
        (MandateRole.REFERENT, ElectionStep.CANDIDACIES, ()),
        (MandateRole.SUBSTITUTE_REFERENT, ElectionStep.CANDIDACIES, ()),
    ]


def test_without_a_rule_or_without_electors_there_is_no_election(base: Database) -> None:
    with base.write() as session:
        item_id = town(session)
        for row in session.query(Membership):
            row.voting = False
        session.flush()
        with refused("election_without_electors", committee="CT1"):
            open_election(session, item_id, ElectionForm(), NOW)
        session.rollback()
    with base.write() as session:
        item_id = town(session)
        session.get_one(Programme, 1).default_rule_set_id = None
        session.flush()
        with refused("election_without_rules", committee="CT1"):
            open_election(session, item_id, ElectionForm(), NOW)


def test_officers_are_named_and_two_tellers_are_two(base: Database) -> None:
    held = poll(base)
    version = held.page().head.version
    with base.write() as session:
        elections.change_officers(session, held.id, OfficersForm(C, None, D, E, version))
    head = held.page().head
    assert (head.chair, head.secretary) == (NamedPerson(C, name(C)), None)
    assert [each.id for each in head.tellers] == [D, E]
    with base.write() as session, refused("changed_meanwhile"):
        elections.change_officers(session, held.id, OfficersForm(version=version))
    with base.write() as session, refused("tellers_same", name=name(D)):
        elections.change_officers(session, held.id, OfficersForm(A, B, D, D))


def test_remarks_are_kept(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        elections.write_remarks(session, held.id, "Une réclamation.", held.page().head.version)
    assert held.page().head.remarks == "Une réclamation."


def test_opening_and_dropping_are_undone(base: Database) -> None:
    with base.write() as session:
        item_id = town(session)
    there_and_back(base, lambda session: open_election(session, item_id, ElectionForm(), NOW))
    with base.write() as session:
        made = open_election(session, item_id, ElectionForm(), NOW)
        candidacies.add_candidate(session, made, A)
    there_and_back(base, lambda session: elections.drop_election(session, made))


def test_an_election_that_began_is_not_dropped(base: Database) -> None:
    held = poll(base)
    held.stand(A)
    held.open_round()
    with base.write() as session, refused("election_begun"):
        elections.drop_election(session, held.id)


# The agenda keeps the item


def item_form(session: Session, item_id: int) -> ItemForm:
    item = session.get_one(AgendaItem, item_id)
    return ItemForm(item.title, item.kind, version=item.version)


def test_an_item_with_an_election_keeps_its_kind_and_its_place(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        form = item_form(session, held.item_id)
        with refused("item_has_election", title="Élection du référent"):
            agenda.change_item(session, held.item_id, ItemForm(form.title, ItemKind.DECISION))
        agenda.change_item(session, held.item_id, ItemForm("Élection", form.kind))
        with refused("item_has_election"):
            agenda.remove_item(session, held.item_id)
        with refused("item_has_election"):
            agenda.set_item_state(session, held.item_id, ItemState.WITHDRAWN)
        for state in (ItemState.NOT_REACHED, ItemState.DEALT_WITH):
            with refused("item_election_open"):
                agenda.set_item_state(session, held.item_id, state)


def test_notes_do_not_deal_with_an_election_that_goes_on(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        version = session.get_one(AgendaItem, held.item_id).version
        agenda.write_notes(session, held.item_id, "Appel à candidatures.", version)
        assert session.get_one(AgendaItem, held.item_id).state is ItemState.OPEN


def test_closing_the_meeting_leaves_an_election_that_goes_on(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        meeting_mode.open_meeting(session, held.meeting_id, NOW, A_DAY)
        assert held.item_id not in [row.id for row in meeting_mode.untouched_items(session, held.meeting_id)]
        meeting_mode.close_meeting(session, held.meeting_id, NOW, time(16), [])
        assert session.get_one(AgendaItem, held.item_id).state is ItemState.OPEN


def test_a_meeting_that_elects_deliberated(base: Database) -> None:
    held = poll(base, present=2, quorum=QuorumRule.MORE_THAN_HALF_PRESENT)
    with base.write() as session, refused("quorum_too_late"):
        inquorate.declare_inquorate(session, held.meeting_id, NOW, A_DAY)


# Candidacies


def test_candidates_stand_in_the_order_they_came(base: Database) -> None:
    held = poll(base)
    first, second = held.stand(C, A)
    with base.write() as session:
        candidacies.write_statement(session, first, "  Je connais le quartier.  ", 1)
    rows = held.page().candidates
    assert [(row.id, row.name, row.position) for row in rows] == [
        (first, name(C), 1),
        (second, name(A), 2),
    ]
    assert rows[0].statement == "Je connais le quartier."
    there_and_back(base, lambda session: candidacies.add_candidate(session, held.id, D))
    there_and_back(base, lambda session: candidacies.withdraw_candidate(session, first))
    there_and_back(base, lambda session: candidacies.remove_candidate(session, second))


def test_only_a_member_stands_and_once(base: Database) -> None:
    held = poll(base)
    held.stand(A)
    with base.write() as session:
        stranger = builders.person(session, "Zoé", "Zola").id
        change(session, LEA, capacity=Capacity.OBSERVER)
    for outsider, says in ((stranger, "Zoé Zola"), (LEA, name(LEA))):
        with base.write() as session, refused("candidate_not_member", name=says, committee="CT1"):
            candidacies.add_candidate(session, held.id, outsider)
    with base.write() as session, refused("candidate_stands", name=name(A)):
        candidacies.add_candidate(session, held.id, A)


def test_who_withdrew_may_stand_again(base: Database) -> None:
    held = poll(base)
    (made,) = held.stand(A)
    with base.write() as session:
        candidacies.withdraw_candidate(session, made)
    assert held.page().candidates[0].withdrawn
    with base.write() as session, refused("round_without_candidate"):
        open_round(session, held.id, NOW)
    assert held.stand(A) == (made,)
    assert not held.page().candidates[0].withdrawn


def with_tickets(base: Database) -> Poll:
    with base.write() as session:
        item_id = town(session)
        come(session, item_id, *range(1, 12))
        made = open_election(session, item_id, ElectionForm(with_substitute=True), NOW)
        return Poll(base, made, item_id, session.get_one(AgendaItem, item_id).meeting_id)


def test_a_ticket_has_two_people_who_stand_on_no_other(base: Database) -> None:
    held = with_tickets(base)
    with base.write() as session:
        ticket = candidacies.add_candidate(session, held.id, A, B)
        with refused("ticket_of_one", name=name(C)):
            candidacies.add_candidate(session, held.id, C, C)
        with refused("ticket_taken", name=name(B)):
            candidacies.add_candidate(session, held.id, C, B)
        with refused("ticket_taken", name=name(B)):
            candidacies.add_candidate(session, held.id, B, C)
        candidacies.change_substitute(session, ticket, D)
        second = candidacies.add_candidate(session, held.id, C)
    assert held.page().candidates[0].substitute == name(D)
    with base.write() as session, refused("ticket_incomplete", name=name(C)):
        open_round(session, held.id, NOW)
    with base.write() as session:
        candidacies.change_substitute(session, second, B)
    held.open_round()
    with base.write() as session, refused("candidacy_round_open", number=1):
        candidacies.change_substitute(session, second, E)


def test_a_ticket_without_suppléants_takes_none(base: Database) -> None:
    held = poll(base)
    with base.write() as session, refused("ticket_not_asked", name=name(B)):
        candidacies.add_candidate(session, held.id, A, B)


def test_a_sole_candidate_is_declared_where_the_rule_says_so(base: Database) -> None:
    held = poll(base, sole_candidate=True)
    with base.write() as session, refused("sole_candidate_several", candidates=0, seats=1):
        candidacies.declare_sole_candidate(session, held.id, NOW)
    (alone,) = held.stand(A)
    there_and_back(base, lambda session: candidacies.declare_sole_candidate(session, held.id, NOW))
    with base.write() as session:
        candidacies.declare_sole_candidate(session, held.id, NOW)
    assert held.elected() == [(name(A), "sole-candidate", None)]
    assert held.page().step is ElectionStep.ACCEPTANCE
    with base.write() as session, refused("candidate_elected", name=name(A)):
        candidacies.withdraw_candidate(session, alone)
    with base.write() as session, refused("candidate_voted_on", name=name(A)):
        candidacies.remove_candidate(session, alone)
    held.answer(alone)
    assert held.page().step is ElectionStep.PROCLAIM


def test_two_candidates_or_another_rule_or_a_round_ask_for_a_vote(base: Database) -> None:
    held = poll(base, sole_candidate=True)
    one, two = held.stand(A, B)
    with base.write() as session, refused("sole_candidate_several", candidates=2, seats=1):
        candidacies.declare_sole_candidate(session, held.id, NOW)
    held.hold_round({one: 4, two: 4}, blank=3)
    with base.write() as session:
        candidacies.withdraw_candidate(session, two)
        with refused("sole_candidate_after_vote"):
            candidacies.declare_sole_candidate(session, held.id, NOW)


def test_a_rule_without_sole_candidates_asks_for_a_vote(base: Database) -> None:
    held = poll(base)
    held.stand(A)
    with base.write() as session, refused("sole_candidate_not_allowed"):
        candidacies.declare_sole_candidate(session, held.id, NOW)


def test_who_is_there_by_the_hour_may_vote(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        attendance.record_hours(session, held.meeting_id, C, time(15), None)
        attendance.record_hours(session, held.meeting_id, D, None, time(14, 30))
        attendance.record(session, held.meeting_id, E, AttendanceStatus.REMOTE)
    now = {row.person_id: row.votes_now for row in held.page(NOW).electors}
    assert [now[C], now[D], now[E], now[A]] == [False, False, False, True]
    later = {row.person_id: row.votes_now for row in held.page(NOW + timedelta(hours=1)).electors}
    assert [later[C], later[D]] == [True, False]
    next_day = held.page(datetime.combine(A_DAY + timedelta(days=1), time(9)).astimezone())
    assert {row.person_id: row.votes_now for row in next_day.electors}[D]


def test_an_archived_or_unknown_person_does_not_stand(base: Database) -> None:
    held = poll(base)
    with base.write() as session:
        with refused("record_missing"):
            candidacies.add_candidate(session, held.id, 99)
        stranger = builders.person(session, "Zoé", "Zola")
        stranger.archived_at = NOW
        session.flush()
        assert session.get(Person, stranger.id)
        with refused("candidate_not_member", name="Zoé Zola"):
            candidacies.add_candidate(session, held.id, stranger.id)

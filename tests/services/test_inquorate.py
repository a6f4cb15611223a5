"""Quorums: who asks for one, how a meeting stands, what becomes of one that lacks it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Committee, Meeting, Minutes, Programme
from pstdesk.documents.minutes import QuorumLine
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import ApprovalMode
from pstdesk.domain.voting import QuorumRule
from pstdesk.services import agenda, attachments, attendance, inquorate, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.body_rules import BodyRules, meeting_quorum, rule_choices, rules_of
from pstdesk.services.check import check_base
from pstdesk.services.committee_page import committee_page
from pstdesk.services.committees import change_committee
from pstdesk.services.meeting_mode import open_meeting
from pstdesk.services.meeting_page import meeting_page
from pstdesk.services.meetings import MeetingForm, cancel, meeting_head, plan_meeting
from pstdesk.services.minutes import minutes_content
from pstdesk.services.minutes_approval import approve_in_meeting, take_back_approval
from pstdesk.services.minutes_life import approve, send
from pstdesk.services.rectifications import rectify
from pstdesk.services.results import ActionForm
from pstdesk.services.standing_items import StandingItemForm, add_standing_item
from tests import builders
from tests.builders import A_DAY, AN_INSTANT
from tests.refusals import refused

MEETING = 2
"""The body met before, so that its agendas begin with an approval."""
NEXT = 3


@pytest.fixture
def base(base: Database) -> Database:
    """A body of three that asks for more than half; its second meeting is convened, a third is planned."""
    with base.write() as session:
        strict = builders.rule_set(session, quorum=QuorumRule.MORE_THAN_HALF_PRESENT, proxies_per_holder=2)
        builders.programme(session)
        body = builders.committee(session, rule_set_id=strict.id)
        for name in (("Zoé", "Ærø"), ("Noël", "Bœuf"), ("Inès", "D’Arcy")):
            builders.membership(session, builders.person(session, *name), body)
        first = plan_meeting(session, MeetingForm(body.id, date(2026, 9, 10)))
        meetings.hold(session, first, A_DAY)
        plan_meeting(session, MeetingForm(body.id, A_DAY, place="Salle des fêtes"))
        agenda.add_item(session, MEETING, ItemForm("Chantier des berges"))
        meetings.convene(session, MEETING, A_DAY)
        plan_meeting(session, MeetingForm(body.id, A_DAY + timedelta(days=90)))
    return base


def hold(base: Database, *present: int) -> None:
    with base.write() as session:
        meetings.hold(session, MEETING, A_DAY)
        for person_id in present:
            attendance.record(session, MEETING, person_id, AttendanceStatus.PRESENT)


def declare(base: Database, today: date = A_DAY) -> None:
    with base.write() as session:
        inquorate.declare_inquorate(session, MEETING, AN_INSTANT, today)


def state(base: Database) -> MeetingState:
    with base.read() as session:
        return session.get_one(Meeting, MEETING).state


def titles(base: Database, meeting_id: int) -> list[str]:
    with base.read() as session:
        return [row.form.title for row in agenda.item_rows(session, meeting_id)]


def test_a_body_has_its_own_rules_or_those_of_the_programme_or_none(base: Database) -> None:
    with base.write() as session:
        assert rules_of(session, 1) == BodyRules(QuorumRule.MORE_THAN_HALF_PRESENT, 2)
        session.get_one(Committee, 1).rule_set_id = None
        session.flush()
        assert rules_of(session, 1) == BodyRules(QuorumRule.NONE, None)
        other = builders.rule_set(session, "Autre", quorum=QuorumRule.HALF_WITH_PROXIES)
        session.get_one(Programme, 1).default_rule_set_id = other.id
        session.flush()
        assert rules_of(session, 1) == BodyRules(QuorumRule.HALF_WITH_PROXIES, 1)


def test_a_body_chooses_among_the_rules_that_are_in_use(base: Database) -> None:
    with base.write() as session:
        gone = builders.rule_set(session, "Ancienne", archived_at=AN_INSTANT)
        kept = builders.rule_set(session, "Autre", quorum=QuorumRule.HALF_WITH_PROXIES)
        session.get_one(Programme, 1).default_rule_set_id = kept.id
        session.flush()
        assert [(rule.id, rule.is_default) for rule in rule_choices(session)] == [(1, False), (kept.id, True)]
        form = replace(committee_page(session, 1, A_DAY).form, rule_set_id=gone.id)
        change_committee(session, 1, form)
        session.flush()
        assert committee_page(session, 1, A_DAY).form.rule_set_id == gone.id
        assert gone.id in [rule.id for rule in rule_choices(session)]
        with refused("record_missing"):
            change_committee(session, 1, replace(form, rule_set_id=99, version=None))


def test_nothing_is_noted_or_added_any_more(base: Database) -> None:
    declare(base)
    with base.read() as session:
        item = agenda.item_rows(session, MEETING)[-1]
    for edit in (
        lambda session: agenda.write_notes(session, item.id, "Bonjour", item.form.version or 0),
        lambda session: agenda.add_item(session, MEETING, ItemForm("Un point de plus")),
        lambda session: results.add_decision(session, item.id, "Adopté."),
    ):
        with refused("meeting_inquorate"), base.write() as session:
            edit(session)


def test_a_meeting_stands_with_its_quorum(base: Database) -> None:
    hold(base, 1)
    with base.write() as session:
        found = meeting_quorum(session, MEETING)
        assert (found.counted, found.needed, found.missing) == (1, 2, 1)
        assert meeting_page(session, MEETING).sign_in.rules.quorum is QuorumRule.MORE_THAN_HALF_PRESENT
        assert meeting_head(session, MEETING).asks_for_quorum
        attendance.record(session, MEETING, 2, AttendanceStatus.PRESENT)
        assert meeting_quorum(session, MEETING).is_reached


def test_the_minutes_print_the_quorum_that_was_asked(base: Database) -> None:
    hold(base, 1, 2)
    with base.write() as session:
        line = QuorumLine(QuorumRule.MORE_THAN_HALF_PRESENT, 2, 2)
        assert minutes_content(session, MEETING, 1).quorum == line
        session.get_one(Meeting, MEETING).second_convocation = True
        called_again = minutes_content(session, MEETING, 1).quorum
        assert called_again is not None
        assert called_again.needed == 0
        session.get_one(Committee, 1).rule_set_id = None
        assert minutes_content(session, MEETING, 1).quorum is None


@pytest.mark.parametrize("was_held", [True, False])
def test_a_meeting_without_quorum_keeps_who_came_and_gives_its_agenda_on(
    base: Database, was_held: bool
) -> None:
    if was_held:
        hold(base, 1)
    declare(base)
    assert state(base) is MeetingState.INQUORATE
    assert titles(base, NEXT) == [
        "Approbation du compte rendu du 10 septembre 2026",
        "Suivi des actions",
        "Chantier des berges",
    ]
    with base.read() as session:
        assert session.scalars(select(Minutes).where(Minutes.meeting_id == MEETING)).all() == []
        page = meeting_page(session, MEETING)
        assert [row.person_id for row in page.attendance] == [1, 2, 3]
        assert page.attendance[0].status.attended is was_held
        assert page.head.number == 2
        assert check_base(session) == ()
    with base.write() as session:
        attendance.record(session, MEETING, 3, AttendanceStatus.EXCUSED)


def test_an_item_that_was_ticked_off_goes_on_too(base: Database) -> None:
    hold(base)
    with base.write() as session:
        item = session.scalars(select(AgendaItem).where(AgendaItem.title == "Chantier des berges")).first()
        assert item is not None
        agenda.set_item_state(session, item.id, agenda.ItemState.DEALT_WITH)
    assert "Chantier des berges" not in titles(base, NEXT)
    declare(base)
    assert "Chantier des berges" in titles(base, NEXT)


def test_no_minutes_are_written_of_it(base: Database) -> None:
    declare(base)
    with refused("minutes_inquorate"), base.read() as session:
        minutes_content(session, MEETING, 1)


def test_it_is_not_stated_before_its_day(base: Database) -> None:
    with refused("meeting_to_come"):
        declare(base, A_DAY - timedelta(days=1))
    assert state(base) is MeetingState.CONVENED


def test_it_is_not_stated_of_a_meeting_that_has_its_quorum_or_needs_none(base: Database) -> None:
    hold(base, 1, 2)
    with refused("quorum_reached", counted=2, needed=2):
        declare(base)
    with base.write() as session:
        session.get_one(Meeting, MEETING).second_convocation = True
    with refused("quorum_not_asked"):
        declare(base)


@pytest.mark.parametrize("typed", ["notes", "decision", "action", "sent"])
def test_it_is_not_stated_once_something_was_said(base: Database, typed: str) -> None:
    hold(base)
    with base.write() as session:
        item = agenda.item_rows(session, MEETING)[-1]
        if typed == "notes":
            agenda.write_notes(session, item.id, "Le comité délibère.", item.form.version or 0)
        elif typed == "decision":
            results.add_decision(session, item.id, "Adopté.")
        elif typed == "action":
            results.add_action(session, item.id, ActionForm("Écrire au bailleur."))
        else:
            send(session, MEETING, AN_INSTANT)
    with refused("quorum_too_late"):
        declare(base)
    assert state(base) is MeetingState.HELD


def test_it_is_not_stated_twice(base: Database) -> None:
    declare(base)
    with refused("meeting_step"):
        declare(base)


def test_the_meeting_called_again_begins_as_the_first_and_asks_for_no_quorum(base: Database) -> None:
    declare(base)
    with base.read() as session:
        proposal = inquorate.second_convocation(session, MEETING)
    assert proposal.form == MeetingForm(1, A_DAY + timedelta(days=7), place="Salle des fêtes")
    assert proposal.earliest == A_DAY + timedelta(days=4)  # three whole days lie between
    with base.write() as session:
        again = inquorate.call_again(session, MEETING, proposal.form)
        assert session.get_one(Meeting, again).second_convocation
        assert not meeting_head(session, again).asks_for_quorum


def test_a_meeting_is_called_again_once_until_that_one_is_cancelled(base: Database) -> None:
    declare(base)
    form = MeetingForm(1, A_DAY + timedelta(days=7))
    with base.write() as session:
        again = inquorate.call_again(session, MEETING, form)
    asked = titles(base, again)
    later = MeetingForm(1, A_DAY + timedelta(days=9))
    with refused("second_convocation_called", day=form.day), base.write() as session:
        inquorate.call_again(session, MEETING, later)
    assert titles(base, again) == asked
    with base.write() as session:
        cancel(session, again)
        assert inquorate.call_again(session, MEETING, later) != again


def test_a_later_lack_of_quorum_has_a_second_convocation_of_its_own(base: Database) -> None:
    declare(base)
    with base.write() as session:
        other = builders.meeting(
            session, session.get_one(Committee, 1), A_DAY + timedelta(days=5), state=MeetingState.INQUORATE
        )
        inquorate.call_again(session, other.id, MeetingForm(1, A_DAY + timedelta(days=9)))
        inquorate.call_again(session, MEETING, MeetingForm(1, A_DAY + timedelta(days=3)))


def test_only_the_strict_rule_asks_for_days_between(base: Database) -> None:
    with base.write() as session:
        session.get_one(Committee, 1).rule_set_id = None
        assert inquorate.second_convocation(session, MEETING).earliest is None


def test_what_lacked_no_quorum_is_not_called_again(base: Database) -> None:
    with base.write() as session:
        form = inquorate.second_convocation(session, MEETING).form
    with refused("second_convocation_of"), base.write() as session:
        inquorate.call_again(session, MEETING, form)
    declare(base)
    with refused("second_convocation_day"), base.write() as session:
        inquorate.call_again(session, MEETING, MeetingForm(1, A_DAY))


@pytest.mark.parametrize("one_was_planned", [True, False])
def test_the_agenda_goes_to_the_meeting_called_again(base: Database, one_was_planned: bool) -> None:
    if not one_was_planned:
        with base.write() as session:
            session.delete(session.get_one(Meeting, NEXT))
    declare(base)
    with base.write() as session:
        form = inquorate.second_convocation(session, MEETING).form
        again = inquorate.call_again(session, MEETING, form)
    assert titles(base, again)[-1] == "Chantier des berges"
    assert "Chantier des berges" not in titles(base, NEXT)


def test_a_meeting_that_is_open_is_closed(base: Database) -> None:
    with base.write() as session:
        open_meeting(session, MEETING, AN_INSTANT, A_DAY)
    declare(base)
    with base.read() as session:
        assert not meeting_head(session, MEETING).is_open


def test_the_second_meeting_has_the_agenda_of_the_first_in_its_order_with_all_that_it_had(
    base: Database,
) -> None:
    hold(base)
    with base.write() as session:
        add_standing_item(session, 1, StandingItemForm("Tour de table"))
        agenda.add_item(session, MEETING, ItemForm("Tour de table", ItemKind.INFORMATION))
        agenda.add_item(session, MEETING, ItemForm("Budget"))
        agenda.add_item(session, MEETING, ItemForm("Questions diverses", ItemKind.ANY_OTHER_BUSINESS))
        builders.paper(session, session.get_one(Meeting, MEETING), "Plan d’accès.pdf")
        first = agenda.item_rows(session, MEETING)
        inquorate.declare_inquorate(session, MEETING, AN_INSTANT, A_DAY)
        form = inquorate.second_convocation(session, MEETING).form
        again = inquorate.call_again(session, MEETING, form)
        second = agenda.item_rows(session, again)
        assert [row.form.title for row in second] == [row.form.title for row in first]
        assert [row.carried for row in second] == [False, False, True, False, True, False]
        assert [(paper.item_id, paper.name) for paper in attachments.paper_rows(session, again)] == [
            (None, "Plan d’accès.pdf")
        ]
        later = [row.form.title for row in agenda.item_rows(session, NEXT)]
        assert later == [first[0].form.title, "Suivi des actions", "Tour de table"]


def test_a_meeting_that_approved_minutes_or_corrected_them_did_deliberate(base: Database) -> None:
    hold(base, 1)
    with base.write() as session:
        send(session, 1, AN_INSTANT)
        approve_in_meeting(session, 1, MEETING, AN_INSTANT)
    with refused("quorum_too_late"):
        declare(base)
    with base.write() as session:
        take_back_approval(session, 1, MEETING, AN_INSTANT)
        approve(session, 1, ApprovalMode.REFERENT, A_DAY, AN_INSTANT)
        rectify(session, 1, MEETING, None, "Lire « berges ».", AN_INSTANT)
    with refused("quorum_too_late"):
        declare(base)
    assert state(base) is MeetingState.HELD

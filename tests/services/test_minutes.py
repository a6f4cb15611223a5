"""Minutes: what they say, their versions, their numbers and their lock."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Decision, MeetingAttachment, Minutes, MinutesVersion, Programme
from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.minutes import DecisionLine, MinutesContent, NextMeeting
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import ApprovalMode, MinutesState
from pstdesk.services import agenda, attendance, meetings, minutes, minutes_life, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.attachments import keep_file
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.people import PersonForm, change_person
from pstdesk.services.posts import PostForm, change_post
from pstdesk.services.results import ActionForm
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

DAY = date(2026, 11, 12)
NOW = builders.AN_INSTANT
ZOE, NOEL, ALI = 1, 2, 3


@pytest.fixture
def base(base: Database) -> Database:
    """Zoé of the CAF came, represented Noël, and talked of one item; a guest was there."""
    with base.write() as session:
        builders.programme(session, letterhead="Ville de Valmont\n\n CCAS ", footer="Mission PST")
        body = builders.committee(session)
        caf = builders.organisation(session, "Caisse de l’Œuvre")
        for name in (("Zoé", "Ærø"), ("Noël", "Bœuf")):
            who = builders.person(session, *name)
            builders.membership(session, who, body)
            builders.post(session, who, caf)
        builders.person(session, "Ali", "D’Arcy")
        form = MeetingForm(body.id, DAY, time(14), time(16), "Mairie", ZOE, NOEL, "Avant l’été")
        made = meetings.plan_meeting(session, form)
        meetings.hold(session, made, DAY)
        attendance.record(session, made, ZOE, AttendanceStatus.PRESENT, arrived_at=time(14, 30))
        attendance.represent(session, made, NOEL, ZOE)
        attendance.add_guest(session, made, ALI)
        item = agenda.add_item(session, made, ItemForm("Jardins partagés", presenter="Zoé"))
        agenda.write_notes(session, item, "Le jardin est prêt.", 1)
        results.add_decision(session, item, "Le jardin ouvre.")
        results.add_action(session, item, ActionForm("Commander la terre", "Zoé Ærø", date(2026, 12, 1)))
    return base


def issue(base: Database, meeting_id: int = 1, now: datetime = NOW) -> MinutesContent:
    with base.write() as session:
        return minutes.issue_version(session, meeting_id, now)


def versions(base: Database) -> list[tuple[int, MinutesState]]:
    with base.read() as session:
        found = session.scalars(select(MinutesVersion).order_by(MinutesVersion.id))
        return [(version.number, version.state) for version in found]


def say_more(base: Database, notes: str = "Et après ?") -> None:
    with base.write() as session:
        (row,) = agenda.item_rows(session, 1)
        agenda.write_notes(session, row.id, notes, row.form.version or 0)


# what they say


def test_minutes_say_all_that_was_typed_of_the_meeting(base: Database) -> None:
    content = issue(base)
    assert (content.programme, content.town) == ("PST de Valmont-lès-Œuvres", "Valmont-lès-Œuvres")
    assert content.committee == CommitteeTitle("Petite enfance et parentalité", "comité technique", "CT1")
    assert (content.letterhead, content.footer) == (("Ville de Valmont", "CCAS"), "Mission PST")
    assert (content.day, content.starts_at, content.ends_at, content.place) == (
        DAY,
        time(14),
        time(16),
        "Mairie",
    )
    assert (content.number, content.year, content.version) == (1, 2026, 1)
    assert (content.facilitator, content.secretary) == ("Zoé Ærø", "Noël Bœuf")
    assert content.next_meeting == NextMeeting(note="Avant l’été")
    assert content.distribution == ("Membres de l’instance et participants à la séance",)
    assert content.is_draft
    (item,) = content.items
    assert (item.number, item.title, item.presenter, item.account) == (
        1,
        "Jardins partagés",
        "Zoé",
        "Le jardin est prêt.",
    )
    assert item.decisions == (DecisionLine("D1", "Le jardin ouvre."),)
    assert [(action.text, action.owners, action.due_on) for action in item.actions] == [
        ("Commander la terre", "Zoé Ærø", date(2026, 12, 1))
    ]


def test_minutes_name_everybody_expected_and_the_guests_who_came(base: Database) -> None:
    zoe, noel, ali = issue(base).attendees
    assert (zoe.name, zoe.organisation, zoe.function, zoe.arrived_at) == (
        "Zoé Ærø",
        "Caisse de l’Œuvre",
        "Cheffe de projet",
        time(14, 30),
    )
    assert (noel.status, noel.proxy_holder) == (AttendanceStatus.REPRESENTED, "Zoé Ærø")
    assert (ali.name, ali.is_guest) == ("Ali D’Arcy", True)
    with base.write() as session:
        attendance.record(session, 1, ALI, AttendanceStatus.EXCUSED)
    assert len(issue(base).attendees) == 2


def test_a_body_whose_name_says_what_it_is_needs_no_kind_before_it(base: Database) -> None:
    with base.write() as session:
        session.get_one(Committee, 1).name = "Comité technique Jeunesse"
    assert issue(base).committee.kind == ""


def test_the_next_meeting_is_the_first_that_is_still_to_be(base: Database) -> None:
    with base.write() as session:
        body = session.get_one(Committee, 1)
        for day, state in (
            (date(2026, 12, 1), MeetingState.CANCELLED),
            (date(2026, 12, 2), MeetingState.POSTPONED),
            (date(2027, 3, 4), MeetingState.PLANNED),
            (date(2027, 2, 4), MeetingState.CONVENED),
        ):
            builders.meeting(session, body, day, state=state)
    following = issue(base).next_meeting
    assert following == NextMeeting(date(2027, 2, 4), time(14), "Salle des fêtes", "Avant l’été")


def test_the_papers_of_a_meeting_are_annexes(base: Database) -> None:
    with base.write() as session:
        for position, name in ((2, "Plan.pdf"), (1, "Budget.xlsx")):
            kept = keep_file(session, name, name.encode())
            session.add(MeetingAttachment(meeting_id=1, attachment_id=kept, position=position))
    assert issue(base).annexes == ("Budget.xlsx", "Plan.pdf")


@pytest.mark.parametrize("act", [minutes.issue_version, minutes_life.send])
def test_there_are_no_minutes_before_the_meeting(
    base: Database, act: Callable[[Session, int, datetime], object]
) -> None:
    with base.write() as session:
        made = meetings.plan_meeting(session, MeetingForm(1, date(2026, 12, 3)))
    with refused("minutes_before_meeting"), base.write() as session:
        act(session, made, NOW)
    with refused("record_missing"), base.write() as session:
        act(session, 99, NOW)


def test_minutes_that_are_not_there_are_said(base: Database) -> None:
    with base.write() as session:
        builders.meeting(session, session.get_one(Committee, 1), state=MeetingState.HELD)
    with refused("record_missing"):
        issue(base, 2)


# versions


def test_saying_the_same_twice_is_one_version_and_another_word_the_next(base: Database) -> None:
    first = issue(base)
    assert issue(base, now=NOW + timedelta(days=1)) == first
    say_more(base)
    assert issue(base).version == 2
    assert versions(base) == [(1, MinutesState.DRAFT), (2, MinutesState.DRAFT)]
    assert minutes_kept(base).content["items"][0]["account"] == "Et après ?"


def minutes_kept(base: Database) -> MinutesVersion:
    with base.read() as session:
        kept = minutes.last_version(session, 1)
        assert kept is not None
        return kept


def test_going_back_to_earlier_words_is_a_version_as_well(base: Database) -> None:
    issue(base)
    say_more(base)
    issue(base)
    say_more(base, "Le jardin est prêt.")
    assert issue(base).version == 3


def test_sending_numbers_the_decisions_and_keeps_a_version(base: Database) -> None:
    issue(base)
    with base.write() as session:
        content = minutes_life.send(session, 1, NOW)
    assert content.items[0].decisions[0].label == "2026-001"
    assert versions(base) == [(1, MinutesState.DRAFT), (2, MinutesState.SENT)]
    with base.read() as session:
        assert session.scalars(select(Minutes.sent_at)).all() == [NOW]


def test_minutes_take_only_the_steps_they_can(base: Database) -> None:
    with refused("minutes_not_sent", now=MinutesState.DRAFT), base.write() as session:
        minutes_life.approve(session, 1, ApprovalMode.REFERENT, DAY, NOW)
    with base.write() as session:
        minutes_life.send(session, 1, NOW)
    with refused("minutes_step", now=MinutesState.SENT), base.write() as session:
        minutes_life.send(session, 1, NOW)
    with base.write() as session:
        minutes_life.approve(session, 1, ApprovalMode.REFERENT, DAY, NOW)
    with refused("minutes_step", now=MinutesState.APPROVED), base.write() as session:
        minutes_life.approve(session, 1, ApprovalMode.REFERENT, DAY, NOW)


def test_minutes_that_were_sent_can_still_be_corrected(base: Database) -> None:
    with base.write() as session:
        minutes_life.send(session, 1, NOW)
    say_more(base)
    assert issue(base).items[0].account == "Et après ?"
    assert versions(base)[-1] == (2, MinutesState.SENT)


# approval


def test_approval_keeps_who_when_and_where(base: Database) -> None:
    with base.write() as session:
        later = hold_meeting(session, 1, date(2026, 12, 3))
        minutes_life.send(session, 1, NOW)
        content = minutes_life.approve(session, 1, ApprovalMode.MEETING, date(2026, 12, 3), NOW, later)
        found = minutes.minutes_of(session, 1)
        assert (found.approval, found.approved_on, found.approved_in_id) == (
            ApprovalMode.MEETING,
            date(2026, 12, 3),
            later,
        )
    assert content.approved_on == date(2026, 12, 3)
    assert not content.is_draft


def test_approved_minutes_go_on_saying_what_they_said(base: Database) -> None:
    with base.write() as session:
        approve_minutes(session, 1)
    said = issue(base)
    with base.write() as session:
        change_person(session, ZOE, PersonForm("Nuñez", "Zoë", version=1))
        change_post(session, 1, PostForm(job_title="Retraitée"))
        session.get_one(Committee, 1).name = "Enfance"
        session.get_one(Programme, 1).footer = "Autre pied"
        (action,) = results.action_rows(session, 1)
        assert action.form.owners == "Zoë Nuñez"
        results.change_action(session, action.id, replace(action.form, state=ActionState.DONE), DAY)
        builders.meeting(session, session.get_one(Committee, 1), date(2027, 1, 14))
    assert issue(base) == said
    assert len(versions(base)) == 2


# numbers (docs/domain.md, rule 4)


def meet(base: Database, day: date, *decisions: str) -> int:
    with base.write() as session:
        meeting_id = hold_meeting(session, 1, day)
        item = agenda.add_item(session, meeting_id, ItemForm("Point"))
        for text in decisions:
            results.add_decision(session, item, text)
    return meeting_id


def send(base: Database, meeting_ids: Sequence[int]) -> None:
    with base.write() as session:
        for meeting_id in meeting_ids:
            minutes_life.send(session, meeting_id, NOW)


def labels(base: Database, meeting_id: int) -> list[str]:
    with base.read() as session:
        return [row.label for row in results.decision_rows(session, meeting_id)]


def test_decisions_take_their_numbers_as_minutes_are_sent_one_series_a_year(base: Database) -> None:
    second = meet(base, date(2026, 11, 19), "A", "B")
    third = meet(base, date(2026, 11, 26))
    last_year = meet(base, date(2025, 11, 13), "C")
    send(base, [second, third, 1, last_year])
    assert labels(base, second) == ["2026-001", "2026-002"]
    assert labels(base, 1) == ["2026-003"]
    assert labels(base, last_year) == ["2025-001"]


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_minutes_are_sent_numbers_have_no_gap(base: Database, seed: int) -> None:
    order = [1, *(meet(base, date(2026, 12, day), *"ABC"[: day % 4]) for day in range(1, 7))]
    Random(seed).shuffle(order)
    send(base, order[:4])
    with base.write() as session:
        numbered = session.scalars(select(Decision.id).where(Decision.number.is_not(None))).all()
        for decision_id in numbered[::2]:
            results.remove_decision(session, decision_id)
    send(base, order[4:])
    with base.read() as session:
        numbers = session.scalars(select(Decision.number).order_by(Decision.number)).all()
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_decision_added_once_minutes_were_sent_takes_its_number_when_they_are_approved(
    base: Database,
) -> None:
    send(base, [1])
    with base.write() as session:
        results.add_decision(session, agenda.item_rows(session, 1)[0].id, "Le portail ferme à 20 h.")
    other = meet(base, date(2026, 12, 3), "A")
    send(base, [other])
    assert labels(base, 1) == ["2026-001", "D2"]
    with base.write() as session:
        content = minutes_life.approve(session, 1, ApprovalMode.REFERENT, DAY, NOW)
    assert [line.label for line in content.items[0].decisions] == ["2026-001", "2026-003"]

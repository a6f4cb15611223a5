"""Minutes are read again, sent, approved by who may, reopened with a reason, and put away."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, MinutesVersion
from pstdesk.domain.agenda import ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.minutes import ApprovalMode, MinutesState
from pstdesk.services import agenda, attendance, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.minutes_life import (
    approve,
    archive,
    ask_corrections,
    back_to_draft,
    reopen,
    restore,
    send,
)
from pstdesk.services.minutes_sending import NumberToCome, before_sending
from pstdesk.services.minutes_standing import MinutesStanding, corrections_proposal, minutes_standing
from pstdesk.services.results import ActionForm
from tests import builders
from tests.refusals import refused
from tests.services.minutes_story import DAYS, FIRST, NOW, SECOND, approved, item_of, tell

TODAY = NOW.date()
SOON = TODAY + timedelta(days=10)


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        tell(session)
    return base


def standing(base: Database, meeting_id: int = FIRST) -> MinutesStanding:
    with base.read() as session:
        found = minutes_standing(session, meeting_id)
    assert found is not None
    return found


def versions(base: Database) -> list[tuple[int, MinutesState, str]]:
    with base.read() as session:
        found = session.scalars(select(MinutesVersion).order_by(MinutesVersion.number)).all()
        return [(version.number, version.state, version.reason) for version in found]


# corrections


def test_a_draft_is_given_to_read_and_a_version_says_until_when(base: Database) -> None:
    with base.write() as session:
        content = ask_corrections(session, FIRST, SOON, " pst@valmont.example\n", "Les membres", NOW)
    assert (content.corrections_due_on, content.corrections_to) == (SOON, "pst@valmont.example")
    found = standing(base)
    assert (found.standing.state, found.asked_of) == (MinutesState.IN_CORRECTION, "Les membres")
    assert versions(base) == [(1, MinutesState.IN_CORRECTION, "")]


def test_deadline_address_and_readers_can_be_changed_later(base: Database) -> None:
    with base.write() as session:
        ask_corrections(session, FIRST, SOON, "pst@valmont.example", "Les membres", NOW)
        ask_corrections(session, FIRST, SOON + timedelta(days=3), "", "La référente", NOW)
    found = standing(base)
    assert found.standing.corrections_due_on == SOON + timedelta(days=3)
    assert (found.corrections_to, found.asked_of) == ("", "La référente")
    assert [number for number, _state, _reason in versions(base)] == [1, 2]


def test_a_day_that_is_over_is_no_deadline(base: Database) -> None:
    with refused("corrections_due_over"), base.write() as session:
        ask_corrections(session, FIRST, TODAY - timedelta(days=1), "", "", NOW)
    assert standing(base).standing.state is MinutesState.DRAFT


def test_back_in_the_draft_no_correction_is_awaited(base: Database) -> None:
    with base.write() as session:
        ask_corrections(session, FIRST, SOON, "pst@valmont.example", "", NOW)
        back_to_draft(session, FIRST)
    found = standing(base)
    assert (found.standing.state, found.standing.corrections_due_on) == (MinutesState.DRAFT, None)
    with refused("minutes_step", now=MinutesState.DRAFT), base.write() as session:
        back_to_draft(session, FIRST)


def test_minutes_that_were_sent_can_be_given_to_read_again_and_keep_their_numbers(base: Database) -> None:
    with base.write() as session:
        send(session, FIRST, NOW)
        ask_corrections(session, FIRST, SOON, "", "", NOW)
        content = send(session, FIRST, NOW)
    assert content.items[0].decisions[0].label == "2026-001"


def test_approved_minutes_are_not_given_to_read(base: Database) -> None:
    with base.write() as session:
        approved(session)
    with refused("minutes_step", now=MinutesState.APPROVED), base.write() as session:
        ask_corrections(session, FIRST, SOON, "", "", NOW)


def test_the_address_of_the_last_time_is_proposed_first_that_of_the_same_body(base: Database) -> None:
    with base.write() as session:
        ours = session.get_one(Committee, 1)
        builders.mandate(session, builders.person(session), ours, role=MandateRole.SUBSTITUTE_REFERENT)
        builders.mandate(session, builders.person(session, "Inès", "D’Arcy"), ours)
        assert corrections_proposal(session, SECOND).corrections_to == ""
        ask_corrections(session, 4, SOON, "autre@valmont.example", "Eux", NOW)
        assert corrections_proposal(session, SECOND).corrections_to == "autre@valmont.example"
        ask_corrections(session, FIRST, SOON, "pst@valmont.example", "Nous", NOW)
        found = corrections_proposal(session, SECOND)
    assert (found.corrections_to, found.asked_of, found.referent) == (
        "pst@valmont.example",
        "Nous",
        "Inès D’Arcy",
    )


# before they are sent


def test_what_looks_unfinished_is_remarked_and_sending_is_not_refused(base: Database) -> None:
    with base.write() as session:
        untouched = agenda.add_item(session, SECOND, ItemForm("Élection"))
        empty = agenda.add_item(session, SECOND, ItemForm("Plan d’eau"))
        agenda.set_item_state(session, empty, ItemState.DEALT_WITH)
        results.add_action(session, item_of(session, SECOND), ActionForm("Commander la terre"))
        ask_corrections(session, SECOND, TODAY, "", "", NOW)
        found = before_sending(session, SECOND, TODAY)
        positions = {row.id: row.position for row in agenda.item_rows(session, SECOND)}
        send(session, SECOND, NOW)
    assert [(remark.code, remark.values) for remark in found.remarks] == [
        ("sending_attendance", {"count": 1}),
        ("sending_items_open", {"items": f"1, 2, {positions[untouched]}"}),
        ("sending_items_empty", {"items": str(positions[empty])}),
        ("sending_actions_without_owner", {"count": 1}),
        ("sending_before_deadline", {"due_on": TODAY}),
    ]


def test_finished_minutes_call_for_no_remark_and_show_the_numbers_to_come(base: Database) -> None:
    with base.write() as session:
        send(session, FIRST, NOW)
        for row in agenda.item_rows(session, SECOND):
            agenda.set_item_state(session, row.id, ItemState.DEALT_WITH)
        attendance.record(session, SECOND, 1, AttendanceStatus.PRESENT)
        results.add_decision(session, item_of(session, SECOND), "Le portail ferme.")
        found = before_sending(session, SECOND, TODAY)
        content = send(session, SECOND, NOW)
    assert found.remarks == ()
    said = [NumberToCome(line.label, line.text) for item in content.items for line in item.decisions]
    assert list(found.numbers) == said
    assert [number.label for number in found.numbers] == ["2026-002", "2026-003"]


# approval outside a meeting


def test_the_referent_approves_by_name_on_a_day(base: Database) -> None:
    with base.write() as session:
        send(session, FIRST, NOW)
        approve(session, FIRST, ApprovalMode.REFERENT, date(2026, 11, 20), NOW, by="Inès D’Arcy")
    found = standing(base)
    assert (found.approved_on, found.approved_by) == (date(2026, 11, 20), "Inès D’Arcy")
    assert found.standing.approval is ApprovalMode.REFERENT


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (DAYS[FIRST] - timedelta(days=1), "approval_before_meeting"),
        (TODAY + timedelta(days=1), "approval_to_come"),
    ],
)
def test_not_before_the_meeting_and_not_in_the_future(base: Database, day: date, code: str) -> None:
    with base.write() as session:
        send(session, FIRST, NOW)
    with refused(code), base.write() as session:
        approve(session, FIRST, ApprovalMode.REFERENT, day, NOW)


def test_silence_approves_the_day_after_the_deadline(base: Database) -> None:
    with base.write() as session:
        ask_corrections(session, FIRST, SOON, "", "", NOW)
        send(session, FIRST, NOW)
    with refused("silence_too_early", due_on=SOON), base.write() as session:
        approve(session, FIRST, ApprovalMode.SILENCE, SOON, NOW + timedelta(days=10))
    later = NOW + timedelta(days=11)
    with base.write() as session:
        approve(session, FIRST, ApprovalMode.SILENCE, later.date(), later)
    assert standing(base).standing.approval is ApprovalMode.SILENCE


def test_without_a_deadline_silence_says_nothing(base: Database) -> None:
    with base.write() as session:
        send(session, FIRST, NOW)
    with refused("silence_without_deadline"), base.write() as session:
        approve(session, FIRST, ApprovalMode.SILENCE, TODAY, NOW)


# reopened, archived


def test_minutes_are_reopened_with_a_reason_that_stays(base: Database) -> None:
    with base.write() as session:
        approved(session)
        content = reopen(session, FIRST, " Un nom\nétait faux. ", NOW)
        assert content.is_draft
        row = next(row for row in agenda.item_rows(session, FIRST) if row.notes)
        agenda.write_notes(session, row.id, "Le jardin de Zoé est prêt.", row.form.version or 0)
        approve(session, FIRST, ApprovalMode.REFERENT, TODAY, NOW)
    assert versions(base) == [
        (1, MinutesState.SENT, ""),
        (2, MinutesState.APPROVED, ""),
        (3, MinutesState.SENT, "Un nom était faux."),
        (4, MinutesState.APPROVED, ""),
    ]
    assert standing(base).approved_by == ""


def test_silence_about_the_earlier_text_says_nothing_of_the_new_one(base: Database) -> None:
    later = NOW + timedelta(days=11)
    with base.write() as session:
        ask_corrections(session, FIRST, SOON, "", "", NOW)
        send(session, FIRST, NOW)
        approve(session, FIRST, ApprovalMode.SILENCE, later.date(), later)
        reopen(session, FIRST, "Un nom.", later)
    with refused("silence_without_deadline"), base.write() as session:
        approve(session, FIRST, ApprovalMode.SILENCE, later.date(), later)


def test_no_reason_no_reopening_and_never_what_a_meeting_approved(base: Database) -> None:
    with base.write() as session:
        approved(session)
        approved(session, SECOND, in_meeting=3)
    with refused("reason_missing"), base.write() as session:
        reopen(session, FIRST, "  ", NOW)
    with refused("minutes_approved_in_meeting"), base.write() as session:
        reopen(session, SECOND, "Un nom.", NOW)


def test_archived_minutes_can_be_taken_out_again_and_are_as_approved(base: Database) -> None:
    with base.write() as session:
        approved(session)
        archive(session, FIRST)
        before = minutes_standing(session, FIRST)
        assert before is not None
        assert before.standing.state is MinutesState.ARCHIVED
    with refused("minutes_step", now=MinutesState.ARCHIVED), base.write() as session:
        archive(session, FIRST)
    with base.write() as session:
        restore(session, FIRST)
    assert standing(base).standing.state is MinutesState.APPROVED
    with refused("minutes_step"), base.write() as session:
        restore(session, FIRST)


def test_a_meeting_without_minutes_has_no_standing(base: Database) -> None:
    with base.write() as session:
        planned = builders.meeting(session, builders.committee(session, "CT7", "Logement"))
        assert minutes_standing(session, planned.id) is None

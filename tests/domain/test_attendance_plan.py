"""What an import of past attendance plans: who is meant, which meeting, what changes, what is refused."""

from datetime import date, timedelta

import pytest

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.attendance_columns import AttendanceLayout
from pstdesk.domain.attendance_list import AttendanceList, ListedPresence
from pstdesk.domain.attendance_plan import (
    AttendancePlan,
    AttendanceRegister,
    KnownMeeting,
    KnownPerson,
    PlannedPresence,
    fates,
    plan_attendance,
)
from pstdesk.domain.committee import Capacity
from pstdesk.domain.interval import Interval
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.membership import Sitting
from pstdesk.domain.names import fold

TODAY = date(2026, 11, 12)
DAY = date(2025, 3, 4)
PRESENT, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.ABSENT
ZOE, THEO, TWIN, GUEST, LEFT = 1, 2, 3, 4, 5
PEOPLE = {
    fold("Hœst Zoé"): (KnownPerson(ZOE),),
    fold("Brès Théo"): (KnownPerson(THEO), KnownPerson(TWIN)),
    fold("Mbaï Inès"): (KnownPerson(GUEST),),
    fold("Łuk Joël"): (KnownPerson(LEFT, is_archived=True),),
}
SITTINGS = {1: tuple(Sitting(who, Capacity.MEMBER, Interval()) for who in (ZOE, THEO))}


def presence(
    family_name: str = "Hœst",
    given_name: str = "Zoé",
    status: AttendanceStatus = PRESENT,
    *,
    row: int = 2,
    day: date = DAY,
    committee_id: int = 1,
) -> ListedPresence:
    """Return a row of the list."""
    return ListedPresence(row, committee_id, day, family_name, given_name, status)


def plan(*presences: ListedPresence, **held: object) -> AttendancePlan:
    """Plan a list of ``presences`` into a base that holds the town's people, and what ``held`` says."""
    listed = AttendanceList("", AttendanceLayout(1, 2, ()), len(presences), presences, (), ())
    known = {"people": PEOPLE, "sittings": SITTINGS} | held
    return plan_attendance(listed, AttendanceRegister(**known), TODAY)  # type: ignore[arg-type]  # as given


def only(found: AttendancePlan) -> PlannedPresence:
    """Return the one attendance that is planned, without any error."""
    assert found.errors == ()
    (one,) = found.presences
    return one


def codes(found: AttendancePlan) -> list[str]:
    """Return the errors’ codes; nothing is planned of their rows."""
    assert found.presences == ()
    return [error.code for error in found.errors]


def meeting(state: MeetingState = MeetingState.HELD, *, is_closed: bool = False) -> dict[str, object]:
    """Return a register's one meeting, of that state."""
    return {"meetings": {(1, DAY): (KnownMeeting(7, state, is_closed),)}}


def test_a_meeting_that_is_not_there_is_made_as_held() -> None:
    found = plan(presence(), presence("Brès", "Théo", ABSENT, row=3))
    assert found.meetings_made == ((1, DAY),)
    assert found.meetings_held == ()
    assert fates(found.presences) == {"made": 2}


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CONVENED])
def test_a_meeting_that_was_to_come_is_held(state: MeetingState) -> None:
    found = plan(presence(), **meeting(state))
    assert (found.meetings_made, found.meetings_held) == ((), (7,))


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.INQUORATE])
def test_a_meeting_that_took_place_is_taken_as_it_is(state: MeetingState) -> None:
    found = plan(presence(), **meeting(state))
    assert (found.meetings_made, found.meetings_held) == ((), ())


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.POSTPONED])
def test_nobody_attends_what_did_not_take_place(state: MeetingState) -> None:
    assert codes(plan(presence(), **meeting(state))) == ["presence_not_held"]


def test_a_day_to_come_and_two_meetings_of_a_day_are_refused() -> None:
    assert codes(plan(presence(day=TODAY + timedelta(days=1)))) == ["presence_to_come"]
    two = {"meetings": {(1, DAY): (KnownMeeting(7, MeetingState.HELD), KnownMeeting(8, MeetingState.HELD))}}
    assert codes(plan(presence(), **two)) == ["presence_two_meetings"]


def test_of_two_of_one_name_the_member_is_meant() -> None:
    assert only(plan(presence("BRES", "Theo"))).person_id == THEO


def test_names_may_stand_in_each_others_column() -> None:
    assert only(plan(presence("Zoé", "Hœst"))).person_id == ZOE


def test_two_members_of_one_name_and_two_others_are_told() -> None:
    both = {1: tuple(Sitting(who, Capacity.MEMBER, Interval()) for who in (THEO, TWIN))}
    assert codes(plan(presence("Brès", "Théo"), sittings=both)) == ["presence_several_people"]
    assert codes(plan(presence("Brès", "Théo", committee_id=2))) == ["presence_several_people"]


def test_nobody_of_that_name_is_an_error_and_so_is_one_put_away() -> None:
    assert codes(plan(presence("Nulle", "Part"))) == ["presence_nobody"]
    assert codes(plan(presence("Łuk", "Joël"))) == ["presence_nobody"]
    past = {1: (Sitting(LEFT, Capacity.MEMBER, Interval(None, date(2026, 1, 1))),)}
    assert only(plan(presence("Łuk", "Joël"), sittings=past)).person_id == LEFT


def test_an_observer_is_found_before_others_and_is_a_guest() -> None:
    observed = {1: (Sitting(TWIN, Capacity.OBSERVER, Interval()),)}
    one = only(plan(presence("Brès", "Théo"), sittings=observed))
    assert (one.person_id, one.is_guest) == (TWIN, True)


def test_who_is_no_member_that_day_is_a_guest_where_they_came() -> None:
    assert only(plan(presence("Mbaï", "Inès"))).is_guest
    away = plan(presence("Mbaï", "Inès", ABSENT))
    assert away.errors == away.presences == away.meetings_made == ()
    assert [remark.code for remark in away.skipped] == ["presence_not_expected"]


def test_the_first_row_of_a_person_and_meeting_wins() -> None:
    found = plan(presence(), presence(status=ABSENT, row=3))
    assert only(found).status is PRESENT
    assert [(remark.row, remark.code, remark.values["first"]) for remark in found.skipped] == [
        (3, "presence_again", 2)
    ]


@pytest.mark.parametrize(
    ("before", "fate"),
    [
        (None, "made"),
        ((AttendanceStatus.NOT_RECORDED, False), "made"),
        ((ABSENT, False), "changed"),
        ((PRESENT, False), "unchanged"),
    ],
)
def test_what_is_there_already_is_told_from_what_is_new(
    before: tuple[AttendanceStatus, bool] | None, fate: str
) -> None:
    recorded = {} if before is None else {(7, ZOE): before}
    assert only(plan(presence(), **meeting(), recorded=recorded)).fate == fate


def test_a_blank_erases_nothing() -> None:
    blank = presence(status=AttendanceStatus.NOT_RECORDED)
    one = only(plan(blank, **meeting(), recorded={(7, ZOE): (ABSENT, False)}))
    assert (one.status, one.fate) == (ABSENT, "unchanged")


def test_approved_minutes_keep_who_came() -> None:
    recorded = {(7, ZOE): (ABSENT, False)}
    assert codes(plan(presence(), **meeting(is_closed=True), recorded=recorded)) == ["presence_closed"]
    same = plan(presence(status=ABSENT), **meeting(is_closed=True), recorded=recorded)
    assert only(same).fate == "unchanged"

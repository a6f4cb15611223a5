"""A year planned in one go, its holidays, and what changing one meeting entails."""

import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Committee, Meeting
from pstdesk.domain.committee import Rhythm
from pstdesk.domain.days_off import DayOff, OffKind
from pstdesk.domain.interval import Interval
from pstdesk.domain.planning import Remark
from pstdesk.services import meetings, school_holidays
from pstdesk.services.agenda import ItemForm, add_item
from pstdesk.services.consequences import Consequences, Step, consequences
from pstdesk.services.days_off import DayRemarks, day_remarks, public_holidays
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.minutes_life import send
from pstdesk.services.school_holidays import HolidayRow, Imported
from pstdesk.services.year_calendar import calendar_years, year_calendar
from pstdesk.services.year_plan import (
    ChosenDay,
    PlannedYear,
    PlanWish,
    bodies_to_plan,
    plan_year,
    proposed_year,
)
from tests import builders
from tests.builders import AN_INSTANT
from tests.db.undoing import done, undone
from tests.db.undoing import refused as refused_undo
from tests.documents.test_school_calendar import calendar, event
from tests.refusals import refused
from tests.services.stories import hold_meeting

CT1, CT2, CLG = 1, 2, 3
TODAY = date(2026, 11, 12)
WISH = PlanWish(2027, bodies=(CT1, CT2, CLG))


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.programme(session, started_on=date(2026, 1, 1))
        level = builders.level(session)
        builders.committee(session, level_id=level.id, position=1, usual_place="Mairie")
        builders.committee(session, "CT2", "Insertion", level_id=level.id, position=2)
        builders.committee(
            session, "CLG", "Gouvernance", level_id=level.id, position=3, rhythm=Rhythm.YEARLY, usual_month=9
        )
        builders.committee(
            session, "GT", "Groupe de travail", level_id=level.id, position=4, rhythm=Rhythm.ON_DEMAND
        )
    return base


def chosen(base: Database, wish: PlanWish = WISH) -> list[ChosenDay]:
    with base.read() as session:
        rows = proposed_year(session, wish, TODAY).rows
    return [
        ChosenDay(MeetingForm(row.body_id, row.day, time(14), time(16)), row.period)
        for row in rows
        if row.day is not None and row.remark not in (Remark.MEETS_ALREADY, Remark.WAITS_FOR_A_DAY)
    ]


def plan(base: Database, wish: PlanWish = WISH) -> PlannedYear:
    days = chosen(base, wish)
    with base.write() as session:
        return plan_year(session, days)


def count(base: Database) -> int:
    with base.read() as session:
        return session.scalar(select(func.count()).select_from(Meeting)) or 0


# Holidays


def test_public_holidays_are_named_in_french_and_move_with_easter() -> None:
    named = public_holidays((2026, 2027))
    assert named[date(2026, 11, 11)] == "Armistice"
    assert named[date(2026, 4, 6)] == "Lundi de Pâques"
    assert named[date(2027, 3, 29)] == "Lundi de Pâques"
    assert named[date(2027, 1, 1)] == "Jour de l’an"
    assert len(named) == 22


def test_france_s_holidays_load_no_other_country() -> None:
    code = (
        "import sys\n"
        "from pstdesk.services.days_off import public_holidays\n"
        "assert len(public_holidays((2026,))) == 11\n"
        "loaded = [name for name in sys.modules if name.startswith('holidays.countries.')]\n"
        "assert loaded == ['holidays.countries.france'], loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_school_holidays_are_typed_once_and_removed(base: Database) -> None:
    with base.write() as session:
        first = school_holidays.add_holiday(session, " Toussaint ", date(2026, 10, 17), date(2026, 11, 2))
        again = school_holidays.add_holiday(session, "Autre", date(2026, 10, 17), date(2026, 11, 2))
        assert first == again
        assert school_holidays.holidays_page(session).rows == (
            HolidayRow(first, "Toussaint", date(2026, 10, 17), date(2026, 11, 2)),
        )
        school_holidays.remove_holiday(session, first)
        assert school_holidays.holidays_page(session).rows == ()


def test_holidays_have_a_name_and_end_after_they_began(base: Database) -> None:
    with refused("holiday_without_name"), base.write() as session:
        school_holidays.add_holiday(session, "  ", date(2026, 10, 17), date(2026, 11, 2))
    with refused("interval_backwards"), base.write() as session:
        school_holidays.add_holiday(session, "Noël", date(2026, 12, 19), date(2026, 12, 19))
    with refused("school_zone_unknown", zone="D"), base.write() as session:
        school_holidays.set_school_zone(session, "D")


def test_the_ministrys_calendar_is_read_for_the_zone_and_twice_changes_nothing(
    base: Database, tmp_path: Path
) -> None:
    path = calendar(
        tmp_path,
        event("Vacances d'Hiver - Zone A", "20270213", "20270301", "Zone A"),
        event("Vacances d'Hiver - Zone C", "20270206", "20270222", "Zone C"),
        event("Vacances de Noël - Zones A/B/C", "20261219", "20270104", "Zones A/B/C"),
    )
    with refused("calendar_zone_missing"), base.write() as session:
        school_holidays.import_holidays(session, path)
    with base.write() as session:
        school_holidays.set_school_zone(session, "C")
        assert school_holidays.import_holidays(session, path) == Imported(2, 0)
    with base.write() as session:
        assert school_holidays.import_holidays(session, path) == Imported(0, 2)
        page = school_holidays.holidays_page(session)
    assert page.zone == "C"
    assert [row.starts_on for row in page.rows] == [date(2026, 12, 19), date(2027, 2, 6)]


def test_a_day_says_why_it_is_off_and_who_meets_then(base: Database) -> None:
    with base.write() as session:
        school_holidays.add_holiday(session, "Toussaint", date(2026, 10, 17), date(2026, 11, 2))
        meetings.plan_meeting(session, MeetingForm(CT1, date(2026, 11, 1)))
        mine = meetings.plan_meeting(session, MeetingForm(CT2, date(2026, 11, 1)))
        lost = meetings.plan_meeting(session, MeetingForm(CLG, date(2026, 11, 1)))
        meetings.cancel(session, lost)
    with base.read() as session:
        found = day_remarks(session, date(2026, 11, 1), CT2, mine)
        again = day_remarks(session, date(2026, 11, 1), CT2)
        assert day_remarks(session, date(2026, 11, 12), CT2) == DayRemarks()
    off = (
        DayOff(OffKind.PUBLIC_HOLIDAY, "Toussaint"),
        DayOff(OffKind.SCHOOL_HOLIDAY, "Toussaint"),
        DayOff(OffKind.WEEKEND),
    )
    assert found == DayRemarks(off, False, ("CT1",))
    assert again == DayRemarks(off, True, ("CT1",))


# A year in one go


def test_a_year_is_proposed_and_made_with_agendas_that_begin_rightly(base: Database) -> None:
    with base.write() as session:
        hold_meeting(session, CT1, date(2026, 11, 12))
    with base.read() as session:
        assert [body.short_name for body in bodies_to_plan(session)] == ["CT1", "CT2", "CLG"]
        proposed = proposed_year(session, WISH, TODAY)
    assert not proposed.school_holidays_known
    assert len(proposed.rows) == 9
    made = plan(base)
    assert len(made.meetings) == 9
    with base.read() as session:
        days = [session.get_one(Meeting, one).day for one in made.meetings]
        first = session.get_one(Meeting, made.meetings[0])
        items = session.scalars(select(AgendaItem.title).where(AgendaItem.meeting_id == first.id)).all()
        assert (first.committee_id, first.place) == (CT1, "Mairie")
    assert days == sorted(days) == list(made.days)
    assert items[0].startswith("Approbation du compte rendu du 12 novembre 2026")


def test_a_second_run_makes_nothing_and_says_what_is_there(base: Database) -> None:
    days = chosen(base)
    plan(base)
    with base.read() as session:
        rows = proposed_year(session, WISH, TODAY).rows
    assert {row.remark for row in rows} == {Remark.MEETS_ALREADY}
    with base.write() as session:
        late = plan_year(session, days)  # a list that was on the screen all the while
    assert (late.meetings, late.left_out) == ((), 9)
    assert count(base) == 9


def test_holidays_of_the_year_are_avoided_and_named(base: Database) -> None:
    with base.write() as session:
        school_holidays.add_holiday(session, "Hiver", date(2027, 1, 4), date(2027, 2, 15))
    with base.read() as session:
        proposed = proposed_year(session, WISH, TODAY)
        careless = PlanWish(2027, avoid_school_holidays=False, bodies=(CT1, CT2, CLG))
        other = proposed_year(session, careless, TODAY)
    assert proposed.school_holidays_known
    row = next(row for row in proposed.rows if row.obstacle)
    assert row.obstacle == (DayOff(OffKind.SCHOOL_HOLIDAY, "Hiver"),)
    assert not any(off.kind is OffKind.SCHOOL_HOLIDAY for row in other.rows for off in row.obstacle)


def test_a_year_just_planned_can_be_taken_back_whole(base: Database) -> None:
    days = chosen(base)
    planning = done(base, lambda session: plan_year(session, days))
    undone(base, planning)
    assert count(base) == 0


@pytest.mark.parametrize("touch", ["convened", "item", "paper", "place"])
def test_a_year_in_which_somebody_worked_stays(base: Database, touch: str) -> None:
    days = chosen(base)
    planning = done(base, lambda session: plan_year(session, days))
    with base.write() as session:
        meeting = session.scalars(select(Meeting).order_by(Meeting.id)).all()[3]
        if touch == "convened":
            meetings.convene(session, meeting.id, TODAY)
        elif touch == "item":
            add_item(session, meeting.id, ItemForm("Accueil"))
        elif touch == "paper":
            builders.paper(session, meeting)
        else:
            form = MeetingForm(meeting.committee_id, meeting.day, place="Ailleurs")
            meetings.change_meeting(session, meeting.id, form)
    refused_undo(base, planning)
    assert count(base) == 9


def test_a_school_year_is_planned_from_september(base: Database) -> None:
    found = chosen(base, PlanWish(2027, is_school_year=True, bodies=(CT1,)))
    assert [one.form.day.month for one in found] == [9, 11, 2, 5]


# The year as a grid


def test_the_grid_shows_each_body_its_meetings_and_what_is_missing(base: Database) -> None:
    with base.write() as session:
        hold_meeting(session, CT1, date(2026, 11, 12))
        hold_meeting(session, CT1, date(2026, 2, 5))
        lost = meetings.plan_meeting(session, MeetingForm(CT1, date(2026, 5, 5)))
        meetings.cancel(session, lost)
        gone = builders.committee(session, "CT9", "Ancien", archived_at=AN_INSTANT)
        builders.meeting(session, gone, date(2026, 3, 5))
        builders.committee(session, "CT8", "Plus ancien", archived_at=AN_INSTANT)
    with base.read() as session:
        year = year_calendar(session, 2026, TODAY)
        assert calendar_years(session, TODAY) == (2026, 2027)
    by_name = {body.short_name: body for body in year.bodies}
    assert list(by_name) == ["CT1", "CT2", "CLG", "GT", "CT9"]
    assert [row.day for row in by_name["CT1"].meetings] == [
        date(2026, 2, 5), date(2026, 5, 5), date(2026, 11, 12),
    ]  # fmt: skip
    assert [lack.starts_on for lack in by_name["CT1"].missing] == [date(2026, 4, 1), date(2026, 7, 1)]
    assert len(by_name["CT2"].missing) == 4
    assert by_name["CLG"].missing == (Interval(date(2026, 9, 1), date(2026, 10, 1)),)
    assert by_name["GT"].missing == by_name["CT9"].missing == ()


def test_nothing_is_missing_before_the_programme_began(base: Database) -> None:
    with base.write() as session:
        session.get_one(builders.Programme, 1).started_on = date(2026, 8, 1)
    with base.read() as session:
        year = year_calendar(session, 2026, TODAY)
    assert [lack.starts_on for lack in year.bodies[0].missing] == [date(2026, 7, 1), date(2026, 10, 1)]


# What a change of one meeting entails


def entailed(base: Database, meeting_id: int, step: Step, day: date | None = None) -> Consequences:
    with base.read() as session:
        return consequences(session, meeting_id, step, day)


def prepared(session: Session) -> int:
    """Return a meeting that was convened, after one whose minutes were sent, with two items of its own."""
    body = session.get_one(Committee, CT1)
    builders.membership(session, builders.person(session), body)
    builders.membership(session, builders.person(session, "Noël", "Bœuf"), body, starts_on=date(2026, 12, 1))
    builders.membership(session, builders.person(session, "Inès", "D’Arcy"), body, ends_on=date(2026, 12, 1))
    send(session, hold_meeting(session, CT1, date(2026, 9, 10)), AN_INSTANT)
    made = meetings.plan_meeting(session, MeetingForm(CT1, date(2026, 11, 12)))
    add_item(session, made, ItemForm("Bilan des ateliers"))
    meetings.convene(session, made, date(2026, 10, 20))
    return made


def test_cancelling_says_who_must_be_told_and_where_the_agenda_goes(base: Database) -> None:
    with base.write() as session:
        made = prepared(session)
    found = entailed(base, made, Step.CANCEL)
    assert found.convened == ("Inès D’Arcy", "Zoé L’Hœst-Muñoz")
    assert found.number == (2, 2026)
    assert (found.items, found.next_day) == (("Bilan des ateliers",), None)
    assert found.approval_of == date(2026, 9, 10)
    assert found.empty_quarter == "2026-Q4"
    with base.write() as session:
        meetings.plan_meeting(session, MeetingForm(CT1, date(2026, 12, 3)))
    found = entailed(base, made, Step.CANCEL)
    assert (found.next_day, found.empty_quarter) == (date(2026, 12, 3), "")


def test_moving_says_who_changes_what_the_new_day_is_and_which_meeting_it_passes(base: Database) -> None:
    with base.write() as session:
        made = prepared(session)
        meetings.plan_meeting(session, MeetingForm(CT1, date(2026, 12, 3)))
        meetings.plan_meeting(session, MeetingForm(CT2, date(2026, 12, 25)))
    found = entailed(base, made, Step.MOVE, date(2026, 12, 25))
    assert (found.joining, found.leaving) == (("Noël Bœuf",), ("Inès D’Arcy",))
    assert found.passes == (date(2026, 12, 3),)
    assert found.remarks == DayRemarks((DayOff(OffKind.PUBLIC_HOLIDAY, "Noël"),), False, ("CT2",))
    assert found.items == ()
    assert found.convened == ("Inès D’Arcy", "Zoé L’Hœst-Muñoz")
    assert found.empty_quarter == ""
    assert entailed(base, made, Step.MOVE, date(2027, 1, 14)).empty_quarter == ""


def test_a_day_that_stays_entails_nothing(base: Database) -> None:
    with base.write() as session:
        made = prepared(session)
    found = entailed(base, made, Step.MOVE, date(2026, 11, 12))
    assert (found.convened, found.approval_of, found.joining, found.passes) == ((), None, (), ())


def test_what_was_only_planned_tells_nobody_and_has_no_number(base: Database) -> None:
    with base.write() as session:
        made = meetings.plan_meeting(session, MeetingForm(CLG, date(2026, 11, 12)))
    found = entailed(base, made, Step.POSTPONE)
    assert found == Consequences(Step.POSTPONE, date(2026, 11, 12))

"""The demonstration: plausible, invented, whole or not there, and the same on the same day."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from pstdesk.db.database import Database
from pstdesk.db.migrate import open_base
from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    ElectionRecord,
    Meeting,
    Organisation,
    Person,
    Post,
    ProgressNote,
)
from pstdesk.domain.action import ActionState, is_overdue
from pstdesk.domain.agenda import ItemState
from pstdesk.domain.days_off import DaysOff
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.names import fold
from pstdesk.domain.organisation import PartnerState
from pstdesk.domain.period import year
from pstdesk.i18n import typeset
from pstdesk.services import demo, reviews
from pstdesk.services.agenda_content import agenda_content
from pstdesk.services.check import check_base
from pstdesk.services.committees import committee_rows
from pstdesk.services.days_off import days_off, public_holidays
from pstdesk.services.demo_calendar import meeting_days, school_holidays
from pstdesk.services.demo_cast import read_script
from pstdesk.services.expected import expected_rows
from pstdesk.services.follow_up import followed_lines
from pstdesk.services.meeting_list import MeetingRow, MeetingsFilter, meeting_rows
from pstdesk.services.minutes import minutes_content
from pstdesk.services.rectifications import rectifications_of
from pstdesk.services.school_holidays import holidays_page
from pstdesk.services.seats import seat_rows
from tests.documents.test_minutes_docx import words
from tests.documents.test_minutes_pdf import pages
from tests.refusals import refused

TODAY = date(2026, 11, 23)
COMMON_NAMES = (
    "martin bernard thomas petit robert richard durand dubois moreau laurent simon michel lefebvre leroy "
    "roux david bertrand morel fournier girard bonnet dupont lambert fontaine rousseau vincent muller "
    "lefevre faure andre mercier blanc guerin boyer garnier chevalier francois legrand gauthier garcia "
    "perrin robin clement morin nicolas henry roussel mathieu gautier masson marchand duval denis dumont "
    "marie lemaire noel meyer dufour meunier brun blanchard giraud joly riviere lucas brunet gaillard "
    "barbier arnaud martinez gerard roche renard schmitt roy leroux colin vidal caron picard roger fabre "
    "aubert lemoine renaud dumas lacroix olivier philippe bourgeois pierre benoit rey leclerc payet "
    "rolland leclercq guillaume lecomte lopez jean diallo traore cisse diarra benali nguyen tran silva "
    "pereira macron hollande sarkozy hidalgo "
)
"""Family names that thousands bear, or that everybody knows."""


@pytest.fixture(scope="module")
def base(demo_folder: Path) -> Iterator[Database]:
    with closing(open_base(demo_folder / demo.BASE_NAME)) as opened:
        yield opened


@pytest.fixture(scope="module")
def meetings(base: Database) -> tuple[MeetingRow, ...]:
    with base.read() as session:
        return meeting_rows(session, MeetingsFilter())


def held(meetings: tuple[MeetingRow, ...]) -> list[MeetingRow]:
    return [row for row in meetings if row.state is MeetingState.HELD]


def test_it_has_the_people_organisations_and_bodies_of_a_real_scheme(base: Database) -> None:
    with base.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) >= 84
        assert session.scalar(select(func.count()).select_from(Organisation)) >= 30
        rows = committee_rows(session, TODAY)
        council = next(row.id for row in rows if row.short_name == "CLG")
        holders = [row.holder for row in seat_rows(session, council, TODAY)]
    assert sorted(row.short_name for row in rows) == [
        "CLG",
        "CT1",
        "CT2",
        "CT3",
        "CT4",
        "CT5",
        "CT6",
        "CT7",
        "CV",
    ]
    assert all(row.members >= 10 for row in rows)
    assert holders[-1] is None
    assert all(holder is not None for holder in holders[:-1])


def test_nothing_is_wrong_with_it(base: Database) -> None:
    with base.read() as session:
        assert check_base(session) == ()


def test_names_and_addresses_are_plainly_invented(base: Database) -> None:
    with base.read() as session:
        people = session.scalars(select(Person)).all()
        mails = session.scalars(select(Organisation.email)).all()
    assert not {word for person in people for word in fold(person.family_name).split()} & set(
        COMMON_NAMES.split()
    )
    assert {person.email.rpartition(".")[2] for person in people} == {"example"}
    assert {person.phone[:8] for person in people} == {"01 99 00"}  # kept for fiction by the regulator
    assert {mail.rpartition(".")[2] for mail in mails} == {"example"}
    assert all(person.civility == "" for person in people)


def test_two_people_bear_one_name_and_some_changed_jobs(base: Database) -> None:
    with base.read() as session:
        names = Counter(session.scalars(select(Person.search_key)))
        posts = Counter(session.scalars(select(Post.person_id)))
    assert [count for count in names.values() if count > 1] == [2]
    assert max(posts.values()) == 2


def test_three_years_of_meetings_go_by_and_more_are_to_come(meetings: tuple[MeetingRow, ...]) -> None:
    days = [row.day for row in held(meetings)]
    assert min(days) >= TODAY - timedelta(days=3 * 366 + 92)
    assert min(days) <= TODAY - timedelta(days=2 * 365 + 300)
    assert max(days) <= TODAY
    assert all(row.day.weekday() < 5 for row in meetings)
    to_come = {row.state for row in meetings if row.day > TODAY}
    assert to_come == {MeetingState.PLANNED, MeetingState.CONVENED}
    assert {row.year for row in held(meetings)} == {2023, 2024, 2025, 2026}
    quarterly = Counter(row.short_name for row in held(meetings) if row.day.year == 2025)
    assert quarterly == {"CLG": 1, "CV": 3} | {f"CT{n}": 4 for n in range(1, 8)}


def test_it_knows_the_school_holidays_of_its_years_and_of_the_next(base: Database) -> None:
    with base.read() as session:
        page = holidays_page(session)
    assert page.zone == "C"
    assert Counter(row.starts_on.year for row in page.rows) == {
        2022: 1,  # the Christmas holidays that last into the first year
        **dict.fromkeys(range(2023, 2028), 5),
    }
    assert all(row.starts_on.weekday() == 5 for row in page.rows)
    this_year = {row.name: (row.starts_on, row.ends_on) for row in page.rows if row.starts_on.year == 2026}
    assert this_year == {
        "Vacances d’hiver": (date(2026, 2, 14), date(2026, 3, 2)),
        "Vacances de printemps": (date(2026, 4, 11), date(2026, 4, 27)),
        "Vacances d’été": (date(2026, 7, 4), date(2026, 9, 1)),
        "Vacances de la Toussaint": (date(2026, 10, 17), date(2026, 11, 2)),
        "Vacances de Noël": (date(2026, 12, 19), date(2027, 1, 4)),
    }


def test_nobody_meets_or_is_convened_on_a_day_off(base: Database, meetings: tuple[MeetingRow, ...]) -> None:
    with base.read() as session:
        off = days_off(session, range(2023, 2028))
    assert [(row.day, row.short_name) for row in meetings if off.on(row.day)] == []
    convened = [row.convened_on for row in meetings if row.convened_on is not None]
    assert len(convened) >= len(held(meetings))
    assert [day for day in convened if day.weekday() > 4 or day in off.public] == []
    assert all(row.day - row.convened_on >= timedelta(days=15) for row in held(meetings) if row.convened_on)


@pytest.mark.parametrize("today", [date(year, month, 14) for year in range(2024, 2044) for month in (1, 7)])
def test_in_no_year_do_the_meetings_of_the_story_fall_on_a_day_off(today: date) -> None:
    first_day = date(today.year - 3, 1, 1)
    public = public_holidays(range(first_day.year, today.year + 2))
    off = DaysOff(public, school_holidays(read_script(), first_day, today))
    assert [(day, name) for day, name in meeting_days(first_day, today) if off.on(day)] == []


def test_committees_attend_as_unevenly_as_the_scheme_reports(meetings: tuple[MeetingRow, ...]) -> None:
    attended, known = Counter[str](), Counter[str]()
    for row in held(meetings):
        attended[row.short_name] += row.attended
        known[row.short_name] += row.expected - row.not_recorded
    rates = [attended[name] / known[name] for name in known]
    assert max(rates) - min(rates) > 0.2
    assert min(rates) > 0.3
    assert max(rates) < 0.9


def test_the_last_meetings_are_not_quite_typed_and_older_ones_are(meetings: tuple[MeetingRow, ...]) -> None:
    unfinished = [row.day for row in held(meetings) if row.not_recorded]
    assert unfinished
    assert min(unfinished) >= TODAY - timedelta(days=5)


def test_minutes_are_approved_sent_or_being_written(meetings: tuple[MeetingRow, ...]) -> None:
    states = {row.minutes_state for row in held(meetings)}
    assert states == set(MinutesState) - {MinutesState.ARCHIVED}
    for row in held(meetings):
        is_written = row.minutes_state in (MinutesState.DRAFT, MinutesState.IN_CORRECTION)
        assert not is_written or row.day > TODAY - timedelta(days=14)


def test_a_later_meeting_has_corrected_approved_minutes(
    base: Database, meetings: tuple[MeetingRow, ...]
) -> None:
    with base.read() as session:
        corrected = [rectifications_of(session, row.id) for row in held(meetings)]
        assert check_base(session) == ()
    (row,) = [row for rows in corrected for row in rows]
    assert row.of.day < row.decided_in.day


def test_some_actions_are_late_and_most_are_done(base: Database) -> None:
    with base.read() as session:
        actions = session.execute(select(ActionItem.state, ActionItem.due_on)).all()
    late = [row for row in actions if is_overdue(row.state, row.due_on, TODAY)]
    assert 5 <= len(late) <= len(actions) / 5
    assert {row.state for row in actions} == set(ActionState)


def test_meetings_speak_of_the_few_actions_that_earlier_ones_left(base: Database) -> None:
    with base.read() as session:
        held = session.scalars(select(Meeting.id).where(Meeting.state == MeetingState.HELD)).all()
        followed = [len(followed_lines(session, meeting_id)) for meeting_id in held]
        notes = session.scalar(select(func.count()).select_from(ProgressNote)) or 0
    assert 0 < max(followed) < 10
    assert notes > 20


def test_one_technical_committee_waits_for_its_referent(base: Database) -> None:
    with base.read() as session:
        rows = [row for row in committee_rows(session, TODAY) if row.elects_referent]
    assert [row.short_name for row in rows if not row.referent] == ["CT6"]
    assert len(rows) == 7


def test_some_partners_are_still_to_be_won(base: Database) -> None:
    with base.read() as session:
        states = set(session.scalars(select(Organisation.partner_state)))
    assert {PartnerState.TARGETED, PartnerState.APPROACHED, PartnerState.ACTIVE} <= states


def test_what_was_not_reached_comes_back_and_nothing_else(
    base: Database, meetings: tuple[MeetingRow, ...]
) -> None:
    with base.read() as session:
        items = session.scalars(select(AgendaItem)).all()
    assert {item.state for item in items} == set(ItemState) - {ItemState.WITHDRAWN}
    not_reached = {item.id for item in items if item.state is ItemState.NOT_REACHED}
    again = [item for item in items if item.carried_from_id is not None]
    assert {item.carried_from_id for item in again} == not_reached
    coming = {row.id for row in meetings if row.state in TO_COME}
    assert {item.state for item in again if item.meeting_id not in coming} == {ItemState.DEALT_WITH}
    assert any(item.meeting_id in coming for item in again)


def test_every_meeting_and_every_election_has_its_documents(
    demo_folder: Path, base: Database, meetings: tuple[MeetingRow, ...]
) -> None:
    coming = [row for row in meetings if row.state in TO_COME]
    names = [path.name for path in (demo_folder / demo.DOCUMENTS).iterdir()]
    body = r"_\d{4}-\d\d-\d\d_(CT\d|CV|CLG)-?[A-Za-z-]*"
    with base.read() as session:
        records = session.scalar(select(func.count()).select_from(ElectionRecord)) or 0
    kinds = {
        rf"CR{body}_v\d+\.docx": len(held(meetings)),
        rf"PV{body}_n\d\.docx": records,
        rf"PV{body}_n\d\.pdf": records,
        rf"ODJ{body}\.docx": len(coming),
        rf"Emargement{body}\.pdf": len(coming),
        r"Bilan_2025-12-31_Valmont\.(docx|pdf|xlsx)": 3,
    }
    assert coming
    for pattern, count in kinds.items():
        assert sum(re.fullmatch(pattern, name) is not None for name in names) == count, pattern
    assert len(names) == sum(kinds.values())
    assert sorted(path.name for path in demo_folder.iterdir()) == [demo.BASE_NAME, demo.DOCUMENTS]


def test_last_year_is_frozen_and_this_year_is_being_written(base: Database) -> None:
    with base.read() as session:
        this, last = reviews.review_rows(session)
        assert (this.is_frozen, last.is_frozen) == (False, True)
        assert (this.period, last.period) == (year(2026), year(2025))
        content = reviews.review_page(session, last.id, TODAY).content
        beside = reviews.review_page(session, this.id, TODAY).content
    assert sum(bool(section.text) for section in content.sections) == 8
    assert all(
        section.evidence for section in content.sections if section.kind == "objective" and section.text
    )
    assert beside.compared_with == last.name
    assert beside.review.previous == content.review.whole


def test_what_a_meeting_to_come_is_prepared_with_says_what_the_base_does(
    demo_folder: Path, base: Database, meetings: tuple[MeetingRow, ...]
) -> None:
    convened = sorted(
        (row for row in meetings if row.state is MeetingState.CONVENED), key=lambda row: row.day
    )
    with base.read() as session:
        contents = [(row, agenda_content(session, row.id)) for row in convened]
        row, content = next((row, content) for row, content in contents if content.actions)
        expected = expected_rows(session, row.committee_id, row.day)
    assert content.entries
    stem = f"{row.day.isoformat()}_{row.short_name}"
    documents = demo_folder / demo.DOCUMENTS
    (agenda,) = documents.glob(f"ODJ_{stem}*.docx")
    assert all(typeset(entry.title) in words(agenda.read_bytes()) for entry in content.entries)
    (sheet,) = documents.glob(f"Emargement_{stem}*.pdf")
    text = " ".join(pages(sheet.read_bytes()))
    assert all(person.family_name in text for person in expected)


def test_a_demonstration_that_is_there_is_found(demo_folder: Path) -> None:
    before = (demo_folder / demo.BASE_NAME).read_bytes()
    again = demo.make_demo(demo_folder, TODAY + timedelta(days=30))
    assert not again.is_new
    assert again.base == demo_folder / demo.BASE_NAME
    assert len(again.documents) == len(list((demo_folder / demo.DOCUMENTS).iterdir()))
    assert again.base.read_bytes() == before


# how it is made, on its first meetings

FEW = 12


class GivenUp(Exception):
    """What somebody who has no time for a demonstration presses."""


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play no more than the first meetings."""
    monkeypatch.setattr(demo, "meeting_days", lambda first_day, today: meeting_days(first_day, today)[:FEW])


def story(folder: Path) -> list[Any]:
    """Return all that a reader would see of a demonstration."""
    with closing(open_base(folder / demo.BASE_NAME)) as base, base.read() as session:
        rows = meeting_rows(session, MeetingsFilter())
        contents = [minutes_content(session, row.id, 1) for row in rows]
    assert len(contents) == FEW
    return [*rows, *(replace(content, base_id="") for content in contents)]


@pytest.mark.usefixtures("short")
def test_the_same_day_tells_the_same_story_and_an_interruption_is_made_good(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    def give_up_while_writing(done: int, total: int) -> None:
        assert total >= FEW  # meetings, then their minutes and the records of their elections
        if done == 3 and (first / demo.BASE_NAME).exists():
            raise GivenUp

    with pytest.raises(GivenUp):
        demo.make_demo(first, TODAY, give_up_while_writing)
    assert len(list((first / demo.DOCUMENTS).iterdir())) == 3
    made = demo.make_demo(first, TODAY)
    assert not made.is_new
    kinds = Counter(path.name[:2] for path in made.documents)
    assert kinds.keys() == {"CR", "PV"}
    assert kinds["CR"] == FEW
    demo.make_demo(second, TODAY)
    assert story(first) == story(second)


@pytest.mark.usefixtures("short")
def test_a_story_cut_short_leaves_no_base_and_no_folder(tmp_path: Path) -> None:
    def give_up(done: int, _total: int) -> None:
        if done == 5:
            raise GivenUp

    with pytest.raises(GivenUp):
        demo.make_demo(tmp_path / "Documents" / "demo", TODAY, give_up)
    assert list(tmp_path.iterdir()) == []


def test_no_demonstration_is_made_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with refused("base_folder_refused"):
        demo.make_demo(tmp_path / "file" / "demo", TODAY)


def test_another_file_under_its_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / demo.BASE_NAME).write_bytes(b"notes")
    with refused("base_foreign"):
        demo.make_demo(tmp_path, TODAY)
    assert (tmp_path / demo.BASE_NAME).read_bytes() == b"notes"

"""Past attendance imported: the rates are those of the list, twice changes nothing, all or nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.db.database import Database
from pstdesk.db.migrate import open_base
from pstdesk.db.models import Attendance, Meeting
from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.period import year
from pstdesk.services.attendance import record
from pstdesk.services.check import check_base
from pstdesk.services.import_attendance import apply_import, import_attendance, plan_import
from pstdesk.services.import_people import import_people
from pstdesk.services.meetings import MeetingForm, convene, plan_meeting
from pstdesk.services.review import review
from tests import builders as make
from tests.lists import COMMITTEES, Cell, Invented, people, write_rows, write_xlsx
from tests.refusals import refused
from tests.services.importing import TODAY, bondy_base, content

HEADER: list[Cell] = ["Comité", "Date", "Nom", "Prénom", "Présence"]
WORDS = ("présent", "à distance", "représenté", "excusé", "absent")
CAME = ("présent", "à distance")


def town(folder: Path) -> Database:
    """Open in ``folder`` a base of the Bondy preset in which the invented people are registered."""
    return open_base(make.copied(folder / "valmont.pstdesk", _with_people))


def _with_people(folder: Path) -> Path:
    made = bondy_base(folder)
    import_people(made, write_xlsx(folder / "inscrits.xlsx"), TODAY)
    made.close()
    return made.path


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    """Return a base of the Bondy preset in which the invented people are registered."""
    made = town(tmp_path)
    yield made
    made.close()


def attended(seed: int = 1) -> list[list[Cell]]:
    """Return how everybody attended the four meetings of 2025 of each committee that they had joined."""
    chance = Random(seed)
    rows: list[list[Cell]] = []
    for committee in COMMITTEES:
        for month in (2, 5, 9, 11):
            day = date(2025, month, 1 + COMMITTEES.index(committee))
            for who in people():
                if committee in who.committees and who.joined_on <= day:
                    rows.append([committee, day, who.family_name, who.given_name, chance.choice(WORDS)])
    return rows


def written(folder: Path, rows: list[list[Cell]]) -> Path:
    """Write a list of attendance."""
    return write_rows(folder / "emargements.xlsx", [HEADER, *rows], sheet="Présences")


def rates(rows: list[list[Cell]], of: dict[tuple[Cell, Cell], str]) -> dict[str, float]:
    """Return by what ``of`` says of somebody the share of their rows that say that they came."""
    expected: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for _, _, family_name, given_name, word in rows:
        expected[of[family_name, given_name]] += 1
        came[of[family_name, given_name]] += word in CAME
    return {name: came[name] / expected[name] for name in expected}


def test_every_rate_of_the_review_is_that_of_the_list(base: Database, tmp_path: Path) -> None:
    rows = attended()
    report = import_attendance(base, written(tmp_path, rows), TODAY)
    assert report.as_json() == {
        "rows": len(rows),
        "meetings": {"made": 28},
        "attendances": {"made": len(rows), "changed": 0, "unchanged": 0},
        "skipped": [],
        "errors": [],
    }
    with base.read() as session:
        found = review(session, year(2025), TODAY).whole
        assert check_base(session) == ()
    invented: tuple[Invented, ...] = people()
    by_grade = rates(rows, {(who.family_name, who.given_name): who.grade for who in invented})
    by_sector = rates(rows, {(who.family_name, who.given_name): who.sector for who in invented})
    assert {one.name: one.count.rate for one in found.grades if one.count.expected} == by_grade
    assert {one.name: one.count.rate for one in found.sectors if one.count.expected} == by_sector
    own = {one.short_name: one.count for one in found.committees}
    for committee in COMMITTEES:
        words = [row[4] for row in rows if row[0] == committee]
        assert own[committee].expected == len(words)
        assert own[committee].attended == sum(word in CAME for word in words)
    assert found.people.total == len(invented)
    assert found.people.in_several_committees == sum(len(set(who.committees)) > 1 for who in invented)


def test_importing_twice_changes_nothing(base: Database, tmp_path: Path) -> None:
    path = written(tmp_path, attended())
    first = import_attendance(base, path, TODAY)
    before = content(base)
    again = import_attendance(base, path, TODAY)
    assert again.attendances.unchanged == first.attendances.made
    assert (again.meetings_made, again.attendances.made, again.attendances.changed) == (0, 0, 0)
    assert content(base) == before


def test_meetings_are_numbered_by_day_whatever_the_order_of_rows(base: Database, tmp_path: Path) -> None:
    import_attendance(base, written(tmp_path, attended()[::-1]), TODAY)
    with base.read() as session:
        for committee_id in {meeting.committee_id for meeting in session.query(Meeting)}:
            held = session.query(Meeting).filter_by(committee_id=committee_id).order_by(Meeting.day)
            assert [(meeting.year, meeting.number) for meeting in held] == [(2025, n) for n in (1, 2, 3, 4)]


def test_who_is_expected_and_not_named_is_not_recorded(base: Database, tmp_path: Path) -> None:
    rows = attended()
    import_attendance(base, written(tmp_path, rows[1:]), TODAY)
    with base.read() as session:
        assert review(session, year(2025), TODAY).whole.count.not_recorded == 1


def test_a_guest_and_a_meeting_that_was_planned(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        committee = session.query(make.Committee).filter_by(short_name="CT1").one()
        meeting_id = plan_meeting(session, MeetingForm(committee.id, date(2025, 3, 3)))
        convene(session, meeting_id, date(2025, 2, 3))
        make.person(session, "Yaël", "Guëst")
    rows: list[list[Cell]] = [
        ["CT1", date(2025, 3, 3), "Guëst", "Yaël", "invité"],
        ["CT1", date(2025, 3, 4), "GUEST", "yael", "excusé"],
    ]
    report = import_attendance(base, written(tmp_path, rows), TODAY)
    assert (report.meetings_made, report.attendances.made, len(report.skipped)) == (0, 1, 1)
    with base.read() as session:
        assert session.get_one(Meeting, meeting_id).state is MeetingState.HELD
        assert review(session, year(2025), TODAY).whole.count.guests == 1


def test_a_status_that_was_noted_is_corrected_by_the_list(base: Database, tmp_path: Path) -> None:
    rows = attended()
    path = written(tmp_path, rows)
    import_attendance(base, path, TODAY)
    with base.write() as session:
        row = session.query(Attendance).filter_by(status=AttendanceStatus.PRESENT).first()
        assert row is not None
        record(session, row.meeting_id, row.person_id, AttendanceStatus.ABSENT)
    report = import_attendance(base, path, TODAY)
    assert (report.attendances.made, report.attendances.changed) == (0, 1)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["CT1", date(2025, 2, 1), "Nulle", "Part", "présent"], "Personne ne s’appelle Part Nulle"),
        (["CT1", date(2031, 2, 1), "L’Hœst", "Zoé", "présent"], "n’a pas encore eu lieu"),
        (["CT12", date(2025, 2, 1), "L’Hœst", "Zoé", "présent"], "Aucune instance"),
        (["CT1", date(2025, 2, 1), "L’Hœst", "Zoé", "peut-être"], "n’est pas une présence"),
    ],
)
def test_with_one_fault_nothing_is_imported(
    base: Database, tmp_path: Path, row: list[Cell], says: str
) -> None:
    before = content(base)
    report = import_attendance(base, written(tmp_path, [*attended(), row]), TODAY)
    (error,) = report.errors
    assert says in error.why.replace("\u00a0", " ")
    assert error.row == len(attended()) + 2
    assert (report.meetings_made, report.attendances.made) == (0, 0)
    assert content(base) == before


def test_a_rehearsal_says_the_same_and_changes_nothing(base: Database, tmp_path: Path) -> None:
    path, before = written(tmp_path, attended()), content(base)
    rehearsed = import_attendance(base, path, TODAY, dry_run=True)
    assert content(base) == before
    assert import_attendance(base, path, TODAY) == rehearsed


def test_what_is_done_is_what_was_shown_or_nothing(base: Database, tmp_path: Path) -> None:
    sheets = read_sheets(written(tmp_path, attended()))
    with base.read() as session:
        shown = plan_import(session, sheets, TODAY)
    with base.write() as session:
        make.meeting(
            session, session.query(make.Committee).filter_by(short_name="CT1").one(), date(2025, 2, 1)
        )
    with base.write() as session, refused("import_base_changed"):
        apply_import(session, shown)
    with base.write() as session:
        apply_import(session, plan_import(session, sheets, TODAY))
        with refused("import_has_errors"):
            faulty = [*attended(), ["CT1", date(2025, 2, 1), "Nulle", "Part", "x"]]
            apply_import(session, plan_import(session, read_sheets(written(tmp_path, faulty)), TODAY))


def test_a_merged_record_still_answers_to_its_name(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        stays_id = make.person(session, "Ève", "Kerœdan-Brès").id
        make.person(session, "Ève", "Brès", merged_into_id=stays_id, archived_at=make.AN_INSTANT)
    rows: list[list[Cell]] = [["CT1", date(2025, 3, 3), "Brès", "Ève", "présent"]]
    assert import_attendance(base, written(tmp_path, rows), TODAY).errors == ()
    with base.read() as session:
        assert session.query(Attendance).filter_by(person_id=stays_id).one().is_guest


@pytest.mark.no_cover  # counting lines slows it down, and other tests reach the same ones
@given(st.integers(0, 2**32))
def test_any_damaged_list_is_imported_whole_or_not_at_all(tmp_path_factory, seed: int) -> None:  # type: ignore[no-untyped-def]  # a fixture
    folder = tmp_path_factory.mktemp("liste")
    chance = Random(seed)
    rows = [list(row) for row in attended()[:20]]
    for _ in range(chance.randint(1, 4)):
        row = chance.choice(rows)
        row[chance.randrange(5)] = chance.choice(
            [None, "", "?", "=1+", 0, -1, "\u202e", date.max, "x" * 999, "CT", TODAY]
        )
    made = town(folder)
    try:
        before = content(made)
        try:
            report = import_attendance(made, written(folder, rows), TODAY)
        except Refused:
            assert content(made) == before
            return
        assert bool(report.errors) == (content(made) == before)
        with made.read() as session:
            assert check_base(session) == ()
    finally:
        made.close()


def test_a_list_of_many_meetings_is_read_in_pieces(
    base: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pstdesk.services.import_attendance._AT_ONCE", 3)
    path = written(tmp_path, attended())
    assert import_attendance(base, path, TODAY).meetings_made == 28
    assert import_attendance(base, path, TODAY).attendances.unchanged == len(attended())

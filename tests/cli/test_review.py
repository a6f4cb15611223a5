"""The command that counts the stage review."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from pstdesk.cli import MISUSED
from pstdesk.db.migrate import open_base
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.services.meetings import hold
from tests import builders as make
from tests.cli.said import Run, refuses

KEYS = {
    "period",
    "committees",
    "dispersion",
    "by_grade",
    "by_sector",
    "by_organisation",
    "people",
    "beyond_social_work",
    "partners",
}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a base with one committee, of which one of two members came on 20 May 2026."""
    path = make.empty_file(tmp_path)
    with closing(open_base(path)) as database, database.write() as session:
        make.programme(session)
        sector = make.sector(session, "Parcs et jardins", social_work=False)
        house = make.organisation(session, sector_id=sector.id)
        committee = make.committee(session, "CT1", "Petite enfance")
        people = [make.person(session, "Zoé", name) for name in ("L’Hœst", "D’Été")]
        for person in people:
            make.post(session, person, house)
            make.membership(session, person, committee)
        meeting = make.meeting(session, committee, date(2026, 5, 20))
        hold(session, meeting.id, date(2026, 6, 1))
        for person, status in zip(people, ("present", "absent"), strict=True):
            row = session.get(make.Attendance, (meeting.id, person.id))
            row.status = AttendanceStatus(status)
    return path


def test_it_prints_one_line_of_json_with_the_keys_of_the_commands_page(town: Path, run: Run) -> None:
    said = run("--base", town, "review", "--from", "2026-01-01", "--to", "2026-12-31", "--json")
    assert said.out.count("\n") == 1
    assert said.json.keys() >= KEYS
    assert said.json["period"] == {"from": "2026-01-01", "to": "2026-12-31"}
    (one,) = said.json["committees"]
    assert (one["name"], one["members"], one["rate"]) == ("Petite enfance", 2, 0.5)
    assert [(part["quarter"], part["rate"]) for part in one["quarters"]] == [
        ("2026-Q1", None),
        ("2026-Q2", 0.5),
        ("2026-Q3", None),
        ("2026-Q4", None),
    ]
    assert said.json["beyond_social_work"]["members"] == 1
    (sector,) = said.json["by_sector"]
    assert (sector["sector"], sector["expected"], sector["attended"]) == ("Parcs et jardins", 2, 1)
    assert "Zoé" not in said.out
    assert "Hœst" not in said.out


def test_it_prints_the_main_figures_in_french(town: Path, run: Run) -> None:
    said = run("--base", town, "review", "--from", "2026-01-01", "--to", "2026-12-31")
    assert said.words[1:6] == [
        "Participation : 50 %",
        "Séances tenues : 1 sur 1",
        "Inscrits : 2 (arrivés : 0, partis : 0)",
        "Hors action sociale : 100 % des inscrits",
        "Écart entre comités : 0 points",
    ]


def test_a_period_that_ends_before_it_begins_is_refused(town: Path, run: Run) -> None:
    said = run("--base", town, "review", "--from", "2026-12-31", "--to", "2026-01-01")
    refuses(said, "avant de commencer")


@pytest.mark.parametrize("day", ["2026-02-30", "12/3", "", "hier"])
def test_a_day_that_is_none_is_a_mistake_of_the_command(town: Path, day: str, run: Run) -> None:
    said = run("--base", town, "review", "--from", day, "--to", "2026-12-31")
    assert (said.status, said.out) == (MISUSED, "")


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx"])
def test_it_is_written_masked_unless_that_is_asked_for(
    town: Path, suffix: str, run: Run, tmp_path: Path
) -> None:
    words = ("--base", town, "review", "--from", "2026-01-01", "--to", "2026-12-31", "-o")
    masked, whole = tmp_path / f"bilan{suffix}", tmp_path / f"entier{suffix}"
    assert run(*words, masked).words == [f"Bilan écrit : {masked}"]
    assert run(*words, masked).words == [f"Bilan remplacé : {masked}"]
    assert run(*words, whole, "--unmasked").status == 0
    assert masked.read_bytes() != whole.read_bytes()


def test_json_and_a_file_at_once(town: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bilan.xlsx"
    said = run("--base", town, "review", "--from", "2026-01-01", "--to", "2026-12-31", "--json", "-o", file)
    assert said.json["people"]["total"] == 2
    assert file.exists()


def test_another_format_is_refused_and_nothing_written(town: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bilan.odt"
    refuses(run("--base", town, "review", "--from", "2026-01-01", "--to", "2026-12-31", "-o", file), ".odt")
    assert not file.exists()

"""The ministry's calendar of school holidays, and files that are none."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents.school_calendar import LARGEST_CALENDAR, read_school_calendar
from pstdesk.domain.days_off import SchoolBreak
from pstdesk.domain.errors import Refused
from tests.refusals import refused

NOEL = SchoolBreak("Vacances de Noël", date(2025, 12, 20), date(2026, 1, 5))
WINTER_A = SchoolBreak("Vacances d’Hiver", date(2026, 2, 7), date(2026, 2, 23))
WINTER_C = SchoolBreak("Vacances d’Hiver", date(2026, 2, 21), date(2026, 3, 9))


def event(summary: str, starts: str, ends: str = "", location: str = "") -> str:
    """Return one event of whole days."""
    lines = ["BEGIN:VEVENT", f"DTSTART;VALUE=DATE:{starts}"]
    if ends:
        lines.append(f"DTEND;VALUE=DATE:{ends}")
    return "\r\n".join([*lines, f"SUMMARY:{summary}", f"LOCATION:{location}", "END:VEVENT"])


def calendar(folder: Path, *events: str, name: str = "Zone-A-B-C-Corse.ics") -> Path:
    """Write a calendar file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ministère//FR", *events, "END:VCALENDAR", ""]
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode())
    return path


@pytest.fixture
def all_zones(tmp_path: Path) -> Path:
    """Return a file as the ministry publishes it for all zones."""
    return calendar(
        tmp_path,
        event("Vacances d'Hiver - Zone C", "20260221", "20260309", "Zone C"),
        event("Vacances d'Hiver - Zone A", "20260207", "20260223", "Zone A"),
        event("Vacances d'Hiver - Corse", "20260214", "20260302", "Corse"),
        event("Vacances de Noël - Zones A/B/C", "20251220", "20260105", "Zones A/B/C"),
        event("Vacances d'Été(prérentrée Enseignants) - Zones A/B/C", "20250829", "20250901", "Zones A/B/C"),
        event("Rentrée scolaire des élèves - Zones A/B/C", "20250901", "20250902", "Zones A/B/C"),
        event("Réunion à 14 h - Zone A", "20260303", "20260304", "Zone A"),
    )


@pytest.mark.parametrize(
    ("zone", "found"), [("A", (NOEL, WINTER_A)), ("C", (NOEL, WINTER_C)), ("B", (NOEL,))]
)
def test_only_the_holidays_of_the_zone_are_kept(
    all_zones: Path, zone: str, found: tuple[SchoolBreak, ...]
) -> None:
    assert read_school_calendar(all_zones, zone) == found


def test_a_file_of_several_zones_asks_for_the_zone_first(all_zones: Path) -> None:
    with refused("calendar_zone_missing", name=all_zones.name):
        read_school_calendar(all_zones, "")


def test_a_file_of_one_zone_needs_none(tmp_path: Path) -> None:
    path = calendar(tmp_path, event("Vacances de Noël", "20251220", "20260105"))
    assert read_school_calendar(path, "") == read_school_calendar(path, "B") == (NOEL,)


def test_zones_are_also_read_where_the_place_names_them(tmp_path: Path) -> None:
    path = calendar(
        tmp_path,
        event("Vacances d'Hiver", "20260207", "20260223", "Zones A et B"),
        event("Vacances d'Hiver", "20260221", "20260309", "Zone C"),
    )
    assert read_school_calendar(path, "B") == (WINTER_A,)
    assert read_school_calendar(path, "C") == (WINTER_C,)


def test_the_summer_of_older_files_lasts_until_the_return_to_school(tmp_path: Path) -> None:
    start = event("Début des vacances d'été - Zone C", "20260704")
    path = calendar(tmp_path, start, event("Rentrée scolaire des élèves - Zone C", "20260902"))
    (summer,) = read_school_calendar(path, "C")
    assert (summer.starts_on, summer.ends_on) == (date(2026, 7, 4), date(2026, 9, 2))
    assert read_school_calendar(calendar(tmp_path, start), "C")[0].ends_on == date(2026, 9, 1)


def test_a_bridge_of_one_day_without_an_end_is_that_day(tmp_path: Path) -> None:
    (bridge,) = read_school_calendar(calendar(tmp_path, event("Pont de l'Ascension", "20260515")), "A")
    assert bridge == SchoolBreak("Pont de l’Ascension", date(2026, 5, 15), date(2026, 5, 16))


def test_events_with_an_hour_or_backwards_or_nameless_are_left_aside(tmp_path: Path) -> None:
    timed = "BEGIN:VEVENT\r\nDTSTART:20261017T080000\r\nSUMMARY:Vacances à 8 h\r\nEND:VEVENT"
    path = calendar(
        tmp_path,
        timed,
        event("Vacances", "20260110", "20260105"),
        event("", "20260110"),
        event("Vacances", "x"),
    )
    with refused("calendar_without_holidays", name=path.name):
        read_school_calendar(path, "A")


def test_holidays_at_the_end_of_time_are_left_aside(tmp_path: Path) -> None:
    path = calendar(
        tmp_path,
        event("Vacances de fin", "99991231"),
        event("Vacances sans fin", "20260207", "99991231"),
        event("Vacances de toujours", "00010101", "20260207"),
        event("Vacances d'Hiver", "20260207", "20260223"),
    )
    assert read_school_calendar(path, "A") == (WINTER_A,)


def test_a_name_of_a_million_spaces_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = calendar(tmp_path, event(f"Vacances d'Hiver{' ' * 1_000_000}!", "20260207", "20260223"))
    began = process_time()
    assert read_school_calendar(path, "A") == (WINTER_A,)
    assert process_time() - began < 5


def test_what_is_no_calendar_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "liste.ics"
    for content in (b"PK\x03\x04", b"Nom;Pr\xe9nom", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT", b"\0" * 100):
        path.write_bytes(content)
        with pytest.raises(Refused) as no:
            read_school_calendar(path, "A")
        assert no.value.code in ("calendar_unreadable", "calendar_without_holidays")
    path.write_bytes(b"")
    with refused("file_empty"):
        read_school_calendar(path, "A")
    path.write_bytes(b"A" * (LARGEST_CALENDAR + 1))
    with refused("file_too_big"):
        read_school_calendar(path, "A")
    with refused("file_missing"):
        read_school_calendar(tmp_path / "rien.ics", "A")


@given(st.binary(min_size=1, max_size=300), st.booleans())
def test_no_file_does_more_than_be_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, wrapped: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.ics"
    body = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n%b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n" % content
    path.write_bytes(body if wrapped else content)
    with pytest.raises(Refused):
        read_school_calendar(path, "A")

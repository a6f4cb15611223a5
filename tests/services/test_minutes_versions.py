"""Two versions of minutes, or one and what the base says now, are compared section by section."""

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.comparison import ComparedSection, Span
from pstdesk.domain.minutes import MinutesState
from pstdesk.services import agenda, attendance, results
from pstdesk.services.minutes import issue_version
from pstdesk.services.minutes_life import reopen, send
from pstdesk.services.minutes_versions import VersionRow, compare, version_rows
from pstdesk.services.rectifications import rectify
from tests.refusals import refused
from tests.services.minutes_story import FIRST, NOW, SECOND, THIRD, approved, item_of, tell


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        tell(session)
        issue_version(session, FIRST, NOW)
    return base


def differing(base: Database, left: int | None, right: int | None) -> dict[str, ComparedSection]:
    with base.read() as session:
        compared = compare(session, FIRST, left, right)
    return {section.key: section for section in compared if section.differs}


def changed_words(section: ComparedSection) -> list[Span]:
    return [span for span in section.text if span.side != "both"]


def test_versions_are_listed_the_latest_first_with_their_reasons(base: Database) -> None:
    with base.write() as session:
        approved(session)
        reopen(session, FIRST, "Un nom.", NOW)
        rows = version_rows(session, FIRST)
    assert rows[0] == VersionRow(4, NOW, MinutesState.SENT, "Un nom.", 0)
    assert [row.number for row in rows] == [4, 3, 2, 1]


def test_nothing_differs_from_what_was_just_kept(base: Database) -> None:
    assert differing(base, 1, None) == {}


def test_what_was_changed_since_is_told_word_by_word(base: Database) -> None:
    with base.write() as session:
        item_id = item_of(session, FIRST)
        row = next(row for row in agenda.item_rows(session, FIRST) if row.id == item_id)
        agenda.write_notes(session, item_id, "Le jardin est vert.", row.form.version or 0)
        attendance.record(session, FIRST, 1, AttendanceStatus.PRESENT)
        results.add_decision(session, item_id, "Le portail ferme.")
    found = differing(base, 1, None)
    assert list(found) == ["head", "_pst_part_attendance", f"_pst_item_{item_id}"]
    words = changed_words(found[f"_pst_item_{item_id}"])
    assert words[:2] == [Span("left", "prêt"), Span("right", "vert")]
    assert "Le portail ferme." in words[2].text
    assert "Zoé" in changed_words(found["_pst_part_attendance"])[0].text


def test_numbers_and_state_are_told_when_minutes_were_sent(base: Database) -> None:
    with base.write() as session:
        send(session, FIRST, NOW)
    found = differing(base, 1, 2)
    words = [span.text for section in found.values() for span in changed_words(section)]
    assert any("2026" in word for word in words)


def test_a_rectificatif_is_told_between_two_versions(base: Database) -> None:
    with base.write() as session:
        approved(session)
        rectify(session, FIRST, THIRD, None, "Lire Zoé.", NOW)
        assert version_rows(session, FIRST)[0].rectifications == 1
    found = differing(base, 3, 4)
    assert list(found) == ["head"]
    assert any("Lire Zoé." in span.text for span in changed_words(found["head"]))


def test_before_any_version_the_base_is_compared_with_itself(base: Database) -> None:
    with base.read() as session:
        assert not any(section.differs for section in compare(session, SECOND, None, None))
        assert version_rows(session, SECOND) == ()


def test_a_version_that_is_none_is_refused(base: Database) -> None:
    with refused("record_missing"), base.read() as session:
        compare(session, FIRST, 7, None)

"""The register of decisions: how each is called, where it was taken, and how one is found."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.minutes import MinutesState
from pstdesk.services import decisions, results
from pstdesk.services.agenda import ItemForm, add_item
from pstdesk.services.decisions import DecisionEntry, DecisionsFilter
from pstdesk.services.listing import PAGE, Opening
from pstdesk.services.minutes_life import send
from tests import builders
from tests.services.stories import hold_meeting

OLD, NEW = date(2025, 3, 12), date(2026, 10, 8)


@pytest.fixture
def base(base: Database) -> Database:
    """CT1 took two decisions in 2025, one of them withdrawn since; CT2 two in a draft of 2026."""
    with base.write() as session:
        builders.programme(session)
        builders.committee(session, "CT1", "Accès aux droits")
        builders.committee(session, "CT2", "Vie sociale")
        for committee_id, day in ((1, OLD), (2, NEW)):
            meeting_id = hold_meeting(session, committee_id, day)
            for title in ("Jardins partagés", "Semaine bleue"):
                item = add_item(session, meeting_id, ItemForm(title))
                results.add_decision(session, item, f"{title} : c’est décidé, à l’école.")
        send(session, 1, builders.AN_INSTANT)
        results.remove_decision(session, 2)
    return base


def found(base: Database, most: int = PAGE, **chosen: object) -> Opening[DecisionEntry]:
    with base.read() as session:
        listing = decisions.decision_listing(DecisionsFilter(**chosen))  # type: ignore[arg-type]  # as given
        return listing.opening(session, most)


def labels(base: Database, **chosen: object) -> list[str]:
    return [row.label for row in found(base, **chosen).rows]


def test_drafts_and_numbered_decisions_are_listed_with_their_meeting(base: Database) -> None:
    rows = found(base).rows
    assert [(row.label, row.is_withdrawn, row.minutes_state) for row in rows] == [
        ("D1", False, MinutesState.DRAFT),
        ("D2", False, MinutesState.DRAFT),
        ("2025-001", False, MinutesState.SENT),
        ("2025-002", True, MinutesState.SENT),
    ]
    last = rows[-1].origin
    assert (last.committee, last.number, last.year, last.day) == ("CT1", 1, 2025, OLD)
    assert last.item == "Semaine bleue"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ECOLE bleue", ["D2", "2025-002"]),
        ("2025-002", ["2025-002"]),
        ("ct2 jardins", ["D1"]),
        ("rien", []),
    ],
)
def test_words_are_found_without_accents(base: Database, words: str, expected: list[str]) -> None:
    assert labels(base, words=words) == expected


def test_by_body_and_year(base: Database) -> None:
    assert labels(base, committee_id=1) == ["2025-001", "2025-002"]
    assert labels(base, year=2026) == ["D1", "D2"]
    assert labels(base, year=2026, committee_id=1) == []
    with base.read() as session:
        assert decisions.decision_years(session) == (2026, 2025)


def test_the_latest_are_shown_and_the_rest_is_counted(base: Database) -> None:
    some = found(base, most=1)
    assert ([row.label for row in some.rows], some.total) == (["D1"], 4)

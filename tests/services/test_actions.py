"""The register of actions: what is listed, in what order, and what it says of each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import ActionItem, ProgressNote
from pstdesk.domain.action import ActionState
from pstdesk.services import actions
from pstdesk.services.action_rows import RegisterRow
from pstdesk.services.actions import ActionsFilter, Shown
from pstdesk.services.listing import Opening
from tests import builders

TODAY = date(2026, 11, 23)
CT1, CT2 = 1, 2
GARDEN, ROOM, LETTER, DROPPED, LOOSE, SEALED = range(1, 7)
CAF, ZOE = 1, 1


def day(steps: int) -> date:
    return TODAY + timedelta(days=steps)


@pytest.fixture
def base(base: Database) -> Database:
    """Two committees decided five actions in two years; one more was written down by no meeting."""
    with base.write() as session:
        ct1 = builders.committee(session, "CT1", "Accès aux droits", position=1)
        ct2 = builders.committee(session, "CT2", "Vie sociale", position=2)
        caf = builders.organisation(session, "Caisse de l’Œuvre", acronym="CAF")
        zoe = builders.person(session, "Zoé", "L’Hœst")
        old = builders.meeting(session, ct1, date(2025, 3, 12), number=1, year=2025)
        new = builders.meeting(session, ct2, date(2026, 10, 8), number=4, year=2026)
        first = builders.agenda_item(session, old, "Jardins partagés")
        second = builders.agenda_item(session, new, "Semaine bleue")

        def add(text: str, **fields: object) -> None:
            builders.action(session, text, **fields)  # type: ignore[arg-type]  # passed on as they are

        add(
            "Commander la terre",
            owners=(caf, zoe),
            committees=(ct2, ct1),
            agenda_item_id=first.id,
            due_on=day(-3),
        )
        add(
            "Réserver l’école",
            owners=("le gardien",),
            committees=(ct2,),
            agenda_item_id=second.id,
            due_on=day(0),
            state=ActionState.IN_PROGRESS,
        )
        add(
            "Écrire aux aînés",
            committees=(ct2,),
            agenda_item_id=second.id,
            state=ActionState.DONE,
            closed_on=day(-10),
            due_on=day(-20),
        )
        add(
            "Louer un car",
            committees=(ct1,),
            agenda_item_id=first.id,
            state=ActionState.DROPPED,
            closed_on=day(-200),
        )
        add("Relancer la presse", committees=(ct1,))
        add("Sceller le coffre", committees=(ct1,), agenda_item_id=first.id, state=ActionState.DONE)
        for text, when in (("Relance faite", day(-1)), ("Devis reçu", day(-2))):
            session.add(ProgressNote(action_id=GARDEN, day=when, text=text))
    return base  # fmt: skip


def listed(base: Database, chosen: ActionsFilter, most: int = 2_000) -> Opening[RegisterRow]:
    with base.read() as session:
        return actions.register(session, chosen, TODAY, most)


def ids(base: Database, **chosen: object) -> list[int]:
    return [row.id for row in listed(base, replace(ActionsFilter(Shown.ALL), **chosen)).rows]


def test_open_actions_come_by_their_day_and_say_all_that_is_known(base: Database) -> None:
    found = listed(base, ActionsFilter())
    assert [row.id for row in found.rows] == [GARDEN, ROOM, LOOSE]
    garden, room, loose = found.rows
    assert garden.owners == ("Caisse de l’Œuvre", "Zoé L’Hœst")
    assert garden.committees == ("CT1", "CT2")
    assert garden.late
    assert (garden.notes, garden.last_note, garden.last_note_on) == (2, "Relance faite", day(-1))
    assert garden.origin is not None
    assert (garden.origin.committee, garden.origin.number, garden.origin.year) == ("CT1", 1, 2025)
    assert (garden.origin.day, garden.origin.item) == (date(2025, 3, 12), "Jardins partagés")
    assert (room.owners, room.late, room.notes) == (("le gardien",), False, 0)
    assert (loose.origin, loose.owners, loose.due_on) == (None, (), None)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown.OPEN, [GARDEN, ROOM, LOOSE]),
        (Shown.LATE, [GARDEN]),
        (Shown.DONE, [LETTER, SEALED]),
        (Shown.DROPPED, [DROPPED]),
        (Shown.ALL, [GARDEN, ROOM, LOOSE, LETTER, DROPPED, SEALED]),
    ],
)
def test_what_is_shown(base: Database, shown: Shown, expected: list[int]) -> None:
    assert ids(base, shown=shown) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ecole", [ROOM]),
        ("aines ECRIRE", [LETTER]),
        ("oeuvre", [GARDEN]),
        ("caf terre", [GARDEN]),
        ("l'hoest", [GARDEN]),
        ("gardien", [ROOM]),
        ("vie sociale", [GARDEN, ROOM, LETTER]),
        ("ct1 presse", [LOOSE]),
        ("terre presse", []),
        ("  ", [GARDEN, ROOM, LOOSE, LETTER, DROPPED, SEALED]),
    ],
)
def test_words_are_found_in_the_action_its_owners_and_its_bodies(
    base: Database, words: str, expected: list[int]
) -> None:
    assert ids(base, words=words) == expected


def test_by_body_owner_and_year(base: Database) -> None:
    assert ids(base, committee_id=CT1) == [GARDEN, LOOSE, DROPPED, SEALED]
    assert ids(base, organisation_id=CAF) == [GARDEN]
    assert ids(base, person_id=ZOE) == [GARDEN]
    assert ids(base, person_id=ZOE, organisation_id=99) == []
    assert ids(base, year=2026) == [ROOM, LETTER]
    assert ids(base, year=2026, committee_id=CT1) == []
    with base.read() as session:
        assert actions.action_years(session) == (2026, 2025)
        assert actions.open_count(session) == 3


def test_the_first_rows_are_the_most_pressing_ones_and_the_rest_is_counted(base: Database) -> None:
    found = listed(base, ActionsFilter(Shown.ALL), most=2)
    assert ([row.id for row in found.rows], found.total) == ([GARDEN, ROOM], 6)
    found = listed(base, ActionsFilter(Shown.ALL, words="ct1"), most=1)
    assert ([row.id for row in found.rows], found.total) == ([GARDEN], 4)


def test_the_board_shows_what_is_open_and_what_was_closed_of_late(base: Database) -> None:
    with base.read() as session:
        columns = actions.board(session, ActionsFilter(Shown.LATE), TODAY, day(-90), most=1)
    assert [(column.state, [row.id for row in column.rows], column.total) for column in columns] == [
        (ActionState.TO_DO, [GARDEN], 2),
        (ActionState.IN_PROGRESS, [ROOM], 1),
        (ActionState.DONE, [LETTER], 1),
        (ActionState.DROPPED, [], 0),
    ]
    with base.read() as session:
        columns = actions.board(session, ActionsFilter(words="presse"), TODAY, day(-90), most=9)
    assert [column.total for column in columns] == [1, 0, 0, 0]


def test_more_actions_than_one_condition_can_name_are_all_read(base: Database) -> None:
    with base.write() as session:
        session.add_all(ActionItem(text=f"Tâche {number}") for number in range(1200))
    found = listed(base, ActionsFilter())
    assert len(found.rows) == found.total == 1203
    assert found.rows[0].owners == ("Caisse de l’Œuvre", "Zoé L’Hœst")

"""Standing items: on each agenda of their body once, and nowhere where somebody has had a hand in it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pstdesk.db.database import Database
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.services import agenda, attachments, meetings, standing_items
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.standing_items import StandingItemForm
from tests import builders
from tests.db.undoing import done, undone
from tests.refusals import refused
from tests.services.stories import hold_meeting

CT1, CT2 = 1, 2
SPRING, SUMMER, AUTUMN = date(2026, 3, 5), date(2026, 6, 4), date(2026, 11, 12)
OPENING = ["Approbation du compte rendu du 5 mars 2026", "Suivi des actions"]
TOUR, CLOSING = "Tour de table", "Questions diverses"


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.programme(session)
        builders.committee(session)
        builders.committee(session, "CT2", "Insertion")
    return base


def plan(base: Database, day: date, committee_id: int = CT1) -> int:
    with base.write() as session:
        return meetings.plan_meeting(session, MeetingForm(committee_id, day))


def stand(base: Database, *titles: str) -> list[int]:
    with base.write() as session:
        return [standing_items.add_standing_item(session, CT1, StandingItemForm(title)) for title in titles]


def standing(base: Database, committee_id: int = CT1) -> list[str]:
    with base.read() as session:
        rows = standing_items.standing_item_rows(session, committee_id)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return [row.form.title for row in rows]


def titles(base: Database, meeting_id: int) -> list[str]:
    with base.read() as session:
        rows = agenda.item_rows(session, meeting_id)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return [row.form.title for row in rows]


def add(base: Database, meeting_id: int, title: str, kind: ItemKind = ItemKind.DISCUSSION) -> int:
    with base.write() as session:
        return agenda.add_item(session, meeting_id, ItemForm(title, kind))


def test_standing_items_are_read_as_they_were_typed(base: Database) -> None:
    form = StandingItemForm("  Actualités   du territoire ", ItemKind.DISCUSSION, " CAF ", 15)
    with base.write() as session:
        standing_items.add_standing_item(session, CT1, form)
    stand(base, CLOSING, TOUR)
    with base.read() as session:
        first, second, third = standing_items.standing_item_rows(session, CT1)
    assert first.form == StandingItemForm("Actualités du territoire", ItemKind.DISCUSSION, "CAF", 15, 1)
    assert (second.form.title, second.kind) == (TOUR, ItemKind.INFORMATION)
    assert (third.form.title, third.kind) == (CLOSING, ItemKind.ANY_OTHER_BUSINESS)
    assert standing(base, CT2) == []


def test_a_new_agenda_has_them_after_what_comes_back_and_the_questions_diverses_last(base: Database) -> None:
    stand(base, CLOSING, TOUR)
    with base.write() as session:
        ids = [row.id for row in standing_items.standing_item_rows(session, CT1)]
        standing_items.order_standing_items(session, CT1, ids[::-1])
        first = hold_meeting(session, CT1, SPRING)
    item = add(base, first, "Jardins partagés")
    with base.write() as session:
        agenda.set_item_state(session, item, ItemState.NOT_REACHED)
    second = plan(base, SUMMER)
    assert titles(base, second) == [*OPENING, "Jardins partagés", TOUR, CLOSING]
    add(base, second, "Budget")
    assert titles(base, second) == [*OPENING, "Jardins partagés", TOUR, "Budget", CLOSING]
    assert titles(base, plan(base, SUMMER, CT2)) == []


def test_a_standing_item_joins_the_agendas_that_went_to_nobody_yet(base: Database) -> None:
    with base.write() as session:
        past = hold_meeting(session, CT1, SPRING)
    planned, convened, postponed, has_it = (plan(base, SUMMER) for _time in range(4))
    other_body = plan(base, SUMMER, CT2)
    add(base, planned, CLOSING, ItemKind.ANY_OTHER_BUSINESS)
    add(base, has_it, "TOUR de table", ItemKind.INFORMATION)
    with base.write() as session:
        meetings.convene(session, convened, SPRING)
        meetings.postpone(session, postponed)
    stand(base, TOUR)
    assert titles(base, planned) == [*OPENING, TOUR, CLOSING]
    assert titles(base, postponed) == [*OPENING, TOUR]
    assert titles(base, has_it) == [*OPENING, "TOUR de table"]
    assert titles(base, convened) == OPENING
    assert titles(base, past) == titles(base, other_body) == []


def test_a_standing_item_never_comes_back_beside_itself(base: Database) -> None:
    stand(base, TOUR)
    days = (SPRING, SUMMER, date(2026, 9, 10), AUTUMN)
    ahead = [plan(base, day) for day in days]
    for meeting_id in ahead[:3]:
        with base.write() as session:
            meetings.hold(session, meeting_id, AUTUMN)
        for other in ahead:
            assert titles(base, other).count(TOUR) == 1
    with base.read() as session:
        assert [row.carried for row in agenda.item_rows(session, ahead[3])] == [False] * 3


def test_of_a_standing_item_that_is_none_any_more_at_most_the_last_comes_back(base: Database) -> None:
    (item,) = stand(base, TOUR)
    for day in (SPRING, SUMMER):
        meeting_id = plan(base, day)
        with base.write() as session:
            meetings.hold(session, meeting_id, AUTUMN)
    with base.write() as session:
        standing_items.remove_standing_item(session, item)
    last = plan(base, AUTUMN)
    assert titles(base, last).count(TOUR) == 1
    with base.read() as session:
        assert agenda.item_rows(session, last)[2].returns_from == SUMMER


def test_an_item_taken_off_one_agenda_stays_off_it(base: Database) -> None:
    stand(base, TOUR)
    first, second = plan(base, SPRING), plan(base, SUMMER)
    with base.write() as session:
        agenda.remove_item(session, agenda.item_rows(session, second)[0].id)
        (row,) = agenda.item_rows(session, first)
        agenda.write_notes(session, row.id, "Chacun s’est présenté.", row.form.version or 0)
        meetings.hold(session, first, AUTUMN)
    assert titles(base, second) == OPENING


def test_a_change_follows_where_nobody_had_a_hand_in_it(base: Database, tmp_path: Path) -> None:
    note = tmp_path / "note.pdf"
    note.write_bytes(b"%PDF")
    (item,) = stand(base, TOUR)
    plain, timed, papered, convened, past = (plan(base, SUMMER) for _time in range(5))
    with base.write() as session:
        row = agenda.item_rows(session, timed)[0]
        agenda.change_item(session, row.id, ItemForm(TOUR, ItemKind.INFORMATION, "", 45))
        attachments.attach(session, papered, note, agenda.item_rows(session, papered)[0].id)
        meetings.convene(session, convened, SPRING)
        meetings.hold(session, past, AUTUMN)
        form = StandingItemForm("Actualités", ItemKind.DISCUSSION, "CAF", 20, 1)
        standing_items.change_standing_item(session, item, form)
    with base.read() as session:
        changed = [row for row in agenda.item_rows(session, plain) if row.form.title == "Actualités"]
    assert [(row.form.kind, row.form.presenter, row.form.planned_minutes) for row in changed] == [
        (ItemKind.DISCUSSION, "CAF", 20)
    ]
    for kept in (timed, papered, convened, past):
        assert titles(base, kept)[-1] == TOUR
    with base.write() as session:
        standing_items.remove_standing_item(session, item)
    assert "Actualités" not in titles(base, plain)
    for kept in (timed, papered, convened, past):
        assert titles(base, kept)[-1] == TOUR


def test_a_change_to_what_an_agenda_has_already_leaves_both_as_they_are(base: Database) -> None:
    (item,) = stand(base, TOUR)
    made = plan(base, SUMMER)
    add(base, made, "Actualités", ItemKind.INFORMATION)
    with base.write() as session:
        standing_items.change_standing_item(session, item, StandingItemForm("Actualités"))
    assert titles(base, made) == [TOUR, "Actualités"]


def test_a_standing_item_removed_by_mistake_comes_back_to_its_place(base: Database) -> None:
    _first, item, _last = stand(base, "Actualités", TOUR, "Agenda partagé")
    made = plan(base, SUMMER)
    before = titles(base, made)
    removal = done(base, lambda session: standing_items.remove_standing_item(session, item))
    assert standing(base) == ["Actualités", "Agenda partagé"]
    assert titles(base, made) == ["Actualités", "Agenda partagé"]
    undone(base, removal)
    assert standing(base) == ["Actualités", TOUR, "Agenda partagé"]
    assert titles(base, made) == before


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (StandingItemForm("  "), "item_without_title"),
        (StandingItemForm("A", planned_minutes=0), "item_minutes"),
        (StandingItemForm("Suivi", ItemKind.ACTIONS_FOLLOW_UP), "standing_item_opening"),
        (StandingItemForm("TOUR  de table"), "standing_item_exists"),
    ],
)
def test_what_cannot_stand_on_every_agenda(base: Database, form: StandingItemForm, code: str) -> None:
    stand(base, TOUR)
    (other,) = stand(base, "Actualités")
    with refused(code), base.write() as session:
        standing_items.add_standing_item(session, CT1, form)
    with refused(code), base.write() as session:
        standing_items.change_standing_item(session, other, form)
    assert standing(base) == [TOUR, "Actualités"]


def test_others_changes_are_not_written_over(base: Database) -> None:
    first, second = stand(base, TOUR, "Actualités")
    with base.write() as session:
        standing_items.order_standing_items(session, CT1, [second, first])
    assert standing(base) == ["Actualités", TOUR]
    for ids in ([first], [first, second, 99]):
        with refused("changed_meanwhile"), base.write() as session:
            standing_items.order_standing_items(session, CT1, ids)
    with refused("changed_meanwhile"), base.write() as session:
        standing_items.change_standing_item(session, first, StandingItemForm("Tour", version=1))


NAMES = st.sampled_from(["A", "B", "Questions diverses"])
STEP = st.one_of(
    st.tuples(st.just("stand"), NAMES),
    st.tuples(st.just("leave"), NAMES),
    st.tuples(st.just("plan"), st.integers(1, 28)),
    st.tuples(st.just("hold"), st.just(0)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=10))
def test_no_agenda_ever_has_a_standing_item_twice(base: Database, steps: list[tuple[str, object]]) -> None:
    with base.write() as session:
        body = builders.committee(session, f"G{id(steps)}", f"Groupe {id(steps)}").id
        planned: list[tuple[date, int]] = []
        ids: dict[str, int] = {}
        made: list[int] = []
        for what, value in steps:
            if what == "stand" and value not in ids:
                form = StandingItemForm(str(value))
                ids[str(value)] = standing_items.add_standing_item(session, body, form)
            elif what == "leave" and value in ids:
                standing_items.remove_standing_item(session, ids.pop(str(value)))
            elif what == "plan":
                day = date(2026, 2, int(str(value)))
                made.append(meetings.plan_meeting(session, MeetingForm(body, day)))
                planned = sorted([*planned, (day, made[-1])])
            elif what == "hold" and planned:
                meetings.hold(session, planned.pop(0)[1], AUTUMN)
        for meeting_id in made:
            found = [row.form.title for row in agenda.item_rows(session, meeting_id)]
            assert len(found) == len(set(found))
        for _day, meeting_id in planned:
            assert set(ids) <= {row.form.title for row in agenda.item_rows(session, meeting_id)}
        session.rollback()

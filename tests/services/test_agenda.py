"""Agendas: how they begin, what comes back, and what can be done to their items."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import ActionItem, AgendaItem, Decision, Programme
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.i18n import current_language
from pstdesk.services import agenda, agenda_opening, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.results import ActionForm
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

CT1, CT2 = 1, 2
SPRING, SUMMER, AUTUMN = date(2026, 3, 5), date(2026, 6, 4), date(2026, 11, 12)
APPROVAL = "Approbation du compte rendu du {}"
FOLLOW_UP = "Suivi des actions"


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


def held(base: Database, day: date, committee_id: int = CT1) -> int:
    with base.write() as session:
        return hold_meeting(session, committee_id, day)


def hold(base: Database, meeting_id: int) -> None:
    with base.write() as session:
        meetings.hold(session, meeting_id, AUTUMN)


def add(base: Database, meeting_id: int, *titles: str) -> list[int]:
    with base.write() as session:
        return [agenda.add_item(session, meeting_id, ItemForm(title)) for title in titles]


def state(base: Database, item_id: int, state: ItemState) -> None:
    with base.write() as session:
        agenda.set_item_state(session, item_id, state)


def titles(base: Database, meeting_id: int) -> list[str]:
    with base.read() as session:
        rows = agenda.item_rows(session, meeting_id)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return [row.form.title for row in rows]


# how an agenda begins


def test_a_bodys_first_meeting_has_nothing_to_approve(base: Database) -> None:
    held(base, SPRING, CT2)
    assert titles(base, plan(base, SUMMER)) == []


def test_an_agenda_begins_with_the_last_minutes_and_the_actions(base: Database) -> None:
    held(base, SPRING)
    held(base, SUMMER)
    made = plan(base, AUTUMN)
    assert titles(base, made) == [APPROVAL.format("4 juin 2026"), FOLLOW_UP]
    with base.read() as session:
        kinds = [row.form.kind for row in agenda.item_rows(session, made)]
    assert kinds == [ItemKind.MINUTES_APPROVAL, ItemKind.ACTIONS_FOLLOW_UP]


def test_an_agenda_speaks_the_language_of_the_documents(
    base: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(agenda_opening, "_", lambda words: spoken.append(current_language()) or words)
    with base.write() as session:
        session.get_one(Programme, 1).language = "en"
    held(base, SPRING)
    plan(base, SUMMER)
    assert set(spoken) == {"en"}


def test_meetings_planned_ahead_get_their_opening_items_once_the_last_one_was_held(base: Database) -> None:
    spring, summer, autumn = (plan(base, day) for day in (SPRING, SUMMER, AUTUMN))
    add(base, summer, "Semaine de la parentalité")
    hold(base, spring)
    assert titles(base, summer) == [APPROVAL.format("5 mars 2026"), FOLLOW_UP, "Semaine de la parentalité"]
    assert titles(base, autumn) == []
    hold(base, summer)
    assert titles(base, autumn)[:2] == [APPROVAL.format("4 juin 2026"), FOLLOW_UP]


def test_the_approval_names_the_last_minutes_unless_the_officer_worded_it(base: Database) -> None:
    held(base, SPRING)
    autumn, winter = plan(base, AUTUMN), plan(base, date(2026, 12, 10))
    with base.write() as session:
        item = agenda.item_rows(session, winter)[0]
        agenda.change_item(session, item.id, ItemForm("Approbation du CR de mars", ItemKind.MINUTES_APPROVAL))
    held(base, SUMMER)
    assert titles(base, autumn)[0] == APPROVAL.format("4 juin 2026")
    hold(base, autumn)
    assert titles(base, winter)[0] == "Approbation du CR de mars"


def test_a_meeting_that_is_moved_approves_the_last_minutes_before_its_new_day(base: Database) -> None:
    held(base, SPRING)
    made = plan(base, date(2026, 4, 2))
    held(base, SUMMER)
    with base.write() as session:
        meetings.change_meeting(session, made, MeetingForm(CT1, AUTUMN))
    assert titles(base, made) == [APPROVAL.format("4 juin 2026"), FOLLOW_UP]


def test_changing_anything_but_the_day_leaves_the_agenda_as_the_officer_left_it(base: Database) -> None:
    held(base, SPRING)
    made = plan(base, SUMMER)
    with base.write() as session:
        agenda.remove_item(session, agenda.item_rows(session, made)[0].id)
        meetings.change_meeting(session, made, MeetingForm(CT1, SUMMER, place="Mairie"))
    assert titles(base, made) == [FOLLOW_UP]


# what comes back


def test_an_item_that_was_not_reached_comes_back_until_it_is_dealt_with(base: Database) -> None:
    first = held(base, SPRING)
    (item,) = add(base, first, "Jardins partagés")
    state(base, item, ItemState.NOT_REACHED)
    second = held(base, SUMMER)
    assert titles(base, second)[2:] == ["Jardins partagés"]
    with base.read() as session:
        carried = agenda.item_rows(session, second)[2]
    assert carried.carried
    state(base, carried.id, ItemState.NOT_REACHED)
    third = held(base, AUTUMN)
    assert titles(base, third)[2:] == ["Jardins partagés"]
    with base.write() as session:
        last = agenda.item_rows(session, third)[2]
        agenda.write_notes(session, last.id, "Ouverture au printemps.", last.form.version or 0)
    assert titles(base, plan(base, date(2026, 12, 10)))[2:] == []


@pytest.mark.parametrize("outcome", [ItemState.DEALT_WITH, ItemState.WITHDRAWN])
def test_an_item_dealt_with_or_withdrawn_does_not_come_back(base: Database, outcome: ItemState) -> None:
    (item,) = add(base, held(base, SPRING), "Jardins partagés")
    state(base, item, outcome)
    assert len(titles(base, plan(base, SUMMER))) == 2


def test_an_item_nobody_spoke_of_comes_back_but_questions_diverses_do_not(base: Database) -> None:
    first = held(base, SPRING)
    add(base, first, "Jardins partagés")
    with base.write() as session:
        agenda.add_item(session, first, ItemForm("Questions diverses", ItemKind.ANY_OTHER_BUSINESS))
    assert titles(base, plan(base, SUMMER))[2:] == ["Jardins partagés"]


@pytest.mark.parametrize(
    "type_something",
    [
        lambda session, item: agenda.write_notes(session, item, "Le jardin ouvre.", 1),
        lambda session, item: results.add_decision(session, item, "Le jardin ouvre."),
        lambda session, item: results.add_action(session, item, ActionForm("Commander la terre", "Régie")),
    ],
)
def test_whatever_is_typed_under_an_item_takes_it_off_the_next_agenda_again(
    base: Database, type_something: Callable[[Session, int], object]
) -> None:
    first, second = held(base, SPRING), plan(base, SUMMER)
    with base.write() as session:
        item = agenda.add_item(session, first, ItemForm("Jardins partagés"))
        agenda.set_item_state(session, item, ItemState.OPEN)
        assert [row.form.title for row in agenda.item_rows(session, second)][2:] == ["Jardins partagés"]
        type_something(session, item)
    assert titles(base, second) == [APPROVAL.format("5 mars 2026"), FOLLOW_UP]
    with base.read() as session:
        assert agenda.item_rows(session, first)[0].state is ItemState.DEALT_WITH


def test_an_item_not_reached_goes_to_the_next_meeting_that_is_planned_already(base: Database) -> None:
    first, second = held(base, SPRING), plan(base, SUMMER)
    third = plan(base, AUTUMN)
    add(base, second, "Semaine de la parentalité")
    (item,) = add(base, first, "Jardins partagés")
    state(base, item, ItemState.NOT_REACHED)
    assert titles(base, second)[2:] == ["Jardins partagés", "Semaine de la parentalité"]
    assert titles(base, third)[2:] == []
    state(base, item, ItemState.DEALT_WITH)
    assert titles(base, second)[2:] == ["Semaine de la parentalité"]


def test_an_item_that_came_back_stays_once_something_was_typed_under_it(base: Database) -> None:
    first, second = held(base, SPRING), plan(base, SUMMER)
    (item,) = add(base, first, "Jardins partagés")
    state(base, item, ItemState.NOT_REACHED)
    with base.write() as session:
        results.add_decision(session, agenda.item_rows(session, second)[2].id, "Le jardin ouvre.")
    state(base, item, ItemState.DEALT_WITH)
    assert titles(base, second)[2:] == ["Jardins partagés"]


def test_the_agenda_of_a_cancelled_meeting_goes_to_the_next_one(base: Database) -> None:
    held(base, SPRING)
    lost, following = plan(base, SUMMER), plan(base, AUTUMN)
    _open, withdrawn = add(base, lost, "Jardins partagés", "Abandonné")
    state(base, withdrawn, ItemState.WITHDRAWN)
    with base.write() as session:
        meetings.cancel(session, lost)
    assert titles(base, following) == [APPROVAL.format("5 mars 2026"), FOLLOW_UP, "Jardins partagés"]
    assert titles(base, plan(base, date(2026, 12, 10)))[2:] == []


def test_a_cancelled_meetings_items_wait_for_the_next_one_to_be_planned(base: Database) -> None:
    lost = plan(base, SPRING)
    add(base, lost, "Jardins partagés")
    with base.write() as session:
        meetings.cancel(session, lost)
    assert titles(base, plan(base, SUMMER, CT2)) == []
    assert titles(base, plan(base, SUMMER)) == ["Jardins partagés"]


def test_a_postponed_meeting_keeps_its_agenda(base: Database) -> None:
    waiting = plan(base, SPRING)
    add(base, waiting, "Jardins partagés")
    with base.write() as session:
        meetings.postpone(session, waiting)
    assert titles(base, plan(base, SUMMER)) == []
    assert titles(base, waiting) == ["Jardins partagés"]


def test_opening_items_do_not_come_back(base: Database) -> None:
    held(base, SPRING)
    second = held(base, SUMMER)
    with base.write() as session:
        for row in agenda.item_rows(session, second):
            agenda.set_item_state(session, row.id, ItemState.NOT_REACHED)
    assert titles(base, plan(base, AUTUMN)) == [APPROVAL.format("4 juin 2026"), FOLLOW_UP]


# items


def test_an_item_is_read_as_it_was_typed(base: Database) -> None:
    form = ItemForm("  Semaine   de la parentalité ", ItemKind.DECISION, " Mme D’Arcy ", 20)
    with base.write() as session:
        agenda.add_item(session, meetings.plan_meeting(session, MeetingForm(CT1, SPRING)), form)
    with base.read() as session:
        (row,) = agenda.item_rows(session, 1)
    assert row.form == ItemForm("Semaine de la parentalité", ItemKind.DECISION, "Mme D’Arcy", 20, 1)
    assert (row.state, row.notes, row.carried) == (ItemState.OPEN, "", False)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (ItemForm(" "), "item_without_title"),
        (ItemForm("Point", planned_minutes=0), "item_minutes"),
        (ItemForm("Point", planned_minutes=601), "item_minutes"),
    ],
)
def test_an_item_has_a_title_and_a_time_that_fits(base: Database, form: ItemForm, code: str) -> None:
    made = plan(base, SPRING)
    (item,) = add(base, made, "Premier")
    with refused(code), base.write() as session:
        agenda.add_item(session, made, form)
    with refused(code), base.write() as session:
        agenda.change_item(session, item, form)
    assert titles(base, made) == ["Premier"]


def test_items_go_where_they_are_put(base: Database) -> None:
    made = plan(base, SPRING)
    first, second, _third = add(base, made, "A", "B", "C")
    with base.write() as session:
        agenda.add_item(session, made, ItemForm("D"), position=2)
    assert titles(base, made) == ["A", "D", "B", "C"]
    with base.write() as session:
        agenda.move_item(session, first, 2)
    assert titles(base, made) == ["D", "B", "A", "C"]
    with base.write() as session:
        agenda.move_item(session, second, -9)
        agenda.move_item(session, first, 9)
    assert titles(base, made) == ["B", "D", "C", "A"]


def test_an_item_is_changed_in_the_version_that_was_read(base: Database) -> None:
    (item,) = add(base, plan(base, SPRING), "Point")
    with base.write() as session:
        agenda.change_item(session, item, ItemForm("Corrigé", version=1))
        version = agenda.write_notes(session, item, "Notes", 2)
    assert version == 3
    with refused("changed_meanwhile"), base.write() as session:
        agenda.change_item(session, item, ItemForm("Perdu", version=1))
    with refused("changed_meanwhile"), base.write() as session:
        agenda.write_notes(session, item, "Perdues", 2)
    with base.read() as session:
        (row,) = agenda.item_rows(session, 1)
    assert (row.form.title, row.notes) == ("Corrigé", "Notes")


def test_notes_say_that_an_item_was_dealt_with_and_nothing_else(base: Database) -> None:
    blank, written, given_up = add(base, held(base, SPRING), "A", "B", "C")
    state(base, given_up, ItemState.WITHDRAWN)
    with base.write() as session:
        agenda.write_notes(session, blank, "  \n", 1)
        agenda.write_notes(session, written, "Dit.", 1)
        agenda.write_notes(session, given_up, "Retiré par son auteur.", 2)
    with base.read() as session:
        states = [row.state for row in agenda.item_rows(session, 1)]
    assert states == [ItemState.OPEN, ItemState.DEALT_WITH, ItemState.WITHDRAWN]


def test_an_item_goes_off_the_agenda_with_all_that_was_typed_under_it(base: Database) -> None:
    made = plan(base, SPRING)
    item, _other = add(base, made, "Jardins partagés", "Autre")
    with base.write() as session:
        results.add_decision(session, item, "Le jardin ouvre.")
        results.add_action(session, item, ActionForm("Commander la terre", "Régie"))
        agenda.remove_item(session, item)
    assert titles(base, made) == ["Autre"]
    with base.read() as session:
        assert session.scalars(select(Decision)).all() == []
        assert session.scalars(select(ActionItem)).all() == []


def test_an_item_that_came_back_stays_when_its_first_form_is_removed(base: Database) -> None:
    lost = plan(base, SPRING)
    (item,) = add(base, lost, "Jardins partagés")
    with base.write() as session:
        meetings.cancel(session, lost)
    made = plan(base, SUMMER)
    with base.write() as session:
        agenda.remove_item(session, item)
    assert titles(base, made) == ["Jardins partagés"]


def test_a_meeting_that_was_held_loses_no_item(base: Database) -> None:
    made = held(base, SPRING)
    (item,) = add(base, made, "Point")
    with refused("meeting_held"), base.write() as session:
        agenda.remove_item(session, item)
    assert titles(base, made) == ["Point"]


def test_approved_minutes_lock_the_agenda(base: Database) -> None:
    made = held(base, SPRING)
    item, other = add(base, made, "Point", "Autre")
    with base.write() as session:
        approve_minutes(session, made)
    edits = (
        lambda session: agenda.add_item(session, made, ItemForm("Nouveau")),
        lambda session: agenda.change_item(session, item, ItemForm("Changé")),
        lambda session: agenda.move_item(session, other, -1),
        lambda session: agenda.remove_item(session, item),
        lambda session: agenda.set_item_state(session, item, ItemState.WITHDRAWN),
        lambda session: agenda.write_notes(session, item, "Notes", 1),
    )
    for edit in edits:
        with refused("minutes_locked"), base.write() as session:
            edit(session)
    assert titles(base, made) == ["Point", "Autre"]
    with base.read() as session:
        assert set(session.scalars(select(AgendaItem.notes))) == {""}


def test_an_item_that_is_gone_is_said(base: Database) -> None:
    with refused("record_missing"), base.write() as session:
        agenda.change_item(session, 99, ItemForm("Point"))
    with refused("record_missing"), base.write() as session:
        agenda.add_item(session, 99, ItemForm("Point"))

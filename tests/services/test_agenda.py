"""Agendas: how they begin, and what comes back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Meeting, Programme
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import current_language
from pstdesk.services import agenda, agenda_opening, attachments, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.results import ActionForm
from tests import builders
from tests.services.agendas import (
    APPROVAL,
    AUTUMN,
    CT1,
    CT2,
    FOLLOW_UP,
    SPRING,
    SUMMER,
    add,
    held,
    hold,
    plan,
    state,
    titles,
    two_bodies,
)


@pytest.fixture
def base(base: Database) -> Database:
    return two_bodies(base)


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


def test_a_meeting_without_its_quorum_leaves_its_whole_agenda_to_the_second_one(base: Database) -> None:
    held(base, SPRING)
    lost = plan(base, SUMMER)
    add(base, lost, "Jardins partagés", "Budget", "Halte-garderie")
    with base.write() as session:
        session.get_one(Meeting, lost).state = MeetingState.INQUORATE
    again = plan(base, date(2026, 6, 11))
    assert titles(base, again) == titles(base, lost)


def test_a_meeting_planned_already_takes_the_agenda_of_one_that_lacked_its_quorum(base: Database) -> None:
    held(base, SPRING)
    lost, following = plan(base, SUMMER), plan(base, AUTUMN)
    add(base, lost, "Jardins partagés")
    add(base, following, "Budget")
    with base.write() as session:
        meeting = session.get_one(Meeting, lost)
        meeting.state = MeetingState.INQUORATE
        agenda_opening.complete_next_agenda(session, meeting)
        agenda_opening.complete_next_agenda(session, meeting)
    assert titles(base, following)[2:] == ["Jardins partagés", "Budget"]


def test_an_item_says_from_which_meeting_it_comes_back(base: Database) -> None:
    first = held(base, SPRING)
    (item,) = add(base, first, "Jardins partagés")
    state(base, item, ItemState.NOT_REACHED)
    with base.read() as session:
        assert [row.returns_from for row in agenda.item_rows(session, first)] == [None]
    second = plan(base, SUMMER)
    with base.read() as session:
        assert [row.returns_from for row in agenda.item_rows(session, second)] == [None, None, SPRING]


def test_an_item_that_came_back_can_be_dropped_and_taken_up_again(base: Database) -> None:
    (item,) = add(base, held(base, SPRING), "Jardins partagés")
    state(base, item, ItemState.NOT_REACHED)
    second = plan(base, SUMMER)
    with base.read() as session:
        copy = agenda.item_rows(session, second)[2].id
    state(base, copy, ItemState.WITHDRAWN)
    hold(base, second)
    assert len(titles(base, plan(base, AUTUMN))) == 2
    state(base, copy, ItemState.OPEN)
    assert titles(base, 3)[2:] == ["Jardins partagés"]


def test_an_item_typed_again_for_the_next_meeting_does_not_come_back_beside_it(base: Database) -> None:
    first, second = plan(base, SPRING), plan(base, SUMMER)
    add(base, first, "Jardins partagés")
    add(base, second, "Jardins  Partagés")
    hold(base, first)
    assert titles(base, second)[2:] == ["Jardins Partagés"]


def test_an_item_that_comes_back_keeps_who_proposed_it_and_its_papers(base: Database, tmp_path: Path) -> None:
    note = tmp_path / "note.pdf"
    note.write_bytes(b"%PDF")
    first = held(base, SPRING)
    with base.write() as session:
        zoe = builders.person(session)
        builders.post(session, zoe, builders.organisation(session, "Caisse primaire", acronym="CPAM"))
        item = agenda.add_item(session, first, ItemForm("Accès aux soins", proposed_by_id=zoe.id))
        attachments.attach(session, first, note, item)
        agenda.set_item_state(session, item, ItemState.NOT_REACHED)
    second = plan(base, SUMMER)
    with base.read() as session:
        row = agenda.item_rows(session, second)[2]
        (paper,) = attachments.paper_rows(session, second)
    assert (row.proposed_by, row.papers) == ("Zoé L’Hœst-Muñoz (CPAM)", 1)
    assert (paper.item_id, paper.name) == (row.id, "note.pdf")
    state(base, item, ItemState.DEALT_WITH)
    with base.read() as session:
        assert attachments.paper_rows(session, second) == ()
        assert [row.name for row in attachments.paper_rows(session, first)] == ["note.pdf"]


def test_an_item_added_after_the_meeting_comes_back_too(base: Database) -> None:
    before, after = held(base, SPRING), plan(base, SUMMER)
    add(base, before, "Jardins partagés")
    assert "Jardins partagés" in titles(base, after)

"""What can be done to the items of an agenda."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import ActionItem, AgendaItem, Attachment, Decision
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.services import agenda, attachments, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.results import ActionForm
from tests import builders
from tests.db.undoing import done, undone
from tests.refusals import refused
from tests.services.agendas import AUTUMN, CT1, SPRING, SUMMER, add, held, plan, state, titles, two_bodies
from tests.services.stories import approve_minutes


@pytest.fixture
def base(base: Database) -> Database:
    return two_bodies(base)


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


def test_a_new_item_goes_before_the_questions_diverses_unless_it_is_put_elsewhere(base: Database) -> None:
    made = plan(base, SPRING)
    with base.write() as session:
        agenda.add_item(session, made, ItemForm("Questions diverses", ItemKind.ANY_OTHER_BUSINESS))
    add(base, made, "A", "B")
    assert titles(base, made) == ["A", "B", "Questions diverses"]
    with base.write() as session:
        agenda.add_item(session, made, ItemForm("Prochaine réunion"), position=4)
    assert titles(base, made) == ["A", "B", "Questions diverses", "Prochaine réunion"]


def test_the_whole_agenda_is_put_in_another_order(base: Database) -> None:
    held(base, SPRING)
    made = plan(base, SUMMER)
    first, second = add(base, made, "A", "B")
    with base.read() as session:
        before = [row.id for row in agenda.item_rows(session, made)]
    after = [*before[:2], second, first]
    with base.write() as session:
        agenda.order_items(session, made, after, seen=before)
    assert titles(base, made)[2:] == ["B", "A"]
    with refused("agenda_opening"), base.write() as session:
        agenda.order_items(session, made, [second, *before[:2], first])
    for ids, seen in ((before, before), (before[:3], None), ([*before, 99], None), (before[:3] * 2, None)):
        with refused("changed_meanwhile"), base.write() as session:
            agenda.order_items(session, made, ids, seen)
    assert titles(base, made)[2:] == ["B", "A"]


def test_nobody_unknown_proposes_an_item(base: Database) -> None:
    made = plan(base, SPRING)
    with refused("record_missing"), base.write() as session:
        agenda.add_item(session, made, ItemForm("A", proposed_by_id=99))
    with base.write() as session:
        zoe = builders.person(session)
        agenda.add_item(session, made, ItemForm("A", proposed_by_id=zoe.id))
    with base.read() as session:
        (row,) = agenda.item_rows(session, made)
    assert (row.proposed_by, row.form.proposed_by_id) == ("Zoé L’Hœst-Muñoz", 1)


def test_an_item_taken_off_is_put_back_with_its_papers_and_its_past(base: Database, tmp_path: Path) -> None:
    note = tmp_path / "note.pdf"
    note.write_bytes(b"%PDF")
    (item,) = add(base, held(base, SPRING), "Jardins partagés")
    state(base, item, ItemState.NOT_REACHED)
    second = plan(base, SUMMER)
    with base.write() as session:
        before = agenda.item_rows(session, second)[2]
        attachments.attach(session, second, note, before.id)
        agenda.write_notes(session, before.id, "À préparer.", before.form.version or 0)
        before = agenda.item_rows(session, second)[2]
    removal = done(base, lambda session: agenda.remove_item(session, before.id))
    with base.read() as session:
        assert session.scalars(select(Attachment)).all() == []
    assert len(titles(base, second)) == 2
    undone(base, removal)
    with base.read() as session:
        after = agenda.item_rows(session, second)[2]
        assert [paper.name for paper in attachments.paper_rows(session, second)] == ["note.pdf"]
    assert replace(after, form=replace(after.form, version=before.form.version)) == before
    assert len(titles(base, plan(base, AUTUMN))) == 2


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
        lambda session: agenda.order_items(session, made, [other, item]),
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

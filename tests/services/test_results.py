"""What comes out of an item: decisions with their labels, actions with those who have to do them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import ActionCommittee, ActionItem, ActionOwner, Organisation, Person
from pstdesk.domain.action import ActionState
from pstdesk.services import agenda, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.minutes_life import send
from pstdesk.services.results import ActionForm, ActionRow, DecisionRow
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

TODAY = date(2026, 11, 23)
MEETING = 1
FIRST, SECOND = 1, 2
CAF = "Caisse d’allocations familiales"


@pytest.fixture
def base(base: Database) -> Database:
    """One meeting was held, with two items on its agenda."""
    with base.write() as session:
        builders.programme(session)
        builders.committee(session)
        hold_meeting(session)
        for title in ("Jardins partagés", "Semaine de la parentalité"):
            agenda.add_item(session, MEETING, ItemForm(title))
        builders.organisation(session, CAF, acronym="CAF")
        builders.organisation(session, "Régie, service des eaux")
        builders.person(session)
    return base


def decide(base: Database, item_id: int, text: str) -> int:
    with base.write() as session:
        return results.add_decision(session, item_id, text)


def act(base: Database, form: ActionForm, item_id: int = FIRST) -> int:
    with base.write() as session:
        return results.add_action(session, item_id, form)


def change(base: Database, action_id: int, form: ActionForm) -> None:
    with base.write() as session:
        results.change_action(session, action_id, form, TODAY)


def decisions(base: Database) -> tuple[DecisionRow, ...]:
    with base.read() as session:
        return results.decision_rows(session, MEETING)


def actions(base: Database) -> tuple[ActionRow, ...]:
    with base.read() as session:
        return results.action_rows(session, MEETING)


def owners(base: Database) -> list[tuple[int | None, int | None, str]]:
    with base.read() as session:
        found = session.scalars(select(ActionOwner).order_by(ActionOwner.id))
        return [(owner.organisation_id, owner.person_id, owner.words) for owner in found]


# decisions


def test_decisions_of_a_draft_are_called_in_the_order_of_the_agenda(base: Database) -> None:
    decide(base, SECOND, " Le budget est voté. ")
    decide(base, FIRST, "Le jardin ouvre.")
    decide(base, FIRST, "La terre est commandée.")
    assert [(row.label, row.item_id, row.text) for row in decisions(base)] == [
        ("D1", FIRST, "Le jardin ouvre."),
        ("D2", FIRST, "La terre est commandée."),
        ("D3", SECOND, "Le budget est voté."),
    ]


def test_a_decision_of_a_draft_goes_and_one_that_was_sent_is_withdrawn(base: Database) -> None:
    decide(base, FIRST, "A")
    decide(base, FIRST, "B")
    with base.write() as session:
        results.remove_decision(session, 1)
        send(session, MEETING, builders.AN_INSTANT)
    (kept,) = decisions(base)
    assert (kept.label, kept.text, kept.is_withdrawn) == ("2026-001", "B", False)
    with base.write() as session:
        results.remove_decision(session, kept.id)
    (kept,) = decisions(base)
    assert (kept.label, kept.is_withdrawn) == ("2026-001", True)


def test_a_decision_is_changed_in_the_version_that_was_read(base: Database) -> None:
    made = decide(base, FIRST, "Le jardin ouvre.")
    with base.write() as session:
        results.change_decision(session, made, "Le jardin ouvre en mars.\nEt pas avant. ", 1)
    assert decisions(base)[0].text == "Le jardin ouvre en mars.\nEt pas avant."
    with refused("changed_meanwhile"), base.write() as session:
        results.change_decision(session, made, "Perdu", 1)


def test_nothing_is_decided_or_done_without_words(base: Database) -> None:
    made, action = decide(base, FIRST, "A"), act(base, ActionForm("B"))
    edits: tuple[Callable[[Session], object], ...] = (
        lambda session: results.add_decision(session, FIRST, " \n"),
        lambda session: results.add_decision(session, FIRST, "\0\ud83d"),
        lambda session: results.change_decision(session, made, "", 1),
        lambda session: results.add_action(session, FIRST, ActionForm("\t", "CAF")),
        lambda session: results.change_action(session, action, ActionForm(" "), TODAY),
    )
    for edit in edits:
        with refused("text_missing"), base.write() as session:
            edit(session)
    assert (len(decisions(base)), len(actions(base)), owners(base)) == (1, 1, [])


# actions


def test_an_action_is_read_as_it_was_typed_and_concerns_the_body_that_met(base: Database) -> None:
    act(base, ActionForm("Deuxième"), SECOND)
    made = act(
        base, ActionForm(" Commander la terre ", "CAF ; zoe l'hoest munoz, la voisine", date(2026, 12, 1))
    )
    first, second = actions(base)
    assert (first.item_id, second.item_id) == (FIRST, SECOND)
    assert first.form == ActionForm(
        "Commander la terre", f"{CAF}, Zoé L’Hœst-Muñoz, la voisine", date(2026, 12, 1), ActionState.TO_DO, 1
    )
    with base.read() as session:
        found = session.scalars(select(ActionCommittee.committee_id).where(ActionCommittee.action_id == made))
        assert found.all() == [1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("caf", [(1, None, "")]),
        ("CAISSE D'ALLOCATIONS familiales", [(1, None, "")]),
        ("Zoé L’Hœst-Muñoz", [(None, 1, "")]),
        ("L’Hœst-Muñoz Zoé", [(None, 1, "")]),
        ("Zoé", [(None, None, "Zoé")]),
        ("CAF, caf; Caf", [(1, None, "")]),
        ("Régie, service des eaux", [(2, None, "")]),
        ("les  habitants ,, tous", [(None, None, "les habitants"), (None, None, "tous")]),
        ("?!", [(None, None, "?!")]),
        (" , ", []),
        ("\0, \ud83d; les\0 habitants", [(None, None, "les habitants")]),
    ],
)
def test_owners_are_an_organisation_a_person_or_words(
    base: Database, words: str, found: list[tuple[int | None, int | None, str]]
) -> None:
    act(base, ActionForm("Commander la terre", words))
    assert owners(base) == found


def test_a_name_that_several_bear_stays_words(base: Database) -> None:
    with base.write() as session:
        builders.person(session, "ZOE", "l hoest munoz")
        builders.organisation(session, "Centre associatif", acronym="CAF")
    act(base, ActionForm("Commander la terre", "Zoé L’Hœst-Muñoz, CAF"))
    assert owners(base) == [(None, None, "Zoé L’Hœst-Muñoz"), (None, None, "CAF")]


def test_those_put_away_are_named_in_words(base: Database) -> None:
    with base.write() as session:
        session.get_one(Person, 1).archived_at = builders.AN_INSTANT
        session.get_one(Organisation, 1).archived_at = builders.AN_INSTANT
    act(base, ActionForm("Commander la terre", "Zoé L’Hœst-Muñoz, CAF"))
    assert [words for _organisation, _person, words in owners(base)] == ["Zoé L’Hœst-Muñoz", "CAF"]


def test_owners_stay_who_they_are_while_only_the_rest_changes(base: Database) -> None:
    made = act(base, ActionForm("Commander la terre", "CAF, Zoé L’Hœst-Muñoz"))
    with base.write() as session:
        builders.person(session, "Zoé", "L’Hœst-Muñoz")
    form = actions(base)[0].form
    change(base, made, replace(form, text="Livrer la terre", due_on=TODAY))
    assert owners(base) == [(1, None, ""), (None, 1, "")]
    assert actions(base)[0].form.text == "Livrer la terre"


def test_new_owners_are_a_new_version_that_others_have_not_read(base: Database) -> None:
    heard: list[frozenset[str]] = []
    made = act(base, ActionForm("Commander la terre", "CAF"))
    form = actions(base)[0].form
    base.on_commit = heard.append
    change(base, made, replace(form, owners=""))
    assert heard == [frozenset({"actions"})]
    assert owners(base) == []
    with refused("changed_meanwhile"):
        change(base, made, replace(form, owners="CAF"))


def test_an_action_notes_the_day_it_was_closed(base: Database) -> None:
    made = act(base, ActionForm("Commander la terre"))

    def closed_on(state: ActionState) -> date | None:
        change(base, made, replace(actions(base)[0].form, state=state))
        with base.read() as session:
            return session.get_one(ActionItem, made).closed_on

    states = (ActionState.IN_PROGRESS, ActionState.DONE, ActionState.DROPPED, ActionState.TO_DO)
    assert [closed_on(state) for state in states] == [None, TODAY, TODAY, None]


def test_an_action_typed_by_mistake_goes_with_its_owners(base: Database) -> None:
    made = act(base, ActionForm("Commander la terre", "CAF"))
    with base.write() as session:
        results.remove_action(session, made)
    assert (actions(base), owners(base)) == ((), [])


def test_an_action_that_no_meeting_decided_is_changed_and_goes_as_well(base: Database) -> None:
    with base.write() as session:
        made = builders.action(session, "Réserver la salle", owners=("la voisine",)).id
    change(base, made, ActionForm("Réserver le gymnase", "CAF", version=1))
    assert owners(base) == [(1, None, "")]
    with base.write() as session:
        results.remove_action(session, made)
    assert owners(base) == []


def test_approved_minutes_lock_words_and_owners_but_not_what_became_of_an_action(base: Database) -> None:
    decided = decide(base, FIRST, "Le jardin ouvre.")
    made = act(base, ActionForm("Commander la terre", "CAF", TODAY))
    with base.write() as session:
        approve_minutes(session, MEETING)
    form = actions(base)[0].form
    edits: tuple[Callable[[Session], object], ...] = (
        lambda session: results.add_decision(session, FIRST, "Autre"),
        lambda session: results.change_decision(session, decided, "Autre", 2),
        lambda session: results.remove_decision(session, decided),
        lambda session: results.add_action(session, FIRST, ActionForm("Autre")),
        lambda session: results.remove_action(session, made),
        lambda session: results.change_action(session, made, replace(form, text="Autre"), TODAY),
        lambda session: results.change_action(session, made, replace(form, due_on=None), TODAY),
        lambda session: results.change_action(session, made, replace(form, owners="Zoé"), TODAY),
    )
    for edit in edits:
        with refused("minutes_locked"), base.write() as session:
            edit(session)
    change(base, made, replace(form, state=ActionState.DONE))
    (row,) = actions(base)
    assert row.form == replace(form, state=ActionState.DONE, version=2)
    assert owners(base) == [(1, None, "")]

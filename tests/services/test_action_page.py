"""One action: its page, its notes, its bodies, and the states it is given outside a meeting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.domain.action import ActionState
from pstdesk.services import action_page, results
from pstdesk.services.action_page import ActionPage
from pstdesk.services.agenda import ItemForm, add_item
from pstdesk.services.results import ActionForm
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

DAY, TODAY = builders.A_DAY, date(2026, 11, 23)
DECIDED, LOOSE = 1, 2
CT1, CT2, CT3 = 1, 2, 3


@pytest.fixture
def base(base: Database) -> Database:
    """One action was decided by a meeting of CT1, another one by nobody."""
    with base.write() as session:
        builders.programme(session)
        for name in ("CT1", "CT2", "CT3"):
            builders.committee(session, name, f"Thème {name}")
        builders.organisation(session, "Caisse de l’Œuvre", acronym="CAF")
        builders.person(session, "Zoé", "L’Hœst")
        item = add_item(session, hold_meeting(session), ItemForm("Jardins partagés"))
        form = ActionForm("Commander la terre", "CAF, Zoé L’Hœst, le gardien", date(2026, 11, 20))
        results.add_action(session, item, form)
        action_page.add_action_outside(session, ActionForm("Relancer la presse"), (CT2, CT3, CT2))
    return base


def page(base: Database, action_id: int = DECIDED) -> ActionPage:
    with base.read() as session:
        return action_page.action_page(session, action_id, TODAY)


def do(base: Database, work: Callable[[Session], object]) -> None:
    with base.write() as session:
        work(session)


def test_a_page_says_all_that_is_known(base: Database) -> None:
    shown = page(base)
    assert shown.form.text == "Commander la terre"
    assert [(who.name, who.organisation_id, who.person_id) for who in shown.owners] == [
        ("Caisse de l’Œuvre", 1, None),
        ("Zoé L’Hœst", None, 1),
        ("le gardien", None, None),
    ]
    assert shown.form.owners == "Caisse de l’Œuvre, Zoé L’Hœst, le gardien"
    assert shown.late
    assert [body.detail for body in shown.committees] == ["CT1"]
    assert shown.origin is not None
    assert (shown.origin.day, shown.origin.item, shown.home_id) == (DAY, "Jardins partagés", CT1)
    assert (shown.progress, shown.is_locked) == ((), False)


def test_an_action_that_no_meeting_decided_is_for_the_bodies_it_names(base: Database) -> None:
    shown = page(base, LOOSE)
    assert [body.detail for body in shown.committees] == ["CT2", "CT3"]
    assert (shown.origin, shown.home_id, shown.is_locked, shown.late) == (None, None, False, False)
    with refused("text_missing"):
        do(base, lambda session: action_page.add_action_outside(session, ActionForm(" "), ()))


def test_states_are_set_together_and_the_closing_day_is_kept(base: Database) -> None:
    do(base, lambda s: action_page.set_states(s, (DECIDED, LOOSE), ActionState.DONE, DAY))
    do(base, lambda s: action_page.set_states(s, (DECIDED,), ActionState.DROPPED, TODAY))
    assert [(page(base, one).form.state, page(base, one).closed_on) for one in (DECIDED, LOOSE)] == [
        (ActionState.DROPPED, DAY),
        (ActionState.DONE, DAY),
    ]
    do(base, lambda s: action_page.set_states(s, (DECIDED,), ActionState.IN_PROGRESS, TODAY))
    assert page(base).closed_on is None


def test_only_those_that_change_are_counted(base: Database) -> None:
    do(base, lambda s: action_page.set_states(s, (LOOSE,), ActionState.DONE, DAY))
    with base.write() as session:
        assert action_page.set_states(session, (DECIDED, LOOSE), ActionState.DONE, TODAY) == 1
    assert [page(base, one).closed_on for one in (DECIDED, LOOSE)] == [TODAY, DAY]


def test_an_action_always_concerns_the_body_that_decided_it(base: Database) -> None:
    do(base, lambda s: action_page.set_committees(s, DECIDED, (CT3,), 1))
    assert [body.detail for body in page(base).committees] == ["CT1", "CT3"]
    with refused("changed_meanwhile"):
        do(base, lambda s: action_page.set_committees(s, DECIDED, (), 1))
    do(base, lambda s: action_page.set_committees(s, LOOSE, (), 1))
    assert page(base, LOOSE).committees == ()
    with refused("record_missing"):
        do(base, lambda s: action_page.set_committees(s, LOOSE, (99,), 2))


def test_notes_are_dated_and_the_latest_comes_first(base: Database) -> None:
    do(base, lambda s: action_page.add_progress(s, DECIDED, " Devis reçu. ", DAY))
    do(base, lambda s: action_page.add_progress(s, DECIDED, "Livraison en mars", TODAY))
    do(base, lambda s: action_page.add_progress(s, DECIDED, "Oubli", date(2026, 1, 5)))
    assert [(note.day, note.text) for note in page(base).progress] == [
        (TODAY, "Livraison en mars"),
        (DAY, "Devis reçu."),
        (date(2026, 1, 5), "Oubli"),
    ]
    with refused("progress_missing"):
        do(base, lambda s: action_page.add_progress(s, DECIDED, "\n", DAY))
    with refused("record_missing"):
        do(base, lambda s: action_page.add_progress(s, 99, "Rien", DAY))


def test_a_note_is_corrected_and_taken_back_as_it_was_read(base: Database) -> None:
    do(base, lambda s: action_page.add_progress(s, DECIDED, "Devis reçu", DAY))
    (seen,) = page(base).progress
    do(base, lambda s: action_page.change_progress(s, seen, "Devis signé ", TODAY))
    (now,) = page(base).progress
    assert (now.text, now.day) == ("Devis signé", TODAY)
    for edit in (
        lambda s: action_page.change_progress(s, seen, "Perdu", TODAY),
        lambda s: action_page.remove_progress(s, seen),
        lambda s: action_page.remove_progress(s, replace(now, day=DAY)),
    ):
        with refused("changed_meanwhile"):
            do(base, edit)
    with refused("progress_missing"):
        do(base, lambda s: action_page.change_progress(s, now, "", TODAY))
    do(base, lambda s: action_page.remove_progress(s, now))
    assert page(base).progress == ()


def test_approved_minutes_leave_state_notes_and_bodies_open(base: Database) -> None:
    do(base, lambda s: approve_minutes(s, 1))
    shown = page(base)
    assert shown.is_locked
    with refused("minutes_locked"):
        do(base, lambda s: results.change_action(s, DECIDED, replace(shown.form, text="Autre"), TODAY))
    do(base, lambda s: action_page.set_states(s, (DECIDED,), ActionState.DONE, TODAY))
    do(base, lambda s: action_page.add_progress(s, DECIDED, "Livrée", TODAY))
    do(base, lambda s: action_page.set_committees(s, DECIDED, (CT2,), page(base).form.version or 0))
    shown = page(base)
    assert (shown.form.state, len(shown.progress), len(shown.committees)) == (ActionState.DONE, 1, 2)

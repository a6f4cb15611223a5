"""What an agenda item says of its election: why none can be opened, what is to be done, what was decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from pstdesk.db.models import Programme
from pstdesk.domain.agenda import ItemState
from pstdesk.domain.committee import MandateRole
from pstdesk.services import agenda
from pstdesk.ui.elections.strip import ElectionStrip
from tests.ui.elections.voting import ELECTION, Voting
from tests.ui.meetings.conftest import PLANNED, Seances, _played, _story


@pytest.fixture
def seances(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, documents: Path, on_the_day: None
) -> Iterator[Seances]:
    """Return the place on the story, in which no meeting is open."""
    yield from _played(qapp, tmp_path, _story())


def forget_rules(session: Session) -> None:
    programme = session.get(Programme, 1)
    assert programme is not None
    programme.default_rule_set_id = None


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def strip_of(voting: Voting) -> ElectionStrip:
    return voting.meeting.notes.election


def test_before_the_meeting_it_says_what_comes_first(seances: Seances) -> None:
    view = seances.open(PLANNED, ELECTION)
    strip = view.notes.election
    assert plain(strip.words.text()) == "Élection du référent : pas encore ouverte"
    assert plain(strip.remark.text()) == "Elle s’ouvre en séance : ouvrez d’abord la séance."
    assert not strip.button.isVisible()
    assert not strip.other.isVisible()
    view.agenda.list.choose(ELECTION + 1)
    seances.settle()
    assert not strip.isVisible()


def test_the_rule_is_named_and_the_button_has_the_keyboard(voting: Voting) -> None:
    strip = strip_of(voting)
    assert plain(strip.remark.text()).startswith(
        "Règle « Règle de Valmont » : scrutin majoritaire à deux tours"
    )
    assert strip.button.hasFocus()


def test_office_and_rule_are_chosen_before_where_they_are_others(voting: Voting) -> None:
    strip_of(voting).other.click()
    dialog = voting.seances.dialog()
    dialog.role.choose(MandateRole.SUBSTITUTE_REFERENT)
    assert not dialog.with_substitute.isEnabled()
    dialog.primary.click()
    voting.seances.settle()
    assert voting.view.title.text() == "Élection du référent suppléant"


def test_without_a_rule_nothing_can_be_opened_and_it_says_so(voting: Voting) -> None:
    voting.seances.change(forget_rules)
    voting.meeting.reload()
    voting.seances.settle()
    strip = strip_of(voting)
    assert strip.remark.text() == "Aucune règle de vote n’est choisie pour cette instance."
    assert not strip.button.isVisible()


def test_an_item_that_is_withdrawn_opens_no_election(voting: Voting) -> None:
    item = voting.meeting.agenda.list.current_item()
    assert item is not None
    voting.seances.change(lambda session: agenda.set_item_state(session, item.id, ItemState.WITHDRAWN))
    voting.meeting.reload()
    voting.seances.settle()
    assert plain(strip_of(voting).remark.text()) == "Le point est retiré de l’ordre du jour."
    assert not strip_of(voting).button.isVisible()


def test_it_says_how_the_election_stands(voting: Voting) -> None:
    voting.open().stand("abé", "bœu").go_on()
    voting.view.back.click()
    voting.seances.settle()
    strip = strip_of(voting)
    assert plain(strip.words.text()) == "Élection du référent : un tour est en cours"
    assert strip.button.text() == "Reprendre l’élection"
    voting.enter()
    assert voting.view.isVisible()
    assert voting.panel.grid.blank.hasFocus()


def test_a_base_that_is_only_read_shows_the_election_and_writes_nothing(voting: Voting) -> None:
    voting.open().stand("abé", "bœu").go_on()
    voting.seances.stage.desk.read_only = True
    voting.meeting.reload()
    voting.seances.settle()
    assert not voting.panel.primary.isVisible()
    assert not any(field.isEnabled() for field in voting.panel.grid.fields)
    assert not voting.view.figures.change.isVisible()
    voting.view.back.click()
    voting.seances.settle()
    assert strip_of(voting).button.text() == "Voir l’élection"
    assert not strip_of(voting).other.isVisible()


def test_what_was_opened_by_mistake_is_removed_from_the_menu(voting: Voting) -> None:
    voting.open().stand("abé", "bœu").go_on()
    actions = {plain(action.text()): action for action in voting.view.more.choices.actions()}
    actions["Annuler l’ouverture du tour 1"].trigger()
    voting.seances.settle()
    assert voting.step == "candidacies"
    actions = {plain(action.text()): action for action in voting.view.more.choices.actions()}
    actions["Retirer cette élection"].trigger()
    voting.seances.settle()
    assert voting.meeting.panes.isVisible()
    assert strip_of(voting).button.text() == "Ouvrir l’élection"

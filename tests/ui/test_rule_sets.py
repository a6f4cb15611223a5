"""The voting rules in the place Instances: read, written, copied, put away, chosen."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from pstdesk.domain.opening import Wish
from pstdesk.domain.voting import QuorumRule, TieBreak, VotingMethod
from pstdesk.services.rule_sets import RuleSetForm, RuleSetRow, rule_form, rule_rows
from pstdesk.ui.committees.committee_dialog import CommitteeDialog
from pstdesk.ui.rules.view import RulesView
from tests.ui.acting import Acting, errors, nameless, texts
from tests.ui.small_town import CT1

NBSP = "\u00a0"
CONSENT = 8
"""The rule without candidates, as the preset has it."""


@pytest.fixture
def view(somebody: Acting) -> RulesView:
    page = somebody.go("committees")
    page.edit_rules()
    somebody.settle()
    shown: RulesView = page.rules
    assert shown.isVisible()
    return shown


def rows(somebody: Acting) -> list[RuleSetRow]:
    return list(somebody.ask(rule_rows))


def form(somebody: Acting, rule_id: int) -> RuleSetForm:
    return somebody.ask(lambda session: rule_form(session, rule_id))


def answer(somebody: Acting, words: str) -> None:
    """Answer the next question with the button of these words."""

    def click() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        (button,) = (each for each in question.findChildren(QPushButton) if each.text() == words)
        button.click()

    QTimer.singleShot(0, somebody.stage.window, click)


def choose(somebody: Acting, view: RulesView, rule_id: int) -> None:
    view.table.select_id(rule_id)
    somebody.settle()
    assert view.rule_id == rule_id


def test_the_rules_are_listed_and_that_of_the_programme_is_on_show(view: RulesView) -> None:
    assert texts(view.table)[0] == "Majorité à deux tours"
    assert len(texts(view.table)) == 8
    assert view.fields.name.text() == "Majorité à deux tours"
    assert "C’est la règle de la démarche" in view.side.use.text()
    assert "Le mandat dure 2 ans." in view.side.preview.words.text()
    assert not view.save_button.isEnabled()
    assert not view.side.put_away.isEnabled()
    assert not nameless(view)


def test_what_the_rule_says_follows_what_is_typed(somebody: Acting, view: RulesView) -> None:
    view.fields.method.choose(VotingMethod.APPROVAL)
    view.fields.length.choose(None)
    says = view.side.preview.words.text().replace(NBSP, " ")
    assert "le plus approuvé est élu" in says
    assert "Le mandat court jusqu’à l’élection suivante." in says
    assert view.save_button.isEnabled()
    view.fields.method.choose(VotingMethod.MAJORITY_2)
    view.fields.length.choose(24)
    assert not view.save_button.isEnabled()


def test_control_s_writes_what_was_typed_and_control_z_takes_it_back(
    somebody: Acting, view: RulesView
) -> None:
    before = form(somebody, 1)
    view.fields.quorum.choose(QuorumRule.HALF_WITH_PROXIES)
    view.fields.proxies.choose(3)
    somebody.fill(view.fields.name, "Deux tours")
    somebody.fill(view.fields.explanation, "Comme le dit le pacte : la moitié.")
    somebody.control(Qt.Key.Key_S)
    after = form(somebody, 1)
    assert (after.name, after.explanation) == ("Deux tours", f"Comme le dit le pacte{NBSP}: la moitié.")
    assert (after.rules.quorum, after.rules.proxies_per_holder) == (QuorumRule.HALF_WITH_PROXIES, 3)
    assert texts(view.table)[0] == "Deux tours"
    assert "Modification de la règle de vote Deux tours" in somebody.said
    assert not view.save_button.isEnabled()
    view.table.setFocus()
    somebody.control(Qt.Key.Key_Z)
    assert form(somebody, 1).rules == before.rules
    assert view.fields.name.text() == "Majorité à deux tours"
    assert view.fields.proxies.value() == 1


def test_enter_in_the_name_saves(somebody: Acting, view: RulesView) -> None:
    somebody.fill(view.fields.name, "Règle du pacte")
    somebody.press(Qt.Key.Key_Return)
    assert form(somebody, 1).name == "Règle du pacte"


def test_a_length_of_any_number_of_months_can_be_typed(somebody: Acting, view: RulesView) -> None:
    assert not view.fields.months.isEnabled()
    view.fields.length.setCurrentIndex(view.fields.length.count() - 1)
    view.fields.months.setValue(27)
    somebody.control(Qt.Key.Key_S)
    assert form(somebody, 1).rules.mandate_months == 27
    choose(somebody, view, 2)
    choose(somebody, view, 1)
    assert view.fields.months.isEnabled()
    assert view.fields.months.value() == 27


def test_without_candidates_half_of_the_form_goes_without_saying(somebody: Acting, view: RulesView) -> None:
    fields = view.fields
    fields.method.choose(VotingMethod.WITHOUT_CANDIDATES)
    settled: tuple[QWidget, ...] = (
        fields.tie_break,
        fields.proxies,
        fields.show_of_hands,
        fields.remote_vote,
    )
    assert not any(field.isEnabled() for field in settled)
    assert fields.rules().proxies_per_holder == 0
    assert not view.side.preview.trouble.sentence
    fields.method.choose(VotingMethod.PLURALITY)
    assert all(field.isEnabled() for field in settled)
    assert (fields.rules().proxies_per_holder, fields.rules().tie_break) == (1, TieBreak.NEW_ROUND)
    assert not fields.show_of_hands.isChecked()
    choose_anyway(somebody, view, CONSENT)
    fields.method.choose(VotingMethod.MAJORITY_2)
    assert (fields.proxies.value(), fields.remote_vote.isChecked()) == (1, False)


def choose_anyway(somebody: Acting, view: RulesView, rule_id: int) -> None:
    """Choose a rule and drop what was typed in the one before."""
    view.table.select_id(rule_id)
    answer(somebody, "Abandonner les changements")
    somebody.settle()
    somebody.stage.wait(lambda: view.rule_id == rule_id)
    somebody.settle()


def test_what_was_typed_is_not_left_without_a_question(somebody: Acting, view: RulesView) -> None:
    somebody.fill(view.fields.name, "À moitié tapé")
    view.table.select_id(3)
    answer(somebody, "Revenir à la règle")
    somebody.settle()
    row = view.table.current_row()
    assert row is not None
    assert row.id == view.rule_id == 1
    assert view.fields.name.text() == "À moitié tapé"
    choose_anyway(somebody, view, 3)
    assert view.fields.name.text() == "Majorité à deux tours, deux co-référents"
    assert form(somebody, 1).name == "Majorité à deux tours"


def test_escape_returns_to_the_bodies_and_asks_first(somebody: Acting, view: RulesView) -> None:
    somebody.fill(view.fields.name, "À moitié tapé")
    answer(somebody, "Revenir à la règle")
    somebody.press(Qt.Key.Key_Escape)
    assert view.isVisible()
    answer(somebody, "Abandonner les changements")
    somebody.press(Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert somebody.stage.window.page.tree.isVisible()  # type: ignore[union-attr]  # the place Instances


def test_the_window_does_not_close_over_a_rule_half_typed(somebody: Acting, view: RulesView) -> None:
    somebody.fill(view.fields.name, "À moitié tapé")
    answer(somebody, "Revenir à la règle")
    assert not somebody.stage.window.may_leave()
    answer(somebody, "Abandonner les changements")
    assert somebody.stage.window.may_leave()


def test_what_somebody_types_stays_when_the_base_changes(somebody: Acting, view: RulesView) -> None:
    somebody.fill(view.fields.name, "À moitié tapé")
    view.reload()
    somebody.settle()
    assert view.fields.name.text() == "À moitié tapé"


def test_a_rule_changed_elsewhere_is_not_written_over(somebody: Acting, view: RulesView) -> None:
    somebody.fill(view.fields.name, "Ici")

    def elsewhere(session: Any) -> None:
        from dataclasses import replace

        from pstdesk.services.rule_sets import change_rule_set

        change_rule_set(session, 1, replace(rule_form(session, 1), name="Ailleurs"))

    somebody.elsewhere(elsewhere)
    somebody.control(Qt.Key.Key_S)
    assert "modifiée entre-temps" in somebody.said
    assert view.fields.name.text() == "Ici"
    assert form(somebody, 1).name == "Ailleurs"
    assert view.save_button.isEnabled()


def test_a_new_rule_is_in_the_base_once_it_is_saved(somebody: Acting, view: RulesView) -> None:
    somebody.control(Qt.Key.Key_N)
    assert QApplication.focusWidget() is view.fields.name
    assert not view.side.copy.isVisible()
    view.fields.method.choose(VotingMethod.APPROVAL)
    somebody.control(Qt.Key.Key_S)
    assert errors(view) == ["Donnez un nom à la règle de vote."]
    somebody.fill(view.fields.name, "majorité à deux tours")
    somebody.control(Qt.Key.Key_S)
    assert "s’appelle" in errors(view)[0]
    somebody.fill(view.fields.name, "Par approbation, sans quorum")
    somebody.control(Qt.Key.Key_S)
    assert texts(view.table)[-1] == "Par approbation, sans quorum"
    row = view.table.current_row()
    assert row is not None
    assert row.id == view.rule_id == 9
    assert view.side.copy.isVisible()
    view.table.setFocus()
    somebody.control(Qt.Key.Key_Z)  # and the first rule is on show again
    assert len(rows(somebody)) == 8
    somebody.settle()
    assert (view.rule_id, view.fields.name.text()) == (1, "Majorité à deux tours")


def test_a_copy_is_there_to_be_changed(somebody: Acting, view: RulesView) -> None:
    choose(somebody, view, 4)
    somebody.click(view.side.copy)
    somebody.settle()
    assert view.fields.name.text() == "Majorité à trois tours (copie)"
    assert QApplication.focusWidget() is view.fields.name
    assert form(somebody, 9).rules == form(somebody, 4).rules


def test_a_rule_is_put_away_and_comes_back(somebody: Acting, view: RulesView) -> None:
    choose(somebody, view, 2)
    assert view.side.put_away.text() == "Archiver la règle"
    view.side.put_away.trigger()
    somebody.settle()
    somebody.settle()
    assert texts(view.table)[-1] == "Majorité à deux tours avec quorum"
    assert view.rule_id == 2
    assert view.side.put_away.text() == "Rétablir la règle"
    assert not view.side.make_default.isEnabled()
    view.side.put_away.trigger()
    somebody.settle()
    assert not rows(somebody)[1].is_archived
    somebody.answer()
    assert rows(somebody)[-1].is_archived


def test_another_rule_becomes_that_of_the_programme(somebody: Acting, view: RulesView) -> None:
    choose(somebody, view, 4)
    view.side.make_default.trigger()
    somebody.settle()
    somebody.settle()
    assert texts(view.table)[0] == "Majorité à trois tours"
    assert view.rule_id == 4
    assert "C’est la règle de la démarche" in view.side.use.text()
    view.table.setFocus()
    somebody.control(Qt.Key.Key_Z)
    assert rows(somebody)[0].id == 1


def test_the_body_s_card_says_what_its_rule_says_and_leads_to_the_rules(somebody: Acting) -> None:
    page = somebody.go("committees", CT1)
    page.view.change()
    dialog = somebody.dialog()
    assert isinstance(dialog, CommitteeDialog)
    hint = dialog.form._cells["rules"].below
    assert hint.text() == "Scrutin majoritaire à deux tours, aucun quorum, mandat de 2 ans."
    dialog.rules.choose(4)
    said = hint.text().replace("\u00a0", " ")
    assert said.startswith("Scrutin majoritaire à trois tours, quorum : plus de la moitié")
    answer(somebody, "Revenir à la fiche")
    dialog.manage.click()
    assert dialog.isVisible()
    answer(somebody, "Abandonner les changements")
    dialog.manage.click()
    somebody.settle()
    somebody.settle()
    assert page.rules.isVisible()
    assert page.rules.rule_id == 4
    assert page.shown_record == (4, "rule_set")


def test_without_changes_the_card_leads_to_the_rules_at_once(somebody: Acting) -> None:
    page = somebody.go("committees", CT1)
    page.view.change()
    dialog = somebody.dialog()
    assert isinstance(dialog, CommitteeDialog)
    dialog.manage.click()
    somebody.settle()
    somebody.settle()
    assert page.rules.rule_id == 1


def test_the_search_over_everything_leads_to_the_rules(somebody: Acting) -> None:
    from pstdesk.ui.find.commands import commands, matching
    from pstdesk.ui.places import PLACES

    (found, *_rest) = matching(commands(PLACES), "quorum")
    assert (found[1].words, found[1].place) == ("Règles de vote", "committees")
    page = somebody.go(found[1].place)
    getattr(page, found[1].do)()
    assert page.rules.isVisible()


def test_a_base_that_is_only_read_shows_its_rules_and_takes_nothing(somebody: Acting) -> None:
    path = somebody.stage.desk.path
    assert path is not None
    somebody.stage.program.open(path, Wish(read_only=True))
    somebody.settle()
    page = somebody.go("committees")
    page.edit_rules()
    somebody.settle()
    shown = page.rules
    assert shown.fields.name.text() == "Majorité à deux tours"
    assert not shown.fields.isEnabled()
    offered = (shown.panes.new, shown.side.copy, shown.side.more, shown.save_button)
    assert not any(button.isVisible() for button in offered)
    somebody.control(Qt.Key.Key_N)
    assert shown.rule_id == 1
    somebody.control(Qt.Key.Key_S)
    assert "lecture seule" in somebody.said


def test_a_body_opened_from_elsewhere_takes_the_place_of_the_rules(somebody: Acting, view: RulesView) -> None:
    page = somebody.go("committees", CT1)
    assert not view.isVisible()
    assert page.view.isVisible()
    assert page.shown_record == (CT1, "")

"""The count as it is typed: its arithmetic, what does not add up, and that nothing of it is lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import VotingMethod
from pstdesk.services import rounds
from pstdesk.services.election_page import election_page
from pstdesk.ui.elections import round_draft
from tests.ui.elections.voting import RULES, Voting

JUDGED = replace(RULES, method=VotingMethod.MAJORITY_JUDGMENT)
APPROVED = replace(RULES, method=VotingMethod.APPROVAL)


def in_round(voting: Voting) -> Voting:
    return voting.open().stand("abé", "bœu", "dia").go_on()


def full(*_asked: object) -> None:
    raise Refused("base_disk_full", file="valmont.pstdesk")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def remarks(voting: Voting) -> list[str]:
    grid = voting.panel.grid
    return [plain(grid._remarks[key].text()) for key in grid.votes]


def test_papers_are_as_many_as_signatures_and_the_first_number_to_type_is_that_of_blank_ones(
    voting: Voting,
) -> None:
    grid = in_round(voting).panel.grid
    assert grid.cast.text() == "11"
    assert plain(grid.signatures.text()) == "pour 11 émargements"
    assert grid.blank.hasFocus()


def test_the_arithmetic_follows_every_key(voting: Voting) -> None:
    grid = in_round(voting).panel.grid
    voting.seances.type("1")
    assert (grid.valid.text(), grid.majority.text()) == ("–", "")
    voting.enter().count(1)
    assert (grid.valid.text(), plain(grid.majority.text())) == ("9", "majorité absolue : 5 voix")
    voting.count(4)
    assert plain(grid.balance.text()) == "il reste 5 voix à répartir"
    voting.count(3)
    voting.seances.type("2")
    assert grid.balance.text() == ""
    assert remarks(voting) == ["en tête, il manque 1 voix", "", ""]


def test_leaders_who_are_equal_and_the_one_with_a_majority_are_told_by_words(voting: Voting) -> None:
    in_round(voting).count(1, 1, 4, 4)
    voting.seances.type("1")
    assert remarks(voting) == ["à égalité en tête, il manque 1 voix"] * 2 + [""]
    grid = voting.panel.grid
    for field, number in zip(grid.fields[3:], ("5", "4", "0"), strict=True):
        field.setText(number)
    assert remarks(voting) == ["majorité absolue", "", ""]


def test_the_deciding_round_asks_for_no_majority(voting: Voting) -> None:
    in_round(voting).count(1, 1, 4, 3, 2).enter().count(1, 1, 4, 3)
    voting.seances.type("2")
    assert plain(voting.panel.grid.majority.text()) == "le plus de voix suffit à ce tour"
    assert remarks(voting) == ["en tête", "", ""]


def test_what_does_not_add_up_is_said_in_the_panel_and_stays_to_be_corrected(voting: Voting) -> None:
    in_round(voting).count(1, 1, 4, 3)
    voting.seances.type("4")
    panel = voting.panel
    assert "9" in panel.trouble.sentence
    assert "11" in panel.trouble.sentence
    voting.enter()
    assert voting.step == "round"
    assert panel.trouble.isVisible()
    assert [field.text() for field in panel.grid.fields] == ["11", "1", "1", "4", "3", "4"]
    voting.seances.press(Qt.Key.Key_Backspace)
    assert not panel.trouble.isVisible()
    voting.count(2)
    assert voting.step == "next_round"


def test_a_number_that_is_missing_is_named(voting: Voting) -> None:
    in_round(voting).count(1, 1, 4)
    voting.go_on()
    assert voting.step == "round"
    assert "Noël Bœuf" in voting.panel.trouble.sentence


def test_too_many_papers_or_empty_ones_are_said_before_all_is_typed(voting: Voting) -> None:
    panel = in_round(voting).panel
    panel.grid.cast.setText("21")
    assert "20" in panel.trouble.sentence
    panel.grid.cast.setText("11")
    panel.grid.blank.setText("12")
    assert "11" in panel.trouble.sentence


def test_numbers_are_saved_as_they_are_typed(voting: Voting, monkeypatch: pytest.MonkeyPatch) -> None:
    in_round(voting).panel.draft._soon.setInterval(1)
    voting.count(2, 0, 7)
    panel = voting.panel
    voting.seances.stage.wait(lambda: panel.draft.is_settled)
    held = voting.seances.ask(lambda session: election_page(session, voting.page.head.id).rounds[0])
    assert (held.typed.cast, held.typed.blank, held.typed.spoiled) == (11, 2, 0)
    assert [score.votes for score in held.scores] == [7, None, None]
    assert panel.saved.text() == "Enregistré."
    assert round_draft.SAVED_WITHIN <= 2000


def test_closing_the_window_writes_the_last_numbers(voting: Voting) -> None:
    in_round(voting)
    voting.seances.type("3")
    assert not voting.panel.is_settled
    assert voting.seances.page.may_leave()
    assert voting.panel.is_settled


def test_numbers_that_cannot_be_saved_stay_and_are_not_lost_without_a_question(
    voting: Voting, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_round(voting)
    monkeypatch.setattr(round_draft, "save_totals", full)
    voting.seances.type("3")
    voting.panel.flush()
    voting.seances.settle()
    assert voting.panel.saved.text() == "Non enregistré."
    assert voting.panel.trouble.isVisible()
    asked: list[str] = []

    def answer(question: QMessageBox) -> int:
        asked.append(question.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert not voting.seances.page.may_leave()
    assert len(asked) == 1
    assert voting.panel.grid.blank.text() == "3"
    monkeypatch.undo()
    voting.panel.trouble.links[0].click()
    voting.seances.settle()
    assert voting.panel.is_settled


def test_papers_and_signatures_that_differ_need_a_reason(voting: Voting) -> None:
    panel = in_round(voting).panel
    assert not panel.difference.isVisible()
    panel.grid.cast.setText("10")
    assert panel.difference.isVisible()
    panel.grid.blank.setFocus()
    voting.count(1, 1, 4, 3, 1)
    assert voting.step == "round"
    assert "11" in panel.trouble.sentence
    panel.difference.reason.setText("Une enveloppe est restée vide.")
    voting.go_on()
    assert voting.step == "next_round"
    assert voting.page.rounds[0].typed.difference_reason == "Une enveloppe est restée vide."


def test_who_did_not_sign_is_unchecked_on_the_list(voting: Voting) -> None:
    panel = in_round(voting).panel
    assert not any(box.isVisible() for box in panel.voters.boxes.values())
    panel.voters.link.click()
    boxes = list(panel.voters.boxes.values())
    assert sum(box.isChecked() for box in boxes) == 11
    boxes[5].click()
    voting.seances.settle()
    assert len(voting.page.rounds[0].voters) == 10
    assert plain(panel.grid.signatures.text()) == "pour 10 émargements"
    assert panel.grid.cast.text() == "10"
    voting.seances.stage.window.frame.undo()
    voting.seances.settle()
    assert boxes[5].isChecked()


def test_a_closed_round_is_only_read_and_can_be_opened_again(voting: Voting) -> None:
    in_round(voting).count(1, 1, 4, 3, 2)
    voting.view.show_step(voting.view.steps.steps[1].key)
    panel = voting.panel
    assert not any(field.isEnabled() for field in panel.grid.fields)
    assert not panel.primary.isVisible()
    panel.again.click()
    voting.seances.settle()
    assert voting.step == "round"
    assert all(field.isEnabled() for field in panel.grid.fields)
    assert [field.text() for field in panel.grid.fields] == ["11", "1", "1", "4", "3", "2"]


def test_a_round_closed_elsewhere_is_said_and_nothing_is_lost(voting: Voting) -> None:
    in_round(voting).count(1, 1, 4, 3)
    voting.panel.flush()
    voting.seances.settle()
    row = voting.page.rounds[0]

    def close(session: object) -> None:
        held = election_page(session, voting.page.head.id).rounds[0]  # type: ignore[arg-type]  # a session
        scores = [replace(score, votes=score.votes or 2) for score in held.scores]
        rounds.save_totals(session, row.id, held.typed, scores)  # type: ignore[arg-type]  # a session
        rounds.close_round(session, row.id)  # type: ignore[arg-type]  # a session

    voting.seances.change(close)
    voting.count(2)
    assert voting.step == "next_round"


@pytest.mark.parametrize("voting", [JUDGED], indirect=True)
def test_judgment_is_typed_by_rows_with_their_sums(voting: Voting) -> None:
    in_round(voting).count(1, 1, 1, 1, 1, 2, 3, 1)
    assert remarks(voting)[0] == "9 sur 9"
    voting.count(0, 2, 2, 3, 1)
    assert remarks(voting)[1] == "8 sur 9"
    voting.count(1, 0, 0, 0, 4, 3, 2)
    assert voting.step == "acceptance"
    assert [row.name for row in voting.page.elected] == ["Fatou Diarra-Lemoine"]
    assert [plain(line.score) for line in voting.panel.table.rows] == ["bien", "assez bien", "assez bien"]


@pytest.mark.parametrize("voting", [APPROVED], indirect=True)
def test_approval_has_sums_of_its_own(voting: Voting) -> None:
    in_round(voting).count(1, 1, 4, 7)
    voting.seances.type("3")
    assert voting.panel.grid.total.text() == "14"
    assert remarks(voting) == ["44,4 %", "77,8 %, en tête", "33,3 %"]
    voting.enter()
    assert [row.name for row in voting.page.elected] == ["Noël Bœuf"]


def test_the_arrows_go_up_and_down_and_letters_are_no_numbers(voting: Voting) -> None:
    grid = in_round(voting).panel.grid
    voting.seances.type("a")
    assert grid.blank.text() == ""
    voting.seances.press(Qt.Key.Key_Down)
    assert grid.spoiled.hasFocus()
    voting.seances.press(Qt.Key.Key_Up)
    voting.seances.press(Qt.Key.Key_Up)
    assert grid.cast.hasFocus()
    voting.seances.press(Qt.Key.Key_Up)
    assert grid.cast.hasFocus()

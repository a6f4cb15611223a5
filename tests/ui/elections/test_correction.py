"""A proclaimed record is corrected by another, which cites it; both stay within reach, as files."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from pstdesk.domain.voting import ElectionState
from pstdesk.ui.elections.beamer import election_board
from tests.ui.acting import errors
from tests.ui.elections.voting import Voting
from tests.ui.meetings.live import NBSP


def proclaimed(voting: Voting) -> Voting:
    """Hold an election in one round, accepted and proclaimed."""
    voting.open().stand("Abé", "Bœu").go_on().count(1, 0, 7, 3)
    assert voting.step == "acceptance"
    voting.enter()
    assert voting.step == "proclaim"
    voting.go_on()
    assert voting.step == "proclaimed"
    return voting


def choices(voting: Voting) -> dict[str, Any]:
    menu = voting.view.more.choices
    return {action.text().replace(NBSP, " "): action for action in menu.actions() if action.text()}


def choose(voting: Voting, words: str) -> None:
    choices(voting)[words].trigger()
    voting.seances.settle()


def correct(voting: Voting, reason: str) -> None:
    choose(voting, "Corriger le procès-verbal…")
    voting.seances.type(reason)
    voting.enter()


def test_a_correction_asks_why_and_opens_the_steps_again(voting: Voting) -> None:
    proclaimed(voting)
    assert voting.view.locked
    choose(voting, "Corriger le procès-verbal…")
    dialog = voting.seances.dialog()
    assert "n° 1 du 12 novembre 2026" in dialog.what.sentence.replace(NBSP, " ")
    dialog.primary.click()
    voting.seances.settle()
    assert len(errors(dialog)) == 1
    dialog.reason.setFocus()
    voting.seances.type("deux voix mal lues")
    voting.enter()
    assert not voting.view.locked
    assert voting.view.correction.sentence.replace(NBSP, " ") == (
        "Correction du procès-verbal n° 1 du 12 novembre 2026 : deux voix mal lues"
    )
    assert election_board(voting.page).lines == ()
    assert election_board(voting.page).state.startswith("Correction")


def test_what_was_corrected_is_proclaimed_as_the_next_record(voting: Voting) -> None:
    proclaimed(voting)
    correct(voting, "le reglement etait mal cite")
    voting.view.show_step("result")
    voting.go_on()
    assert voting.step == "proclaimed"
    assert [(row.number, row.reason) for row in voting.page.records] == [
        (1, ""),
        (2, "le reglement etait mal cite"),
    ]
    assert voting.view.correction.sentence == ""
    board = election_board(voting.page)
    assert (board.state, board.proclaimed) == ("Proclamation", ("Chloé Abélard",))
    assert board.remarks == (
        "Référent du comité Petite enfance, jeunesse, parentalité",
        "Mandat jusqu’au 11 novembre 2028",
    )
    names = [word for word in choices(voting) if word.startswith("Procès-verbal")]
    assert names == [
        "Procès-verbal n° 2 du 12 novembre 2026 en Word",
        "Procès-verbal n° 2 du 12 novembre 2026 en PDF",
        "Procès-verbal n° 1 du 12 novembre 2026 en Word",
        "Procès-verbal n° 1 du 12 novembre 2026 en PDF",
    ]


def test_beginning_a_correction_can_be_undone(voting: Voting) -> None:
    proclaimed(voting)
    correct(voting, "par erreur")
    assert voting.page.head.state is ElectionState.CORRECTING
    voting.seances.stage.window.undo.undo()
    voting.seances.settle()
    assert voting.page.head.state is ElectionState.PROCLAIMED
    assert voting.view.correction.sentence == ""


def test_a_correction_begun_by_mistake_is_given_up_by_its_link(voting: Voting) -> None:
    proclaimed(voting)
    correct(voting, "par erreur")
    (link,) = voting.view.correction.links
    assert link.text() == "Abandonner la correction"
    link.click()
    voting.seances.settle()
    assert voting.page.head.state is ElectionState.PROCLAIMED
    assert voting.view.correction.sentence == ""
    assert voting.panel.primary.hasFocus()


def test_the_records_are_listed_and_written_where_documents_go(
    voting: Voting, documents: Path, opened: list[Path]
) -> None:
    proclaimed(voting)
    panel = voting.panel
    links = [link for link in panel.records.findChildren(QPushButton) if link.isVisible()]
    assert [link.text() for link in links] == ["Word", "PDF"]
    for link in links:
        link.click()
        voting.seances.settle()
    files = sorted(path.name for path in documents.rglob("*") if path.is_file())
    assert len(files) == 2
    assert {Path(name).suffix for name in files} == {".docx", ".pdf"}
    assert "Procès-verbal enregistré" in voting.seances.said


def test_before_the_end_the_menu_offers_ballots_the_list_and_a_draft(voting: Voting, documents: Path) -> None:
    voting.open()
    drafts = ["Projet de procès-verbal en Word", "Projet de procès-verbal en PDF"]
    assert [*choices(voting)][:2] == drafts
    voting.stand("Abé", "Bœu").go_on()
    papers = ["Bulletins de vote en PDF", "Liste d’émargement du vote, tour 1, en PDF", *drafts]
    assert [*choices(voting)][:4] == papers
    for words in papers:
        choose(voting, words)
        assert "enregistré" in voting.seances.said
    written = [path.suffix for path in documents.rglob("*") if path.is_file()]
    assert sorted(written) == [".docx", ".pdf", ".pdf", ".pdf"]


def test_a_proclaimed_election_has_no_ballots_to_print_and_leaves_no_pill_cut(voting: Voting) -> None:
    proclaimed(voting)
    assert not any("Bulletins" in words for words in choices(voting))
    table = voting.panel.table
    place = next(i for i, column in enumerate(table.model_of_rows.columns) if column.key == "standing")
    assert table.rows[0].standing == "élection acquise"
    assert not table.cut_words(table.model_of_rows.index(0, place))

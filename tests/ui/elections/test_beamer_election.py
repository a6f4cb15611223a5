"""An election on the beamer: what everybody may read, as large as it fits, and nothing else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pstdesk.domain.voting import QuorumRule, TieBreak, VotingMethod
from pstdesk.ui.elections.beamer_board import BeamerBoard
from pstdesk.ui.elections.beamer_layout import lay_out
from pstdesk.ui.elections.beamer_lines import Board, BoardLine
from pstdesk.ui.elections.beamer_pieces import Piece, Profile, Swatch, Tint, Words, contrast, shade
from pstdesk.ui.theme import DARK, LIGHT
from tests.ui.elections.voting import RULES, Voting
from tests.ui.meeting_story import NAMES

SAID = (
    "Coordonner les rendez-vous, et que chacun sache ce que les autres font : une réunion par mois, pas plus."
)
GRADES = ("à rejeter", "insuffisant", "passable", "assez bien", "bien", "très bien")
PEOPLE = [f"{given} {family}" for given, family in NAMES]
LONG = "Marie-Véronique Vandenbrouck-Thévenin de la Tour-Montfaucon"
SIZES = [QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768), QSize(960, 540)]


def candidates(number: int) -> Board:
    lines = [BoardLine(name, f"suppléant : {LONG}", SAID) for name in (*PEOPLE[: number - 1], LONG)]
    return Board("Élection du référent", "Scrutin majoritaire", "Tour 1 : vote en cours", lines=tuple(lines))


def results(number: int) -> Board:
    lines = [
        BoardLine(name, figure=f"{number - place} voix", share=(number - place) / 99, mark="à égalité")
        for place, name in enumerate((*PEOPLE[: number - 1], LONG))
    ]
    figures = (("exprimés", "99"), ("blancs", "12"), ("nuls", "7"), ("majorité absolue", "50"))
    return Board(
        "É", "", "Tour 1", lines=tuple(lines), threshold=0.5, figures=figures, outcome="Nouveau tour. " * 4
    )


def judgment(number: int) -> Board:
    lines = [
        BoardLine(name, figure="assez bien", grades=(1, 1, 1, 2, 3, place))
        for place, name in enumerate((*PEOPLE[: number - 1], LONG))
    ]
    return Board("É", state="Résultat", lines=tuple(lines), grade_words=GRADES, figures=(("exprimés", "8"),))


def proclaimed() -> Board:
    return Board("É", proclaimed=(LONG,), remarks=("référent du comité", f"suppléant : {LONG}", "Mandat."))


def laid_out(board: Board, size: QSize, widget: QWidget) -> tuple[QRectF, tuple[Piece, ...]]:
    unit = min(size.width() / 56, size.height() / 32)
    room = QRectF(unit * 1.6, unit * 8, size.width() - unit * 3.2, size.height() - unit * 9.6)
    return room, lay_out(board, widget.font(), room, unit)


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "board", [candidates(3), candidates(20), results(3), results(20), judgment(20), proclaimed()]
)
def test_all_of_it_is_inside_and_nothing_is_cut_or_covered(
    widget: QWidget, board: Board, size: QSize
) -> None:
    room, pieces = laid_out(board, size, widget)
    for piece in pieces:
        assert room.adjusted(-1, -1, 1, 1).contains(piece.box), piece
        if isinstance(piece, Words | Tint):
            wrapped = QFontMetricsF(piece.font).boundingRect(piece.box, 0x1000, piece.text)
            assert wrapped.height() <= piece.box.height() + 1, piece.text
            assert wrapped.width() <= piece.box.width() + 1, piece.text
    for place, piece in enumerate(pieces):
        for other in pieces[place + 1 :]:
            common = piece.box.intersected(other.box)
            assert min(common.width(), common.height()) < 1.5, (piece, other)
    drawn = {piece.text for piece in pieces if isinstance(piece, Words)}
    assert {line.name for line in board.lines} <= drawn


def test_few_candidates_are_large_and_many_leave_out_what_they_say(widget: QWidget) -> None:
    size = QSize(1366, 768)
    unit = 24
    texts: list[list[str]] = []
    for board, least in ((candidates(3), 1.3), (candidates(20), 0.55)):
        _room, pieces = laid_out(board, size, widget)
        words = [piece for piece in pieces if isinstance(piece, Words)]
        texts.append([piece.text for piece in words])
        names = [piece for piece in words if piece.text == PEOPLE[0]]
        assert names[0].font.pixelSize() >= least * unit
    assert SAID in texts[0]
    assert SAID not in texts[1]


def test_more_than_can_be_read_are_counted(widget: QWidget) -> None:
    lines = tuple(BoardLine(f"{name} {turn}") for turn in range(20) for name in PEOPLE)
    room, pieces = laid_out(Board("É", lines=lines), QSize(1024, 768), widget)
    last = pieces[-1]
    assert isinstance(last, Words)
    shown = len(pieces) - 1
    assert last.text == f"et {len(lines) - shown} autres"
    assert room.adjusted(-1, -1, 1, 1).contains(last.box)


def test_a_profile_says_its_numbers_and_its_shades_have_words(widget: QWidget) -> None:
    _room, pieces = laid_out(judgment(3), QSize(1366, 768), widget)
    assert [piece.text for piece in pieces if isinstance(piece, Swatch)] == list(GRADES)
    assert next(piece.grades for piece in pieces if isinstance(piece, Profile)) == (1, 1, 1, 2, 3, 0)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_on_every_shade_can_be_read(colours: object) -> None:
    for place in range(6):
        ground, ink = shade(colours, place, 6)  # type: ignore[arg-type]  # a Tokens, which pytest hides
        assert contrast(QColor(ground), QColor(ink)) >= 4.5, place


def test_it_is_drawn_and_spoken_whole(widget: QWidget) -> None:
    board = BeamerBoard(widget)
    board.resize(800, 400)
    board.set_unit(14)
    assert board.isHidden()
    for shown in (results(3), judgment(3), proclaimed()):
        board.show_board(shown)
        assert not board.isHidden()
        assert not board.grab().isNull()
        for line in shown.lines:
            assert line.name in board.accessibleName()
        assert all(words in board.accessibleName() for words in (*shown.proclaimed, *shown.remarks))
    board.show_board(None)
    assert board.isHidden()
    assert board.pieces == ()


# What is on it, as an election goes on

CANDIDATES = ["Chloé Abélard", "Noël Bœuf", "Fatou Diarra-Lemoine"]


def shown(voting: Voting) -> Board:
    """Open the beamer, where it is not, and return its board."""
    mode = voting.meeting.mode
    if mode.beamer is None:
        mode.toggle_beamer()
    voting.seances.settle()
    assert mode.beamer is not None
    board = mode.beamer.board.board
    assert board is not None
    assert mode.beamer.board.isVisible()
    return board


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_it_follows_the_vote_and_says_nothing_of_totals_that_are_being_typed(voting: Voting) -> None:
    voting.open().stand("Abé", "Bœu", "Diarra")
    board = shown(voting)
    assert (board.title, board.state) == ("Élection du référent", "Candidatures")
    assert plain(board.rule) == "Scrutin majoritaire à deux tours, aucun quorum, mandat de 2 ans"
    voting.seances.stage.window.activateWindow()
    voting.seances.settle()
    voting.go_on()
    board = shown(voting)
    assert plain(board.state) == "Tour 1 : vote en cours"
    assert [line.name for line in board.lines] == CANDIDATES
    voting.count(1, 1, 4, 3)
    voting.view.flush()
    board = shown(voting)
    assert plain(board.state) == "Tour 1 : dépouillement en cours"
    assert not any(line.figure or line.share or line.grades for line in board.lines)
    assert board.figures == ()
    voting.count(2)
    board = shown(voting)
    assert plain(board.state) == "Tour 1 : résultat"
    assert [(line.name, plain(line.figure), line.share) for line in board.lines] == [
        ("Chloé Abélard", "4 voix", 4 / 9),
        ("Noël Bœuf", "3 voix", 3 / 9),
        ("Fatou Diarra-Lemoine", "2 voix", 2 / 9),
    ]
    assert board.threshold == 5 / 9
    assert [(number, words) for words, number in board.figures] == [
        ("9", "suffrages exprimés"),
        ("1", "blanc"),
        ("1", "nul"),
        ("5", "majorité absolue"),
    ]
    assert plain(board.outcome) == "Pas de majorité absolue : nouveau tour."


def test_who_voted_or_holds_a_proxy_is_nowhere_on_it(voting: Voting) -> None:
    voting.open().stand("Abé", "Bœu").go_on()
    voters = {row.name for row in voting.page.rounds[0].voters} - set(CANDIDATES)
    assert len(voters) > 5
    texts = [shown(voting).spoken()]
    voting.count(0, 0, 8, 3)
    texts.append(shown(voting).spoken())
    voting.go_on()
    texts.append(shown(voting).spoken())
    whole = "\n".join(texts)
    assert [name for name in voters if name in whole] == []
    assert "pouvoir" not in whole


def test_who_is_elected_is_named_and_leaving_shows_the_item_again(voting: Voting) -> None:
    voting.open().stand("Abé", "Bœu").go_on().count(0, 0, 8, 3)
    board = shown(voting)
    assert [(line.name, line.mark, line.tone) for line in board.lines] == [
        ("Chloé Abélard", "élection acquise", "good"),
        ("Noël Bœuf", "", "neutral"),
    ]
    assert plain(board.outcome) == "Chloé Abélard : acceptation demandée."
    beamer = voting.meeting.mode.beamer
    assert beamer is not None
    assert beamer.item.text() == "Élection du référent"
    voting.seances.stage.window.activateWindow()
    voting.seances.settle()
    voting.view.leave()
    voting.seances.settle()
    assert beamer.board.isHidden()
    assert beamer.item.text().endswith("Élection du référent")
    assert beamer.item.text() != "Élection du référent"


LOT = replace(RULES, method=VotingMethod.PLURALITY, tie_break=TieBreak.LOT)


@pytest.mark.parametrize("voting", [LOT], indirect=True)
def test_a_tie_is_named(voting: Voting) -> None:
    voting.open().stand("Abé", "Bœu").go_on().count(1, 0, 5, 5)
    board = shown(voting)
    assert plain(board.outcome) == "Égalité entre Chloé Abélard et Noël Bœuf : le sort décidera."
    assert [(line.mark, line.tone) for line in board.lines] == [("à égalité", "warning")] * 2
    assert board.threshold is None
    assert board.state == "Résultat"


JUDGED = replace(RULES, method=VotingMethod.MAJORITY_JUDGMENT, quorum=QuorumRule.NONE)


@pytest.mark.parametrize("voting", [JUDGED], indirect=True)
def test_majority_judgment_shows_the_profiles_by_rank(voting: Voting) -> None:
    voting.open().stand("Abé", "Bœu").go_on()
    voting.count(1, 0, *(0, 0, 2, 4, 3, 1), *(0, 0, 1, 2, 3, 4))
    board = shown(voting)
    assert [(line.name, line.figure, line.grades) for line in board.lines] == [
        ("Noël Bœuf", "bien", (0, 0, 1, 2, 3, 4)),
        ("Chloé Abélard", "assez bien", (0, 0, 2, 4, 3, 1)),
    ]
    assert board.grade_words == GRADES


CONSENT = replace(RULES, method=VotingMethod.WITHOUT_CANDIDATES)


@pytest.mark.parametrize("voting", [CONSENT], indirect=True)
def test_without_candidates_it_shows_who_is_named_and_then_the_proposal(voting: Voting) -> None:
    voting.open()
    for letters in ("fau", "fau"):
        voting.seances.type(letters)
        voting.seances.settle()
        voting.enter()
        voting.seances.press(Qt.Key.Key_Return)
        voting.seances.settle()
    board = shown(voting)
    assert [(line.name, line.figure) for line in board.lines] == [("Renée Fauré", "2 désignations")]
    assert "Abélard" not in board.spoken()

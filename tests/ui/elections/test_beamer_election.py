"""An election on the beamer: what everybody may read, as large as it fits, and nothing else."""

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pstdesk.ui.elections.beamer_board import BeamerBoard
from pstdesk.ui.elections.beamer_layout import lay_out
from pstdesk.ui.elections.beamer_lines import Board, BoardLine
from pstdesk.ui.elections.beamer_pieces import Piece, Profile, Swatch, Tint, Words, contrast, shade
from pstdesk.ui.theme import DARK, LIGHT
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

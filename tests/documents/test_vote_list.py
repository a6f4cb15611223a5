"""The list that voters sign: all of them in the order of names, through whom they vote, and no number."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents.sheet_pages import MARGIN, WIDTH
from pstdesk.documents.vote_list import VoteLine, VoteListContent
from pstdesk.documents.vote_list_pdf import vote_list_pdf
from pstdesk.i18n import NBSP
from tests.documents.ballot_makers import vote_list
from tests.documents.test_minutes_pdf import pages
from tests.documents.test_sign_in_sheet import boxes

HEADER = "Nom et prénom Structure Vote par Signature"


def words(content: VoteListContent) -> list[str]:
    """Return the words of each page, with plain blanks."""
    return [page.replace(NBSP, " ") for page in pages(vote_list_pdf(content))]


def test_it_says_which_round_it_is_of_and_who_votes_through_whom() -> None:
    (page,) = words(vote_list())
    for wanted in (
        "Liste d’émargement du vote, 1er tour : élection du référent du comité technique",
        "Séance n° 3/2026",
        HEADER,
        "Abélard Chloé CAF de Valmont Cœurdacier Chloé Mission locale du Val Renée Fauré, par pouvoir",
        "Renée Fauré, suppléant",
        "Présidence Renée Fauré",
        "Émargement du vote, 1er tour",
    ):
        assert wanted in page or wanted in " ".join(page.split())
    assert "scrutin" not in page
    assert "scrutin n° 2, 1er tour" in words(vote_list(ballot=2))[0]


@pytest.mark.parametrize("count", range(14, 64))
def test_pages_repeat_their_header_and_the_boxes_are_never_alone(count: int) -> None:
    found = words(vote_list(count))
    for number, page in enumerate(found, 1):
        assert f"Page {number} / {len(found)}" in page
        assert HEADER in page
    assert "Présidence" in found[-1]
    assert sum(page.count("Renée Fauré, par pouvoir") for page in found) == len(range(1, count, 5))


def test_nobody_voting_is_still_a_page() -> None:
    (page,) = words(vote_list(0))
    assert "Présidence" in page


def test_lines_have_no_number() -> None:
    (page,) = words(vote_list(5))
    after = page[page.index(HEADER) + len(HEADER) : page.index("Présidence")]
    assert not any(char.isdigit() for char in after)


def test_two_runs_are_the_same_bytes_and_every_font_is_embedded() -> None:
    assert vote_list_pdf(vote_list(40)) == vote_list_pdf(vote_list(40))
    assert b"/Helvetica" not in vote_list_pdf(vote_list(40))
    assert "Votes through" in words(vote_list(language="en"))[0]


@given(*[st.text(st.characters(), max_size=200)] * 3)
def test_any_text_in_any_field_stays_in_its_cell(name: str, house: str, holder: str) -> None:
    lines = (VoteLine(name, house, holder), VoteLine(house, name, holder, stands_in=True))
    content = replace(vote_list(0), lines=lines, chair=name, tellers=(house,))
    for _page, left, bottom, right, _top in boxes(vote_list_pdf(content)):
        assert left >= MARGIN - 3
        assert right <= MARGIN + WIDTH + 3
        assert bottom > 10

"""Ballot papers: all alike, nothing on them but the vote, and whole whatever the names."""

import re
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4

from pstdesk.documents.ballot_papers import BallotContent, BallotLine
from pstdesk.documents.ballot_papers_pdf import ballot_papers_pdf, papers_on_a_page
from pstdesk.domain.voting import VotingMethod
from pstdesk.i18n import NBSP
from tests.documents.ballot_makers import LONG, ballots, names
from tests.documents.test_minutes_pdf import pages
from tests.documents.test_sign_in_sheet import boxes

JUDGMENT = VotingMethod.MAJORITY_JUDGMENT
LONGEST = tuple(BallotLine(f"{LONG} {at}", LONG) for at in range(20))


def words(content: BallotContent) -> list[str]:
    """Return the words of each page, with plain blanks."""
    return [page.replace(NBSP, " ") for page in pages(ballot_papers_pdf(content))]


def test_a_paper_says_the_election_the_day_what_to_do_and_who_stands_and_no_more() -> None:
    assert papers_on_a_page(ballots(3)) == 8
    one = (
        "Élection du référent du comité technique « Accès aux droits et continuité du service public » "
        "12 novembre 2026 Cochez un seul nom. Chloé Abélard Joël Cœurdacier Inès D’Arcy"
    )
    assert words(ballots(3)) == [" ".join([one] * 8)] * 2


@pytest.mark.parametrize(
    ("method", "how"),
    [
        (VotingMethod.PLURALITY, "Cochez un seul nom."),
        (VotingMethod.MAJORITY_3, "Cochez un seul nom."),
        (VotingMethod.APPROVAL, "Cochez autant de noms que vous voulez."),
        (JUDGMENT, "Donnez une mention à chaque candidat : une croix par ligne."),
    ],
)
def test_it_says_how_to_vote_by_the_method(method: VotingMethod, how: str) -> None:
    assert how in words(ballots(3, method=method))[0]


def test_a_grid_has_the_six_grades() -> None:
    text = words(ballots(3, method=JUDGMENT))[0]
    assert "À rejeter Insuffisant Passable Assez bien Bien Très bien" in text
    assert papers_on_a_page(ballots(3, method=JUDGMENT)) == 4


@pytest.mark.parametrize(("count", "wanted"), [(1, 1), (8, 1), (9, 2), (40, 5)])
def test_as_many_as_are_needed_rounded_up_to_whole_pages(count: int, wanted: int) -> None:
    found = words(ballots(3, count=count))
    assert len(found) == wanted
    assert len(set(found)) == 1


def test_all_papers_are_the_same_drawing_and_none_has_a_number() -> None:
    file = ballot_papers_pdf(ballots(3, count=12))
    assert file.count(b"/Subtype /Form") == 1
    assert not re.search(r"Page|n°", " ".join(words(ballots(3))))
    with closing(pypdfium2.PdfDocument(file)) as document:
        assert document.get_metadata_dict()["Title"].startswith("Bulletins de vote")
    assert b"/Lang (fr-FR)" in file
    assert b"/Helvetica" not in file


@pytest.mark.parametrize(
    ("candidates", "on_a_page"), [(1, 8), (4, 8), (8, 6), (12, 4), (20, 2), (40, 1), (60, 1)]
)
def test_the_more_stand_the_fewer_papers_are_on_a_page(candidates: int, on_a_page: int) -> None:
    content = ballots(candidates)
    assert papers_on_a_page(content) == on_a_page
    text = " ".join(words(content))
    assert all(text.count(name) >= on_a_page for name in names(min(candidates, 20)))
    inside(content)


def test_a_ticket_names_the_suppleant() -> None:
    line = BallotLine("Zoé L’Hostis", "Łucja Weiß")
    assert "Zoé L’Hostis et Łucja Weiß, suppléant" in words(replace(ballots(1), candidates=(line,)))[0]


@pytest.mark.parametrize("method", [VotingMethod.APPROVAL, JUDGMENT])
def test_twenty_long_names_hold(method: VotingMethod) -> None:
    content = replace(ballots(1, method=method), candidates=LONGEST)
    inside(content)
    text = words(content)[0]
    assert all(f"Saint-Quentin {at}" in text for at in range(20))


def test_two_runs_are_the_same_bytes_and_english_is_english() -> None:
    assert ballot_papers_pdf(ballots(5)) == ballot_papers_pdf(ballots(5))
    assert "Tick one name only." in words(ballots(3, language="en"))[0]


def inside(content: BallotContent) -> None:
    """Assert that nothing is drawn outside the pages or across a cut."""
    for _page, left, bottom, right, top in boxes(ballot_papers_pdf(content)):
        assert left >= 20
        assert right <= A4[0] - 20
        assert bottom >= 20
        assert top <= A4[1] - 20


TYPED = st.text(st.characters(), max_size=120)


@given(TYPED, TYPED, st.sampled_from([VotingMethod.APPROVAL, JUDGMENT]))
def test_any_name_stays_on_its_paper(name: str, substitute: str, method: VotingMethod) -> None:
    lines = (BallotLine(name, substitute), BallotLine("Zoé L’Hostis"))
    inside(replace(ballots(1, method=method, count=1), candidates=lines))

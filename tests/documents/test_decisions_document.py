"""The decision log and the extract of an item: what they say, and that the minutes say the same."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pstdesk.documents.decisions_document import decisions_document, extract_document
from pstdesk.documents.document import Document
from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.minutes import (
    DecisionLine,
    MinutesContent,
    OtherMeeting,
    QuorumLine,
    RectificationLine,
)
from pstdesk.documents.minutes_document import minutes_document
from pstdesk.documents.outline import Paragraph, Table
from pstdesk.documents.pdf_writer import pdf_file
from pstdesk.domain.voting import QuorumRule
from pstdesk.i18n import NBSP
from tests.documents.accessibility import problems
from tests.documents.agenda_makers import ACTIONS
from tests.documents.letterhead_makers import THEIR_OWN, letterhead
from tests.documents.minutes_makers import minutes
from tests.documents.test_minutes_docx import complaints
from tests.documents.test_minutes_pdf import pages

APPROVED = date(2027, 2, 11)
WITHDRAWN = DecisionLine("D3", "Le marché est relancé.", is_withdrawn=True)


def said(document: Document, *roles: str) -> list[str]:
    return [
        part.text.replace(NBSP, " ")
        for part in document.outline
        if isinstance(part, Paragraph) and part.role in roles
    ]


def rows(document: Document, caption: str) -> list[list[str]]:
    table = next(part for part in document.outline if isinstance(part, Table) and part.caption == caption)
    return [
        ["".join(run.text for line in cell for run in line).replace(NBSP, " ") for cell in row.cells]
        for row in table.rows
    ]


def with_withdrawn(**given: object) -> MinutesContent:
    content = minutes(**given)  # type: ignore[arg-type]  # fields of MinutesContent
    third = replace(content.items[2], decisions=(*content.items[2].decisions, WITHDRAWN))
    return replace(content, items=(*content.items[:2], third, *content.items[3:]))


# The decision log


def test_the_log_names_each_decision_with_its_item_and_strikes_what_was_withdrawn() -> None:
    document = decisions_document(with_withdrawn())
    found = rows(document, "Relevé de décisions")
    assert [(row[0], row[2]) for row in found] == [
        (label, "3. Accueil en entreprise") for label in ("D1", "D2", "D3")
    ]
    assert found[2][1] == "Retirée. Le marché est relancé."
    table = next(part for part in document.outline if isinstance(part, Table))
    assert [run.tone for run in table.rows[2].cells[1][0]] == ["strong", "struck"]


def test_the_log_says_who_does_what_by_when() -> None:
    found = rows(decisions_document(minutes()), "Relevé d’actions")
    assert found[1] == [
        "Rédiger la convention d’accueil",
        "Mission locale du Val",
        "15 déc. 2026",
        "à faire",
    ]


def test_the_log_stands_where_the_minutes_stand() -> None:
    draft, approved = decisions_document(minutes()), decisions_document(minutes(approved_on=APPROVED))
    assert draft.state == "Projet, version 2"
    assert said(draft, "draft") == ["Projet. Le compte rendu de cette séance n’est pas encore approuvé."]
    assert approved.state == "Approuvé le 11 février 2027"
    assert said(approved, "draft") == []


def test_what_was_corrected_later_is_said_here_too() -> None:
    line = RectificationLine("Lire « 2028 » et non « 2027 ».", OtherMeeting(date(2027, 5, 6), 2, 2027))
    content = minutes(approved_on=APPROVED, rectifications=(line,))
    for document in (decisions_document(content), extract_document(content, content.items[2])):
        assert said(document, "decision")[0] == (
            "Rectificatif décidé à la séance n° 2/2027 du 6 mai 2027\nLire « 2028 » et non « 2027 »."
        )


def test_decisions_say_whether_there_were_enough_to_take_them() -> None:
    content = minutes(quorum=QuorumLine(QuorumRule.MORE_THAN_HALF_PRESENT, 9, 11))
    assert "Quorum\tnon atteint, 9 pour 11 nécessaires" in said(decisions_document(content), "fact")[4]


def test_a_log_of_nothing_says_so() -> None:
    document = decisions_document(minutes(3, 0))
    assert said(document, "body") == ["Aucune décision n’a été prise.", "Aucune action n’a été décidée."]


# The extract


def test_the_extract_says_of_its_item_what_the_minutes_say_and_nothing_of_others() -> None:
    content = with_withdrawn(approved_on=APPROVED)
    document = extract_document(content, content.items[2])
    assert said(document, "title")[0].startswith("Extrait du compte rendu de la séance n° 3/2026 du comité")
    assert said(document, "heading") == ["3. Accueil en entreprise"]
    whole = minutes_document(content).outline
    inside = document.outline[document.outline.index(_heading(document)) :]
    start = whole.index(inside[0])
    assert whole[start : start + len(inside)] == inside
    facts = said(document, "fact")
    assert facts[3].startswith("Participation\t9 présents, 2 à distance")
    assert facts[4] == "Compte rendu\tApprouvé le 11 février 2027"


def _heading(document: Document) -> Paragraph:
    return next(part for part in document.outline if isinstance(part, Paragraph) and part.role == "heading")


# Both files


def documents() -> dict[str, Document]:
    followed = replace(minutes().items[1], followed=ACTIONS)
    return {
        "log": decisions_document(with_withdrawn()),
        "log of nothing": decisions_document(minutes(3, 0)),
        "long log": decisions_document(minutes(200, 60)),
        "extract": extract_document(minutes(), minutes().items[2]),
        "extract that ends with a table": extract_document(
            minutes(), replace(followed, actions=(), account="")
        ),
    }


@pytest.mark.parametrize("name", documents())
@pytest.mark.parametrize("paper", [None, letterhead()], ids=["ours", "theirs"])
def test_the_files_open_and_everybody_can_read_them(name: str, paper: bytes | None, tmp_path: Path) -> None:
    document = documents()[name]
    file = docx_file(document, paper)
    assert problems(file) == ([] if paper is None else THEIR_OWN)
    assert complaints(file, tmp_path) == []
    assert file == docx_file(documents()[name], paper)
    drawn = pdf_file(document)
    assert drawn == pdf_file(documents()[name])
    assert document.title.replace(NBSP, " ") in " ".join(pages(drawn)).replace(NBSP, " ")


def test_they_speak_the_language_of_the_programme() -> None:
    content = minutes(language="en")
    for document in (decisions_document(content), extract_document(content, content.items[2])):
        assert problems(docx_file(document), language="en-GB") == []
    title = decisions_document(content).title.replace(NBSP, " ")
    assert title.startswith("Decisions of meeting no. 3/2026")
    assert extract_document(content, content.items[0]).title.startswith("Extract from the minutes of")

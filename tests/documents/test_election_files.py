"""The files of a record of an election: accessible, the same each time, with totals to count again."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.election_record import (
    RecordCandidate,
    RecordContent,
    RecordElector,
    RecordObjection,
    RecordScore,
    from_json,
)
from pstdesk.documents.election_record_document import record_document
from pstdesk.documents.kept import as_json, digest
from pstdesk.documents.outline import Paragraph, Table
from pstdesk.documents.pdf_writer import pdf_file
from tests.documents.accessibility import heading_levels, problems
from tests.documents.election_makers import (
    EVERY_WAY,
    ZOE,
    ballot,
    by_consent,
    electors,
    judgment,
    record,
)
from tests.documents.letterhead_makers import THEIR_OWN, letterhead
from tests.documents.test_minutes_docx import body, complaints, part, words
from tests.documents.test_minutes_pdf import pages

MAKERS = pytest.mark.parametrize("make", EVERY_WAY.values(), ids=EVERY_WAY)


# The files


@MAKERS
def test_word_files_are_clean_and_accessible(make: Callable[[], RecordContent], tmp_path: Path) -> None:
    for paper, theirs in ((None, []), (letterhead(), THEIR_OWN)):
        file = docx_file(record_document(make()), paper)
        assert problems(file) == theirs
        assert complaints(file, tmp_path) == []


@MAKERS
def test_two_runs_are_the_same_bytes(make: Callable[[], RecordContent]) -> None:
    for draw in (docx_file, pdf_file):
        kept = from_json(json.loads(json.dumps(as_json(make()))))
        assert draw(record_document(make())) == draw(record_document(kept))


@MAKERS
def test_the_pdf_says_what_the_word_file_says_in_the_same_order(make: Callable[[], RecordContent]) -> None:
    document = record_document(make())
    found = " ".join(pages(pdf_file(document)))
    position = 0
    for each in document.outline:
        if isinstance(each, Paragraph) and each.role in ("title", "heading", "meta", "decision", "body"):
            wanted = " ".join(each.text.split())
            position = found.index(wanted, position) + len(wanted)


def test_an_english_record_is_english() -> None:
    file = docx_file(record_document(record(language="en")))
    assert problems(file, language="en-GB") == []
    assert "eleven" in words(file)


def test_the_file_says_by_what_content_it_was_drawn() -> None:
    document = record_document(record())
    assert document.identity["pstdesk_sha256"] == digest(record())
    assert document.identifier.endswith(digest(record()))
    assert "pstdesk_meeting" not in document.identity  # no minutes: it does not come back


def test_headings_are_in_order_and_signatures_have_room() -> None:
    file = docx_file(record_document(record()))
    levels = heading_levels(body(file), part(file, "word/styles.xml"))
    assert [words for _level, words in levels[1:]][:4] == [
        "Règle appliquée",
        "Électeurs",
        "Candidatures",
        "1er tour",
    ]
    signing = next(
        each
        for each in record_document(record()).outline
        if isinstance(each, Table) and each.caption == "Signatures"
    )
    assert [row.cells[0][0][0].text for row in signing.rows] == [
        "Présidence",
        "Secrétariat",
        "Scrutateur",
        "Scrutateur",
        "Personne élue",
    ]
    assert signing.row_height > 28  # a centimetre


def test_twenty_candidates_of_a_majority_judgment_fill_their_pages() -> None:
    found = pages(pdf_file(record_document(judgment(20))))
    assert sum("Candidats Mentions reçues" in page for page in found) >= 3
    assert all(f"Page {number} / {len(found)}" in page for number, page in enumerate(found, 1))


TYPED = st.text(st.characters(), max_size=60)


@given(TYPED, TYPED, TYPED)
def test_any_text_in_any_field_gives_files_that_open(name: str, statement: str, reason: str) -> None:
    one = replace(
        ballot(1, {}),
        scores=(RecordScore(ZOE + name, 11),),
        difference_reason=reason,
        signatures=3,
    )
    content = record(
        chair=name,
        tellers=(name, reason),
        rule_name=reason,
        electors=(*electors(11), RecordElector(name, statement)),
        candidates=(RecordCandidate(ZOE + name, reason, name, statement),),
        rounds=(one,),
        remarks=statement,
        elected=(),
    )
    part(docx_file(record_document(content)), "word/document.xml")
    assert pages(pdf_file(record_document(content)))
    objected = replace(
        by_consent().proposals[0], reason=reason, objections=(RecordObjection(statement, name),)
    )
    spoken = replace(by_consent(), proposals=(objected,))
    assert pages(pdf_file(record_document(spoken)))

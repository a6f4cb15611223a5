"""The record of an election through LibreOffice: it opens, and its pages are as they are meant to be."""

from pathlib import Path

import pytest

from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.election_record_document import record_document
from tests.documents.election_makers import by_consent, draft, judgment, record
from tests.documents.letterhead_makers import letterhead
from tests.documents.test_minutes_pdf import pages
from tests.documents.test_minutes_render import SOFFICE, convert

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed here")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the words of each page by the name of the record."""
    folder: Path = tmp_path_factory.mktemp("records")
    cases = {
        "usual": docx_file(record_document(record())),
        "paper": docx_file(record_document(record()), letterhead()),
        "many": docx_file(record_document(judgment(20))),
        "consent": docx_file(record_document(by_consent())),
        "draft": docx_file(record_document(draft())),
    }
    files = [folder / f"{name}.docx" for name in cases]
    for file, drawn in zip(files, cases.values(), strict=True):
        file.write_bytes(drawn)
    made = convert(folder, "pdf", *files)
    return {name: pages((made / f"{name}.pdf").read_bytes()) for name in cases}


def test_every_page_says_its_state_and_its_number(rendered: dict[str, list[str]]) -> None:
    for name, found in rendered.items():
        state = "Projet" if name == "draft" else "Procès-verbal n° 1 du 12 novembre 2026"
        for number, page in enumerate(found, 1):
            assert f"Page {number} / {len(found)}" in page
            assert state in page


def test_an_election_of_three_rounds_takes_four_pages_in_order(rendered: dict[str, list[str]]) -> None:
    assert len(rendered["usual"]) == 4
    text = " ".join(rendered["usual"])
    marks = (
        "Règle appliquée",
        "Électeurs",
        "Candidatures",
        "1er tour Vote",
        "3e tour Vote",
        "Résultat proclamé",
    )
    places = [text.index(mark) for mark in (*marks, "Néant.", "Clôture et signatures", "Annexe")]
    assert places == sorted(places)


def test_rounds_and_signatures_stay_whole(rendered: dict[str, list[str]]) -> None:
    for page in rendered["usual"]:
        assert page.count("Dépouillement") == page.count("Résultat de chaque candidat")
        assert ("Clôture et signatures" in page) == ("Personne élue" in page)


def test_a_long_table_says_its_columns_on_every_page(rendered: dict[str, list[str]]) -> None:
    assert sum("Candidats Mentions reçues" in page for page in rendered["many"]) >= 3

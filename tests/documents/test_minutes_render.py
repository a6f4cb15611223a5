"""Minutes through LibreOffice: they open, render as wanted, and keep their marks when saved again."""

import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

import bootstrap
from pstdesk.documents.agenda_document import agenda_document
from pstdesk.documents.decisions_document import decisions_document
from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.minutes_docx import minutes_docx
from tests.documents.accessibility import W
from tests.documents.agenda_makers import agenda
from tests.documents.letterhead_makers import letterhead
from tests.documents.minutes_makers import minutes
from tests.documents.test_minutes_docx import body, part
from tests.documents.test_minutes_pdf import pages

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed here")


def convert(folder: Path, kind: str, *files: Path) -> Path:
    """Have LibreOffice save the files as ``kind`` and return the folder with the results."""
    made = folder / kind
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        "--headless",
        profile,
        "--convert-to",
        kind,
        "--outdir",
        str(made),
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with PDF and .docx files as LibreOffice saved them."""
    folder = tmp_path_factory.mktemp("rendered")
    cases = {
        "usual": minutes_docx(minutes(20, 12)),
        "crowd": minutes_docx(minutes(200, 6)),
        "paper": minutes_docx(minutes(), letterhead()),
        "agenda": docx_file(agenda_document(agenda(40))),
        "invitation": docx_file(agenda_document(agenda()), letterhead()),
        "log": docx_file(decisions_document(minutes(20, 60))),
    }
    files = [folder / f"{name}.docx" for name in cases]
    for file, content in zip(files, cases.values(), strict=True):
        file.write_bytes(content)
    convert(folder, "pdf", *files)
    convert(folder, "docx", files[0])
    return folder


def test_the_usual_minutes_fill_a_few_pages_in_order(rendered: Path) -> None:
    found = pages((rendered / "pdf" / "usual.pdf").read_bytes())
    assert 3 <= len(found) <= 5
    assert found[0].startswith("Ville de Valmont Centre communal d’action sociale")
    text = " ".join(found)
    marks = ("Projet. Corrections", "Présences", "3. Accueil", "12. Questions", "Relevé de", "Annexes")
    assert [text.index(mark) for mark in marks] == sorted(text.index(mark) for mark in marks)


def test_every_page_says_its_state_and_its_number(rendered: Path) -> None:
    for name in ("usual", "crowd", "paper"):
        found = pages((rendered / "pdf" / f"{name}.pdf").read_bytes())
        for number, page in enumerate(found, 1):
            assert f"Page {number} / {len(found)}" in page
            assert "Projet, version 2" in page


def test_a_long_table_says_its_columns_on_every_page(rendered: Path) -> None:
    found = pages((rendered / "pdf" / "crowd.pdf").read_bytes())
    assert all("Présence Structure Personnes" in page for page in found[:4])


def test_a_long_agenda_and_a_long_log_say_their_columns_and_their_number_on_every_page(
    rendered: Path,
) -> None:
    for name, columns in (("agenda", "Heure Point Durée"), ("log", "N° Décision Point")):
        found = pages((rendered / "pdf" / f"{name}.pdf").read_bytes())
        assert len(found) >= 2
        assert all(columns in page for page in found[:2])
        assert all(f"Page {number} / {len(found)}" in page for number, page in enumerate(found, 1))


def test_an_invitation_on_the_commune_s_paper_fills_its_first_page(rendered: Path) -> None:
    found = pages((rendered / "pdf" / "invitation.pdf").read_bytes())
    assert found[0].startswith("Commune de Valmont")
    assert "Fin prévue" in found[0]
    assert "Ordre du jour" in found[-1]


def test_the_letterhead_stands_on_the_first_page_and_its_footer_on_all(rendered: Path) -> None:
    found = pages((rendered / "pdf" / "paper.pdf").read_bytes())
    assert found[0].startswith("Commune de Valmont")
    assert all("rue de la République" in page for page in found)


@pytest.mark.skipif(
    "fonts-liberation" in bootstrap.missing_programs(), reason="Liberation Sans is not installed"
)
def test_the_letters_are_those_meant_or_as_wide(rendered: Path) -> None:
    file = (rendered / "pdf" / "usual.pdf").read_bytes()
    assert b"LiberationSans" in file or b"Arial" in file


def test_the_marks_by_which_minutes_are_known_survive_a_save(rendered: Path) -> None:
    file = (rendered / "docx" / "usual.docx").read_bytes()
    names = [mark.get(f"{W}name") for mark in body(file).iter(f"{W}bookmarkStart")]
    assert [name for name in names if name and name.startswith("_pst_item_")] == [
        f"_pst_item_{number}" for number in range(101, 113)
    ]
    custom = part(file, "docProps/custom.xml")
    assert {"pstdesk_base", "pstdesk_meeting", "pstdesk_version", "pstdesk_sha256"} <= {
        entry.get("name") for entry in custom.iter(etree.Element)
    }
    styles = {style.name for style in Document(str(rendered / "docx" / "usual.docx")).styles}
    assert {"PST Décision", "PST Action", "Heading 1", "Title"} <= styles

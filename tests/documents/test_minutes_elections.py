"""What minutes say of an election held at one of their items, in Word, in PDF and in the decision log."""

import io
from dataclasses import replace
from datetime import date

from docx import Document

from pstdesk.documents.decisions_document import decisions_document
from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.election_lines import ElectionLine, OutcomeLine, RoundLine, VotesLine
from pstdesk.documents.kept import as_json, digest
from pstdesk.documents.minutes import MinutesContent, from_json
from pstdesk.documents.minutes_docx import minutes_docx
from pstdesk.documents.minutes_pdf import minutes_pdf
from pstdesk.documents.minutes_sections import minutes_sections
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import DecidedBy, ElectionState
from pstdesk.i18n import NBSP
from tests.documents.accessibility import problems
from tests.documents.minutes_makers import ITEMS, minutes
from tests.documents.test_minutes_pdf import pages

ANNE, LEO = "Anne Œillet", "Léo D’Arcy"
ROUNDS = (
    RoundLine(1, 1, False, 11, 1, 1, (VotesLine(ANNE, 4), VotesLine(LEO, 5))),
    RoundLine(1, 2, True, 11, 0, 1, (VotesLine(ANNE, 5), VotesLine(LEO, 5))),
)
ELECTED = OutcomeLine(LEO, DecidedBy.LOT, True, ANNE, date(2026, 11, 12), date(2028, 11, 12))
LINE = ElectionLine(
    MandateRole.REFERENT, "Majorité à deux tours", ElectionState.PROCLAIMED, 1, ROUNDS, (ELECTED,)
)


def electing(*lines: ElectionLine) -> MinutesContent:
    item = replace(ITEMS[2], kind=ItemKind.ELECTION, decisions=(), actions=(), elections=lines)
    return minutes(3, 3, items=(item,))


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace("\u202f", " ")


def said(content: MinutesContent) -> str:
    """Return all words of the Word document, tables row by row."""
    document = Document(io.BytesIO(minutes_docx(content)))
    rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return plain("\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows]))


def test_rounds_stand_in_one_table_then_who_was_elected_for_how_long_and_the_record() -> None:
    words = said(electing(LINE))
    assert "Règle de vote : Majorité à deux tours." in words
    assert f"1 | 11 | 1 | 1 | 9 | {ANNE} : 4\n{LEO} : 5" in words
    assert f"2, à main levée | 11 | 0 | 1 | 10 | {ANNE} : 5\n{LEO} : 5" in words
    assert (
        "Élection, procès-verbal n° 1 annexé\n"
        f"Référent : {LEO}, par tirage au sort. Suppléant : {ANNE}. "
        "Mandat du 12 novembre 2026 au 11 novembre 2028." in words
    )
    assert "Procès-verbal n° 1 de l’élection (point 3)" in words
    assert f"PV n° 1 | Référent : {LEO}, par tirage au sort." in words


def test_a_refusal_and_the_series_after_it_are_told_apart() -> None:
    declined = OutcomeLine(ANNE, DecidedBy.VOTE, False)
    unlimited = replace(ELECTED, substitute="", ends_on=None, decided_by=DecidedBy.VOTE)
    rounds = (ROUNDS[0], replace(ROUNDS[1], series=2, number=1, is_public=False))
    words = said(electing(replace(LINE, rounds=rounds, outcomes=(declined, unlimited))))
    assert "1.1 | 11" in words
    assert "2.1 | 11" in words
    assert f"{ANNE}, par le vote, refuse le mandat." in words
    assert "Mandat à partir du 12 novembre 2026, jusqu’à la prochaine élection." in words
    assert "Personne n’est élu." not in words


def test_grades_are_told_by_the_majority_grade() -> None:
    judged = replace(ROUNDS[0], votes=(VotesLine(ANNE, grades=(1, 1, 1, 2, 3, 1)),))
    assert f"{ANNE} : assez bien" in said(electing(replace(LINE, rounds=(judged,))))


def test_nobody_elected_is_said() -> None:
    words = said(electing(replace(LINE, outcomes=())))
    assert "Personne n’est élu." in words
    assert "Mandat" not in words


def test_what_is_not_proclaimed_is_no_result() -> None:
    words = said(electing(replace(LINE, state=ElectionState.OPEN, record=0)))
    assert "Cette élection n’est pas encore proclamée." in words
    assert LEO not in words
    assert "Procès-verbal" not in words
    words = said(electing(replace(LINE, state=ElectionState.CORRECTING)))
    assert "Le résultat du procès-verbal n° 1 est en cours de correction." in words
    assert LEO not in words


def test_the_decision_log_says_who_was_elected() -> None:
    document = Document(io.BytesIO(docx_file(decisions_document(electing(LINE)))))
    cells = [plain(cell.text) for table in document.tables for row in table.rows for cell in row.cells]
    assert "PV n° 1" in cells
    assert any(cell.startswith(f"Référent : {LEO}") for cell in cells)


def test_the_files_are_accessible_and_always_the_same() -> None:
    content = electing(LINE)
    assert problems(minutes_docx(content)) == []
    assert minutes_docx(content) == minutes_docx(electing(LINE))
    assert f"Référent : {LEO}" in plain(" ".join(pages(minutes_pdf(content))))
    (item,) = [part for part in minutes_sections(content) if part.key == "_pst_item_103"]
    assert "Mandat du 12 novembre 2026" in plain(item.text)


def test_versions_stored_before_say_what_they_said() -> None:
    assert "elections" not in as_json(electing())["items"][0]
    assert from_json(as_json(electing(LINE))) == electing(LINE)
    assert digest(electing(LINE)) != digest(electing())

"""Minutes in Word: what is in the file, who can read it, and that it is always the same file."""

import io
import sys
import time
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from pstdesk.documents import look
from pstdesk.documents.kept import digest
from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.minutes import ActionLine, DecisionLine, MinutesContent, MinutesItem
from pstdesk.documents.minutes_docx import minutes_docx, write_minutes
from pstdesk.documents.text import LONGEST, blocks, one_line
from pstdesk.domain.errors import Refused
from pstdesk.i18n import typeset
from tests.documents.accessibility import W, contrast, heading_levels, problems, text_of
from tests.documents.minutes_makers import attendee, minutes
from tools import make_template

CASES = {
    "usual": minutes(20, 12),
    "three people": minutes(3, 2),
    "two hundred": minutes(200, 6),
    "approved": minutes(20, 6, approved_on=date(2027, 2, 11)),
    "nothing": MinutesContent(
        base_id="b",
        meeting_id=1,
        version=1,
        programme="PST",
        town="Valmont",
        committee=CommitteeTitle("Cellule de veille"),
        day=date(2026, 1, 1),
    ),
}


def part(file: bytes, name: str) -> etree._Element:
    """Return a part of the file, parsed."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(name))


def body(file: bytes) -> etree._Element:
    found = part(file, "word/document.xml").find(f"{W}body")
    assert found is not None
    return found


def words(file: bytes) -> str:
    """Return the text of the file as python-docx reads it, tables after paragraphs."""
    document = Document(io.BytesIO(file))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for cell in table._cells]
    return "\n".join(lines)


def complaints(file: bytes, tmp_path: Path) -> list[str]:
    """Return what openxml-audit says against the file."""
    path = tmp_path / "audited.docx"
    path.write_bytes(file)
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path)
    return [str(error) for error in result.errors]


# The file


@pytest.mark.parametrize("case", CASES)
def test_the_file_is_sound_and_everybody_can_read_it(case: str, tmp_path: Path) -> None:
    file = minutes_docx(CASES[case])
    assert complaints(file, tmp_path) == []
    assert problems(file) == []


def test_what_was_said_is_in_the_file() -> None:
    text = words(minutes_docx(minutes(20, 6)))
    for expected in (
        "Compte rendu de la séance n°\u00a03/2026 du comité technique «\u00a0Accès aux droits et continuité",
        "jeudi 12 novembre 2026, de 14\u00a0h\u00a030 à 16\u00a0h\u00a015",
        "Renée Fauré, référente du comité",
        "3. Accueil en entreprise",
        "Le comité retient quatre entreprises",
        "Ville de Valmont, commande publique\u00a0; Zoé L’Hostis",
        "Liste des entreprises volontaires.xlsx",
    ):
        assert expected in text


def test_two_runs_are_the_same_bytes_and_hold_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    first = minutes_docx(minutes())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert minutes_docx(minutes()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_come_from_the_meeting_and_from_nowhere_else() -> None:
    content = minutes()
    properties = Document(io.BytesIO(minutes_docx(content))).core_properties
    assert properties.title.startswith("Compte rendu de la séance n°\u00a03/2026")
    assert properties.author == properties.last_modified_by == "Projet social de territoire de Valmont"
    assert properties.subject.endswith("12 novembre 2026")
    assert properties.keywords == "compte rendu, CT1, 2026-11-12"
    assert properties.created == properties.modified == datetime(2026, 11, 12, 14, 30, tzinfo=UTC)
    assert properties.identifier == f"pstdesk:{content.base_id}:42:2:{digest(content)}"


def test_properties_are_never_longer_than_word_takes() -> None:
    content = minutes(committee=CommitteeTitle("Œ" * 200, "é" * 200, "S" * 200), programme="P" * 400)
    properties = Document(io.BytesIO(minutes_docx(content))).core_properties
    for value in (properties.title, properties.subject, properties.author, properties.keywords):
        assert len(value) <= 255


def test_the_file_says_which_version_of_which_meeting_it_is() -> None:
    content = minutes()
    custom = part(minutes_docx(content), "docProps/custom.xml")
    values = {entry.get("name"): "".join(entry.itertext()) for entry in custom}
    assert values == {
        "pstdesk_base": content.base_id,
        "pstdesk_meeting": "42",
        "pstdesk_version": "2",
        "pstdesk_sha256": digest(content),
    }


def test_each_item_is_found_again_by_a_hidden_bookmark_within_its_heading() -> None:
    file = minutes_docx(minutes(20, 12))
    anchors = {
        mark.get(f"{W}name"): text_of(mark.getparent())
        for mark in body(file).iter(f"{W}bookmarkStart")
        if mark.getparent() is not None
    }
    assert anchors["_pst_item_103"] == "3. Accueil en entreprise"
    assert sum(name.startswith("_pst_item_") for name in anchors) == 12
    assert {"_pst_part_attendance", "_pst_part_decisions", "_pst_part_actions"} <= set(anchors)


def test_headings_are_headings() -> None:
    file = minutes_docx(minutes(20, 3))
    levels = heading_levels(body(file), part(file, "word/styles.xml"))
    assert levels[0][0] == 0
    assert (1, "2. Suivi des actions") in levels


def test_the_footer_says_the_state_and_numbers_the_pages() -> None:
    footer = part(minutes_docx(minutes()), "word/footer1.xml")
    line = footer.findall(f"{W}p")[-1]
    assert text_of(line) == "CT1, séance n°\u00a03/2026 du 12 novembre 2026. Projet, version 2Page 1 / 1"
    assert [field.get(f"{W}instr") for field in line.iter(f"{W}fldSimple")] == [" PAGE ", " NUMPAGES "]
    approved = part(minutes_docx(minutes(approved_on=date(2027, 2, 11))), "word/footer1.xml")
    assert "Approuvé le 11 février 2027" in text_of(approved)


def test_a_footer_line_that_nobody_wrote_leaves_no_gap() -> None:
    assert len(part(minutes_docx(minutes(footer="")), "word/footer1.xml").findall(f"{W}p")) == 1


def test_rows_stay_on_one_page_unless_they_are_long() -> None:
    crowd = tuple(attendee(number, organisation="Collège") for number in range(40))
    table = body(minutes_docx(minutes(attendees=(*crowd, attendee(1, organisation="Lycée"))))).find(f"{W}tbl")
    assert table is not None
    split = [row.find(f"{W}trPr/{W}cantSplit") is None for row in table.findall(f"{W}tr")]
    assert split == [False, True, False]


def test_typed_lists_are_lists_and_begin_with_the_number_that_was_typed() -> None:
    account = "3. trois\n4. quatre\n   - sous quatre\n5. cinq\n\nTexte.\n\n1. un\n- puce"
    file = minutes_docx(minutes(items=(MinutesItem(1, 1, "Listes", account=account),)))
    numbering = part(file, "word/numbering.xml")
    starts = {
        entry.get(f"{W}numId"): start.get(f"{W}val")
        for entry in numbering.iter(f"{W}num")
        if (start := entry.find(f".//{W}startOverride")) is not None
    }
    used = [
        (text_of(paragraph), starts.get(found.get(f"{W}val")))
        for paragraph in body(file).findall(f"{W}p")
        if (found := paragraph.find(f"{W}pPr/{W}numPr/{W}numId")) is not None
    ]
    assert used[:6] == [
        ("trois", "3"),
        ("quatre", "3"),
        ("sous quatre", None),
        ("cinq", "3"),
        ("un", "1"),
        ("puce", None),
    ]


def test_english_minutes_say_that_they_are_english() -> None:
    file = minutes_docx(minutes(language="en"))
    assert problems(file, language="en-GB") == []
    assert "Thursday 12 November 2026" in words(file)


def test_colours_of_text_stand_out_from_their_ground() -> None:
    for color in (look.INK, look.MUTED, look.ACCENT):
        assert all(contrast(color, ground) >= 4.5 for ground in ("FFFFFF", look.TINT, look.PALE))


# What was typed comes out

TYPED = st.text(st.characters(), min_size=1, max_size=80)


@given(TYPED, TYPED, TYPED, TYPED, TYPED)
def test_any_text_in_any_field_gives_a_file_that_opens_and_says_it(
    title: str, account: str, name: str, decision: str, place: str
) -> None:
    content = minutes(
        3,
        0,
        place=place,
        committee=CommitteeTitle(name, "comité technique", title),
        letterhead=(name,),
        footer=place,
        corrections_to=account,
        attendees=(attendee(0, name=name, organisation=title, function=decision),),
        items=(
            MinutesItem(
                1,
                1,
                title,
                presenter=name,
                account=account,
                decisions=(DecisionLine("D1", decision),),
                actions=(ActionLine(decision, name),),
            ),
        ),
        next_meeting=replace(minutes().next_meeting, place=name, note=account),
        annexes=(name, title),
    )
    text = words(minutes_docx(content)).replace("\t", " ").split()
    for typed in (one_line(title), one_line(name), one_line(place), *(b.text for b in blocks(account))):
        assert all(word in text for word in _whole_words(typed)), typed


def _whole_words(typed: str) -> list[str]:
    """Return the words of ``typed`` that stand between two others, as a document sets them."""
    return typeset(typed).split()[1:-1]


def test_a_million_characters_come_out_whole() -> None:
    account = ("mot " * 250_000).strip()
    file = minutes_docx(minutes(items=(MinutesItem(1, 1, "Long", account=account),)))
    assert account in words(file)


def test_more_is_cut_with_a_notice() -> None:
    file = minutes_docx(minutes(items=(MinutesItem(1, 1, "Long", account="x" * (LONGEST + 1)),)))
    assert "[Texte coupé après" in words(file)


# Speed


def calls_for(people: int) -> int:
    """Return how many functions are called to write minutes of ``people``: busy or not, the same."""
    content = minutes(people, 12)
    minutes_docx(content)  # the first time fills caches
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        minutes_docx(content)
    finally:
        sys.setprofile(None)
    return calls


def test_two_hundred_people_take_little_longer_than_twenty() -> None:
    few, many, twice_as_many = calls_for(20), calls_for(200), calls_for(380)
    assert many < 2.5 * few
    assert twice_as_many - many < 1.1 * (many - few)


# Writing


def test_the_file_is_written_and_an_older_one_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "CR.docx"
    write_minutes(minutes(), path)
    assert path.read_bytes() == minutes_docx(minutes())
    with pytest.raises(Refused, match="file_exists"):
        write_minutes(minutes(3, 1), path)
    write_minutes(minutes(3, 1), path, overwrite=True)
    assert path.read_bytes() == minutes_docx(minutes(3, 1))


# The template


def test_the_template_is_what_the_tool_makes_byte_for_byte(tmp_path: Path) -> None:
    make_template.make(tmp_path / "minutes.docx")
    assert (tmp_path / "minutes.docx").read_bytes() == make_template.TARGET.read_bytes()


def test_the_template_carries_nothing_of_another_s(tmp_path: Path) -> None:
    file = make_template.TARGET.read_bytes()
    assert complaints(file, tmp_path) == []
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
    assert not any(word in name for name in names for word in ("thumbnail", "stylesWithEffects", "customXml"))
    assert (
        b'name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in everything
    )
    assert len(part(file, "docProps/core.xml")) == 0

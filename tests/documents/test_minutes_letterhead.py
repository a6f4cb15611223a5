"""Minutes on the commune's own letterhead, and letterheads that are refused."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm
from lxml import etree

from pstdesk.documents.letterhead import open_letterhead
from pstdesk.documents.minutes_docx import minutes_docx, write_minutes
from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence
from tests.documents.accessibility import W, problems, text_of
from tests.documents.letterhead_makers import (
    Change,
    as_bytes,
    changed,
    letterhead,
    letterhead_document,
    with_field,
)
from tests.documents.minutes_makers import minutes
from tests.documents.test_minutes_docx import body, complaints, part, words

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def names(file: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.namelist()


def everything(file: bytes) -> bytes:
    """Return all parts of the file, unpacked, one after the other."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def replaced(part_name: str, old: bytes, new: bytes) -> Change:
    """Return a change of one part, which must have ``old`` in it."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part_name]
        parts[part_name] = parts[part_name].replace(old, new, 1)

    return change


def related(part_name: str, kind: str, target: str, *, external: bool) -> Change:
    """Return a change that relates a part to something."""
    mode = ' TargetMode="External"' if external else ""
    entry = f'<Relationship Id="rId99" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/>'
    return replaced(part_name, b"</Relationships>", f"{entry}</Relationships>".encode())


def refusal(file: bytes) -> Refused:
    """Return why the file is refused as a letterhead; there must be a sentence for it."""
    with pytest.raises(Refused) as caught:
        minutes_docx(minutes(3, 1), file)
    assert "modèle" in sentence(caught.value)
    return caught.value


# Building on it


def test_the_letterhead_keeps_its_paper_and_loses_its_old_letter(tmp_path: Path) -> None:
    file = minutes_docx(minutes(), letterhead())
    assert complaints(file, tmp_path) == []
    text = words(file)
    assert "3. Accueil en entreprise" in text
    assert "ancien courrier" not in text
    assert "Centre communal d’action sociale" not in text  # the paper says already whose it is
    assert "media/image1.png" in " ".join(names(file))
    assert "rue de la République" in text_of(part(file, "word/footer2.xml"))


def test_fields_are_filled_also_where_word_cut_them(tmp_path: Path) -> None:
    file = minutes_docx(minutes(), letterhead())
    assert text_of(part(file, "word/header1.xml")) == "Commune de Valmont"
    assert text_of(part(file, "word/header2.xml")) == (
        "Comité technique «\u00a0Accès aux droits et continuité du service public\u00a0», 12 novembre 2026"
    )


def test_what_is_no_field_of_ours_stays() -> None:
    document = letterhead_document()
    document.sections[0].header.paragraphs[0].text = "{inconnu} {{date} } {commune"
    file = minutes_docx(minutes(), as_bytes(document))
    assert text_of(part(file, "word/header2.xml")) == "{inconnu} {12 novembre 2026 } {commune"


def test_a_value_that_looks_like_a_field_is_not_filled_again() -> None:
    document = letterhead_document()
    document.sections[0].header.paragraphs[0].text = "{commune}, {lieu}"
    file = minutes_docx(minutes(town="{lieu} & <b>", place="{commune}"), as_bytes(document))
    assert text_of(part(file, "word/header2.xml")) == "{lieu} & <b>, {commune}"


def test_the_body_stays_where_it_says_where_the_contents_go() -> None:
    file = minutes_docx(minutes(3, 1), letterhead(("Avant, {date}", "{contenu}", "Après")))
    texts = [text_of(paragraph) for paragraph in body(file).findall(f"{W}p")]
    assert texts[0] == "Avant, 12 novembre 2026"
    assert texts[1].startswith("Projet. Corrections attendues")
    assert texts[-2] == "Après"  # the letterhead's picture is the last
    assert "{contenu}" not in words(file)


def test_a_letterhead_with_the_title_gets_no_second_one() -> None:
    file = minutes_docx(minutes(3, 1), letterhead(("{titre}", "{contenu}")))
    assert words(file).count("Compte rendu de la séance n°\u00a03/2026") == 1


def test_its_own_styles_are_used_and_those_it_has_not_are_added() -> None:
    document = letterhead_document()
    document.styles["Heading 1"].element.set(f"{W}styleId", "Titre1")  # as Word in French has it
    file = minutes_docx(minutes(3, 1), as_bytes(document))
    used = {style.get(f"{W}val") for style in body(file).iter(f"{W}pStyle")}
    assert {"Titre1", "PstDecision", "PstCell"} <= used | {"PstDecision"}
    styles = Document(io.BytesIO(file)).styles
    assert str(styles["Heading 1"].font.color.rgb) == "2E7D4F"
    assert styles["PST Décision"].base_style.name == "Normal"


def test_a_style_id_that_means_something_else_there_is_not_taken() -> None:
    document = letterhead_document()
    other = document.styles.add_style("Tampon", WD_STYLE_TYPE.PARAGRAPH)
    other.element.set(f"{W}styleId", "PstDecision")
    file = minutes_docx(minutes(20, 6), as_bytes(document))
    used = {style.get(f"{W}val") for style in body(file).iter(f"{W}pStyle")}
    assert "PstPstDecision" in used
    assert "PstDecision" not in used


@pytest.mark.parametrize("gone", ["docDefaults", "docDefaults/{W}rPrDefault/{W}rPr/{W}lang"])
def test_a_letterhead_without_language_gets_ours(gone: str) -> None:
    document = letterhead_document()
    element = document.styles.element.find(f"{W}{gone.format(W=W)}")
    element.getparent().remove(element)
    language = part(minutes_docx(minutes(3, 1), as_bytes(document)), "word/styles.xml").find(
        f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"
    )
    assert language is not None
    assert language.get(f"{W}val") == "fr-FR"


def test_left_and_right_pages_both_get_their_footer() -> None:
    document = letterhead_document()
    document.settings.odd_and_even_pages_header_footer = True
    file = minutes_docx(minutes(3, 1), as_bytes(document))
    found = [name for name in names(file) if name.startswith("word/footer")]
    assert len(found) == 3
    assert all("Projet, version 2" in text_of(part(file, name)) for name in found)


def test_a_letterhead_that_sets_up_no_page_is_a_plain_page() -> None:
    document = Document()
    document.element.body.remove(document.element.body.sectPr)
    assert "1. Approbation" in words(minutes_docx(minutes(3, 1), as_bytes(document)))


def test_headings_that_a_letterhead_numbers_are_not_numbered_twice() -> None:
    document = letterhead_document()
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    properties.append(etree.fromstring(f'<w:numPr xmlns:w="{W[1:-1]}"><w:numId w:val="1"/></w:numPr>'))
    file = minutes_docx(minutes(3, 1), as_bytes(document))
    headings = [p for p in body(file).iter(f"{W}p") if text_of(p).startswith("1. Approbation")]
    number = headings[0].find(f"{W}pPr/{W}numPr/{W}numId")
    assert number is not None
    assert number.get(f"{W}val") == "0"


def test_every_page_says_its_state_and_its_number() -> None:
    file = minutes_docx(minutes(3, 1), letterhead())
    for name in ("word/footer1.xml", "word/footer2.xml"):
        lines = [text_of(paragraph) for paragraph in part(file, name).findall(f"{W}p")]
        assert lines[-1] == "CT1, séance n°\u00a03/2026 du 12 novembre 2026. Projet, version 2Page 1 / 1"


def test_a_footer_that_says_it_already_is_left_alone() -> None:
    document = letterhead_document()
    footer = document.sections[0].footer
    footer.paragraphs[0].text = "{etat}"
    footer._element.append(etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:fldSimple w:instr="PAGE"/></w:p>'))
    file = minutes_docx(minutes(3, 1), as_bytes(document))
    lines = [text_of(paragraph) for paragraph in part(file, "word/footer2.xml").findall(f"{W}p")]
    assert lines == ["Projet, version 2", ""]


def test_a_letterhead_without_footer_gets_one() -> None:
    document = Document()
    file = minutes_docx(minutes(3, 1), as_bytes(document))
    assert "Projet, version 2" in text_of(part(file, "word/footer1.xml"))


def test_headers_of_an_earlier_section_hold_for_the_minutes() -> None:
    document = letterhead_document()
    document.add_section()
    file = minutes_docx(minutes(3, 1), as_bytes(document))
    assert len(body(file).findall(f".//{W}sectPr")) == 1
    assert "word/header1.xml" in names(file)
    assert "Commune de Valmont" in text_of(part(file, "word/header1.xml"))


def test_the_language_is_that_of_the_minutes() -> None:
    file = minutes_docx(minutes(3, 1), letterhead())
    found = problems(file)
    assert not any("speak" in problem or "language" in problem for problem in found)


def test_two_runs_on_a_letterhead_are_the_same_bytes() -> None:
    paper = letterhead()
    assert minutes_docx(minutes(), paper) == minutes_docx(minutes(), paper)


def test_a_letterhead_can_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "papier.docx").write_bytes(letterhead())
    write_minutes(minutes(), tmp_path / "CR.docx", tmp_path / "papier.docx")
    assert (tmp_path / "CR.docx").read_bytes() == minutes_docx(minutes(), letterhead())


def test_minutes_of_ours_can_be_a_letterhead(tmp_path: Path) -> None:
    file = minutes_docx(minutes(3, 1), minutes_docx(minutes(20, 6)))
    assert complaints(file, tmp_path) == []
    assert "3. Accueil" not in words(file)


def test_a_template_of_word_is_a_letterhead() -> None:
    types = "[Content_Types].xml"
    template = changed(
        letterhead(), replaced(types, b"wordprocessingml.document.main", b"wordprocessingml.template.main")
    )
    assert "3. Accueil en entreprise" in words(minutes_docx(minutes(), template))


def test_a_letterhead_that_calls_its_namespaces_otherwise_is_built_upon(tmp_path: Path) -> None:
    def rename(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"].decode()
        text = text.replace("xmlns:w=", "xmlns:ns0=").replace("<w:", "<ns0:").replace("</w:", "</ns0:")
        parts["word/document.xml"] = text.replace(" w:", " ns0:").encode()

    file = minutes_docx(minutes(), changed(letterhead(), rename))
    assert complaints(file, tmp_path) == []
    assert "3. Accueil en entreprise" in words(file)


# What it may not carry over


def test_nothing_of_the_old_file_is_told_to_the_readers() -> None:
    document = letterhead_document()
    document.core_properties.author = "Ancien Auteur"
    document.core_properties.comments = "confidentiel"
    document.add_comment(document.paragraphs[0].runs, text="à revoir", author="Ancien Auteur")
    file = minutes_docx(minutes(3, 1), as_bytes(document))
    told = everything(file)
    assert not any(word.encode() in told for word in ("Ancien Auteur", "confidentiel", "à revoir"))
    assert not any(word in name for name in names(file) for word in ("thumbnail", "comments", "customXml"))


def test_a_template_attached_from_elsewhere_is_let_go() -> None:
    def attach(parts: dict[str, bytes]) -> None:
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            b"<w:zoom", f'<w:attachedTemplate r:id="rId99" xmlns:r="{RELATIONSHIPS}"/><w:zoom'.encode(), 1
        )
        parts["word/_rels/settings.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId99" Type="{RELATIONSHIPS}/attachedTemplate" '
            'Target="https://attaque.example/x.dotm" TargetMode="External"/></Relationships>'
        ).encode()

    file = minutes_docx(minutes(3, 1), changed(letterhead(), attach))
    assert b"attaque.example" not in everything(file)
    assert b"attachedTemplate" not in everything(file)


# Refused


def test_macros_are_refused() -> None:
    types = "[Content_Types].xml"
    main = b"openxmlformats-officedocument.wordprocessingml.document.main"
    macros = replaced(types, b"vnd." + main, b"vnd.ms-word.document.macroEnabled.main")
    assert refusal(changed(letterhead(), macros)).code == "letterhead_macros"


@pytest.mark.parametrize(
    "instruction",
    [
        'INCLUDEPICTURE "https://attaque.example/x.png"',
        'INCLUDETEXT "C:\\\\secret.txt"',
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
        "includepicture x",
    ],
)
def test_fields_that_read_something_else_are_refused(instruction: str) -> None:
    assert refusal(with_field(instruction)).code == "letterhead_linked"


def test_a_field_that_reads_nothing_is_welcome() -> None:
    assert minutes_docx(minutes(3, 1), with_field(' DATE \\@ "d MMMM yyyy" '))


def test_a_picture_that_lies_elsewhere_is_refused() -> None:
    change = related("word/_rels/header1.xml.rels", "image", "https://attaque.example/x.png", external=True)
    assert refusal(changed(letterhead(), change)).code == "letterhead_linked"


def test_a_link_to_click_on_is_welcome() -> None:
    change = related("word/_rels/header1.xml.rels", "hyperlink", "https://valmont.example", external=True)
    assert minutes_docx(minutes(3, 1), changed(letterhead(), change))


def test_an_embedded_object_is_refused() -> None:
    change = related("word/_rels/header1.xml.rels", "oleObject", "media/image1.png", external=False)
    assert refusal(changed(letterhead(), change)).code == "letterhead_embedded"


def test_a_page_too_narrow_is_refused() -> None:
    document = letterhead_document()
    document.sections[0].left_margin = Cm(14)
    assert refusal(as_bytes(document)).code == "letterhead_narrow"


def test_strict_files_are_refused() -> None:
    strict = replaced(
        "_rels/.rels",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    assert refusal(changed(letterhead(), strict)).code == "letterhead_strict"


def test_a_document_type_is_refused() -> None:
    doctype = replaced("word/header1.xml", b"<w:hdr", b'<!DOCTYPE x [<!ENTITY a "b">]><w:hdr')
    assert refusal(changed(letterhead(), doctype)).code == "file_doctype"


def test_a_body_without_text_width_is_a_plain_page() -> None:
    document = letterhead_document()
    for tag in ("pgSz", "pgMar"):
        section = document.sections[-1]._sectPr
        section.remove(section.find(f"{W}{tag}"))
    assert minutes_docx(minutes(3, 1), as_bytes(document))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_letterhead_is_refused_in_a_sentence_or_built_upon(seed: int) -> None:
    """Bytes flipped inside the XML of any part, or the part gone: never a traceback."""
    chance = random.Random(seed)

    def damage(parts: dict[str, bytes]) -> None:
        name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        if chance.random() < 0.3:
            del parts[name]
            return
        content = bytearray(parts[name])
        for _time in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] = chance.randrange(32, 127)
        parts[name] = bytes(content)

    try:
        made = minutes_docx(minutes(3, 1), changed(letterhead(), damage))
    except Refused as refused:
        said = sentence(refused)
    else:
        said = words(made)
    assert "modèle" in said or "1. Approbation" in said


def test_the_check_is_the_opening_itself(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="file_missing"):
        open_letterhead(tmp_path / "gone.docx")

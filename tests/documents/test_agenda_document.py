"""The invitation with its agenda: what it says, in Word as in PDF, on our paper and on the commune's."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents.agenda import AgendaContent, AgendaEntry
from pstdesk.documents.agenda_document import agenda_document
from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.minutes import ActionLine
from pstdesk.documents.outline import Paragraph, Table
from pstdesk.documents.pdf_writer import pdf_file
from pstdesk.domain.agenda import ItemKind
from pstdesk.i18n import NBSP
from tests.documents.accessibility import problems
from tests.documents.agenda_makers import agenda, entries
from tests.documents.letterhead_makers import THEIR_OWN, letterhead
from tests.documents.test_minutes_docx import complaints, words
from tests.documents.test_minutes_pdf import pages


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def said(content: AgendaContent, *roles: str) -> list[str]:
    """Return the words of the paragraphs in these roles."""
    outline = agenda_document(content).outline
    return [plain(part.text) for part in outline if isinstance(part, Paragraph) and part.role in roles]


def table(content: AgendaContent, caption: str = "Ordre du jour") -> list[list[list[str]]]:
    """Return the lines of each cell of each row, the header first."""
    found = next(
        part
        for part in agenda_document(content).outline
        if isinstance(part, Table) and part.caption == caption
    )
    header = [[column.header] for column in found.columns]
    rows = [
        [[plain("".join(run.text for run in line)) for line in cell] for cell in row.cells]
        for row in found.rows
    ]
    return [header, *rows]


# What it says


def test_it_invites_and_says_when_where_and_with_whom() -> None:
    content = agenda()
    assert said(content, "title") == [
        "Ordre du jour de la séance n° 3/2026 du comité technique "
        "« Accès aux droits et continuité du service public »"
    ]
    assert said(content, "fact") == [
        "Date\tjeudi 12 novembre 2026, de 14 h 30 à 16 h 15",
        "Lieu\tMaison des associations, salle du Canal",
        "Animation\tRenée Fauré, référente du comité",
        "Secrétariat\tJoël Cœurdacier",
    ]
    assert said(content, "body") == [
        "Nous vous invitons à participer à cette séance. Si vous ne pouvez pas venir, merci de prévenir "
        "Joël Cœurdacier, pst@valmont.example, 01 99 00 00 00."
    ]
    assert said(content, "meta") == ["Valmont, le 28 octobre 2026"]


def test_every_item_has_its_hour_its_length_and_where_it_comes_from() -> None:
    assert table(agenda()) == [
        [["Heure"], ["Point"], ["Durée"]],
        [["14 h 30"], ["1. Approbation du compte rendu du 18 juin 2026"], ["5 min"]],
        [["14 h 35"], ["2. Suivi des actions"], ["10 min"]],
        [
            ["14 h 45"],
            [
                "3. Accueil en entreprise",
                "Décision. Présenté par Inès D’Arcy, Mission locale du Val.",
                "Documents joints : Liste des entreprises volontaires.xlsx, "
                "Convention, projet du 2 octobre.docx",
            ],
            ["25 min"],
        ],
        [
            ["15 h 10"],
            [
                "4. Permanences de quartier : horaires d’hiver et continuité du service public à la Gare",
                "Échange. Présenté par CCAS de Valmont. Proposé par Şükrü Łucja Weiß (CPAM).",
                "Revient de la séance du 10 septembre 2026.",
            ],
            ["20 min"],
        ],
        [["15 h 30"], ["5. Élection du référent", "Élection."], ["30 min"]],
        [["16 h"], ["6. Questions diverses"], ["10 min"]],
        [["16 h 10"], ["Fin prévue"], ["1 h 40"]],
    ]


def test_an_agenda_too_long_for_its_meeting_says_by_how_much() -> None:
    last = table(agenda(ends_at=time(15, 40)))[-1]
    assert last[1] == ["Fin prévue", "L’ordre du jour dépasse de 30 min la durée de la séance (1 h 10)."]
    assert len(table(agenda(ends_at=time(16, 10)))[-1][1]) == 1


def test_hours_after_an_item_of_no_length_are_not_invented() -> None:
    points = (AgendaEntry("A", planned_minutes=10), AgendaEntry("B"), AgendaEntry("C", planned_minutes=5))
    rows = table(agenda(entries=points))
    assert [row[0] for row in rows[1:]] == [["14 h 30"], ["14 h 40"], ["–"], ["–"]]
    assert rows[-1][1:] == [["Fin prévue", "1 point n’a pas de durée."], ["15 min"]]


@pytest.mark.parametrize(
    ("given_fields", "header"),
    [
        ({"starts_at": None}, ["Point", "Durée"]),
        ({"entries": (AgendaEntry("A"),)}, ["Heure", "Point"]),
        ({"starts_at": None, "entries": (AgendaEntry("A"),)}, ["Point"]),
    ],
)
def test_there_is_no_column_for_what_nobody_knows(given_fields: dict[str, object], header: list[str]) -> None:
    content = agenda(**given_fields)
    assert [cell[0] for cell in table(content)[0]] == header
    assert problems(docx_file(agenda_document(content))) == []


def test_an_agenda_of_nothing_says_so() -> None:
    content = agenda(0, actions=(), papers=(), apologies_to="", convened_on=None, second_convocation=False)
    assert said(content, "body") == [
        "Nous vous invitons à participer à cette séance.",
        "L’ordre du jour n’est pas encore fixé.",
    ]
    assert said(content, "meta") == []
    assert not any(isinstance(part, Table) for part in agenda_document(content).outline)


def test_a_second_convocation_says_that_no_quorum_is_asked() -> None:
    assert said(agenda(), "decision") == []
    assert said(agenda(second_convocation=True), "decision") == [
        "Seconde convocation\nLe quorum n’a pas été atteint la première fois : aucun quorum n’est exigé."
    ]


def test_the_open_actions_are_listed_with_what_is_late_on_the_day() -> None:
    assert table(agenda(), "Actions en cours")[1:] == [
        [
            ["Compléter la liste des lieux d’accueil"],
            ["Département, service social de polyvalence"],
            ["1er oct. 2026"],
            ["en retard"],
        ],
        [["Afficher les horaires d’hiver"], ["Zoé L’Hostis"], ["18 déc. 2026"], ["à faire"]],
        [["Relancer la CAF"], ["à désigner"], ["non fixée"], ["à faire"]],
    ]


def test_before_it_has_a_number_the_meeting_is_called_by_its_day() -> None:
    assert said(agenda(number=None, year=None), "title")[0].startswith(
        "Ordre du jour de la séance du 12 novembre 2026 du comité technique"
    )


# The files


CASES = {
    "usual": agenda(),
    "long": agenda(40, second_convocation=True),
    "bare": AgendaContent(programme="", town="", committee=CommitteeTitle("Zig Zag"), day=date(2026, 1, 1)),
    "ends with a table": agenda(papers=()),
    "ends with the agenda": agenda(papers=(), actions=()),
}


@pytest.mark.parametrize("content", CASES.values(), ids=CASES)
@pytest.mark.parametrize("paper", [None, letterhead()], ids=["ours", "theirs"])
def test_the_word_file_opens_and_everybody_can_read_it(
    content: AgendaContent, paper: bytes | None, tmp_path: Path
) -> None:
    file = docx_file(agenda_document(content), paper)
    assert problems(file) == ([] if paper is None else THEIR_OWN)
    assert complaints(file, tmp_path) == []


def test_the_pdf_says_what_the_word_file_says() -> None:
    document = agenda_document(agenda(40))
    text = " ".join(pages(pdf_file(document)))
    for number, entry in enumerate(entries(40), 1):
        assert " ".join(plain(f"{number}. {entry.title}").split()) in plain(text)
    assert document.title in words(docx_file(document))
    assert "Page 1 / " in text
    assert "CT1, séance n° 3/2026 du 12 novembre 2026. Ordre du jour" in plain(text)


def test_two_runs_are_the_same_bytes() -> None:
    first, second = agenda_document(agenda(12)), agenda_document(agenda(12))
    assert docx_file(first) == docx_file(second)
    assert docx_file(first, letterhead()) == docx_file(second, letterhead())
    assert pdf_file(first) == pdf_file(second)


def test_an_english_invitation_is_english() -> None:
    document = agenda_document(agenda(language="en"))
    assert problems(docx_file(document), language="en-GB") == []
    assert plain(document.title).startswith("Agenda of meeting no. 3/2026")
    assert "We invite you" in words(docx_file(document))
    assert b"/Lang (en-GB)" in pdf_file(document)


def test_an_invitation_is_never_taken_for_minutes_that_come_back() -> None:
    document = agenda_document(agenda())
    assert (document.identifier, document.identity) == ("", {})


@given(*[st.text(st.characters(), max_size=60)] * 4)
def test_any_text_in_any_field_is_printed(title: str, name: str, place: str, paper: str) -> None:
    content = agenda(
        0,
        committee=CommitteeTitle(name, "comité technique", title),
        place=place,
        entries=(
            AgendaEntry(title, ItemKind.DECISION, name, 10, name, date(2026, 9, 10), papers=(paper, title)),
        ),
        papers=(paper,),
        actions=(ActionLine("Écrire", name),),
        apologies_to=place,
    )
    document = agenda_document(content)
    assert problems(docx_file(document)) == []
    assert pages(pdf_file(document))

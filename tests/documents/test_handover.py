"""The paper that goes with a base: what is open is in it, and what is not open is said not to be."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.handover import (
    ActionEntry,
    ContactEntry,
    HandoverContent,
    MeetingEntry,
    MinutesEntry,
    OwnerEntry,
    PartnerEntry,
    PostEntry,
    Whereabouts,
)
from pstdesk.documents.handover_document import handover_document
from pstdesk.documents.outline import Paragraph, Table
from pstdesk.documents.pdf_writer import pdf_file
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.dashboard import MinutesWait, Waiting
from pstdesk.domain.lights import Lamp, Light, LightCode, LightState
from pstdesk.i18n import NBSP
from tests.documents.accessibility import problems
from tests.documents.letterhead_makers import THEIR_OWN, letterhead
from tests.documents.test_minutes_docx import complaints
from tests.documents.test_minutes_pdf import pages

DAY = date(2026, 11, 26)
WHERE = Whereabouts("/bases/valmont.pstdesk", "/bases/valmont.sauvegardes", "/documents/valmont")
EMPTY = HandoverContent("PST de Valmont", "Valmont", DAY, "e.morel", WHERE)
FULL = replace(
    EMPTY,
    where=replace(WHERE, last_backup=datetime(2026, 11, 25, 17, 42, tzinfo=UTC)),
    letterhead=("Ville de Valmont", "2, place de l’Œuvre"),
    template="en-tête.docx",
    meetings=(
        MeetingEntry(
            "CT1 Accès aux droits", date(2026, 12, 3), time(14), False, "Joël Cœurdacier",
            (Lamp(Light.CONVOCATION, LightState.LATE, LightCode.CONVENE, 8),), "Salle des <Œuvres>",
        ),
        MeetingEntry(
            "CT2 Vie sociale", date(2027, 1, 28), None, False, "",
            (Lamp(Light.CONVOCATION, LightState.NOT_DUE, LightCode.CONVENE_LATER, 42),),
        ),
        MeetingEntry(
            "CT3 Insertion", date(2026, 12, 1), time(9, 30), False, "",
            (Lamp(Light.CONVOCATION, LightState.DONE, LightCode.CONVENED, on=date(2026, 11, 12)),),
        ),
        MeetingEntry("CT4 Autonomie", date(2026, 11, 5), None, False, "", ()),
        MeetingEntry(
            "CT5 Participation", date(2026, 11, 20), None, True, "",
            (Lamp(Light.SHEET, LightState.DUE, LightCode.SHEET_MISSING, 2),),
        ),
    ),
    contacts=(
        ContactEntry(
            "CT1 Accès aux droits", "Joël Cœurdacier", MandateRole.REFERENT,
            "01 99 00 00 26", "j@valmont.example",
        ),
        ContactEntry("CT2 Vie sociale", "Zoé Œillardin", MandateRole.SUBSTITUTE_REFERENT, "", ""),
    ),
    minutes=(
        MinutesEntry("CT5 Participation", date(2026, 11, 20), Waiting(MinutesWait.WRITING, False, 10), None),
        MinutesEntry("CT6 Enfance", date(2026, 11, 24), Waiting(MinutesWait.READING, False, 0), None),
        MinutesEntry("CT4 Autonomie", date(2026, 9, 5), Waiting(MinutesWait.WRITING, True, 12), None),
        MinutesEntry(
            "CT1 Accès aux droits", date(2026, 9, 3),
            Waiting(MinutesWait.APPROVAL, True, 3), date(2026, 12, 3),
        ),
    ),
    owners=(
        OwnerEntry("", (ActionEntry("Trouver une salle", None, False, "", ""),)),
        OwnerEntry(
            "Parcs & jardins",
            (
                ActionEntry("Planter <des> arbres", date(2026, 10, 1), True, "CT1, CT2", "Devis reçu."),
                ActionEntry("Arroser", date(2027, 4, 1), False, "CT1", ""),
            ),
        ),
    ),
    actions=5,
    posts=(
        PostEntry("CT6 Enfance", "", None, role=MandateRole.REFERENT),
        PostEntry("CT7 Cadre de vie", "", date(2026, 10, 1), role=MandateRole.REFERENT),
        PostEntry("CT1 Accès aux droits", "Joël Cœurdacier", date(2027, 1, 8), role=MandateRole.REFERENT),
        PostEntry("CLG", "", None, office="Maire"),
    ),
    partners=(PartnerEntry("CAF", None, 2), PartnerEntry("Mission locale", date(2026, 2, 3), 1)),
    double_people=1,
    double_organisations=3,
)  # fmt: skip


def said(content: HandoverContent) -> str:
    """Return all that the paper says, a line for each paragraph and each row."""
    lines = []
    for part in handover_document(content).outline:
        if isinstance(part, Paragraph):
            lines.append(part.text)
        else:
            lines += [
                " | ".join(
                    " / ".join("".join(run.text for run in line) for line in cell) for cell in row.cells
                )
                for row in part.rows
            ]
    return "\n".join(lines).replace(NBSP, " ")


def test_where_everything_is_and_who_says_so() -> None:
    words = said(FULL)
    for line in (
        "Passation : PST de Valmont",
        "Établie le\tjeudi 26 novembre 2026",
        "Par\te.morel",
        "Base\t/bases/valmont.pstdesk",
        "Sauvegardes\t/bases/valmont.sauvegardes (la dernière : le 25 novembre 2026 à 17 h 42)",
        "Documents\t/documents/valmont",
        "Papier\ten-tête.docx",
    ):
        assert line in words


@pytest.mark.parametrize(
    "line",
    [
        "jeudi 3 décembre 2026, 14 h | CT1 Accès aux droits / Salle des <Œuvres> / "
        "référent : Joël Cœurdacier | convocation : à envoyer, en retard de 8 jours",
        "jeudi 28 janvier 2027 | CT2 Vie sociale | convocation : à envoyer avant le 13 janvier 2027",
        "mardi 1er décembre 2026, 9 h 30 | CT3 Insertion | convocation : envoyée le 12 nov.",
        "jeudi 5 novembre 2026 / passée, à noter comme tenue ou annulée | CT4 Autonomie | –",
        "vendredi 20 novembre 2026 / tenue | CT5 Participation | feuille d’émargement : à classer",
        "CT1 Accès aux droits | Joël Cœurdacier / Référent | 01 99 00 00 26 / j@valmont.example",
        "CT2 Vie sociale | Zoé Œillardin / Référent suppléant | –",
        "CT5 Participation, 20 novembre 2026 | à rédiger, d’ici au 6 décembre 2026",
        "CT6 Enfance, 24 novembre 2026 | en relecture, d’ici au 26 novembre 2026",
        "CT4 Autonomie, 5 septembre 2026 | à rédiger, en retard de 12 jours",
        "CT1 Accès aux droits, 3 septembre 2026 | à approuver à la séance du 3 décembre 2026",
        "sans responsable | Trouver une salle | –",
        "Parcs & jardins | Planter <des> arbres / CT1, CT2 – Devis reçu. | 1er oct. 2026 / dépassée",
        "Parcs & jardins | Arroser / CT1 | 1er avr. 2027",
        "Les 3 plus pressantes, sur 5 ouvertes : les autres sont dans le registre.",
        "CT6 Enfance | Référent | à élire",
        "CT7 Cadre de vie | Référent | vacant depuis le 1er octobre 2026",
        "CT1 Accès aux droits | Référent / Joël Cœurdacier | finit le 7 janvier 2027",
        "CLG | Maire | vacant",
        "CAF | jamais | 2",
        "Mission locale | 3 février 2026 | 1",
        "1 paire de fiches de personnes se ressemble : est-ce la même personne ?",
        "3 paires de fiches de structures se ressemblent : est-ce chaque fois la même structure ?",
    ],
)
def test_what_is_open_is_said(line: str) -> None:
    assert line in said(FULL).split("\n")


def test_what_is_not_open_is_said_too() -> None:
    words = said(EMPTY)
    for line in (
        "Aucune séance n’est prévue : l’année est à planifier (Calendrier).",
        "Tous les comptes rendus sont diffusés et approuvés.",
        "Aucune action n’est ouverte.",
        "Aucun mandat ne finit dans les trois mois, aucun siège n’est vacant.",
        "Toutes les structures attendues sont venues depuis moins de six mois.",
        "Papier\tle modèle de pstdesk",
    ):
        assert line in words
    assert "Qui joindre" not in words
    assert "À vérifier" not in words
    assert not any(isinstance(part, Table) for part in handover_document(EMPTY).outline)


@pytest.mark.parametrize("content", [EMPTY, FULL], ids=["empty", "full"])
def test_the_word_file_is_sound_and_everybody_can_read_it(content: HandoverContent, tmp_path: Path) -> None:
    file = docx_file(handover_document(content))
    assert complaints(file, tmp_path) == []
    assert problems(file) == []
    assert docx_file(handover_document(content)) == file


def test_it_goes_on_the_communes_own_paper() -> None:
    assert len(docx_file(handover_document(FULL), letterhead(THEIR_OWN))) > 10_000


def test_the_pdf_says_the_same_in_english_where_the_programme_is() -> None:
    text = " ".join(pages(pdf_file(handover_document(FULL)))).replace(NBSP, " ")
    assert "Planter <des> arbres" in text
    english = replace(FULL, language="en")
    assert handover_document(english).title == "Handover: PST de Valmont"

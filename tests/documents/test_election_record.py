"""The record of an election: what it says in every way an election can go, always in the same file."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pstdesk.documents.document import Document
from pstdesk.documents.election_record import (
    RecordContent,
    RecordTie,
    from_json,
)
from pstdesk.documents.election_record_document import record_document
from pstdesk.documents.kept import as_json, digest
from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.outline import Cell, Paragraph, Table
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import QuorumRule, TieBreak
from pstdesk.i18n import NBSP
from tests.documents.election_makers import (
    EVERY_WAY,
    INES,
    SEKOU,
    ZOE,
    approval,
    ballot,
    by_consent,
    correction,
    draft,
    failure,
    judgment,
    record,
    refused_and_several,
)
from tests.documents.test_decisions_document import rows, said

MAKERS = pytest.mark.parametrize("make", EVERY_WAY.values(), ids=EVERY_WAY)


def plain(cell: Cell) -> str:
    """Return the words of a cell, with plain blanks."""
    return "".join(run.text for line in cell for run in line).replace(NBSP, " ")


def text(content: RecordContent) -> str:
    """Return all the words of the record, paragraph by paragraph and row by row, with plain blanks."""
    found: list[str] = []
    for each in record_document(content).outline:
        if isinstance(each, Paragraph):
            found.append(each.text)
        else:
            found += [
                "".join(run.text for line in cell for run in line) for row in each.rows for cell in row.cells
            ]
    return "\n".join(found).replace(NBSP, " ")


def tables(document: Document, caption: str) -> list[list[list[str]]]:
    """Return the cells of every table of that caption."""
    return [
        [
            ["".join(run.text for line in cell for run in line).replace(NBSP, " ") for cell in row.cells]
            for row in each.rows
        ]
        for each in document.outline
        if isinstance(each, Table) and each.caption == caption
    ]


# What is kept


@MAKERS
def test_what_is_kept_comes_back_whole(make: Callable[[], RecordContent]) -> None:
    content = make()
    stored = json.loads(json.dumps(as_json(content)))
    assert from_json(stored) == content
    assert digest(from_json(stored)) == digest(content)


def test_a_change_of_anything_is_another_digest() -> None:
    changed = (
        record(remarks="Néant"),
        record(tellers=("Chloé Abélard",)),
        record(made_on=date(2026, 11, 13)),
        replace(record(), rounds=record().rounds[:2]),
    )
    assert len({digest(each) for each in (record(), *changed)}) == 5


# What it says


def test_it_says_its_body_its_day_its_hours_and_its_officers() -> None:
    found = text(record())
    for wanted in (
        "Procès-verbal de l’élection du référent du comité technique « Accès aux droits et continuité",
        "jeudi 12 novembre 2026, de 14 h 40 à 15 h 25",
        "Présidence\tRenée Fauré",
        "Secrétariat\tJoël Cœurdacier",
        "Scrutateurs\tChloé Abélard et Théo Hébert",
        "Quorum\tatteint, 10 pour 7 nécessaires (plus de la moitié des membres présents)",
        "Résultat\tInès D’Arcy",
        "L’élection est close à 15 h 25.",
        "Néant.",
    ):
        assert wanted in found


def test_a_round_says_its_counts_in_figures_and_in_words() -> None:
    counted = tables(record_document(record()), "Dépouillement")
    assert counted[0] == [
        ["Électeurs inscrits", "12", "douze"],
        ["Votants", "11", "onze"],
        ["Bulletins nuls", "1", "un"],
        ["Bulletins blancs", "1", "un"],
        ["Suffrages exprimés", "9", "neuf"],
        ["Majorité absolue", "5", "cinq"],
    ]
    assert [row[0] for row in counted[1]][-1] == "Suffrages exprimés"
    scores = tables(record_document(record()), "Résultat du tour")
    assert scores[0] == [[ZOE, "4", "quatre"], [INES, "4", "quatre"], [SEKOU, "1", "un"]]
    assert all("Vote à bulletin secret." in words for words in said(record_document(record()), "meta")[:1])


def test_who_gave_a_proxy_to_whom_is_said_round_by_round() -> None:
    found = {row[0]: row[2] for row in rows(record_document(record()), "Électeurs et participation")}
    assert (
        found["Chloé Abélard"]
        == "1er tour, 2e tour : pouvoir à Łucja Abélard3e tour : par Łucja Abélard, suppléant"
    )
    assert found["Joël Abélard"] == "en personne"
    assert found["Chloé Cœurdacier"] == "n’a pas voté"
    assert "1er tour : 10 en personne, 1 par pouvoir.\n" in text(record())
    assert "3e tour : 10 en personne, 1 par suppléance." in text(record())


def test_a_tie_and_what_ended_it() -> None:
    found = text(record())
    assert f"Égalité entre {ZOE} et {INES}. Un autre tour suit." in found
    assert (
        f"Le sort décide : le nom de {INES} est tiré, devant les témoins Joël Cœurdacier et Chloé Abélard."
        in found
    )
    assert f"{INES} : par tirage au sort, 3e tour ; accepte le mandat." in found
    several = replace(
        record().rounds[2], tie=RecordTie((ZOE, INES, SEKOU), TieBreak.LOT, (ZOE, INES), ("A", "B"))
    )
    assert f"les noms de {ZOE} et {INES} sont tirés" in text(record(rounds=(several,)))
    assert "pas encore départagée" in text(replace(draft(), rounds=draft().rounds[1:]))


def test_age_is_said_by_whom_it_favours_and_no_more() -> None:
    found = text(refused_and_several())
    assert f"L’emporte au bénéfice de l’âge : {SEKOU}." in found
    assert "19" not in found.replace("99140", "").replace("2019", "")


def test_a_refusal_and_the_ballot_after_it() -> None:
    found = text(refused_and_several())
    assert f"{ZOE}, suppléant : Łucja Weiß : par le vote, scrutin n° 1, 1er tour ; refuse le mandat." in found
    assert f"Nouveau scrutin, après le refus de : {ZOE}. Vote à bulletin secret." in found
    assert "Vote à main levée, auquel personne ne s’est opposé : il est public." in found
    assert "Référent du comité technique" in found
    assert "pour achever le mandat commencé par Renée Fauré" in found
    assert "du 12 novembre 2026 au 31 mai 2027 inclus" in found


def test_the_next_seat_has_a_ballot_of_its_own() -> None:
    kept = replace(refused_and_several().elected[0], accepted=True)
    content = replace(refused_and_several(), elected=(kept, refused_and_several().elected[1]))
    assert "Nouveau scrutin, pour le siège suivant." in text(content)


def test_approval_has_shares_and_the_difference_its_reason() -> None:
    scores = rows(record_document(approval()), "Résultat du tour")
    assert scores[0] == [INES, "7", "sept", "77,8 %"]
    assert "porte 11 signatures pour 10 bulletins. Motif : un électeur a signé" in text(approval())
    assert f"{INES} réunit le plus d’approbations." in text(approval())


def test_majority_judgment_has_grades_the_grade_that_decides_and_its_gauge() -> None:
    found = rows(record_document(judgment()), "Mentions des candidats")
    assert [row[0] for row in found] == [ZOE, INES, SEKOU]
    assert found[0][1].startswith("Très bien : 3 (trois)Bien : 3 (trois)Assez bien : 0 (zéro)")
    assert [row[2] for row in found] == ["Bien", "Assez bien", "Assez bien"]
    assert found[0][3] == "30,0 % au-dessus40,0 % au-dessous"


def test_an_election_by_consent_says_who_named_whom_and_what_was_lifted() -> None:
    document = record_document(by_consent())
    assert rows(document, "Premier tour de parole")[0] == [
        "Chloé Abélard",
        ZOE,
        "Elle écoute, et relance sans brusquer.",
    ]
    assert rows(document, "Tour des changements") == [["Théo Hébert", ZOE, "La CAF est au cœur du sujet."]]
    assert tables(document, "Objections")[1] == [
        ["Le mercredi lui est impossible.", INES, "Les séances auront lieu le jeudi.", "oui"]
    ]
    found = text(by_consent())
    assert f"Proposition n° 1 : {ZOE}" in found
    assert "La proposition est retirée." in found
    assert "la proposition est acceptée par tous" in found
    assert f"{INES} : par consentement ; accepte le mandat." in found
    assert "jusqu’à l’élection suivante" in found
    assert "totaux.json" not in found
    quiet = text(
        replace(by_consent(), nominations=(), proposals=(replace(by_consent().proposals[0], objections=()),))
    )
    for wanted in ("Personne n’a nommé qui que ce soit.", "Personne ne change d’avis.", "Aucune objection."):
        assert wanted in quiet


def test_a_failure_says_so_and_leaves_room_for_names() -> None:
    found = text(failure())
    for wanted in ("Personne ne se présente.", "Personne n’est élu.\nLe siège reste à pourvoir.", "Nom :"):
        assert wanted in found
    assert "Mandat\n" not in found
    assert "Personne n’a le droit de vote." in text(replace(failure(), electors=()))
    void = ballot(1, {ZOE: 0}, blank=11, spoiled=0)
    assert "Aucun suffrage n’est exprimé : ce tour n’élit personne." in text(
        record(rounds=(void,), elected=())
    )
    lost = ballot(1, {ZOE: 4, INES: 5})
    assert "Personne n’est élu." in text(record(rounds=(lost,), elected=()))


def test_seats_that_stay_free_are_counted() -> None:
    two = replace(record(), rules=replace(record().rules, seats=2))
    assert "Un siège reste à pourvoir." in text(two)
    assert "élection des référents du comité" in text(two)
    three = replace(record(), rules=replace(record().rules, seats=3))
    assert "2 sièges restent à pourvoir." in text(three)


def test_a_draft_calls_itself_one_and_proclaims_nothing() -> None:
    document = record_document(draft())
    assert said(document, "draft")[0].startswith("Projet. L’élection n’est pas proclamée")
    assert document.state == "Projet"
    assert "Résultat proclamé" not in text(draft())
    assert "reste à pourvoir" not in text(draft())
    assert said(record_document(record()), "draft") == []


def test_a_correction_says_at_its_head_what_it_corrects_and_why() -> None:
    document = record_document(correction())
    assert document.title.startswith("Procès-verbal rectificatif n° 2 de l’élection du référent")
    assert said(document, "decision")[0] == (
        "Rectification\nCe procès-verbal corrige et remplace le procès-verbal n° 1 du 12 novembre 2026, qui "
        "est conservé.\nMotif : le nom du second scrutateur était faux"
    )
    assert "Procès-verbal rectificatif établi le 3 décembre 2026." in text(correction())
    assert document.state.replace(NBSP, " ") == "Procès-verbal n° 2 du 3 décembre 2026, qui corrige le n° 1"


def test_the_quorum_is_said_as_the_rule_has_it() -> None:
    assert "Quorum\taucun n’est demandé par la règle" in text(refused_and_several())
    assert "aucun n’est demandé à une seconde convocation" in text(record(second_convocation=True))
    assert "Quorum\t" not in text(record(quorum=None))
    assert record().rules.quorum is not QuorumRule.NONE


def test_a_body_of_unknown_gender_and_a_substitute_have_their_titles() -> None:
    committee = CommitteeTitle("Gouvernance")
    title = record_document(record(committee=committee, role=MandateRole.SUBSTITUTE_REFERENT)).title
    assert title.replace(NBSP, " ") == "Procès-verbal de l’élection du référent suppléant : Gouvernance"

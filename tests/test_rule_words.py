"""What a voting rule says is true to its data, in French and in English, whatever the data is."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod, VotingRules
from pstdesk.i18n import NBSP, language, typeset
from pstdesk.rule_words import mandate_length, rule_sentences, rule_summary

PLAIN = VotingRules(
    method=VotingMethod.MAJORITY_2,
    tie_break=TieBreak.NEW_ROUND,
    quorum=QuorumRule.NONE,
    enrolled_by=EnrolledBy.SUMMONS,
    mandate_months=24,
    seats=1,
    proxies_per_holder=1,
    show_of_hands=False,
    sole_candidate=False,
    remote_vote=False,
)


def says(**changes: Any) -> str:
    """Return all that the plain rule says once it is changed."""
    return " ".join(rule_sentences(replace(PLAIN, **changes))).replace(NBSP, " ")


def test_the_plain_rule_says_all_it_holds() -> None:
    assert [words.replace(NBSP, " ") for words in rule_sentences(PLAIN)] == [
        "Au premier tour, il faut la majorité absolue pour être élu : plus de la moitié des suffrages "
        "exprimés. Au second, le plus grand nombre de voix suffit.",
        "Les bulletins blancs et nuls sont comptés à part : ils ne sont pas des suffrages exprimés.",
        "À égalité au second tour, un nouveau tour a lieu ; si l’égalité demeure, le sort décide, devant "
        "deux témoins.",
        "Même seul à se présenter, un candidat est soumis au vote.",
        "Le vote est secret.",
        "Ont le droit de vote les membres ayant voix délibérative, inscrits au jour de la convocation et "
        "encore membres le jour de la séance. Votent ceux d’entre eux qui sont là à l’ouverture du tour ; le "
        "suppléant vote à la place de son titulaire absent.",
        "Un membre absent peut donner pouvoir, par écrit, à un membre présent ; chacun n’en utilise qu’un.",
        "À bulletin secret, qui assiste à distance ne vote que par un pouvoir.",
        "Aucun quorum : le vote est valable quel que soit le nombre de présents.",
        "Le mandat dure 2 ans. Qui succède à quelqu’un parti avant terme achève le mandat commencé.",
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"method": VotingMethod.MAJORITY_3}, "Au troisième, le plus grand nombre de voix suffit."),
        ({"method": VotingMethod.MAJORITY_3}, "À égalité au troisième tour"),
        ({"method": VotingMethod.PLURALITY}, "un seul tour"),
        ({"method": VotingMethod.APPROVAL}, "un nouveau tour a lieu"),
        ({"method": VotingMethod.APPROVAL}, "Un bulletin qui n’approuve personne est blanc."),
        ({"method": VotingMethod.MAJORITY_JUDGMENT}, "vaut « à rejeter »"),
        (
            {"method": VotingMethod.MAJORITY_JUDGMENT},
            "Si deux candidats ont exactement les mêmes mentions, un",
        ),
        ({"method": VotingMethod.WITHOUT_CANDIDATES}, "le vote n’est pas secret"),
        ({"method": VotingMethod.WITHOUT_CANDIDATES}, "Qui assiste à distance y prend part"),
        ({"tie_break": TieBreak.LOT}, "À égalité au second tour, le sort décide"),
        ({"tie_break": TieBreak.OLDEST}, "le plus âgé l’emporte"),
        ({"seats": 2}, "Il y a 2 sièges à pourvoir, l’un après l’autre"),
        ({"seats": 2, "method": VotingMethod.APPROVAL}, "les 2 premiers sont élus"),
        ({"seats": 2, "method": VotingMethod.APPROVAL}, "À égalité d’approbations pour le dernier siège, un"),
        ({"sole_candidate": True}, "peut être déclaré élu sans vote"),
        ({"sole_candidate": True, "seats": 2}, "S’il n’y a pas plus de candidats que de sièges, ils peuvent"),
        ({"show_of_hands": True}, "à main levée si personne ne s’y oppose"),
        ({"show_of_hands": True}, "à main levée, il vote comme les autres"),
        ({"enrolled_by": EnrolledBy.MEETING}, "inscrits au jour de la séance."),
        ({"proxies_per_holder": 0}, "aucun pouvoir n’est admis"),
        ({"proxies_per_holder": 0}, "qui assiste à distance ne vote pas."),
        ({"proxies_per_holder": 3}, "chacun en utilise 3 au plus"),
        ({"remote_vote": True}, "Qui assiste à distance vote comme les autres."),
        (
            {"quorum": QuorumRule.MORE_THAN_HALF_PRESENT},
            "plus de la moitié des membres soient présents sur place",
        ),
        ({"quorum": QuorumRule.MORE_THAN_HALF_PRESENT}, "trois jours pleins"),
        ({"quorum": QuorumRule.HALF_WITH_PROXIES}, "présents, même à distance, ou représentés"),
        ({"quorum": QuorumRule.HALF_WITH_PROXIES, "proxies_per_holder": 0}, "présents, même à distance. Si"),
        ({"mandate_months": None}, "Le mandat court jusqu’à l’élection suivante."),
        ({"mandate_months": 12}, "Le mandat dure 1 an."),
        ({"mandate_months": 18}, "Le mandat dure 18 mois."),
    ],
)
def test_what_a_rule_holds_is_what_it_says(changes: dict[str, Any], expected: str) -> None:
    assert expected in says(**changes)


def test_what_does_not_apply_is_not_said() -> None:
    consent = says(method=VotingMethod.WITHOUT_CANDIDATES)
    for word in ("égalité", "bulletin", "Le vote est secret", "du tour", "soumis au vote"):
        assert word not in consent, word
    assert "siège" not in says()
    assert "trois jours" not in says(quorum=QuorumRule.HALF_WITH_PROXIES)
    assert "terme" not in says(mandate_months=None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Scrutin majoritaire à deux tours, aucun quorum, mandat de 2 ans"),
        ({"seats": 2}, "Scrutin majoritaire à deux tours, 2 sièges, aucun quorum, mandat de 2 ans"),
        (
            {"mandate_months": None, "method": VotingMethod.APPROVAL},
            "Vote par approbation, aucun quorum, mandat jusqu’à l’élection suivante",
        ),
    ],
)
def test_a_rule_in_one_line(changes: dict[str, Any], expected: str) -> None:
    assert rule_summary(replace(PLAIN, **changes)) == expected


def test_how_long_a_mandate_is() -> None:
    assert [mandate_length(months) for months in (1, 11, 12, 30, 36)] == [
        "1 mois",
        "11 mois",
        "1 an",
        "30 mois",
        "3 ans",
    ]


def any_rules() -> st.SearchStrategy[VotingRules]:
    """Return a strategy for rules with any values at all, sensible or not."""
    return st.builds(
        VotingRules,
        method=st.sampled_from(VotingMethod),
        tie_break=st.sampled_from(TieBreak),
        quorum=st.sampled_from(QuorumRule),
        enrolled_by=st.sampled_from(EnrolledBy),
        mandate_months=st.none() | st.integers(1, 240),
        seats=st.integers(1, 20),
        proxies_per_holder=st.integers(0, 10),
        show_of_hands=st.booleans(),
        sole_candidate=st.booleans(),
        remote_vote=st.booleans(),
    )


@given(any_rules())
def test_any_rule_reads_as_french(rules: VotingRules) -> None:
    for words in (*rule_sentences(rules), rule_summary(rules)):
        assert words[0].isupper()
        assert typeset(words) == words
        assert not re.search(r"[{}'_]|  |\.\.", words)
    assert all(words.endswith(".") for words in rule_sentences(rules))


@given(any_rules())
def test_no_two_sentences_of_a_rule_are_the_same_and_english_has_as_many(rules: VotingRules) -> None:
    french = rule_sentences(rules)
    assert len(set(french)) == len(french)
    with language("en"):
        english = rule_sentences(rules)
        assert rule_summary(rules)[0].isupper()
    assert len(english) == len(french)
    assert not set(english) & set(french)
    assert not any(re.search("[éèêàâçùîôœ«»\u00a0]", words) for words in english)


@pytest.mark.parametrize("field", [field.name for field in fields(VotingRules)])
def test_every_field_is_told(field: str) -> None:
    others: dict[str, Any] = {
        "method": VotingMethod.APPROVAL,
        "tie_break": TieBreak.LOT,
        "quorum": QuorumRule.HALF_WITH_PROXIES,
        "enrolled_by": EnrolledBy.MEETING,
        "mandate_months": None,
        "seats": 3,
        "proxies_per_holder": 2,
    }
    assert says(**{field: others.get(field, True)}) != says()


def test_the_line_says_that_it_is_the_quorum_it_speaks_of() -> None:
    said = rule_summary(replace(PLAIN, quorum=QuorumRule.HALF_WITH_PROXIES)).replace("\u00a0", " ")
    assert "quorum : la moitié des membres, pouvoirs compris" in said

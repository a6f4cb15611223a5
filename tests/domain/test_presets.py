"""The presets that ship say what the scheme says, and a preset that is badly written is refused."""

import json
from enum import StrEnum
from typing import Any

import pytest

from pstdesk.domain.committee import Capacity, LevelKind, Rhythm
from pstdesk.domain.errors import Refused
from pstdesk.domain.presets import PRESETS, Preset, PresetRuleSet, read_preset
from pstdesk.domain.voting import QuorumRule, TieBreak, VotingMethod
from pstdesk.i18n import typeset
from pstdesk.resources import resource

THEMES = (
    "Accès aux droits et continuité du service public",
    "Vie sociale et vivre ensemble",
    "Insertion, ESS et développement économique",
    "Autonomie des personnes âgées et des personnes en situation de handicap",
    "Participation des habitants",
    "Petite enfance, jeunesse, parentalité",
    "Cadre de vie et développement durable",
)


def shipped(name: str) -> Preset:
    """Return one of our own presets."""
    return read_preset(resource("presets", f"{name}.json").read_text(encoding="utf-8"))


def small() -> dict[str, Any]:
    """Return a preset with one of everything, as decoded JSON."""
    return {
        "title": "Essai",
        "summary": "Un de chaque",
        "programme": "Programme d’essai",
        "levels": [{"name": "Comités", "kind": "operational", "body_name": "comité"}],
        "committees": [
            {
                "short_name": "C1",
                "name": "Entraide",
                "level": "Comités",
                "rhythm": "yearly",
                "usual_month": 9,
                "open_membership": True,
                "elects_referent": True,
                "rule_set": "Deux tours",
                "seats": [{"office": "Maire", "capacity": "co_chair"}],
            }
        ],
        "grades": ["Élu"],
        "sectors": [{"name": "Action sociale", "social_work": True}],
        "organisation_categories": ["Association"],
        "rule_sets": [
            {
                "name": "Deux tours",
                "explanation": "Absolue, puis relative.",
                "method": "majority-2",
                "tie_break": "new-round",
                "quorum": "none",
                "enrolled_by": "summons",
                "mandate_months": None,
                "seats": 1,
                "proxies_per_holder": 1,
                "show_of_hands": False,
                "sole_candidate": False,
                "remote_vote": False,
            }
        ],
        "default_rule_set": "Deux tours",
    }


def test_bondy_has_the_nine_bodies_of_the_scheme() -> None:
    preset = shipped("bondy")
    bodies = {body.short_name: body for body in preset.committees}
    kinds = {level.name: level.kind for level in preset.levels}
    assert list(bodies) == ["CLG", "CV", "CT1", "CT2", "CT3", "CT4", "CT5", "CT6", "CT7"]
    assert tuple(bodies[f"CT{i}"].name for i in range(1, 8)) == THEMES
    council = bodies["CLG"]
    assert (council.name, council.rhythm, council.usual_month) == (
        "Conseil local de gouvernance",
        Rhythm.YEARLY,
        9,
    )
    assert [(seat.office, seat.capacity) for seat in council.seats] == [
        ("Maire", Capacity.CO_CHAIR),
        ("Président du Conseil départemental", Capacity.CO_CHAIR),
        ("Président de la CAF", Capacity.CO_CHAIR),
        ("Président de la communauté d’agglomération", Capacity.CO_CHAIR),
    ]
    assert (bodies["CV"].name, kinds[bodies["CV"].level]) == ("Cellule de veille", LevelKind.WATCH)
    body_names = {level.kind: level.body_name for level in preset.levels}
    assert body_names[LevelKind.OPERATIONAL] == "comité technique"
    assert body_names[LevelKind.STRATEGIC] == body_names[LevelKind.WATCH] == ""  # their names say it all
    technical = [body for body in preset.committees if kinds[body.level] is LevelKind.OPERATIONAL]
    assert len(technical) == 7
    assert all(
        body.rhythm is Rhythm.QUARTERLY and body.open_membership and body.elects_referent
        for body in technical
    )


def test_bondy_knows_the_grades_and_what_lies_beyond_social_work() -> None:
    preset = shipped("bondy")
    assert preset.grades == ("Élu", "Direction", "Encadrement", "Agent", "Bénévole", "Habitant", "Autre")
    social = {sector.name: sector.social_work for sector in preset.sectors}
    assert social["Action sociale"]
    assert not any(
        social[name] for name in ("Cadre de vie", "Administration", "Économie", "Emploi", "Habitants")
    )


def test_bondy_elects_in_two_rounds_without_quorum() -> None:
    preset = shipped("bondy")
    (default,) = (rules for rules in preset.rule_sets if rules.name == preset.default_rule_set)
    assert (default.method, default.quorum) == (VotingMethod.MAJORITY_2, QuorumRule.NONE)
    assert {rules.method for rules in preset.rule_sets} == set(VotingMethod)
    assert {rules.quorum for rules in preset.rule_sets} == set(QuorumRule)


WORDS_OF_RULES: dict[StrEnum, str] = {
    VotingMethod.MAJORITY_2: "deux tours",
    VotingMethod.MAJORITY_3: "majorité absolue aux deux premiers tours, relative au troisième",
    VotingMethod.PLURALITY: "en un seul tour",
    VotingMethod.APPROVAL: "approuve autant de candidats",
    VotingMethod.MAJORITY_JUDGMENT: "mention majoritaire",
    VotingMethod.WITHOUT_CANDIDATES: "consentement de tous",
    TieBreak.NEW_ROUND: "un nouveau tour, puis un tirage au sort",
    TieBreak.LOT: "tirage au sort",
    TieBreak.OLDEST: "le plus âgé est élu",
    QuorumRule.NONE: "ucun quorum",
    QuorumRule.MORE_THAN_HALF_PRESENT: "plus de la moitié des membres présents sur place, sans compter les",
    QuorumRule.HALF_WITH_PROXIES: "la moitié des membres doit être présente, même à distance, ou représentée",
}
"""By which words an explanation shows that it means what the rule holds."""


@pytest.mark.parametrize("name", PRESETS)
def test_what_explains_a_rule_is_true_to_it_and_leaves_nothing_out(name: str) -> None:
    for rules in shipped(name).rule_sets:
        text = rules.explanation
        consent = rules.method is VotingMethod.WITHOUT_CANDIDATES
        two_rounds = rules.method is VotingMethod.MAJORITY_2
        assert WORDS_OF_RULES[rules.quorum] in text, rules.name
        assert consent or WORDS_OF_RULES[rules.tie_break] in text, rules.name
        assert WORDS_OF_RULES[rules.method] in (f"{rules.name} {text}" if two_rounds else text)
        assert ("deux ans" in text) is (rules.mandate_months == 24), rules.name
        assert ("un pouvoir" in text) is (rules.proxies_per_holder == 1), rules.name
        assert ("ni secret ni pouvoirs" in text) is consent, rules.name
        assert ("main levée" in text) is (rules.show_of_hands and not consent), rules.name
        assert ("déclarée élue sans vote" in text) is rules.sole_candidate, rules.name
        assert ("seconde convocation" in text) is (rules.quorum is not QuorumRule.NONE), rules.name
        assert ("le second" in text and "deux référents" in text) is (rules.seats == 2), rules.name


def test_a_rule_is_the_same_in_every_preset() -> None:
    met: dict[str, PresetRuleSet] = {}
    for rules in (rules for name in PRESETS for rules in shipped(name).rule_sets):
        assert met.setdefault(rules.name, rules) == rules
    assert len(met) == 8


def test_ctg_has_its_steering_and_thematic_groups() -> None:
    bodies = [body.short_name for body in shipped("ctg").committees]
    assert bodies == ["COPIL", "COTECH", *(f"GT{i}" for i in range(1, 9))]


def test_vide_has_everything_but_bodies() -> None:
    preset = shipped("vide")
    assert preset.committees == ()
    assert {level.kind for level in preset.levels} == set(LevelKind)
    assert preset.grades
    assert preset.sectors
    assert preset.rule_sets


def test_the_presets_offered_are_those_that_ship() -> None:
    assert set(PRESETS) == {path.stem for path in resource("presets").glob("*.json")}


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_set_in_french_typography(name: str) -> None:
    text = resource("presets", f"{name}.json").read_text(encoding="utf-8")
    assert "'" not in text
    for words in texts(json.loads(text)):
        assert typeset(words) == words


def texts(value: object) -> list[str]:
    """Return every text within decoded JSON."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def test_one_of_everything_is_read() -> None:
    preset = read_preset(json.dumps(small()))
    (body,) = preset.committees
    assert (body.rule_set, body.seats[0].office) == ("Deux tours", "Maire")
    assert preset.rule_sets[0].mandate_months is None


def test_a_body_says_only_what_differs() -> None:
    source = small()
    for key in ("usual_month", "rule_set", "seats"):
        del source["committees"][0][key]
    (body,) = read_preset(json.dumps(source)).committees
    assert (body.usual_month, body.rule_set, body.seats) == (None, None, ())


@pytest.mark.parametrize(
    ("path", "value", "code", "place"),
    [
        ("colour", "bleu", "preset_key", "colour"),
        ("committees.0.color", "bleu", "preset_key", "committees[0].color"),
        ("title", None, "preset_value", "title"),
        ("title", "", "preset_value", "title"),
        ("title", 3, "preset_value", "title"),
        ("levels", {}, "preset_value", "levels"),
        ("levels.0", "Comités", "preset_value", "levels[0]"),
        ("levels.0.kind", "high", "preset_value", "levels[0].kind"),
        ("levels.0.kind", ["watch"], "preset_value", "levels[0].kind"),
        ("committees.0.rhythm", "weekly", "preset_value", "committees[0].rhythm"),
        ("committees.0.open_membership", 1, "preset_value", "committees[0].open_membership"),
        ("committees.0.usual_month", True, "preset_value", "committees[0].usual_month"),
        ("committees.0.usual_month", 13, "preset_value", "committees[0].usual_month"),
        ("committees.0.rhythm", "quarterly", "preset_value", "committees[0].usual_month"),
        ("committees.0.level", "Ailleurs", "preset_value", "committees[0].level"),
        ("committees.0.rule_set", "Au hasard", "preset_value", "committees[0].rule_set"),
        ("committees.0.short_name", "entraide", "preset_value", "committees"),
        ("committees.0.short_name", "?", "preset_value", "committees"),
        ("committees.0.seats.0.capacity", "king", "preset_value", "committees[0].seats[0].capacity"),
        ("default_rule_set", "Au hasard", "preset_value", "default_rule_set"),
        ("grades", ["Élu", "ELU"], "preset_value", "grades"),
        ("rule_sets.0.seats", 0, "preset_value", "rule_sets[0]"),
        ("rule_sets.0.proxies_per_holder", -1, "preset_value", "rule_sets[0]"),
        ("rule_sets.0.mandate_months", 0, "preset_value", "rule_sets[0]"),
        ("rule_sets.0.method", "without-candidates", "preset_value", "rule_sets[0]"),
    ],
)
def test_what_is_wrong_is_named(path: str, value: object, code: str, place: str) -> None:
    source: Any = small()
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    part = source
    for step in way:
        part = part[step]
    part[last] = value
    with pytest.raises(Refused) as refused:
        read_preset(json.dumps(source))
    assert (refused.value.code, refused.value.values) == (code, {"place": place})


@pytest.mark.parametrize("key", sorted(small()))
def test_a_missing_part_is_named(key: str) -> None:
    source = small()
    del source[key]
    with pytest.raises(Refused) as refused:
        read_preset(json.dumps(source))
    assert (refused.value.code, refused.value.values) == ("preset_key", {"place": key})


@pytest.mark.parametrize("text", ["", "{", "[]", "3"])
def test_what_is_no_preset_at_all_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_preset(text)
    assert refused.value.code == "preset_value"

"""What a programme can start from: levels, bodies, grades, sectors, kinds of organisation, voting rules."""

import json
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from pstdesk.domain.committee import Capacity, LevelKind, Rhythm
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.rule_check import refuse_rules
from pstdesk.domain.voting import VotingRules

PRESETS = ("bondy", "ctg", "vide")
"""The presets that ship, in the order in which they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetLevel:
    """A tier of the governance; ``name`` heads its bodies.

    ``body_name`` is what one of them is called before its theme; empty where its name says it all.
    """

    name: str
    kind: LevelKind
    body_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetSeat:
    """A place in a body that goes with an office."""

    office: str
    capacity: Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetCommittee:
    """A body; ``level`` and ``rule_set`` are names, and without a rule set the programme's default holds."""

    name: str
    short_name: str
    level: str
    rhythm: Rhythm
    open_membership: bool
    elects_referent: bool
    usual_month: int | None = None
    rule_set: str | None = None
    seats: tuple[PresetSeat, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetSector:
    """A field of work, inside or outside the "champ de l’action sociale"."""

    name: str
    social_work: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetRuleSet(VotingRules):
    """A voting rule with its name and what it says in plain French."""

    name: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A whole preset; every order is the order in which things are shown."""

    title: str
    summary: str
    programme: str
    levels: tuple[PresetLevel, ...]
    committees: tuple[PresetCommittee, ...]
    grades: tuple[str, ...]
    sectors: tuple[PresetSector, ...]
    organisation_categories: tuple[str, ...]
    rule_sets: tuple[PresetRuleSet, ...]
    default_rule_set: str


def read_preset(text: str) -> Preset:
    """Return the preset that the JSON ``text`` describes (docs/presets.md).

    Raises Refused: "preset_key" for a key that is unknown or missing, "preset_value" for a value of the wrong
    kind, a name given twice, a reference to nothing or rules that cannot be; each with ``place``, for example
    "committees[2].rhythm".
    """
    try:
        source = json.loads(text)
    except ValueError as error:
        raise Refused("preset_value", place="") from error
    preset: Preset = _build(Preset, source, "")
    _check_names(preset)
    _check_references(preset)
    _check_numbers(preset)
    return preset


def _build(kind: Any, value: object, place: str) -> Any:
    """Return ``value`` as the type ``kind``: a dataclass, a tuple, an optional, an enum or a plain value."""
    if is_dataclass(kind):
        return _build_record(kind, value, place)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise Refused("preset_value", place=place)
        return tuple(_build(get_args(kind)[0], item, f"{place}[{i}]") for i, item in enumerate(value))
    if isinstance(kind, UnionType):
        return None if value is None else _build(get_args(kind)[0], value, place)
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            raise Refused("preset_value", place=place)
        return kind(value)
    if type(value) is not kind or value == "":  # exactly: True is no number of months
        raise Refused("preset_value", place=place)
    return value


def _build_record(kind: Any, value: object, place: str) -> Any:
    if not isinstance(value, dict):
        raise Refused("preset_value", place=place)
    required = {field.name for field in fields(kind) if field.default is MISSING}
    hints = get_type_hints(kind)
    for key in sorted(value.keys() ^ required):
        if key in required or key not in hints:
            raise Refused("preset_key", place=_at(place, key))
    return kind(**{key: _build(hints[key], part, _at(place, key)) for key, part in value.items()})


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _check_names(preset: Preset) -> None:
    lists: dict[str, Iterable[str]] = {
        "levels": (level.name for level in preset.levels),
        # by either name a person may mean a committee, in a list or on the command line
        "committees": (name for body in preset.committees for name in (body.name, body.short_name)),
        "grades": preset.grades,
        "sectors": (sector.name for sector in preset.sectors),
        "organisation_categories": preset.organisation_categories,
        "rule_sets": (rules.name for rules in preset.rule_sets),
    }
    for place, names in lists.items():
        folded = [fold(name) for name in names]
        if len(set(folded)) < len(folded) or "" in folded:
            raise Refused("preset_value", place=place)


def _check_references(preset: Preset) -> None:
    levels = {level.name for level in preset.levels}
    rule_sets = {rules.name for rules in preset.rule_sets}
    if preset.default_rule_set not in rule_sets:
        raise Refused("preset_value", place="default_rule_set")
    for i, body in enumerate(preset.committees):
        if body.level not in levels:
            raise Refused("preset_value", place=f"committees[{i}].level")
        if body.rule_set is not None and body.rule_set not in rule_sets:
            raise Refused("preset_value", place=f"committees[{i}].rule_set")


def _check_numbers(preset: Preset) -> None:
    for i, body in enumerate(preset.committees):
        if body.usual_month is not None and (
            body.rhythm is not Rhythm.YEARLY or body.usual_month not in range(1, 13)
        ):
            raise Refused("preset_value", place=f"committees[{i}].usual_month")
    for i, rules in enumerate(preset.rule_sets):
        try:
            refuse_rules(rules)
        except Refused as refused:
            raise Refused("preset_value", place=f"rule_sets[{i}]") from refused

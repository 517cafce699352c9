"""The JSON schema of study files, with which editors complete and check them.

It is made from what checks studies: the keys, the samplers with their options, the distributions,
the outcomes, the columns and the parameter table. What only the whole can tell, such as whether a
scenario has an actor, `coalition check` tells.
"""

from __future__ import annotations

from typing import Any

from experiments.design import DISTRIBUTIONS, SAMPLERS, Sampler
from experiments.study.finding import study_names
from experiments.study.plain import KEYS
from experiments.study.rows import POLICY, SCENARIO, SEED
from sim.columns import KINDS
from sim.metrics import OUTCOMES
from sim.parameters import Parameter
from sim.rules import RULES
from sim.scenario import policy_names, scenario_names

_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_NAMES = {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}

#: What a list of values leaves no room for.
_RANGE = ("low", "high", "distribution")
#: Addresses that depend on the scenario or the policy, by what they reach.
_OTHERS = {
    r"^actors\..+\.[a-z_]+(\..+)?$": "a number of an actor: actors.NAME.COLUMN[.LABEL]",
    r"^events\..+\.(depth|lasts|when|threshold)$": "a number of an event",
    r"^policy\..+\.(intensity|cost|threshold)$": "a number of a lever of the policy",
}


def json_schema() -> dict[str, Any]:
    """JSON schema (draft 2020-12) of a study file."""
    alone = {"not": {"anyOf": [{"required": ["factors"]}, {"required": ["design"]}]}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "coalition-lab study",
        "description": "A design over factors, policies and seeds; shipped: "
        + ", ".join(study_names()),
        "type": "object",
        "properties": {key: {"description": KEYS[key], **form} for key, form in _keys().items()},
        "required": ["title", "seed"],
        "additionalProperties": False,
        # one point, run so often, or factors with a design
        "anyOf": [
            {"required": ["factors", "design"]},
            {"required": ["replicates"], **alone},
        ],
        "allOf": [_common_luck()],
        "$defs": {"factor": _factor(_NUMBER)},
    }


def _common_luck() -> dict[str, Any]:
    """Designs that compare rows take no seed of its own for each row."""
    paired = [name for name, one in sorted(SAMPLERS.items()) if one.paired]
    method = {"properties": {"method": {"enum": paired}}, "required": ["method"]}
    return {
        "if": {"properties": {"design": method}, "required": ["design"]},
        "then": {"properties": {"seeds": {"enum": ["common", "base"]}}},
    }


def _keys() -> dict[str, dict[str, Any]]:
    columns = sorted({name for kind in KINDS.values() for name in kind.declared()})
    return {
        "title": _TEXT,
        "question": _TEXT,
        "scenario": _one_or_more(scenario_names()),
        "policy": _one_or_more(["none", *policy_names()]),
        "factors": _factors(),
        "design": {"type": "object", "required": ["method"], "oneOf": _designs()},
        "replicates": _whole(1),
        "seed": _whole(0),
        "seeds": {"enum": ["common", "base", "independent"]},
        "outcomes": _listed(list(OUTCOMES)),
        "history": _listed(columns),
        "quarters": _whole(1, 400),
        "chunk": _whole(1, 2**16),
    }


def _whole(low: int, high: int | None = None) -> dict[str, Any]:
    return {"type": "integer", "minimum": low} | ({} if high is None else {"maximum": high})


def _named(names: list[str]) -> dict[str, Any]:
    return {"anyOf": [{"enum": names}, {"type": "string", "pattern": r"\.ya?ml$"}]}


def _one_or_more(names: list[str]) -> dict[str, Any]:
    one = _named(names)
    several = {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}
    return {"anyOf": [*one["anyOf"], several]}


def _listed(names: list[str]) -> dict[str, Any]:
    one = {"enum": names}
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _designs() -> list[dict[str, Any]]:
    plain = (one for _, one in sorted(SAMPLERS.items()) if _is_plain(one))
    return [_design(one) for one in plain]


def _is_plain(sampler: Sampler) -> bool:
    """Whether a file can state its options: switches and whole numbers."""
    return all(isinstance(usual, int) for usual in sampler.options.values())


def _design(sampler: Sampler) -> dict[str, Any]:
    options: dict[str, Any] = {
        name: {"type": "boolean"} if isinstance(usual, bool) else {"type": "integer"}
        for name, usual in sampler.options.items()
    }
    for name, usual in sampler.options.items():
        options[name] |= {"default": usual}
    form: dict[str, Any] = {"method": {"const": sampler.name}, **options}
    if sampler.sized:
        form["samples"] = _whole(1) | {"description": f"number of {sampler.sized}"}
    if sampler.filtered:
        form["constraints"] = {
            "anyOf": [_TEXT, _NAMES],
            "description": "comparisons that every point must keep, such as a + b <= 1",
        }
    return {
        "description": sampler.meaning,
        "properties": form,
        "required": ["method", "samples"] if sampler.sized else ["method"],
        "additionalProperties": False,
    }


def _factors() -> dict[str, Any]:
    known = {
        f"rules.{rule}.{name}": _of_parameter(name, declared)
        for rule, kind in RULES.items()
        for name, declared in kind.parameters().items()
    }
    group = {"group": _TEXT}
    names = {"type": "object", "required": ["values"], "additionalProperties": False}
    labels = {"type": "array", "items": _TEXT, "minItems": 1}
    special = {
        name: names | {"properties": {"values": labels, **group}} for name in (SCENARIO, POLICY)
    }
    special[SEED] = {
        "type": "object",
        "required": ["count"],
        "properties": {"count": _whole(2, 1_000_000), **group},
        "additionalProperties": False,
    }
    others = {
        pattern: {"$ref": "#/$defs/factor", "description": meaning}
        for pattern, meaning in _OTHERS.items()
    }
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {**known, **special},
        "patternProperties": others,
        "additionalProperties": False,
    }


def _of_parameter(name: str, p: Parameter) -> dict[str, Any]:
    bounds = {"minimum": p.low, "maximum": p.high}
    number: dict[str, Any] = {
        "type": "integer" if p.integer or name == "on" else "number",
        **bounds,
    }
    values = {"enum": [0, 1, False, True]} if name == "on" else number
    said = f"{p.meaning} [{p.unit}]; {p.default:g}, {p.low:g} to {p.high:g}; {p.status}"
    return {"description": said, **_factor(number, values)}


def _factor(number: dict[str, Any], values: dict[str, Any] | None = None) -> dict[str, Any]:
    """Nothing, [low, high], or a mapping; numbers of it within what the address takes."""
    shapes = {name for _, names in DISTRIBUTIONS.values() for name in names}
    mapping = {
        "type": "object",
        "properties": {
            "low": number,
            "high": number,
            "default": number,
            "distribution": {"enum": list(DISTRIBUTIONS)},
            "values": {"type": "array", "items": values or number, "minItems": 1},
            "group": _TEXT,
            **dict.fromkeys(sorted(shapes), _NUMBER),
        },
        "additionalProperties": False,
        "dependentSchemas": {"values": {"not": {"anyOf": [{"required": [k]} for k in _RANGE]}}},
    }
    pair = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    return {"anyOf": [{"type": "null"}, pair, mapping]}

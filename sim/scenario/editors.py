"""The JSON schema of scenario files, with which editors complete and check them."""

from __future__ import annotations

import copy
from typing import Any

from sim.columns import KINDS

_WORDS = ("title", "description", "default")


def json_schema() -> dict[str, Any]:
    """JSON schema (draft 2020-12) of a scenario file.

    It is made from the models that check scenarios. A file that extends another one may leave
    out, and set to null, what it inherits; so nothing but `kind` is required of an actor.
    """
    from sim.scenario.quantities import Quantity
    from sim.scenario.schema import scenario_model

    schema = scenario_model().model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    definitions["quantity"] = Quantity.model_json_schema()
    _adapt(schema)
    for kind in KINDS:
        definitions[kind]["required"] = ["kind"]
    definitions["inherited_actor"] = _inherited(definitions)
    properties = schema["properties"]
    properties["extends"] = {
        "type": "string",
        "description": "Name or relative path of the scenario that this one changes",
    }
    actors = properties["actors"]["additionalProperties"]
    actors.pop("discriminator", None)
    forms = [*actors["oneOf"], {"$ref": "#/$defs/inherited_actor"}, {"type": "null"}]
    properties["actors"]["additionalProperties"] = {"anyOf": forms}
    for section in ("events", "trends"):
        inside = properties[section]["additionalProperties"]
        properties[section]["additionalProperties"] = {"anyOf": [inside, {"type": "null"}]}
    for name in ("Event", "Effect"):
        definitions[name].pop("required", None)
    required = schema.pop("required")
    schema["anyOf"] = [{"required": ["extends"]}, {"required": required}]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "coalition-lab scenario"
    return schema


def _adapt(schema: Any) -> None:
    """Let quantities stand for numbers; drop the null that only means "not stated"."""
    if isinstance(schema, dict):
        if "default" in schema and schema["default"] is None:
            del schema["default"]
        if schema.pop("x-or-quantity", False):
            words = {key: schema[key] for key in _WORDS if key in schema}
            number = {key: form for key, form in schema.items() if key not in words}
            quantity = {"$ref": "#/$defs/quantity", "properties": {"value": copy.deepcopy(number)}}
            schema.clear()
            schema.update(words, anyOf=[*number.get("oneOf", [number]), quantity])
        else:
            for child in schema.values():
                _adapt(child)
    elif isinstance(schema, list):
        for child in schema:
            _adapt(child)


def _inherited(definitions: dict[str, Any]) -> dict[str, Any]:
    """An actor that another file describes: any column of any kind, and no kind."""
    columns: dict[str, Any] = {}
    for kind in KINDS:
        for name, form in definitions[kind]["properties"].items():
            if name != "kind":
                columns.setdefault(name, copy.deepcopy(form))
    return {"type": "object", "properties": columns, "additionalProperties": False}

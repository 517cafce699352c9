"""The page of what files may hold, from the JSON schemas that `coalition schema` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from experiments.documentation.markdown import anchor, code, escaped, kind_name, number, table
from experiments.study.schema import json_schema as study_schema
from sim.columns import KINDS
from sim.scenario import json_schema as scenario_schema

_MOST_CHOICES = 5

_HEAD = """# Files

What scenario and study files may hold, as `coalition schema` and `coalition schema --study` print
it for [editors](../howto/write_a_scenario.md#completion-and-checks-in-an-editor). Numbers
may stand bare or as a [quantity](#where-a-number-comes-from). Parameters of mechanisms (`rules`)
have a [page of their own](../parameters.md).

- [A scenario](#a-scenario), [events](#events), [trends](#trends), [where a number comes
  from](#where-a-number-comes-from)
- Actors: {kinds}
- [A study](#a-study), [its design](#design), [its factors](#factors)
"""

_MEANINGS = {
    "title": "what it is, in a line",
    "description": "what it is, at length",
    "start": "first quarter, such as 2025Q1",
    "quarters": "horizon",
    "rules": "parameters by mechanism; `on: false` switches one off",
    "actors": "by name; what an actor may state depends on its kind",
    "events": "by name; null takes away an inherited one",
    "trends": "steady growth by address, a year, as a logarithmic rate",
    "source": "where the numbers come from",
    "status": "of what kind the statement is",
    "confidence": "how far it is believed",
    "note": "a remark",
    "kind": "which kind of actor",
    "label": "name in pictures",
    "role": "what the actor is there for",
    "when": "a quarter, `{between: [Q, Q]}`, or `{rate: chance a year, from: Q, until: Q}`",
    "lasts": "quarters; for good unless given; a pair is drawn from in each run",
    "ramp": "quarters until it works in full",
    "depth": "how much of the effects; a pair is drawn from in each run",
    "effects": "what it changes: `address` with `scale`, `add` or `set`",
    "rate": "growth a year",
    "unit": "unit of the number",
    "value": "the number",
}


def page() -> str:
    """The page in Markdown."""
    schema = scenario_schema()
    known = schema["$defs"]
    kinds = ", ".join(f"[{kind_name(kind)}](#{anchor(kind_name(kind))})" for kind in KINDS)
    parts = [
        _HEAD.format(kinds=kinds),
        "## A scenario\n\nRequired: `title`, `start`, `quarters`, `actors`; where it `extends` "
        "another one, nothing.\n",
        _properties(schema),
        "\n## Events\n",
        _properties(known["Event"]),
        "\n## Trends\n",
        _properties(known["Trend"]),
        "\n## Where a number comes from\n\nIn place of a bare number, for example `{value: 3.7, "
        "unit: million US$ a quarter, source: World Bank WDI, confidence: medium}`.\n",
        _properties(known["quantity"]),
        *_actors(known),
        *_study(study_schema()),
    ]
    return "\n".join(parts) + "\n"


def _properties(form: dict[str, Any], skipped: tuple[str, ...] = ()) -> str:
    rows = [
        (code(key), _meaning(key, one), takes(one))
        for key, one in form["properties"].items()
        if key not in skipped
    ]
    return table(("key", "meaning", "takes"), rows)


def _meaning(key: str, form: dict[str, Any]) -> str:
    return escaped(str(form.get("description") or _MEANINGS[key]))


def _actors(known: dict[str, Any]) -> Iterator[str]:
    common = ("source", "status", "note", "kind", "label", "role")
    for kind in KINDS:
        heading = kind_name(kind)
        yield f"\n## {heading[0].upper()}{heading[1:]}\n"
        yield (
            f"{escaped(known[kind]['description'])} `kind: {kind}`; besides `label`, `role`, "
            "`source`, `status` and `note`:\n"
        )
        yield _properties(known[kind], common)


def _study(schema: dict[str, Any]) -> Iterator[str]:
    yield "\n## A study\n"
    yield "Required: `title`, `seed`, and `factors` with `design`, or `replicates`.\n"
    yield _properties(schema)
    yield "\n## Design\n"
    rows = []
    for one in schema["properties"]["design"]["oneOf"]:
        options = [key for key in one["properties"] if key != "method"]
        words = ", ".join(code(key) for key in options) or "–"
        rows.append((code(one["properties"]["method"]["const"]), one["description"], words))
    yield table(("method", "points", "keys"), rows)
    factors = schema["properties"]["factors"]
    yield "\n## Factors\n"
    yield "By address: empty (range and default of the parameter table), `[low, high]`, or:\n"
    mapping = schema["$defs"]["factor"]["anyOf"][-1]["properties"]
    yield table(("key", "takes"), [(code(key), takes(one)) for key, one in mapping.items()])
    others = [one["description"] for one in factors["patternProperties"].values()]
    yield "\nAddresses: every parameter (`rules.MECHANISM.PARAMETER`), " + "; ".join(others) + "."
    yield "`scenario` and `policy` with `values`, `seed` with `count` make factors of these."


def takes(form: dict[str, Any]) -> str:
    """What a form of the schema takes, in a few words.

    >>> takes({"type": "number", "minimum": 0, "maximum": 1}), takes({"type": "string"})
    ('0 to 1', 'text')
    >>> takes({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]})
    'whole number from 1'
    """
    if form.get("type") == "object":
        return "mapping"
    choices = form.get("anyOf") or form.get("oneOf")
    if choices:
        return _any_of([one for one in choices if one.get("type") != "null"])
    if "enum" in form or "const" in form:
        return _chosen(form.get("enum") or [form["const"]])
    if "$ref" in form:
        return _named(form["$ref"].rsplit("/", 1)[1])
    kind = form.get("type")
    if kind in ("number", "integer"):
        return _number(form)
    if kind == "array":
        inside = takes(form["items"]) if "items" in form else "anything"
        return f"[{inside}, …]" if form.get("maxItems") != 2 else f"[lowest, highest], {inside}"
    return {"string": "text", "boolean": "true or false"}.get(str(kind), "any")


def _any_of(choices: list[dict[str, Any]]) -> str:
    listed = [one for one in choices if one.get("type") == "array" and "maxItems" not in one]
    words = [takes(one) for one in choices if one not in listed]
    said = ", or ".join(dict.fromkeys(word for word in words if word))
    return f"{said}, or a list" if listed else said


def _named(name: str) -> str:
    """What a part of the schema is, in words: a quantity is said once, at the head of the page."""
    if name == "quantity":
        return ""
    _, by, axis = name.partition("_by_")
    return f"a number for each {axis.replace('_', ' ')}" if by else name.replace("_", " ").lower()


def _chosen(values: list[Any]) -> str:
    few = ", ".join(
        code(v if isinstance(v, str) else json.dumps(v)) for v in values[:_MOST_CHOICES]
    )
    more = len(values) - _MOST_CHOICES
    return f"{few}, … ({len(values)} names)" if more > 0 else few


def _number(form: dict[str, Any]) -> str:
    whole = "whole number" if form["type"] == "integer" or form.get("multipleOf") == 1 else ""
    low, high = form.get("minimum"), form.get("maximum")
    if low is None and high is None:
        return whole or "number"
    if low is not None and high is not None:
        span = f"{number(low)} to {number(high)}"
    else:
        end = f"from {number(low)}" if low is not None else f"up to {number(float(high or 0))}"
        return f"{whole or 'number'} {end}"
    return f"{whole}, {span}" if whole else span

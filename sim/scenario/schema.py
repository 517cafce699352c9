"""The schema of scenario and policy files, built from the columns and the parameters.

Nothing is listed twice: a column or a parameter that is declared in `sim.columns` or `sim.rules`
is at once known here, checked, and completed by editors through `json_schema`.
"""

from __future__ import annotations

import functools
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Discriminator, Field, Tag, create_model

from sim.columns import KINDS, LABELS, Column
from sim.parameters import Parameter
from sim.rules import RULES
from sim.scenario.quantities import (
    BETWEEN,
    LIST,
    MAPPING,
    NUMBER,
    RATE,
    TEXT,
    Amount,
    Documented,
    Strict,
    Text,
)

MAX_QUARTERS = 400
#: Bounds of a yearly log rate of growth: a factor of seven a year is no trend.
TREND = 2.0

Change = Annotated[Any, Amount(-1e9, 1e9)]
Share = Annotated[Any, Amount(0, 1)]
Cost = Annotated[Any, Amount(0, 1e6)]
Whole = Annotated[Any, Amount(0, MAX_QUARTERS, integer=True, quantity=False)]
Span = Annotated[Any, Amount(1, MAX_QUARTERS, integer=True, pair=True)]
Horizon = Annotated[Any, Amount(1, MAX_QUARTERS, integer=True, quantity=False)]
Yearly = Annotated[Any, Amount(-TREND, TREND, quantity=False)]


class Effect(Strict):
    """What an event or a lever does to one address."""

    address: Text
    scale: Change = None
    add: Change = None
    set: Change = None


class Between(Strict):
    """A date drawn uniformly in each run."""

    between: Annotated[list[Text], Field(min_length=2, max_length=2)]


class Rate(Strict):
    """A chance a year."""

    rate: Share
    since: Text = Field("", alias="from")
    until: Text = ""


def _when_form(value: Any) -> str:
    if not isinstance(value, dict):
        return TEXT
    return BETWEEN if "between" in value else RATE


When = Annotated[
    Annotated[Text, Tag(TEXT)] | Annotated[Between, Tag(BETWEEN)] | Annotated[Rate, Tag(RATE)],
    Discriminator(_when_form),
]
Effects = Annotated[list[Effect], Field(min_length=1)]


class Event(Documented):
    """Something that happens to the world."""

    title: Text = ""
    description: Text = ""
    when: When
    lasts: Span = None
    ramp: Whole = 0
    depth: Annotated[Any, Amount(0, 1, pair=True)] = 1.0
    effects: Effects


class Lever(Documented):
    """A lever of a policy, as a policy file states it or as the catalogue completes it."""

    title: Text = ""
    description: Text = ""
    intensity: Share
    start: Text = ""
    until: Text = ""
    when: When = Field(default="")
    lasts: Span = None
    ramp: Whole = 0
    cost: Cost = 0.0
    effects: Effects


class CatalogueLever(Documented):
    """A lever of the catalogue: what it does and costs at full intensity."""

    title: Text
    description: Text = ""
    cost: Cost = 0.0
    effects: Effects


class Trend(Documented):
    """Steady growth of a setting."""

    rate: Yearly
    unit: Text = ""


class PolicyFrame(Documented):
    """A policy file without its levers."""

    title: Text
    description: Text = ""
    levers: dict[str, Any]


TrendForm = Annotated[
    Annotated[Yearly, Tag(NUMBER)] | Annotated[Trend, Tag(MAPPING)],
    Discriminator(lambda value: MAPPING if isinstance(value, dict) else NUMBER),
]


@functools.cache
def kind_model(kind: str) -> type[BaseModel]:
    """Model of one kind of actor, a field for each column that a scenario may state."""
    fields: dict[str, Any] = {
        name: _column_field(name, column)
        for name, column in KINDS[kind].declared().items()
        if column.given
    }
    doc = KINDS[kind].__doc__
    head: dict[str, Any] = {
        "kind": (Literal[kind], ...),
        "label": (Text, ""),
        "role": (Text, ""),
    }
    return create_model(kind, __base__=Documented, __doc__=doc, **head, **fields)


def _column_field(name: str, column: Column) -> tuple[Any, Any]:
    form: Any = Annotated[Any, Amount(column.low, column.high, column.integer)]
    if column.axis:
        labels: Any = _labels_model(name, column, form)
        forms: Any = Annotated[labels, Tag(MAPPING)] | Annotated[list[Text], Tag(LIST)]
        form = Annotated[forms, Discriminator(lambda v: LIST if isinstance(v, list) else MAPPING)]
    return (form, Field(... if column.default is None else None, description=_described(column)))


@functools.cache
def _labels_model(name: str, column: Column, form: Any) -> type[BaseModel]:
    if column.axis in LABELS:
        known: dict[str, Any] = dict.fromkeys(LABELS[column.axis], (form, None))
        return create_model(f"{name}_by_{column.axis}", __base__=Documented, **known)
    # Names of actors are known only to the scenario, which checks them after the schema.
    body = {
        "__module__": __name__,
        "__annotations__": {"__pydantic_extra__": dict[str, form]},
        "__doc__": f"A number for each {column.axis}.",
        "model_config": {"extra": "allow"},
    }
    make: Any = type(Documented)
    return make(f"{name}_by_{column.axis}", (Documented,), body)  # type: ignore[no-any-return]


def _described(declared: Column | Parameter) -> str:
    return f"{declared.meaning} [{declared.unit}]"


@functools.cache
def rule_model(rule: str) -> type[BaseModel]:
    """Model of the parameters of one rule."""
    fields: dict[str, Any] = {
        name: (
            Annotated[Any, Amount(p.low, p.high, p.integer, switch=name == "on")],
            Field(None, description=_described(p)),
        )
        for name, p in RULES[rule].parameters().items()
    }
    return create_model(f"rule_{rule}", __base__=Strict, **fields)


class Frame(Documented):
    """A scenario without its parts, each of which is checked by its own model.

    A process that loads one scenario so builds only the models of what the scenario holds.
    """

    title: Text
    description: Text = ""
    start: Text
    quarters: Horizon
    rules: dict[str, Any] = Field(default_factory=dict)
    actors: dict[str, Any]
    events: dict[str, Any] = Field(default_factory=dict)
    trends: dict[str, TrendForm] = Field(default_factory=dict)


def scenario_model() -> type[BaseModel]:
    """Model of a whole scenario, for the JSON schema."""
    kinds: Any = kind_model("host_state")
    for kind in list(KINDS)[1:]:
        kinds = kinds | kind_model(kind)
    actor: Any = Annotated[kinds, Field(discriminator="kind")]
    rules: dict[str, Any] = {rule: (rule_model(rule), None) for rule in RULES}
    return create_model(
        "scenario",
        __base__=Frame,
        rules=(create_model("rules", __base__=Strict, **rules), None),
        actors=(dict[str, actor], ...),
        events=(dict[str, Event], None),
    )

"""Types of numbers for the schema: bare, or with unit and provenance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import core_schema

from sim.parameters import STATUSES
from sim.scenario.tree import bare

Text = Annotated[str, Field(strict=True, max_length=20_000)]
CONFIDENCES = ("high", "medium", "low")

#: Names that pydantic puts into the place of an error where it chose between two forms.
NUMBER, PAIR, FLAG, LIST = "«number»", "«pair»", "«flag»", "«list»"
TEXT, MAPPING, BETWEEN, RATE = "«text»", "«mapping»", "«between»", "«rate»"
TAGS = {NUMBER, PAIR, FLAG, LIST, TEXT, MAPPING, BETWEEN, RATE}

#: Marks, in the JSON schema, a number that may also stand as a quantity.
OR_QUANTITY = "x-or-quantity"


class Strict(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class Documented(Strict):
    """A mapping that may say where its numbers come from."""

    source: Text = ""
    status: Literal[STATUSES] = "assumption"  # type: ignore[valid-type]
    confidence: Literal[CONFIDENCES] = "medium"  # type: ignore[valid-type]
    note: Text = ""


class Quantity(Documented):
    """A number with its unit and its provenance; the number's own place checks its range."""

    value: Any
    unit: Text = ""


@dataclass(frozen=True)
class Amount:
    """A strict number in [low, high]: no text, no boolean, no NaN, no infinity.

    Attributes
    ----------
    low, high : float
        Range, infinite where nothing bounds it.
    integer : bool
        True when it must be whole.
    pair, switch : bool
        Whether a pair [lowest, highest], or true and false, may stand for the number.
    quantity : bool
        Whether it may stand as a quantity.
    """

    low: float
    high: float
    integer: bool = False
    pair: bool = False
    switch: bool = False
    quantity: bool = True

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        one = core_schema.float_schema(
            strict=True,
            allow_inf_nan=False,
            ge=self.low if math.isfinite(self.low) else None,
            le=self.high if math.isfinite(self.high) else None,
            multiple_of=1 if self.integer else None,
        )
        forms: dict[Any, core_schema.CoreSchema] = {NUMBER: one}
        if self.pair:
            forms[PAIR] = core_schema.list_schema(one, min_length=2, max_length=2)
        if self.switch:
            forms[FLAG] = core_schema.bool_schema(strict=True)
        schema: core_schema.CoreSchema = one
        if len(forms) > 1:
            schema = core_schema.tagged_union_schema(forms, self._form)
        if self.quantity:
            schema = core_schema.no_info_before_validator_function(bare, schema)
        return schema

    def _form(self, value: Any) -> str:
        if self.pair and isinstance(value, list):
            return PAIR
        return FLAG if self.switch and isinstance(value, bool) else NUMBER

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core), OR_QUANTITY: True} if self.quantity else handler(core)

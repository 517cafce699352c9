"""What is compared, for whom it counts, and whether more of it is a gain to them.

A measure is a gain or a loss only where nearly everybody on that side would say so: trust,
readiness, fatigue. What one side gives and another gets (help, troops, dues, political support) is
told neutrally, as more or less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from experiments.gains import reading
from experiments.gains.reading import Read
from sim.columns import SUPPLIERS
from sim.errors import ParameterError, nearest

Higher = Literal["better", "worse", "neither"]
Level = Literal["supplier", "host", "community", "channel"]
#: How the numbers of many become one: added up, averaged, or averaged by population.
Pool = Literal["sum", "mean", "people"]

_MUSD, _SHARE, _PERSONS = "million US$ a quarter", "0-1", "persons"
_STATES, _BODIES, _NGOS, _FIRMS = (
    ("partner_state",), ("intergovernmental_body",), ("ngo",), ("private_firm",),
)  # fmt: skip
_OF_STATES = partial(reading.inner, kind="partner_state")
_OF_BODIES = partial(reading.inner, kind="intergovernmental_body")


@dataclass(frozen=True)
class Measure:
    """A number that each of many has in each quarter.

    Attributes
    ----------
    name : str
        Unique within its level.
    unit : str
        In words; "0-1" for a share or an index.
    told : str
        What it is: a noun phrase in the singular with a place for `{who}`.
    short : str
        The same for the axis of a figure.
    level : {"supplier", "host", "community", "channel"}
        Who has it.
    higher : {"better", "worse", "neither"}
        Whether more of it is to be wished by those who have it.
    columns : tuple of str
        Columns of the history that it is read from.
    read : callable
        Makes (runs, quarter, who) of a history, of all suppliers or of `kinds` alone.
    pool : {"sum", "mean", "people"}
        How it is put together over many.
    kinds : tuple of str
        Kinds of actor that have it.
    series : bool
        Whether it is followed over time, put together over all who have it.
    """

    name: str
    unit: str
    told: str
    short: str
    level: Level
    higher: Higher
    columns: tuple[str, ...]
    read: Read
    pool: Pool
    kinds: tuple[str, ...]
    series: bool = True


def _tie(
    name: str, unit: str, told: str, short: str, higher: Higher, pool: Pool = "sum",
    kinds: tuple[str, ...] = SUPPLIERS, columns: tuple[str, ...] = (), read: Read = reading.plain,
    series: bool = True,
) -> Measure:  # fmt: skip
    return Measure(
        name, unit, told, short, "supplier", higher, columns or (name,), read, pool, kinds, series
    )


def _host(
    name: str, unit: str, told: str, short: str, higher: Higher, columns: tuple[str, ...] = (),
    read: Read = reading.scalar, series: bool = True,
) -> Measure:  # fmt: skip
    kinds = ("host_state",)
    return Measure(
        name, unit, told, short, "host", higher, columns or (name,), read, "mean", kinds, series
    )


def _region(
    name: str, unit: str, told: str, short: str, higher: Higher, pool: Pool = "people",
    series: bool = True,
) -> Measure:  # fmt: skip
    columns, kinds = (name, "population"), ("community",)
    return Measure(
        name, unit, told, short, "community", higher, columns, reading.plain, pool, kinds, series
    )


def _channel(
    name: str, told: str, short: str, higher: Higher, column: str, read: Read
) -> Measure:  # fmt: skip
    kinds = ("host_state",) if column == "useful" else SUPPLIERS
    return Measure(
        name, _MUSD, told, short, "channel", higher, (column,), read, "sum", kinds, False
    )


#: All measures, in the order of tables and figures.
MEASURES: tuple[Measure, ...] = (
    _tie("help", _MUSD, "the help that arrives from {who}", "help given", "neither"),
    _tie("overhead", _MUSD, "the spending of {who} on coordination and fees",
         "overhead", "worse"),
    _tie("leaked", _MUSD, "the loss on the way of the help from {who}", "help lost on the way",
         "worse"),
    _tie("dues", _MUSD, "the contribution of {who} to intergovernmental bodies",
         "contribution to bodies", "neither", kinds=_STATES,
         columns=("dues", "voluntary"), read=_OF_STATES),
    _tie("troops", _PERSONS, "the number of troops of {who} in missions",
         "number of troops in missions", "neither", kinds=_STATES,
         columns=("troops",), read=_OF_STATES),
    _tie("political_support", _SHARE, "the political support from {who}", "political support given",
         "neither", "mean"),
    _tie("trust", _SHARE, "the trust on the tie with {who}", "trust", "better", "mean"),
    _tie("active", _SHARE, "the share of time in which the tie with {who} stands", "tie stands",
         "neither", "mean", series=False),
    _tie("fatigue", _SHARE, "the fatigue of {who}", "fatigue", "worse", "mean", _STATES),
    _tie("income", _MUSD, "the income of {who}", "income", "better",
         kinds=_BODIES + _NGOS, series=False),
    _tie("contract_income", _MUSD, "the contract income of {who}", "contract income", "better",
         kinds=_FIRMS, series=False),
    _tie("members", "states", "the number of members of {who}", "members", "better",
         kinds=_BODIES, columns=("membership",), read=_OF_BODIES, series=False),
    _tie("strength", _PERSONS, "the mission strength of {who}", "mission strength", "neither",
         kinds=_BODIES),
    _tie("funded", _SHARE, "the paid share of the mission's cost of {who}",
         "mission's cost paid", "better", "mean", _BODIES, series=False),
    _host("own_budget", _MUSD, "the own security spending of {who}", "own spending", "neither"),
    _host("external", _MUSD, "the help that {who} receives", "help received", "neither",
          series=False),
    _host("policy_cost", _MUSD, "the cost of the policy to {who}", "cost of the policy", "worse"),
    _host("funding_gap", _SHARE, "the funding gap of {who}", "funding gap", "worse"),
    _host("readiness", _SHARE, "the readiness of the forces of {who}", "readiness", "better"),
    _host("threat", _SHARE, "the threat in {who}", "threat", "worse"),
    _host("dependency", _SHARE, "the dependency of {who} on help", "dependency on help", "worse"),
    _host("sovereignty_cost", _SHARE, "the sovereignty given up by {who}", "sovereignty given up",
          "worse"),
    _host("legitimacy", _SHARE, "the legitimacy of the state of {who} and its partners",
          "legitimacy", "better", ("legitimacy", "population"), reading.people, False),
    _region("perceived_security", _SHARE, "the security that people see in {who}",
            "perceived security", "better"),
    _region("confidence", _SHARE, "the trust in the security forces in {who}",
            "trust in the forces", "better"),
    _region("legitimacy", _SHARE, "the legitimacy of the state and its partners in {who}",
            "legitimacy", "better"),
    _region("local_threat", _SHARE, "the threat in {who}", "local threat", "worse", series=False),
    _region("aid_received", _MUSD, "the humanitarian help that reaches {who}",
            "humanitarian help", "better", "sum"),
    _channel("help", "the help through the channel {who}", "help that arrives", "neither",
             "delivered", reading.outer),
    _channel("useful", "the help turned into capability through the channel {who}",
             "help turned into capability", "better", "useful", reading.plain),
)  # fmt: skip


def chosen(names: Iterable[str] | None) -> tuple[Measure, ...]:
    """Measures of these names, all of them unless told.

    Raises
    ------
    ParameterError
        For an unknown name.
    """
    if names is None:
        return MEASURES
    wanted = list(names)
    known = {measure.name for measure in MEASURES}
    for name in wanted:
        if name not in known:
            raise ParameterError(
                f"no measure is named {name!r}{nearest(name, known)}; known are "
                f"{', '.join(sorted(known))}"
            )
    return tuple(measure for measure in MEASURES if measure.name in wanted)


def measure_of(by: str, name: str, measure: str) -> Measure:
    """The measure behind a row of a table of gains.

    Parameters
    ----------
    by, name, measure : str
        As in the table; of the rows by kind and actor the level is found by the measure, the
        community's where `name` is the kind "community".
    """
    for found in MEASURES:
        if found.name == measure and _stands(found, by, name):
            return found
    raise ParameterError(f"no measure {measure!r} stands in rows by {by}")


def _stands(measure: Measure, by: str, name: str) -> bool:
    if by in ("channel", "community"):
        return measure.level == by
    if by == "kind":
        return measure.level != "channel" and name in measure.kinds
    if by == "actor":
        return measure.level in ("supplier", "host")
    return measure.series


#: Kinds in words, as figures and sentences name them.
KIND_WORDS: Mapping[str, str] = {
    "host_state": "the host",
    "partner_state": "the partner states",
    "intergovernmental_body": "the intergovernmental bodies",
    "ngo": "the NGOs",
    "private_firm": "the firms",
    "community": "the communities",
}

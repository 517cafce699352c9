"""Attribution: who brings how much of an outcome, with whom, and what goes when they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from experiments.attribution.collapse import Loss, smallest_loss, steps
from experiments.attribution.fault import AttributionError
from experiments.attribution.intervals import LEVEL, RESAMPLES, resamples
from experiments.attribution.values import Estimate, interactions, values, whole
from experiments.attribution.worths import orders, worths
from sim.metrics import OUTCOMES

#: Shares must sum to the whole to this share of the largest worth, or something is wrong.
_EXACT = 1e-9
#: Players up to whom every coalition is run unless told otherwise, and whom it can take at all.
USUAL, MOST_EXACT = 10, 12


@dataclass(frozen=True, eq=False)
class Attribution:
    """What was found of one outcome.

    Attributes
    ----------
    outcome, unit : str
        Its name and unit.
    good : {1, -1}
        1 where more of it counts as good, -1 where less does. Where neither does, as for
        partnership_stability, 1: what is asked is who holds it up.
    exact : bool
        Whether every coalition was run, rather than sampled orders.
    blocks, undefined : int
        Seeds (of sampled orders: pairs) that the numbers rest on, and those left out.
    whole : dict of Estimate
        Worth of "nobody", of "everybody", and the difference, "together".
    values : pandas.DataFrame
        A row a player, see `experiments.attribution.values.values`.
    pairs, steps : pandas.DataFrame or None
        Interactions, and the order of collapse; None for sampled orders.
    losses : dict of (float, Loss)
        By what is lost ("half of its value", ...) the level, and the fewest losses that reach it.
    level : float
        Of the intervals.
    """

    outcome: str
    unit: str
    good: int
    exact: bool
    blocks: int
    undefined: int
    whole: dict[str, Estimate]
    values: pd.DataFrame
    pairs: pd.DataFrame | None = None
    steps: pd.DataFrame | None = None
    losses: dict[str, tuple[float, Loss]] = field(default_factory=dict)
    level: float = LEVEL


def attribute(
    table: pd.DataFrame,
    players: Mapping[str, str],
    outcome: str,
    *,
    threshold: float | None = None,
    higher: str = "",
    unit: str = "",
    level: float = LEVEL,
    draws: int = RESAMPLES,
    seed: int = 0,
) -> Attribution:
    """Share an outcome out among players who were switched on and off.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run: `base`, `step`, `replicate`, a column a switch, the outcome. Of a full
        factorial under common seeds, or of the `permutations` design with antithetic orders.
    players : mapping of str to str
        By name the column of the switch; a player is in at the greater of its two values.
    outcome : str
        Column of the outcome.
    threshold : float, optional
        A level to ask the fewest losses for, beside half of the outcome's value and half of what
        the players bring. [the outcome's unit]
    higher, unit : str, optional
        "better", "worse" or "neither", and the unit; those of the outcome in
        `sim.metrics.OUTCOMES` unless given.
    level : float
        Of the intervals. (0-1)
    draws, seed : int
        Resamples of the bootstrap, and its seed.

    Returns
    -------
    Attribution

    Raises
    ------
    AttributionError
        When rows are missing, or the outcome is undefined for too many seeds.

    Notes
    -----
    Values are worked out seed by seed and averaged, so that they sum to the mean worth of
    everybody less that of nobody; intervals are bootstrapped over seeds, of sampled orders over
    antithetic pairs of orders.
    """
    declared = OUTCOMES.get(outcome)
    higher = higher or (declared.higher if declared else "better")
    unit = unit or (declared.unit if declared else "")
    good = -1 if higher == "worse" else 1
    exact = not table["step"].any()
    rng = np.random.default_rng(seed)
    if not exact:
        sampled = orders(table, players, outcome)
        weights = resamples(len(sampled.gain), draws, rng)
        found = Attribution(
            outcome, unit, good, False, len(sampled.gain), sampled.undefined,
            whole(sampled, weights, level), values(sampled, weights, good, level), level=level,
        )  # fmt: skip
        return _checked(found)
    if len(players) > MOST_EXACT:
        raise AttributionError(
            f"{len(players)} players have {2 ** len(players):,} coalitions; take at most "
            f"{MOST_EXACT}, or sampled permutations"
        )
    game = worths(table, players, outcome)
    weights = resamples(len(game.worth), draws, rng)
    shared = whole(game, weights, level)
    nobody, everybody = shared["nobody"].value, shared["everybody"].value
    levels: dict[str, float] = {}
    if shared["together"].surely(good):  # else they bring nothing that could be lost
        levels = {"half of what they bring": (nobody + everybody) / 2.0}
    if everybody > 0.0:
        name, factor = ("half of its value", 0.5) if good > 0 else ("twice its value", 2.0)
        levels = {name: factor * everybody, **levels}
    if threshold is not None:
        levels = {f"{threshold:g}": threshold, **levels}
    found = Attribution(
        outcome, unit, good, True, len(game.worth), game.undefined, shared,
        values(game, weights, good, level),
        interactions(game, weights, good, level) if len(players) > 1 else None,
        steps(game, weights, good, level),
        {name: (at, smallest_loss(game, weights, good, at)) for name, at in levels.items()},
        level,
    )  # fmt: skip
    return _checked(found)


def _checked(found: Attribution) -> Attribution:
    """Shares that do not sum to the whole would be a fault of ours: never shown."""
    summed = float(np.asarray(found.values["value"]).sum())
    together = found.whole["together"].value
    scale = max(abs(one.value) for one in found.whole.values())
    if abs(summed - together) > _EXACT * max(scale, 1e-300):
        raise AssertionError(f"values of {found.outcome} sum to {summed}, not to {together}")
    return found

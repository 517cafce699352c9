"""The study behind a map: a grid over two factors, every cell in the same worlds."""

from __future__ import annotations

from experiments.discovery.condition import Condition
from experiments.study import Study
from experiments.tipping.axis import Axis
from experiments.tipping.fault import TippingError
from sim.scenario import Scenario

#: Fewest cells along an axis, and fewest runs of a cell, that make a map.
FEWEST_CELLS, FEWEST_RUNS = 3, 10


def grid_study(
    scenario: Scenario, policy: str, x: Axis, y: Axis, condition: Condition, grid: int, runs: int,
    seed: int,
) -> Study:  # fmt: skip
    """A study of every cell under common random numbers.

    Parameters
    ----------
    scenario : Scenario
        The world.
    policy : str
        Name or path of a policy, "none" for doing nothing.
    x, y : Axis
        What is varied.
    condition : Condition
        Whose outcomes are kept.
    grid : int
        Values along each axis, at least `FEWEST_CELLS`; a factor that counts things may have fewer.
    runs, seed : int
        Worlds of each cell, the same ones in all cells, at least `FEWEST_RUNS`; and their seed.

    Raises
    ------
    TippingError
        When both axes are one, or the grid is too coarse.
    ScenarioError
        When the policy is wrong.
    """
    if x.address == y.address:
        raise TippingError(f"both axes are {x.address}; a map needs two different ones")
    if grid < FEWEST_CELLS:
        raise TippingError(f"a grid of {grid} shows nothing; take at least {FEWEST_CELLS}")
    if runs < FEWEST_RUNS:
        raise TippingError(
            f"{runs} runs a cell are too few for a probability; take at least {FEWEST_RUNS}"
        )
    return Study.from_dict(
        {
            "title": f"Where {condition.words}, over {x.address} and {y.address}",
            "question": f"At which values does it tip that {condition.words}?",
            "scenario": scenario.name,
            "policy": policy,
            "factors": {axis.address: [axis.low, axis.high] for axis in (x, y)},
            "design": {"method": "full_factorial", "levels": grid},
            "replicates": runs,
            "seed": seed,
            "seeds": "common",
            "outcomes": list(condition.outcomes),
        },
        "tipping",
        {scenario.name: scenario},
    )

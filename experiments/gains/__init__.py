"""Who gains and who loses when one policy, or scenario, takes the place of another, and when.

>>> from experiments.gains import gains, told
>>> found = gains("toy", ["none", "transparency"], "none", runs=12, seed=1)
>>> sorted(found.gains["by"].unique())
['actor', 'channel', 'community', 'kind', 'year']
>>> print(told(found)["sentence"].iloc[0])                                # doctest: +SKIP
"""

from __future__ import annotations

from experiments.gains.measures import MEASURES, Measure
from experiments.gains.result import Gains
from experiments.gains.telling import told, told_partings
from experiments.gains.weighing import gains, gains_of
from experiments.gains.worlds import Worlds, worlds_of

__all__ = [
    "MEASURES",
    "Gains",
    "Measure",
    "Worlds",
    "gains",
    "gains_of",
    "told",
    "told_partings",
    "worlds_of",
]

"""Attribution: what each partner, mechanism or lever brings, by switching them on and off.

`attribute` works on any table of switches and an outcome; `team` and `plan` make the study.
"""

from experiments.attribution.attribution import MOST_EXACT, USUAL, Attribution, attribute
from experiments.attribution.collapse import Loss
from experiments.attribution.fault import AttributionError
from experiments.attribution.intervals import FEWEST
from experiments.attribution.planning import TITLES, plan
from experiments.attribution.players import KINDS, Team, team
from experiments.attribution.values import Estimate

__all__ = [
    "FEWEST",
    "KINDS",
    "MOST_EXACT",
    "TITLES",
    "USUAL",
    "Attribution",
    "AttributionError",
    "Estimate",
    "Loss",
    "Team",
    "attribute",
    "plan",
    "team",
]

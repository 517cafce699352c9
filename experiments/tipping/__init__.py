"""Tipping points: where in a plane of two factors an outcome crosses a threshold, and the way back.

A map gives the probability of a condition in each cell of a grid, with a smooth surface and the
line on which it passes a level. Beyond that line the levers of the catalogue are tried for the
cheapest one that brings the host back.
"""

from experiments.tipping.axis import Axis, parse_axis
from experiments.tipping.counting import LEVEL, Cells, cells, wilson
from experiments.tipping.fault import TippingError
from experiments.tipping.grid import grid_study
from experiments.tipping.rescue import INTENSITIES, Rescue, cheapest
from experiments.tipping.surfaces import Surface, boundary, surface
from experiments.tipping.telling import beyond, sentences, told
from experiments.tipping.trying import Beyond, Lever, catalogue

__all__ = [
    "INTENSITIES",
    "LEVEL",
    "Axis",
    "Beyond",
    "Cells",
    "Lever",
    "Rescue",
    "Surface",
    "TippingError",
    "beyond",
    "boundary",
    "catalogue",
    "cells",
    "cheapest",
    "grid_study",
    "parse_axis",
    "sentences",
    "surface",
    "told",
    "wilson",
]

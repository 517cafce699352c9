"""Ablation: what each mechanism carries, seen by switching it off under the same shocks."""

from __future__ import annotations

from experiments.ablation.pairs import FEWEST_PAIRS, paired
from experiments.ablation.study import (
    MAIN,
    SLIGHT,
    WHOLE,
    Ablation,
    ablate,
    comparisons,
    effects,
    strongest,
    unmoved,
)

__all__ = [
    "FEWEST_PAIRS",
    "MAIN",
    "SLIGHT",
    "WHOLE",
    "Ablation",
    "ablate",
    "comparisons",
    "effects",
    "paired",
    "strongest",
    "unmoved",
]

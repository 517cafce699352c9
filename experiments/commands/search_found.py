"""What came of a policy search."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from experiments.search import Policies, Proof, Search


@dataclass(frozen=True, eq=False)
class Found:
    """What a search found, and what is left of it.

    Attributes
    ----------
    search, again, proof
        The search, the policies tried again, and how they did.
    front, optimism, contests, decisions : pandas.DataFrame
        Tables of the proof, and what the found policies decide.
    """

    search: Search
    again: Policies
    proof: Proof
    front: pd.DataFrame
    optimism: pd.DataFrame
    contests: pd.DataFrame
    decisions: pd.DataFrame

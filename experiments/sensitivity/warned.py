"""Warnings: results that stand, but not without a word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.sensitivity._registry import Method
from experiments.sensitivity.noise import Noise
from experiments.sensitivity.ready import Ready

#: Half width above which an interval says little: of a share, or of the largest value.
WIDE = 0.1
#: Share of variance that terms must explain together before they are taken for the model's.
EXPLAINED = 0.8
#: Share of chance in what is analysed from which on it is told.
MUCH_CHANCE = 0.5
_NAMED = 3


def warned(
    ready: Ready, method: Method, indices: pd.DataFrame, noise: Noise, dummy: str, floor: float
) -> tuple[str, ...]:
    """All warnings, as sentences.

    Parameters
    ----------
    ready : Ready
        What was analysed.
    method : Method
        By what.
    indices : pandas.DataFrame
        With what result.
    noise : Noise
        How much chance there is.
    dummy : str
        Name of a factor that does nothing; "" if there is none.
    floor : float
        What the leading index of a dummy may reach.
    """
    lead = indices[indices["measure"] == method.leading]
    found = [
        _balance(ready, method), _groups(ready, method), _still(ready, method), _dropped(ready),
        _wide(lead, method), _negative(indices, method), _over_total(indices),
        _dummy(lead, dummy, floor), _chance(noise), _little(ready, method),
        _explained(indices, method), _jumps(ready, method),
    ]  # fmt: skip
    return tuple(one for one in found if one)


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")


def _balance(ready: Ready, method: Method) -> str:
    count = ready.blocks
    if method.sampler != "saltelli" or not count & (count - 1):
        return ""
    return (
        f"{count:,} base samples are no power of two: the Sobol' sequence is not balanced, and a "
        "study that was cut off looks like this; give `samples` or the design to be sure"
    )


def _groups(ready: Ready, method: Method) -> str:
    if method.groups or len(ready.grouped) == len(ready.factors):
        return ""
    return f"{method.name} judges factors one by one; their groups are left aside"


def _still(ready: Ready, method: Method) -> str:
    if method.sampler != "morris":
        return ""
    still = (np.ptp(ready.x_blocks, axis=1) == 0).mean(axis=0)
    names = [f.name for f, share in zip(ready.factors, still, strict=True) if share > 0]
    if not names:
        return ""
    return (
        f"{_names(names)} did not move in up to {still.max():.0%} of the trajectories, because its "
        "values do not divide the levels: its effects are too small"
    )


def _dropped(ready: Ready) -> str:
    if not ready.dropped:
        return ""
    return (
        f"{ready.dropped:,} runs failed and are left out; where failing depends on the factors, "
        "the indices are those of the worlds that did not fail"
    )


def _wide(lead: pd.DataFrame, method: Method) -> str:
    scale = 1.0 if method.shares else lead["value"].abs().max()
    wide = lead[(lead["high"] - lead["low"]) / 2 > WIDE * scale]
    if wide.empty:
        return ""
    worst = ((wide["high"] - wide["low"]) / 2).max()
    return f"wide intervals, up to ±{worst:.2g}: {_names(wide['factor'].tolist())}"


def _negative(indices: pd.DataFrame, method: Method) -> str:
    if not method.shares:
        return ""
    below = indices[indices["high"] < 0]
    if below.empty:
        return ""
    names = [" with ".join(filter(None, pair)) for pair in below[["factor", "other"]].to_numpy()]
    return (
        f"indices below zero by more than their intervals: {_names(names)}; a share of variance "
        "cannot be, so the design is too small or its rows are not what they seem"
    )


def _over_total(indices: pd.DataFrame) -> str:
    single = {name: part.set_index("factor") for name, part in indices.groupby("measure")}
    if not {"first", "total"} <= single.keys():
        return ""
    over = single["first"]["low"] > single["total"]["high"]
    if not over.any():
        return ""
    return (
        f"first-order indices above total ones by more than their intervals: "
        f"{_names([str(name) for name in over.index[over]])}; more base samples are needed"
    )


def _dummy(lead: pd.DataFrame, dummy: str, floor: float) -> str:
    row = lead[lead["factor"] == dummy]
    if row.empty or not row["low"].iloc[0] > floor:
        return ""
    value, low, high = row[["value", "low", "high"]].iloc[0]
    return (
        f"the dummy {dummy}, which does nothing, has an index of {value:.2g} "
        f"[{low:.2g}, {high:.2g}]: chance or a mistake in the design looks like an effect, and "
        "the other indices cannot be trusted either"
    )


def _chance(noise: Noise) -> str:
    if not noise.left > MUCH_CHANCE:
        return ""
    return (
        f"chance makes {noise.left:.0%} of the variance that is analysed; run more replicates and "
        "analyse their mean"
    )


def _little(ready: Ready, method: Method) -> str:
    least = {"saltelli": 64, "morris": 10, "shapley": 64, "finite differences": 64}
    fewest = least.get(method.sampler, 0)
    if ready.blocks >= fewest:
        return ""
    return (
        f"{ready.blocks} {method.sized} are few: intervals from fewer than {fewest} are too short"
    )


def _jumps(ready: Ready, method: Method) -> str:
    if method.name != "fast":
        return ""
    names = [factor.name for factor in ready.factors if factor.kind != "continuous"]
    if not names:
        return ""
    return (
        f"{_names(names)} jump along the curves, and `harmonics` leaves out a part of the variance "
        "of a jump: their first-order indices are too small; sobol has no such loss"
    )


def _explained(indices: pd.DataFrame, method: Method) -> str:
    if method.name != "hdmr":
        return ""
    terms = indices[indices["measure"].isin(["first", "second"])]
    share = float(terms["value"].sum())
    if share >= EXPLAINED:
        return ""
    return (
        f"the polynomials explain {share:.0%} of the variance and miss the rest: raise `degree`, "
        "or take another method"
    )

"""HDMR: shares of variance from any table, by a sum of functions of one and two factors."""

from __future__ import annotations

import numpy as np

from experiments.sensitivity._registry import Estimate, method
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import fenced, told

#: SALib's own lower limit.
FEWEST = 300
_LEVEL = 0.95


@method(
    meaning="shares of variance from any table, by polynomials of one and two factors",
    measures={
        "first": "share of variance that a factor explains by itself",
        "total": "share of variance that a factor explains with interactions up to `order`",
        "second": "share of variance that two factors explain together and neither alone",
    },
    leading="total",
)
def hdmr(
    ready: Ready, resamples: int, rng: np.random.Generator, *, order: int = 2, degree: int = 2
) -> dict[str, Estimate]:
    """Li et al. (2010), doi:10.1021/jp9096919, as extended by Gao et al. (2023).

    SALib's `enhanced_hdmr` with its own bootstrap; what polynomials of this `degree` cannot
    follow is missing from all shares (doi:10.1029/2022WR032834).
    """
    from SALib.analyze.enhanced_hdmr import analyze

    rows, count = ready.x.shape
    if order not in (1, 2):
        raise SensitivityError("wrong option", f"order is {order}; it must be 1 or 2")
    if rows < FEWEST:
        raise SensitivityError("too few rows", f"hdmr needs {FEWEST} points, the table has {rows}")
    if count < 2:
        raise SensitivityError("too few factors", "hdmr needs at least two factors")
    pairs = count * (count - 1) // 2 if order > 1 else 0
    terms = count * degree + pairs * (degree**2 + 2 * degree)
    if terms > rows // 2:
        raise SensitivityError(
            "too few rows",
            f"hdmr would fit {terms:,} terms to halves of {rows:,} points; set a lower `degree`, "
            "`order=1`, fewer factors, or take another method",
        )
    for factor, column in zip(ready.factors, ready.x.T, strict=True):
        values = len(np.unique(column))
        if values <= degree:
            raise SensitivityError(
                "unfit factor",
                f"{factor.name} has {values} values, through which many polynomials of degree "
                f"{degree} go; set `degree={values - 1}`, or take delta, pawn or rbd_fast",
            )
    with fenced(rng):
        found = analyze(
            ready.problem(), ready.x.copy(), ready.y.copy(), max_order=order, poly_order=degree,
            bootstrap=20, subset=max(rows // 2, FEWEST), alpha=_LEVEL,
        )  # fmt: skip
    single, half = _flat(found["S"]), _flat(found["S_conf"])
    measures = {
        "first": (single[:count], half[:count]),
        "total": (_flat(found["ST"])[:count], _flat(found["ST_conf"])[:count]),
    }
    if pairs:
        measures["second"] = (single[count : count + pairs], half[count : count + pairs])
    return {
        name: Estimate(*told(value, conf, _LEVEL, resamples, rng))
        for name, (value, conf) in measures.items()
    }


def _flat(values: object) -> np.ndarray:
    return np.asarray(values, dtype=float).reshape(-1)

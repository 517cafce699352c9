"""What was learnt of each parameter, and what was not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.calibration.posterior import Posterior, quantiles

PINNED, NARROWED, OPEN = "pinned down", "narrowed", "not pinned down"
#: Contraction that the lower end of the interval has to exceed.
_PINNED, _NARROWED = 0.5, 0.1
_REPEATS = 1000
#: Correlation beyond which two parameters are said to trade off.
STRONG = 0.3


def identifiability(posterior: Posterior, seed: int = 1) -> pd.DataFrame:
    """How far each prior has contracted.

    Contraction is 1 - posterior variance / prior variance: 0 when nothing was learnt, 1 when the
    parameter is known; below 0 where the posterior heaps up at both ends. Its interval, 95%, comes
    from resampling particles, so that it is wide where a few carry all the weight. A parameter is
    *pinned down* when the interval lies above 0.5, which is a posterior less than 0.71 times as
    wide, *narrowed* when it lies above 0.1, and else *not pinned down*.

    Returns
    -------
    pandas.DataFrame
        A row a parameter: address, unit, prior_low, prior_high, present, mean, low, median, high
        (5, 50, 95%), contraction, contraction_low, contraction_high, verdict, inside (whether the
        present value lies between low and high).
    """
    weights = posterior.weights
    rng = np.random.default_rng([seed, 17])
    drawn = rng.integers(0, len(weights), (_REPEATS, len(weights)))
    again = weights[drawn]
    again = again / again.sum(1, keepdims=True)
    rows = []
    for one in posterior.problem.priors:
        values = posterior.particles[one.address].to_numpy()
        mean, variance = _moments(values, weights)
        repeated = 1.0 - _moments(values[drawn], again)[1] / one.variance
        least, most = (float(x) for x in np.quantile(repeated, [0.025, 0.975]))
        low, median, high = quantiles(values, weights, [0.05, 0.5, 0.95])
        rows.append(
            {
                "address": one.address, "unit": one.unit, "prior_low": one.low,
                "prior_high": one.high, "present": one.present, "mean": float(mean),
                "low": low, "median": median, "high": high,
                "contraction": float(1.0 - variance / one.variance),
                "contraction_low": least, "contraction_high": most,
                "verdict": PINNED if least > _PINNED else NARROWED if least > _NARROWED else OPEN,
                "inside": bool(low <= one.present <= high),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def correlations(posterior: Posterior) -> pd.DataFrame:
    """Weighted correlations of the parameters, a square table by address."""
    names = posterior.problem.addresses
    values, weights = posterior.particles[names].to_numpy(), posterior.weights
    off = values - weights @ values
    covariance = (off * weights[:, None]).T @ off
    sd = np.sqrt(np.diag(covariance))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = covariance / np.outer(sd, sd)
    return pd.DataFrame(found, index=names, columns=names)


def strongest(table: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Pairs that trade off, the strongest first."""
    names, values = list(table.columns), table.to_numpy(dtype=float)
    pairs = [
        (one, names[other], float(values[n, other]))
        for n, one in enumerate(names)
        for other in range(n + 1, len(names))
        if abs(values[n, other]) > STRONG
    ]
    return sorted(pairs, key=lambda pair: -abs(pair[2]))


def _moments(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    mean = (weights * values).sum(-1)
    return mean, (weights * (values - mean[..., None]) ** 2).sum(-1)

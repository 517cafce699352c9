"""Predictive checks: fresh worlds from the posterior, the prior, and the present values."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.calibration.evaluating import Evaluator
from experiments.calibration.posterior import Posterior, quantiles

POSTERIOR, PRIOR, PRESENT = "posterior", "prior", "present"
#: Number of the first fresh world: no particle has its seed.
_FRESH = 2**40


def predictive(
    posterior: Posterior, evaluator: Evaluator, runs: int = 200, seed: int = 1
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Hold fresh worlds of the posterior to the record.

    Particles were chosen for runs that came near the record; their own statistics would flatter
    them. Parameters are therefore drawn again, by weight, and run under new seeds. The present
    values run under the same seeds.

    Returns
    -------
    (pandas.DataFrame, pandas.DataFrame)
        A row each target and source (posterior, prior, present): observed_low, observed_high,
        band_low, band_high, low, median, high (5, 50, 95% of runs), runs, defined, inside (share
        of the runs in the pattern's band). And the values: source, run and a column a target.
    """
    problem = posterior.problem
    rng = np.random.default_rng([seed, 23])
    drawn = rng.choice(len(posterior.particles), size=runs, p=posterior.weights)
    fresh = {name: posterior.particles[name].to_numpy()[drawn] for name in problem.addresses}
    sources = {POSTERIOR: evaluator(fresh, _FRESH)}
    present = {one.address: np.full(runs, one.present) for one in problem.priors}
    if all(np.isfinite(values).all() for values in present.values()):
        sources[PRESENT] = evaluator(present, _FRESH)
    sources[PRIOR] = posterior.before[problem.names].to_numpy()
    rows = [
        _row(posterior, source, place, values[:, place])
        for source, values in sources.items()
        for place in range(len(problem.targets))
    ]
    long = [
        pd.DataFrame(values, columns=problem.names).assign(
            source=source, run=np.arange(len(values))
        )
        for source, values in sources.items()
    ]
    return pd.DataFrame(rows), pd.concat(long, ignore_index=True)


def _row(posterior: Posterior, source: str, place: int, values: np.ndarray) -> dict[str, object]:
    target = posterior.problem.targets[place]
    low, median, high = quantiles(values, np.ones(len(values)), [0.05, 0.5, 0.95])
    within = (values >= target.band[0]) & (values <= target.band[1])
    return {
        "target": target.name, "unit": target.unit, "source": source,
        "observed_low": target.low, "observed_high": target.high,
        "band_low": target.band[0], "band_high": target.band[1],
        "low": low, "median": median, "high": high, "runs": len(values),
        "defined": int(np.isfinite(values).sum()), "inside": float(within.mean()),
    }  # fmt: skip

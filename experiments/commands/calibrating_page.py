"""What a calibration found, in words."""

from __future__ import annotations

import shlex

import numpy as np
import pandas as pd

from experiments.calibration import Calibration
from experiments.calibration.identifiability import OPEN, strongest
from experiments.calibration.predictive import POSTERIOR, PRESENT, PRIOR
from experiments.calibration.smc import ABC
from experiments.commands.calibrating_request import CalibrationRequest
from experiments.commands.summary import figure
from experiments.commands.tables import aligned, markdown

#: Effective particles below which the tables are not to be leaned on.
_FEW = 50

_ABC = """\
Approximate Bayesian computation by sequential Monte Carlo (Toni et al. 2009, \
doi:10.1098/rsif.2008.0172; pyABC, Schälte et al. 2022, doi:10.21105/joss.04304). A particle is \
one run, since the record is one history as well. Its distance is the root of the mean square \
departure from the record in half bands; every pattern weighs the same, and an undefined statistic \
counts as ten half bands. Each generation accepts what comes nearer than half of the one before. \
The last threshold is not zero: the posterior is wider than one given the record exactly, and a \
narrower threshold would want more runs."""

_MATCHING = """\
History matching (Craig et al. 1997, doi:10.1007/978-1-4612-2290-3_2; Vernon et al. 2010, \
doi:10.1214/10-BA524): quadratic surfaces stand for the statistics, and a point is ruled out where \
the record lies more than three standard deviations away, chance in one run, the surface's own \
error, and half a band as three standard deviations of discrepancy counted. What is left is a set \
of points that nothing rules out. It is no probability distribution: shares and intervals of it \
describe the set."""


def brief(found: Calibration) -> str:
    """A line a parameter, for a terminal."""
    return aligned(*_parameters(found.parameters), right=range(1, 6))


def told(asked: CalibrationRequest, found: Calibration) -> str:
    """The result in a few lines."""
    table, steps = found.parameters, found.posterior.steps
    open_ones = table.loc[table["verdict"] == OPEN, "address"]
    known = table[table["verdict"] != OPEN]
    lines = [
        f"The record says something of {len(known)} of {len(table)} parameters"
        + (f": {_listed(known['address'])}." if len(known) else "."),
        f"Not pinned down: {_listed(open_ones) or 'none'}.",
        _outside(table),
    ]
    if asked.method == ABC:
        last = steps.iloc[-1]
        lines.append(
            f"Generation {int(last['step'])}: threshold {last['threshold']:.2f} half bands, "
            f"{last['accepted']:.0%} accepted, {found.posterior.effective:.0f} effective particles "
            f"of {len(found.posterior.particles)}."
        )
        if found.posterior.effective < _FEW:
            lines.append(
                "Few effective particles: intervals are rough; take more --particles and --runs."
            )
    else:
        left = ", ".join(f"{one:.1%}" for one in steps["accepted"])
        lines.append(f"Left of the ranges after each wave: {left}.")
    return "\n".join(lines)


def page(asked: CalibrationRequest, found: Calibration) -> str:
    """The summary as Markdown."""
    pairs = strongest(found.correlations)
    trade = "; ".join(f"{one} and {other} ({value:+.2f})" for one, other, value in pairs)
    priors = found.posterior.before
    parts = [
        "# Calibration",
        f"{asked.scenario.title}. {asked.window}, and nothing after it. About the model; it is no "
        "forecast about any named state.",
        "## In short",
        "\n".join(f"- {line}" for line in told(asked, found).splitlines()),
        "## Parameters",
        markdown(*_parameters(found.parameters), right=range(1, 6)),
        "Contraction is 1 less the ratio of posterior to prior variance, with its 95% interval "
        "from resampled particles: 0 when nothing was learnt. A parameter is pinned down when the "
        "interval lies above 0.5, narrowed when it lies above 0.1. A value that is not pinned down "
        "is an assumption, whatever the middle of its interval.",
        "![Marginals](figures/marginals.png)",
        f"Trade-offs (correlation beyond 0.3): {trade or 'none'}.",
        *(["![Pairs](figures/pairs.png)"] if len(found.parameters) > 1 else []),
        "## Predictive check",
        "Fresh worlds under new seeds: from the posterior, from the values that the scenario has "
        "now, and from the prior. Medians with 5–95% of runs, and the share in the pattern's band.",
        markdown(*_checks(found.checks), right=(1,)),
        "![Checks](figures/checks.png)",
        f"Of {len(priors):,} worlds of the prior {found.undefined:,} leave some statistic "
        "undefined or went astray.",
        "## Steps",
        markdown(*_steps(asked, found.posterior.steps), right=range(6)),
        "## How",
        _ABC if asked.method == ABC else _MATCHING,
        "## Limits",
        "One country and one history. Few numbers stand against many parameters, so that most of "
        "them remain open; the same patterns serve validation, so that a posterior that shows them "
        "is no evidence of its own. Uniform ranges are choices, and a posterior that leans on the "
        "end of a range speaks of the range. Longer and finer series of the window, as quarterly "
        "strengths, would narrow more.",
        f"The same again: `{shlex.join(asked.command(f'{asked.out}-again'))}`",
    ]
    return "\n\n".join(parts) + "\n"


def _parameters(table: pd.DataFrame) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    heads = (
        "parameter",
        "prior",
        "present",
        "median",
        "5–95%",
        "contraction (95%)",
        "verdict",
        "present value",
    )
    rows: list[tuple[str, ...]] = [
        (
            str(one["address"]), f"{figure(one['prior_low'])} to {figure(one['prior_high'])}",
            figure(one["present"]), figure(one["median"]),
            f"{figure(one['low'])} to {figure(one['high'])}",
            f"{one['contraction']:.2f} ({one['contraction_low']:.2f} to "
            f"{one['contraction_high']:.2f})",
            str(one["verdict"]), "inside" if one["inside"] else "outside",
        )
        for _, one in table.iterrows()
    ]  # fmt: skip
    return heads, rows


def _checks(table: pd.DataFrame) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    sources = [one for one in (POSTERIOR, PRESENT, PRIOR) if one in set(table["source"])]
    rows = []
    for name, some in table.groupby("target", sort=False):
        by = some.set_index("source")
        first = by.iloc[0]
        ends = sorted({first["observed_low"], first["observed_high"]})
        row = [str(name), " to ".join(figure(one) for one in ends)]
        for source in sources:
            one = by.loc[source]
            row.append(
                f"{figure(one['median'])} ({figure(one['low'])} to {figure(one['high'])}), "
                f"{one['inside']:.0%}"
            )
        rows.append(tuple(row))
    return ("statistic", "on record", *sources), rows


def _steps(
    asked: CalibrationRequest, table: pd.DataFrame
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    heads = (
        ("generation", "threshold", "particles", "runs", "accepted", "effective")
        if asked.method == ABC
        else ("wave", "cut", "points", "runs", "left of the ranges", "points used")
    )
    rows: list[tuple[str, ...]] = [
        (
            f"{one['step']:.0f}", f"{one['threshold']:.3f}", f"{one['particles']:.0f}",
            f"{one['runs']:,.0f}", f"{one['accepted']:.1%}", f"{one['effective']:.0f}",
        )
        for _, one in table.iterrows()
    ]  # fmt: skip
    return heads, rows


def _outside(table: pd.DataFrame) -> str:
    known = table[np.isfinite(table["present"])]
    out = known[~known["inside"]]
    if not len(out):
        return "All present values lie in the 90% intervals."
    ends = out[(out["present"] == out["prior_low"]) | (out["present"] == out["prior_high"])]
    text = f"Present values outside the 90% interval: {_listed(out['address'])}."
    if len(ends):
        text += (
            f" At the end of its range, which a central interval never holds: "
            f"{_listed(ends['address'])}."
        )
    return text


def _listed(names: pd.Series) -> str:
    return ", ".join(str(one).removeprefix("rules.") for one in names)

# %% [markdown]
# # 10. Sweeps and sensitivity: solutions

# %%
# %matplotlib inline
import time
from tempfile import TemporaryDirectory

from experiments import open_study
from experiments.figures.sensitivity import plane
from experiments.sensitivity import analyse
from experiments.study import Study
from experiments.sweep import sweep

plan = {
    "title": "What decides over readiness",
    "scenario": "liberia/baseline",
    "factors": {
        "rules.fatigue.gain": None,
        "rules.agency.leak_base": None,
        "rules.host_budget.stickiness": None,
        "rules.allocation.inertia": None,
        "actors.United States.budget": [4.5, 13.5],
    },
    "seeds": "base",
    "seed": 1,
    "outcomes": ["readiness", "autonomy", "funding_gap", "leakage_share"],
}


# %%
def swept(method, samples):
    """A finished sweep: its table, its design, and how long it took. [seconds]"""
    study = Study.from_dict({**plan, "design": {"method": method, "samples": samples}})
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        sweep(study, folder)
        took = time.perf_counter() - began
        return open_study(folder).table(), study.design, took


# %% [markdown]
# **1.** The share of the seed, by outcome.

# %%
table, design, took = swept("saltelli", 128)
for outcome in plan["outcomes"]:
    found = analyse(table, design, outcome, "sobol")
    seed, slack = found.noise.least, found.noise.slack
    first = found.measure("total").index[0]
    print(f"{outcome:<14} the seed makes {seed:.0%} (±{slack:.0%}), the first factor is {first}")

# %% [markdown]
# The share that leaks is set by one assumption nearly alone: what leaks is a share of what flows, so that
# the luck which moves the flow moves both, and cancels. The other three stand at the end of a long
# chain of leaders, crises and moods, and luck makes about half of each or more.
#
# **2.** Screening by the method of Morris.

# %%
some, points, _ = swept("morris", 20)
found = analyse(some, points, "readiness", "morris")
plane(found, "Readiness, screened", f"{len(some)} runs, liberia/baseline")

# %%
print(f"{len(some)} runs in place of {len(table)}.", found.verdict)

# %% [markdown]
# Every factor has a size (how far it moves readiness) and a spread (how uneven that is from place to
# place). The factor at the lower left is the one to leave out.
#
# **3.** What the rest would cost.

# %%
found = analyse(table, design, "readiness", "sobol")
needed = found.convergence.needed
runs = needed * len(table) // 128
print(f"{len(table)} runs took {took:.1f} s here.")
print(f"{needed:,} base samples are {runs:,} runs, about {runs * took / len(table):.0f} s.")

# %% [markdown]
# Affordable, if somebody needs ranks three and four. To know *that* they are small may be enough.

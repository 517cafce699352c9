# %% [markdown]
# # 10. Sweeps and sensitivity: which assumption decides?
#
# Most numbers of this model are assumptions with a range. Some of them decide what comes out, others
# could be anything. Which are which? And how much is no assumption at all, but luck?
#
# **Predict, before you run anything.** Five numbers are about to be varied: how fast donors *tire*, how
# much *leaks*, how *sticky* the host's own budget is, how much *inertia* donors' allocations have, and
# what the *United States* would give at full attention. Which decides over readiness? Which could you
# leave out? Do the five together matter more than chance, or less? Write it down:
#
# > *My prediction:* ...
#
# ## Run
#
# A *study* says what is varied, over which range, by which design, and what is kept. An empty range is
# the one that stands in the rule's file. A *sweep* runs it into a folder.

# %%
# %matplotlib inline
from tempfile import TemporaryDirectory

from experiments import open_study
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
    "design": {"method": "saltelli", "samples": 32},
    "seeds": "base",
    "seed": 1,
    "outcomes": ["readiness", "autonomy", "funding_gap", "leakage_share"],
}

# %%
import matplotlib.pyplot as plt

folder = TemporaryDirectory()
done = sweep(Study.from_dict(plan), folder.name)
results = open_study(folder.name)
table = results.table()

_, grid = plt.subplots(1, 5, figsize=(12, 2.6), sharey=True)
for axes, name in zip(grid, results.factors, strict=True):
    axes.scatter(table[name], table["readiness"], s=5)
    axes.set_xlabel(name.removeprefix("rules.").removeprefix("actors."))
grid[0].set_ylabel("readiness (0-1)")
plt.show()
print(f"{done.done} runs, each with other numbers; the budget is in million US$ a quarter.")

# %% [markdown]
# Each point is a run. In which panel do you see a slope? The rest of the scatter comes from the other
# four numbers and from luck.
#
# ## Explain
#
# The table has a row a run: where it stands in the design, its seed, its factors, its outcomes.

# %%
table[["point", "base", "step", "seed", *results.factors[-1:], "readiness"]].head(8)

# %% [markdown]
# The eight rows show how the design works. A *base sample* is a handful of rows: a first point, then the
# same point with one factor after the other replaced, and a last point with all of them replaced. The
# rows of a base sample share a *seed*: what differs between them is the factors' doing.
#
# From such rows come two shares of the variance of an outcome $Y$ (Saltelli et al. 2010, Computer
# Physics Communications, doi:10.1016/j.cpc.2009.09.018):
#
# $$S_i = \frac{\operatorname{Var}(\operatorname{E}[Y \mid X_i])}{\operatorname{Var}(Y)}, \qquad
# S_{Ti} = 1 - \frac{\operatorname{Var}(\operatorname{E}[Y \mid X_{\sim i}])}{\operatorname{Var}(Y)}$$
#
# the *first* index, what factor $i$ does by itself, and the *total* one, what it does by itself and
# together with others ($X_{\sim i}$ are all factors but $i$).

# %%
from experiments.figures.sensitivity import tornado
from experiments.sensitivity import analyse

found = analyse(table, results.study.design, "readiness", "sobol")
tornado(found, "What moves readiness", "32 base samples, liberia/baseline")

# %% [markdown]
# The intervals are wide. So do not read the order off the picture; read what it says of itself:

# %%
print(found.verdict)
for warning in found.warnings:
    print("Mind:", warning)

# %% [markdown]
# ## More of the same
#
# The design *extends*: 32 base samples are the first 32 of 128. The same command on the same folder
# runs only what is missing. So it goes on after a power cut, too.

# %%
plan["design"]["samples"] = 128
done = sweep(Study.from_dict(plan), folder.name)
print(f"{done.found} runs were there, {done.done} were added.")

results = open_study(folder.name)
table = results.table()
found = analyse(table, results.study.design, "readiness", "sobol")
tornado(found, "What moves readiness", "128 base samples, liberia/baseline")

# %%
print(found.verdict)
shares = found.measure("total")["value"]
print(f"\nThe five total indices add up to {shares.sum():.2f} of the variance.")
print(f"The seed alone makes {found.noise.least:.0%} of it (±{found.noise.slack:.0%}).")

# %% [markdown]
# Compare with your prediction. Luck, which nobody chooses, weighs more than the five assumptions
# together. That is a result, and not a nuisance: even if somebody told you all five numbers, you would
# still not know how a world ends.
#
# ## Broken on purpose: a seed of its own for every run
#
# It looks like good practice to give every run fresh luck. For this design it is a mistake: rows that
# should differ in one factor then differ in their luck as well, and luck looks like interaction.

# %%
from sim.errors import ScenarioError

try:
    Study.from_dict({**plan, "seeds": "independent"})
except ScenarioError as error:
    print(error)

# %% [markdown]
# The project refuses. To see what it saves you from, go round it: the same points, a seed for each.

# %%
import pandas as pd

from sim import outcomes, simulate

points = table[results.factors].reset_index(drop=True)
history = simulate("liberia/baseline", runs=len(points), seed=2, parameters=dict(points))
careless = table.assign(readiness=outcomes(history)["readiness"].to_numpy())
wrong = analyse(careless, results.study.design, "readiness", "sobol")
pd.DataFrame({"right": shares, "wrong": wrong.measure("total")["value"]}).round(2)

# %% [markdown]
# Even a factor that does next to nothing gets a large share.
#
# ## Modify
#
# **A range is a statement.** Let us pretend to know the United States' budget better: 8.5 to 9.5 in place
# of 4.5 to 13.5. What becomes of the first rank? (One line differs.)

# %%
narrow = {**plan["factors"], "actors.United States.budget": [8.5, 9.5]}
with TemporaryDirectory() as other:
    sweep(Study.from_dict({**plan, "factors": narrow}), other)
    known = open_study(other)
    surer = analyse(known.table(), known.study.design, "readiness", "sobol")
pd.DataFrame({"wide": shares, "narrow": surer.measure("total")["value"]}).round(2)

# %% [markdown]
# A factor matters *over the range that you gave it*. Somebody who chooses ranges chooses results, and
# so the range of every parameter stands beside it, with its source.
#
# **Another outcome.** In Jupyter, choose one. Is the order the same for all?

# %%
from ipywidgets import Dropdown, interact


def explain(outcome):
    """What moves one outcome."""
    one = analyse(table, results.study.design, outcome, "sobol")
    plt.figure(tornado(one, f"What moves {outcome}", "128 base samples"))
    plt.show()


_ = interact(explain, outcome=Dropdown(options=plan["outcomes"], value="leakage_share"))

# %% [markdown]
# ## What you can and cannot conclude
#
# You can say which assumptions an answer of this model hangs on, over the ranges stated, and whether the
# runs suffice to say so. You cannot say which *causes* matter in a named country: a number that the
# model holds fixed, or lacks, has no index at all. And a factor without weight on readiness may decide
# over another outcome.
#
# ## Exercises
#
# 1. For each outcome, how much does the seed make by itself (`found.noise.least`)? Which outcome is
#    nearly all assumption, which most of all luck? Why?
# 2. Screening with few runs: the design `{"method": "morris", "samples": 20}` and
#    `analyse(..., "morris")`. How many runs does it take? Does it find the factor that can be left out?
# 3. The verdict says how many base samples would be needed for the rest. How many runs is that, and how
#    long would it take here? Time a small sweep first, then decide whether you want to know.
#
# Solutions: [solutions/10_sweeps_and_sensitivity](solutions/10_sweeps_and_sensitivity.ipynb). Next:
# [11. Comparing policies fairly](11_comparing_policies.ipynb).

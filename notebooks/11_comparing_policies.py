# %% [markdown]
# # 11. Comparing policies fairly: three ways to fool yourself, and one that works
#
# Liberia's partners are many or few, and the host can court more of them: that is the policy
# `diversify`. Is the army readier for it at the end of ten years? The question has an answer in
# this model. This notebook first gives three wrong ones, each made by a method that is in use.
#
# **Predict, before you run anything.** How many worlds would you simulate before you said aloud
# "diversifying helps readiness"? If you compared one world without the policy and one with it, how
# often would the comparison point the wrong way? Write it down:
#
# > *My prediction:* ...
#
# ## Run

# %%
# %matplotlib inline
import matplotlib.pyplot as plt

from sim import outcomes, simulate

without = simulate("liberia/baseline", runs=200, seed=1, policy="status_quo")
courted = simulate("liberia/baseline", runs=200, seed=1, policy="diversify")
before, after = outcomes(without)["readiness"], outcomes(courted)["readiness"]

_, axes = plt.subplots(figsize=(5, 5))
axes.scatter(before, after, s=14, label="one world, lived twice")
axes.axline((before.mean(), before.mean()), slope=1, color="grey", label="no difference")
axes.set(xlabel="readiness, status quo (0-1)", ylabel="readiness, diversify (0-1)")
axes.legend()
plt.show()

# %% [markdown]
# Each point is a world that was lived twice, once without the policy and once with it. Points above
# the line are worlds in which the policy helped. The cloud is long and thin: worlds differ much from
# each other, and the policy changes each of them by a little.

# %%
change = after - before
print(f"Standard deviation of readiness over worlds: {before.std():.4f}")
print(f"Mean change by the policy: {change.mean():+.4f}, standard deviation {change.std():.4f}")
print(f"The policy helps in {(change > 0).mean():.0%} of the worlds.")

# %% [markdown]
# And the few points far above the line? Look at one tie, that to the United States, at the end.

# %%
tie = {
    name: history.active.sel(actor="United States").isel(quarter=-1).values > 0
    for name, history in (("without", without), ("with", courted))
}
kept = ~tie["without"] & tie["with"]
for name, worlds in (("the tie lasts only with the policy", kept), ("all others", ~kept)):
    print(f"{worlds.sum():3} worlds, {name}: mean change {change[worlds].mean():+.4f}")

# %% [markdown]
# ## Explain
#
# Both histories of a world met the same shocks. Every random draw belongs to a *named stream*, and
# its number depends on the seed, the name, the actor and the quarter, but not on what else was drawn.
# A policy moves none of them. See for yourself: the crises, and the moods of all donors.

# %%
import numpy as np

for name in ("crisis", "mood", "readiness"):
    same = np.array_equal(without[name], courted[name], equal_nan=True)
    print(f"{name:<10} {'the same' if same else 'differs'} with and without the policy")

# %% [markdown]
# (`mood` is undefined for bodies and firms, and NaN equals NaN here.) The method is called *common random numbers* (Glasserman and Yao 1992, Management Science,
# doi:10.1287/mnsc.38.6.884). For outcomes $A$ without and $B$ with the policy,
#
# $$\operatorname{Var}(B - A) = \operatorname{Var}(A) + \operatorname{Var}(B) - 2\operatorname{Cov}(A, B).$$
#
# Independent worlds have no covariance. Paired worlds have a large one, and it is subtracted twice.

# %%
apart = before.var() + after.var()
print(f"Correlation of the two readings of a world: {np.corrcoef(before, after)[0, 1]:.3f}")
print(
    f"Variance of a difference, independent worlds: {apart:.2e}, paired worlds: {change.var():.2e}"
)
print(f"A pair is worth {apart / change.var():.0f} pairs of independent worlds.")

# %% [markdown]
# ## Broken on purpose, 1: independent seeds
#
# A colleague simulates 20 worlds without the policy under one seed, and 20 with it under another.
# To see what such a comparison is worth, we let 2,000 colleagues do it, each with 20 worlds drawn from
# the two hundred that we have.

# %%
stranger = outcomes(simulate("liberia/baseline", runs=200, seed=2, policy="diversify"))["readiness"]
rng = np.random.default_rng(1)


def colleagues(n, paired, many=2000):
    """Mean differences that `many` colleagues find, with `n` worlds each."""
    first = rng.integers(len(before), size=(many, n))
    second = first if paired else rng.integers(len(before), size=(many, n))
    policy = after if paired else stranger
    return policy.values[second].mean(axis=1) - before.values[first].mean(axis=1)


# %%
_, axes = plt.subplots(figsize=(7, 3.2))
for paired, label in ((False, "independent seeds"), (True, "same seeds")):
    found = colleagues(20, paired)
    axes.hist(found, bins=np.linspace(-0.01, 0.015, 76), alpha=0.7, label=label)
    print(f"{label}: {(found < 0).mean():.0%} of the colleagues find that the policy harms.")
axes.axvline(0, color="black", linewidth=1)
axes.set(xlabel="difference in readiness found with 20 worlds", ylabel="colleagues")
axes.legend()
plt.show()

# %% [markdown]
# Nobody made a mistake in arithmetic. The luck of two different sets of worlds is larger than the
# policy's doing, and so the luck is what they report.
#
# ## Broken on purpose, 2: one world
#
# Another colleague has no time and runs one world each.

# %%
sizes = [1, 2, 5, 10, 20, 50, 100, 200]
_, axes = plt.subplots(figsize=(7, 3.2))
for paired, label in ((False, "independent seeds"), (True, "same seeds")):
    wrong = [(colleagues(n, paired) < 0).mean() for n in sizes]
    axes.plot(sizes, wrong, marker="o", label=label)
    print(f"{label}: with one world {wrong[0]:.0%} of the colleagues are wrong about the sign.")
axes.set(xscale="log", xlabel="worlds on each side", ylabel="wrong sign (share)", ylim=0)
axes.set_xticks(sizes, sizes)
axes.legend()
plt.show()

# %% [markdown]
# A pair of single worlds under different seeds is close to a coin. Even a pair under the same seed
# tells what the policy did in *that* world, and worlds differ.
#
# ## Broken on purpose, 3: the seed that shows it best
#
# A third colleague runs one pair after another under the same seed, as one should, and shows the
# one that makes the point. Here is a chart against the policy. Every line in it is true.

# %%
worst = int(change.argmin())
_, axes = plt.subplots(figsize=(7, 3.2))
for history, label in ((without, "status quo"), (courted, "diversify")):
    axes.plot(history.date, history.readiness[worst], label=label)
axes.set(ylabel="readiness (0-1)", title=f"Seed {int(without.seed[worst])}, and no other")
axes.legend()
plt.show()
print(f"In the last year readiness differs by {change[worst]:+.4f}.")

# %% [markdown]
# What the chart leaves out is the other worlds:

# %%
_, axes = plt.subplots(figsize=(7, 3))
axes.hist(change, bins=40)
axes.axvline(change[worst], color="tab:red", label="the world that was shown")
axes.axvline(change.mean(), color="black", label="mean of all")
axes.set(xlabel="change in readiness, one world each", ylabel="worlds")
axes.legend()
plt.show()

# %% [markdown]
# ## The right way
#
# A *study* states the policies, and each meets the same worlds. `compare` gives the paired difference
# with an interval, and a verdict against a *zone of indifference*: a difference so small that nobody
# would choose by it. Unless told, the zone is a tenth of the standard deviation between worlds.

# %%
from tempfile import TemporaryDirectory

from experiments import open_study
from experiments.comparison import Zone, compare
from experiments.study import Study
from experiments.sweep import sweep

plan = {
    "title": "Few partners or many",
    "scenario": "liberia/baseline",
    "policy": ["status_quo", "diversify", "self_financing"],
    "replicates": 80,
    "seed": 3,
    "outcomes": ["readiness", "autonomy", "funding_gap", "partnership_stability"],
}
with TemporaryDirectory() as folder:
    sweep(Study.from_dict(plan), folder)
    table = open_study(folder).table()
found = compare(table, reference="status_quo")

# %%
from experiments.figures.comparison import forest

forest(found.differences, "80 worlds, all policies under the same seeds", "liberia/baseline")

# %% [markdown]
# The thick bar is the 95% interval of one comparison alone. The thin one is wider: with eight
# comparisons one in twenty goes wrong too often, and the thin intervals give verdicts that hold
# *together* (Holm 1979). The same as numbers:

# %%
columns = ["policy", "outcome", "difference", "low_all", "high_all", "effect", "verdict"]
rows = found.differences[found.differences["scenario"] == "liberia/baseline"]
rows[columns].round(4)

# %% [markdown]
# `effect` is the difference in standard deviations between worlds. Look at `diversify` in all its
# rows before you praise it: what it gains in one outcome it pays for in another. Were there enough
# worlds? `needed` is how many would make the interval as narrow as the zone, `gain` how many times
# as many independent worlds would be needed for the same interval.

# %%
enough = found.adequacy[found.adequacy["scenario"] == "liberia/baseline"]
enough[["policy", "outcome", "worlds", "needed", "gain", "verdict"]].round(1)

# %% [markdown]
# ## Modify
#
# A difference that is surely not zero may still be too small to matter. Say yourself what matters:
# below, nobody cares about less than 0.01 of readiness. Which verdicts change?

# %%
strict = compare(table, reference="status_quo", zone=Zone(absolute={"readiness": 0.01}))
for zone, one in (("a tenth of a deviation", found), ("0.01 of readiness", strict)):
    rows = one.differences[one.differences["scenario"] == "liberia/baseline"]
    rows = rows[rows["outcome"] == "readiness"].set_index("policy")
    print(f"zone {zone}: {rows['verdict'].to_dict()}")

# %% [markdown]
# In Jupyter, move the slider: the same number of worlds, paired and not. At how many does each
# interval leave zero?

# %%
from ipywidgets import IntSlider, interact


def intervals(n):
    """Intervals of the difference from the first `n` worlds, both ways."""
    pairs = change[:n]
    halves = (pairs.var() / n) ** 0.5, ((before[:n].var() + stranger[:n].var()) / n) ** 0.5
    means = pairs.mean(), stranger[:n].mean() - before[:n].mean()
    _, axes = plt.subplots(figsize=(7, 1.8))
    axes.errorbar(means, [1, 0], xerr=[1.96 * half for half in halves], fmt="o", capsize=4)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks([1, 0], ["same seeds", "independent seeds"])
    axes.set(xlabel=f"difference in readiness, 95%, {n} worlds", xlim=(-0.015, 0.015), ylim=(-1, 2))
    plt.show()


_ = interact(intervals, n=IntSlider(value=20, min=5, max=200, step=5, continuous_update=False))

# %% [markdown]
# ## What you can and cannot conclude
#
# You can say what a policy changes *in this model, in this scenario*, and how sure you are of it. The
# same seeds take away the luck that both sides share; they take away no error of the model. An
# interval shrinks as worlds are added, and it shrinks round the model's answer, not round the truth.
# It says nothing of what a named state ought to do.
#
# ## Exercises
#
# 1. No policy at all: take the outcomes of `status_quo` under seed 1 and under seed 2, ten worlds
#    each. For how many outcomes does an unpaired 95% interval of the difference leave out zero? What
#    would a paper that reports only these say?
# 2. `diversify` is meant for a world in which a large partner freezes its help. Compare it with
#    `status_quo` in `liberia/us_freeze`, in pairs, for the funding gap. Is the gain larger there?
# 3. You have 40 runs, and no more. Is it better to spend them on 20 pairs, or on 40 worlds with
#    different seeds, half of them with the policy? Give the width of both intervals.
#
# Solutions: [solutions/11_comparing_policies](solutions/11_comparing_policies.ipynb). Next: [12.
# Believing a model](12_believing_a_model.ipynb).

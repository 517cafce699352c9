# %% [markdown]
# # 7. A mission leaves: the staircase, the cliff, and who fills the gap
#
# In September 2003 the Security Council authorised 15,000 soldiers for Liberia (resolution 1509). In
# March 2018 the last mandate ended (resolution 2333). Between the two lies a *staircase*: years in which
# nothing moves, and decisions that carry most of the fall.
#
# **Predict, before you run anything.** Five thousand peacekeepers leave at once, and not in steps. Who
# fills the gap: the region, the partners' money, the host's own budget, nobody? How much of it, a
# tenth or a half? And does the threat rise? Write it down:
#
# > *My prediction:* ...
#
# ## Run

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

from experiments.figures import picture
from sim import Scenario, simulate

scenario = Scenario.load("liberia/history")
worlds = simulate(scenario, runs=50, seed=1)
picture("mission", worlds, scenario)

# %% [markdown]
# Dashed is what is authorised, the line what stands in the country. It lags behind, because soldiers
# take time to come and go.
#
# ## Explain
#
# Between reviews nothing moves. At a review a mission that is larger than it needs to be, or that has
# lost its vote, is cut by a fixed share; a small one that is cut closes:
#
# $$N' = \begin{cases}(1 - \text{step})\,N & \text{if } N > (1 + \text{slack})\,\text{required, or the vote is lost}\\
# N & \text{otherwise}\end{cases}$$
#
# What is *required* grows with the threat and falls with the host's own readiness. In one run the
# staircase is easy to see, and to measure.

# %%
authorised = worlds.authorised.sel(actor="UN").isel(run=0).values
steps = np.diff(authorised)[12:]  # from 2006 on, when the drawdown began
steps = steps[: np.flatnonzero(steps)[-1] + 1]  # up to the last decision
print(
    f"{(steps == 0).mean():.0%} of the quarters bring no decision; {(steps < 0).sum()} bring a cut."
)
largest = np.sort(steps)[:5].sum() / steps.sum()
print(f"The five largest cuts carry {largest:.0%} of the fall.")

# %% [markdown]
# On record, 63% of the *monthly* changes of the mission's strength from 2003 to 2015 lie below 1%, and the
# 14 largest carry 57% of the net fall (UN DPKO via the IPI Peacekeeping Database, Perry and Smith 2013).
# So the form is right. Is the timing?

# %%
strength = worlds.strength.sel(actor="UN").values
years = worlds.date.dt.year.values
last = np.array([years[run > 100][-1] for run in strength])
low, middle, high = np.quantile(last, [0.05, 0.5, 0.95])
print(
    f"The last year with over 100 soldiers: {middle:.0f} in the middle world, {low:.0f} to {high:.0f}"
)
print("in nine worlds of ten. On record: 2018.")

# %% [markdown]
# It is not, and the project says so: it is pattern H3 of the years kept aside, and it
# [fails](../docs/validation.md). The rule knows a fixed share a review; the Security Council cut two thirds
# at once (resolution 2239). Keep that in mind while you use the rule.
#
# ## A cliff
#
# `liberia/mission_leaves_early` is a world that is not: 5,000 peacekeepers are still there, in a country
# more violent than Liberia is, and in 2028 the mandate ends at once. With the event's `depth` at 0
# the reviews decide. Same seeds, same luck.


# %%
def cliff(depth, **parameters):
    """The world with the sudden end (depth 1), or with reviews alone (depth 0)."""
    return simulate(
        "liberia/mission_leaves_early",
        runs=80, seed=1, parameters={"events.mission_ends.depth": depth, **parameters},
    )  # fmt: skip


sudden, reviewed = cliff(1), cliff(0)
_, grid = plt.subplots(1, 2, figsize=(9, 3))
for found, label in ((reviewed, "reviews decide"), (sudden, "ends in 2028")):
    lived = found.isel(quarter=slice(1, None))
    grid[0].plot(lived.date, lived.foreign_troops.median("run"), label=label)
    grid[1].plot(lived.date, lived.threat.median("run"), label=label)
grid[0].set(ylabel="foreign troops (persons)", ylim=0)
grid[1].set(ylabel="threat, median of 80 worlds (0-1)", ylim=0)
grid[0].legend()
plt.tight_layout()
plt.show()

# %% [markdown]
# The foreign troops fall to nothing, and later some come back. Whose are they? And what else is
# different after the exit?

# %%
after = {"quarter": slice(13, None)}  # from 2028 on
names = {"strength": "UN mission", "standby_out": "ECOWAS standby force"}
gap = {
    label: (sudden[name] - reviewed[name]).isel(after).mean(("run", "quarter")).sum().item()
    for name, label in names.items()
}
for label, troops in gap.items():
    print(f"{label:<22} {troops:+8,.0f} troops")
filled = -gap["ECOWAS standby force"] / gap["UN mission"]
print(f"The region fills {filled:.0%} of the gap with soldiers.")

# %%
money = (sudden.help - reviewed.help).isel(after).mean(("run", "quarter")).to_series()
money["Liberia itself"] = (sudden.own_budget - reviewed.own_budget).isel(after).mean().item()
largest = money.reindex(money.abs().sort_values().index)[-10:]
_, axes = plt.subplots(figsize=(7, 3.2))
axes.barh(largest.index, largest)
axes.axvline(0, color="black", linewidth=1)
axes.set_xlabel("change after the exit (million US$ a quarter, mean)")
plt.show()

# %%
share = (sudden.help - reviewed.help).isel(after).sum("actor").mean().item()
before = reviewed.help.isel(after).sum("actor").mean().item()
own = money["Liberia itself"] / reviewed.own_budget.isel(after).mean().item()
print(f"Partners give {share / before:+.0%} more money, Liberia spends {own:+.0%} more,")
change = (sudden.threat - reviewed.threat).isel(quarter=-1).values
print(f"and the threat at the end is higher by {change.mean():.2f}, in {(change > 0).mean():.0%}")
print("of the worlds.")

# %% [markdown]
# Compare with your prediction. Two rules bound what others take over. Partners add at most a share
# `substitution` of the gap to what they ask of themselves (an assumption: donors are on record rather as
# complements than as substitutes, Davies and Klasen 2019, Scandinavian Journal of Economics). And
# the host's budget is sticky.
#
# ## Modify
#
# **One line, and the result is gone.** How does the model know that peacekeepers calm anything? By this
# equation, where $n$ are the troops:
#
# $$\text{violence left} = e^{-\text{local effect} \cdot \beta\, n / 1000}, \qquad \beta = 0.13$$
#
# $\beta$ comes from battle deaths across missions (Hultman, Kathman and Shannon 2014, American Political
# Science Review). A study of communities *in Liberia* found nothing that supports local gains of
# security from bases (Mvukiyehe and Samii 2018, World Bank WPS 8389). So set `local_effect` to 0:

# %%
none = {"rules.peacekeeping.local_effect": 0}
for name, options in (("local effect 1", {}), ("local effect 0", none)):
    pair = [cliff(depth, **options).threat.isel(quarter=-1).values for depth in (1, 0)]
    change = pair[0] - pair[1]
    half = 1.99 * change.std(ddof=1) / np.sqrt(change.size)
    print(f"{name}: the exit changes the threat by {change.mean():+.3f} (95%: within {half:.3f})")

# %% [markdown]
# Everything that this notebook said about threat hung on one number, on which the literature is divided.
# In Jupyter, move it between the two:

# %%
from ipywidgets import FloatSlider, interact


def show(local_effect):
    """Threat with and without the exit, 30 worlds."""
    plt.figure(figsize=(7, 2.6))
    for depth, label in ((0, "reviews decide"), (1, "ends in 2028")):
        found = simulate(
            "liberia/mission_leaves_early", runs=30, seed=1, keep=["threat"],
            parameters={
                "events.mission_ends.depth": depth,
                "rules.peacekeeping.local_effect": local_effect,
            },
        )  # fmt: skip
        plt.plot(found.date, found.threat.median("run"), label=label)
    plt.ylabel("threat, median (0-1)")
    plt.ylim(0, 0.7)
    plt.legend()
    plt.show()


slider = FloatSlider(value=0.5, min=0, max=1, step=0.25, continuous_update=False)
_ = interact(show, local_effect=slider)

# %% [markdown]
# ## What you can and cannot conclude
#
# You can say: *if* peacekeepers calm violence as they do across missions, a sudden exit from a violent
# country costs much that nobody takes over; if they do not, it costs little. You cannot say which of the
# two holds, and nothing about what named states would do: the world of the cliff is invented, and the
# rule of the staircase misses the end of the one mission it was drawn from.
#
# ## Exercises
#
# 1. Set `rules.mandate.step` to 0.6 in `liberia/history`. When is the mission gone? Is the model better
#    now, and may you keep the number?
# 2. Set `rules.mandate.substitution` to 0 and to 0.5. How much does the money of the partners after the
#    exit change? And the threat?
# 3. With `local_effect` at 0, what does the exit do to the *legitimacy* of the security work? Find the
#    rule that does it (`sim/rules/legitimacy.py`), and switch its parameter off.
#
# Solutions: [solutions/07_a_mission_leaves](solutions/07_a_mission_leaves.ipynb). Next: [8.
# Communities](08_communities.ipynb).

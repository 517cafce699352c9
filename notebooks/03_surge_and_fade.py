# %% [markdown]
# # 3. Surge and fade: help after a crisis
#
# In 2014 Ebola came to Liberia. In 2015 US aid was 514 million US$, 3.2 times the mean of 2011-2013
# (OECD DAC2a via World Bank WDI). After crises in Sierra Leone, Guinea and Haiti help surged as well,
# and then faded over years. It is a pattern that a model should have.
#
# **Predict, before you run anything.** An outbreak strikes. By how much does the help of the lead
# donor rise: half as much again, double, ten times? After how many years is half of the *extra* help
# gone? And the forces: are they readier three years later than they would have been, less ready, or
# neither? Write it down:
#
# > *My prediction:* ...
#
# ## Run
#
# First the past: the historical scenario has the outbreak as a dated event, in the second quarter of
# 2014. What donors do about it is up to the rules.

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

from experiments.figures import picture
from sim import Scenario, simulate

history = Scenario.load("liberia/history")
past = simulate(history, runs=60, seed=7)
picture("who_gives", past, history)

# %% [markdown]
# Find Ebola among the events, and the step of help below it. In numbers:

# %%
yearly = past.help.sel(actor="United States").mean("run").groupby("date.year").sum()
ratio = yearly.sel(year=2015) / yearly.sel(year=slice(2011, 2013)).mean()
print(f"US help in 2015 was {float(ratio):.1f} times the mean of 2011-2013 in the model.")

# %% [markdown]
# That is no proof: levels up to 2015 were set with the record at hand. What follows after 2015 was not.
#
# Now the same kind of outbreak in a world from 2025 on. When and how large is left to chance: each
# world draws its own quarter between 2026 and 2031, and its own size.

# %%
KEEP = ["help", "onset", "external", "skill", "readiness"]
worlds = simulate("liberia/epidemic", runs=200, seed=7, keep=KEEP)
help_usa = worlds.help.sel(actor="United States").values
onset = worlds.onset.values.argmax(axis=1)  # the quarter in which it begins, by world
print("The outbreak begins in quarter", onset[:10], "... of the first ten worlds.")

# %% [markdown]
# **A trap.** The mean over worlds by calendar time hides the surge, because each world has it at
# another time. So put all worlds on one clock: quarters since the outbreak.

# %%
SINCE = np.arange(-5, 13)


def aligned(values, onset):
    """Values around the outbreak of each world: a row a world, a column a quarter of SINCE."""
    return np.stack([row[begin + SINCE] for row, begin in zip(values, onset, strict=True)])


one_clock = aligned(help_usa, onset)
_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), sharey=True, layout="constrained")
left.plot(worlds.date[1:], help_usa.mean(axis=0)[1:])
left.tick_params(axis="x", rotation=45)
left.set(title="by calendar: the mean", ylabel="US help (million US$ a quarter)", ylim=(0, 5))
right.fill_between(SINCE, *np.quantile(one_clock, [0.05, 0.95], axis=0), alpha=0.2)
right.plot(SINCE, one_clock.mean(axis=0))
right.set(title="by outbreak: mean, and nine worlds of ten", xlabel="quarters since the outbreak")
plt.show()

# %%
before = one_clock[:, SINCE < 0].mean(axis=0)[-4:].mean()
extra = one_clock.mean(axis=0) - before
peak = int(extra.argmax())
print(f"Help rises from {before:.2f} to {before + extra[peak]:.2f} million US$ a quarter,")
print(
    f"{(before + extra[peak]) / before:.1f} times what it was, {SINCE[peak]} quarters after the outbreak."
)
print(f"Twelve quarters after it {extra[-1] / extra[peak]:.0%} of the extra help is left.")

# %% [markdown]
# Where the band touches zero, the partnership has ended in more than one world of twenty: a
# surge does not bind a donor.
#
# ## Explain
#
# **The surge** is one line. A crisis adds to the donor's attention at once, in proportion to the
# historical tie, and what was added decays by the same share every quarter:
#
# $$s' = s\,e^{-\lambda/4} + \text{size}\cdot\text{onset}\cdot\text{tie}$$
#
# The decay comes from data: net aid from the World Bank's WDI, a straight line through its logarithm
# from the peak year on, in four pairs of donor and recipient, none of them with Liberia. A rate $\lambda$ has
# the half-life $\ln 2/\lambda$.

# %%
PAIRS = {
    "UK to Sierra Leone, from 2014": 0.262,
    "USA to Sierra Leone, from 2016": 0.148,
    "USA to Guinea, from 2016": 0.188,
    "USA to Haiti, from 2010": 0.288,
}
for pair, rate in PAIRS.items():
    print(f"{pair:<32} {rate:.3f} a year, half-life {np.log(2) / rate:.1f} years")

# %%
from sim.rules.surge import Surge, next_surge

rule = Surge()
fade = Surge.parameters()["fade"]
print(
    f"The rule takes {rule.fade} a year, in the range [{fade.low}, {fade.high}]: status {fade.status}."
)
surge = 0.0
for quarter in range(14):
    surge = next_surge(surge, onset=0.7 if quarter == 0 else 0.0, tie=0.9, p=rule)
print(f"A surge of 0.63 of the donor's budget is {surge:.2f} after 13 quarters.")

# %% [markdown]
# **Help is not the surge.** Two more rules stand between the two.
#
# *Fatigue*: who gives much and sees little gets tired, $f' = f + \tfrac14[\,g\,b\,(1-c) - r f\,]$, where
# $b$ is aid over budget and $c$ what the donor sees of the host's progress. Its help is multiplied by
# $1 - f$. *Priorities*: attention wanders for reasons that have nothing to do with the host.
# A world is one way in which it may wander, and no single world is as smooth as the mean:

# %%
_, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
axes.plot(SINCE, one_clock[:6].T, linewidth=1)
axes.plot(SINCE, one_clock.mean(axis=0), color="black", linewidth=2.5, label="mean of 200 worlds")
axes.set(
    xlabel="quarters since the outbreak", ylabel="US help (million US$ a quarter)", ylim=(0, 4)
)
axes.legend(frameon=False)
plt.show()

# %% [markdown]
# Would you have read the half-life off one of the thin lines?
#
# **What does the surge buy?** Compare with the same worlds without an outbreak: same seeds, so the
# same luck in everything else.

# %%
calm = simulate("liberia/baseline", runs=200, seed=7, keep=KEEP)
for name, unit in {"external": "million US$", "skill": "0-1", "readiness": "0-1"}.items():
    change = aligned(worlds[name].values - calm[name].values, onset)[:, -1]
    low, high = np.quantile(change, [0.05, 0.95])
    print(
        f"{name:<10} {change.mean():+.3f} ({low:+.3f} to {high:+.3f} in nine worlds of ten) {unit}"
    )

# %% [markdown]
# The numbers are changes twelve quarters after the outbreak; `external` is all help in that quarter.
# Much more money comes, and the forces hardly notice, because it is for the sick: the
# event sends the lead donor's money to the humanitarian channel. A large help is not a large army.
#
# ## Modify
#
# **Another lead donor.** In the same West African outbreak the United States led in Liberia and the
# United Kingdom in Sierra Leone. What decides it here is `tie`. Give the tie to the other, and
# watch what a lead donor with a smaller purse is worth.

# %%
swapped = {"actors.United States.tie": 0.1, "actors.United Kingdom.tie": 0.9}
other = simulate("liberia/epidemic", 100, seed=7, parameters=swapped, keep=["help", "onset"])
ours = worlds.isel(run=slice(100))
for title, found in {"as it is": ours, "ties swapped": other}.items():
    start = found.onset.values.argmax(axis=1)
    for donor in ("United States", "United Kingdom"):
        course = aligned(found.help.sel(actor=donor).values, start).mean(axis=0)
        print(
            f"{title:<13} {donor:<15} before {course[4]:.2f}, a year after {course[9]:.2f} million US$"
        )

# %% [markdown]
# **Without the rule** nothing jumps. This is the placebo of the pattern: if the surge stayed, some
# other rule would have made it.

# %%
none = {"rules.surge.on": 0}
flat = simulate("liberia/epidemic", 100, seed=7, parameters=none, keep=["help", "onset"])
course = aligned(flat.help.sel(actor="United States").values, flat.onset.values.argmax(axis=1))
print(f"Before {course.mean(axis=0)[4]:.2f}, a year after {course.mean(axis=0)[9]:.2f} million US$")

# %% [markdown]
# **The slider** moves the half-life within the range of the four pairs.

# %%
from ipywidgets import FloatSlider, interact


def fading(rate):
    """US help round the outbreak, at some rate of fading."""
    changed = {"rules.surge.fade": rate}
    found = simulate("liberia/epidemic", 60, seed=7, parameters=changed, keep=["help", "onset"])
    start = found.onset.values.argmax(axis=1)
    _, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
    axes.plot(SINCE, one_clock[:60].mean(axis=0), ":", label="as it is: 3.2 years")
    course = aligned(found.help.sel(actor="United States").values, start).mean(axis=0)
    axes.plot(SINCE, course, label=f"{rate:g} a year: {np.log(2) / rate:.1f} years")
    axes.set(xlabel="quarters since the outbreak", ylabel="US help (million US$ a quarter)")
    axes.set_ylim(0, 3)
    axes.legend(title="half-life of the surge", frameon=False)
    plt.show()


_ = interact(
    fading, rate=FloatSlider(value=0.22, min=0.15, max=0.29, step=0.01, continuous_update=False)
)

# %% [markdown]
# ## What you can and cannot conclude
#
# You can say: *if* a crisis adds to attention and the addition decays at the rate of four other
# cases, *then* help stays above its old level for years, one world tells little about the rate, and
# what the surge buys depends on what it is for. In a comparison of worlds with chance dates, you
# now know to align first.
#
# You cannot say that an outbreak comes, when, or how large. Four pairs are few, they were not drawn
# at random, and a fade to 2022 is what remained after other crises too. The size of the jump is
# an expert range, and the model's security help is not the aid of the statistics: official
# development assistance excludes military help, so the data speak on the *shape*, not on the level.
#
# ## Exercises
#
# 1. On paper: a second outbreak of the same size comes three years after the first. How much higher
#    is its peak in the surge $s$? Check it with `next_surge`.
# 2. Switch `rules.fatigue.on` off in `liberia/epidemic`. By how much does US help differ twelve
#    quarters after the outbreak? Which of the two, fade or fatigue, makes the decline?
# 3. Take ten single worlds of `worlds` and estimate the half-life of the extra help in each, by a
#    straight line through the logarithm of the quarters 2 to 12. How far apart are they? What does
#    that say about four pairs?
#
# Solutions: [solutions/03_surge_and_fade](solutions/03_surge_and_fade.ipynb). Next: [4. One donor or
# many](04_one_donor_or_many.ipynb).

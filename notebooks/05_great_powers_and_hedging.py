# %% [markdown]
# # 5. Great powers and hedging
#
# In October 2003 Liberia recognised Beijing in place of Taipei, and its old tie with Washington went
# on. Small states often keep several great powers at once: they *hedge* (Kuik 2008, Contemporary
# Southeast Asia). What if the great powers no longer bear it?
#
# **Predict, before you run anything.** Two powers court one host. One gives more and more, and both
# tie their help to the other's absence. Does the host end up with more help or with less? Towards
# whom does it drift? And a host that wanted nothing but money: should it stand at one pole, at the
# other, or in between? Write it down:
#
# > *My prediction:* ...
#
# ## Run
#
# `liberia/rivalry` against the baseline, under the same seeds. The states are real, their conduct here
# is assumed: read the two as a power that gives most now and a power that offers more.

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

from sim import simulate

KEEP = ["help", "external", "alignment", "camp", "active"]
calm = simulate("liberia/baseline", runs=100, seed=7, keep=KEEP)
rivals = simulate("liberia/rivalry", runs=100, seed=7, keep=KEEP)


def draw(found, axes, **style):
    """Help of the two powers and of all, median over worlds, from the first quarter on."""
    found = found.isel(quarter=slice(1, None))
    for panel, power in zip(axes, ("United States", "China"), strict=False):
        panel.plot(found.date, found.help.sel(actor=power).median("run"), **style)
        panel.set(title=power, ylim=(0, 0.8))
    axes[2].plot(found.date, found.external.median("run"), **style)
    axes[2].set(title="all partners", ylim=(0, 5))


# %%
_, axes = plt.subplots(1, 3, figsize=(10, 3.2), layout="constrained")
draw(calm, axes, color="0.5", label="baseline")
draw(rivals, axes, color="C3", label="rivalry")
axes[0].set_ylabel("help (million US$ a quarter)")
axes[0].legend(frameon=False)
for panel in axes:
    panel.tick_params(axis="x", rotation=45)
plt.show()


# %% [markdown]
# Grey is the world without rivalry, red the one with it. Read the distance between the lines, and mind
# that the third panel has another scale. As sums over ten years, with 95% intervals:


# %%
def compared(values, others, words):
    """Print the mean difference of two ensembles run by run, with a 95% interval."""
    change = np.asarray(values) - np.asarray(others)
    error = 1.96 * change.std(ddof=1) / np.sqrt(len(change))
    print(
        f"{words}: {change.mean():+.2f} [{change.mean() - error:+.2f}, {change.mean() + error:+.2f}]"
    )


def total(found, power=None):
    """Help in ten years, million US$, of one power or of all: one number a world."""
    series = found.external if power is None else found.help.sel(actor=power)
    return series.isel(quarter=slice(1, None)).sum("quarter").values


for power in ("United States", "China", None):
    compared(total(rivals, power), total(calm, power), f"{power or 'all partners'}, million US$")

# %% [markdown]
# ## Explain
#
# **A jealous partner.** Let $R$ be the rivals' share of all the help that the host gets. A partner keeps up the share
#
# $$\text{kept} = 1-\frac{e}{1+\exp\big(-(R-\theta)/w\big)}$$
#
# of its help: $e$ is its exclusivity, $\theta$ the threshold that it bears. In the baseline the two bear
# each other; in `liberia/rivalry` thresholds come down to where the shares are.

# %%
from sim.rules.rivalry import Rivalry, next_alignment, retained

share = np.linspace(0, 1, 101)
_, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
axes.plot(share, retained(share, 0.5, 0.1, Rivalry()), label="baseline, USA: $e$ 0.1, θ 0.5")
axes.plot(
    share, retained(share, 0.1, 0.7, Rivalry()), label="rivalry at its fullest, USA: $e$ 0.7, θ 0.1"
)
now = (rivals.help.sel(actor="China") / rivals.external).isel(quarter=slice(-4, None))
now = float(now.mean(["run", "quarter"]))
axes.axvline(now, color="0.6", linestyle=":")
axes.text(now + 0.01, 0.02, "China's share in the last year", fontsize=8)
axes.set(xlabel="rivals' share of help (0-1)", ylabel="share kept up (0-1)", ylim=(0, 1.05))
axes.legend(frameon=False, loc="center right")
plt.show()

# %% [markdown]
# **A host that leans.** On a scale from 0 to 1 the host stands at $x$. Partners pull it towards their own positions,
# by the weight of what they give, and its own view pulls it home:
#
# $$x' = x + \tfrac{\rho}{4}\big[\,\text{pull} + a\,(\text{home}-x)\,\big]$$
#
# $\rho$ is how readily it realigns, $a$ the weight of autonomy against security (Altfeld 1984; Morrow
# 1991). A donor gives more to those near to it (rule `allocation`; Alesina and Dollar 2000), so the lean
# pays. By hand, with all the pull from a partner at 0.1:

# %%
for home in (0.8, 0.5):
    x = home
    for _ in range(4000):
        x = next_alignment(x, pull=0.1 - x, home=home, p=Rivalry())
    print(f"home at {home}: the host comes to rest at {x:.3f}, between the partner and home")

# %% [markdown]
# It *never quite* goes over. That is hedging in this model: a resting point in between.
#
# **Third states** take sides too (rule `landscape`, after Axelrod and Bennett 1993): each leans to
# the camp of its friends, weighted by their size, unless the pull is too weak; then it stays neutral. With two camps
# only, nobody could hedge, a criticism that Galam (1998) raised in the same journal.

# %%
camps = rivals.camp.isel(quarter=-1).dropna("actor", how="all")
for state in camps.actor.values:
    one = camps.sel(actor=state)
    shares = [float((one == side).mean()) for side in (-1, 0, 1)]
    print(
        f"{state:<15} camp -1: {shares[0]:4.0%}   neutral: {shares[1]:4.0%}   camp 1: {shares[2]:4.0%}"
    )

# %% [markdown]
# Shares of a hundred worlds. They follow from assumed kinships in the scenario file, so they describe the
# file and not the states.
#
# ## Modify
#
# **Where should it stand?** Give the host another home, from one pole to the other, one value a run.

# %%
PLACES = np.linspace(0, 1, 11)
home = np.repeat(PLACES, 20)
same = list(range(1, 21)) * len(PLACES)  # the same twenty seeds at every place
asked = {"actors.Liberia.home_position": home}
placed = simulate("liberia/rivalry", seeds=same, parameters=asked, keep=KEEP)
_, axes = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
for power in ("United States", "China"):
    axes[0].plot(PLACES, total(placed, power).reshape(11, 20).mean(axis=1), label=power)
axes[0].legend(frameon=False)
everything = total(placed).reshape(11, 20)
axes[1].errorbar(PLACES, everything.mean(axis=1), everything.std(axis=1, ddof=1) / np.sqrt(20))
for panel, title in zip(axes, ("the two powers", "all partners"), strict=True):
    panel.set(title=title, xlabel="home position (0-1)", ylabel="help in ten years (million US$)")
plt.show()
best = PLACES[everything.mean(axis=1).argmax()]
print(f"Of the places tried, most help in all comes at {best:.1f}.")

# %% [markdown]
# Every tenth of the way costs help at one side and brings it at the other. A wide middle is nearly as good as
# the best place: hedging costs little, and the host keeps its choice. Mind the scale of the right panel,
# which does not begin at zero; and as every place meets the same luck, places can be told apart better
# than the bars suggest.
#
# **Courted or squeezed?** The scenario does two things at once: one power gives more (`courtship`), and both
# grow jealous (`estrangement`). Switch the second off by its depth.

# %%
courted = simulate("liberia/rivalry", 100, 7, None, {"events.estrangement.depth": 0.0}, keep=KEEP)
compared(total(courted), total(calm), "courted only, against the baseline, million US$")
compared(total(rivals), total(courted), "jealousy on top, million US$")

# %% [markdown]
# **The slider** turns jealousy from none to full. Does help break off at a threshold, or does it slide?

# %%
from ipywidgets import FloatSlider, interact


def jealous(depth):
    """Help of the two powers and of all, at some depth of estrangement."""
    changed = {"events.estrangement.depth": depth}
    found = simulate("liberia/rivalry", 60, seed=7, parameters=changed, keep=KEEP)
    _, axes = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
    draw(calm.isel(run=slice(60)), axes, color="0.5")
    draw(found, axes, color="C3")
    axes[0].set_ylabel("help (million US$ a quarter)")
    for panel in axes:
        panel.tick_params(axis="x", rotation=45)
    plt.show()


_ = interact(jealous, depth=FloatSlider(value=0.5, min=0, max=1, step=0.1, continuous_update=False))

# %% [markdown]
# ## What you can and cannot conclude
#
# You can say: *if* partners withdraw as a rival's share passes a threshold and donors prefer the near,
# *then* what a courted host gains and loses can be told apart, and standing in between costs it
# little money. You can say which event of the scenario does what, because each can be switched off.
#
# You cannot say what Washington or Beijing is going to do, nor advise a state where to stand: one
# scale for foreign policy is a caricature, positions come from votes of 2012-2015 in the UN General Assembly (Bailey,
# Strezhnev and Voeten 2017), exclusivity and thresholds are assumptions, and money is not
# all that a state wants.
#
# ## Exercises
#
# 1. On paper: the rivals' share is 0.2. What does a partner with $e = 0.7$, $\theta = 0.1$ and $w =
#    0.1$ keep up? Check it with `retained`. What if the width is 0.03?
# 2. A host that never realigns (`rules.rivalry.responsiveness` at 0) and one that does so at once
#    (at 1). What does each get from the two powers and in all, in `liberia/rivalry`?
# 3. Neutrality: set `rules.landscape.neutral` to 0 and to 0.5. How many of the states are neutral
#    in the last quarter, and how much does the help for the host change?
#
# Solutions: [solutions/05_great_powers_and_hedging](solutions/05_great_powers_and_hedging.ipynb).
# Next: [6. The bloc splits](06_the_bloc_splits.ipynb).

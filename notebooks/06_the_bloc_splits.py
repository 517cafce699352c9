# %% [markdown]
# # 6. The bloc splits: balance, landscape, and power in ECOWAS
#
# On 29 January 2025 Burkina Faso, Mali and Niger left ECOWAS. The bloc got smaller; those who stayed
# kept their seats.
#
# **Predict, before you run anything.** Nigeria has 35 of the 115 seats of the ECOWAS Parliament, 30%.
# Three members with 18 seats leave. Its *share* is then 36%. And its *power*, the chance that its
# votes decide: below 36%, just that, or above? In a model in which coups go on, do most of the
# worlds keep all members ten years later? Write it down:
#
# > *My prediction:* ...
#
# ## Run

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

from sim.structure import frustration, landscape, shapley_shubik, triads

SEATS = {"Nigeria": 35, "Ghana": 8, "Côte d'Ivoire": 7}
SEATS |= dict.fromkeys(["Senegal", "Guinea", "Burkina Faso", "Mali", "Niger"], 6)
SEATS |= dict.fromkeys(["Benin", "Togo", "Sierra Leone", "Liberia", "Gambia"], 5)
SEATS |= dict.fromkeys(["Guinea-Bissau", "Cape Verde"], 5)
LEFT = ("Burkina Faso", "Mali", "Niger")
STAYED = {name: seats for name, seats in SEATS.items() if name not in LEFT}


def majority(seats):
    """The smallest number of seats that is more than half."""
    return sum(seats.values()) // 2 + 1


def power(seats):
    """Shapley-Shubik power of each member, under simple majority."""
    return shapley_shubik(seats, majority(seats))


# %%
before, after = power(SEATS), power(STAYED)
names = list(STAYED)
place = np.arange(len(names))
_, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
axes.barh(place - 0.2, [before[name] for name in names], 0.4, label="with the three")
axes.barh(place + 0.2, [after[name] for name in names], 0.4, label="without")
axes.set_yticks(place, names)
axes.invert_yaxis()
axes.set_xlabel("voting power (Shapley-Shubik, 0-1)")
axes.legend(frameon=False)
plt.show()

for title, seats, found in (("before", SEATS, before), ("after", STAYED, after)):
    share = seats["Nigeria"] / sum(seats.values())
    print(
        f"{title:<6}: Nigeria has {share:.1%} of the seats and {found['Nigeria']:.1%} of the power,"
    )
    print(
        f"        Liberia {seats['Liberia'] / sum(seats.values()):.1%} and {found['Liberia']:.1%}"
    )

# %% [markdown]
# ## Explain
#
# **Power is not seats.** Let the members vote one after the other in a random order. One of them turns
# the minority into a majority: the *pivot*. Power is the chance to be the pivot (Shapley and Shubik
# 1954). Count it yourself:

# %%
rng = np.random.default_rng(1)
members, seats = list(SEATS), np.array(list(SEATS.values()))
orders = np.array([rng.permutation(len(members)) for _ in range(20_000)])
pivots = (seats[orders].cumsum(axis=1) >= majority(SEATS)).argmax(axis=1)
decided = orders[np.arange(len(orders)), pivots]
counted = (decided == members.index("Nigeria")).mean()
print(
    f"In {counted:.3f} of 20,000 orders Nigeria was the pivot; exactly it is {before['Nigeria']:.3f}."
)

# %% [markdown]
# A majority without a large member needs nearly all of the small ones. When three of these go, it is
# harder still. It counts seats only: no alliance, no veto, no power outside the chamber.
#
# **Balance.** A friend's friend should be a friend, and an enemy's enemy too (Heider 1946; Cartwright
# and Harary 1956). A triad with an odd number of hostile ties is under tension. Six invented states,
# A to F; A, B, C on one side:

# %%
camps = np.array([1, 1, 1, -1, -1, -1])
signs = np.outer(camps, camps) - np.eye(6, dtype=int)
bridged = signs.copy()
bridged[2, 3] = bridged[3, 2] = 1  # C and D stay friends across the split
for title, network in (("two clean camps", signs), ("C and D stay friends", bridged)):
    found, tension = triads(network), frustration(network)
    camp = "".join("XY"[label] for label in tension.partition)
    print(f"{title:<21}: balanced triads {found.balanced_share:.0%}; best division {camp}")
    print(f"{'':<21}  violates {tension.violated:.0f} of 15 ties")

# %% [markdown]
# *Frustration* is the least number of ties that any division must violate. One bridge costs
# one tie, but it spoils every triad it is part of. Balance is no virtue: two hostile camps are
# perfectly balanced.
#
# **Landscape.** Who sides with whom? Energy is high where friends are apart and foes together. A
# configuration that no single move improves is a valley (Axelrod and Bennett 1993):

# %%
found = landscape(sizes=[3, 1, 1, 3, 1, 1], propensities=bridged)
for sides, energy, share in zip(found.camps, found.energies, found.shares, strict=True):
    camp = "".join("X" if side == 1 else "Y" for side in sides)
    print(f"{camp}: energy {energy:.0f}, {share:.0%} of all starting points end here")

# %% [markdown]
# ## Ten years of it
#
# In `liberia/bloc_split` a coup suspends a member, relations sour, and a suspended member may leave.
# Each member but the largest has the *same* chance of a coup, because the scenario says nothing about
# any of them (for Guinea, with its coup of 2021, none is added).

# %%
from sim import outcomes, simulate

worlds = simulate("liberia/bloc_split", runs=100, seed=7)
calm = simulate("liberia/baseline", runs=100, seed=7)
_, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
for title, found in (("baseline", calm), ("the bloc splits", worlds)):
    count = found.membership.sel(actor="ECOWAS").sum("state")
    axes.plot(found.date, count.mean("run"), label=title)
axes.set(ylabel="members of ECOWAS\nof the states in the scenario", ylim=0)
axes.legend(frameon=False, loc="lower left")
plt.show()

stay = worlds.membership.sel(actor="ECOWAS").sum("state")
kept = float((stay.isel(quarter=-1) >= stay.isel(quarter=0)).mean())
print(f"In {kept:.0%} of the worlds ECOWAS has as many members at the end as at the start.")

# %%
NAMES = ["largest_voting_power", "membership_stability", "cohesion_balance", "cohesion_frustration"]
split, whole = outcomes(worlds, NAMES)[NAMES], outcomes(calm, NAMES)[NAMES]
for name in NAMES:
    low, high = split[name].quantile([0.05, 0.95])
    print(f"{name:<21} baseline {whole[name].mean():.2f}, split {split[name].mean():.2f}", end="")
    print(f" ({low:.2f} to {high:.2f} in nine worlds of ten)")

# %% [markdown]
# `largest_voting_power` is the power of the most powerful member among the states *in the scenario*,
# each with the votes the file gives it: not the seats above. `membership_stability` is the share of choices, to be in or
# out, that nobody would rather change (d'Aspremont and others 1983): below 1 somebody wants to move.
#
# ## Modify
#
# **Who leaves?** A member weighs what it gains, $b\,B + r\,R - d\,D - s\,S$: benefits, relations,
# dues, and the *stigma* $s$ of being suspended. Below zero it may leave. Move the stigma.

# %%
from ipywidgets import FloatSlider, interact


def stigmatised(stigma):
    """Members of ECOWAS over time, at some stigma of suspension."""
    changed = {"rules.membership.stigma": stigma}
    found = simulate("liberia/bloc_split", 60, 7, None, changed, keep=["membership"])
    count = found.membership.sel(actor="ECOWAS").sum("state")
    _, axes = plt.subplots(figsize=(7, 3), layout="constrained")
    axes.plot(found.date, stay.mean("run"), ":", label="stigma 2, as it is")
    axes.plot(found.date, count.mean("run"), label=f"stigma {stigma:g}")
    axes.set(ylabel="members of ECOWAS (mean)", ylim=0)
    axes.legend(frameon=False, loc="lower left")
    plt.show()


_ = interact(
    stigmatised, stigma=FloatSlider(value=0.5, min=0.5, max=5, step=0.5, continuous_update=False)
)

# %% [markdown]
# **Another quota.** Important questions often need two thirds. Whose power does that raise?

# %%
for quota in (majority(STAYED), 65):
    found = shapley_shubik(STAYED, quota)
    print(f"{quota} of 97 seats: Nigeria {found['Nigeria']:.1%}, Liberia {found['Liberia']:.1%}")

# %% [markdown]
# ## What you can and cannot conclude
#
# You can say what the seats alone imply, exactly: the exit raised the a-priori power of the largest
# member by more than its share of seats. You can say that in this model members leave *if* being suspended costs
# more than belonging is worth, and how much that hangs on one number.
#
# You cannot say that a state is going to have a coup or leave: chances are equal by design and
# assumed in size. Three exits are too few to estimate a rate. An index of power knows no
# history, no money and no persuasion.
#
# ## Exercises
#
# 1. A body has three members with 50, 49 and 1 votes and decides by 51. Say each one's power on paper.
#    Check it with `shapley_shubik`.
# 2. Which single exit from the 97 seats that are left raises Liberia's power most, under simple
#    majority? Does any lower it?
# 3. Let all six states A to F be enemies of each other. What share of triads is balanced, and how
#    many ties must two camps violate? What changes with `frustration(..., camps=None)`?
#
# Solutions: [solutions/06_the_bloc_splits](solutions/06_the_bloc_splits.ipynb). Next: [7. A mission
# leaves](07_a_mission_leaves.ipynb).

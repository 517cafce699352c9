# %% [markdown]
# # 4. One donor or many: solutions

# %%
# %matplotlib inline
import numpy as np

from sim import Scenario, simulate

DONORS = [f"Donor {number}" for number in range(1, 41)]
donor = {"kind": "partner_state", "budget": 1.0, "appropriated": 0.4, "position": 0.5}
donor |= {"trust": 0.5, "mandate_distance": 0.5, "profile": {"training": 0.5, "equipment": 0.5}}
chance = ("priorities", "turnover", "termination", "disbursement", "herding")
rules = {rule: {"on": True} for rule in (*chance, "coordination", "fragmentation")}
crowd = Scenario.from_dict(
    {
        "extends": "toy",
        "title": "One donor or many",
        "status": "assumption",
        "quarters": 24,
        "rules": rules,
        "actors": {"Partner": {"present": 0}} | {name: dict(donor) for name in DONORS},
    }
)
COUNTS = np.array([1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 35, 40])
n = np.repeat(COUNTS, 30)
taking_part = {f"actors.{name}.present": 1.0 * (k < n) for k, name in enumerate(DONORS)}


# %%
def help_at_end(**changed):
    """Help of the last four quarters, a number a world."""
    found = simulate(crowd, len(n), 7, None, taking_part | changed, keep=["help"])
    return found.help.sum("actor").isel(quarter=slice(-4, None)).mean("quarter").values


# %% [markdown]
# **1.** $n^* = (1+\tau)/(2\tau)$ at both ends of the table, and a run at the upper one.

# %%
for tau in (0.005, 0.03):
    print(f"tau {tau}: the top is at {(1 + tau) / (2 * tau):.0f} partners")
for ceiling in (0.5, 0.9):
    dear = {"rules.fragmentation.transaction_cost": 0.03, "rules.fragmentation.ceiling": ceiling}
    found = help_at_end(**dear)
    means = [found[n == count].mean() for count in COUNTS]
    print(
        f"In the run, ceiling {ceiling}: at {COUNTS[int(np.argmax(means))]}, of the numbers tried."
    )

# %% [markdown]
# At the top of the hump almost half of the flow goes to transactions. There the ceiling of one half
# takes over: each further partner costs no larger a share, and what arrives rises again. A bound that looks
# harmless can make a result. Coordination comes on top of this, and moves the top to the left.
#
# **2.** Baseline and crowd, each without and with a hub, under the same seeds.

# %%
loss = {}
for title, hub in (
    ("mesh and hub as they are", {}),
    ("all round a hub", {"actors.Liberia.framework": 1.0}),
):
    totals = [
        simulate(name, 60, 7, None, hub, keep=["external"]).external[:, 1:].sum("quarter").mean()
        for name in ("liberia/baseline", "liberia/too_many_partners")
    ]
    loss[title] = float(totals[0] - totals[1])
    print(f"{title:<25} baseline {totals[0]:.1f}, crowd {totals[1]:.1f} million US$ in ten years")
few, hub_loss = loss.values()
print(
    f"With the hub the crowd costs {hub_loss:.1f} instead of {few:.1f}: {1 - hub_loss / few:.0%} less."
)

# %% [markdown]
# **3.** The relative spread over worlds.

# %%
split = dict(taking_part)
for name in DONORS:
    split |= {f"actors.{name}.budget": 10 / n, f"actors.{name}.appropriated": 4 / n}
ends = help_at_end(**split)
spread = {count: ends[n == count].std(ddof=1) / ends[n == count].mean() for count in COUNTS}
for count in (1, 2, 5, 12, 40):
    alone = spread[1] / np.sqrt(count)
    print(f"{count:>2} partners: {spread[count]:.2f}; if they were independent, {alone:.2f}")

# %% [markdown]
# Part of what moves donors is common to all of them: news that all hear (`common` of the rule
# `priorities`) and each other (`herding`). No number of partners averages that away. Thirty worlds
# a number leave each spread uncertain by about an eighth of itself.

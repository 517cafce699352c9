# %% [markdown]
# # 11. Comparing policies fairly: solutions

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

from sim import outcomes, simulate

# %% [markdown]
# **1.** Two sets of ten worlds without any policy: whatever differs is luck.

# %%
one = outcomes(simulate("liberia/baseline", runs=10, seed=1)).drop(columns="seed")
two = outcomes(simulate("liberia/baseline", runs=10, seed=2)).drop(columns="seed")
error = np.sqrt((one.var() + two.var()) / 10)
size = ((two.mean() - one.mean()).abs() / error)[error > 0].dropna()
found = size[size > 2.10]  # the t quantile for twice ten worlds
print(f"{len(found)} of {len(size)} outcomes 'moved', although nothing was done:")
print(", ".join(found.sort_values(ascending=False).index) or "none this time")

# %% [markdown]
# About one interval in twenty leaves out zero by chance, and outcomes hang together, so that they
# come in clumps: some pairs of seeds show none and others many. Try other seeds. A paper that reports
# only what "moved" reports luck. That is why verdicts must hold together, over all comparisons made.
#
# **2.** The same policy in a world with a freeze and in one without.

# %%
gains = {}
for scenario in ("liberia/baseline", "liberia/us_freeze"):
    plain, courted = (
        outcomes(simulate(scenario, runs=100, seed=1, policy=policy))["funding_gap"]
        for policy in ("status_quo", "diversify")
    )
    gains[scenario] = courted - plain

# %%
for scenario, gain in gains.items():
    half = 1.98 * gain.std() / 10
    print(f"{scenario:<18} the gap changes by {gain.mean():+.4f}, 95% within {half:.4f}")
more = gains["liberia/us_freeze"] - gains["liberia/baseline"]
half = 1.98 * more.std() / 10
print(f"With the freeze by {more.mean():+.4f} more, 95% within {half:.4f}:")
print("the two differ." if abs(more.mean()) > half else "no difference to be seen in 100 worlds.")

# %% [markdown]
# The last line is a difference of differences, and it is paired as well: both scenarios ran under
# the same seeds.
#
# **3.** Twenty pairs, against twenty worlds on each side.


# %%
def readiness(seed, policy):
    return outcomes(simulate("liberia/baseline", runs=20, seed=seed, policy=policy))["readiness"]


widths = []
for seed in range(1, 7):
    before, paired = readiness(seed, "status_quo"), readiness(seed, "diversify")
    other = readiness(seed + 100, "diversify")
    narrow = 2 * 2.09 * (paired - before).std() / np.sqrt(20)
    wide = 2 * 2.02 * np.sqrt((before.var() + other.var()) / 20)
    widths.append((narrow, wide))

# %%
_, axes = plt.subplots(figsize=(6, 2.6))
axes.plot(range(1, 7), widths, "o", label=["20 pairs", "20 + 20 independent worlds"])
axes.set(xlabel="seed", ylabel="width of the 95% interval", ylim=(0, 0.021))
axes.legend()
plt.show()
narrower = np.mean([narrow < wide for narrow, wide in widths])
print(f"Pairs give the narrower interval with {narrower:.0%} of the seeds.")

# %% [markdown]
# Pairs are the better buy, by more with some seeds than with others: a world in which the largest
# partner leaves only without the policy widens the interval of pairs as well. Such worlds are rare,
# so that twenty may hold none, and the interval is then too narrow. Few worlds mislead about the
# width as well as about the difference.

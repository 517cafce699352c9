# %% [markdown]
# # 1. A first world: solutions

# %%
# %matplotlib inline
from experiments.figures import picture
from sim import CoalitionModel, Scenario, outcomes, simulate

scenario = Scenario.load("liberia/baseline")
table = outcomes(simulate(scenario, runs=200, seed=7))

# %% [markdown]
# **1.** Two single runs, and the spread over many.

# %%
ends = [CoalitionModel(scenario, rng=seed).run().history().readiness.values[-1] for seed in (7, 8)]
spread = table["readiness"].std()
print(f"Readiness at the end: {ends[0]:.3f} and {ends[1]:.3f}.")
print(f"They differ by {abs(ends[0] - ends[1]) / spread:.1f} standard deviations over worlds.")

# %% [markdown]
# Two runs that differ by about a standard deviation are nothing special: that is what luck does here.
#
# **2.** The relative spread of each outcome. It means little for an outcome whose mean is near 0.

# %%
relative = (table.drop(columns="seed").std() / table.drop(columns="seed").mean().abs()).dropna()
relative.sort_values(ascending=False).head(8).round(2)

# %% [markdown]
# **3.** The freeze.

# %%
frozen = Scenario.load("liberia/us_freeze")
worlds = simulate(frozen, runs=100, seed=7)
picture("host", worlds, frozen)

# %%
gap = worlds.funding_gap.median("run").values
jump = (gap[1:] - gap[:-1]).argmax() + 1
print(f"The median gap jumps most in quarter {jump}, that is {frozen.start + int(jump) - 1}:")
print(f"from {gap[jump - 1]:.2f} to {gap[jump]:.2f} of what is required.")

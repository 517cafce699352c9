# %% [markdown]
# # 1. A first world: what am I looking at?
#
# A host state, Liberia, and those who help it: states, intergovernmental bodies, NGOs and firms.
# Each quarter they decide what to give, the host decides what to take, money and people move, and
# trust grows or falls. You are about to run ten years of that, in one cell.
#
# **Predict, before you run anything.** Who pays for Liberia's security in this world: mostly Liberia,
# or mostly others? After ten years, is the army readier, less ready, or about the same? If you ran
# ten years again with other luck, would the answer change? Write it down:
#
# > *My prediction:* ...
#
# ## Run

# %%
# %matplotlib inline
from experiments.figures import picture
from sim import CoalitionModel, Scenario, outcomes, simulate

scenario = Scenario.load("liberia/baseline")
model = CoalitionModel(scenario, rng=7)
model.run()
history = model.history()
picture("who_gives", history, scenario)

# %% [markdown]
# The height is all help that arrived in a quarter. A colour is a partner above and a channel below, with
# its share of the ten years at the right. Where does the outline jump, and which colour makes the jump?
# The picture shows what *others* give. What Liberia pays itself comes further down, as `autonomy`.
#
# `model` is an ordinary [Mesa](https://mesa.readthedocs.io) model: it has agents, and they have a
# state. Here are the partner states that gave most in the last quarter.

# %%
from sim.actors import PartnerState

states = sorted(model.agents_by_type[PartnerState], key=lambda state: -state.help)
for state in states[:5]:
    print(f"{state.name:<15} {state.help:6.3f} million US$ this quarter, trust {state.trust:.2f}")

# %% [markdown]
# ## Explain
#
# What happens in a quarter stands in one list, in order. A *phase* is a kind of actor and what it does.

# %%
from sim.schedule import QUARTER, rules_of

for kind, act in QUARTER[:12]:
    rules = ", ".join(rules_of(kind, act)) or "-"
    print(f"{kind.__name__:<22} {act:<14} by the rules: {rules}")
print(f"... and {len(QUARTER) - 12} more")

# %% [markdown]
# Every rule is one small file with its equation, its parameters and where these come from. This is the
# one by which donors tire:

# %%
import inspect

from sim.rules import fatigue

print(inspect.getsource(fatigue.next_fatigue))

# %% [markdown]
# `gain` and `rest` are its parameters. Are they known? Look at the *status*: most numbers in this
# model are assumptions with a range, and the model says so itself.

# %%
for name, parameter in fatigue.Fatigue.parameters().items():
    print(
        f"{name:<5} {parameter.default:<5} in [{parameter.low}, {parameter.high}], {parameter.status}"
    )

# %% [markdown]
# ## One run is an anecdote
#
# Leaders change, donors look elsewhere, a neighbour is in trouble: all that is chance. A run is *one*
# way in which it may come. So we run two hundred worlds of the same scenario at once.

# %%
worlds = simulate(scenario, runs=200, seed=7)
picture("host", worlds, scenario)

# %% [markdown]
# The line is the median, the dark band holds half of the worlds, the light band nine tenths. An
# *outcome* is one number a run:

# %%
table = outcomes(worlds)
table[["readiness", "autonomy", "funding_gap", "partnership_stability"]].describe().round(3)

# %%
share = (table["autonomy"] > 0.5).mean()
low, high = table["readiness"].quantile([0.05, 0.95])
print(
    f"In {share:.0%} of the worlds Liberia pays for more than half of its security in the last year."
)
print(f"Readiness ends between {low:.2f} and {high:.2f} in nine worlds of ten.")

# %% [markdown]
# Compare that with your prediction. What surprised you?
#
# ## Modify
#
# Every number has an address. `rules.fatigue.gain` is how fast donors tire; `actors.United
# States.budget` is what the United States would give at full attention, in million US$ a quarter. Change
# one, keep the *seed*, and both worlds meet the same luck: what differs is what you changed.

# %%
import matplotlib.pyplot as plt


def compare(address, value):
    """Readiness with one number changed, under the same seeds."""
    changed = simulate(scenario, runs=100, seed=7, parameters={address: value}, keep=["readiness"])
    plain = simulate(scenario, runs=100, seed=7, keep=["readiness"])
    _, axes = plt.subplots(figsize=(7, 3))
    for found, label in ((plain, "as it is"), (changed, f"{address} = {value:g}")):
        axes.plot(found.date, found.readiness.median("run"), label=label)
    axes.set_ylabel("readiness, median of 100 worlds (0-1)")
    axes.set_ylim(0)
    axes.legend()
    plt.show()


compare("actors.United States.budget", 2.0)

# %% [markdown]
# The lines begin as one, and the distance between them is what the smaller budget does. Is it large,
# against the band of the two hundred worlds above?
#
# In Jupyter the slider below does the same. Where does the line start to move?

# %%
from ipywidgets import FloatSlider, interact

budget = FloatSlider(
    value=9, min=0, max=20, step=1, description="US budget", continuous_update=False
)
interact(lambda value: compare("actors.United States.budget", value), value=budget)

# %% [markdown]
# ## What you can and cannot conclude
#
# You can say what follows from these rules and these numbers, and how much of it is luck. You cannot
# say what will happen to a named state: the actors are real, the values are illustrative, and most
# parameters are assumptions. This is a laboratory, not an oracle.
#
# ## Exercises
#
# 1. Run `CoalitionModel(scenario, rng=8)`. How far is its readiness at the end from that of `rng=7`?
#    Is the difference large against the band of the two hundred worlds?
# 2. Which outcome varies most from world to world, relative to its mean? (`table.std() / table.mean()`)
# 3. `simulate("liberia/us_freeze", ...)` is a world with a freeze of assistance. Draw `picture("host",
#    ...)` for it. In which quarter does the funding gap jump?
#
# Solutions: [solutions/01_first_world](solutions/01_first_world.ipynb). Next: [2. Promises and
# trust](02_promises_and_trust.ipynb).

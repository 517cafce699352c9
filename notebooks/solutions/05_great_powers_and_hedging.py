# %% [markdown]
# # 5. Great powers and hedging: solutions

# %%
# %matplotlib inline
import numpy as np

from sim import simulate
from sim.rules.rivalry import Rivalry, retained


def rivalry(**parameters):
    """Sixty worlds of the rivalry, all under the same seeds."""
    keep = ["help", "external", "camp", "alignment"]
    return simulate("liberia/rivalry", 60, 7, None, parameters, keep=keep)


# %% [markdown]
# **1.** $(0.2 - 0.1)/0.1 = 1$, so $1 - 0.7/(1 + e^{-1})$; with the smaller width it is a step.

# %%
print(
    f"width 0.1:  {retained(0.2, 0.1, 0.7, Rivalry()):.3f}, on paper {1 - 0.7 / (1 + np.exp(-1)):.3f}"
)
print(f"width 0.03: {retained(0.2, 0.1, 0.7, Rivalry({'width': 0.03})):.3f}, nearly 1 - 0.7")

# %% [markdown]
# **2.** A host that stands still, and one that turns at once.

# %%
for speed in (0.0, 0.1, 1.0):
    found = rivalry(**{"rules.rivalry.responsiveness": speed})
    usa, china = (
        float(found.help.sel(actor=a).sum("quarter").mean()) for a in ("United States", "China")
    )
    whole = float(found.external.isel(quarter=slice(1, None)).sum("quarter").mean())
    end = float(found.alignment.isel(quarter=-1).mean())
    print(
        f"speed {speed}: ends at {end:.2f}; USA {usa:.1f}, China {china:.1f}, all {whole:.1f} million US$"
    )

# %% [markdown]
# The readier it turns, the nearer it comes to most of those who give, and the more it gets in all:
# here being pulled is no loss of money, only of position. The scenario does not price the position.
#
# **3.** States in the middle.

# %%
for neutral in (0.0, 0.15, 0.5):
    found = rivalry(**{"rules.landscape.neutral": neutral})
    last = found.camp.isel(quarter=-1).dropna("actor", how="all")
    count = float((last == 0).sum("actor").mean())
    whole = float(found.external.isel(quarter=slice(1, None)).sum("quarter").mean())
    print(
        f"neutral {neutral}: {count:.1f} of {last.actor.size} states are neutral; help {whole:.1f} million US$"
    )

# %% [markdown]
# Camps matter to help in one way only: members of opposite camps count as rivals at the host's
# (`estrangement` of the rule `landscape`), and few partners have an exclusivity to act on it.

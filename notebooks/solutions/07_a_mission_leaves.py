# %% [markdown]
# # 7. A mission leaves: solutions

# %%
# %matplotlib inline
import numpy as np

from sim import outcomes, simulate

# %% [markdown]
# **1.** Larger steps.

# %%
for step in (0.2, 0.6):
    worlds = simulate(
        "liberia/history", runs=40, seed=1, keep=["strength"],
        parameters={"rules.mandate.step": step},
    )  # fmt: skip
    strength, years = worlds.strength.sel(actor="UN").values, worlds.date.dt.year.values
    last = np.median([years[run > 100][-1] for run in strength])
    in_2014 = np.median(strength[:, years == 2014])
    print(f"step {step}: {in_2014:,.0f} soldiers in 2014, the last of them in {last:.0f}")

# %% [markdown]
# Steps three times as large bring the end forward by little. A supported mission is never cut below what
# is *required*, so it is the requirement that holds this mission in the country, and not the size of the
# steps. And if a number had hit 2018? It would be tuned to the years that were kept aside, and they could
# then judge nothing any more ([notebook 12](../12_believing_a_model.ipynb)).
#
# **2.** Substitution.


# %%
def exit_effect(**parameters):
    """Paired difference that the exit makes, 60 worlds."""
    sudden, reviewed = (
        outcomes(
            simulate(
                "liberia/mission_leaves_early", runs=60, seed=1,
                parameters={"events.mission_ends.depth": depth, **parameters},
            )
        )
        for depth in (1, 0)
    )  # fmt: skip
    return sudden - reviewed


for share in (0.0, 0.5):
    change = exit_effect(**{"rules.mandate.substitution": share})
    print(
        f"substitution {share}: partners give {change['external_total_musd'].mean():+.1f} million US$"
    )
    print(f"   in the whole run, and the threat changes by {change['threat'].mean():+.3f}")

# %% [markdown]
# Money follows; the threat hardly notices. Funds for the army are no soldiers on the road, and readiness
# is built over years.
#
# **3.** Legitimacy, when peacekeepers calm nothing.

# %%
calm = {"rules.peacekeeping.local_effect": 0}
for name, options in (
    ("as it is", calm),
    ("foreign troops are not resented", {**calm, "rules.legitimacy.visibility": 0}),
):
    change = exit_effect(**options)["legitimacy"]
    half = 2.0 * change.std() / np.sqrt(len(change))
    print(f"{name}: legitimacy changes by {change.mean():+.4f} (95%: within {half:.4f})")

# %% [markdown]
# Foreign troops who are seen everywhere cost legitimacy where nationalism resents them (`visibility`, an
# assumption). If they bring no calm either, their leaving is a gain.

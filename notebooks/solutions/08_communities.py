# %% [markdown]
# # 8. Communities: solutions

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

from sim import Policy, Scenario, outcomes, simulate

scenario = Scenario.load("liberia/baseline")
levers = {"border_patrols": {"intensity": 1}}
patrols = Policy.from_dict({"title": "Patrols", "levers": levers}, scenario, "patrols")

# %% [markdown]
# **1.** Nobody gets used to anything.

# %%
for aspiration in (0.1, 0.0):
    rule = {"rules.legitimacy.aspiration": aspiration}
    pair = [
        outcomes(simulate(scenario, runs=60, seed=1, policy=policy, parameters=rule))["legitimacy"]
        for policy in (patrols, "status_quo")
    ]
    change = (pair[0] - pair[1]).mean()
    print(f"aspiration {aspiration}: legitimacy {pair[1].mean():.3f}, patrols add {change:+.4f}")

# %% [markdown]
# Security then surprises for ever, and legitimacy rises with it, with patrols and without them. People who
# never get used to anything are hard to believe in; but *how fast* they do is an assumption as well.
#
# **2.** Half of the way.

# %%
plain = simulate(scenario, runs=100, seed=1)
changed = simulate(scenario, runs=100, seed=1, policy="communities_first")
for name in ("perceived_security", "confidence", "legitimacy"):
    change = (changed[name] - plain[name]).mean(("run", "community")).values
    half = int(np.argmax(change >= change[-1] / 2))
    print(f"{name:<19} {change[-1]:+.3f} at the end, half of it in quarter {half}")

# %% [markdown]
# Trust is not last here: dialogue reaches it by a way of its own, and does not wait for security.
# Legitimacy is, because each of the small gifts that make it is soon expected.
#
# **3.** A crisis at the border.

# %%
crisis = simulate("liberia/border_crisis", runs=100, seed=1)
for region in ("South East", "Montserrado"):
    for name in ("perceived_security", "confidence"):
        course = crisis[name].sel(community=region).values
        fall = np.maximum.accumulate(course, axis=1) - course
        print(f"{region:<12} {name:<19} falls by {np.median(fall.max(axis=1)):.3f} (median)")

# %%
_, axes = plt.subplots(figsize=(7, 3))
for name in ("perceived_security", "confidence"):
    course = crisis[name].sel(community="South East").isel(run=0)
    axes.plot(course.date, course, label=name.replace("_", " "))
axes.set(ylabel="South East, one world (0-1)", ylim=(0, 1))
axes.legend()
plt.show()

# %% [markdown]
# Felt security falls at once and comes back when the unrest ends. Trust does not fall at all, and not
# because people are loyal: it lies below the security that they feel or near it, so that it rises more
# slowly or stands still. A rule in which bad news counts more than good would tell another story, as
# it does between *partners* ([2. Promises and trust](../02_promises_and_trust.ipynb)).

# %% [markdown]
# # 3. Surge and fade: solutions

# %%
# %matplotlib inline
import numpy as np

from sim import simulate
from sim.rules.surge import Surge, next_surge

SINCE = np.arange(-5, 13)


def usa(runs, **parameters):
    """US help round the outbreak: a row a world, a column a quarter of SINCE."""
    found = simulate("liberia/epidemic", runs, 7, None, parameters, keep=["help", "onset"])
    values = found.help.sel(actor="United States").values
    start = found.onset.values.argmax(axis=1)
    return np.stack([row[begin + SINCE] for row, begin in zip(values, start, strict=True)])


# %% [markdown]
# **1.** What is left of the first adds to the second: $1 + e^{-3\lambda}$ times the first.

# %%
rule, surge, peaks = Surge(), 0.0, []
for quarter in range(13):
    struck = quarter in (0, 12)
    surge = next_surge(surge, onset=0.7 if struck else 0.0, tie=0.9, p=rule)
    if struck:
        peaks.append(float(surge))
print(f"{peaks[1] / peaks[0]:.3f} times the first; on paper {1 + np.exp(-3 * rule.fade):.3f}")

# %% [markdown]
# The rule never asks whether donors are less shocked the second time. That is an assumption too.
#
# **2.** Fatigue on and off, under the same luck.

# %%
tired, fresh = usa(100), usa(100, **{"rules.fatigue.on": 0})
for title, found in {"with fatigue": tired, "without": fresh}.items():
    course = found.mean(axis=0)
    extra = course - course[1:5].mean()
    print(f"{title:<13} peak {course.max():.2f}, after 12 quarters {course[-1]:.2f} million US$;")
    print(f"{'':<13} of the extra help {extra[-1] / extra.max():.0%} is left")

# %% [markdown]
# Fatigue lowers the level of help before and after. Most of the decline is the fade of the surge.
#
# **3.** Half-lives of single worlds. Worlds whose extra help is not above zero all the time have no
# logarithm there; these quarters are left out.

# %%
later = SINCE[7:]
half_lives = []
for row in tired[:10]:
    extra = row[7:] - row[1:5].mean()
    slope = np.polyfit(later[extra > 0] / 4, np.log(extra[extra > 0]), 1)[0]
    half_lives.append(np.log(2) / -slope)
print("half-lives in years:", np.round(sorted(half_lives), 1))

# %% [markdown]
# All worlds have the *same* fade, 3.2 years, and fatigue on top. Wandering attention spreads the
# estimates all the same. Four pairs narrow the rate less than their neat straight lines suggest.

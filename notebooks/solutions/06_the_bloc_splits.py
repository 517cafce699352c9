# %% [markdown]
# # 6. The bloc splits: solutions

# %%
# %matplotlib inline
import numpy as np

from sim.structure import frustration, shapley_shubik, triads

SEATS = {"Nigeria": 35, "Ghana": 8, "Côte d'Ivoire": 7, "Senegal": 6, "Guinea": 6}
SEATS |= dict.fromkeys(["Benin", "Togo", "Sierra Leone", "Liberia", "Gambia"], 5)
SEATS |= dict.fromkeys(["Guinea-Bissau", "Cape Verde"], 5)

# %% [markdown]
# **1.** Six orders. Without the member with 50 nobody wins (49 + 1 = 50), and with it any other is
# enough. So it is the pivot in the four orders in which it is not first; where it is first, whoever
# comes second is.

# %%
print(shapley_shubik({"fifty": 50, "forty-nine": 49, "one": 1}, 51))

# %% [markdown]
# So 2/3, 1/6 and 1/6: one vote is worth as much as forty-nine.
#
# **2.** Leave out one at a time.

# %%
now = shapley_shubik(SEATS, 49)["Liberia"]
for leaver in SEATS:
    if leaver != "Liberia":
        rest = {name: seats for name, seats in SEATS.items() if name != leaver}
        power = shapley_shubik(rest, sum(rest.values()) // 2 + 1)["Liberia"]
        print(f"without {leaver:<14} {power:.3f} ({power - now:+.3f})")

# %% [markdown]
# **3.** Everybody against everybody.

# %%
hostile = np.eye(6, dtype=int) - 1
print(f"balanced triads: {triads(hostile).balanced_share:.0%}")
print(f"two camps violate {frustration(hostile).violated:.0f} of 15 ties,")
print(f"any number of camps {frustration(hostile, camps=None).violated:.0f}")

# %% [markdown]
# Three mutual enemies are under tension only if there are two sides to choose from. With as many
# camps as states nobody sits with an enemy: *weak* balance, many camps.

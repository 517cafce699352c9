# %% [markdown]
# # 2. Promises and trust: solutions

# %%
# %matplotlib inline
from sim import Scenario, simulate


def world(scale, lasts):
    """The baseline, with less released by the United States from 2027 on."""
    event = {
        "title": "Less is released",
        "status": "assumption",
        "when": "2027Q1",
        "effects": [{"address": "actors.United States.release", "scale": scale}],
    } | ({"lasts": lasts} if lasts else {})
    return Scenario.from_dict(
        {"extends": "liberia/baseline", "title": "Less is released", "events": {"less": event}}
    )


def trust_at_end(scenario, **more):
    """Trust of the United States at the end of 2034, a number a world."""
    found = simulate(scenario, 100, seed=7, keep=["trust"], **more)
    return found.trust.sel(actor="United States").isel(quarter=-1)


# %% [markdown]
# **1.** A small default that never ends, against a large one that does.

# %%
for title, scenario in {
    "all is kept": "liberia/baseline",
    "nothing for a year": world(-1.0, 4),
    "80% for good": world(-0.2, None),
    "95% for good": world(-0.05, None),
}.items():
    print(f"{title:<20} trust at the end {float(trust_at_end(scenario).mean()):.2f}")

# %% [markdown]
# Always a little late does more harm in the long run than one bad year, because the record is never
# cleared. At 95% the shortfall is mostly within the `tolerance` of 0.1, and what is within it counts as kept.
#
# **2.** With all kept and nothing changing, $0 = g(1-T) + oR(1-T) + f(T_0-T)$, hence
# $T^* = \dfrac{g + oR + fT_0}{g + oR + f}$, wherever it starts.

# %%
from sim.rules.trust import Trust, next_trust

p = Trust()
paper = (p.gain + p.openness * 0.3 + p.forgetting * 0.6) / (
    p.gain + p.openness * 0.3 + p.forgetting
)
for start in (0.1, 0.9):
    trust = start
    for _ in range(400):
        trust = next_trust(trust, prior=0.6, kept=1.0, reporting=0.3, p=p)
    print(f"from {start}: {trust:.4f}, on paper {paper:.4f}")

# %% [markdown]
# One resting point, so no hysteresis in this equation alone: trust that is lost comes back if the
# partner stays and pays. The distance shrinks by the same share each quarter, the way a surge fades.
#
# **3.** The policy under the same luck, world by world.

# %%
silence = world(-1.0, 4)
gain = trust_at_end(silence, policy="transparency") - trust_at_end(silence)
print(f"Trust at the end is {float(gain.mean()):.2f} higher with the policy than without,")
print(
    f"in nine worlds of ten by {float(gain.quantile(0.05)):.2f} to {float(gain.quantile(0.95)):.2f}."
)

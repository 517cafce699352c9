# %% [markdown]
# # 2. Promises and trust: a donor that does not deliver
#
# In this world the largest donor promises as before, and for one year pays nothing. Then it pays
# again, most of what it owes included. The money is back. Is the trust?
#
# **Predict, before you run anything.** When is trust furthest below where it would have been: in the
# first quarter without money, in the last, or later? How long after the first payment is half of the
# loss made good: a year, three years, more? And which costs more trust: a year of broken promises, or
# an honest announcement that the budget is zero for a year? Write it down:
#
# > *My prediction:* ...
#
# ## Run
#
# A scenario is data. This one takes over the baseline and adds one *event*: from 2027 the United
# States releases none of what is due, for four quarters.

# %%
# %matplotlib inline
import matplotlib.pyplot as plt

from sim import Scenario, simulate


def world(*effects, lasts=4):
    """The baseline, and from 2027 on the effects for some quarters (None: for good)."""
    event = {"title": "A donor changes", "when": "2027Q1", "effects": list(effects)}
    event |= {"status": "assumption"} | ({"lasts": lasts} if lasts else {})
    return Scenario.from_dict(
        {"extends": "liberia/baseline", "title": "A donor changes", "events": {"change": event}}
    )


def tie(scenario, runs=100, **more):
    """What happens on the tie between the United States and the host."""
    keep = ["trust", "kept", "help", "active", "outstanding"]
    return simulate(scenario, runs, seed=7, keep=keep, **more).sel(actor="United States")


silence = {"address": "actors.United States.release", "scale": -1.0}
faithful, broken = tie("liberia/baseline"), tie(world(silence))

# %%
PANELS = {
    "help": "help that arrives\n(million US$ a quarter)",
    "kept": "paid over what is usual,\nmean of a year (1)",
    "trust": "trust (0-1)",
}


def draw(**worlds):
    """Help, promises kept and trust over time, means of all worlds."""
    _, all_axes = plt.subplots(3, 1, figsize=(7, 6.5), sharex=True, layout="constrained")
    for axes, (name, label) in zip(all_axes, PANELS.items(), strict=True):
        for title, found in worlds.items():
            line = found[name].mean("run").isel(quarter=slice(1, None))
            wide = {"linewidth": 5, "alpha": 0.3} if title == "faithful" else {}
            axes.plot(line.date, line, label=title.replace("_", " "), **wide)
        axes.axvspan(found.date.values[8], found.date.values[12], color="0.9", zorder=0)
        axes.set_ylabel(label)
        axes.set_ylim(0)
    all_axes[0].legend(frameon=False)
    plt.show()


draw(faithful=faithful, broken=broken)

# %% [markdown]
# Grey is the year of silence. Both worlds meet the same luck (same seed), so until 2027 they are one
# line; from then on what differs is what the silence does.
#
# Now compare with your prediction, in numbers:

# %%
lost = (broken.trust - faithful.trust).mean("run").values
lowest = int(lost.argmin())
half_back = next(q for q in range(lowest, 41) if lost[q] > lost[lowest] / 2)
paid_again = 13  # the first quarter of 2028
print(f"Trust is {-lost[lowest]:.2f} lower at worst, {lowest - paid_again} quarters after")
print("the first payment: the gap goes on widening while money flows again.")
print(f"Half of that is back {half_back - paid_again} quarters after the first payment.")
print(f"At the end of 2034 {-lost[-1]:.2f} is still missing.")

# %% [markdown]
# ## Explain
#
# Three things are at work.
#
# **1. A promise is measured over about a year, and with patience.** Nobody pays all that is due: the
# rule `disbursement` lets out 85% in an ordinary quarter without delay, and part of the rest a
# quarter later. `kept` is what was paid over what is *usually* paid of what is due, arrears
# included, both averaged with a weight of a quarter on the newest quarter. When payment starts again,
# the bad year is still in the mean, and trust goes on falling. This is why the low comes late.
#
# **2. Trust is won slowly and lost fast.** With trust $T$, its prior $T_0$ and the shortfall
# $s = 1 - \text{kept}$, a quarter changes trust by
#
# $$\Delta T = \tfrac14\Big[\;\underbrace{g\,(1-T)\,\min(1,\text{kept})}_{s\ \le\ \text{tolerance}}
# \;\text{ or }\;\underbrace{-\,a\,g\,T\,s}_{s\ >\ \text{tolerance}}\;
# +\;o\,R\,(1-T)\;+\;f\,(T_0-T)\Big]$$
#
# with $g$ the gain, $a$ the asymmetry, $o$ the openness of reporting ($R$ is how openly the two
# report) and $f$ forgetting. That losses weigh more than gains is the *asymmetry principle* (Slovic 1993, Risk
# Analysis); the size of the numbers is an assumption:

# %%
from sim.rules.trust import Trust, next_trust

for name, parameter in Trust.parameters().items():
    print(
        f"{name:<10} {parameter.default:<5} in [{parameter.low}, {parameter.high}] {parameter.unit}"
    )

# %% [markdown]
# A rule is a plain function, so you can play it by hand, without a world. A partner with trust 0.6
# delivers nothing for four quarters and then everything:

# %%
trust, course = 0.6, [0.6]
for quarter in range(40):
    delivered = 0.0 if quarter < 4 else 1.0
    trust = next_trust(trust, prior=0.6, kept=delivered, reporting=0.3, p=Trust())
    course.append(trust)

print(f"Four quarters take {0.6 - course[4]:.2f} of trust away.")
back = next(quarter for quarter, value in enumerate(course) if quarter > 4 and value >= 0.6)
print(f"Trust is at 0.6 again {back - 4} quarters later.")

# %% [markdown]
# Without the memory of `kept` the loss stops as soon as payment resumes: the rule alone recovers
# sooner than the world above. Does it *always* recover? With promises kept the equation is linear in
# $T$ and has one resting point, wherever it starts. So a tie that lasts has a long memory, but not
# an endless one.
#
# **3. But not every tie lasts.** A partnership may end, with a hazard that is higher where trust is
# low and promises are unmet (rule `termination`). That is decided by chance, world by world, and it
# may be for good. This is *hysteresis*: the cause is gone and the effect stays.

# %%
ended = ((faithful.active - broken.active).isel(quarter=-1) > 0.5).mean()
print(f"In {float(ended):.0%} of the worlds the partnership stands at the end of 2034 if the")
print("promises are kept, and does not stand, under the same luck, if they are broken.")

# %% [markdown]
# Few worlds, so do not read much into the exact share: with 100 worlds it is uncertain by a few
# percentage points either way.
#
# ## Modify
#
# **An honest cut.** Change the event: the donor does not stay silent. It says that its budget for
# Liberia is zero for a year, and votes it up again afterwards. Look at the money first, then at trust.

# %%
cut = tie(
    world(
        {"address": "actors.United States.budget", "scale": -1.0},
        {"address": "actors.United States.appropriated", "scale": -1.0},
    )
)
draw(faithful=faithful, broken=broken, announced_cut=cut)

# %%
for title, found in {"kept": faithful, "broken": broken, "announced cut": cut}.items():
    money = float(found.help.isel(quarter=slice(9, 41)).mean("run").sum())
    end = float(found.trust.isel(quarter=-1).mean())
    print(f"{title:<14} {money:5.1f} million US$ arrive in 2027-2034, trust at the end {end:.2f}")

# %% [markdown]
# The cut brings far less money and costs no trust; the broken promise brings nearly all of the money,
# late, and costs much. In this model trust is about *promises*, not about amounts. Is that true of
# people? It is what the rule says. A host may well resent an announced cut, and no term of the equation knows it.
#
# **The slider.** How much depends on the asymmetry? Its range is that of the parameter table.

# %%
from ipywidgets import FloatSlider, interact


def asymmetric(asymmetry):
    """The loss of trust by a year of silence, at some asymmetry."""
    changed = {"rules.trust.asymmetry": asymmetry}
    kept, unkept = (
        tie(s, runs=40, parameters=changed) for s in ("liberia/baseline", world(silence))
    )
    _, axes = plt.subplots(figsize=(7, 3), layout="constrained")
    axes.plot(kept.date, (unkept.trust - kept.trust).mean("run"))
    axes.set(ylim=(-0.35, 0.02), ylabel="trust lost (0-1)", title=f"asymmetry {asymmetry:g}")
    plt.show()


_ = interact(
    asymmetric, asymmetry=FloatSlider(value=2.5, min=1.5, max=4, step=0.5, continuous_update=False)
)

# %% [markdown]
# **A rule switched off.** Every rule has a switch. With `{"rules.trust.on": 0}` in `parameters`, trust
# stays where it is: the test that it is this rule, and nothing else, that made the dent.

# %%
off = {"rules.trust.on": 0}
dent = (
    tie(world(silence), 40, parameters=off).trust
    - tie("liberia/baseline", 40, parameters=off).trust
)
print(f"Largest change of mean trust without the rule: {float(abs(dent.mean('run')).max()):.3f}")

# %% [markdown]
# ## What you can and cannot conclude
#
# You can say: *if* trust follows promises with more weight on losses, *then* its low comes after
# the default is over, its return takes years, and an honest cut costs less of it than a silent
# one. You can say which part of the rule each of these hangs on, because you can switch it off.
#
# You cannot say how long a real partner's trust takes to return: the speeds (`gain`, `forgetting`)
# are assumptions with wide ranges. That donors pay less than they commit is documented: commitments
# carry little information on what arrives (Bulíř and Hamann 2003, IMF Staff Papers), though most
# are met within two years (Hudson 2013). That the United States is the example here says nothing
# about what it is going to do.
#
# ## Exercises
#
# 1. A donor that *always* pays 80% of what is due from 2027 on (`"scale": -0.2`, `lasts=None`).
#    Compare its trust at the end of 2034 with that after one year of silence. And at 95%? Which
#    parameter makes the difference?
# 2. Solve the equation on paper for a partner that keeps its promises: where does trust come to
#    rest? Check it by calling `next_trust` a few hundred times from 0.1 and from 0.9.
# 3. Transparency is the medicine that the rule knows. Run the silence with
#    `policy="transparency"` and without. How much of the trust at the end is the policy worth?
#
# Solutions: [solutions/02_promises_and_trust](solutions/02_promises_and_trust.ipynb). Next:
# [3. Surge and fade](03_surge_and_fade.ipynb).

# %% [markdown]
# # 4. One donor or many?
#
# One donor is simple: one office, one report, one telephone number. And if it leaves, all is gone. Many
# donors are an insurance, but each wants meetings, reports and a project of its own.
#
# **Predict, before you run anything.** A host has $n$ partners of equal size. Each brings the same
# money, so that $n$ partners pay $n$ times as much. Draw on paper the help that *arrives* against $n$,
# from 1 to 40. Then the other question: the *same total* is split over $n$ partners, and one of them
# leaves. For which $n$ does most help arrive afterwards? Write it down:
#
# > *My prediction:* ...
#
# ## Run
#
# To see a mechanism, take a world with little else in it. The toy world has a host, and people; here
# come forty donors that differ in nothing. `present` says whether a donor takes part.

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

from sim import Scenario, outcomes, simulate

MOST = 40
DONORS = [f"Donor {number}" for number in range(1, MOST + 1)]
donor = {"kind": "partner_state", "budget": 1.0, "appropriated": 0.4, "position": 0.5}
donor |= {"trust": 0.5, "mandate_distance": 0.5, "profile": {"training": 0.5, "equipment": 0.5}}
chance = ("priorities", "turnover", "termination", "disbursement", "herding")
rules = {rule: {"on": True} for rule in (*chance, "coordination", "fragmentation")}
crowd = {
    "extends": "toy",
    "title": "One donor or many",
    "status": "assumption",
    "quarters": 24,
    "rules": rules,
    "actors": {"Partner": {"present": 0}} | {name: dict(donor) for name in DONORS},
}

# %% [markdown]
# A parameter may have *one value a run*. So one ensemble holds worlds with 1, with 2, ... with 40
# partners, thirty of each, and no loop is needed:

# %%
COUNTS = np.array([1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 35, 40])
n = np.repeat(COUNTS, 30)
taking_part = {f"actors.{name}.present": 1.0 * (k < n) for k, name in enumerate(DONORS)}


def by_count(values):
    """Mean and standard error over the worlds with the same number of partners."""
    groups = [np.asarray(values)[n == count] for count in COUNTS]
    return np.array([(g.mean(), g.std(ddof=1) / np.sqrt(len(g))) for g in groups]).T


def last_year(history, name):
    """Sum over all actors, mean of the last four quarters, one number a world."""
    return history[name].sum("actor").isel(quarter=slice(-4, None)).mean("quarter").values


KEEP = ["help", "overhead", "readiness"]
each_brings = simulate(Scenario.from_dict(crowd), len(n), seed=7, parameters=taking_part, keep=KEEP)

# %%
arrived = last_year(each_brings, "help")
paid = arrived + last_year(each_brings, "overhead")
_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.3), layout="constrained")
left.errorbar(COUNTS, *by_count(paid), label="arrives, and dealing with partners", color="0.6")
left.errorbar(COUNTS, *by_count(arrived), label="arrives")
left.set(xlabel="partners", ylabel="million US$ a quarter", ylim=0)
left.legend(frameon=False)
right.errorbar(COUNTS, *by_count(each_brings.readiness[:, -1]))
right.set(xlabel="partners", ylabel="readiness at the end (0-1)", ylim=0)
plt.show()

best = COUNTS[by_count(arrived)[0].argmax()]
print(f"Of the numbers tried, most help arrives with {best} partners.")

# %% [markdown]
# The bars are standard errors of the mean. What is paid goes on rising; what arrives has a *hump*. The
# readiness of the forces is flatter than the money: a host can use only so much (rule `absorption`).
#
# ## Explain
#
# **Transactions** (rule `fragmentation`). Each partner costs a share $\tau$ of the flow, less where
# few give most ($H$ is the Herfindahl index of the shares). With $n$ equal partners $H = 1/n$, so
#
# $$\text{cost} = \tau\,n\,(1-H) = \tau\,(n-1),\qquad
# \text{net} = n\,\big(1-\tau\,(n-1)\big),\qquad n^* = \frac{1+\tau}{2\tau}$$
#
# **Coordination**. All pairs talk, $n(n-1)/2$ of them, or only with a hub, $n-1$ of them. Each pair
# costs a share of the money in proportion to how far mandates differ.

# %%
from sim.rules.coordination import Coordination, coordination_share, dyads
from sim.rules.fragmentation import Fragmentation, transaction_share

many = np.arange(1.0, 41.0)
net = many * (1 - transaction_share(many, 1 / many, Fragmentation()))
_, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
axes.plot(many, net, label="transactions only")
for framework, label in (
    (1.0, "and coordination round a hub"),
    (0.2, "and coordination in a mesh"),
):
    talks = coordination_share(dyads(many, framework, Coordination()), 0.5, Coordination())
    axes.plot(many, net - many * talks, label=label)
axes.set(xlabel="partners", ylabel="net, in payments of one partner", ylim=0)
axes.legend(frameon=False)
plt.show()

tau = Fragmentation().transaction_cost
print(
    f"With transactions only the top is at (1 + {tau:g}) / (2 * {tau:g}) = {(1 + tau) / (2 * tau):.0f}."
)

# %% [markdown]
# Both shares have a `ceiling` of one half, not reached in this picture. That aid in
# many small pieces goes with worse bureaucracies is a finding (Knack and Rahman 2007, Journal of
# Development Economics); $\tau$ and the cost of a pair are assumptions, and so is where the top lies:

# %%
for rule, name in ((Fragmentation, "transaction_cost"), (Coordination, "dyad_cost")):
    parameter = rule.parameters()[name]
    print(
        f"{name:<16} {parameter.default} in [{parameter.low}, {parameter.high}], {parameter.status}"
    )

# %% [markdown]
# ## Modify
#
# **The insurance.** Now the same 10 million US$ a quarter of budgets is split over $n$ partners, and in one
# version Donor 1 leaves for good after three years. Same seeds, so the difference is its leaving.

# %%
leaving = {
    "title": "Donor 1 leaves",
    "status": "assumption",
    "when": "2028Q1",
    "effects": [{"address": "actors.Donor 1.present", "set": 0}],
}
split = dict(taking_part)
for name in DONORS:
    split |= {f"actors.{name}.budget": 10 / n, f"actors.{name}.appropriated": 4 / n}
stays = simulate(Scenario.from_dict(crowd), len(n), seed=7, parameters=split, keep=KEEP)
goes = simulate(
    Scenario.from_dict(crowd | {"events": {"exit": leaving}}),
    len(n),
    seed=7,
    parameters=split,
    keep=KEEP,
)

# %%
_, axes = plt.subplots(figsize=(7, 3.3), layout="constrained")
for title, found in {"all stay": stays, "one leaves": goes}.items():
    axes.errorbar(COUNTS, *by_count(last_year(found, "help")), label=title)
axes.set(
    xlabel="partners that share the same budget", ylabel="help (million US$ a quarter)", ylim=0
)
axes.legend(frameon=False)
plt.show()

calm, hit = (by_count(last_year(found, "help"))[0] for found in (stays, goes))
print(f"If all stay, help is highest with {COUNTS[calm.argmax()]} partner(s);")
print(f"if one leaves, with {COUNTS[hit.argmax()]}.")

# %% [markdown]
# Two questions, two answers (from one partner to five the upper line is flat within its error bars).
# But is the second one fair? With forty partners it is forty times as
# likely that *one* of them leaves. Say each leaves with a chance of one in four, whatever the others
# do, and takes its share along:

# %%
rng = np.random.default_rng(1)
for place, count in enumerate(COUNTS):
    leavers = rng.binomial(count, 0.25, size=100_000)
    left_over = calm[place] * (1 - leavers / count)
    bad_luck = np.quantile(left_over, 0.05)
    print(f"{count:>2} partners: mean {left_over.mean():.2f}, one in twenty below {bad_luck:.2f}")

# %% [markdown]
# The mean is highest where there is least to coordinate: spreading the risk does not make the expected loss smaller.
# What has a hump is bad luck. Many partners insure a host that fears the worst, and only as far
# as they do not all leave together (rules `herding` and `priorities` make them).
#
# **A lead agency.** `framework` at 1 puts a hub in place of the mesh. Move it, and watch the hump.

# %%
from ipywidgets import FloatSlider, interact


def hump(framework):
    """Help that arrives against the number of partners, with more or less of a hub."""
    changed = taking_part | {"actors.Host.framework": framework}
    found = simulate(Scenario.from_dict(crowd), len(n), seed=7, parameters=changed, keep=["help"])
    _, axes = plt.subplots(figsize=(7, 3), layout="constrained")
    axes.plot(COUNTS, by_count(arrived)[0], ":", label="framework 0.2, as it is")
    axes.plot(COUNTS, by_count(last_year(found, "help"))[0], label=f"framework {framework:g}")
    axes.set(xlabel="partners", ylabel="help (million US$ a quarter)", ylim=(0, 7))
    axes.legend(frameon=False, loc="upper left")
    plt.show()


_ = interact(hump, framework=FloatSlider(value=1, min=0, max=1, step=0.2, continuous_update=False))

# %% [markdown]
# **A world with names.** In `liberia/too_many_partners` twelve small newcomers, who stand for nobody,
# join those of the baseline. Under the same seeds:

# %%
NAMES = ["external_total_musd", "overhead_share", "readiness", "autonomy", "largest_partner"]
before = outcomes(simulate("liberia/baseline", 60, seed=7), NAMES)[NAMES]
after = outcomes(simulate("liberia/too_many_partners", 60, seed=7), NAMES)[NAMES]
change = after - before
for name in NAMES:
    error = 1.96 * change[name].std() / np.sqrt(len(change))
    print(
        f"{name:<20} {before[name].mean():8.3f}, change {change[name].mean():+8.3f} ± {error:.3f}"
    )

# %% [markdown]
# More partners, less help, and *higher* autonomy: autonomy is own spending over all, and it rises
# because less arrives. An outcome that looks better is not always good news.
#
# ## What you can and cannot conclude
#
# You can say: *if* dealing with partners costs a share that grows with their number, *then* help
# that arrives has a hump; where budgets are fixed, further partners lower the mean and raise the
# floor; and a lead agency moves the hump to the right.
#
# You cannot say that Liberia, or any host, has too many partners: the top moves with two
# assumptions across their whole range. The donors here are equal and want the same; real ones are not and do not,
# and what several bring that one could not (access, legitimacy, a second opinion) is not counted.
#
# ## Exercises
#
# 1. On paper: where is the top of $n(1-\tau(n-1))$ for the lowest and the highest $\tau$ of the
#    table? Check it with a run at `rules.fragmentation.transaction_cost` of 0.03, once with
#    `rules.fragmentation.ceiling` as it is and once at 0.9. Why do the two differ?
# 2. In `liberia/too_many_partners`, put `actors.Liberia.framework` at 1. How much of the help that
#    was lost against the baseline comes back, if the baseline has the hub too?
# 3. Volatility: in the ensemble `stays`, how does the spread of help over worlds (standard deviation over mean)
#    change from one partner to forty? Why does it not fall with $1/\sqrt n$?
#
# Solutions: [solutions/04_one_donor_or_many](solutions/04_one_donor_or_many.ipynb). Next: [5. Great
# powers and hedging](05_great_powers_and_hedging.ipynb).

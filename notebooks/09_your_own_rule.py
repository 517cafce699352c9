# %% [markdown]
# # 9. Your own rule and your own actor, and how to prove them
#
# Where people do not work with the security forces, a threat breeds rumours, and rumours eat the trust
# in the forces. The model has no such mechanism. In this notebook you add it, and a radio station that
# speaks against it, without touching a file of the project. And you prove that it does what you
# say, with tests that you have *seen fail*.
#
# **Predict, before you run anything.** Trust in the forces begins at 0.4, cooperation at 0.45. If at
# full threat and without any cooperation rumours ate a fifth of the trust a year, how much of it would
# be gone after ten years: hardly any, a tenth, a half? Remember that trust is also rebuilt each quarter.
# Write it down:
#
# > *My prediction:* ...
#
# ## Run
#
# First the whole thing, so that you see where we are going. The next cells take it apart.

# %%
# %matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

from sim import CoalitionModel
from sim.actors import Community
from sim.streams import run_seeds

seeds = run_seeds(1, 100)


class RumourModel(CoalitionModel):
    """The model, with people who talk before each quarter."""

    spread = 0.2  # share of trust lost a year at full threat without cooperation

    def step(self):
        self.agents_by_type[Community].do(self.gossip)
        super().step()

    def gossip(self, people):
        eaten = self.spread / 4 * people.local_threat * (1 - people.cooperation)
        people.confidence = people.confidence * (1 - eaten)


# %%
def trust(model):
    """Trust in the forces at each quarter's end, mean over regions, (quarter, run)."""
    series = []
    while model.running:
        model.step()
        series.append(
            np.mean([c.confidence for c in model.agents_by_type[Community]], axis=(0, -1))
        )
    return np.array(series)


plain = trust(CoalitionModel("liberia/baseline", seeds=seeds))
talked = trust(RumourModel("liberia/baseline", seeds=seeds))
_, axes = plt.subplots(figsize=(7, 3))
axes.plot(np.median(plain, axis=1), label="as it is")
axes.plot(np.median(talked, axis=1), label="with rumours")
axes.set(xlabel="quarter", ylabel="trust in the forces (0-1)\nmedian of 100 worlds", ylim=0)
axes.legend()
plt.show()

# %%
change = (talked - plain)[-1]
half = 1.98 * change.std(ddof=1) / np.sqrt(change.size)
print(f"After ten years trust is lower by {-change.mean():.3f} (95%: within {half:.3f}),")
print(f"that is by {-change.mean() / plain[-1].mean():.0%} of what it is without rumours.")

# %% [markdown]
# ## Explain
#
# It is an ordinary [Mesa](https://mesa.readthedocs.io) model, so you extend it as any: a subclass, a
# `step`, agents reached by their type. `seeds=` makes it an *ensemble*: then one agent holds all
# regions in all worlds, its attributes are arrays, and the same three lines of yours do for all.
#
# Mixed into the model like that, the rule cannot be tested, has no range and no source. So we write it
# as the project writes its rules, a function that knows nothing of models, beside its parameters:
#
# $$c' = c\,\bigl(1 - \tfrac{1}{4}\,\text{spread} \cdot \text{threat} \cdot (1 - \text{cooperation})\bigr)$$
#
# Status: assumption. Nobody has measured `spread`, and that is what its declaration says.

# %%
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Rumour(Rule):
    """Parameters of rumours."""

    spread = Parameter(
        0.2, 0.0, 0.6, "1/year", "share of trust lost a year at full threat without cooperation"
    )


def believed(confidence, cooperation, threat, p):
    """Trust in the forces that is left when rumours have gone round; all arguments 0-1."""
    loss = p.on * p.spread * YEARS_PER_QUARTER * threat * (1.0 - cooperation)
    return confidence * (1.0 - loss)


print(believed(0.5, cooperation=0.0, threat=1.0, p=Rumour({"spread": 0.4})))

# %% [markdown]
# A rate is declared a *year*, as it would be published. Every `Rule` has a switch `on`, which multiplies
# the effect: that is what makes placebos possible.
#
# ## Tests: first red, then green
#
# A test states what must be true of the rule, and says so when it is not. Four of them:

# %%
rng = np.random.default_rng(1)
some = {name: rng.uniform(size=1000) for name in ("confidence", "cooperation", "threat")}


def test_case_by_hand(rule):
    # 0.8 * (1 - 0.4 / 4 * 0.5 * (1 - 0.2)) = 0.8 * (1 - 0.04)
    assert abs(rule(0.8, 0.2, 0.5, Rumour({"spread": 0.4})) - 0.768) < 1e-12


def test_stays_in_range(rule):
    left = rule(**some, p=Rumour({"spread": 0.6}))
    assert (left >= 0).all() and (left <= 1).all()


def test_cooperation_protects(rule):
    more = {**some, "cooperation": some["cooperation"] / 2 + 0.5}
    assert (rule(**more, p=Rumour()) >= rule(**some, p=Rumour())).all()


def test_off_is_off(rule):
    assert (rule(**some, p=Rumour({"on": 0})) == some["confidence"]).all()


TESTS = (test_case_by_hand, test_stays_in_range, test_cooperation_protects, test_off_is_off)


# %%
def report(rule):
    """Run all tests on a rule."""
    for test in TESTS:
        try:
            test(rule)
            print(f"green  {test.__name__}")
        except AssertionError:
            print(f"RED    {test.__name__}")


report(believed)

# %% [markdown]
# All green. Does that prove anything? A test that cannot fail is green as well. So break the rule, in
# ways in which rules are really broken, and see who notices:


# %%
def forgot_quarters(confidence, cooperation, threat, p):
    return confidence * (1.0 - p.on * p.spread * threat * (1.0 - cooperation))


def wrong_sign(confidence, cooperation, threat, p):
    return confidence * (1.0 - p.on * p.spread * YEARS_PER_QUARTER * threat * cooperation)


def no_switch(confidence, cooperation, threat, p):
    return confidence * (1.0 - p.spread * YEARS_PER_QUARTER * threat * (1.0 - cooperation))


def subtracts(confidence, cooperation, threat, p):
    return confidence - p.on * p.spread * YEARS_PER_QUARTER * threat * (1.0 - cooperation)


for broken in (forgot_quarters, wrong_sign, no_switch, subtracts):
    print(f"\n{broken.__name__}")
    report(broken)

# %% [markdown]
# Every fault turns some test red, and every test has been red once. Now they mean something. (Which
# single test would you give up, if you had to?)
#
# ## Your own actor
#
# A radio repeats what the *government* believes about the threat. Its credit with the people grows while
# that is near to what they see, and falls while it is not:
#
# $$k' = k + \tfrac{1}{4}\,\text{speed}\,\bigl(1 - \min(1, |\text{said} - \text{seen}| / \text{tolerance}) - k\bigr)$$
#
# An actor is a Mesa agent that writes its *own* state only; whom it concerns reads it.

# %%
import mesa


class Radio(mesa.Agent):
    """A station that says what the government believes."""

    speed, tolerance = 1.0, 0.2  # a year; distance of said and seen at which nobody believes it

    def __init__(self, model, credit=0.5):
        super().__init__(model)
        self.credit = credit

    def broadcast(self):
        host = self.model.host
        wrong = np.minimum(1.0, np.abs(host.perceived_threat - host.threat) / self.tolerance)
        self.credit = self.credit + self.speed / 4 * (1.0 - wrong - self.credit)


# %%
class RadioModel(CoalitionModel):
    """Rumours, and a radio that is heard by some."""

    def __init__(self, *args, rule=None, reach=0.0, **options):
        super().__init__(*args, **options)
        self.rumour, self.reach = rule or Rumour(), reach
        self.radio = Radio(self)

    def step(self):
        self.agents_by_type[Radio].do("broadcast")
        self.agents_by_type[Community].do(self.gossip)
        super().step()

    def gossip(self, people):
        doubt = 1.0 - self.reach * self.radio.credit  # share of a rumour that is still believed
        people.confidence = believed(
            people.confidence, people.cooperation, doubt * people.local_threat, self.rumour
        )


# %%
_, axes = plt.subplots(figsize=(7, 3))
axes.plot(np.median(plain, axis=1), label="as it is")
for reach in (0.8, 0.0):
    heard = trust(RadioModel("liberia/baseline", seeds=seeds, reach=reach))
    axes.plot(np.median(heard, axis=1), label=f"rumours, radio reaches {reach:.0%}")
    print(f"reach {reach:.0%}: trust changes by {(heard - plain)[-1].mean():+.3f}")
axes.set(xlabel="quarter", ylabel="trust in the forces (0-1)\nmedian of 100 worlds", ylim=0)
axes.legend()
plt.show()

# %% [markdown]
# ## The model is tested too
#
# Three things must hold of the whole. *Off is off*: without rumours and listeners it is the old model,
# bit for bit, so your actor disturbed nobody's luck. *One is many*: a world stepped actor by actor is the
# same as its row in the ensemble. *Silence*: a radio that nobody hears changes nothing.

# %%
off = trust(RadioModel("liberia/baseline", seeds=seeds[:5], rule=Rumour({"on": 0})))
assert (off == plain[:, :5]).all(), "off is not off"

alone = RadioModel("liberia/baseline", rng=int(seeds[3]), reach=0.8).run()
together = RadioModel("liberia/baseline", seeds=seeds[:5], reach=0.8)
while together.running:
    together.step()
rows = together.agents_by_type[Community][0].confidence[3]
assert [c.confidence for c in alone.agents_by_type[Community]] == list(rows), "one is not many"

unheard = trust(RadioModel("liberia/baseline", seeds=seeds[:5], reach=0.0))
assert (unheard == talked[:, :5]).all(), "silence is heard"
print("green: off is off, one is many, silence")

# %% [markdown]
# ## Modify
#
# **One line.** Give the radio more patience: `Radio.tolerance = 0.5`. What happens to its credit, and is
# it much for the trust in the forces? In Jupyter, move the sliders:

# %%
from ipywidgets import FloatSlider, interact


def listen(spread, reach):
    """Trust with other numbers, 30 worlds."""
    rule = Rumour({"spread": spread})
    heard = trust(RadioModel("liberia/baseline", seeds=seeds[:30], rule=rule, reach=reach))
    plt.figure(figsize=(7, 2.6))
    plt.plot(np.median(plain[:, :30], axis=1), label="as it is")
    plt.plot(np.median(heard, axis=1), label=f"spread {spread:g}, reach {reach:.0%}")
    plt.gca().set(xlabel="quarter", ylabel="trust in the forces (0-1)", ylim=0)
    plt.legend()
    plt.show()


_ = interact(
    listen,
    spread=FloatSlider(value=0.2, min=0, max=0.6, step=0.05, continuous_update=False),
    reach=FloatSlider(value=0.8, min=0, max=1, step=0.1, continuous_update=False),
)

# %% [markdown]
# **For good.** To give the rule to everybody (found by name, varied in sweeps, switched off in
# ablations, in the command line) it takes a few small files: [adding a mechanism, step by
# step](../docs/extending.md) does it for this very rule. The four tests above become one class there.
#
# ## What you can and cannot conclude
#
# You can say what your rule does in this model, and that your code does what your equation says. The
# tests prove nothing about Liberia: that rumours eat trust, and how fast, is your assumption. To argue
# for it you need a regularity on record that the model shows with the rule and not without it; that is
# what [notebook 12](12_believing_a_model.ipynb) is about.
#
# ## Exercises
#
# 1. Rumours should fade where people are content. Write `believed_by_the_content(...)` with one more
#    argument, `legitimacy`, that weakens the loss. Add a test of its direction, and see it red first.
# 2. Invent a fault of `believed` that all four tests miss. Then write the test that catches it.
# 3. Say that `spread` is a "stylised fact", as `Parameter(..., status="stylised fact")`. What does the
#    project answer, and why is that a good answer?
#
# Solutions: [solutions/09_your_own_rule](solutions/09_your_own_rule.ipynb). Next: [10. Sweeps and
# sensitivity](10_sweeps_and_sensitivity.ipynb).

# %% [markdown]
# # 9. Your own rule and your own actor: solutions

# %%
# %matplotlib inline
import numpy as np

from sim.errors import ParameterError
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Rumour(Rule):
    """Parameters of rumours."""

    spread = Parameter(
        0.2, 0.0, 0.6, "1/year", "share of trust lost a year at full threat without cooperation"
    )


rng = np.random.default_rng(1)
some = {name: rng.uniform(size=1000) for name in ("confidence", "cooperation", "threat")}

# %% [markdown]
# **1.** One more argument, and the test before the rule is right.


# %%
def believed_by_the_content(confidence, cooperation, threat, legitimacy, p):
    ears = (1.0 - cooperation) * (1.0 - legitimacy)
    return confidence * (1.0 - p.on * p.spread * YEARS_PER_QUARTER * threat * ears)


def forgets_it(confidence, cooperation, threat, legitimacy, p):
    return confidence * (1.0 - p.on * p.spread * YEARS_PER_QUARTER * threat * (1.0 - cooperation))


def test_contentment_protects(rule):
    glum, content = (rule(**some, legitimacy=level, p=Rumour()) for level in (0.2, 0.8))
    assert (content >= glum).all() and (content > glum).any()


# %%
for rule in (forgets_it, believed_by_the_content):
    try:
        test_contentment_protects(rule)
        print(f"green  {rule.__name__}")
    except AssertionError:
        print(f"RED    {rule.__name__}")

# %% [markdown]
# The second half of the test matters: with `>=` alone the rule that forgets legitimacy is green.
#
# **2.** A fault that all four tests miss: a threat that counts only from 0.3 on.


# %%
def deaf_to_small_threats(confidence, cooperation, threat, p):
    felt = np.where(threat < 0.3, 0.0, threat)
    return confidence * (1.0 - p.on * p.spread * YEARS_PER_QUARTER * felt * (1.0 - cooperation))


def test_every_threat_counts(rule):
    levels = np.linspace(0, 1, 50)
    left = rule(0.5, 0.2, levels, Rumour())
    assert (np.diff(left) < 0).all()


try:
    test_every_threat_counts(deaf_to_small_threats)
    print("green: the test is no good")
except AssertionError:
    print("RED, as it should be: more threat must always leave less trust")

# %% [markdown]
# The case by hand has a threat of 0.5, where nothing is wrong; range, cooperation and the switch are in
# order too. A property tried all along an argument sees what a single case does not.
#
# **3.** A fact needs a source.

# %%
try:
    Parameter(0.2, 0.0, 0.6, "1/year", "share of trust lost a year", status="stylised fact")
except ParameterError as error:
    print(error)

# %% [markdown]
# A number without a source is an assumption, whatever its author believes. The code keeps one from
# saying otherwise, and the parameter table shows it to every reader.

# %% [markdown]
# # 12. Believing a model: solutions

# %%
# %matplotlib inline
from pathlib import Path
from tempfile import TemporaryDirectory

from experiments.figures.validation import strips
from experiments.validation import load, validate

patterns = load()

# %% [markdown]
# **1.** The same regularity, read in two windows.

# %%
found = validate(patterns.only({"P1", "P1-all-years"}), runs=100, seed=1)
strips(found.table, found.statistics, "P1 in two windows", "100 worlds each, seed 1")

# %%
for _, row in found.table.iterrows():
    print(
        f"{row['pattern']}: on record {row['observed_low']}, median {row['median']:.2f}, ", end=""
    )
    print(f"{row['share']:.0%} of the worlds in the band: {row['verdict']}")

# %% [markdown]
# One window passes, and the other lies on the edge: as many worlds inside as outside. The reason for
# the shorter one is sound (before 2009 both series are ruled by single decisions), but it was given
# after both had been tried. A paper should show both, and say which came first.
#
# **2.** Ten worlds at a time.

# %%
for seed in range(1, 6):
    row = validate(patterns.only({"P2"}), runs=10, seed=seed).table.iloc[0]
    print(f"seed {seed}: {row['share']:.0%} inside ", end="")
    print(f"({row['share_low']:.0%} to {row['share_high']:.0%}): {row['verdict']}")

# %% [markdown]
# "Unclear" says that the interval holds one half: more worlds would tell. A wrong verdict says
# nothing of the kind, and nobody asks again.
#
# **3.** A pattern is a few lines of YAML.

# %%
MISSION = """
title: The mission
scenario: liberia/history
patterns:
  size:
    title: The mission has some 15,000 soldiers in 2005
    window: calibration
    mechanism: a yearly review of the mandate
    measures:
      soldiers: {statistic: mean_level, band: [13000, 17000], observed: 15000,
                 arguments: {column: foreign_troops, first: 2005, last: 2005}}
    placebo: {why: No review of the mandate., settings: {rules.mandate.on: 0}}
    source: Security Council resolution 1509 (2003), authorised military personnel
    confidence: high
    status: estimate
"""

# %%
with TemporaryDirectory() as folder:
    path = Path(folder) / "mission.yaml"
    path.write_text(MISSION, encoding="utf-8")
    mine = load(path)
row = validate(mine, runs=60, seed=1).table.iloc[0]
print(f"With the review {row['verdict']}, without it {row['placebo_verdict']}: {row['evidence']}.")

# %% [markdown]
# It is met perfectly and worth nothing: the scenario *states* what was authorised in 2003, and the
# review begins to matter only when the mission shrinks. To test the review, ask about the way down, as
# H3 does, in years when the two worlds differ.

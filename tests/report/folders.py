"""Folders to report on, made by hand: every number in them is known."""

from __future__ import annotations

import functools
import io
import json

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments import output
from experiments.study import Study

EVIL = "<script>alert('x')</script>"

STUDY = {
    "title": "Which policy helps a toy",
    "question": "Open books, or train together, when a donor may leave?",
    "scenario": ["toy", "liberia/us_freeze"],
    "policy": ["none", "transparency", "joint_training"],
    "factors": {"rules.fatigue.gain": [0.05, 0.3], "rules.trust.gain": None},
    "design": {"method": "sobol", "samples": 32},
    "seed": 11,
    "outcomes": ["readiness", "funding_gap", "autonomy", "external_total_musd"],
    "quarters": 8,
}

#: policy, outcome, difference, low, high, share better, verdict: over all futures.
POOLED = (
    ("transparency", "readiness", 0.0312, 0.0241, 0.0383, 0.84, "better"),
    ("transparency", "funding_gap", -0.0213, -0.0297, -0.0129, 0.71, "better"),
    ("transparency", "autonomy", 0.0011, -0.0032, 0.0054, 0.52, "indifferent"),
    ("transparency", "external_total_musd", 12.31, 9.02, 15.6, 0.77, "more"),
    ("joint_training", "readiness", 0.0121, -0.0123, 0.0365, 0.55, "unclear"),
    ("joint_training", "funding_gap", 0.0488, 0.0402, 0.0574, 0.07, "worse"),
    ("joint_training", "autonomy", 0.0713, 0.0611, 0.0815, 0.93, "better"),
    ("joint_training", "external_total_musd", -4.2, -9.9, 1.5, 0.31, "unclear"),
)
HIGHER = {"readiness": "better", "funding_gap": "worse", "autonomy": "better",
          "external_total_musd": "neither"}  # fmt: skip
UNITS = {"external_total_musd": "million US$"}
SCENARIOS = ("toy", "liberia/us_freeze")
WORLDS = 64


@functools.cache
def study(title="Which policy helps a toy", question=STUDY["question"]):
    return Study.from_dict({**STUDY, "title": title, "question": question}, "toys")


def differences():
    """Pooled rows, and the same in each future, where the freeze halves every difference."""
    rows = []
    for scenario, scale in (("", 1.0), ("toy", 1.5), ("liberia/us_freeze", 0.5)):
        for policy, outcome, middle, low, high, better, verdict in POOLED:
            rows.append(
                {
                    "scenario": scenario, "policy": policy, "reference": "none",
                    "outcome": outcome, "unit": UNITS.get(outcome, "0-1"),
                    "higher": HIGHER[outcome], "worlds": WORLDS if scenario else 2 * WORLDS,
                    "undefined": 0, "mean": 0.4 + middle, "reference_mean": 0.4,
                    "difference": scale * middle, "low": scale * low, "high": scale * high,
                    "low_all": scale * low, "high_all": scale * high, "effect": 10 * middle,
                    "better_share": better, "verdict": verdict,
                    "indifference": 1.0 if outcome == "external_total_musd" else 0.01,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def best():
    rows = [
        {"scenario": "", "outcome": outcome, "policy": policy, "probability": share,
         "low": share - 0.05, "high": share + 0.05, "among": share + 0.1}
        for outcome in ("readiness", "funding_gap", "autonomy")
        for policy, share in (("none", 0.1), ("transparency", 0.62), ("joint_training", 0.28))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def regret():
    rows = [
        {"outcome": outcome, "policy": policy, "scenario": scenario, "mean": most / 3,
         "p90": most / 1.5, "max": most, "unit": "0-1", "best_share": 0.3, "futures": 64}
        for outcome in ("readiness", "funding_gap")
        for scenario in ("", *SCENARIOS)
        for policy, most in (("none", 0.081), ("transparency", 0.034), ("joint_training", 0.057))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def robustness():
    rows = [
        {"scenario": "", "outcome": outcome, "policy": policy, "metric": metric,
         "value": 0.1 * rank, "rank": float(rank)}
        for outcome in ("readiness", "funding_gap")
        for metric in ("maximin", "laplace", "minimax_regret")
        for rank, policy in enumerate(("transparency", "joint_training", "none"), 1)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def disagreements():
    return pd.DataFrame(
        [
            {"outcome": "readiness", "winners": "transparency", "metrics": "maximin, laplace",
             "why": "its worst future has 0.31, that of joint_training 0.28"},
            {"outcome": "readiness", "winners": "joint_training", "metrics": "maximax",
             "why": "its best future has 0.55"},
        ]
    )  # fmt: skip


def gains():
    rows = [
        ("actor", "Partner", "partner_state", "trust", "0-1", "better", 0.041, 0.031, 0.051,
         "more"),
        ("actor", "Host", "host_state", "fatigue", "0-1", "worse", 0.022, 0.012, 0.032, "more"),
        ("actor", "Other", "partner_state", "trust", "0-1", "better", 0.0, -0.01, 0.01, "unclear"),
        ("kind", "partner_state", "partner_state", "trust", "0-1", "better", 0.04, 0.03, 0.05,
         "more"),
    ]  # fmt: skip
    heads = ["by", "name", "kind", "measure", "unit", "higher", "difference", "low_all", "high_all",
             "direction"]  # fmt: skip
    frames = []
    for policy in ("transparency", "joint_training"):
        frame = pd.DataFrame(rows, columns=heads)
        known = {"scenario": "toy", "policy": policy, "reference": "none", "worlds": WORLDS}
        gain = ["better", "worse", "neither", "better"]
        frames.append(
            frame.assign(
                **known, label=frame["name"], gain=gain, effect=9 * frame["difference"],
                reference_mean=0.5,
            )
        )  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def divergence():
    return pd.DataFrame(
        [
            {"scenario": "toy", "policy": "transparency", "measure": "trust", "unit": "0-1",
             "date": "2026Q2", "side": "more", "largest": 0.07, "largest_date": "2027Q1"},
            {"scenario": "toy", "policy": "joint_training", "measure": "trust", "unit": "0-1",
             "date": "", "side": "", "largest": 0.01, "largest_date": "2026Q4"},
        ]
    )  # fmt: skip


def boxes():
    return pd.DataFrame(
        [
            {"policy": "transparency", "scenario": "", "outcome": "readiness",
             "failing": "readiness is below 0.27",
             "words": "fatigue is above 0.22", "verdict": "holds", "coverage": 0.83,
             "sentence": "Fails in 71% of worlds where fatigue is above 0.22; this box holds 83% "
             "of all failures.", "density": 0.71, "runs": 256},
        ]
    )  # fmt: skip


def drivers():
    rows = [
        (outcome, factor, "delta", value, value - 0.05, value + 0.05)
        for outcome in ("readiness", "funding_gap")
        for factor, value in (("rules.fatigue.gain", 0.41), ("rules.trust.gain", 0.12))
    ]
    return pd.DataFrame(rows, columns=["outcome", "factor", "measure", "value", "low", "high"])


def adequacy():
    table = differences()
    half = (table["high_all"] - table["low_all"]) / 2
    needed = np.ceil(table["worlds"] * (half / table["indifference"]) ** 2)
    return table[["outcome", "scenario", "policy", "worlds", "indifference", "verdict"]].assign(
        half_width=half, needed=needed, gain=7.5
    )


def failures():
    return pd.DataFrame(
        [{"run": 17, "scenario": "toy", "policy": "transparency", "seed": 991, "rule": "trust",
          "quarter": 5, "message": "trust became NaN"}]
    )  # fmt: skip


TABLES = {
    "differences": differences, "best": best, "regret": regret, "robustness": robustness,
    "disagreements": disagreements, "gains": gains, "divergence": divergence, "boxes": boxes,
    "drivers": drivers, "adequacy": adequacy, "failures": failures,
}  # fmt: skip


@functools.cache
def drawing():
    """A picture as wide as those of a folder, as bytes: what it shows does not matter."""
    drawn = Figure(figsize=(10, 2), dpi=150)
    drawn.subplots().plot([0, 1], [0, 1])
    held = io.BytesIO()
    drawn.savefig(held, format="png")
    return held.getvalue()


@functools.cache
def machine():
    return output.code_and_machine([])


def figure(folder, name):
    (folder / "figures" / f"{name}.png").write_bytes(drawing())


def comparison(
    path, without=(), figures=("regret", "trade-offs", "gains"), with_study=True, tables=None,
    said=None, **words,
):  # fmt: skip
    """A folder as `coalition compare` writes it; `tables` and `said` replace its own."""
    made = study(**words)
    content = {"content": made.resolved()} if with_study else {}
    with output.directory(path, force=True) as folder:
        (folder / "figures").mkdir()
        for name in figures:
            figure(folder, name)
        for name, make in TABLES.items():
            if name not in without:
                table = (tables or {}).get(name, make())
                table.to_parquet(folder / f"{name}.parquet", index=False)
        (folder / "summary.md").write_text(f"# {made.title}\n", encoding="utf-8")
        manifest = {
            **machine(),
            "command": ["coalition", "compare", "toys.yaml", "--out", path.name],
            "kind": "comparison",
            "study": {"name": made.name, "title": made.title, "question": made.question,
                      "sha256": made.sha256, **content},
            "scenarios": list(SCENARIOS), "policies": ["none", "transparency", "joint_training"],
            "reference": "none", "indifference": {}, "seed": made.seed, "points": 32,
            "replicates": 2, "runs": 6 * WORLDS, "failures": 1, "outcomes": list(made.outcomes),
            "started": output.now(), "ended": output.now(),
        }  # fmt: skip
        output.seal(folder, {**manifest, **(said or {})})
    return path


def plain(path, manifest=None, tables=None, summary="", figures=()):
    """A folder of another kind."""
    with output.directory(path, force=True) as folder:
        (folder / "figures").mkdir()
        for name in figures:
            figure(folder, name)
        for name, table in (tables or {}).items():
            table.to_parquet(folder / f"{name}.parquet", index=False)
        if summary:
            (folder / "summary.md").write_text(summary, encoding="utf-8")
        said = {**machine(), "command": ["coalition", "attribute", "toy"], "kind": "attribution"}
        output.seal(folder, {**said, **(manifest or {})})
    return path


def manifest(path):
    return json.loads((path / "manifest.json").read_text(encoding="utf-8"))

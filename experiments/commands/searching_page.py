"""What a search found, in words: a table for the terminal, a page for the folder."""

from __future__ import annotations

import shlex

import numpy as np
import pandas as pd

from experiments.commands.search_found import Found
from experiments.commands.search_request import Asked
from experiments.commands.summary import figure
from experiments.commands.tables import aligned, markdown
from experiments.search import BASELINE, FRESH, MEMBER, TRAINING, Proof, nondominated


def brief(proof: Proof) -> str:
    """A line a found policy: training and fresh value of each objective, and whether it stays."""
    heads = ["policy"]
    for one in proof.objectives:
        heads += [one.name, "fresh"]
    heads.append("stays on the front")
    stays = _share(proof, FRESH)
    rows = []
    for place in proof.of(MEMBER):
        row = [proof.names[place]]
        for k in range(len(proof.objectives)):
            row += [figure(proof.values[s][place, k]) for s in (TRAINING, FRESH)]
        rows.append([*row, f"{stays[place]:.0%}"])
    return aligned(heads, rows, right=range(1, len(heads)))


def _share(proof: Proof, setting: str) -> dict[int, float]:
    mine = proof.of(MEMBER)
    shares = nondominated(proof.drawn(setting)[:, mine]).mean(axis=0)
    return {int(place): float(share) for place, share in zip(mine, shares, strict=True)}


def page(asked: Asked, found: Found) -> str:
    """The page as Markdown."""
    wish, search = asked.wish, found.search
    ends = ", ".join(one.text for one in asked.objectives)
    aside = int((~search.candidates["feasible"]).sum())
    parts = [
        f"# Policy search: {asked.space.policy.title}",
        f"Which intensities and thresholds of {asked.space.policy.name} are best for {ends}, in "
        f"{', '.join(asked.trial.training)}? {len(search.candidates):,} candidates were tried by "
        f"NSGA-II in {len(search.progress)} generations, each in {wish.runs} worlds a scenario "
        f"under the same seeds"
        + (f", scenarios joined by their {wish.over}" if len(asked.trial.training) > 1 else "")
        + f". It ended because {search.ended}. {int(search.candidates['front'].sum())} candidates "
        f"are dominated by no other on these seeds; {len(found.decisions)} that lie apart were "
        f"run again in {wish.fresh} worlds with seeds that the search never saw"
        + (f", and in {', '.join(asked.trial.held_out)}" if asked.trial.held_out else "")
        + ". All of this is about the model, and no forecast about any named state.",
        _aside(aside, found.proof),
        "## What was found",
        "![Objectives on training and fresh seeds](figures/front.png)",
        _values(found.proof, FRESH),
        "Values on fresh seeds with 95% intervals over worlds; in brackets what the training seeds "
        "said. *Stays*: share of bootstrap resamples in which no other found policy dominates it.",
        "## By how much the training seeds flattered",
        _optimism(found.optimism),
        "## Against other policies",
        _contests(found.contests),
        *_held_out(asked, found.proof),
        "## What they decide",
        "![Decisions of the found policies](figures/decisions.png)",
        _decisions(found.decisions),
        "The policy files are in `policies/`; `coalition run SCENARIO --policy FILE` runs one.",
        "## How the search went",
        "![Hypervolume by generation](figures/progress.png)",
        f"It would have ended {asked.effort.rule}. Hypervolume is relative to the box between the "
        "best and the worst of the first generation.",
        "## Limits",
        "The front is that of these levers with these kinds of triggers; other levers, other "
        "indicators, or triggers that look further back may do better. A trigger that never went "
        "off on the training seeds is untried: its lever cost nothing there, and may act "
        "elsewhere. Levers' strengths and costs are assumptions of the catalogue. A search that is "
        "stopped by its rule may have missed parts of the front: the hypervolume tells what the "
        "last generations added.",
        f"Again: `{shlex.join(asked.wish.command(asked.out))}`",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _aside(count: int, proof: Proof) -> str:
    lost = {name: int(value.sum()) for name, value in proof.undefined.items() if value.sum()}
    words = []
    if count:
        words.append(
            f"{count:,} candidates were set aside: an objective was undefined, or runs failed, in "
            "more than 5% of their runs."
        )
    for setting, number in lost.items():
        words.append(f"{number:,} values are undefined or failed in {setting}, and left out.")
    return " ".join(words)


def _values(proof: Proof, setting: str) -> str:
    """A table of the found policies and the baselines in a setting."""
    low, high = np.quantile(proof.draws[setting], [0.025, 0.975], axis=0)
    values, trained = proof.values[setting], proof.values[TRAINING]
    stays = _share(proof, setting)
    heads = ["policy", *(f"{one.name} [{one.unit}]" for one in proof.objectives), "stays"]
    rows = []
    for place in [*proof.of(MEMBER), *proof.of(BASELINE)]:
        row = [proof.names[place]]
        for k in range(len(proof.objectives)):
            ends = f"{figure(low[place, k])} to {figure(high[place, k])}"
            before = f" ({figure(trained[place, k])})" if setting == FRESH else ""
            row.append(f"{figure(values[place, k])}, {ends}{before}")
        share = stays.get(int(place))
        rows.append([*row, "" if share is None else f"{share:.0%}"])
    return markdown(heads, rows, right=range(1, len(heads)))


def _optimism(table: pd.DataFrame) -> str:
    heads = ["objective", "training", "fresh", "worse by", "luck", "optimism", "95% interval"]
    rows = [
        [
            f"{row.objective} [{row.unit}]", figure(row.training), figure(row.fresh),
            figure(row.flattered), figure(row.luck), figure(row.optimism),
            f"{figure(row.low)} to {figure(row.high)}",
        ]
        for row in table.itertuples()
    ]  # fmt: skip
    text = markdown(heads, rows, right=range(1, len(heads)))
    return (
        f"{text}\n\nMeans over the found policies; positive is worse on fresh seeds. *Luck* is the "
        "same change of the policies that nobody chose on these seeds, *optimism* what is left: "
        "what choosing the best on the training seeds did."
    )


def _contests(table: pd.DataFrame) -> str:
    if not len(table):
        return "There is nothing to compare with."
    heads = ["rival", "policy", "setting", "differences", "dominates", "verdict"]
    rows = []
    for (rival, setting), part in table.groupby(["rival", "setting"], sort=False):
        first = part.iloc[0]
        if first["verdict"] == "no contender":
            rows.append([str(rival), "none", str(setting), "", "", first["verdict"]])
            continue
        told = "; ".join(
            f"{row.objective} {row.difference:+.3g} ({row.low:+.3g} to {row.high:+.3g})"
            for row in part.itertuples()
        )
        rows.append(
            [
                str(rival), first["policy"], str(setting), told, f"{first['dominates']:.0%}",
                first["verdict"],
            ]
        )  # fmt: skip
    text = markdown(heads, rows, right=(4,))
    return (
        f"{text}\n\nFor each rival one found policy was named on the training seeds: of those that "
        "dominate it there, the one with the largest least margin. Differences are policy minus "
        "rival in the same worlds, with 95% intervals. *Dominates*: share of resamples in which it "
        "is nowhere worse and somewhere better; *beaten* needs so much of it that all verdicts of "
        "a setting hold together (Bonferroni, 95%). *No contender*: none dominates it on the "
        "training seeds; it may be a different trade-off."
    )


def _held_out(asked: Asked, proof: Proof) -> list[str]:
    parts = []
    for name in asked.trial.held_out:
        parts += [f"## Held out: {name}", _values(proof, name)]
    return parts


def _decisions(table: pd.DataFrame) -> str:
    names = [name for name in table.columns if name not in ("policy", "candidate")]
    heads = ["policy", *(name.removeprefix("policy.") for name in names)]
    rows = [[row["policy"], *(f"{row[name]:g}" for name in names)] for _, row in table.iterrows()]
    return markdown(heads, rows, right=range(1, len(heads)))

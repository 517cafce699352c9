"""The evidence from other packages: robustness, trade-offs, gains and losses, failures."""

from __future__ import annotations

import pathlib
from dataclasses import replace

from experiments.commands.comparing_evidence import Evidence, footer, titled
from experiments.commands.comparing_request import Asked
from experiments.commands.comparing_runs import Ran
from experiments.store import open_study
from sim.metrics import OUTCOMES

#: Worlds of each scenario whose histories are simulated once more, to see who gains and when.
HISTORIES = 40
#: Outcomes whose ranks and regrets are drawn; the tables hold all.
_DRAWN = 3


def robust(asked: Asked, ran: Ran, found: Evidence, pictures: pathlib.Path) -> None:
    """Metrics of robustness, regret, and where the metrics disagree."""
    from experiments.figures import save
    from experiments.figures.robustness import ranks, regret_map
    from experiments.robustness import robustness

    names = directed(asked)
    if not names:
        found.absent["robustness"] = "no outcome has a direction in which it is better"
        return
    made = robustness(ran.table, names, policies=asked.policies)
    found.tables |= {
        "robustness": made.values,
        "regret": made.regret,
        "disagreements": made.disagreements,
        "winners": made.winners,
    }
    foot = footer(ran)
    shown = replace(
        made, values=titled(ran, made.values), winners=titled(ran, made.winners),
        regret=titled(ran, made.regret),
    )  # fmt: skip
    for name in [name for name in names if name not in made.skipped][:_DRAWN]:
        words = name.replace("_", " ")
        figure = ranks(shown, name, f"Which policy is robust: {words}", foot)
        save(figure, pictures / f"robustness-{name}.png")
        figure = regret_map(shown.regret, name, f"What a wrong choice costs: {words}", foot)
        save(figure, pictures / f"regret-{name}.png")


def trade_offs(asked: Asked, ran: Ran, found: Evidence, pictures: pathlib.Path) -> None:
    """The policies that no other one beats in everything."""
    from experiments.figures import save
    from experiments.figures.tradeoffs import parallel
    from experiments.robustness import pareto

    names = [name for name in directed(asked) if not ran.table[name].isna().all()]
    if len(names) < 2:
        found.absent["trade-offs"] = "fewer than two outcomes have a direction"
        return
    made = pareto(ran.table, names, policies=asked.policies)
    found.tables["pareto"] = made
    figure = parallel(
        titled(ran, made), "What is gained in one outcome is lost in another", footer(ran)
    )
    save(figure, pictures / "tradeoffs-parallel.png")


def gain_and_lose(asked: Asked, ran: Ran, found: Evidence, pictures: pathlib.Path) -> None:
    """Who gains and who loses, and when the policies part; simulates some worlds once more."""
    from experiments.figures import save
    from experiments.figures.divergence import divergence, stage
    from experiments.figures.gains import by_side
    from experiments.gains import gains_of, worlds_of

    study, reference = ran.study, ran.comparison.reference
    made = gains_of(study, reference, HISTORIES, policies=asked.policies, processes=asked.workers)
    found.tables |= {
        "gains": made.gains,
        "trajectories": made.trajectories,
        "divergence": made.divergence,
    }
    first = ran.comparison.worlds.scenarios[0]
    for policy in [name for name in asked.policies if name != reference]:
        rows = titled(ran, made.gains[made.gains["policy"] == policy])
        figure = by_side(rows, first, str(rows["policy"].iloc[0]))
        if figure is not None:
            save(figure, pictures / f"gains-{policy.replace('/', '-')}.png")
    some = worlds_of(study, HISTORIES)[first]
    view = stage(study.scenarios[first], study.policies[first][reference], some)
    note = f"{len(some):,} worlds, seed {study.seed}"
    save(
        divergence(
            titled(ran, made.trajectories), titled(ran, made.divergence), view, first, note=note
        ),
        pictures / "divergence.png",
    )


def fail(asked: Asked, ran: Ran, found: Evidence, pictures: pathlib.Path) -> None:
    """In which worlds each policy fails, as boxes in words."""
    from experiments.discovery import failures_by_policy

    if not ran.study.factors:
        found.absent["boxes"] = "the study varies no factors"
        return
    made = failures_by_policy(
        open_study(asked.folder), outcomes=directed(asked),
        reference=ran.comparison.reference, policies=asked.policies,
    )  # fmt: skip
    if made.boxes.empty:
        found.absent["boxes"] = next(iter(made.refused.values()), "no search was possible")
        return
    found.tables["boxes"] = made.boxes


def directed(asked: Asked) -> list[str]:
    """Outcomes of which more or less is to be wished."""
    return [name for name in asked.outcomes if OUTCOMES[name].higher != "neither"]

"""Print what each probe of the coverage page does: `python -m experiments.documentation.measure`.

Options: numbers of items to measure (all unless given).
"""

from __future__ import annotations

import sys

from experiments.commands.tables import aligned
from experiments.documentation.coverage import Item, load
from experiments.documentation.coverage_page import told
from experiments.documentation.pages import COVERAGE
from experiments.documentation.probes import RUNS, SEED, Probe, check, measured
from sim.errors import CoalitionError

HEADS = ("item", "probe", "mean", "low", "high", "")


def rows(items: list[Item]) -> list[list[str]]:
    """A line a probe: item, words, mean and 99% interval, and a mark where it fails."""
    owners: dict[Probe, list[str]] = {}
    for item in items:
        for probe in item.probes:
            owners.setdefault(probe, []).append(str(item.number))
    found = []
    for probe in list(owners):
        try:
            check(probe)
        except CoalitionError as error:
            found.append([",".join(owners.pop(probe)), str(error), "", "", "", "fails"])
    for probe, effect in measured(owners, RUNS, SEED):
        numbers = (f"{value:.3g}" for value in (effect.mean, effect.low, effect.high))
        mark = "" if effect.has(probe.sign) else "fails"
        found.append([",".join(owners[probe]), told(probe).replace("`", ""), *numbers, mark])
    return found


if __name__ == "__main__":
    if not all(word.isdecimal() for word in sys.argv[1:]):
        sys.exit("give numbers of items, such as 7 58, or nothing for all of them")
    wanted = {int(number) for number in sys.argv[1:]}
    everything = [item for section in load(COVERAGE) for item in section.items]
    print(aligned(HEADS, rows([i for i in everything if not wanted or i.number in wanted])))

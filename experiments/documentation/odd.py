"""`docs/odd.md`: the model's description after the ODD protocol.

The prose is `docs/templates/odd.md`; a line `<!-- table: NAME -->` in it stands for a table made
here, and `{{NAME}}` for a number or a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from experiments.documentation import entities, schedule, submodels, worlds
from experiments.documentation.markdown import counted
from experiments.documentation.mechanisms import all_parameters
from sim.columns import CHANNELS
from sim.metrics import OUTCOMES
from sim.parameters import STATUSES
from sim.rules import RULES
from sim.scenario import Scenario, lever_names, policy_names, scenario_names

TABLES: dict[str, Callable[[], str]] = {
    "actors": worlds.actors,
    "axes": entities.axes,
    "entities": entities.page_part,
    "levers": worlds.levers,
    "mechanisms": submodels.contents,
    "outcomes": worlds.outcomes,
    "policies": worlds.policies,
    "scenarios": worlds.scenarios,
    "schedule": schedule.page_part,
    "submodels": submodels.page_part,
}

VALUES: dict[str, Callable[[], str]] = {
    "actors": lambda: str(len(Scenario.load(worlds.BASELINE).actors)),
    "channels": lambda: ", ".join(CHANNELS),
    "columns": lambda: str(entities.count()),
    "levers": lambda: str(len(lever_names())),
    "mechanisms": lambda: str(len(RULES)),
    "outcomes": lambda: str(len(OUTCOMES)),
    "parameters": lambda: str(len(list(all_parameters()))),
    "policies": lambda: str(len(policy_names())),
    "quarters": lambda: str(Scenario.load(worlds.BASELINE).quarters),
    "scenarios": lambda: str(len(scenario_names())),
    "statuses": lambda: counted((p.status for p in all_parameters()), STATUSES),
}

_TABLE = re.compile(r"^<!-- table: (\w+) -->$", re.M)
_VALUE = re.compile(r"\{\{(\w+)\}\}")


def page(template: Path) -> str:
    """The page.

    Raises
    ------
    KeyError
        When the template asks for what is not made here.
    """
    return filled(template.read_text(encoding="utf-8"))


def filled(text: str) -> str:
    """A template with its tables and values put in."""
    text = _VALUE.sub(lambda found: VALUES[found[1]](), text)
    return _TABLE.sub(lambda found: TABLES[found[1]](), text)

"""What policies and futures are called, the same in sentences, tables and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from experiments.report.words import spoken
from experiments.study import Study

#: The policy without levers.
NOTHING = "none"
_LONGEST = 40


def labels(study: Study | None, names: Iterable[str]) -> dict[str, str]:
    """A name in words for each policy or scenario: its title, where that is short and its own.

    Parameters
    ----------
    study : Study, optional
        With the scenarios and policies; without it names are spoken as they are.
    names : iterable of str
        Policies and scenarios that are to be called something.
    """
    titles = {name: spoken(name) for name in names}
    if study is not None:
        for name, scenario in study.scenarios.items():
            titles[name] = scenario.title
            titles |= {key: policy.title for key, policy in study.policies[name].items()}
    if NOTHING in titles:
        titles[NOTHING] = "doing nothing"  # "no policy is better" would say the opposite
    twice = [title for title in titles.values() if list(titles.values()).count(title) > 1]
    short = {name: _short(title) for name, title in titles.items() if title not in twice}
    return {name: short.get(name) or spoken(name) for name in titles}


def _short(title: str) -> str:
    """A title, or what stands in it before the first comma or colon; empty where that is long."""
    whole = title if len(title) <= _LONGEST else re.split(r"[,:;] ", title)[0]
    return whole if len(whole) <= _LONGEST else ""

"""A good scenario and a good policy, small enough to break in one place at a time."""

from __future__ import annotations

import pathlib

GOOD = """\
title: Good world
start: 2025Q1
quarters: 12
source: The file's source
rules:
  fatigue: {gain: {value: 0.1, source: A study, confidence: medium}, on: false}
actors:
  China:
    kind: partner_state
    budget: 1.5
    appropriated: 1.5
    profile: {infrastructure: 0.6, equipment: 0.4}
    rivalry: [United States]
  Liberia:
    kind: host_state
    status: assumption
    planned_budget: {value: 3.7, unit: million US$ a quarter, source: WDI, confidence: high}
    required_budget: 9
    ceiling: 2300
    own_budget: 3.5
    personnel: 2010
    external_lately: 2
  United States:
    kind: partner_state
    budget: 4
    appropriated: 4
    assessment: {ECOWAS: 0.2, source: The treaty}
  ECOWAS: {kind: intergovernmental_body, membership: [China]}
events:
  freeze:
    title: The freeze
    when: 2025Q3
    lasts: [2, 8]
    depth: {value: [0.2, 0.8], status: assumption}
    effects:
      - {address: actors.United States.budget, scale: -1}
      - {address: rules.fatigue.gain, set: 0}
  gap:
    when: funding_gap > 0.3 for 2 quarters
    effects: [{address: actors.*.trust, add: -0.1}]
trends:
  actors.United States.budget: {rate: -0.05, source: A fit}
"""

POLICY = """\
title: Good policy
levers:
  books:
    intensity: 0.6
    start: 2025Q3
    until: 2026Q2
    cost: 0.2
    effects: [{address: actors.host_state.transparency, add: 0.5}]
"""


def write(folder: pathlib.Path, name: str, text: str | bytes) -> pathlib.Path:
    """Write a file below `folder`, with the folders it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path

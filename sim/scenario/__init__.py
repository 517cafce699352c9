"""Scenarios and policies: YAML in, checked numbers with their origins out."""

from __future__ import annotations

from sim.scenario.address import (
    ParameterRow,
    Setting,
    check_setting,
    parameter_table,
    parse_assignment,
    parse_setting,
)
from sim.scenario.editors import json_schema
from sim.scenario.folders import policy_names, scenario_names
from sim.scenario.interventions import Effect, Intervention, Trigger, When
from sim.scenario.policy import Policy, lever_names
from sim.scenario.provenance import Provenance
from sim.scenario.roster import Target
from sim.scenario.scenario import ActorSpec, Scenario

__all__ = [
    "ActorSpec",
    "Effect",
    "Intervention",
    "ParameterRow",
    "Policy",
    "Provenance",
    "Scenario",
    "Setting",
    "Target",
    "Trigger",
    "When",
    "check_setting",
    "json_schema",
    "lever_names",
    "parameter_table",
    "parse_assignment",
    "parse_setting",
    "policy_names",
    "scenario_names",
]

"""Histories made by hand, of a host with a few partners."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import xarray

ACTORS = {
    "Lead": "partner_state", "Other": "partner_state", "Third": "partner_state",
    "Body": "intergovernmental_body", "Firm": "private_firm",
}  # fmt: skip
STATES = [name for name, kind in ACTORS.items() if kind == "partner_state"]


def history(quarters=40, runs=1, first="2003-12-31", failures=None, **columns):
    """A history whose quarter 0 ends at `first`, the first quarter being 2004Q1 unless told.

    A column is `(runs?, moment)` for the host, a mapping of partner to that for suppliers, or a
    DataArray with dimensions of its own.
    """
    moments = quarters + 1
    variables = {}
    for name, given in columns.items():
        if isinstance(given, xarray.DataArray):
            variables[name] = given
        elif isinstance(given, dict):
            values = np.zeros((runs, moments, len(ACTORS)))
            for place, actor in enumerate(ACTORS):
                values[..., place] = given.get(actor, 0.0)
            variables[name] = (("run", "quarter", "actor"), values)
        else:
            values = np.broadcast_to(np.asarray(given, float), (runs, moments))
            variables[name] = (("run", "quarter"), values)
    dates = pd.date_range(first, periods=moments, freq="QE")
    attrs = {"failures": json.dumps(failures)} if failures else {}
    return xarray.Dataset(
        variables,
        coords={
            "quarter": np.arange(moments), "date": ("quarter", dates.values),
            "actor": list(ACTORS), "kind": ("actor", list(ACTORS.values())),
            "state": STATES, "body": ["Body"], "run": np.arange(runs),
        },
        attrs=attrs,
    )  # fmt: skip


def at(*moments, quarters=40, of=1.0):
    """Zeros with `of` at some moments."""
    values = np.zeros(quarters + 1)
    values[list(moments)] = of
    return values


def yearly(*years):
    """A flow of which each year brings a number, evenly, after the moment before the first."""
    return np.concatenate([[0.0], np.repeat(np.array(years, float) / 4.0, 4)])


def in_body(quarters=40, **troops):
    """Troops of contributors in the body, `(run, quarter, body, actor)`."""
    values = np.zeros((1, quarters + 1, 1, len(ACTORS)))
    for place, actor in enumerate(ACTORS):
        values[..., 0, place] = troops.get(actor, 0.0)
    return xarray.DataArray(values, dims=("run", "quarter", "body", "actor"))


def members(quarters=40, **until):
    """Membership in the body, `(run, quarter, state, actor)`: all quarters, or before a moment."""
    values = np.zeros((1, quarters + 1, len(STATES), len(ACTORS)))
    for place, state in enumerate(STATES):
        values[:, : until.get(state, quarters + 1), place, list(ACTORS).index("Body")] = 1.0
    return xarray.DataArray(values, dims=("run", "quarter", "state", "actor"))

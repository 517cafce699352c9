"""What cannot be searched, and the fence round the libraries."""

import builtins
import logging
import sys
import warnings

import numpy as np
import pandas as pd
import pytest

from experiments.design import Factor
from experiments.discovery import DiscoveryError, discover, library
from experiments.discovery.cart import cart
from experiments.discovery.prim import prim
from experiments.discovery.sample import take
from tests.discovery.planted import NAMES, planted


@pytest.mark.parametrize(
    ("fails", "told"),
    [
        (np.zeros(400, dtype=bool), "0 of 400 runs fail: there is no failure to explain"),
        (np.ones(400, dtype=bool), "nothing to tell the failures from"),
        (np.arange(400) < 9, "only 9 points have a run that fails"),
        (np.arange(400) >= 9, "only 9 points have a run that does not fail"),
        (np.full(400, 0.5), "must hold true and false only"),
        (np.ones(3, dtype=bool), "one value a row"),
    ],
)
def test_too_little_to_search(fails, told):
    with pytest.raises(DiscoveryError, match=told):
        discover(planted(0), NAMES, fails, "cart", splits=0)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"method": "prism"}, "did you mean 'prim'"),
        ({"factors": ["f0", "f9"]}, "the table has no factor 'f9'"),
        ({"coverage": 1.5}, "the coverage is 1.5"),
        ({"box": 999}, "there is no box 999; the trajectory has boxes 0 to"),
        ({"splits": -1}, "at least 0"),
        ({"factors": ["same"]}, "no factor varies"),
    ],
)
def test_what_is_not_there(changes, told):
    asked = {"factors": NAMES, "method": "cart", "splits": 0} | changes
    table = planted(0).assign(same=1.0)
    with pytest.raises(DiscoveryError, match=told):
        discover(table, failing="fails", **asked)


def test_undefined_runs_and_constant_factors_are_counted_not_hidden():
    table = planted(3).assign(same="one")
    table.loc[:4, "f0"] = np.nan
    known = np.ones(len(table), dtype=bool)
    known[5:12] = False
    found = discover(table, [*NAMES, "same"], "fails", "cart", defined=known, splits=0)
    assert found.sample.dropped == 12
    assert found.sample.constant == ("same",)
    assert len(found.sample.failing) == len(table) - 12


def test_numbers_that_are_categories_are_taken_as_such():
    rng = np.random.default_rng(0)
    table = pd.DataFrame({"level": rng.choice([0.25, 0.5, 1.0], 300), "x": rng.random(300)})
    fails = rng.random(300) < np.where(table["level"] == 0.5, 0.9, 0.1)
    levels = Factor("level", values=(0.25, 0.5, 1.0))
    for method in ("prim", "cart"):
        found = discover(table, [levels, "x"], fails, method, splits=0)
        assert found.chosen["level"].values == (0.5,)
        assert found.chosen["level"].without == (0.25, 1.0)


@pytest.mark.parametrize("name", ["scenario", "x0", "a b, c", "rules.fatigue.gain"])
@pytest.mark.parametrize("method", ["prim", "cart"])
def test_names_that_the_libraries_would_misread(name, method):
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"other": rng.random(200), name: rng.random(200)})
    found = discover(table, ["other", name], table[name] > 0.7, method, splits=0)
    assert found.chosen.factors == (name,)


@pytest.mark.parametrize("method", [prim, cart])
def test_a_label_that_a_half_lacks_was_not_shut_out(method):
    table = planted(4, points=150)
    table.loc[0, "scenario"] = "once"
    whole = take(table, NAMES, "fails")
    half = whole.within(np.arange(1, whole.points))
    boxes = method(half)
    assert any("calm" in box["scenario"].without for box in boxes)
    if method is prim:  # a tree asks for labels one by one, and keeps what it asked for
        assert not any("once" in box["scenario"].without for box in boxes)
    assert boxes[0].holds(half.table).all()


def test_the_libraries_are_quiet(capfd):
    logging.disable(logging.NOTSET)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        discover(planted(0, points=100), ["f0", "f1"], "fails", "prim", splits=1)
    told = capfd.readouterr()
    assert told.out == told.err == ""
    assert logging.root.manager.disable == logging.NOTSET


def test_the_library_is_left_as_it_was():
    kind = library("prim").PrimBox
    before = dict(vars(kind))
    discover(planted(0, points=100), ["f0", "f1"], "fails", "prim", splits=0)
    assert dict(vars(kind)) == before


@pytest.mark.parametrize(("method", "module"), [("prim", "ema_workbench"), ("cart", "sklearn")])
def test_a_library_that_is_missing_is_named(method, module, monkeypatch):
    true = builtins.__import__
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(builtins, "__import__", true)
    with pytest.raises(DiscoveryError, match=r"pip install 'coalition-lab\[discovery\]'"):
        library(method)

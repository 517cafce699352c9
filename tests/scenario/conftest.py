from __future__ import annotations

import pytest

from sim.scenario import Scenario
from tests.scenario.worlds import GOOD, write


@pytest.fixture
def world(tmp_path, monkeypatch, shelf):
    """The working directory of a person who writes scenario files; nothing is shipped."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def good(world):
    write(world, "good.yaml", GOOD)
    return Scenario.load("good.yaml")


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder that stands for the shipped scenarios."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    monkeypatch.setattr("sim.scenario.folders.shipped", lambda: folder)
    return folder

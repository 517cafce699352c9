"""A comparison's folder, and the report made of it."""

from __future__ import annotations

import pytest

from experiments.report import Folder, build
from tests.report import folders


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    return folders.comparison(tmp_path_factory.mktemp("comparison") / "made")


@pytest.fixture(scope="package")
def report(folder):
    return build(Folder.open(folder))

"""Solara, which exports its names without telling a type checker so."""

from __future__ import annotations

import importlib
from typing import Any

solara: Any = importlib.import_module("solara")

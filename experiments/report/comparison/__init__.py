"""The report of a comparison: which policy, for whom, where it fails, and how sure that is."""

from __future__ import annotations

from experiments.report.comparison.building import build

__all__ = ["build"]

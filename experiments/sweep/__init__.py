"""Sweeps: a study run part by part, which resumes wherever it was broken off."""

from experiments.sweep.running import Stopped, Summary, sweep

__all__ = ["Stopped", "Summary", "sweep"]

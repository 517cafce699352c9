"""Measurements of speed, growth and memory: `python -m benchmarks.run`."""

"""Pictures of a history: what a person wants to see first.

Each is a function of a `View` that returns a matplotlib Figure, or None where the history has
nothing to show in it. `draw` makes all of them, `picture` one, `save` writes one.
"""

from __future__ import annotations

from experiments.figures.gallery import FIGURES, FigureError, Picture, draw, picture, save
from experiments.figures.view import NEEDED, View

__all__ = ["FIGURES", "NEEDED", "FigureError", "Picture", "View", "draw", "picture", "save"]

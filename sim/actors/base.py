"""What all actors share: a row of the world, and draws of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import mesa
import numpy as np

from sim.arrays import Values

if TYPE_CHECKING:
    from sim.model import CoalitionModel


class Actor(mesa.Agent):
    """A Mesa agent that holds a row of the world: one actor, or all of its kind in every run.

    Parameters
    ----------
    model : CoalitionModel
        The model.
    row : int or slice
        An actor of a single run, or the actors of a kind in an ensemble.
    """

    model: CoalitionModel

    def __init__(self, model: CoalitionModel, row: int | slice):
        super().__init__(model)
        self.row = row

    @property
    def name(self) -> str:
        """The actor's name; of a whole kind the names in the order of its rows."""
        names = self.model.world.rows.names[self.row]
        return names if isinstance(names, str) else ", ".join(names)

    def uniform(self, stream: str) -> Values:
        """This quarter's uniform draw of a named stream, one for each actor and run."""
        return self._drawn(self.model.streams.uniform, stream)

    def normal(self, stream: str) -> Values:
        """This quarter's standard normal draw of a named stream, one for each actor and run."""
        return self._drawn(self.model.streams.normal, stream)

    def _drawn(self, draw: Callable[..., Values], stream: str) -> Values:
        if isinstance(self.row, slice):
            return draw(stream, self.model.quarter, self.row)
        return draw(stream, self.model.quarter)[self.row]

    def uniforms(self, stream: str, axis: str) -> Values:
        """Uniform draws of one stream a label of an axis: the axis in front of the row."""
        return self._by_label(self.uniform, stream, axis)

    def normals(self, stream: str, axis: str) -> Values:
        """Standard normal draws of one stream a label of an axis, the axis in front."""
        return self._by_label(self.normal, stream, axis)

    def _by_label(self, draw: Callable[[str], Values], stream: str, axis: str) -> Values:
        labels = self.model.world.rows.labels(axis)
        if not labels:
            return np.asarray(draw(stream))[None][:0]
        return np.stack([draw(f"{stream} {label}") for label in labels])

    def opens(self) -> Values:
        """1 in the quarter in which the actor's budget year opens, else 0."""
        return 1.0 * (self.fiscal_quarter == self.model.calendar_quarter)

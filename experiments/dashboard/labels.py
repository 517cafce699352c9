"""Where names stand on the ring, so that a phone can show them without one over another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

#: Half the side of the picture, the ring having radius 1.
REACH = 1.46
#: A longer word is cut where there is little room. [letters]
LONGEST = 8
#: Width of the ring on a phone, of a letter and a frame, height of a line and a frame. [pixels]
_PHONE, _LETTER, _SIDES, _LINE, _ENDS = 366.0, 6.3, 11.0, 12.5, 11.0
#: How far out a name may stand, the usual place first. [radii of the ring]
_OUT = (0.97, 1.3, 1.15, 0.8, 1.22, 1.06, 0.9, 0.72, 0.64, 0.56)
#: Half the sides of the host's name. [radii of the ring]
_HOST = (0.24, 0.15)
_ROUNDS = 6


def brief(label: str) -> str:
    """A name with its long words cut.

    >>> brief("Training contractor")
    'Training contr.'
    """
    words = label.split(" ")
    return " ".join(word if len(word) <= LONGEST else f"{word[:5]}." for word in words)


def reaches(labels: Sequence[str], around: np.ndarray) -> list[float]:
    """How far out each name stands.

    One name after the other takes the place where it covers least of the others, in a few rounds.

    Parameters
    ----------
    labels : sequence of str
        Names as they are written at full length.
    around : (actor, 2)
        Their places on a ring of radius 1.
    """
    half = np.array([_half(brief(label)) for label in labels]).reshape(-1, 2)
    out = np.full(len(labels), _OUT[0])
    for _ in range(_ROUNDS):
        before = out.copy()
        for n in range(len(labels)):
            others = np.arange(len(labels)) != n
            centres = np.vstack([[0.0, 0.0], around[others] * out[others, None]])
            sides = np.vstack([_HOST, half[others]])
            out[n] = min(_OUT, key=lambda far: _covered(around[n] * far, half[n], centres, sides))
        if (out == before).all():
            break
    return [float(far) for far in out]


def _half(text: str) -> tuple[float, float]:
    """Half the width and height of a name that is as narrow as its longest word."""
    words = text.split(" ")
    widest = max(map(len, words))
    rows, room = 1, widest - len(words[0])
    for word in words[1:]:
        if len(word) + 1 > room:
            rows, room = rows + 1, widest
        room -= len(word) + 1
    unit = 0.5 * 2 * REACH / _PHONE
    return unit * (_LETTER * widest + _SIDES), unit * (_LINE * rows + _ENDS)


def _covered(place: np.ndarray, half: np.ndarray, centres: np.ndarray, sides: np.ndarray) -> float:
    """Area that a name at a place shares with others, and what of it is outside the picture."""
    shared = np.clip(half + sides - np.abs(centres - place), 0.0, None).prod(1).sum()
    outside = np.clip(np.abs(place) + half - REACH, 0.0, None).sum()
    return float(shared + outside)

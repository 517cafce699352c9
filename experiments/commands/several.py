"""Options that take several words: ``--policies A B C`` besides ``--policies A --policies B``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand


def spread(words: Sequence[str], options: Sequence[str]) -> list[str]:
    """Repeat an option before each of its words, up to the next option.

    Raises
    ------
    typer.BadParameter
        When such an option has no word at all.

    Examples
    --------
    >>> spread(["study", "--policies", "A", "B", "--seed", "1"], ["--policies"])
    ['study', '--policies', 'A', '--policies', 'B', '--seed', '1']
    """
    found: list[str] = []
    taking, taken = "", 0

    def ended() -> None:
        if taking and not taken:
            raise typer.BadParameter(f"{taking} needs at least one name behind it")

    for place, word in enumerate(words):
        if word == "--":
            ended()
            return [*found, *words[place:]]
        if word.startswith("-"):
            ended()
            taking, taken = (word, 0) if word in options else ("", 0)
            if not taking:
                found.append(word)
        elif taking:
            found += [taking, word]
            taken += 1
        else:
            found.append(word)
    ended()
    return found


class Several(TyperCommand):
    """A command whose options in `several` take all words up to the next option."""

    several: ClassVar[tuple[str, ...]] = ("--policies",)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Spread the words, then parse as ever."""
        return super().parse_args(ctx, spread(args, self.several))

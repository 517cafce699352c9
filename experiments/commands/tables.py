"""Tables as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def aligned(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()
) -> str:
    """Columns side by side, two spaces apart; those in `right` end flush.

    >>> print(aligned(["name", "n"], [["Ghana", "2"], ["Mali", "10"]], right=[1]))
    name    n
    Ghana   2
    Mali   10
    """
    lines = [list(heads), *[list(row) for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def markdown(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()
) -> str:
    """A table in Markdown.

    >>> print(markdown(["a", "b"], [["x|y", "1"]], right=[1]))
    | a | b |
    | --- | ---: |
    | x\\|y | 1 |
    """
    rule = ["---:" if column in right else "---" for column in range(len(heads))]
    safe = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in [list(heads), rule, *safe])

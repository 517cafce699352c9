"""`coalition dashboard`: scenarios, levers and single runs in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands.answers import answers, whole


@answers
def dashboard(
    port: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Port; 0 for any free one.")
    ] = 8765,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; this machine only unless told.")
    ] = "localhost",
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser.")
    ] = False,
) -> None:
    """Show scenarios, levers, bands, comparisons and single runs in the browser.

    Example: coalition dashboard --port 8765 --open
    """
    from experiments.commands.dashing import execute

    execute(port, host, open_browser)

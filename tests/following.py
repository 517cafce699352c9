"""Follow a page from its top in an empty folder: `python following.py BLOCKS.json`.

Files are written, Python is run, commands of `coalition` are given to the command line, all in one
process, as a reader in one terminal would, and without paying for every import again.
"""

from __future__ import annotations

import json
import pathlib
import shlex
import sys
import time
import traceback


def command(line: str) -> None:
    """Run one command of `coalition`; its exit code must be 0."""
    from typer.testing import CliRunner

    from experiments.cli import app

    words = shlex.split(line, comments=True)
    target = None
    if ">" in words:
        place = words.index(">")
        words, target = words[:place], words[place + 1]
    done = CliRunner().invoke(app, words[1:])
    if done.exit_code != 0 or not done.output:
        traceback.print_exception(done.exception)
        sys.exit(f"exit code {done.exit_code}: {line}\n{done.output}")
    if target:
        pathlib.Path(target).write_text(done.stdout, encoding="utf-8")


def python(text: str, where: str) -> None:
    """Run a block of Python as a script."""
    exec(compile(text, where, "exec"), {"__name__": "__main__"})  # noqa: S102


def main() -> None:
    """Do what each block asks."""
    for kind, text, where in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")):
        spent = time.process_time()
        if kind == "file":
            pathlib.Path(where).parent.mkdir(parents=True, exist_ok=True)
            pathlib.Path(where).write_text(text, encoding="utf-8")
        elif kind == "python":
            python(text, where)
        else:
            command(text)
        print(f"-- {time.process_time() - spent:.1f} s: {where}", flush=True)


if __name__ == "__main__":
    main()

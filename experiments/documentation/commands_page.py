"""The page of all commands, from what each of them says of itself under ``--help``."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import typer
import typer.main

from experiments.documentation.markdown import anchor, code, escaped, table

_EXAMPLE = re.compile(r"^Example: (.+)$", re.M | re.S)

_HEAD = """# Commands

Every command has `--help`, says what it will cost before it costs much, shows progress, and ends
with the path of what it wrote and the command that writes it again. Exit codes: 0 done, 1 failed
while running, 2 the input is wrong, 130 interrupted.
"""


def commands() -> dict[str, Any]:
    """All commands of `coalition` in the order of its help."""
    from experiments.cli import app

    group: Any = typer.main.get_command(app)
    return dict(group.commands)


def examples(command: Any) -> list[str]:
    """Command lines that a command's help gives as examples.

    >>> class Toy: help = "Count.\\n\\nExample: coalition count\\n--all"
    >>> examples(Toy)
    ['coalition count --all']
    """
    found = [_EXAMPLE.match(part) for part in str(command.help).split("\n\n")]
    return [" ".join(one[1].split()) for one in found if one]


def parsed(command: Any, line: str) -> Any:
    """Read a command line as the command would, and run nothing.

    Raises
    ------
    click.UsageError
        When the command does not understand the line.
    """
    words = shlex.split(line)[2:]
    return command.make_context(command.name, words[: words.index(">")] if ">" in words else words)


def page() -> str:
    """The page in Markdown."""
    listed = commands()
    rows = [[f"[{code(name)}](#{anchor(name)})", _summary(one)] for name, one in listed.items()]
    return "\n".join([_HEAD, table(("command", "what it does"), rows), *_sections(listed)])


def _sections(listed: dict[str, Any]) -> Iterator[str]:
    for name, command in listed.items():
        context = typer.Context(command, info_name=f"coalition {name}")
        usage = " ".join(word.strip("{}") for word in command.collect_usage_pieces(context))
        yield f"\n## {name}\n\n{_described(command)}\n\n```text\ncoalition {name} {usage}\n```\n"
        taken = [
            (code(_words(one, context)), escaped(one.help or ""), _default(one, context))
            for one in sorted(command.params, key=lambda one: one.param_type_name)
            if one.get_help_record(context)
        ]
        yield table(("argument or option", "meaning", "unless given"), taken) + "\n"
        lines = examples(command)
        if lines:
            yield f"Example{'s' * (len(lines) > 1)}:\n\n```text\n" + "\n".join(lines) + "\n```"
    yield ""


def _words(one: Any, context: Any) -> str:
    """What is typed: an argument's name, or an option with its value."""
    words = str(one.get_help_record(context)[0])
    if one.param_type_name == "argument":
        return words.split(" <")[0]
    return words.replace("<list[str]>", "TEXT").replace("<str>", "TEXT").replace("<path>", "PATH")


def _default(one: Any, context: Any) -> str:
    if one.required:
        return "required"
    usual = one.get_default(context)
    if usual in (None, "", False) or callable(usual) or usual == []:
        return "–"
    return code("yes" if usual is True else str(getattr(usual, "value", usual)))


def _summary(command: Any) -> str:
    return escaped(" ".join(str(command.help).split("\n\n")[0].split()))


def _described(command: Any) -> str:
    parts = str(command.help).split("\n\n")
    return "\n\n".join(
        escaped(" ".join(part.split())) for part in parts if not _EXAMPLE.match(part)
    )

"""`docs/coverage.md`: where each thing that the domain names lives, and what shows its effect."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from experiments.documentation.coverage import USUAL, Item, Section, introduction, load
from experiments.documentation.markdown import anchor, code, escaped, file_link, number, table
from experiments.documentation.probes import Probe

HEADS = ("no.", "item", "where it lives", "what shows its effect")

#: Words of a name that are followed by a scenario and a part of it.
PARTS = ("actor", "event", "trend")

#: Words of a name that are followed by a file's.
FILES = {"scenario": "scenarios", "policy": "scenarios/policies"}


def page(path: Path) -> str:
    """The page."""
    sections = load(path)
    items = [item for section in sections for item in section.items]
    head = introduction(path).format(
        items=len(items),
        probes=sum(len(item.probes) for item in items),
        probed=sum(bool(item.probes) for item in items),
        tests=len({test for item in items for test in item.tests}),
    )
    links = (f"[{s.title}](#{anchor(s.title)}) ({_span(s)})" for s in sections)
    parts = [head.strip(), " · ".join(links)]
    for section in sections:
        parts += [f"## {section.title}", *([section.text.strip()] if section.text else [])]
        parts.append(table(HEADS, [_row(item) for item in section.items], right=[0]))
    return "\n\n".join(parts) + "\n"


def _span(section: Section) -> str:
    return f"{section.items[0].number} to {section.items[-1].number}"


def _row(item: Item) -> list[str]:
    text = f"{escaped(item.text)} ({item.source})"
    if item.pending:
        text += " **pending**"
    evidence = [*_probes(item.probes), *map(_test, item.tests)]
    return [str(item.number), text, "<br>".join(_places(item.where)), "<br>".join(evidence)]


def _places(names: Iterable[str]) -> list[str]:
    """Names as they are shown, those of one kind and scenario together."""
    lines: dict[tuple[str, str], list[str]] = {}
    for name in names:
        word, _, rest = name.partition(" ")
        if word in PARTS:
            world, _, part = rest.partition(":")
            inside = f" in {file_link(f'scenarios/{world}.yaml', code(world))}"
            lines.setdefault((word, inside), []).append(
                escaped(part) if word == "actor" else code(_short(part))
            )
        elif word in FILES:
            lines.setdefault((word, ""), []).append(
                file_link(f"{FILES[word]}/{rest}.yaml", code(rest))
            )
        elif rest:
            lines.setdefault((word, ""), []).append(code(rest))
        else:
            lines[name, ""] = [_plain(name)]
    return [
        f"{_plural(word, shown)} {', '.join(shown)}{inside}" if "." not in word else shown[0]
        for (word, inside), shown in lines.items()
    ]


def _plural(word: str, shown: list[str]) -> str:
    if len(shown) == 1:
        return word
    return "policies" if word == "policy" else f"{word}s"


def _plain(name: str) -> str:
    """A dotted name, linked to its file where that is plain from the name itself."""
    if name.startswith("sim.rules."):
        _, _, module, *function = name.split(".")
        return file_link(f"sim/rules/{module}.py", code(".".join([module, *function])))
    return code(_short(name))


def _short(address: str) -> str:
    return address.removeprefix("actors.").removeprefix("rules.").removeprefix("sim.actors.")


def _probes(probes: Iterable[Probe]) -> list[str]:
    """Probes in words, those with the same change together."""
    lines: dict[str, list[str]] = {}
    for probe in probes:
        lines.setdefault(changed(probe), []).append(moved(probe))
    return [f"{change}: {', '.join(moves)}" for change, moves in lines.items()]


def told(p: Probe) -> str:
    """A probe in words.

    >>> from experiments.documentation.coverage import probe
    >>> told(probe({"without": "fatigue", "moves": "help of China -"}))
    'mechanism `fatigue`: `help` of China falls'
    """
    return f"{changed(p)}: {moved(p)}"


def moved(p: Probe) -> str:
    """What a probe moves, in words."""
    who = f" of {escaped(p.who)}" if p.who else ""
    return f"{code(p.measure)}{who} {'rises' if p.sign > 0 else 'falls'}"


def changed(p: Probe) -> str:
    """What a probe changes, and where, in words."""
    if p.against:
        base = "the baseline" if p.against == USUAL else code(p.against)
        return f"{code(p.world)} against {base}"
    inside = "" if p.world == USUAL else f" in {code(p.world)}"
    (address, _), *more = p.change
    kind, owner, *_ = address.split(".")
    if kind == "policy" and not more:
        return f"lever {code(owner)}{inside}"
    if p.undone:
        return f"{'event' if kind == 'events' else 'mechanism'} {code(owner)}{inside}"
    values: dict[tuple[str, float], list[str]] = {}
    for address, value in p.change:
        kind, owner, column = address.split(".", 2)
        values.setdefault((column, value), []).append(f"{kind}.{owner}")
    settings = []
    for (column, value), owners in values.items():
        if owners[0].startswith("rules."):
            settings.append(f"{code(f'{_short(owners[0])}.{column}')} at {number(value)}")
        else:
            who = ", ".join(escaped(_short(owner)) for owner in owners)
            settings.append(f"{code(column)} of {who} at {number(value)}")
    return f"{'; '.join(settings)}{inside}"


def _test(name: str) -> str:
    path, _, test = name.partition("::")
    return file_link(path, code(test.split("::")[-1]))

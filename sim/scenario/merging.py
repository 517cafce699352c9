"""`extends`: a scenario that says only what differs from another one."""

from __future__ import annotations

import pathlib
from dataclasses import replace

from sim.columns import KINDS, LABELS
from sim.errors import Fault, ScenarioError
from sim.scenario import folders
from sim.scenario.reading import read
from sim.scenario.tree import Node, composite

MAX_FILES = 20

#: Columns whose labels are names of actors, over all kinds.
_LABELLED = {
    name
    for columns in KINDS.values()
    for name, column in columns.declared().items()
    if column.axis and column.axis not in LABELS
}


def read_chain(source: folders.Source) -> tuple[Node, list[pathlib.Path]]:
    """Read a file and all that it extends, merged; with the paths in the order of reading."""
    return follow(read(source.path, source.shown), source.tree, [source])


def follow(
    root: Node, tree: pathlib.Path, chain: list[folders.Source]
) -> tuple[Node, list[pathlib.Path]]:
    """Merge `root` onto what it extends.

    Raises
    ------
    ScenarioError
        When the base does not exist, lies outside the tree, or leads back to the file.
    """
    documents = [root]
    while (stated := documents[-1].value.get("extends")) is not None:
        try:
            source = _base(stated, tree, chain)
        except ScenarioError as error:
            message = str(error.faults[0].message)
            raise ScenarioError([Fault(message, "extends", stated.file, stated.line)]) from None
        chain.append(source)
        documents.append(read(source.path, source.shown))
        tree = source.tree
    merged = documents.pop()
    while documents:
        merged = _onto(merged, documents.pop())
    value = {key: node for key, node in merged.value.items() if key != "extends"}
    return replace(merged, value=value), [source.path for source in chain]


def _base(stated: Node, tree: pathlib.Path, chain: list[folders.Source]) -> folders.Source:
    name = stated.value
    if not isinstance(name, str) or not name.strip():
        raise _refusal("extends must be the name of a scenario or a relative path")
    if pathlib.PurePath(name).is_absolute() or pathlib.PureWindowsPath(name).is_absolute():
        raise _refusal(f"extends is '{name}'; it must be a name or a relative path")
    source = _relative(name, tree, chain) or folders.named(tree, name)
    if source is None and ".." not in name.split("/"):
        # Nothing near the file: a shipped scenario, found by its name alone.
        source = folders.named(folders.shipped(), name)
    if source is None:
        raise _refusal(f"extends is '{name}'; {folders.unknown(name, 'scenario')}")
    if not folders.is_within(source.path, source.tree):
        raise _refusal(f"extends is '{name}', which lies outside the folder {source.tree}")
    seen = [other.path.resolve() for other in chain]
    if source.path.resolve() in seen:
        names = [other.path.stem for other in chain[seen.index(source.path.resolve()) :]]
        raise _refusal(f"extends goes in a circle: {' -> '.join([*names, names[0]])}")
    if len(chain) >= MAX_FILES:
        raise _refusal(f"extends leads through more than {MAX_FILES} files")
    return source


def _relative(name: str, tree: pathlib.Path, chain: list[folders.Source]) -> folders.Source | None:
    if not chain:
        return None
    path = chain[-1].path.parent / name
    if ".." in name.split("/") and not folders.is_within(path, tree):
        raise _refusal(f"extends is '{name}', which lies outside the folder {tree}")
    found = folders.named(path.parent, path.name)
    return found and replace(found, tree=tree)


def _refusal(message: str) -> ScenarioError:
    return ScenarioError([Fault(message)])


def _onto(base: Node, child: Node) -> Node:
    actors = child.value.get("actors")
    if actors is not None and isinstance(actors.value, dict):
        for name, node in actors.value.items():
            if node.value is None:
                base = _without_labels(base, name)
    return merged(base, child)


def merged(base: Node, child: Node) -> Node:
    """`child` laid over `base`: mappings merge, all else replaces, null removes what was there.

    A number that is restated takes its own provenance, never that of the number before.
    """
    if (
        not (isinstance(base.value, dict) and isinstance(child.value, dict))
        or "value" in child.value
    ):
        return child
    value = dict(base.value)
    for key, node in child.value.items():
        if key not in value:
            value[key] = node
        elif node.value is None:
            del value[key]
        else:
            value[key] = merged(value[key], node)
    given = child.given
    if "value" in base.value:  # the same number, better documented
        given = base.given.below(child.value)
        value["value"] = replace(value["value"], given=given)
    return replace(composite(value, child.line), file=child.file, given=given)


def _without_labels(base: Node, removed: str) -> Node:
    """`base` without the labels that point at an actor which a later file removes."""
    actors = {}
    for name, actor in base.mapping("actors").items():
        if isinstance(actor.value, dict):
            columns = {
                key: _drop(node, removed) if key in _LABELLED else node
                for key, node in actor.value.items()
            }
            actor = replace(actor, value=columns)
        actors[name] = actor
    stated = base.value.get("actors")
    if stated is None or not isinstance(stated.value, dict):
        return base
    return replace(base, value={**base.value, "actors": replace(stated, value=actors)})


def _drop(node: Node, label: str) -> Node:
    if isinstance(node.value, dict):
        return replace(node, value={k: v for k, v in node.value.items() if k != label})
    if isinstance(node.value, list):
        return replace(node, value=[item for item in node.value if item.value != label])
    return node

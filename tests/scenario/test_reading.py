"""The YAML reader: what it refuses, and what it takes for what."""

from __future__ import annotations

import os

import pytest

from sim.errors import ScenarioError
from sim.scenario import Scenario
from sim.scenario.reading import read
from tests.scenario.worlds import GOOD, write

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)
)
REFUSED = {
    "tag": ("title: !!python/object/apply:os.system [x]", "1: the tag"),
    "harmless tag": ("title: !!str 3", "1: the tag tag:yaml.org,2002:str is not allowed"),
    "own tag": ("a: 1\nb: !mine 3", "2: the tag !mine is not allowed; a scenario is plain data"),
    "aliases": (BOMB, "more than 200000 values, aliases expanded"),
    "many aliases": ("a: &a 1\nb: [" + "*a, " * 101 + "]", "2: more than 100 aliases"),
    "own anchor": ("a: &a [*a]", "1: the alias *a stands inside its own anchor"),
    "unknown anchor": ("a: *b", "1: "),
    "deep lists": ("a: " + "[" * 100_000, "1: nested deeper than 40"),
    "deep mappings": ("{a: " * 5_000, "1: nested deeper than 40"),
    "deep through aliases": (
        "a: &a " + "[" * 30 + "]" * 30 + "\nb: " + "[" * 20 + "*a" + "]" * 20,
        "2: nested deeper than 40, aliases expanded",
    ),
    "two documents": ("a: 1\n---\nb: 2", "2: a second document begins here; a file holds one"),
    "double key": ("a: 1\nb: 2\na: 3", "3: the key 'a' stands twice, first in line 1"),
    "double key inside": ("a:\n  b: 2\n  b: 3", "3: the key 'b' stands twice, first in line 2"),
    "merge key": ("a: &a {b: 1}\nc: {<<: *a}", "2: merge keys (<<) are not read"),
    "key of many parts": ("? [a, b]\n: 1", "1: a key must be plain text"),
    "list": ("- a", "1: the file must hold a mapping"),
    "word": ("a", "1: the file must hold a mapping"),
    "empty": ("", " the file is empty"),
    "only comments": ("# nothing\n", " the file is empty"),
    "only null": ("~", " the file is empty"),
    "syntax": ("a: 1\nb: [1, 2\nc: 3", "not valid YAML: "),
    "tab": ("a:\n\tb: 1", "2: not valid YAML: "),
    "huge number": ("a: 1e999", "1: the number 1e999... is too large for a computer's numbers"),
    "huge integer": ("a: " + "9" * 5000, "1: the number 99999999999999999999... is too large"),
    "NUL": ("a: 1\nb: \0", "2: the control character U+0000 is not allowed"),
    "not UTF-8": (b"a: 1\nb: \xff\xfe", "2: the file is not text in UTF-8"),
    "UTF-16": ("a: 1".encode("utf-16"), "1: the file is not text in UTF-8"),
    "large": (b"a: " + b"x" * 1024 * 1024, " the file is larger than 1024 KiB"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_is_refused_readably(case, world):
    content, message = REFUSED[case]
    write(world, "bad.yaml", content)
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("bad.yaml")
    assert str(caught.value).startswith("bad.yaml:")
    assert message in str(caught.value)
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("No", "No"),
        ("true", True),
        ("~", None),
        ("1e-3", 0.001),
        ("1.5e3", 1500.0),
        (".5", 0.5),
        ("-7", -7),
        ("010", 10),
        ("'3'", "3"),
        ("2025-01-01", "2025-01-01"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("12:30", "12:30"),
        ("Co\u0302te", "Côte"),
    ],
)
def test_a_scalar_is_what_it_looks_like(text, value, world):
    node = read(write(world, "a.yaml", f"a: {text}\n"), "a.yaml")
    assert node.plain() == {"a": value}
    assert type(node.plain()["a"]) is type(value)


def test_forty_levels_are_read_and_no_more(world):
    def nested(levels):
        return "a: " + "[" * (levels - 1) + "]" * (levels - 1)

    read(write(world, "a.yaml", nested(40)), "a.yaml")
    with pytest.raises(ScenarioError, match="nested deeper than 40"):
        read(write(world, "a.yaml", nested(41)), "a.yaml")


def test_keys_are_names(world):
    node = read(write(world, "a.yaml", "on: 1\n2025: 2\nno: 3\ntrue: 4\n"), "a.yaml")
    assert node.plain() == {"on": 1, "2025": 2, "no": 3, "true": 4}


def test_an_alias_has_its_own_line(world):
    node = read(write(world, "a.yaml", "a: &x {b: 1}\n\nc: *x\n"), "a.yaml")
    assert node.plain() == {"a": {"b": 1}, "c": {"b": 1}}
    assert (node.value["a"].line, node.value["c"].line) == (1, 3)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(world):
    write(world, "a.yaml", b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert Scenario.load("a.yaml").title == "Good world"


def test_the_reader_without_libyaml_reads_the_same(world, monkeypatch):
    import yaml

    path = write(world, "a.yaml", GOOD)
    fast = read(path, "a.yaml")
    monkeypatch.setattr("sim.scenario.reading._LOADER", yaml.SafeLoader)
    assert read(path, "a.yaml") == fast


@pytest.mark.parametrize("case", REFUSED)
def test_the_reader_without_libyaml_refuses_the_same(case, world, monkeypatch):
    import yaml

    monkeypatch.setattr("sim.scenario.reading._LOADER", yaml.SafeLoader)
    test_is_refused_readably(case, world)


def test_places_that_are_no_files(world):
    (world / "folder.yaml").mkdir()
    os.mkfifo(world / "pipe.yaml")
    for name, message in {
        "folder.yaml": "folder.yaml: this is a folder; name a file in it",
        "missing.yaml": "missing.yaml: there is no such file",
        "pipe.yaml": "pipe.yaml: this is not an ordinary file",
        "x" * 300 + ".yaml": "the file cannot be read",
        "": "a scenario is a name or the path of a YAML file, not ''",
        "a\0b": "a scenario is a name or the path of a YAML file",
    }.items():
        with pytest.raises(ScenarioError) as caught:
            Scenario.load(name)
        assert message in str(caught.value)
    with pytest.raises(ScenarioError):
        Scenario.load(None)

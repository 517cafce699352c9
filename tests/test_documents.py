"""The generated pages are those that their sources make."""

from __future__ import annotations

import inspect
import re
from functools import cache

import pytest

from experiments.documentation import docstrings, entities, mechanisms, odd, schedule
from experiments.documentation.pages import DOCS, PAGES
from sim.columns import KINDS
from sim.rules import RULES
from sim.schedule import QUARTER, rules_of

TEMPLATE = (DOCS / "templates" / "odd.md").read_text(encoding="utf-8")


@cache
def made(name: str) -> str:
    return PAGES[name]()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_generator_makes(name: str) -> None:
    committed = (DOCS / name).read_text(encoding="utf-8")
    assert committed == made(name), f"docs/{name} is out of date: make docs"


@pytest.mark.parametrize("name", PAGES)
def test_links_inside_the_pages_lead_somewhere(name: str) -> None:
    text = {page: made(page) for page in PAGES}
    found = re.findall(r"\]\(([\w./]*)#([^)]+)\)", text[name])
    for page, part in found:
        if (page or name) not in text:
            continue  # pages by hand: tests/test_site.py follows every link
        headings = re.findall(r"^#+ (.+)$", text[page or name], re.M)
        assert part in {anchored(heading) for heading in headings}, (page, part)


def anchored(heading: str) -> str:
    """How GitHub names a heading: lower case, no punctuation, spaces as hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("name", PAGES)
def test_tables_have_as_many_cells_in_each_row(name: str) -> None:
    for table in re.findall(r"(?:^\|.*\n)+", made(name), re.M):
        cells = {len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1, table[:300]


def test_the_template_uses_all_that_is_made_and_nothing_else() -> None:
    assert sorted(re.findall(r"<!-- table: (\w+) -->", TEMPLATE)) == sorted(odd.TABLES)
    assert set(re.findall(r"\{\{(\w+)\}\}", TEMPLATE)) == odd.VALUES.keys()
    with pytest.raises(KeyError):
        odd.filled("{{nothing}}")
    with pytest.raises(KeyError):
        odd.filled("<!-- table: nothing -->")


def test_the_seven_elements_and_eleven_concepts_are_there() -> None:
    elements = re.findall(r"^## \d (.+)$", TEMPLATE, re.M)
    assert elements == [
        "Purpose and patterns",
        "Entities, state variables and scales",
        "Process overview and scheduling",
        "Design concepts",
        "Initialisation",
        "Input data",
        "Submodels",
    ]
    concepts = TEMPLATE.split("## 4 Design concepts")[1].split("## 5 ")[0]
    assert re.findall(r"^\*\*([\w ]+)\.\*\*", concepts, re.M) == [
        "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction",
        "Sensing", "Interaction", "Stochasticity", "Collectives", "Observation",
    ]  # fmt: skip


def test_every_test_that_the_template_names_exists() -> None:
    history = (DOCS.parent / "tests" / "test_history_scenario.py").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+)`", TEMPLATE)
    assert len(named) >= 6
    assert [name for name in named if f"def {name}(" not in history] == []


def test_every_mechanism_phase_and_column_is_on_the_page() -> None:
    page = made("odd.md")
    assert [r for r in RULES if f"### {mechanisms.title(r)} (`{r}`)" not in page] == []
    assert sorted(mechanisms.in_order()) == sorted(RULES)
    listed = [phase for _, phases in schedule.stages() for phase in phases]
    assert listed == list(QUARTER)
    columns = {name for kind in KINDS.values() for name in kind.declared()}
    assert [name for name in columns if f"| `{name}`" not in page] == []
    declared = [name for c in entities.classes() for name in vars(c) if name in columns]
    assert set(declared) == columns


@pytest.mark.parametrize("rule", RULES)
def test_every_function_of_a_mechanism_says_what_a_page_needs(rule: str) -> None:
    assert mechanisms.functions(rule)
    for function in mechanisms.functions(rule):
        doc = docstrings.parsed(function)
        assert doc.summary and doc.results, function.__name__
        assert doc.status, f"{rule}.{function.__name__}: Notes end with no 'Status: ...'"
        assert all(field.meaning for field in doc.arguments), function.__name__
        told = ", ".join(field.names for field in doc.arguments).split(", ")
        assert sorted(told) == sorted(inspect.signature(function).parameters), function.__name__


def test_acts_call_mechanisms_and_not_columns_of_the_same_name() -> None:
    from sim.actors import HostState, PrivateFirm

    assert rules_of(HostState, "ask") == ["need"]  # self.readiness is no call
    assert "contracting" in rules_of(PrivateFirm, "disburse")  # through delay_factor
    assert rules_of(HostState, "sense") == ["specialisation"]

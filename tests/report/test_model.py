"""What a report refuses, how it is rendered, and how tables and numbers are worded."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from experiments.report import Folder, Report, ReportError, Sentence, Trace, build, render
from experiments.report.blocks import Column, Picture, Table, Words
from experiments.report.frames import Shown, of_frame
from experiments.report.model import Section
from experiments.report.words import plain
from experiments.wording import estimate
from tests.report import folders

TRACE = (Trace("a.parquet", "row b"),)


def bare(**changes):
    parts = {"title": "T", "question": "", "answer": (), "findings": (), "sections": ()}
    return Report(**{**parts, **changes})


def test_a_number_needs_a_trace():
    assert Sentence("No number.").traces == ()
    assert Sentence("It is 3.", TRACE).traces == TRACE
    with pytest.raises(ReportError, match="no trace for the number in: It is 3"):
        Sentence("It is 3.")


def test_tables_and_pictures_must_be_whole():
    with pytest.raises(ReportError, match="has 1 cells"):
        Table("t", (Column("a"), Column("b")), (("x",),))
    with pytest.raises(ReportError, match="no alternative text"):
        Picture("data:", " ", "caption")


def test_the_same_folder_gives_the_same_bytes(folder):
    one, two = (render(build(Folder.open(folder))) for _ in range(2))
    assert one == two


def test_the_page_is_alone(folder):
    page = render(build(Folder.open(folder)))
    assert page.startswith("<!doctype html>") or page.lstrip().startswith("<!doctype html>")
    assert "<script" not in page
    assert "@import" not in page
    assert not re.search(r"""(?:src|srcset|data)=["'](?!data:)""", page)
    assert not re.search(r"url\((?!data:)", page)
    assert not re.search(r"<link\b", page)


@given(st.text(st.sampled_from("<>&\"'`*_{}%# \n/ascript=onerror!-"), max_size=60))
def test_nothing_that_a_name_holds_becomes_markup(text):
    block = Words(f"{text} end")
    table = Table(text, (Column(text),), ((text,),), text, TRACE)
    made = bare(
        title=text, question=text, answer=(Sentence(text, TRACE),), facts=((text, text),),
        sections=(Section("a", text, (block, table)),),
    )  # fmt: skip
    page = render(made)
    tags = {tag.lower() for tag in re.findall(r"</?([a-zA-Z!][\w-]*)", page)}
    assert tags <= {
        "doctype", "!doctype", "html", "head", "meta", "title", "style", "body", "a", "header",
        "main", "section", "p", "h1", "h2", "h3", "ol", "ul", "li", "dl", "div", "dt", "dd", "nav",
        "strong", "code", "sup", "table", "caption", "span", "thead", "tbody", "tr", "th", "td",
        "footer",
    }  # fmt: skip
    assert not re.search(r"<[^>]*\son\w+=", page)


def test_only_web_addresses_become_links():
    made = bare(sections=(Section("a", "A", (Words("see https://doi.org/10.1/x. javascript:y"),)),))
    page = render(made)
    assert '<a href="https://doi.org/10.1/x" rel="noopener noreferrer">' in page
    assert 'href="javascript' not in page


def test_traces_are_numbered_once_in_the_order_of_reading():
    other = (Trace("b.parquet"),)
    made = bare(
        answer=(Sentence("a 1", TRACE),),
        sections=(Section("a", "A", (Table("t", (Column("x"),), (("1",),), "", other + TRACE),)),),
    )
    assert made.traces() == [*TRACE, *other]
    assert '<a href="#t1" aria-label="source 1 to 2">1–2</a>' in render(made)


def test_a_long_table_says_that_there_is_more():
    frame = pd.DataFrame({"name": [f"n{k}" for k in range(9)], "value": range(9)})
    table = of_frame(
        frame, "Numbers", {"name": "Name", "value": Shown("V")}, file="x.parquet", most=3
    )
    assert len(table.rows) == 3
    assert table.note == "The first 3 of 9 rows; all stand in x.parquet."
    assert table.columns == (Column("Name"), Column("V", True))


@given(
    st.floats(-1e6, 1e6), st.floats(1e-6, 1e5), st.floats(1e-6, 1e5), st.booleans()
)  # fmt: skip
def test_what_is_rounded_away_is_less_than_the_half_width(value, down, up, sign):
    low, high = value - down, value + up
    assume((high - low) / 2 > 1e-9 * abs(value))  # narrower ones are not shown
    shown = estimate(value, low, high, sign)
    read = [
        float(part.replace(",", "").replace("−", "-"))
        for part in re.findall(r"[−+]?[\d.,]*\d", shown)
    ]
    half = (high - low) / 2
    places = 6
    for told, exact in zip(read, (value, low, high), strict=True):
        assert abs(told - exact) <= max(half * (1 + 1e-9), 10**-places)


def test_stated_numbers_keep_their_digits():
    assert [plain(value) for value in (0.25, 12.5, 2050.0, -0.05, 0.0)] == [
        "0.25", "12.5", "2,050", "−0.05", "0",
    ]  # fmt: skip


def test_a_name_with_markup_is_shown_as_it_is(tmp_path):
    path = folders.comparison(tmp_path / "made", title=folders.EVIL, figures=())
    page = render(build(Folder.open(path)))
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page

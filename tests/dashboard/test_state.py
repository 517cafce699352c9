import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.dashboard.state import LONGEST, MOST_RUNS, SHOWS, View, World, parsed

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
ADDRESSES = NAMES.filter(lambda text: text == text.strip() and text)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WORLDS = st.builds(
    World,
    scenario=NAMES,
    policy=NAMES,
    levers=st.lists(NAMES, max_size=3, unique=True).map(tuple),
    settings=st.dictionaries(ADDRESSES, NUMBERS, max_size=4).map(lambda d: tuple(d.items())),
)
VIEWS = st.builds(
    View,
    world=WORLDS,
    pinned=st.none() | WORLDS,
    runs=st.integers(1, MOST_RUNS),
    seed=st.integers(0, 2**63 - 1),
    quarters=st.none() | st.integers(1, 400),
    show=st.sampled_from(sorted(SHOWS)),
    at=st.integers(0, 400),
    run=st.integers(0, MOST_RUNS - 1),
    actor=NAMES | st.just(""),
)


@given(VIEWS)
def test_a_link_reproduces_the_view(view):
    assert parsed(view.query) == (view, [])


@given(st.text(max_size=200))
def test_any_link_gives_a_view(text):
    view, _ = parsed(text)
    assert view.show in SHOWS
    assert 1 <= view.runs <= MOST_RUNS


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("runs=0", "runs=0; it must be a whole number between 1 and"),
        ("runs=1e3", "runs=1e3"),
        ("seed=-1", "seed=-1"),
        ("show=hots", "the link shows 'hots'; it may show host"),
        ("sceanrio=x", "did you mean 'scenario'"),
        ("set=rules.fatigue.gain=nan", "must be a number"),
        ("set=rules.fatigue.gain", "must read ADDRESS=VALUE"),
        ("x" * (LONGEST + 1), "longer than"),
        ("pin=set%3Dnonsense", "must read ADDRESS=VALUE"),
    ],
)
def test_what_a_link_says_wrongly_is_told(query, words):
    view, faults = parsed(query)
    assert len(faults) == 1
    assert words.lower() in faults[0].lower()
    assert view.runs == View().runs


def test_a_number_changes_and_goes_back():
    world = World().having("rules.fatigue.gain", 0.2).having("rules.fatigue.rest", 0.2)
    assert dict(world.having("rules.fatigue.gain", 0.3).settings)["rules.fatigue.gain"] == 0.3
    assert world.without("rules.fatigue.gain").settings == (("rules.fatigue.rest", 0.2),)

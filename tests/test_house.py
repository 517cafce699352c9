"""What holds for the tree as a whole: sizes, versions, packaging, the lock, a light import."""

import os
import re
import statistics
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES = ("sim", "experiments")

# Files that may exceed LONGEST lines, each with the reason why parting it would read worse.
LONGEST = 300
MAY_BE_LONG: dict[str, str] = {}

# None of these matches its own source, so this file needs no exception.
ELSEWHERE = re.compile(
    r"(?<![\w.-])/(?:root|work|opt/pypi|home/\w+|Users/\w+)/|\.\./shared|[A-Z]:\\Users"
)

HEAVY = {
    "IPython", "bokeh", "dask", "dask_jobqueue", "distributed", "ema_workbench", "ipywidgets",
    "jupyter_core", "jupyterlab", "matplotlib", "pyabc", "seaborn", "sklearn", "solara",
}  # fmt: skip


def run(*command, **options):
    """Run a command and show what it said if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def files_under(folder):
    return sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


def committed():
    """What git tracks or would take in; in an unpacked archive, everything but dot folders."""
    if (ROOT / ".git").exists():
        listing = run(
            "git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others",
            "--exclude-standard", cwd=ROOT,
        )  # fmt: skip
        names = [Path(name) for name in listing.split("\0") if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
        names = [path for path in names if not path.parts[0].startswith(".")]
    return sorted(path for path in names if (ROOT / path).is_file())


def too_long(lengths):
    return [
        f"{name} has {lines} lines; part it, or add it to MAY_BE_LONG with the reason"
        for name, lines in lengths.items()
        if lines > LONGEST and name not in MAY_BE_LONG
    ]


def leaks(text):
    """Lines of a text that name a place outside the project."""
    lines = text.splitlines()
    return [
        f"{n}: {line.strip()[:120]}" for n, line in enumerate(lines, 1) if ELSEWHERE.search(line)
    ]


def test_files_are_short():
    names = [name for package in PACKAGES for name in files_under(package) if name.endswith(".py")]
    lengths = {name: len((ROOT / name).read_text("utf-8").splitlines()) for name in names}
    found = too_long(lengths)
    assert not found, "\n".join(found)
    assert statistics.median(lengths.values()) <= 120
    no_longer = [name for name in MAY_BE_LONG if lengths.get(name, 0) <= LONGEST]
    assert not no_longer, f"no longer long, so take them out of MAY_BE_LONG: {no_longer}"


def test_a_long_file_is_reported():
    assert too_long({"sim/short.py": LONGEST, "sim/long.py": LONGEST + 1}) == [
        "sim/long.py has 301 lines; part it, or add it to MAY_BE_LONG with the reason"
    ]


def test_nothing_committed_points_outside():
    found = []
    for path in committed():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path}:{leak}" for leak in leaks(text)]
    assert not found, "\n".join(found)


def test_a_place_outside_is_reported():
    inside = "see https://example.org/work/paper and out/baseline and ~/notes\n"
    assert leaks(inside) == []
    for place in ("root", "work", "home/ada", "Users/ada"):
        assert leaks(f"{inside}open('/{place}/x.csv')\n") == [f"2: open('/{place}/x.csv')"]
    assert leaks("..{}shared/DESIGN.md".format("/"))


def test_one_version_everywhere():
    import sim

    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["version"]
    assert sim.__version__ == PROJECT["version"]


def test_the_citation_is_complete():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation.keys() >= {"cff-version", "message", "title", "authors"}
    assert citation["cff-version"] == "1.2.0"
    assert citation["title"] == PROJECT["name"]
    assert citation["license"] == PROJECT["license"] == "BSD-3-Clause"
    assert citation["authors"] == PROJECT["authors"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Folder with the sdist and with the wheel that was built from it, without a network."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built.glob("*.whl")
    return path


def test_sdist_holds_what_a_checkout_needs(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert names >= {"LICENSE", "Makefile", "README.md", "constraints.txt", "tests/test_house.py"}
    assert not [name for name in names if name.startswith((".venv", "out/", "dist/"))]


def test_wheel_holds_packages_and_scenarios(wheel):
    expected = {name for package in PACKAGES for name in files_under(package)}
    expected |= {f"sim/_{name}" for name in files_under("scenarios")}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        (info,) = {name.split("/")[0] for name in archive.namelist()} - set(PACKAGES)
        entry_points = archive.read(f"{info}/entry_points.txt").decode()
        metadata = archive.read(f"{info}/METADATA").decode()
        assert f"{info}/licenses/LICENSE" in archive.namelist()
    assert any(name.startswith("sim/_scenarios/") for name in names)
    assert names == expected
    assert "coalition = experiments.cli:main" in entry_points
    assert "License-Expression: BSD-3-Clause" in metadata


def test_an_installed_wheel_finds_scenarios_by_name(wheel, tmp_path):
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps",
        "--target", str(site), str(wheel),
    )  # fmt: skip
    code = """
import sim
print(sim.__file__)
for name in ("toy", "liberia/baseline"):
    sim.Scenario.load(name)
"""
    # PYTHONPATH goes before the editable install, so this is the wheel's sim.
    said = run(
        sys.executable, "-c", code, cwd=elsewhere, env={**os.environ, "PYTHONPATH": str(site)}
    )
    assert Path(said.splitlines()[0]).is_relative_to(site)


def test_importing_sim_is_light():
    code = "import sys, sim; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = set(run(sys.executable, "-c", code, cwd=ROOT).split())
    assert "numpy" in loaded
    assert not loaded & HEAVY


def pins(environment):
    """Pinned version of each distribution, for a Python version and platform."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    lock = [Requirement(line) for line in lines if line and not line.lstrip().startswith("#")]
    chosen = [r for r in lock if r.marker is None or r.marker.evaluate(environment)]
    names = [canonicalize_name(requirement.name) for requirement in chosen]
    assert len(names) == len(set(names)), "a distribution is pinned twice"
    return {
        name: str(r.specifier).removeprefix("==") for name, r in zip(names, chosen, strict=True)
    }


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_the_lock_covers_what_is_asked_for(python, platform):
    locked = pins(
        {"python_version": python, "python_full_version": f"{python}.7", "sys_platform": platform}
    )
    asked = [*PROJECT["dependencies"]]
    for extra in PROJECT["optional-dependencies"].values():
        asked += extra
    for requirement in map(Requirement, asked):
        version = locked.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in constraints.txt: make lock"
        assert requirement.specifier.contains(version), f"{requirement} but {version}: make lock"


def test_each_python_gets_the_mesa_it_should():
    assert pins({"python_version": "3.11", "python_full_version": "3.11.7"})["mesa"] == "3.3.1"
    assert pins({"python_version": "3.13", "python_full_version": "3.13.0"})["mesa"] == "3.5.1"


def test_the_lock_names_no_host_and_no_path():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|@|--|\bfile:", text)

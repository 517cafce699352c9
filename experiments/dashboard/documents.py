"""What a person takes home: table, pictures, scenario, policy, report, all made in memory."""

from __future__ import annotations

import io
import math
import pathlib
import tempfile
import zipfile
from typing import Any

import yaml

from experiments import output
from experiments.commands.running import write_tables
from experiments.commands.summary import report
from experiments.dashboard.computing import Result, Tick, asked
from experiments.dashboard.pictures import PAPER, drawn
from experiments.dashboard.preparing import Prepared
from experiments.dashboard.state import View
from experiments.figures import FIGURES
from experiments.report import write_report
from sim.scenario import Setting, parse_setting

_NOTE = "set in the dashboard"


def table_csv(result: Result) -> bytes:
    """Outcomes, a row a run, as CSV with all digits."""
    text = result.outcomes.reset_index().to_csv(index=False, lineterminator="\n")
    return str(text).encode()


def scenario_yaml(prepared: Prepared) -> bytes:
    """The scenario with its changed numbers, as a file that `coalition check` takes.

    Levers are no part of a scenario; see `policy_yaml`.
    """
    document = prepared.scenario.resolved()
    for address, value in prepared.settings.items():
        setting = parse_setting(prepared.scenario, prepared.policy, address)
        if setting.kind != "policy":
            _put(document, prepared, setting, value)
    head = f"# {prepared.scenario.name}, written by the dashboard of coalition-lab.\n"
    return (head + _text(document)).encode()


def policy_yaml(prepared: Prepared) -> bytes:
    """The policy with its changed numbers, as a file that `coalition check` takes."""
    document = prepared.policy.resolved()
    for address, value in prepared.settings.items():
        setting = parse_setting(prepared.scenario, prepared.policy, address)
        if setting.kind == "policy":
            lever, name = setting.parts
            _change(document["levers"][lever], name, setting, value)
    head = f"# {prepared.policy.name}, written by the dashboard of coalition-lab.\n"
    return (head + _text(document)).encode()


def _put(document: dict[str, Any], prepared: Prepared, setting: Setting, value: float) -> None:
    if setting.kind == "rule":
        rule, name = setting.parts
        document.setdefault("rules", {}).setdefault(rule, {})[name] = _stated(setting, value)
    elif setting.kind == "column":
        actor, name, label = setting.parts
        place = document["actors"][actor]
        if label is not None:
            place = place.setdefault(name, {})
            # a column that states one number for its whole axis keeps it for the other labels
            name = label
        place[name] = _stated(setting, value)
        if label is not None and prepared.scenario.roster.column(actor, setting.parts[1]).whole:
            _make_whole(place)
    else:
        event, name = setting.parts
        if name == "when":
            document["events"][event]["when"] = str(prepared.scenario.start + int(value))
        else:
            _change(document["events"][event], name, setting, value)


def _make_whole(shares: dict[str, Any]) -> None:
    """Let shares sum to 1, as a file must state them; the model does the same with a setting."""
    stated = {k: v["value"] if isinstance(v, dict) else v for k, v in shares.items()}
    whole = math.fsum(stated.values())
    for label, share in stated.items():
        if isinstance(shares[label], dict):
            shares[label] = {**shares[label], "value": share / whole}
        else:
            shares[label] = share / whole


def _change(place: dict[str, Any], name: str, setting: Setting, value: float) -> None:
    """Change a number of an event or a lever."""
    if name != "threshold":
        place[name] = _stated(setting, value)
        return
    # "funding_gap > 0.3 for 2 quarters": the number behind the sign
    words = str(place["when"]).split()
    sign = next(n for n, word in enumerate(words) if word in ("<", ">"))
    place["when"] = " ".join([*words[: sign + 1], repr(value), *words[sign + 2 :]])


def _stated(setting: Setting, value: float) -> dict[str, Any]:
    number = int(value) if setting.integer else value
    return {"value": number, "status": "assumption", "note": _NOTE}


class _Dumper(yaml.SafeDumper):
    """Never writes anchors: every number stands where it is read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(document: dict[str, Any]) -> str:
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def run_folder(result: Result, view: View, folder: pathlib.Path, tick: Tick) -> None:
    """Write what `coalition run` writes, and its report, into an empty folder."""
    request = asked(result.prepared, view)
    started = output.now()
    (folder / "figures").mkdir()
    pictures, undrawn = [], []
    for place, picture in enumerate(FIGURES):
        found = drawn(result, picture.name, PAPER)
        if found is None:
            undrawn.append(picture.name)
        else:
            (folder / "figures" / f"{picture.name}.png").write_bytes(found.png)
            pictures.append((f"{picture.name}.png", picture.caption))
        tick((place + 1) / (len(FIGURES) + 2))
    write_tables(result.outcomes, result.failures, folder)
    text = report(request, result.outcomes, len(result.failures), pictures, undrawn)
    (folder / "summary.md").write_text(text, encoding="utf-8")
    (folder / "scenario.yaml").write_bytes(scenario_yaml(result.prepared))
    (folder / "policy.yaml").write_bytes(policy_yaml(result.prepared))
    prepared = result.prepared
    manifest = {
        **output.origin(
            prepared.scenario, prepared.policy, prepared.settings, request.command(str(request.out))
        ),
        "kind": "run",
        "again": request.again,
        "runs": view.runs,
        "quarters": prepared.scenario.quarters,
        "seed": view.seed,
        "failures": len(result.failures),
        "started": started,
        "ended": output.now(),
    }
    output.seal(folder, manifest)
    write_report(folder)
    tick(1.0)


def report_html(result: Result, view: View, tick: Tick) -> bytes:
    """The report as one HTML file."""
    with tempfile.TemporaryDirectory(prefix="coalition-") as name:
        folder = pathlib.Path(name)
        run_folder(result, view, folder, tick)
        return (folder / "report.html").read_bytes()


def folder_zip(result: Result, view: View, tick: Tick) -> bytes:
    """The whole folder, as `coalition run` writes it, packed."""
    written = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="coalition-") as name:
        folder = pathlib.Path(name)
        run_folder(result, view, folder, tick)
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    packed.write(path, path.relative_to(folder).as_posix())
    return written.getvalue()

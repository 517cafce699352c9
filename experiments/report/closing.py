"""What every report ends with: failed runs, limits, the command that makes it again."""

from __future__ import annotations

import shlex
from typing import Any

from experiments.report.blocks import (
    ABSENT,
    Block,
    Code,
    Column,
    Prose,
    Sentence,
    Table,
    Trace,
    Words,
)
from experiments.report.folder import FAILURES, Folder
from experiments.report.frames import of_frame
from experiments.report.model import Section
from experiments.report.words import count, joined, share, spoken

#: What no report of this tool can say.
LIMITS = (
    "These are statements about a model. It reproduces documented patterns of partnership and "
    "shows which assumptions carry a result; it makes **no forecast about any named state**, and a "
    "share of worlds is not a probability in the world: it counts worlds of the model under the "
    "ranges and events listed above.",
    "Most numbers of the scenarios are assumptions, marked as such, or estimates from public "
    "sources. The intervals show what chance within the model and the varied ranges do. They do "
    "not show what a wrong mechanism, a missing actor or a number that was not varied would do.",
    "Stability is no good in itself: a frozen, dependent, useless partnership is stable too. Read "
    "it together with readiness and autonomy.",
)


def failed(folder: Folder, runs: int) -> Section:
    """Runs that went astray: how many, under what, and why."""
    table = folder.table(FAILURES)
    seed = folder.manifest.get("seed")
    seeds = "" if seed is None else f"seed {seed}"
    trace = Trace(FAILURES, "all rows", count(runs, "run"), seeds)
    if table is None and not folder.has(FAILURES) and not folder.manifest.get("failures"):
        text = "The folder keeps no list of failed runs, and its manifest counts none."
        return Section("failed", "Failed runs", (Words(text),))
    if table is None:
        said = Sentence(f"None of {count(runs, 'run')} failed.", (trace,))
        if folder.manifest.get("failures"):
            text = f"The manifest counts {count(_failures(folder), 'failed run')}, yet lists none."
            said = Sentence(text, (Trace("manifest.json", "failures"),))
        return Section("failed", "Failed runs", (Prose((said,)),))
    said = Sentence(
        f"**{count(len(table), 'run')} of {runs:,} failed** ({share(len(table) / max(runs, 1))}) "
        "and stand in no number of this report. Where failures gather under one policy or future, "
        "the others are flattered: look before you trust a small difference.",
        (trace,),
    )
    blocks: list[Block] = [Prose((said,))]
    keys = [name for name in ("scenario", "policy") if name in table]
    if keys:
        counted = (
            table.groupby(keys, sort=True, observed=True).size().rename("failed").reset_index()
        )
        blocks.append(of_frame(counted, "Failed runs by future and policy", file=FAILURES))
    wanted = [
        n for n in ("run", "scenario", "policy", "seed", "rule", "quarter", "message") if n in table
    ]
    shown = {name: spoken(name).capitalize() for name in wanted}
    if wanted:
        first = table[wanted].assign(
            **{n: table[n].astype(str) for n in ("run", "seed") if n in wanted}
        )
        blocks.append(of_frame(first, "The first of them", shown, file=FAILURES, most=8))
    return Section("failed", "Failed runs", tuple(blocks))


def _failures(folder: Folder) -> int:
    said = folder.manifest.get("failures", 0)
    return int(said) if isinstance(said, int | float) else len(said)


def absent(folder: Folder, part: str, what: str, otherwise: str) -> Words:
    """What is not there, and why: the reason that the command gave, or else a likely one."""
    said = folder.manifest.get("absent")
    why = said.get(part) if isinstance(said, dict) else None
    return Words(f"{what}: {str(why or otherwise).rstrip('.')}.", ABSENT)


def limits(*further: str) -> Section:
    """What the report cannot say."""
    return Section(
        "limits", "What this report cannot say", tuple(Words(text) for text in (*further, *LIMITS))
    )


def again(folder: Folder, *further: Block) -> Section:
    """The command, the code and the machine."""
    said = folder.manifest
    command = said.get("command", [])
    blocks: list[Block] = []
    if command:
        blocks += [Words("The command that made the folder; it makes every number again."),
                   Code(shlex.join(map(str, command)))]  # fmt: skip
    blocks.append(Words("This page was made of the folder with the command"))
    blocks.append(Code(shlex.join(["coalition", "report", _named(folder, command)])))
    rows = tuple((head, str(value)) for head, value in origin(said).items())
    blocks.append(
        Table("Code and machine", (Column("What"), Column("Which")), rows,
              traces=(Trace("manifest.json", "version to streams"),))
    )  # fmt: skip
    return Section("again", "How to make it again", (*blocks, *further))


def _named(folder: Folder, command: list[str]) -> str:
    """The folder as the command called it; a folder in the making has another name for a while."""
    words = [str(word) for word in command]
    after = [words[place + 1] for place, word in enumerate(words[:-1]) if word == "--out"]
    return after[-1] if after else folder.path.name


def origin(said: dict[str, Any]) -> dict[str, str]:
    """Version, commit, platform, seed and times, as a manifest has them."""
    commit = str(said.get("commit") or "not known: the code was no git checkout")
    if said.get("dirty"):
        commit += ", with changes that are not committed"
    libraries = said.get("libraries", {})
    found = {
        "Version": f"coalition-lab {said.get('version', 'unknown')}",
        "Commit": commit,
        "Python": str(said.get("python", "unknown")),
        "Platform": str(said.get("platform", "unknown")),
        "Seed": str(said.get("seed", "unknown")),
        "Random streams": str(said.get("streams", "unknown")),
        "Libraries": joined([f"{name} {version}" for name, version in libraries.items()]),
        "Started": str(said.get("started", "")),
        "Ended": str(said.get("ended", "")),
    }
    study = said.get("study")
    if isinstance(study, dict) and study.get("sha256"):
        found["Study (SHA-256)"] = f"`{study['sha256']}`"
    elif said.get("sha256"):
        found["Study (SHA-256)"] = f"`{said['sha256']}`"
    if isinstance(said.get("scenario"), dict):
        found["Scenario (SHA-256)"] = f"`{said['scenario'].get('sha256', 'unknown')}`"
    return {head: value for head, value in found.items() if value}


def provenance(said: dict[str, Any]) -> dict[str, str]:
    """A line for the foot of the page."""
    found = origin(said)
    return {head: found[head] for head in ("Commit", "Ended") if head in found}

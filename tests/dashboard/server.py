"""A dashboard server for tests: a process of its own on a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile

#: `coalition`, with the dashboard among its commands.
COALITION = """
import experiments.cli as cli
from experiments.commands.dashboard import dashboard
if not any(one.callback is dashboard for one in cli.app.registered_commands):
    cli.app.command()(dashboard)
cli.main()
"""


class Server:
    """`coalition dashboard` as a person starts it."""

    def __init__(self, *words: str):
        self.said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-c", COALITION, "dashboard", *words],
            stdout=subprocess.PIPE, stderr=self.said, text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self.line = self.process.stdout.readline()
        self.url = self.line.rpartition(" ")[2].strip()

    @property
    def errors(self) -> str:
        """What it wrote to standard error."""
        self.said.seek(0)
        return self.said.read()

    @property
    def memory(self) -> float:
        """Resident memory. [MiB]"""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)

    def close(self) -> None:
        """End it."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        self.process.stdout.close()
        self.said.close()

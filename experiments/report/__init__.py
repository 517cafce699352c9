"""Reports: one HTML file a folder, every number in it traceable to runs.

>>> from experiments.report import write_report
>>> write_report("out/us_freeze-comparison")                            # doctest: +SKIP
PosixPath('out/us_freeze-comparison/report.html')
"""

from __future__ import annotations

from experiments.report.blocks import Sentence, Trace
from experiments.report.fault import ReportError
from experiments.report.folder import Folder
from experiments.report.kinds import build
from experiments.report.model import Report
from experiments.report.render import render
from experiments.report.writing import write_report

__all__ = [
    "Folder",
    "Report",
    "ReportError",
    "Sentence",
    "Trace",
    "build",
    "render",
    "write_report",
]

"""Studies: a design over factors, policies and seeds, as a YAML file or as plain data."""

from experiments.study.finding import study_names
from experiments.study.rows import Rows
from experiments.study.study import Study

__all__ = ["Rows", "Study", "study_names"]

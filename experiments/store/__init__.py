"""Results on disk: one Parquet part a chunk of runs, whole or not there at all."""

from experiments.store.failures import in_common
from experiments.store.locks import Locked
from experiments.store.results import StudyResults, open_study
from experiments.store.store import Store, StoreError

__all__ = ["Locked", "Store", "StoreError", "StudyResults", "in_common", "open_study"]

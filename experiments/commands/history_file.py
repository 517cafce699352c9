"""history.nc, written a chunk of runs at a time."""

from __future__ import annotations

import pathlib

import xarray


class HistoryFile:
    """A netCDF file that grows along the runs.

    Parameters
    ----------
    path : pathlib.Path
        File to write; made by the first `append`.
    """

    def __init__(self, path: pathlib.Path):
        self.path = path
        self.runs = 0

    def append(self, chunk: xarray.Dataset) -> None:
        """Add runs at the end."""
        if not self.runs:
            encoding = {str(name): {"zlib": True, "complevel": 1} for name in chunk.data_vars}
            chunk.to_netcdf(self.path, engine="h5netcdf", unlimited_dims=["run"], encoding=encoding)
        else:
            self._extend(chunk)
        self.runs += chunk.sizes["run"]

    def _extend(self, chunk: xarray.Dataset) -> None:
        import h5netcdf

        stop = self.runs + chunk.sizes["run"]
        with h5netcdf.File(self.path, "a") as file:
            file.resize_dimension("run", stop)
            for name, variable in chunk.variables.items():
                if "run" in variable.dims:
                    file.variables[str(name)][self.runs : stop] = variable.values

"""The charts. One chart, one file here with a `CHART`; it is found by looking into the folder.

A chart is made in steps that do not know of each other: a question of the archive (`films/pictures.py`)
gives plain rows, a pure function turns them into coordinates, `templates/charts/<name>.svg` prints these.
The table behind the picture, and with it the data to take away, is made from the same rows.
"""

from importlib import import_module
from pkgutil import iter_modules

from .chart import Chart

_MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
_FOUND: list[Chart] = [module.CHART for module in _MODULES if hasattr(module, "CHART")]

CHARTS: dict[str, Chart] = {chart.name: chart for chart in sorted(_FOUND, key=lambda chart: chart.position)}

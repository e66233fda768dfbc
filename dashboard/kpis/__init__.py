"""The hub's KPIs, one file each, in the order of their themes."""

from importlib import import_module
from pkgutil import iter_modules

from dashboard.measures.kpi import THEMES, Kpi


def _plug_ins() -> list[Kpi]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return sorted(
        (module.KPI for module in modules), key=lambda kpi: (THEMES.index(kpi.theme), kpi.key)
    )


KPIS: dict[str, Kpi] = {kpi.key: kpi for kpi in _plug_ins()}

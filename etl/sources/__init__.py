"""Every kind of sheet that arrives, one file each; loaded in an order in which references hold."""

from graphlib import TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules

from etl.schema.source import Source


def _found() -> dict[str, Source]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return {module.SOURCE.key: module.SOURCE for module in modules}


def _in_order(found: dict[str, Source]) -> dict[str, Source]:
    """Registers before returns, and whatever is referred to before what refers to it."""
    refers = {
        key: {c.refers_to for c in source.columns if c.refers_to and c.refers_to != key}
        for key, source in found.items()
    }
    registers = {key for key, source in found.items() if not source.is_return}
    for key in found.keys() - registers:
        refers[key] |= registers | ({"return"} - {key})
    sorter = TopologicalSorter({key: sorted(refers[key]) for key in sorted(refers)})
    return {key: found[key] for key in sorter.static_order()}


SOURCES = _in_order(_found())

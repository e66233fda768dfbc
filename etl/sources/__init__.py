"""Sources: every kind of sheet that arrives, in an order of loading in which references hold.

A sheet of a return is one file here. A register is declared in `data/registers`; only where its
rows must hold more than columns can say has it a file here as well.
"""

from graphlib import TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules

from data.registers import REGISTERS
from etl.schema.source import Source, source_of


def _discovered() -> dict[str, Source]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    plain = {key: source_of(register) for key, register in REGISTERS.items()}
    return plain | {module.SOURCE.key: module.SOURCE for module in modules}


def _in_order(sources: dict[str, Source]) -> dict[str, Source]:
    """Registers before returns, and whatever is referred to before what refers to it."""
    refers = {
        key: {c.refers_to for c in source.columns if c.refers_to and c.refers_to != key}
        for key, source in sources.items()
    }
    registers = {key for key, source in sources.items() if not source.is_return}
    for key in sources.keys() - registers:
        refers[key] |= registers | ({"return"} - {key})
    sorter = TopologicalSorter({key: sorted(refers[key]) for key in sorted(refers)})
    return {key: sources[key] for key in sorter.static_order()}


SOURCES = _in_order(_discovered())

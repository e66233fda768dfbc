"""Commands of `python -m etl`, one a file, discovered by walking this folder."""

from importlib import import_module
from pkgutil import iter_modules

from etl.cli.command import Command


def commands() -> list[Command]:
    """Every command, by name."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return sorted((module.COMMAND for module in modules), key=lambda command: command.name)

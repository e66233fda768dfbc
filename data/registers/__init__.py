"""The hub's registers, one file each."""

from importlib import import_module
from pkgutil import iter_modules

from data.register import Register


def _discovered() -> list[Register]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return [module.REGISTER for module in modules]


REGISTERS: dict[str, Register] = {register.key: register for register in _discovered()}

"""The hub's rules, one file each, in the order of their kinds."""

from importlib import import_module
from pkgutil import iter_modules

from dashboard.policy.flag import KINDS
from dashboard.policy.rule import Rule


def _discovered() -> list[Rule]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    kinds = tuple(KINDS)
    return sorted((module.RULE for module in modules), key=lambda r: (kinds.index(r.kind), r.key))


RULES: dict[str, Rule] = {rule.key: rule for rule in _discovered()}

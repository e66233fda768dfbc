"""Import arrows between the project's modules, read from their source."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("dashboard", "data", "etl")
# Schemas are long by nature and read as tables; plug-ins are meant to be many.
NOT_READ = ("data/warehouse/migrations/*", "data/warehouse/tables.py")
PLUG_INS = {
    "dashboard/kpis",
    "dashboard/pages",
    "dashboard/rules",
    "data/registers",
    "data/warehouse/migrations/versions",
    "etl/commands",
    "etl/sources",
}
Arrow = tuple[str, str]


@dataclass(frozen=True)
class Module:
    """One module: its dotted name, its path below the root, and its source."""

    name: str
    path: Path
    source: str

    @property
    def lines(self) -> int:
        return self.source.count("\n")


@dataclass(frozen=True)
class Code:
    """Modules by dotted name, and the arrows from importer to imported."""

    modules: dict[str, Module]

    @cached_property
    def arrows(self) -> set[Arrow]:
        """Distinct pairs (importer, imported) among the modules."""
        return {
            (module.name, target)
            for module in self.modules.values()
            for target in _imported(module, self.modules)
            if target != module.name
        }

    def arrows_within(self, package: str) -> set[Arrow]:
        """Arrows of which both ends lie in a package."""
        return {arrow for arrow in self.arrows if all(_is_below(end, package) for end in arrow)}

    def room_arrows(self, package: str) -> set[Arrow]:
        """Distinct pairs of the package's top-level rooms, folders and modules, that import."""
        rooms = {tuple(end.split(".")[1] for end in arrow) for arrow in self._inside(package)}
        return {(source, target) for source, target in rooms if source != target}

    def _inside(self, package: str) -> set[Arrow]:
        return {arrow for arrow in self.arrows_within(package) if package not in arrow}

    def sizes(self, package: str = "") -> list[int]:
        """Lines of each of a package's modules, of all where none is named."""
        return [m.lines for m in self.modules.values() if _is_below(m.name, package)]

    def widest_folder(self) -> tuple[str, int]:
        """The folder with the most modules that are no plug-ins, and how many lie in it."""
        folders = [module.path.parent.as_posix() for module in self.modules.values()]
        widths = {name: folders.count(name) for name in set(folders) - PLUG_INS}
        return max(widths.items(), key=lambda folder: (folder[1], folder[0]))


def read_code(root: Path = ROOT) -> Code:
    """The code of the three packages as it lies below a root."""
    paths = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    modules = [_module(root, path) for path in paths if _is_read(path.relative_to(root))]
    return Code({module.name: module for module in modules})


def _module(root: Path, path: Path) -> Module:
    parts = path.relative_to(root).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path.relative_to(root), path.read_text("utf-8"))


def _is_read(path: Path) -> bool:
    return not any(path.is_relative_to(left.rstrip("/*")) for left in NOT_READ)


def _is_below(name: str, package: str) -> bool:
    return not package or name == package or name.startswith(f"{package}.")


def _imported(module: Module, modules: dict[str, Module]) -> set[str]:
    """Modules of the project that a module imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(module.source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                names.add(inner if inner in modules else node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names & modules.keys()

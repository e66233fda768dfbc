"""One kind of warehouse put to the test: what is left after a fault, and after the next load."""

import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from data.warehouse.engine import WarehouseError
from etl.archive.archive import ArchiveError, sha256_of
from tests.faults.installation import KEY, Installation, Told, originals_in, unexplained
from tests.faults.sent import NAMES_A_CHILD


@dataclass
class Trial:
    """Some files, and the installations that they are loaded into; `tally` counts what happened."""

    warehouses: object
    folder: Path
    sent: Path
    tally: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def installation(
        self, key: bytes | None = KEY, is_missing: bool = False, on: Path | None = None
    ) -> Installation:
        """A new one, empty, with a key or none yet; the warehouse itself may be missing."""
        folder = Path(tempfile.mkdtemp(dir=on or self.folder))
        if key:
            folder.joinpath("hub.key").write_bytes(key)
        make = self.warehouses.missing if is_missing else self.warehouses.warehouse
        return Installation(folder, make(folder))

    @cached_property
    def originals(self) -> dict[str, bytes]:
        return originals_in(self.sent)

    def is_to_keep(self, sha256: str) -> bool:
        """A file that is refused for personal data leaves nothing but its hash."""
        return sha256_of(self.sent.joinpath(f"{NAMES_A_CHILD}.csv").read_bytes()) != sha256

    @cached_property
    def undisturbed(self) -> dict:
        """What an undisturbed load leaves."""
        return self.left_by(KEY)

    def left_by(self, key: bytes) -> dict:
        """What an undisturbed load leaves where children are hashed with this key."""
        installation = self.installation(key)
        assert installation.load(self.sent).status == 1, "the little hub holds rejects on purpose"
        return installation.contents()

    def judge(self, what: str, installation: Installation, told: Told | None = None) -> None:
        """Count a fault, and say what was wrong in its telling or after it.

        The next load must put all right by itself, and the one after that change nothing.
        """
        self.tally["faults"] += 1
        self.tally["told"] += told is not None and told.status == 2
        found = [] if told is None or told.is_plain else [f"it said {told.err or told.out!r}"]
        try:
            found += self._wrong_after(installation)
        except (WarehouseError, ArchiveError) as error:
            found.append(str(error))
        self.tally["recovered"] += not found
        self.wrong += [f"{what}: {sentence}" for sentence in found]

    def _wrong_after(self, installation: Installation) -> list[str]:
        found = []
        found += self._unexplained(installation, "after the fault")
        self._age(installation)
        again = installation.load(self.sent)
        if again.status != 1:
            found.append(f"the next load ended with {again.status}: {again.err}")
        found += self._unexplained(installation, "after the next load")
        contents = installation.contents()
        found += differing(contents, self._expected(installation), "an undisturbed load")
        if installation.kept() != set(filter(self.is_to_keep, self.originals)):
            found.append("the archive does not hold just what it should")
        self.tally["cleared"] -= len(installation.undone())
        installation.load(self.sent)
        return found + differing(installation.contents(), contents, "itself, loaded once more")

    def _expected(self, installation: Installation) -> dict:
        key = installation.folder.joinpath("hub.key").read_bytes()
        return self.undisturbed if key == KEY else self.left_by(key)

    def _unexplained(self, installation: Installation, when: str) -> list[str]:
        rows, astray = unexplained(installation, self.originals)
        self.tally["rows"] += rows
        self.tally["unexplained"] += astray
        return [f"{astray} rows are not explained {when}"] if astray else []

    def _age(self, installation: Installation) -> None:
        """Let two hours pass for what was left half written."""
        for path in installation.undone():
            os.utime(path, (0, time.time() - 7200))
            self.tally["left"] += 1
            self.tally["cleared"] += 1


def differing(contents: dict, expected: dict, whom: str) -> list[str]:
    """The tables that are not as they should be."""
    names = [name for name in expected if contents[name] != expected[name]]
    return [f"{', '.join(names)} differ from {whom}"] if names else []

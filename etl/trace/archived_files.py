"""Archived files opened again, to show their cells as they came."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from etl.archive.archive import Archive, ArchiveError
from etl.archive.discover import Sent
from etl.extract.sandbox import Sandbox
from etl.recognise.incoming_file import Parcel, parcel_of
from etl.trace.cells import Leaf
from etl.trace.views import Filed, NotThereError


@dataclass
class Reopener:
    """Opens archived files, each once; nothing of them is kept when it is done with."""

    archive: Archive
    sandbox: Sandbox
    _leaves: dict[str, dict[str, Leaf]] = field(default_factory=dict)

    def has(self, file: Filed) -> bool:
        """Whether the file's bytes are kept: those refused for personal data are not."""
        return self.archive.path(file.sha256).exists()

    def parcel(self, file: Filed) -> Parcel:
        try:
            data = self.archive.open(file.sha256)
        except ArchiveError as error:
            raise NotThereError(str(error)) from None
        return parcel_of(Sent(file.name, data, file.sha256), self.sandbox)

    def leaf(self, file: Filed, sheet: str) -> Leaf:
        """One sheet of a file."""
        if file.sha256 not in self._leaves:
            self._leaves[file.sha256] = _leaves(self.parcel(file))
        if sheet not in self._leaves[file.sha256]:
            raise NotThereError(f"{file.name} cannot be read again: it has no sheet {sheet} now.")
        return self._leaves[file.sha256][sheet]


@contextmanager
def reopener(archive: Archive) -> Iterator[Reopener]:
    with Sandbox() as sandbox:
        yield Reopener(archive, sandbox)


def _leaves(parcel: Parcel) -> dict[str, Leaf]:
    found = {sheet.name: Leaf(sheet, table) for sheet, table in parcel.tables}
    found |= {sheet.name: Leaf(sheet) for sheet in (*parcel.unknown_sheets, *parcel.guidance)}
    if parcel.corrections:
        found[parcel.corrections.name] = Leaf(parcel.corrections)
    if parcel.form:
        found[parcel.form.name] = Leaf(parcel.form, is_form=True)
    return found

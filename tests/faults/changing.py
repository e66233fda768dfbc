"""A file that is replaced, or cut short in place, again and again while it is loaded."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from data.warehouse.engine import reading
from data.warehouse.tables import dim_return, fact_spending, load_sheet
from etl.archive.archive import sha256_of
from tests import support
from tests.faults.installation import Installation, unexplained
from tests.faults.trial import Trial

_HEADS = ["agreement_code", "quarter", "Line", "Kind", "Category", "Amount"]
_LINES = 20_000  # a file so long that it is not read at one stroke


def changes(trial: Trial, times: int, seed: int) -> None:
    """Archive, hash and facts agree on the bytes that were read, whichever they were."""
    installation = trial.installation()
    assert installation.load(*support.registers(installation.folder)).status == 0
    path = support.put(installation.folder, "spending.csv", _spending(1))
    with _changing(path, random.Random(seed)):
        told = [installation.load(path) for _ in range(times)]
    wrong = [f"it said {one.err or one.out!r}" for one in told if not one.is_plain]
    wrong += _disagreements(installation)
    trial.tally["faults"] += times
    trial.tally["recovered"] += times - len(wrong)
    trial.wrong += [f"while a file changed: {sentence}" for sentence in wrong]
    rows, astray = unexplained(installation, _archived(installation))
    trial.tally["rows"] += rows
    trial.tally["unexplained"] += astray


def _spending(more: int) -> bytes:
    """A CSV of spending; each number makes other bytes."""
    rows = [
        ["A-2", "2025/26 Q2", str(line), "spend", "staff", f"{more}.00"] for line in range(_LINES)
    ]
    return support.csv_bytes([_HEADS, *rows])


@contextmanager
def _changing(path: Path, chance: random.Random) -> Iterator[None]:
    """While this lasts, the file is replaced, or cut short in place and written on."""
    versions = [_spending(more) for more in range(2, 8)]
    is_over = threading.Event()

    def change() -> None:
        while not is_over.wait(chance.uniform(0, 0.01)):
            version = chance.choice(versions)
            if chance.random() < 0.5:
                beside = path.with_suffix(".part")
                beside.write_bytes(version)
                beside.replace(path)
            else:
                with path.open("r+b") as file:
                    file.truncate(chance.randrange(len(version)))
                    file.write(version[: chance.randrange(len(version))])

    hand = threading.Thread(target=change)
    hand.start()
    try:
        yield
    finally:
        is_over.set()
        hand.join()


def _archived(installation: Installation) -> dict[str, bytes]:
    hashes = {row.sha256 for row in installation.recorded()}
    return {sha256: installation.archive.open(sha256) for sha256 in hashes}


def _disagreements(installation: Installation) -> list[str]:
    """Where bytes and hash, or the rows accepted and the facts written, are not the same."""
    kept = _archived(installation)
    wrong = [
        f"{sha256[:12]} holds other bytes" for sha256 in kept if sha256_of(kept[sha256]) != sha256
    ]
    facts = (
        select(dim_return.c.file_id, func.count().label("facts"))
        .join_from(dim_return, fact_spending)
        .group_by(dim_return.c.file_id)
        .subquery()
    )
    accepted = load_sheet.c.loaded + load_sheet.c.unchanged
    query = select(facts.c.file_id, facts.c.facts, accepted).join(
        load_sheet, load_sheet.c.file_id == facts.c.file_id
    )
    with installation.opened() as engine, reading(engine) as connection:
        for file_id, written, rows in connection.execute(query):
            if written != rows:
                wrong.append(f"file {file_id}: {rows} rows were accepted, {written} written")
    return wrong

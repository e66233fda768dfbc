"""Whatever becomes of the process that reads workbooks, the load goes on and is told."""

import subprocess
import sys

import pytest

from etl.extract import limits, sandbox
from etl.extract.reader import request
from etl.extract.sandbox import Sandbox
from etl.schema.problem import RefusedError
from tests import support
from tests.support.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.usefixtures("own_reader")
BOOK = support.workbook(Spending=support.SPENDING)
_READER = "import sys; sys.stdin.buffer.read({take}); sys.stdout.buffer.write({say!r})"
HALF_A_REPLY = _READER.format(take=8, say=(99).to_bytes(8, "big") + b'{"sheets')


@pytest.fixture
def readers(monkeypatch):
    """Programs that stand for the reader, one after the other; then the reader itself."""
    programs, started, start = [], [], subprocess.Popen

    def popen(command, **more):
        started.append(command)
        return start([sys.executable, "-c", programs.pop(0)] if programs else command, **more)

    monkeypatch.setattr(sandbox.subprocess, "Popen", popen)
    return programs, started


@pytest.mark.parametrize("dies", ["", "import sys; sys.stdin.buffer.read(8)", HALF_A_REPLY])
def test_a_reader_that_dies_once_is_tried_once_more(readers, dies):
    programs, started = readers
    programs.append(dies)
    with Sandbox() as reading:
        assert [sheet["name"] for sheet in reading.read(BOOK)] == ["Spending"]
    assert len(started) == 2


def test_a_workbook_that_ends_its_reader_twice_is_refused_and_the_next_one_is_read(readers):
    programs, _ = readers
    programs += [HALF_A_REPLY, HALF_A_REPLY]
    with Sandbox() as reading:
        with pytest.raises(RefusedError, match="time and memory allowed"):
            reading.read(BOOK)
        assert reading.read(BOOK)


def test_a_workbook_that_takes_too_long_is_refused_without_a_second_try(readers, monkeypatch):
    programs, started = readers
    monkeypatch.setattr(limits, "READER_SECONDS", 0.5)
    programs.append("import time; time.sleep(60)")
    with Sandbox() as reading, pytest.raises(RefusedError, match="time and memory allowed"):
        reading.read(BOOK)
    assert len(started) == 1


def test_a_workbook_that_needs_more_memory_than_a_reader_has_is_refused_and_the_reader_lives(
    readers,
):
    programs, started = readers
    programs.append("""
from etl.extract import limits, reader
limits.READER_MEMORY_BYTES, read = 100 * 1024**2, reader.read_workbook
greedy = lambda *file: read(*file) and bytearray(2 * limits.READER_MEMORY_BYTES)
reader.read_workbook = lambda data, suffix, _: (greedy if suffix else read)(data, suffix)
reader.main()
""")
    with Sandbox() as reading:
        with pytest.raises(RefusedError, match="needs too much memory"):
            reading.read(BOOK, ".xlsx")
        assert reading.read(BOOK)
    assert len(started) == 1


def test_a_reader_whose_load_was_killed_ends_by_itself():
    stuck = """
from etl.extract import limits, reader
limits.READER_SECONDS, reader.answer = -4, lambda *_, **__: __import__("time").sleep(3600)
reader.main()
"""
    process = subprocess.Popen([sys.executable, "-c", stuck], stdin=subprocess.PIPE)
    process.stdin.writelines(request(b"", ".xlsx", None))
    process.stdin.flush()
    assert process.wait(PATIENCE_SECONDS) < 0
    process.stdin.close()


def test_the_reader_does_not_wait_for_what_no_cell_needs():
    """Numbers and pictures of libraries beside openpyxl took as long to start as all the rest."""
    program = (
        "import sys; from etl.extract.reader import main; main(); import openpyxl;"
        "print([name for name in ('numpy', 'PIL') if sys.modules.get(name)])"
    )
    done = subprocess.run([sys.executable, "-c", program], input="", capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")

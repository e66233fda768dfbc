"""Commands of other programs, and that one is not on this machine."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

SECONDS = 120  # that a program may take over one workbook


class Absent(Exception):
    """A program is not on this machine; the text says how it gets there."""


def installed(name: str, package: str) -> str:
    """The path of a program of Debian's package; Absent where it is not there."""
    path = shutil.which(name)
    if path is None:
        raise Absent(f"apt-get install {package}")
    return path


def run(words: list[str | Path], **more: object) -> None:
    """Run a program to its end; RuntimeError with its own last words where it fails or hangs."""
    process = subprocess.Popen(
        [str(word) for word in words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # so that what it started in its turn can be ended with it
        **more,
    )
    try:
        last_words = process.communicate(timeout=SECONDS)[0].strip()[-300:]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise RuntimeError(f"{words[0]} did not end within {SECONDS} seconds") from None
    if process.returncode:
        raise RuntimeError(f"{words[0]} failed: {last_words}")

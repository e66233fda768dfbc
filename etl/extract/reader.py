"""Reader: a process that does nothing but read workbooks, with a bound on its memory.

The system keeps the bound: what would go beyond it is a MemoryError here, or in a library's own
code the end of the process, which the sandbox tells.

It takes what `request` writes on standard input, and answers with a length and JSON.
"""

import json
import resource
import signal
import struct
import sys

from data.kinds import plain
from etl.extract import limits
from etl.extract.refusal import UnreadableError
from etl.extract.workbook import read_workbook

HEAD = struct.Struct(">QQ")  # the lengths of a file, and of what is said of it
LENGTH = struct.Struct(">Q")
_BESIDE = ("numpy", "PIL")  # openpyxl takes them along where they are; to no cell do they matter


_TOO_MUCH_MEMORY = {
    "refused": [
        "too_large",
        "The workbook needs too much memory.",
        "Send only the sheets of the return, as a new workbook.",
    ]
}


def request(data: bytes, suffix: str, known: frozenset[str] | None) -> list[bytes]:
    """A file, how its name ends, and the plain names of the hub's sheets, as they travel."""
    names = None if known is None else sorted(known)
    beside = json.dumps({"suffix": suffix, "known": names}).encode()
    return [HEAD.pack(len(data), len(beside)), data, beside]


def answer(data: bytes, suffix: str = "", known: list[str] | None = None) -> dict:
    """{sheets} or {refused: [rule, message, remedy]}; never an exception."""
    names = frozenset(known or ())
    is_known = (lambda _: True) if known is None else lambda name: plain(name) in names
    try:
        return {"sheets": read_workbook(data, suffix, is_known)}
    except UnreadableError as error:
        return {"refused": error.reason}
    except MemoryError:
        return _TOO_MUCH_MEMORY
    except Exception:  # whatever a hostile file provokes must not end the reader
        return {
            "refused": [
                "damaged",
                "The workbook cannot be read: it is damaged.",
                "Save it again as an Excel workbook (.xlsx) or CSV and send that.",
            ]
        }


def _reply(data: bytes, beside: dict) -> bytes:
    """The answer as JSON, which may need more memory than the answer itself."""
    try:
        return json.dumps(answer(data, **beside), ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
    except MemoryError:
        return json.dumps(_TOO_MUCH_MEMORY).encode()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.READER_MEMORY_BYTES, limits.READER_MEMORY_BYTES))
    sys.modules.update(dict.fromkeys(_BESIDE))  # not there, as far as this process can tell
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while head := incoming.read(HEAD.size):
        signal.alarm(limits.READER_SECONDS + 5)  # ends it even where nobody is left to do so
        length, beside = HEAD.unpack(head)
        reply = _reply(incoming.read(length), json.loads(incoming.read(beside)))
        outgoing.write(LENGTH.pack(len(reply)))
        outgoing.write(reply)
        outgoing.flush()
        signal.alarm(0)


if __name__ == "__main__":
    main()

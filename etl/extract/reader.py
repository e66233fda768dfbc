"""Reader: a process that does nothing but read workbooks, with a bound on its memory.

The system keeps the bound: what would go beyond it is a MemoryError here, or in a library's own
code the end of the process, which the sandbox tells.

It takes a length, how the file's name ends, and its bytes on standard input, and answers with a
length and JSON.
"""

import json
import resource
import signal
import struct
import sys

from etl.extract import limits
from etl.extract.refusal import UnreadableError
from etl.extract.workbook import read_workbook

HEAD = struct.Struct(">Q5s")  # a file's length and suffix
LENGTH = struct.Struct(">Q")
_BESIDE = ("numpy", "PIL")  # openpyxl takes them along where they are; to no cell do they matter


_TOO_MUCH_MEMORY = {
    "refused": [
        "too_large",
        "The workbook needs too much memory.",
        "Send only the sheets of the return, as a new workbook.",
    ]
}


def answer(data: bytes, suffix: str = "") -> dict:
    """{sheets} or {refused: [rule, message, remedy]}; never an exception."""
    try:
        return {"sheets": read_workbook(data, suffix)}
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


def _reply(data: bytes, suffix: str) -> bytes:
    """The answer as JSON, which may need more memory than the answer itself."""
    try:
        return json.dumps(answer(data, suffix), ensure_ascii=False).encode("utf-8", "surrogatepass")
    except MemoryError:
        return json.dumps(_TOO_MUCH_MEMORY).encode()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.READER_MEMORY_BYTES, limits.READER_MEMORY_BYTES))
    sys.modules.update(dict.fromkeys(_BESIDE))  # not there, as far as this process can tell
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while head := incoming.read(HEAD.size):
        signal.alarm(limits.READER_SECONDS + 5)  # ends it even where nobody is left to do so
        length, suffix = HEAD.unpack(head)
        reply = _reply(incoming.read(length), suffix.strip().decode())
        outgoing.write(LENGTH.pack(len(reply)))
        outgoing.write(reply)
        outgoing.flush()
        signal.alarm(0)


if __name__ == "__main__":
    main()

"""Attack the sample hub and thinned copies of it, and print how much each method gives away."""

import contextlib
import io
import sys
import tempfile
from pathlib import Path

from tests.attack.methods import compared, table
from tests.attack.thinned import hubs

EVERY = 1


def main(words: list[str]) -> int:
    """`python -m tests.attack [N]`: of the protected counts every Nth, all where none is said."""
    sample = int(words[0]) if words else EVERY
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.redirect_stdout(io.StringIO()):
            known = list(hubs(Path(folder)))
        for line in table((name, list(compared(path, sample))) for name, path in known):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

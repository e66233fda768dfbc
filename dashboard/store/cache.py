"""Answers that are remembered until the data version goes up."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

Answer = TypeVar("Answer")


class Cache:
    """The newest answers by what was asked, of the newest data version that was seen."""

    def __init__(self, size: int = 2048):
        self._size = size
        self._version = 0
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def recall(self, version: int, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The answer kept under a key, else a new one; two askers at once may both work it out."""
        if (cached := self.cached(version, key)) is not None:
            return cached
        answer = ask()
        self.keep(version, key, answer)
        return answer

    def cached(self, version: int, key: Hashable):
        """The answer kept under a key, or None."""
        with self._lock:
            if not self._is_newest(version) or key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key]

    def keep(self, version: int, key: Hashable, answer: object) -> None:
        """Keep an answer, unless a newer version has been seen while it was worked out."""
        with self._lock:
            if not self._is_newest(version):
                return
            self._answers[key] = answer
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)

    def _is_newest(self, version: int) -> bool:
        """Whether no newer version was seen; the first sight of one drops all that is older."""
        if version > self._version:
            self._answers.clear()
            self._version = version
        return version == self._version

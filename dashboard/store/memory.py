"""Answers that are remembered until the data version goes up."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

Answer = TypeVar("Answer")


class Memory:
    """The newest answers by what was asked; the data version is part of each key."""

    def __init__(self, size: int = 2048):
        self._size = size
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def recall(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The answer kept under a key, else a new one; two askers at once may both work it out."""
        if (kept := self.kept(key)) is not None:
            return kept
        answer = ask()
        self.keep(key, answer)
        return answer

    def kept(self, key: Hashable):
        """The answer kept under a key, or None."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def keep(self, key: Hashable, answer: object) -> None:
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)

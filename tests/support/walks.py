"""Walks too long for each change: `make test` takes a sample, `make faults` goes all the way."""

from collections.abc import Iterable, Sequence
from itertools import product

import pytest
from hypothesis import settings

FULL = "full"  # the profile that `make faults` asks of hypothesis
_PART = 4  # of the examples, one in so many is tried on each change
settings.register_profile("brisk", deadline=None)  # a busy machine is no fault of an example
settings.register_profile(FULL, settings.get_profile("brisk"))
settings.load_profile("brisk")


def sampled(cases: Iterable, keep: int) -> list:
    """The cases as parameters of a test; all but `keep`, spread evenly, are marked exhaustive."""
    cases = list(cases)
    kept = {number * len(cases) // keep for number in range(keep)}
    return [case if at in kept else _exhaustive(case) for at, case in enumerate(cases)]


def dealt_out(cases: Iterable, parts: Sequence) -> list:
    """Each case with each part as parameters; a case keeps one part, and the parts take turns."""
    pairs = product(enumerate(cases), enumerate(parts))
    return [
        (case, part) if at % len(parts) == turn else _exhaustive(case, part)
        for (at, case), (turn, part) in pairs
    ]


def _exhaustive(*case):
    return pytest.param(*case, marks=pytest.mark.exhaustive)


def thorough(examples: int, **how) -> settings:
    """So many examples where hypothesis is asked for all, a part of them on each change."""
    is_full = settings.get_current_profile_name() == FULL
    return settings(max_examples=examples if is_full else examples // _PART, deadline=None, **how)

"""Faults of cells: what is wrong with a text that is not of its kind, and what to type instead."""


class FaultError(ValueError):
    """A text that is not of its kind; `rule` names the problem where the kind's name does not."""

    def __init__(self, message: str, remedy: str, rule: str | None = None):
        super().__init__(message)
        self.message, self.remedy, self.rule = message, remedy, rule

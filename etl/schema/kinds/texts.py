"""Codes, and text of any length that people write."""

import polars as pl

from etl.schema.kinds.kind import FaultError, Kind

CODE_LENGTH = 32
TEXT_LENGTH = 4_000
LABEL_LENGTH = 200

# Word processors make hyphens of other widths, and leave behind what nobody sees.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def _read_code(text: str) -> str:
    code = text if text.isascii() else text.translate(_HYPHENS | _UNSEEN).strip()
    if not code:
        raise FaultError("The cell holds nothing that can be seen.", "Type the code anew.")
    return _no_longer_than(CODE_LENGTH, code, "code")


def _read_text(text: str) -> str:
    return _no_longer_than(TEXT_LENGTH, text, "text")


def _read_label(text: str) -> str:
    return _no_longer_than(LABEL_LENGTH, text, "text")


def _no_longer_than(limit: int, text: str, what: str) -> str:
    if len(text) > limit:
        raise FaultError(
            f"This {what} has {len(text):,} characters.", f"Use at most {limit:,} characters."
        )
    return text


CODE = Kind("code", pl.String(), _read_code, longest=CODE_LENGTH)
TEXT = Kind("text", pl.String(), _read_text, is_free_text=True, longest=TEXT_LENGTH)
LABEL = Kind(  # a code or a few words
    "text", pl.String(), _read_label, is_free_text=True, longest=LABEL_LENGTH
)

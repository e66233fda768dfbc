"""Codes, and text of any length that people write."""

from data.kinds import Kind
from etl.schema.kinds.fault import FaultError

# Word processors make hyphens of other widths, and leave behind what nobody sees.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def read_code(kind: Kind, text: str) -> str:
    code = text if text.isascii() else text.translate(_HYPHENS | _UNSEEN).strip()
    if not code:
        raise FaultError("The cell holds nothing that can be seen.", "Type the code anew.")
    return read_text(kind, code)


def read_text(kind: Kind, text: str) -> str:
    if len(text) > kind.longest:
        raise FaultError(
            f"This {kind.name} has {len(text):,} characters.",
            f"Use at most {kind.longest:,} characters.",
        )
    return text

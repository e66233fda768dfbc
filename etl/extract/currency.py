"""In which currency a number's format shows it: the cell holds the bare amount."""

import re
import unicodedata

OWN = ("£", "GBP")
_NAMED = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")  # [$€-2], [$$-409]; [$-809] names none
_WRITTEN = re.compile(r"\b(?:EUR|USD|CHF|AUD|CAD|NZD|SEK|NOK|DKK|PLN|INR|JPY)\b")


def foreign_sign(number_format: str) -> str | None:
    """The sign or code of another currency than the pound, like `€`; None where there is none."""
    rest = _NAMED.sub("", number_format)
    signs = [sign.strip() for sign in _NAMED.findall(number_format)]
    signs += _WRITTEN.findall(rest)
    signs += [char for char in rest if unicodedata.category(char) == "Sc"]
    return next((sign for sign in signs if sign and sign not in OWN), None)

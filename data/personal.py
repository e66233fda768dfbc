"""Personal data stops here: headings and texts that no door of the hub may let in."""

import re
import unicodedata

_HEADINGS = re.compile(
    r"^(?:(?:child|pupil|student|participant|parent|carer|learner|young person)(?:'?s)? )?"
    r"(?:name|address)$"
    r"|\bnames? of (?:the )?(?:child|children|pupil|student|participant|parent|carer|learner)\b"
    r"|\b(?:surname|forename|dob|d o b|e ?mail|phone|telephone|mobile|postcode|post code|upn|"
    r"birthday|birth ?date|date of birth|first name|last name|full name|given name|family name|"
    r"preferred name|nickname|known as|initials|tel|contact number|nhs (?:number|no)|"
    r"home address|postal address|unique pupil number)\b"
)
_ERROR = re.compile(r"#[A-Z]+\?", re.I)  # #NAME? is of no name
_BIRTH = r"(?:born|birth|dob|d\.o\.b\.?|birthday)"
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9},? \d{4}"
    r"|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_POST_TOWN = r"(?!KS)(?:[BEGLMNSW]|[A-PR-UWYZ][A-HK-Y])"  # KS1 2nd and Q1 1st are no postcodes
_PATTERNS = {
    "an e-mail address": re.compile(
        r"(?<![\w.+-])[\w.+-]++\s?(?:@|[\[(]\s?at\s?[\])])\s?[\w-]++(?:\.[\w-]++)+", re.I
    ),
    "a phone number": re.compile(
        r"(?<![\w.])(?:\+44[\s(]*0?\)?|\(?0)(?:[\s()-]{0,2}\d){9,10}(?!\w)"
    ),
    "a postcode": re.compile(
        rf"\b(?:GIR ?0AA|{_POST_TOWN}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{{2}})\b", re.I
    ),
    "a unique pupil number": re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b", re.I),
    "a date of birth": re.compile(
        rf"\b{_BIRTH}\b(?:\W+\w+){{0,3}}?\W+{_DATE}|{_DATE}(?:\W+\w+){{0,3}}?\W+{_BIRTH}\b", re.I
    ),
}
# What every text with something personal in it has, as a database or polars can search for it.
SUSPECT = (
    r"(?i)[@\]]|at\s?\)|(?:\d[\s()-]{0,2}){10}|[a-z]\d{11}|[a-z]\d[a-z\d]? ?\d[a-z]{2}"
    r"|0aa|born|birth|dob|d\.o\.b|[^\x00-\x7f]"
)
_ENDING = re.compile(r"\.[a-z]{1,5}$", re.I)
_DATES_IN_REFS = re.compile(
    r"(?<!\w)(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}"
    r"|\d{1,2}/\d{1,2}/\d{2})(?!\w)"
    r"|(?<!\d)(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
    r"|(?<![a-z])(?:dob|born|birth)\W*\d{4}",
    re.I,
)
_APART = re.compile(r"[\W_]+")
_SPOKEN = re.compile(r"[\s,.'’]")  # what stands between words that are said, not spelled
_OF_ANOTHER_SCRIPT = re.compile(r"(?:(?![A-Za-zÀ-ɏ])[^\W\d_]){2}")
_GIVEN_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{2,}")  # a capital, then none; codes have figures
_TWO_WORDS = re.compile(  # but not of short capitals, as in LT BED 014
    r"(?<![^\W\d_])(?![A-Z]{2,3}(?![^\W\d_]))[^\W\d_]{2,}[\s,.]++(?:[\d\W]*[\s,.])?"
    r"(?![A-Z]{2,3}(?![^\W\d_]))[^\W\d_]{2,}"
)


def is_personal_heading(heading: str) -> bool:
    """Whether a column's heading asks for what must not be sent; an error of a formula does not."""
    if _ERROR.fullmatch(heading.strip()):
        return False
    words = re.sub(r"[\W_]+", " ", heading.replace("'", "").replace("’", "")).strip().casefold()
    return bool(_HEADINGS.search(words))


def personal_in_text(text: str) -> str | None:
    """What a free text gives away, in words that do not repeat it; None where nothing."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _first(_PATTERNS, plain)


def masked(text: str) -> str:
    """A text in which whatever is personal is left out, for names of files, sheets and headings."""
    for pattern in _PATTERNS.values():
        text = pattern.sub("[left out]", text)
    return text


def masked_name(name: str) -> str:
    """A file's name without what is personal; its ending stays, which says how it is read."""
    text, ending = masked(name), _ENDING.search(name)
    return text if not ending or text.endswith(ending[0]) else text + ending[0]


def personal_in_ref(ref: str) -> str | None:
    """The same for a pseudonym, which must be no name and no date either."""
    if what := personal_in_text(ref):
        return what
    if _DATES_IN_REFS.search(ref):
        return "a date"
    return "what looks like a name" if _looks_like_a_name(ref) else None


def _looks_like_a_name(ref: str) -> bool:
    """Whether words stand as those of a name do: `Jane`, `Jane S`, `jane.smith`, `Year 3 Jane`.

    With figures among them, words that a hyphen or an underscore joins are those of a code.
    """
    if _OF_ANOTHER_SCRIPT.search(ref) or _GIVEN_NAME.fullmatch(ref):
        return True
    words = [word for word in _APART.split(ref) if word]
    if any(char.isdigit() for char in ref):
        return bool(_TWO_WORDS.search(ref))
    longer = sum(len(word) > 1 for word in words)
    has_initial = longer < len(words) and _SPOKEN.search(ref)
    return len(words) > 1 and longer > 0 and (longer == len(words) or bool(has_initial))


def _first(patterns: dict[str, re.Pattern], text: str) -> str | None:
    return next((what for what, pattern in patterns.items() if pattern.search(text)), None)

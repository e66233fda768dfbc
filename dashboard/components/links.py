"""Links to the hub's own pages; what comes from files is quoted."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from data.calendar import Quarter


def partner_page(code: str) -> str:
    return f"/partner/{quote(code, safe='')}"


def partner_links(codes: Iterable[str | None]) -> dict[int, str]:
    """The pages of the partners of a table's rows, by position; a row without a code has none."""
    return {at: partner_page(code) for at, code in enumerate(codes) if code}


def measure_page(key: str) -> str:
    """Where a measure's figure is explained, down to the returns that it rests on."""
    return f"/measure/{quote(key, safe='')}"


def need_anchor(code: str) -> str:
    """Where a need stands on the page of what is commissioned."""
    return f"/commissioning#{quote(code, safe='')}"


def return_workbook(agreement_code: str, quarter: Quarter) -> str:
    return f"/workbook/return?{urlencode({'agreement': agreement_code, 'quarter': str(quarter)})}"


def register_workbook(key: str) -> str:
    return f"/workbook/register?{urlencode({'register': key})}"


def corrections_workbook(file_id: int) -> str:
    return f"/workbook/corrections?{urlencode({'file': file_id})}"


def return_page(agreement_code: str, quarter: Quarter, sheet: str = "") -> str:
    """Where an agreement's return of a quarter leads back to its files and cells."""
    named = {"agreement": agreement_code, "quarter": str(quarter), "sheet": sheet}
    return "/return?" + urlencode({name: value for name, value in named.items() if value})


def answer_page(about: str, agreement_code: str | None) -> str:
    """Where a query is answered."""
    return record_page("answer", agreement=agreement_code, query=about)


def record_page(act: str = "", **about: str | None) -> str:
    """Where an act is entered: about an agreement, a rule, an area, a decision, a review."""
    named = {"act": act} | about
    query = urlencode({name: value for name, value in named.items() if value})
    return f"/record?{query}" if query else "/record"

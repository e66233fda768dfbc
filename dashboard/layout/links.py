"""Addresses of the hub's own pages; what comes from files is quoted."""

from urllib.parse import quote


def partner_page(code: str) -> str:
    return f"/partner/{quote(code, safe='')}"

"""Workbooks to download: one to fill in for an agreement, and one to correct for a file."""

from flask import Flask, Response, request

from dashboard import audit, guard, uploads
from dashboard.access import NotFound
from dashboard.export import attached


def offer(server: Flask) -> None:
    audit.listen()
    server.add_url_rule("/workbook/return", "return_workbook", to_fill_in)
    server.add_url_rule("/workbook/corrections", "corrections_workbook", to_correct)


@guard.guarded_layout("see_partners")
def to_fill_in() -> Response:
    code, quarter = request.args.get("agreement", ""), request.args.get("quarter", "")
    agreement = guard.store().agreement(guard.viewer(), code)
    made = uploads.return_workbook(guard.settings(), agreement.agreement_code, quarter)
    return attached(*made)


@guard.guarded_layout("load")
def to_correct() -> Response:
    number = request.args.get("file", "")
    if not (number.isascii() and number.isdecimal() and len(number) <= 12):
        raise NotFound("There is no such file.")
    made = uploads.corrections_workbook(guard.settings(), int(number))
    audit.record(guard.viewer(), "corrections workbook", file_id=int(number))
    return attached(*made)

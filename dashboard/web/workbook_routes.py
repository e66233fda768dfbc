"""Workbooks to download: to fill in for an agreement or a register, and to correct for a file."""

from flask import Flask, Response, request

from dashboard.domain.viewer import NotFound
from dashboard.web import audit, auth, etl_gateway
from dashboard.web.export import attached


def offer(server: Flask) -> None:
    audit.listen()
    server.add_url_rule("/workbook/return", "return_workbook", to_fill_in)
    server.add_url_rule("/workbook/register", "register_workbook", of_register)
    server.add_url_rule("/workbook/corrections", "corrections_workbook", to_correct)


@auth.guarded_layout("see_partners")
def to_fill_in() -> Response:
    code, quarter = request.args.get("agreement", ""), request.args.get("quarter", "")
    with auth.open_session() as session:
        return attached(*etl_gateway.return_workbook(auth.settings(), session, code, quarter))


@auth.guarded_layout("load")
def of_register() -> Response:
    key = request.args.get("register", "")[:60]
    return attached(*etl_gateway.register_workbook(auth.settings(), key))


@auth.guarded_layout("load")
def to_correct() -> Response:
    number = request.args.get("file", "")
    if not (number.isascii() and number.isdecimal() and len(number) <= 12):
        raise NotFound("There is no such file.")
    made = etl_gateway.corrections_workbook(auth.settings(), int(number))
    audit.record(auth.viewer(), "corrections workbook", file_id=int(number))
    return attached(*made)

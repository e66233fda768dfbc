"""Send files: choose them, have them checked, and only then load them."""

from urllib.parse import parse_qs

from dash import html, register_page

from dashboard.components.forms import failure_note, file_form
from dashboard.components.links import register_workbook
from dashboard.components.page_parts import page_header, section, waiting
from dashboard.web import etl_gateway
from dashboard.web.auth import guarded_layout
from dashboard.web.csrf import token_for
from dashboard.web.page import PageRequest, filled
from dashboard.web.upload_routes import FORM, HOME
from data.register import Register
from data.registers import REGISTERS

register_page(__name__, path=HOME, name="Send files", order=10)
ANSWER = "Choose the files and have them checked; nothing is loaded until you say so."
STEPS = (
    "The files are checked first: you read what would load and what needs mending, cell by cell.",
    "Until you press ‘Load these files’ they are kept here encrypted, for a day at most.",
    "What needs mending goes back to its sender with the cell and what to do; the rest is loaded.",
)
BLANKS = "The workbook of a partner's return is offered on the partner's page."


@guarded_layout("load")
def layout(**_):
    return waiting("upload")


@filled("upload", permission="load", is_remembered=False)
def upload(request: PageRequest):
    why = parse_qs(request.search[:200].lstrip("?")).get("why", [None])[-1]
    return [
        page_header("Which returns and registers have come?", ANSWER),
        html.Div(
            [
                failure_note(why),
                file_form(HOME, token_for(FORM), etl_gateway.ENDINGS, etl_gateway.LARGEST_UPLOAD),
            ]
        ),
        section("What happens then", html.Ol([html.Li(step) for step in STEPS], className="steps")),
        section("Blank registers to fill in", _blank_registers(), note=BLANKS),
    ]


def _blank_registers() -> html.Ul:
    """A workbook of each register, with what each cell may hold."""
    registers = sorted(REGISTERS.values(), key=lambda register: register.sheet)
    return html.Ul([html.Li(_blank(register)) for register in registers])


def _blank(register: Register) -> list:
    return [
        html.A(register.sheet, href=register_workbook(register.key)),
        f": {register.sentence}",
    ]

"""Routes at run time: which files of the project a row, or a measure, passes on its way."""

import sys
from collections.abc import Callable
from pathlib import Path

from flask import g

from dashboard.components.cards.kpi_card import kpi_card
from dashboard.domain.viewer import COMMAND_LINE
from dashboard.web.page import page_request
from data.warehouse.engine import open_warehouse
from tests import support
from tests.shape.imports import PACKAGES, ROOT
from tests.support.drawn_sheets import Hub
from tests.support.small_hub import app_over, draw

CHILD = """
    participant_ref | agreement_code | quarter
    C-1             | A-1            | 2025/26 Q1
"""
ROW = """
    session_date | activity | setting   | hours | participant_ref | agreement_code | quarter
    2025-10-04   | ensemble | Town hall | 1     | C-1             | A-1            | 2025/26 Q1
"""
MEASURE = "attendance_rate"


def row_of_attendance(folder: Path) -> list[str]:
    """The files that one row of Attendance enters, from its CSV to fact and mart."""
    hub = Hub(open_warehouse(f"sqlite:///{folder / 'warehouse.db'}"), folder)
    for name, table in (
        ("partners.csv", support.PARTNERS),
        ("agreements.csv", support.AGREEMENTS),
        ("participants.csv", CHILD),
    ):
        hub.send(name, support.csv_bytes(table))
    path, loader = support.put(folder, "attendance.csv", support.csv_bytes(ROW)), hub.loader()
    reports = []
    entered = files_entered(lambda: reports.append(loader.load([path])))
    assert [file.status for report in reports for file in report.files] == ["loaded"]
    return entered


def measure_to_card(folder: Path) -> list[str]:
    """The files that one measure enters from an address to its card, nothing cached."""
    path = folder / "hub.db"
    draw(path)
    app = app_over(path)
    with app.server.test_request_context("/?area=luton"):
        g.viewer = COMMAND_LINE
        return files_entered(_draw_card)


def _draw_card() -> None:
    with page_request("?area=luton", "/") as request:
        compared = request.session.totals.compared(request.selection, [MEASURE])
        kpi_card(compared[0], request.session.policy()).to_plotly_json()


def files_entered(act: Callable[[], object]) -> list[str]:
    """The project's files of which an act runs a function, in the order of first entry."""
    files: dict[str, None] = {}

    def enter(frame, event: str, _argument) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            files.setdefault(frame.f_code.co_filename)

    sys.setprofile(enter)
    try:
        act()
    finally:
        sys.setprofile(None)
    paths = [Path(name) for name in files if name.startswith(str(ROOT))]
    names = [path.relative_to(ROOT) for path in paths]
    return [name.as_posix() for name in names if name.parts[0] in PACKAGES]

"""A little hub with something to show on every page, and the app over it."""

import re
from datetime import date
from html import unescape
from unittest.mock import patch

from dashboard.web import serving
from dashboard.web.server import create_app
from data.settings import Settings, settings_from
from tests.support.empty_warehouse import empty_warehouse
from tests.support.hub_builder import Builder, children

TODAY = date(2026, 1, 15)
AREAS = ("Bedford", "Central Bedfordshire", "Luton", "Milton Keynes")
NAMES = ("Oakmoss Choir", "=Formula Brass", "Tallow Strings", "Wherry Drums <b>")
QUARTERS = ("2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4", "2025/26 Q1")


def settings_for(path) -> Settings:
    return settings_from({"HUB_DATABASE_URL": f"sqlite:///{path}", "HUB_TODAY": TODAY.isoformat()})


def draw(path) -> Builder:
    """Four partners, one in each area; the one in Luton displeases, and one return is missing."""
    hub = Builder(empty_warehouse(path))
    settings_for(path).key_file.write_bytes(bytes(32))
    hub.school()
    for number, (area, name) in enumerate(zip(AREAS, NAMES, strict=True), start=1):
        hub.partner(f"P-{number}", name=name, home_area=area)
        hub.agreement(
            f"A-{number}",
            partner_code=f"P-{number}",
            area=area,
            starts_on=date(2024, 9, 1),
            ends_on=date(2026, 8, 31),
            need_code="N-1" if area == "Luton" else None,
        )
        hub.objective(f"O-{number}", agreement_code=f"A-{number}", due_on=date(2026, 7, 31))
        hub.allocation(f"L-{number}", area=area, agreement_code=f"A-{number}")
        hub.payment(f"Y-{number}", agreement_code=f"A-{number}")
        for quarter in QUARTERS[: 4 if number == 4 else 5]:
            _return(hub, number, quarter)
    hub.need()
    hub.need("N-2", area="Bedford", statement="No choir for the youngest", priority=2)
    hub.opportunity()
    hub.proposal(partner_code="P-3")
    hub.score()
    hub.assessment(due_on=date(2025, 12, 1))
    for file_id, typed in ((2, "forty"), (3, "fifty")):
        _faulty(hub, file_id, typed)
    hub.store(TODAY)
    return hub


def _return(hub: Builder, number: int, quarter: str) -> None:
    pleased = 5 if number == 3 else 18
    hub.returned(
        f"A-{number}",
        quarter,
        attendance=children(20 + 10 * number, partner=f"P-{number}"),
        satisfaction=f"score | times\n5 | {pleased}\n2 | {20 - pleased}",
        spending="kind | category | pence\nspend | staff | 500000",
        progress=f"objective | value\nO-{number} | 5",
    )


def _faulty(hub: Builder, file_id: int, typed: str) -> None:
    """A return of Oakmoss Choir, sent and sent again under one name, with a number in words."""
    hub.file(file_id, name="oakmoss.xlsx")
    hub.came_with("A-1", file_id, "Progress", "progress")
    hub.problem(file_id, "Progress", value=typed, message=f"‘{typed}’ is not a number.")


def app_over(path):
    return create_app(settings_for(path))


def warmed(app) -> None:
    """The app as it is served, but that nothing is compressed beside the start."""
    with patch.object(serving, "_fetch_all"):
        serving.warm(app)


def become(client, role: str):
    """The client, from now on as another reader: `executive`, or `lead:luton`."""
    assert client.post("/who", data={"as": role}).status_code == 303
    return client


def ask(client, page: str, search: str = "", path: str = "/", **headers):
    """What a page's callback answers; `page` is the name of its container."""
    return client.post(
        "/_dash-update-component",
        json={
            "output": f"{page}-drawn.data",
            "outputs": {"id": f"{page}-drawn", "property": "data"},
            "inputs": [
                {"id": "address", "property": "search", "value": search},
                {"id": "version", "property": "data", "value": 1},
            ],
            "state": [{"id": "address", "property": "pathname", "value": path}],
            "changedPropIds": ["address.search"],
        },
        headers=headers,
    )


def words(node) -> str:
    """All the text of a drawn page, in reading order."""
    if isinstance(node, list):
        return " ".join(filter(None, map(words, node)))
    if isinstance(node, dict):
        return words(node.get("props", {}).get("children"))
    return "" if node is None else str(node)


def read(page: str) -> str:
    """The text of a page of HTML, in reading order."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def told(answer) -> str:
    """The text that an answer puts on the page."""
    assert answer.status_code == 200, answer.get_data(as_text=True)
    (properties,) = answer.get_json()["response"].values()
    return words(properties["data"])

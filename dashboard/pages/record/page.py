"""Enter what people did or decided: choose what, say it, and it stands in the journal."""

from collections.abc import Sequence

from dash import html, register_page

from dashboard.components.links import partner_page, record_page
from dashboard.components.page_parts import page_header, state, waiting
from dashboard.components.tables.journal_entries import acts_table
from dashboard.components.tables.table import shown_table
from dashboard.domain.facts import Act as Entered
from dashboard.domain.formatting import area_name
from dashboard.domain.who_decides import is_entered_by
from dashboard.pages.record import query
from dashboard.pages.record.view import (
    agreement_field,
    entry_form,
    field,
    options_for,
    setting_fields,
)
from dashboard.rules import RULES
from dashboard.web.auth import guarded_layout
from dashboard.web.csrf import token_for
from dashboard.web.journal_routes import FORM, SETTINGS
from dashboard.web.page import PageRequest, filled
from data.hub import HUB, HUB_WIDE
from data.journal.acts import ACTS, Act

register_page(__name__, path="/record", name="Enter a decision", order=11)
PREFILLED = {"rule": "rule", "decision_ref": "decision", "review_ref": "review"}


@guarded_layout("record")
def layout(**_):
    return waiting("record")


@filled("record", permission="record", is_remembered=False)
def record(request: PageRequest):
    named = request.named
    if "entry" in named:
        return _entered(request, named["entry"])
    act = ACTS.get(named.get("act", ""))
    if act is None or not is_entered_by(request.session.viewer.role, act.key):
        return _choice(request, named.get("agreement"))
    _require_deciding(request, act)
    if act.key == "answer" and "query" not in named:
        offer = ("Data", "/data")
        return state("No query is named", "Each open query leads here from its file.", offer)
    return [
        page_header(act.title, act.sentence, note=_about(request, act), named=True),
        entry_form(act, _given(request, act), _fields(request, act), token_for(FORM)),
    ]


def _require_deciding(request: PageRequest, act: Act) -> None:
    """No form is offered for what would be refused; `Denied` says who decides instead."""
    viewer, given = request.session.viewer, _given(request, act)
    if "agreement" in given:
        area = request.session.agreement(given["agreement"]).area
        viewer.require_entering(act.key, area)
    elif "area" in given:
        viewer.require_entering(act.key, None)


def _entered(request: PageRequest, number: str) -> object:
    entries = [act for act in request.session.acts() if str(act.entry_number) == number]
    if not entries:
        return state(
            "Not found", f"There is no entry ‘{number}’ here.", ("The journal", "/journal")
        )
    return [
        page_header(
            "It stands in the journal.",
            f"{ACTS[entries[0].act].done}: entered as entry {number}.",
            is_live=True,
        ),
        shown_table(acts_table(entries)),
        html.Ul([html.Li(html.A(words, href=to)) for words, to in _onward(request, entries[0])]),
    ]


def _onward(request: PageRequest, act: Entered) -> list[tuple[str, str]]:
    more = [("Flags", "/flags"), ("The journal", "/journal"), ("Enter something else", "/record")]
    if not act.agreement_code:
        return more
    agreement = request.session.agreement(act.agreement_code)
    partner = request.session.snapshot().partner_of(agreement)
    return [(partner.name, partner_page(partner.partner_code)), *more]


def _choice(request: PageRequest, agreement: str | None) -> list:
    return [
        page_header(
            "What do you want to enter?",
            "People decide; what they decide is kept for good, with its reason.",
        ),
        html.Ul(
            [
                html.Li(
                    [
                        html.A(act.title, href=record_page(act.key, agreement=agreement)),
                        html.P(act.sentence, className="section-note"),
                    ]
                )
                for act in _open_acts(request, agreement)
            ],
            className="to-enter",
        ),
    ]


def _open_acts(request: PageRequest, agreement: str | None) -> list[Act]:
    """What the viewer may enter: about the agreement, or at all where none is named.

    A query is answered from where it stands alone.
    """
    viewer = request.session.viewer
    if agreement is None:
        entered = [act for act in ACTS.values() if is_entered_by(viewer.role, act.key)]
        return [act for act in entered if act.key != "answer"]
    area = request.session.agreement(agreement).area
    if not viewer.acts_about(area):
        viewer.require_entering("decision", area)
    return [ACTS[key] for key in viewer.acts_about(area) if key != "answer"]


def _about(request: PageRequest, act: Act) -> str:
    """What the form is about, in words: the agreement and its partner, and the flag."""
    named, parts = request.named, []
    if code := _given(request, act).get("agreement"):
        known = query.recordable(request.session, code)
        parts = [known.partner.name, f"{known.agreement.title} ({code})"]
    elif act.of != "agreement" and request.selection.area:
        parts = [area_name(request.selection.area)]
    asked_about = request.session.files.query(named["query"]) if "query" in named else None
    if asked_about and act.key == "answer":
        parts.append(asked_about.message)
    rule = RULES.get(named.get("rule", ""))
    return " · ".join([*parts, *([f"Flag: {rule.title}"] if rule else [])])


def _given(request: PageRequest, act: Act) -> dict[str, str]:
    """What the address says already, by the name of its field."""
    named = request.named
    is_of_one = "agreement" in named and act.of != "hub"
    given = {"agreement": named["agreement"]} if is_of_one else {}
    if act.key == "answer" and "query" in named:
        given["query"] = named["query"]
    if named.get("rule") in RULES:
        given["rule"] = named["rule"]
    is_flag = any(wanted.name == "area" for wanted in act.fields)
    if is_flag and "agreement" not in given and request.selection.area:
        given["area"] = request.selection.area
    return given


def _fields(request: PageRequest, act: Act) -> Sequence[object]:
    given, named = _given(request, act), request.named
    code = given.get("agreement")
    known = query.recordable(request.session, code) if code else None
    has_area = not code and request.session.viewer.may_enter(act.key, None)
    is_known = code or act.of == "hub" or given.keys() & {"area", "query"}
    shown = [] if is_known else [_agreements(request, act)]
    for part in act.fields:
        if part.kind == "values":
            setting, value = named.get("setting", ""), named.get("value", "")
            shown += setting_fields(request.session.policy(), setting, value, SETTINGS)
        elif part.name not in given and (part.name != "area" or has_area):
            chosen = named.get(PREFILLED.get(part.name, ""), "")
            shown.append(field(part, _options(part.name, known), request.session.today, chosen))
    return shown


def _agreements(request: PageRequest, act: Act) -> html.Div:
    """Those about which the viewer may enter the act."""
    viewer = request.session.viewer
    options = [
        (agreement.agreement_code, f"{agreement.title} ({agreement.agreement_code})")
        for agreement in request.session.agreements()
        if viewer.may_enter(act.key, agreement.area)
    ]
    return agreement_field(options)


def _options(name: str, known) -> list[tuple[str, str]] | None:
    if name == "rule":
        return [(rule.key, rule.title) for rule in RULES.values()]
    if name == "area":
        return [(area, area_name(area)) for area in (*HUB.area_names, HUB_WIDE)]
    return options_for(name, known) if known else None

"""One partner: what was agreed, what came of it, and the reasons to talk."""

from difflib import get_close_matches
from urllib.parse import unquote

from dash import html, register_page

from dashboard.components.cards.flag_card import flag_card
from dashboard.components.cards.outlooks import endings
from dashboard.components.links import partner_page, record_page
from dashboard.components.page_parts import nothing, page_header, section, waiting
from dashboard.components.tables.journal_entries import acts_table
from dashboard.components.tables.returns_grid import returns, workbook_links
from dashboard.components.tables.table import shown_table
from dashboard.domain.viewer import NotFound, Viewer
from dashboard.pages.partner import query
from dashboard.pages.partner.ladder import ladders
from dashboard.pages.partner.money import money_card
from dashboard.pages.partner.objectives import objectives
from dashboard.pages.partner.reasons import reasons, strength_note
from dashboard.pages.partner.view import agreements_table, answer, reviews_table, satisfaction
from dashboard.policy.flag import Flag
from dashboard.web.auth import guarded_layout, store, viewer
from dashboard.web.page import PageRequest, filled
from dashboard.web.query_string import Unknown
from data.hub import HUB
from data.policies import Policy


def knows(code: str) -> bool:
    """Whether such a partner's page is open to the viewer, for the status of the address."""
    return code in store().recall(viewer(), "partners that are open", query.codes)


register_page(__name__, path_template="/partner/<code>", name="Partner", order=9, knows=knows)


@guarded_layout("see_partners")
def layout(**_):
    return waiting("partner")


@filled("partner", permission="see_partners")
def partner(request: PageRequest):
    code = unquote(request.path.rstrip("/").rpartition("/")[2])[:64]
    view = _view(request, code)
    raised = [flag for flag in view.flags if flag.finding.state == "raised"]
    return [
        page_header(
            view.partner.name,
            answer(view, raised, request.session.today),
            note=_about(view),
            named=True,
        ),
        *_weighed(view, raised, request.session.policy(), request.session.viewer),
        section("Agreements", shown_table(agreements_table(view))),
        section("Objectives", objectives(view.objectives)),
        section("Returns", returns(view.returns), workbook_links(view.returns)),
        section("Money", money_card(view)),
        section("Satisfaction", satisfaction(view.satisfaction)),
        section("Reviews and decisions", shown_table(reviews_table(view))),
        _entered(request, view),
    ]


def _weighed(
    view: query.PartnerView, raised: list[Flag], policy: Policy, viewer: Viewer
) -> list[html.Section]:
    """What speaks for and against going on, and what an end would need."""
    return [
        section(
            "Where the facts point",
            ladders(view.outlooks),
            note="The software says consider; people decide. Missing data leads to a review and no "
            "further, and an improvement plan comes before a negative exit.",
        ),
        section(
            "Reasons for ending",
            reasons(view.outlooks),
            strength_note(policy),
            note="The six that the policy names, in two columns, never one score.",
        ),
        section("Flags", _flags(raised, view, policy, viewer)),
        section(
            "Ready to end well",
            endings(view.outlooks, view.decisions),
            note="Where no end is decided, this looks at what an end on the agreement’s own end "
            "date would need and leave behind. Policy clause: Decommissioning Partners.",
        ),
    ]


def _view(request: PageRequest, code: str) -> query.PartnerView:
    """The partner, or the nearest one offered."""
    try:
        return query.partner(request.session, code)
    except NotFound as missing:
        partners, own = request.session.snapshot().partners, request.session.agreements()
        names = {agreement.partner_code: partners[agreement.partner_code].name for agreement in own}
        if not names:
            raise
        near = get_close_matches(code, names, n=1, cutoff=0)[0]
        raise Unknown(str(missing), f"{names[near]} ({near})", partner_page(near)) from None


def _about(view: query.PartnerView) -> str:
    partner = view.partner
    home = _home(partner.home_area)
    member = ", a member of the hub's consortium" if partner.is_consortium_member else ""
    return f"{partner.kind.capitalize()}, {partner.size}, {home}{member} · {partner.partner_code}"


def _home(area: str | None) -> str:
    if area is None:
        return "home area not recorded"
    return f"based in {area}" if area in HUB.area_names else "based outside the four areas"


def _flags(raised: list[Flag], view: query.PartnerView, policy: Policy, viewer: Viewer) -> html.Div:
    if not raised:
        return nothing("No flag is raised for this partner.")
    outlooks = {outlook.agreement.agreement_code: outlook for outlook in view.outlooks}
    cards = [flag_card(flag, policy, viewer, outlooks.get(flag.agreement_code)) for flag in raised]
    return html.Div(cards, className="flags")


def _entered(request: PageRequest, view: query.PartnerView) -> html.Section:
    """What people entered in the journal about the partner's agreements."""
    codes = {agreement.agreement_code for agreement in view.agreements}
    acts = [act for act in request.session.acts() if act.agreement_code in codes]
    return section(
        "The journal",
        shown_table(acts_table(acts)) if acts else nothing("Nothing has been entered yet."),
        _to_enter(view, request.session.viewer),
        note="What people entered about these agreements: it stays, with its day and its reason.",
    )


def _to_enter(view: query.PartnerView, viewer: Viewer) -> html.P | None:
    links = [
        html.A(
            f"Enter something about {agreement.title}",
            href=record_page(agreement=agreement.agreement_code),
        )
        for agreement in view.agreements
        if viewer.acts_about(agreement.area)
    ]
    return html.P(links, className="exports") if links else None

"""Policy and methods: what every figure and flag means, written from the code that makes it."""

from dash import html, register_page

from dashboard.components.page_parts import page_header, section, waiting
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.kpis import KPIS
from dashboard.pages.methods.view import (
    about_disclosure,
    about_rag,
    kpi_definitions,
    rule_definitions,
    settings_table,
    versions_table,
)
from dashboard.rules import RULES
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled
from data.formatting import day
from data.policies import Policy

register_page(__name__, path="/methods", name="Policy and methods", group="Governance", order=2)


@guarded_layout("see_totals")
def layout(**_):
    return waiting("methods")


@filled("methods", permission="see_totals")
def methods(request: PageRequest):
    policy = request.session.policy()
    return [
        page_header(
            "How is every figure worked out?",
            f"{len(KPIS)} measures and {len(RULES)} rules, each with the policy clause it serves.",
            note=_in_force(policy),
        ),
        section("How a value is judged", about_rag(policy)),
        section("How children are protected", about_disclosure(policy)),
        section("Measures", kpi_definitions(KPIS.values(), policy)),
        section("Rules", rule_definitions(RULES.values(), policy)),
        *_settings(request, policy),
    ]


def _settings(request: PageRequest, policy: Policy) -> list[html.Section]:
    versions = request.session.snapshot().policies
    return [
        section(
            "Settings",
            shown_table(settings_table(policy, versions)),
            exports(request.export("settings")),
            html.P(html.A("Try another value on past quarters", href="/backtest")),
            note="The policy names no numbers: each is a local setting with the clause it serves. "
            "What protects children is fixed and not among them.",
        ),
        section(
            "Versions",
            shown_table(versions_table(versions)),
            note="A day is judged by the version in force on it, also long afterwards.",
        ),
    ]


@exported("settings", permission="see_totals")
def table(request: PageRequest) -> Table:
    return settings_table(request.session.policy(), request.session.snapshot().policies)


def _in_force(policy: Policy) -> str:
    return (
        f"Settings {policy.version}, in force from {day(policy.in_force_from)}. "
        f"{policy.adopted_by}. The policy itself names no numbers; it was to be reviewed by "
        f"{day(policy.policy_review_due)}."
    )

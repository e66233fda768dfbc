"""Definitions of measures and rules, and the settings in force, in words."""

from collections.abc import Iterable, Sequence

from dash import html

from dashboard.components.page_parts import facts
from dashboard.components.reading_words import WORDS
from dashboard.components.setting_words import sentence, setting_title, setting_value, settings_list
from dashboard.components.tables.table import Column, Table
from dashboard.domain.count import noise_under
from dashboard.domain.formatting import in_unit, share
from dashboard.measures.accuracy import usual_error, worst_error
from dashboard.measures.kpi import Kpi
from dashboard.policy.flag import KINDS
from dashboard.policy.rule import Rule
from data.adjustable import Adjustable, adjustable
from data.formatting import day, listed
from data.policies import Policy
from data.vocabulary.clauses import clause
from data.vocabulary.functions import FUNCTIONS


def about_rag(policy: Policy) -> html.Div:
    meanings = {
        "green": "the value reaches its target for the period.",
        "amber": f"it is short of the target by at most {share(policy.tolerance)} of it.",
        "red": f"it is short by more than {share(policy.tolerance)}.",
        "grey": "no target is set, nothing has come, nothing is due, or too few answers or "
        f"children stand behind it (fewer than {policy.smallest_base}).",
    }
    lines = [
        html.Li([html.Span(WORDS[rag], className=f"rag rag-{rag}"), f": {words}"])
        for rag, words in meanings.items()
    ]
    near = (
        f"Where 1.0 is best, {share(policy.ratio_green)} either side meets the target and "
        f"{share(policy.ratio_amber)} is close. Targets follow a profile over the year, because "
        "quarters differ in length."
    )
    return html.Div([html.Ul(lines, className="gravest"), html.P(near)], className="prose")


def about_disclosure(policy: Policy) -> html.Div:
    noise, base = noise_under(policy), policy.smallest_base
    rules = [
        "No child is to be recognised by a number, so every count of people is shown a little too "
        f"high or too low: by {noise.largest} at most, mostly by 1 or not at all, and always as 0 "
        f"or as {noise.least_shown} or more. A true zero is always 0.",
        "The same children, answers or places read the same wherever and whenever they are shown, "
        "and others read otherwise: nothing is learnt by asking twice, or by taking one number "
        "from another.",
        "Areas, quarters and parts need not add up to their total.",
        "Shares and costs are divided as shown, and suppressed over fewer than "
        f"{base} people or answers. A share of {base} is {_points(usual_error(noise, base))} out "
        f"as a rule and {_points(worst_error(noise, base))} at the very worst; of 30 it is "
        f"{_points(usual_error(noise, 30))} out, of 100 {_points(usual_error(noise, 100))}.",
        "Colours and flags are judged by the true figures. Where the figure shown would be judged "
        "otherwise, the measure is close to its target.",
        "Counts of schools, partners and pupils of schools, and pounds, are exact. Hub officers "
        "alone may open the cells that a partner sent, to mend them; each look is entered in a "
        "log.",
        "Four things are never confused: x is not available, 0 is zero or very few, z does not "
        "apply, c is suppressed. No names, dates of birth, addresses or e-mail addresses of "
        "children are taken in.",
    ]
    return html.Div(html.Ul([html.Li(rule) for rule in rules]), className="prose")


def _points(error: float) -> str:
    return f"{100 * error:.1f} points"


def kpi_definitions(kpis: Iterable[Kpi], policy: Policy) -> html.Div:
    return html.Div([_kpi(kpi, policy) for kpi in kpis], className="definitions")


def _kpi(kpi: Kpi, policy: Policy) -> html.Div:
    return _definition(
        kpi.title,
        sentence(kpi.sentence, policy),
        [
            ("Worked out", " ÷ ".join(part.words for part in kpi.parts)),
            ("Target", _target(kpi, policy)),
            ("Function", FUNCTIONS.get(kpi.function or "", "")),
            ("Policy clause", clause(kpi.clause)),
        ],
    )


def _target(kpi: Kpi, policy: Policy) -> str:
    target = policy.targets.get(kpi.key)
    if target is None:
        return "None set"
    aim = in_unit(kpi.unit, target.value)
    parts = listed(map(share, target.profile or ()))
    by = f"; from September to each quarter's end {parts} of it" if target.profile else ""
    return f"{aim} for the academic year{by} ({policy.status})"


def rule_definitions(rules: Iterable[Rule], policy: Policy) -> html.Div:
    return html.Div(
        [
            _definition(
                rule.title,
                sentence(rule.sentence, policy),
                [("Kind", KINDS[rule.kind]), ("Policy clause", clause(rule.clause))],
            )
            for rule in rules
        ],
        className="definitions",
    )


def _definition(title: str, sentence: str, pairs: list[tuple[str, str]]) -> html.Div:
    return html.Div([html.H3(title), html.P(sentence), facts(pairs)])


def settings_table(policy: Policy, versions: Sequence[Policy]) -> Table:
    """Every setting that may be changed, as it stands in one of the versions."""
    columns = tuple(Column(title) for title in ("Setting", "Value", "Policy clause", "Status"))
    known = adjustable(policy).values()
    rows = [
        (
            setting_title(setting),
            setting_value(setting, setting.get(policy)),
            clause(setting.clause),
            _status(setting, policy, versions),
        )
        for setting in known
    ]
    return Table(f"Settings in force: {policy.version}", columns, rows, stacks=True)


def _status(setting: Adjustable, policy: Policy, versions: Sequence[Policy]) -> str:
    """By the newest version up to this one that changed the setting, else as the hub started."""
    until = [version for version in versions if version.in_force_from <= policy.in_force_from]
    changed = [version for version in until if setting.name in version.changes]
    return _adopted(changed[-1]) if changed else until[0].status.capitalize()


def _adopted(version: Policy) -> str:
    return f"Adopted on {day(version.adopted_on)}, in force from {day(version.in_force_from)}"


def versions_table(versions: Sequence[Policy]) -> Table:
    """What each version changed, the newest first."""
    days = (Column("In force from", "day"), Column("Adopted on", "day"))
    columns = (Column("Version"), *days, Column("By"), Column("What it changed"))
    rows = [
        (v.version, v.in_force_from, v.adopted_on, v.adopted_by, _changes(v))
        for v in reversed(versions)
    ]
    return Table("Versions of the settings, newest first", columns, rows, stacks=True)


def _changes(version: Policy) -> str:
    return settings_list(adjustable(version), version.changes) or "What the hub started from"

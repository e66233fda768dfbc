"""Quality of flags: a verdict, a table, and the meaning of its columns."""

from dashboard.backtest.flag_quality import Quality, RuleQuality
from dashboard.components.period import quarter_count
from dashboard.components.tables.table import Absent, Column, Table
from dashboard.domain.formatting import count, plural, share
from data.formatting import listed
from data.policies import Policy

UNTOUCHED = "Standing, nothing done"
MEANT = [
    ("Raised", "A flag that went up on one agreement, or on an area or the hub; counted once from "
     "the day it went up until it was gone."),
    ("Acted on", "While it stood a review was held or a decision taken on its agreement, an "
     "improvement plan for one; or what it asks for was done: the return came, the payment was "
     "made, the approval was recorded."),
    ("Dismissed", "It was waived, or somebody recorded that they disagree with it."),
    ("Cleared by itself", "New figures, the calendar or the agreement’s end took it away, and "
     "nothing of the kind was done."),
    (UNTOUCHED, "It stands on the last day looked at, and nobody has acted on it or dismissed "
     "it. One that stands although somebody did counts there, and not here."),
]  # fmt: skip


def verdict(result: Quality, policy: Policy) -> str:
    """Names the noisy rules, or says that there are none and from how many flags on one can be."""
    raised = sum(rule.raised for rule in result.rules)
    over = quarter_count(result.quarters)
    if not raised:
        return f"No flag was raised over {over}."
    sentence = f"{plural(raised, 'flag')} went up over {over}"
    if not result.noisy:
        least = policy.rules["noisy_min_raised"]
        return f"{sentence}; no rule is noisy, which it can be from {plural(least, 'flag')} on."
    noisy = listed(f"‘{rule.rule.title}’" for rule in result.noisy)
    return f"{sentence}; {_number(len(result.noisy))} noisy: {noisy}."


def _number(rules: int) -> str:
    return "one rule is" if rules == 1 else f"{count(rules)} rules are"


def noisy_means(policy: Policy) -> str:
    least, part = policy.rules["noisy_min_raised"], policy.rules["noisy_share"]
    return (
        f"A rule is called noisy where it raised {least} flags or more, and {share(part)} of them "
        "or more were dismissed or cleared by themselves. The flags are looked at on the last day "
        "of each month."
    )


def quality_table(result: Quality) -> Table:
    """Every rule that raised anything; which are noisy, where any is."""
    columns = (
        Column("Flag"),
        *(
            Column(title, "count")
            for title in ("Raised", "Acted on", "Dismissed", "Cleared by itself", UNTOUCHED)
        ),
        Column("Came to nothing", "share"),
        *([Column("Noisy")] if result.noisy else []),
    )
    rows = [
        (rule.rule.title, *_counts(rule), *([_noisy(rule)] if result.noisy else []))
        for rule in result.rules
        if rule.raised
    ]
    caption = f"What became of the flags from {result.quarters[0]} to {result.quarters[-1]}"
    return Table(caption, columns, rows)


def _noisy(rule: RuleQuality) -> str | None:
    return "Noisy" if rule.is_noisy else None


def _counts(rule) -> tuple:
    nothing = rule.came_to_nothing / rule.raised if rule.raised else Absent("not_applicable")
    fates = (rule.acted_on, rule.dismissed, rule.cleared_by_itself, rule.still_standing)
    return (rule.raised, *fates, nothing)

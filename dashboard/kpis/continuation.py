"""Children who go on after whole-class lessons."""

from dashboard.measures.kpi import Kpi
from data.vocabulary.activities import OTHER_THAN_WHOLE_CLASS

KPI = Kpi(
    key="continuation",
    title="Continuation",
    theme="progression",
    function="progression",
    sentence=(
        "Of the children who attended whole-class sessions last academic year, the share who "
        "attended any other activity this year, from September to the period's end. Children are "
        "matched within one partner only, because each partner uses its own pseudonyms."
    ),
    numerator="continuing_children",
    denominator="whole_class_last_year",
    unit="share",
    better="higher",
    beside=(("whole-class headcount last year", "whole_class_headcount_last_year"),),
    builds_up=True,
    when_missing="Last year's whole-class attendance came mostly as headcounts, or did not come.",
    activities=OTHER_THAN_WHOLE_CLASS,
)

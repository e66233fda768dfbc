"""Answers from those who were asked."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="response_rate",
    title="Response rate",
    theme="experience",
    function=None,
    sentence=(
        "Different responses as a share of the people asked: the largest number asked that each "
        "agreement gives for a quarter and kind of respondent, added up. Kinds of respondent "
        "without a number asked are left out."
    ),
    numerator="responses",
    denominator="people_asked",
    unit="share",
    better="higher",
    when_missing="No return said how many were asked.",
)

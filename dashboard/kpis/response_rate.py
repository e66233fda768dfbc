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
        "without a number asked are left out. Where a return has more answers than it says were "
        "asked, the rate is missing until that is put right."
    ),
    numerator="responses",
    denominator="people_asked",
    unit="share",
    better="higher",
    when_missing="No return said how many were asked.",
    wrong="returns_overanswered",
    when_wrong="More answers than asked: a return has more than it says were asked.",
)

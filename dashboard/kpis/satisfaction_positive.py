"""Satisfaction of those who answered."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="satisfaction_positive",
    title="Satisfaction",
    theme="experience",
    function=None,
    sentence="Of the answers to satisfaction questions, the share that scored 4 or 5 out of 5.",
    numerator="answers_positive",
    denominator="answers",
    unit="share",
    better="higher",
    beside=tuple((f"score {score}", f"answers_{score}") for score in (1, 2, 3, 4, 5)),
)

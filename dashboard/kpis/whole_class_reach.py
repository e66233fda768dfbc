"""Pupils who learn in whole classes."""

from dashboard.measures.kpi import Kpi
from data.vocabulary.activities import WHOLE_CLASS

KPI = Kpi(
    key="whole_class_reach",
    title="Whole-class reach",
    theme="schools",
    function="schools",
    sentence=(
        "Different children who attended a whole-class session in the period, as a share of all "
        "pupils in the schools register. Where most whole-class attendance came as headcounts the "
        "share cannot be told, and the headcount stands beside it."
    ),
    numerator="whole_class_children",
    denominator="pupils_registered",
    unit="share",
    better="higher",
    beside=(("whole-class headcount", "whole_class_headcount"),),
    when_missing="Most whole-class attendance came as headcounts, or none came at all.",
    activities=(WHOLE_CLASS,),
)

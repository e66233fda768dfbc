"""Who came to which session, or how many."""

import polars as pl

from data.kinds import CODE, DATE, HOURS, LABEL, YES_NO, integer
from data.register import Column
from data.vocabulary.choices import ACTIVITY
from etl.schema.source import Check, Source, Subject, Watched

_is_register = pl.col("participant_ref").is_not_null()
_is_headcount = pl.col("headcount").is_not_null()

SOURCE = Source(
    key="attendance",
    sheet="Attendance",
    sentence="One row per child per session, or one headcount per session.",
    columns=(
        Column(
            "session_date",
            DATE,
            required=True,
            synonyms=("date",),
            is_done=True,
            in_quarter=True,
        ),
        Column("activity", ACTIVITY, required=True),
        Column(
            "setting",
            LABEL,
            header="School URN or venue",
            required=True,
            synonyms=("school urn", "urn", "school", "venue"),
            hint="The school's URN, or the venue's name.",
        ),
        Column(
            "hours",
            HOURS,
            required=True,
            stored="seconds",
            hint="1.5 is one hour and a half.",
        ),
        Column(
            "group",
            LABEL,
            header="Group or class",
            stored="group_name",
            synonyms=("class",),
            hint="Tells apart groups of one day, place and activity.",
        ),
        Column(
            "participant_ref",
            CODE,
            refers_to="participants",
            synonyms=("participant",),
            hint="As on sheet Participants; blank only where there is a headcount instead.",
        ),
        Column("attended", YES_NO, default=True, hint="Blank means yes."),
        Column(
            "headcount",
            integer(at_least=1, at_most=2000),
            hint="How many children came, only where they are not listed one by one.",
        ),
    ),
    natural_key=(
        "agreement_code",
        "session_date",
        "activity",
        "setting",
        "group",
        "participant_ref",
    ),
    table="fact_attendance",
    guidance="Each code stands on sheet Participants too, of this or an earlier return.",
    is_return=True,
    place=3,
    storage="sessions",
    pseudonym="participant_ref",
    subject=Subject(  # headcounts may repeat
        ("session_date", "activity", "setting", "group_name", "participant_id"),
        where=pl.col("participant_id").is_not_null(),
    ),
    watched=Watched("headcount", ("activity",), "fact_headcount", "headcount", by_session=True),
    may_repeat=_is_headcount & pl.col("group").is_null(),
    checks=(
        Check(
            "participant_or_headcount",
            "participant_ref",
            ~_is_register & ~_is_headcount,
            "This row names neither a participant nor a headcount.",
            "Give the participant's ref, or the number of children as headcount.",
        ),
        Check(
            "participant_or_headcount",
            "headcount",
            _is_register & _is_headcount,
            "This row has both a participant and a headcount.",
            "Leave one of the two blank.",
        ),
        Check(
            "headcount_absent",
            "attended",
            _is_headcount & ~pl.col("attended"),
            "This row counts children, and says that they did not attend.",
            "Count only those who came and leave Attended blank, or delete the row.",
        ),
    ),
)

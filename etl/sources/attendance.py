"""Who came to which session, or how many, and where.

A setting is the URN of a school, the name of one, which counts as its URN, or a venue.
"""

from collections.abc import Iterator

import polars as pl
from sqlalchemy import select

from data.formatting import counted, listed, quoted
from data.hub import HUB_WIDE
from data.kinds import CODE, DATE, HOURS, LABEL, YES_NO, integer
from data.register import Column
from data.school_names import SchoolNames
from data.vocabulary.choices import ACTIVITY
from data.warehouse.tables import dim_school
from etl.schema.kinds.urns import urns_meant
from etl.schema.problem import Problem
from etl.schema.source import Check, Repeat, Source, Step, Subject, Watched
from etl.schema.validating import Validating

_NAMED = 5  # schools that a note names
_VENUE = "Nothing need be done if it is another place. If a school is meant, type its URN: {urns}."
_is_register = pl.col("participant_ref").is_not_null()
_is_headcount = pl.col("headcount").is_not_null()


def ask_which_school(validation: Validating) -> None:
    """Say which settings count as schools by their names, and ask about those that nearly do."""
    table = dim_school.c
    query = select(table.urn, table.name, table.area).where(table.valid_to.is_(None))
    schools = validation.connection.execute(query).all()
    urns = {urn: name for urn, name, _ in schools}
    rows = validation.typed.select("row", "agreement_code", "setting").drop_nulls()
    others = rows.filter(~pl.col("setting").is_in(list(urns)))
    if others.is_empty():
        return
    settings = others.group_by("agreement_code", "setting", maintain_order=True).agg(
        pl.col("row").first(), pl.len().alias("times")
    )
    by_name, counting = SchoolNames.of(schools), []
    for agreement, setting, row, times in settings.iter_rows():
        area = validation.area_of[agreement]
        named = by_name.named(area, setting)
        if len(named) == 1:
            counting.append((row, times, f"{quoted(setting)} is {min(named)}"))
            continue
        for problem in _queries(setting, area, by_name, urns):
            validation.report([row], problem)
    if counting:
        validation.report([counting[0][0]], _by_name(counting))


def _queries(
    setting: str, area: str, by_name: SchoolNames, urns: dict[str, str]
) -> Iterator[Problem]:
    """What is asked about a setting that is no school so far, and may be meant for one."""
    meant = sorted(by_name.named(HUB_WIDE, setting)) or urns_meant(setting, urns)
    near = [] if meant else by_name.nearly(area, setting)
    if not meant and not near:
        return
    if by_name.named(area, setting):
        rule, what = "several_schools", f"More than one school bears the name {quoted(setting)}"
    elif by_name.named(HUB_WIDE, setting):
        rule, what = (
            "school_elsewhere",
            f"{quoted(setting)} is the name of a school of another area",
        )
    elif near:
        rule, what = "nearly_school", f"{quoted(setting)} is nearly the name of a school"
    else:
        rule, what = "nearly_urn", f"{quoted(setting)} is no URN of the register, but close to one"
    known = listed(f"{urn} is {quoted(urns[urn])}" for urn in (meant or near)[:_NAMED])
    message = f"{what}; it counts as a venue, not as a school."
    yield Problem(rule, message, _VENUE.format(urns=known), "query", column="setting")


def _by_name(counting: list[tuple[int, int, str]]) -> Problem:
    """A note on the rows that name a school: of each setting its first row, how many, and which."""
    times = sum(times for _, times, _ in counting)
    more = len(counting) - _NAMED
    known = [which for *_, which in counting[:_NAMED]]
    known += [f"{more:,} more"] if more > 0 else []
    verb = "names" if times == 1 else "name"
    return Problem(
        "school_by_name",
        f"{counted(times, 'row')} {verb} a school instead of its URN: {listed(known)}.",
        "Nothing need be done: they count as these schools. A URN is safer, for names change.",
        "note",
        column="setting",
    )


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
            instead_of="participant_ref",
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
    summed_over=("setting", "group"),
    steps=(Step("typed", ask_which_school, asks="schools"),),
    subject=Subject(  # headcounts may repeat
        ("session_date", "activity", "setting", "group_name", "participant_id"),
        where=pl.col("participant_id").is_not_null(),
        whole=("session_date", "activity", "setting", "group_name"),
    ),
    elsewhere=Repeat(  # of sessions: how many children were there, and who
        ("session_date", "activity", "setting", "group_name", "seconds", "children", "who"),
        fewest=2,
        differ_in=("session_date", "setting"),
        plenty=5,
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

"""What was decided about agreements and opportunities, by whom and why."""

import polars as pl

from etl.schema.kinds import CODE, DATE, TEXT, choice
from etl.schema.source import Check, Column, Source

SOURCE = Source(
    key="decisions",
    sheet="Decisions",
    sentence="One row per decision: kind, day, body, reason and rationale.",
    columns=(
        Column("decision_ref", CODE, required=True),
        Column("agreement_code", CODE, refers_to="agreements"),
        Column("opportunity_code", CODE, refers_to="opportunities"),
        Column(
            "kind",
            choice(
                "award",
                "decline",
                "renew",
                "vary",
                "ad hoc",
                "improvement plan",
                "notice",
                "decommission",
            ),
            required=True,
        ),
        Column("decided_on", DATE, required=True, is_done=True),
        Column("decided_by", choice("executive group", "music service", "hub lead"), required=True),
        Column("deliverer_partner_code", CODE, refers_to="partners"),
        Column(
            "reason",
            choice(
                "objectives achieved",
                "targets met",
                "self-sustaining",
                "quality not met",
                "objectives unmet",
                "not aligned",
                "other",
            ),
        ),
        Column("rationale", TEXT, required=True),
        Column("options", TEXT),
        Column("notice_on", DATE),
        Column("effective_on", DATE),
        Column("reported_on", DATE, is_done=True),
    ),
    natural_key=("decision_ref",),
    table="fact_decision",
    checks=(
        Check(
            "required",
            "agreement_code",
            pl.col("agreement_code").is_null() & pl.col("opportunity_code").is_null(),
            "This decision names neither an agreement nor an opportunity.",
            "Give the code of the agreement or of the opportunity.",
        ),
        Check(
            "reason",
            "reason",
            pl.col("kind").is_in(["notice", "decommission"]) & (pl.col("reason") == "other"),
            "A decision that ends an agreement needs one of the policy's six reasons.",
            "Type the policy's reason instead of ‘other’.",
        ),
    ),
)

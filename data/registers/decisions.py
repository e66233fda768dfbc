"""Decisions about agreements and opportunities, by whom and why."""

from data.kinds import CODE, DATE, TEXT, choice
from data.register import Column, Register
from data.vocabulary.decisions import DECIDED_BY, ENDING_KINDS, ENDING_REASONS

REGISTER = Register(
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
                *ENDING_KINDS,
            ),
            required=True,
        ),
        Column("decided_on", DATE, required=True, is_done=True),
        Column("decided_by", choice(*DECIDED_BY), required=True),
        Column("deliverer_partner_code", CODE, refers_to="partners"),
        Column("reason", choice(*ENDING_REASONS, "other")),
        Column("rationale", TEXT, required=True),
        Column("options", TEXT),
        Column("notice_on", DATE),
        Column("effective_on", DATE),
        Column("reported_on", DATE, is_done=True),
    ),
    natural_key=("decision_ref",),
    table="fact_decision",
    belongs_to=("agreement_code", "opportunity_code"),
    by_journal=(Column("approved_on", DATE),),  # by the Executive Group
    done_on={"reported_on": (), "approved_on": ()},
    begun_on="decided_on",
)

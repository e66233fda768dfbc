"""The children of a partner, each known here by a keyed hash of the partner's own pseudonym."""

from data.kinds import CODE, YES_NO_UNKNOWN, choice
from data.register import Column
from etl.schema.source import Source

SOURCE = Source(
    key="participants",
    noun="participant",
    sheet="Participants",
    sentence="One row per child, under the partner's own code: no names, no dates of birth.",
    columns=(
        Column(
            "participant_ref",
            CODE,
            required=True,
            synonyms=("participant",),
            hint="Your own code for the child, always the same: no name, e-mail, date of birth or "
            "UPN.",
        ),
        Column("key_stage", choice("EYFS", "KS1", "KS2", "KS3", "KS4", "KS5")),
        Column("gender", choice("girl", "boy", "other", "not said")),
        Column("send", choice("none", "SEN support", "EHCP", "not known"), header="SEND"),
        Column("fsm", YES_NO_UNKNOWN, header="Free school meals"),
        Column(
            "ethnicity",
            choice("asian", "black", "mixed", "white", "other", "not said"),
            header="Ethnicity group",
        ),
    ),
    natural_key=("partner_code", "quarter", "participant_ref"),
    table="participant_detail",
    guidance="Children of earlier returns need not be listed again: use the same code for the same "
    "child. The hub cannot list them here, for it keeps codes only in a scrambled form.",
    is_return=True,
    place=2,
    awaited_by="partner_code",
    storage="children",
    pseudonym="participant_ref",
)

"""What a partner spent of the hub's money, and what other income came in."""

import polars as pl

from data.kinds import CODE, DATE, MONEY, choice
from data.register import Column
from etl.schema.source import Check, Repeat, Source, Subject, Watched

SPEND = ("staff", "venues", "instruments", "travel", "resources", "administration", "other")
INCOME = ("own funds", "parents", "schools", "grants", "sponsorship", "in kind", "other")

_ROUND = 500  # pence: amounts of whole five pounds agree more often by chance
_is_odd = (pl.col("amount_pence") % _ROUND != 0).cast(pl.Int64)
_is_dated = pl.col("on_date").is_not_null().cast(pl.Int64)

SOURCE = Source(
    key="spending",
    sheet="Spending",
    sentence="One row per line of spending or of income.",
    columns=(
        Column(
            "line_ref",
            CODE,
            header="Line",
            required=True,
            hint="Your own number, for one row only.",
        ),
        Column("kind", choice("spend", "income"), required=True),
        Column(
            "category",
            choice(*dict.fromkeys(SPEND + INCOME)),
            required=True,
            hint=f"Of spend: {', '.join(SPEND)}. Of income: {', '.join(INCOME)}.",
        ),
        Column(
            "amount",
            MONEY,
            required=True,
            stored="amount_pence",
            hint="A refund has a minus sign.",
        ),
        Column("on_date", DATE, header="Date", is_done=True, in_quarter=True),
    ),
    natural_key=("agreement_code", "quarter", "line_ref"),
    table="fact_spending",
    guidance="Spend is of the hub's money; income is what came in besides it.",
    is_return=True,
    place=6,
    subject=Subject(("line_ref",)),
    restarting=("on_date", "amount_pence"),
    again=Repeat(
        ("kind", "category", "amount_pence"),
        fewest=3,
        differ_in=("kind", "category", "amount_pence"),
        where=pl.col("on_date").is_null(),
        weight=1 + _is_odd,
    ),
    elsewhere=Repeat(
        ("kind", "category", "amount_pence", "on_date"),
        fewest=4,
        differ_in=("kind", "category", "amount_pence"),
        weight=1 + pl.max_horizontal(_is_odd, _is_dated),
        plenty=16,
    ),
    watched=Watched("amount", ("kind", "category"), "fact_spending", "amount_pence"),
    checks=(
        Check(
            "choice",
            "category",
            (pl.col("kind") == "spend") & ~pl.col("category").is_in(SPEND),
            "This is a category of income on a line of spending.",
            f"Type one of: {', '.join(SPEND)}.",
        ),
        Check(
            "choice",
            "category",
            (pl.col("kind") == "income") & ~pl.col("category").is_in(INCOME),
            "This is a category of spending on a line of income.",
            f"Type one of: {', '.join(INCOME)}.",
        ),
    ),
)

-- one row per return, kind and category: lines and pence
-- touched by: spending
select
    return_id,
    kind,
    category,
    count(*) as lines,
    cast(sum(amount_pence) as bigint) as amount_pence
from fact_spending
where return_id between :first and :last
group by return_id, kind, category

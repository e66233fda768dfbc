-- one row per return and kind of respondent: distinct responses, and the largest number asked
-- touched by: satisfaction
select
    return_id,
    respondent,
    count(distinct response_hash) as responses,
    max(asked) as asked
from fact_satisfaction
where return_id between :first and :last
group by return_id, respondent

-- one row per return, kind of respondent and response: distinct responses are counted, never summed
-- touched by: satisfaction
select
    return_id,
    respondent,
    response_hash,
    max(asked) as asked
from fact_satisfaction
where return_id between :first and :last
group by return_id, respondent, response_hash

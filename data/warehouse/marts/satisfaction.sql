-- one row per return, kind of respondent and score: answers
-- touched by: satisfaction
select return_id, respondent, score, count(*) as answers
from fact_satisfaction
where return_id between :first and :last
group by return_id, respondent, score

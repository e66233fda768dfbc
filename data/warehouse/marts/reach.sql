-- one row per return, activity and child on its registers: distinct children are counted, never summed
-- touched by: attendance
select
    s.return_id,
    s.activity,
    a.participant_id,
    count(*) as enrolled,
    cast(sum(a.attended) as bigint) as attended
from dim_session as s
join fact_attendance as a on a.session_id = s.session_id
where s.return_id between :first and :last
group by s.return_id, s.activity, a.participant_id

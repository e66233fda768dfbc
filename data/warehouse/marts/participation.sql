-- one row per return, activity and setting: register rows, hours and headcounts
-- touched by: attendance
with
register as (
    select
        s.return_id, s.activity, s.setting, s.session_id,
        count(*) as enrolled,
        sum(a.attended) as attended,
        sum(a.attended * a.seconds) as attended_seconds
    from dim_session as s
    join fact_attendance as a on a.session_id = s.session_id
    where s.return_id between :first and :last
    group by s.return_id, s.activity, s.setting, s.session_id
),
counted as (
    select
        s.return_id, s.activity, s.setting, s.session_id,
        sum(h.headcount) as headcount,
        sum(cast(h.headcount as bigint) * h.seconds) as headcount_seconds
    from dim_session as s
    join fact_headcount as h on h.session_id = s.session_id
    where s.return_id between :first and :last
    group by s.return_id, s.activity, s.setting, s.session_id
),
sessions as (
    select return_id, activity, setting, session_id,
        enrolled, attended, attended_seconds, 0 as headcount, 0 as headcount_seconds
    from register
    union all
    select return_id, activity, setting, session_id, 0, 0, 0, headcount, headcount_seconds
    from counted
)
select
    return_id,
    activity,
    setting,
    cast(sum(enrolled) as bigint) as enrolled,
    cast(sum(attended) as bigint) as attended,
    cast(sum(attended_seconds) as bigint) as attended_seconds,
    cast(sum(headcount) as bigint) as headcount,
    cast(sum(headcount_seconds) as bigint) as headcount_seconds
from sessions
group by return_id, activity, setting

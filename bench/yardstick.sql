-- The yardstick for loading into SQLite: the shell's own .import into a table keyed alike.
-- Same durability, same natural key, same text; nothing read, checked, hashed or summed.
.bail on
pragma journal_mode = wal;
pragma synchronous = full;
create table attendance (
    agreement_code text not null,
    quarter text not null,
    session_date text not null,
    activity text not null,
    setting text not null,
    hours text not null,
    group_name text not null,
    participant_ref text not null,
    attended text not null,
    headcount text not null,
    primary key (
        agreement_code, quarter, session_date, activity, setting, group_name, participant_ref
    )
) without rowid;
begin immediate;
.import --csv --skip 1 attendance.csv attendance
commit;

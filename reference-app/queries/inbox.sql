-- once
begin;
insert into "inbox" ("event_id", "subscriber", "handled_at")
values ($1, $2, $3)
on conflict ("event_id", "subscriber") do nothing;
commit;

-- again
begin;
insert into "inbox" ("event_id", "subscriber", "handled_at")
values ($1, $2, $3)
on conflict ("event_id", "subscriber") do update
set "handled_at" = $4;
commit;

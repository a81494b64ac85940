-- claim
with "due" as (select "event_id"
  from "outbox"
  inner join "events" on "events"."id" = "outbox"."event_id"
  where "due_at" <= $1
  order by "due_at", "events"."position"
  limit $2
  for update of "outbox" skip locked), "claimed" as (update "outbox"
  set "due_at" = $3, "attempts" = "outbox"."attempts" + $4, "claim" = $5
  from "due"
  where "outbox"."event_id" = "due"."event_id"
  returning "outbox"."event_id", "outbox"."attempts")
select "events".*, "claimed"."attempts"
from "claimed"
inner join "events" on "events"."id" = "claimed"."event_id"
order by "events"."position";

-- settle
delete from "outbox"
where "event_id" = $1 and "claim" = $2;

-- postpone
update "outbox"
set "due_at" = $1, "reason" = $2
where "event_id" = $3 and "claim" = $4;

-- bury
with "taken" as (delete from "outbox"
  where "event_id" = $1 and "claim" = $2
  returning "event_id", "attempts") insert into "dead_letters" ("event_id", "attempts", "reason", "died_at")
select "event_id", "attempts", $3 as "reason", $4 as "died_at"
from "taken";

-- giveUp
insert into "dead_letters" ("event_id", "attempts", "reason", "died_at")
values ($1, $2, $3, $4)
on conflict ("event_id") do update
set "attempts" = $5, "reason" = $6, "died_at" = $7;

-- count
select (select count(*)::int
  from outbox) as waiting, (select count(*)::int
  from dead_letters) as dead;

-- deadLetters
select "events".*, "dead_letters"."attempts", "dead_letters"."reason", "dead_letters"."died_at"
from "dead_letters"
inner join "events" on "events"."id" = "dead_letters"."event_id"
order by "events"."position";

-- revive
with taken as (delete from dead_letters
  where event_id = $1
  returning event_id) insert into outbox (event_id, due_at, attempts)
select event_id, $2::timestamptz, 0
from taken
returning event_id;

-- add
insert into "activity" ("event_id", "workspace_id", "event", "actor_id", "details", "occurred_at")
values ($1, $2, $3, $4, $5, $6)
on conflict ("event_id") do nothing;

-- list
select *
from "activity"
where "workspace_id" = $1
order by "occurred_at" desc, "event_id" desc
limit $2;

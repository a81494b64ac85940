-- record
with "kept" as (insert into "events" ("id", "name", "version", "payload", "occurred_at", "request_id", "actor_id", "traceparent")
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  returning "id") insert into "outbox" ("event_id", "due_at", "attempts")
select "id", $9 as "due_at", 0 as "attempts"
from "kept";

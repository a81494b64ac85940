-- record
insert into "audit_log" ("id", "occurred_at", "action", "workspace_id", "subject_id", "actor_id", "request_id", "address", "agent", "details")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

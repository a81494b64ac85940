-- take
select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free;
select "fingerprint", "answer"
from "idempotency_keys"
where "user_id" = $1 and "key" = $2 and "expires_at" > $3;

-- keep
insert into "idempotency_keys" ("user_id", "key", "fingerprint", "answer", "expires_at")
values ($1, $2, $3, $4, $5)
on conflict ("user_id", "key") do update
set "fingerprint" = $6, "answer" = $7, "expires_at" = $8;
delete from idempotency_keys
where (user_id, key) in (
  select user_id, key
  from idempotency_keys
  where expires_at < now()
  limit $1
  for update skip locked );

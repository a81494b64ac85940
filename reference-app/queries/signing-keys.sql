-- list
select *
from "signing_keys"
where ("retires_at" is null or "retires_at" > $1)
order by "created_at" desc;

-- add
begin;
select pg_advisory_xact_lock($1);
select "id"
from "signing_keys"
where "created_at" > $1 and "retires_at" is null;
update "signing_keys"
set "retires_at" = $1
where ("retires_at" is null or "retires_at" > $2);
insert into "signing_keys" ("id", "private_key", "created_at", "retires_at")
values ($1, $2, $3, $4);
commit;

-- add
insert into "sessions" ("id", "user_id", "device", "created_at", "refreshed_at", "expires_at", "ended_at", "end_reason")
values ($1, $2, $3, $4, $5, $6, $7, $8);
insert into "refresh_tokens" ("hash", "session_id", "issued_at", "replaced_at")
values ($1, $2, $3, $4);

-- findByToken
select "sessions".*, "refresh_tokens"."issued_at", "refresh_tokens"."replaced_at"
from "refresh_tokens"
inner join "sessions" on "sessions"."id" = "refresh_tokens"."session_id"
where "refresh_tokens"."hash" = $1
for update;

-- replaceToken
update "refresh_tokens"
set "replaced_at" = $1
where "hash" = $2;
insert into "refresh_tokens" ("hash", "session_id", "issued_at", "replaced_at")
values ($1, $2, $3, $4);
update "sessions"
set "refreshed_at" = $1
where "id" = $2;

-- isLive
select "id"
from "sessions"
where "id" = $1 and "ended_at" is null and "expires_at" > $2;

-- listLive
select *
from "sessions"
where "user_id" = $1 and "ended_at" is null and "expires_at" > $2
order by "created_at" desc, "id" desc;

-- end
update "sessions"
set "ended_at" = $1, "end_reason" = $2
where "ended_at" is null and "id" = $3 and "user_id" = $4 and "expires_at" > $5;

-- endOthers
update "sessions"
set "ended_at" = $1, "end_reason" = $2
where "ended_at" is null and "user_id" = $3 and "id" <> $4;

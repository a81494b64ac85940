-- add
insert into "users" ("id", "email", "name", "password_hash", "version", "created_at", "updated_at")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict on constraint "users_email_unique" do nothing;

-- find
select *
from "users"
where "id" = $1;

-- findByEmail
select *
from "users"
where "email" = $1;

-- replace
update "users"
set "name" = $1, "password_hash" = $2, "version" = $3, "updated_at" = $4
where "id" = $5 and "version" = $6;

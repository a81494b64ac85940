-- add
insert into "examples" ("id", "workspace_id", "name", "version", "created_at", "updated_at")
values ($1, $2, $3, $4, $5, $6);

-- find
select *
from "examples"
where "workspace_id" = $1 and "id" = $2;

-- list
select *
from "examples"
where "workspace_id" = $1
order by "created_at" desc, "id" desc
limit $2;

-- replace
update "examples"
set "name" = $1, "version" = $2, "updated_at" = $3
where "id" = $4 and "version" = $5;

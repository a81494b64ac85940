-- add
insert into "reservations" ("id", "workspace_id", "item_id", "quantity", "reserved_by", "reserved_at", "released_at")
values ($1, $2, $3, $4, $5, $6, $7);

-- listOf
select *
from "reservations"
where "item_id" = $1 and "released_at" is null
order by "reserved_at", "id";

-- release
update "reservations"
set "released_at" = $1
where "id" = $2 and "item_id" = $3 and "released_at" is null
returning *;

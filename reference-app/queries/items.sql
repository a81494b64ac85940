-- insert
insert into "items" ("id", "workspace_id", "sku", "name", "price_minor_units", "price_currency", "stock", "tags", "status", "version", "created_at", "updated_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict on constraint "items_sku_unique" do nothing;

-- find
select "id", "workspace_id", "sku", "name", "price_minor_units", "price_currency", "stock", "tags", "status", "version", "created_at", "updated_at"
from "items"
where "id" = $1;

-- lock
select *
from "items"
where "id" = $1
for update;

-- list
select *
from "items"
where ("workspace_id" = $1::uuid)
order by "created_at" desc, "id" desc
limit $2 offset $3;
select count(*) as "total"
from "items"
where ("workspace_id" = $1::uuid);

-- list of a status
select *
from "items"
where ("workspace_id" = $1::uuid) and ("status" = $2::text)
order by "created_at" desc, "id" desc
limit $3 offset $4;
select count(*) as "total"
from "items"
where ("workspace_id" = $1::uuid) and ("status" = $2::text);

-- list with a tag
select *
from "items"
where ("workspace_id" = $1::uuid) and ("tags" @> $2::text[])
order by "created_at" desc, "id" desc
limit $3 offset $4;
select count(*) as "total"
from "items"
where ("workspace_id" = $1::uuid) and ("tags" @> $2::text[]);

-- listAfter
select *
from "items"
where ("workspace_id" = $1::uuid)
order by "created_at" desc, "id" desc
limit $2;

-- listAfter a place
select *
from "items"
where ("workspace_id" = $1::uuid) and ("status" = $2::text) and ("created_at", "id") < ($3, $4)
order by "created_at" desc, "id" desc
limit $5;

-- replace
update "items"
set "name" = $1, "price_minor_units" = $2, "price_currency" = $3, "stock" = $4, "tags" = $5, "status" = $6, "version" = $7, "updated_at" = $8
where "id" = $9 and "version" = $10;

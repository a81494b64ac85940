drop table reservations;

-- Items of several workspaces may share an SKU: all but the oldest get an addition that is theirs alone.
update items set sku = rtrim(left(items.sku, 50), '-') || '-' || upper(right(items.id::text, 12))
from (select id, row_number() over (partition by sku order by created_at, id) as place from items) ranked
where ranked.id = items.id and ranked.place > 1;

drop index items_newest;
drop index items_status_newest;
alter table items
  drop constraint items_sku_unique,
  add constraint items_sku_unique_everywhere unique (sku),
  drop constraint items_in_workspace,
  drop column workspace_id;
alter table items rename constraint items_sku_unique_everywhere to items_sku_unique;
create index items_newest on items (created_at desc, id desc);
create index items_status_newest on items (status, created_at desc, id desc);
delete from workspaces where id = '019aa3e0-0000-7000-8000-000000000005';

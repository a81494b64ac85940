alter table items add column workspace_id uuid;

-- Items that belonged to nobody move into a workspace of their own. The first user who registered owns it.
insert into workspaces (id, name, version, created_at, updated_at)
select '019aa3e0-0000-7000-8000-000000000005', 'Items from before', 1, min(created_at), min(created_at)
from items having count(*) > 0;
insert into memberships (workspace_id, user_id, role, joined_at)
select w.id, u.id, 'owner', u.created_at
from workspaces w, (select id, created_at from users order by created_at, id limit 1) u
where w.id = '019aa3e0-0000-7000-8000-000000000005';
update items set workspace_id = '019aa3e0-0000-7000-8000-000000000005';

alter table items
  alter column workspace_id set not null,
  drop constraint items_sku_unique,
  add constraint items_sku_unique unique (workspace_id, sku),
  add constraint items_in_workspace unique (workspace_id, id),
  add constraint items_workspace_exists foreign key (workspace_id) references workspaces on delete cascade;

-- The list shows the newest of a workspace first, of one status or of all.
drop index items_newest;
drop index items_status_newest;
create index items_newest on items (workspace_id, created_at desc, id desc);
create index items_status_newest on items (workspace_id, status, created_at desc, id desc);

create table reservations (
  id uuid primary key,
  workspace_id uuid not null,
  item_id uuid not null,
  quantity integer not null,
  reserved_by uuid not null,
  reserved_at timestamptz(3) not null,
  released_at timestamptz(3),
  constraint reservations_item_exists foreign key (workspace_id, item_id) references items (workspace_id, id) on delete cascade,
  constraint reservations_user_exists foreign key (reserved_by) references users on delete cascade,
  constraint reservations_quantity_valid check (quantity between 1 and 1000000),
  constraint reservations_times_ordered check (released_at >= reserved_at)
);

create index reservations_of_item on reservations (item_id, reserved_at, id) where released_at is null;

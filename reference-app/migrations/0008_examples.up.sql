create table examples (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint examples_workspace_exists foreign key (workspace_id) references workspaces on delete cascade,
  constraint examples_name_valid check (length(name) between 1 and 200),
  constraint examples_version_valid check (version >= 1),
  constraint examples_times_ordered check (updated_at >= created_at)
);

create index examples_newest on examples (workspace_id, created_at desc, id desc);

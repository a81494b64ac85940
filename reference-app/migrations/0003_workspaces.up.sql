create table workspaces (
  id uuid primary key,
  name text not null,
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint workspaces_name_valid check (length(name) between 1 and 100),
  constraint workspaces_version_valid check (version >= 1),
  constraint workspaces_times_ordered check (updated_at >= created_at)
);

create table memberships (
  workspace_id uuid not null,
  user_id uuid not null,
  role text not null,
  joined_at timestamptz(3) not null,
  primary key (workspace_id, user_id),
  constraint memberships_workspace_exists foreign key (workspace_id) references workspaces on delete cascade,
  constraint memberships_user_exists foreign key (user_id) references users on delete cascade,
  constraint memberships_role_valid check (role in ('viewer', 'member', 'admin', 'owner'))
);

create index memberships_of_user on memberships (user_id);

create table invitations (
  id uuid primary key,
  workspace_id uuid not null,
  token_hash bytea not null,
  role text not null,
  invited_by uuid not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  constraint invitations_token_unique unique (token_hash),
  constraint invitations_token_valid check (octet_length(token_hash) = 32),
  constraint invitations_workspace_exists foreign key (workspace_id) references workspaces on delete cascade,
  constraint invitations_inviter_exists foreign key (invited_by) references users on delete cascade,
  constraint invitations_role_valid check (role in ('viewer', 'member', 'admin', 'owner')),
  constraint invitations_times_ordered check (expires_at > created_at)
);

create index invitations_of_workspace on invitations (workspace_id);

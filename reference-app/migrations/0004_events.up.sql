create table events (
  position bigint generated always as identity,
  id uuid primary key,
  name text not null,
  version integer not null,
  payload jsonb not null,
  occurred_at timestamptz(3) not null,
  request_id uuid not null,
  actor_id uuid,
  constraint events_position_unique unique (position),
  constraint events_name_valid check (name ~ '^[a-z-]+[.][a-z-]+$'),
  constraint events_version_valid check (version >= 1)
);

create table outbox (
  event_id uuid primary key,
  due_at timestamptz(3) not null,
  attempts integer not null,
  claim uuid,
  reason text,
  constraint outbox_event_exists foreign key (event_id) references events,
  constraint outbox_attempts_valid check (attempts >= 0)
);

-- The relay takes what is due, the oldest first.
create index outbox_due on outbox (due_at, event_id);

create table inbox (
  event_id uuid not null,
  subscriber text not null,
  handled_at timestamptz(3) not null,
  primary key (event_id, subscriber),
  constraint inbox_event_exists foreign key (event_id) references events
);

create table dead_letters (
  event_id uuid primary key,
  attempts integer not null,
  reason text not null,
  died_at timestamptz(3) not null,
  constraint dead_letters_event_exists foreign key (event_id) references events
);

create table activity (
  event_id uuid primary key,
  workspace_id uuid not null,
  event text not null,
  actor_id uuid,
  details jsonb not null,
  occurred_at timestamptz(3) not null,
  constraint activity_event_exists foreign key (event_id) references events,
  constraint activity_workspace_exists foreign key (workspace_id) references workspaces on delete cascade
);

create index activity_newest on activity (workspace_id, occurred_at desc, event_id desc);

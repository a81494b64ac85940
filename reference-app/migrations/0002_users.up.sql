create table users (
  id uuid primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint users_email_unique unique (email),
  constraint users_email_valid check (length(email) <= 254 and email ~ '^[^@[:upper:][:space:]]+@[^@[:upper:][:space:]]+$'),
  constraint users_name_valid check (length(name) between 1 and 100),
  constraint users_password_hash_valid check (password_hash like '$argon2id$%'),
  constraint users_version_valid check (version >= 1),
  constraint users_times_ordered check (updated_at >= created_at)
);

create table sessions (
  id uuid primary key,
  user_id uuid not null,
  device text not null,
  created_at timestamptz(3) not null,
  refreshed_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  end_reason text,
  constraint sessions_user_exists foreign key (user_id) references users on delete cascade,
  constraint sessions_device_valid check (length(device) <= 200),
  constraint sessions_times_ordered check (expires_at > created_at and refreshed_at >= created_at),
  constraint sessions_end_complete check ((ended_at is null) = (end_reason is null)),
  constraint sessions_end_reason_valid
    check (end_reason in ('signed-out', 'ended-by-user', 'password-changed', 'token-reused'))
);

-- A user looks through their own, and a change of the password ends them.
create index sessions_of_user on sessions (user_id, created_at desc, id desc) where ended_at is null;

create table refresh_tokens (
  hash bytea primary key,
  session_id uuid not null,
  issued_at timestamptz(3) not null,
  replaced_at timestamptz(3),
  constraint refresh_tokens_session_exists foreign key (session_id) references sessions on delete cascade,
  constraint refresh_tokens_hash_valid check (octet_length(hash) = 32),
  constraint refresh_tokens_times_ordered check (replaced_at >= issued_at)
);

-- A session has one token that can be used. Two that are replaced at once would make two.
create unique index refresh_tokens_one_current on refresh_tokens (session_id) where replaced_at is null;
create index refresh_tokens_of_session on refresh_tokens (session_id);

create table signing_keys (
  id text primary key,
  private_key text not null,
  created_at timestamptz(3) not null,
  retires_at timestamptz(3)
);

-- One key signs.
create unique index signing_keys_one_signs on signing_keys ((retires_at is null)) where retires_at is null;

create table idempotency_keys (
  user_id uuid not null,
  key text not null,
  fingerprint text not null,
  answer text not null,
  expires_at timestamptz(3) not null,
  primary key (user_id, key),
  constraint idempotency_keys_user_exists foreign key (user_id) references users on delete cascade,
  constraint idempotency_keys_key_valid check (length(key) between 1 and 255)
);

create index idempotency_keys_expired on idempotency_keys (expires_at);

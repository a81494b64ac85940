create table audit_log (
  id uuid primary key,
  occurred_at timestamptz(3) not null,
  action text not null,
  workspace_id uuid,
  subject_id uuid,
  actor_id uuid,
  request_id uuid not null,
  address text,
  agent text,
  details jsonb not null
);

create index audit_log_of_workspace on audit_log (workspace_id, occurred_at desc, id desc);
create index audit_log_of_subject on audit_log (subject_id, occurred_at desc, id desc);

-- Lines are added, and that is all that is ever done to them. There is no foreign key: they outlive what they tell of.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function refuse_change();
create trigger audit_log_not_emptied before truncate on audit_log
  for each statement execute function refuse_change();

-- Not logged: after a crash everybody begins anew, and no request waits for the disk.
create unlogged table rate_limits (
  key text primary key,
  window_start timestamptz(3) not null,
  taken integer not null,
  constraint rate_limits_taken_valid check (taken >= 0)
);

create index rate_limits_oldest on rate_limits (window_start);

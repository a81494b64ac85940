-- add
insert into "workspaces" ("id", "name", "version", "created_at", "updated_at")
values ($1, $2, $3, $4, $5);
insert into "memberships" ("workspace_id", "user_id", "role", "joined_at")
values ($1, $2, $3, $4);

-- find
select *
from "workspaces"
where "id" = $1;

-- lockMembers
select "id"
from "workspaces"
where "id" = $1
for update;

-- replace
update "workspaces"
set "name" = $1, "version" = $2, "updated_at" = $3
where "id" = $4 and "version" = $5;

-- listOf
select *
from "memberships"
inner join "workspaces" on "workspaces"."id" = "memberships"."workspace_id"
where "memberships"."user_id" = $1
order by "workspaces"."name", "workspaces"."id";

-- membership
select "workspace_id", "user_id", "role", "joined_at"
from "memberships"
where "workspace_id" = $1 and "user_id" = $2;

-- listMembers
select *
from "memberships"
where "workspace_id" = $1
order by "joined_at", "user_id";

-- addMember
insert into "memberships" ("workspace_id", "user_id", "role", "joined_at")
values ($1, $2, $3, $4)
on conflict ("workspace_id", "user_id") do nothing;

-- updateMember
update "memberships"
set "role" = $1
where "workspace_id" = $2 and "user_id" = $3;

-- removeMember
delete from "memberships"
where "workspace_id" = $1 and "user_id" = $2;

-- invite
insert into "invitations" ("id", "workspace_id", "token_hash", "role", "invited_by", "created_at", "expires_at")
values ($1, $2, $3, $4, $5, $6, $7);

-- takeInvitation
delete from "invitations"
where "token_hash" = $1 and "expires_at" > $2
returning *;

-- listOfWorkspace
select *
from "audit_log"
where "workspace_id" = $1
order by "occurred_at" desc, "id" desc
limit $2;

-- listOfUser
select *
from "audit_log"
where "subject_id" = $1
order by "occurred_at" desc, "id" desc
limit $2;

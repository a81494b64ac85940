-- read
select "events".*, "inbox"."handled_at"
from "events"
left join "inbox" on "inbox"."event_id" = "events"."id" and "inbox"."subscriber" = $1
where "events"."position" >= $2 and "events"."name" in ($3)
order by "events"."position"
limit $4;

-- read to a position
select "events".*, "inbox"."handled_at"
from "events"
left join "inbox" on "inbox"."event_id" = "events"."id" and "inbox"."subscriber" = $1
where "events"."position" >= $2 and "events"."position" <= $3 and "events"."name" in ($4)
order by "events"."position"
limit $5;

-- latest
select *
from "events"
order by "position" desc
limit $1;

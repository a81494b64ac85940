-- take
insert into rate_limits as r (key, window_start, taken)
values ($1, $2, $3)
on conflict (key) do update
set window_start = greatest(r.window_start, excluded.window_start), taken = case when excluded.window_start > r.window_start then 0 else r.taken end + excluded.taken
where case when excluded.window_start > r.window_start then 0 else r.taken end + excluded.taken <= $4
returning taken;

-- giveBack
update rate_limits
set taken = taken - 1
where key = $1 and window_start = $2 and taken > 0;

-- forget
delete from "rate_limits"
where "window_start" < $1;

drop table rate_limits;
drop table audit_log;
drop function refuse_change;

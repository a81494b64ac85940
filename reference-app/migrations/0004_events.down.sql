drop table activity;
drop table dead_letters;
drop table inbox;
drop table outbox;
drop table events;

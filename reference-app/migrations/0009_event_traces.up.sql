-- The trace in which an event was made (W3C Trace Context), so that its deliveries are parts of it.
alter table events
  add column traceparent text,
  add constraint events_traceparent_valid
    check (traceparent ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');

alter table events drop column traceparent;

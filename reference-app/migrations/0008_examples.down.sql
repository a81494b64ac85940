drop table examples;

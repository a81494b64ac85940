create table items (
  id uuid primary key,
  sku text not null,
  name text not null,
  price_minor_units bigint not null,
  price_currency text not null,
  stock integer not null,
  tags text[] not null,
  status text not null,
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint items_sku_unique unique (sku),
  constraint items_sku_valid check (length(sku) <= 64 and sku ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'),
  constraint items_name_valid check (length(name) between 1 and 200),
  constraint items_price_valid check (price_minor_units between 0 and 9007199254740991),
  constraint items_currency_valid check (price_currency ~ '^[A-Z]{3}$'),
  constraint items_stock_valid check (stock between 0 and 1000000),
  constraint items_tags_valid check (cardinality(tags) <= 20),
  constraint items_status_valid check (status in ('active', 'archived')),
  constraint items_version_valid check (version >= 1),
  constraint items_times_ordered check (updated_at >= created_at)
);

-- The list shows the newest first, of one status or of all.
create index items_newest on items (created_at desc, id desc);
create index items_status_newest on items (status, created_at desc, id desc);
create index items_tags on items using gin (tags);

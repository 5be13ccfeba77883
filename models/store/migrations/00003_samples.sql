-- +goose Up
-- Sample requests: what is in force, what was handed over, taken, let out, sold and reported.

-- The lines of a request in force, as its signed document says.
create table sample_lines (
  case_id uuid not null references cases, line int not null, variety_id uuid not null references varieties,
  size text not null check (size in ('whole', 'half', 'small')), pieces int not null check (pieces > 0),
  grams bigint not null check (grams > 0), cents bigint not null default 0, from_warehouse boolean not null,
  primary key (case_id, line));

-- The gate pass (sample.gate): used once.
create table gate_passes (
  case_id uuid primary key references cases, company_id uuid not null references companies, token text not null unique,
  issued_at timestamptz not null, valid_until timestamptz, used_at timestamptz, used_by uuid references people,
  checked jsonb, act_id uuid unique);

-- What production handed out (sample.draw).
create table sample_handovers (
  case_id uuid not null references cases, line int not null, pieces int not null check (pieces >= 0), by_id uuid not null references people,
  at timestamptz not null, act_id uuid not null, primary key (case_id, line));

-- The workshop's ledger (sample.ledger): append-only; case_id is null for an entry from paper.
create table sample_ledger (
  id uuid primary key, company_id uuid not null references companies, case_id uuid references cases, line int,
  variety_id uuid not null references varieties, size text not null, pieces int not null, grams bigint not null,
  taken_by uuid not null references people, taken_at timestamptz not null, act_id uuid not null, note text not null default '',
  unique (case_id, line));
create index sample_ledger_month on sample_ledger (company_id, taken_at);

-- The way back to the workshop (sample.from-warehouse).
create table warehouse_returns (
  case_id uuid not null references cases, line int not null, pieces int not null, told_by uuid not null references people,
  told_at timestamptz not null, registered_by uuid references people, registered_at timestamptz, primary key (case_id, line));

-- Money and stock: entries that finance and the storekeeper make. Append-only.
create table entries (
  id uuid primary key, company_id uuid not null references companies, case_id uuid not null references cases, line int not null default 0,
  kind text not null check (kind in ('receipt', 'sale', 'stock_out', 'selling_expense')),
  variety_id uuid references varieties, grams bigint not null default 0, cents bigint not null default 0,
  voucher text not null default '', by_id uuid not null references people, at timestamptz not null, act_id uuid not null,
  unique (case_id, kind, line));
create index entries_month on entries (company_id, at);

-- Month end (sample.month-end): one case a company and month.
create table month_ends (
  case_id uuid primary key references cases, company_id uuid not null references companies, month date not null,
  totalled_at timestamptz, reported_at timestamptz, booked_at timestamptz,
  released_at timestamptz); -- when the case ended without closing the month
create unique index month_ends_once on month_ends (company_id, month) where released_at is null;

create table month_end_lines (
  case_id uuid not null references cases, of_case uuid references cases, line int not null, variety_id uuid not null references varieties,
  size text not null, drawn int not null, ledger int not null, drawn_grams bigint not null, ledger_grams bigint not null,
  explanation text not null default '', explained_by uuid references people, explained_at timestamptz, ref text not null,
  ledger_id uuid references sample_ledger, released boolean not null default false, -- the month was not closed by this case
  primary key (case_id, ref));
-- A handover and a ledger entry are reconciled once.
create unique index month_end_handover on month_end_lines (of_case, line) where drawn > 0 and not released;
create unique index month_end_ledger on month_end_lines (ledger_id) where not released;

-- +goose Down
select 1 / 0;

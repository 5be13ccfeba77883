-- +goose Up
-- The house: companies, units, posts, people, who holds what, and the calendar.

create table companies (
  id uuid primary key, code text not null unique, name text not null, name_en text not null default '',
  parent_id uuid references companies, kind text not null check (kind in ('head', 'subsidiary')));

create table units (
  id uuid primary key, company_id uuid not null references companies, code text not null unique,
  name text not null, name_en text not null default '', parent_id uuid references units,
  function text not null, ended_on date);

create table posts (
  id uuid primary key, unit_id uuid not null references units, company_id uuid not null references companies,
  code text not null unique, title text not null, title_en text not null default '',
  rank text not null check (rank in ('gm', 'deputy_gm', 'head', 'deputy_head', 'staff')),
  superior_id uuid references posts, deputy_of uuid references posts, ended_on date);
create index posts_unit on posts (unit_id);
create index posts_company on posts (company_id);

create table people (
  id uuid primary key, no text not null unique, name text not null, name_en text not null default '',
  search text not null default '', email text not null default '', phone text not null default '',
  administrator boolean not null default false, left_on date);

-- Who holds which post from when to when; until_on is the first day without it.
create table holdings (
  id uuid primary key, post_id uuid not null references posts, person_id uuid not null references people,
  from_on date not null, until_on date, check (until_on is null or until_on > from_on));
create index holdings_person on holdings (person_id);
create index holdings_post on holdings (post_id);
create unique index holdings_once on holdings (post_id, person_id) where until_on is null;

create table proxies (
  id uuid primary key, principal_id uuid not null references people, agent_id uuid not null references people,
  from_at timestamptz not null, until_at timestamptz not null, kinds text[] not null default '{}',
  limit_cents bigint, given_by uuid not null references people, given_at timestamptz not null, revoked_at timestamptz,
  check (principal_id <> agent_id), check (until_at > from_at));
create index proxies_agent on proxies (agent_id, until_at);
create index proxies_principal on proxies (principal_id, until_at);

create table calendar_days (
  company_id uuid not null references companies, day date not null, kind text not null check (kind in ('holiday', 'workday')),
  name text not null default '', name_en text not null default '', source text not null default '',
  primary key (company_id, day));

create table customers (
  id uuid primary key, company_id uuid not null references companies, code text not null, name text not null,
  category text not null default '', search text not null default '', unique (company_id, code));

create table varieties (
  id uuid primary key, company_id uuid not null references companies, code text not null, name text not null,
  in_production boolean not null, price_per_kg bigint not null check (price_per_kg > 0), unique (company_id, code));

-- Sign-in.
create table accounts (
  person_id uuid primary key references people, login text not null unique, password text not null,
  failures int not null default 0, locked_until timestamptz, lang text not null default 'zh-CN');

create table sessions (
  token_hash bytea primary key, person_id uuid not null references people, created_at timestamptz not null,
  seen_at timestamptz not null, ends_at timestamptz not null, ip text not null, agent text not null);
create index sessions_person on sessions (person_id);

create table api_tokens (
  id uuid primary key, token_hash bytea not null unique, person_id uuid not null references people, name text not null,
  created_at timestamptz not null, ends_at timestamptz not null, used_at timestamptz, revoked_at timestamptz);

-- The rulebook: parameters, authority matrix and policy rows, in versions.
create table rulebooks (
  company_id uuid not null references companies, version int not null, from_on date not null,
  parameters jsonb not null default '{}', case_id uuid, primary key (company_id, version));

create table matrices (
  company_id uuid not null references companies, version int not null, from_on date not null,
  rows jsonb not null, case_id uuid, primary key (company_id, version));

create table policy_versions (
  version bigint primary key generated always as identity, rows text not null, at timestamptz not null default now());

-- +goose Down
select 1 / 0; -- migrations only go forward

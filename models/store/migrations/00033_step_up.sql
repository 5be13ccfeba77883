-- +goose Up
-- Step-up signatures (approval.step-up): how people prove to be present, and the proof kept with a signature.

-- A way to prove: an app's secret, sealed, or the public half of a passkey. One that was removed says which it was.
create table factors (
  id uuid primary key, person_id uuid not null references people, kind text not null check (kind in ('totp', 'passkey')), name text not null,
  sealed bytea, sealed_with text, -- of an app; gone when it is removed
  credential_id bytea unique, passkey jsonb, -- public key and counter
  at timestamptz not null, confirmed_at timestamptz, used_at timestamptz, removed_at timestamptz,
  check (removed_at is not null or (kind = 'totp') = (sealed is not null and sealed_with is not null)),
  check ((kind = 'passkey') = (credential_id is not null and passkey is not null)));
create index factors_person on factors (person_id) where removed_at is null;
create unique index factors_app on factors (person_id) where kind = 'totp' and confirmed_at is not null and removed_at is null;

-- Each code once, also when the program is wrong.
create table used_codes (factor_id uuid not null references factors, step bigint not null, act_id uuid, primary key (factor_id, step));

create table recovery_codes (
  person_id uuid not null references people, digest bytea not null, at timestamptz not null, used_at timestamptz, primary key (person_id, digest));

-- A try with a code is counted before it is made; a proof forgets them.
create table proof_tries (person_id uuid primary key references people, failures int not null, locked_until timestamptz);

-- What a browser was asked, once: to make a passkey, or to sign one act.
create table challenges (
  id uuid primary key, person_id uuid not null references people, purpose text not null check (purpose in ('create', 'sign')),
  nonce bytea, session jsonb, site_id text not null, site_origin text not null,
  at timestamptz not null, ends_at timestamptz not null, used_at timestamptz,
  check ((purpose = 'sign') = (nonce is not null)), check ((purpose = 'create') = (session is not null)));
create index challenges_ends on challenges (ends_at);

-- What a person gave with an act to prove to be present; a code on paper as its digest.
alter table act_contents add column proof jsonb;

-- The proof of a signature. It stays with the act, so that a signature that stands again keeps it.
create table signature_proofs (
  act_id uuid primary key references act_contents, case_id uuid not null references cases, person_id uuid not null references people,
  kind text not null check (kind in ('totp', 'passkey', 'recovery')), evidence jsonb not null, at timestamptz not null);
create index signature_proofs_case on signature_proofs (case_id);

-- +goose StatementBegin
create function proof_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a proof is never changed';
end $$;
-- +goose StatementEnd
create trigger proof_stays before update or delete on signature_proofs for each row execute function proof_stays();

-- +goose Down
select 1 / 0;

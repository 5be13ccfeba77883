-- A record keeps the names under which people acted, and the titles that their posts
-- had then: what a person or post was called until a change of the organisation.

-- +goose Up
create table former_names (
	id uuid not null, -- of a person or a post
	name text not null,
	name_en text not null,
	until timestamptz not null,
	primary key (id, until)
);

-- +goose Down
select 1 / 0;

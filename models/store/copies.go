package store

import (
	"time"

	"countersign/models"
)

// CopyTo lets people read a case, and tells those of them who could not by a copy
// before (approval.copy).
func (tx Tx) CopyTo(id models.CaseID, people []models.PersonID, key string, at time.Time) error {
	if len(people) == 0 {
		return nil
	}
	return tx.run("copies", `with copied as (insert into case_people (case_id, person_id, part, at)
			select cast(@case as uuid), x, 'copied', cast(@at as timestamptz) from unnest(cast(@people as uuid[])) x on conflict do nothing returning person_id),
		told as (insert into notices (id, person_id, case_id, kind, key, at)
			select gen_random_uuid(), person_id, cast(@case as uuid), 'case', @key, cast(@at as timestamptz) from copied returning id, person_id)
		insert into outbox (id, notice_id, channel, at, next_at)
		select gen_random_uuid(), told.id, 'mail', cast(@at as timestamptz), cast(@at as timestamptz) from told join people p on p.id = told.person_id where p.email <> '' and (p.left_on is null or p.left_on > cast(@at as timestamptz))`,
		map[string]any{"case": id, "people": pgArray(people), "key": key, "at": at})
}

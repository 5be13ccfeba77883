package store

import "time"

// MarkDemonstration notes that the people of the demonstration come in.
func (tx Tx) MarkDemonstration(at time.Time) error {
	return tx.put("demonstration", `insert into demonstrations (loaded_at) values (?)`, at)
}

// Demonstration reports whether the people of the demonstration are in the records.
func (r Reader) Demonstration() (yes bool, err error) {
	_, err = r.one(&yes, `select exists (select from demonstrations)`)
	return yes, err
}

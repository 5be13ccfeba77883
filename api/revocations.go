package api

import (
	"countersign/models"
)

// revocationViews are the revocations that were asked for of this case.
func (o *opened) revocationViews() ([]RevocationView, error) {
	r, err := o.record()
	if err != nil || !r.Revoked {
		return []RevocationView{}, err
	}
	rows, err := o.Revocations()
	if err != nil {
		return nil, err
	}
	ids := make([]models.CaseID, len(rows))
	for i, row := range rows {
		ids[i] = row.Case
	}
	may, err := o.s.mayRead(o.r, o.who, ids)
	views := make([]RevocationView, 0, len(ids))
	for _, row := range rows {
		v := RevocationView{State: row.State, StateName: word(o.who.Lang, "revocation", row.State), By: row.By, At: row.At, Decided: row.Decided, DecidedAt: row.DecidedAt}
		if may[row.Case] {
			v.Case, v.Number, v.Reason = &row.Case, row.Number, row.Reason
		}
		views = append(views, v)
	}
	return views, err
}

package pages

import (
	"net/http"

	"countersign/models"
)

// standing shows the general manager how the cases stand (approval.never-stuck).
func standing(v *visit) error {
	stands, err := v.house.Standing(v.context(), v.who, true)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "standing", v.t("page-standing"), stands)
}

// leads reports whether the visitor is a general manager, who is shown the way here.
func (v *visit) leads() bool {
	for _, p := range v.who.Posts {
		if p.Rank == models.RankGM {
			return true
		}
	}
	return false
}

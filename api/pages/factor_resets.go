package pages

import (
	"net/http"
	"net/url"
	"strings"

	"countersign/api"
	"countersign/models"
)

// A resetsMatter is whose lost factors two people remove (approval.step-up).
type resetsMatter struct {
	Waiting []api.FactorResetView
	MayAsk  bool
	Typed   url.Values
	Done    string // asked or done
	Refusal *refusal
}

func factorResets(v *visit) error {
	return v.showResets(http.StatusOK, resetsMatter{Done: v.c.Query("done")})
}

func (v *visit) showResets(status int, m resetsMatter) (err error) {
	if m.Waiting, err = v.house.FactorResets(v.context(), v.who); err != nil {
		return err
	}
	m.MayAsk = v.who.Administrator
	return v.show(status, "factor_resets", v.t("page-factor-resets"), m)
}

// askReset asks for a removal; whom was typed is found among the accounts.
func askReset(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	person, err := v.house.AccountNamed(v.context(), v.who, strings.TrimSpace(typed.Get("who")))
	if err == nil {
		err = v.house.AskFactorReset(v.context(), v.who, person, typed.Get("reason"))
	}
	return v.afterReset(typed, err, "asked")
}

// confirmReset removes factors, as the second person.
func confirmReset(v *visit) error {
	return v.afterReset(nil, v.house.ConfirmFactorReset(v.context(), v.who, v.c.Param("id")), "done")
}

func (v *visit) afterReset(typed url.Values, err error, done string) error {
	if err == nil {
		return v.see("/factor-resets", "done", done)
	}
	r := v.refuse(err)
	if r.Kind == models.Unidentified || r.Kind == models.Missing {
		return err
	}
	return v.showResets(r.Status, resetsMatter{Typed: typed, Refusal: r})
}

// proveOwner proves that it is the visitor whose password was reset.
func proveOwner(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	if err := v.house.ProveOwner(v.context(), v.who, api.ProofForm{Code: typed.Get("code")}); err != nil {
		return v.refuseFactors(factorsMatter{}, err)
	}
	return v.see("/me/factors", "done", "1")
}

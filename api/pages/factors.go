package pages

import (
	"html/template"
	"net/http"
	"net/url"

	"countersign/activities"
	"countersign/api"
	"countersign/models"
)

// A factorsMatter is by what the visitor proves to be present when signing
// (approval.step-up).
type factorsMatter struct {
	api.FactorsView
	HasApp   bool
	App      *activities.App // that waits for its first code
	Code     template.HTML   // the app's QR code
	Recovery []string        // codes on paper, shown once
	Done     bool
	Refusal  *refusal
}

func factors(v *visit) error {
	return v.showFactors(http.StatusOK, factorsMatter{Done: v.c.Query("done") != ""})
}

func (v *visit) showFactors(status int, m factorsMatter) (err error) {
	if m.FactorsView, err = v.house.Factors(v.context(), v.who); err != nil {
		return err
	}
	for _, f := range m.Factors {
		m.HasApp = m.HasApp || f.Kind == models.ByCode
	}
	v.scripted = true
	return v.show(status, "factors", v.t("page-factors"), m)
}

// refuseFactors shows the page again with what was not done; a fault stays one.
func (v *visit) refuseFactors(m factorsMatter, err error) error {
	if e := models.AsError(err); e == nil || e.Kind == models.Unidentified || e.Kind == models.Missing {
		return err
	}
	m.Refusal = v.refuse(err)
	return v.showFactors(m.Refusal.Status, m)
}

// newApp shows the secret of a new app, once.
func newApp(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	app, err := v.house.NewApp(v.context(), v.who, typed.Get("password"))
	if err != nil {
		return v.refuseFactors(factorsMatter{}, err)
	}
	return v.showApp(http.StatusOK, app, nil)
}

func (v *visit) showApp(status int, app activities.App, r *refusal) error {
	m := factorsMatter{App: &app, Refusal: r}
	var err error
	if app.Address != "" {
		m.Code, err = code(app.Address)
	}
	if err != nil {
		return err
	}
	return v.showFactors(status, m)
}

// confirmApp takes the app into use with its first code and shows codes on paper,
// once. A wrong code can be typed again: the app has the secret by now.
func confirmApp(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	recovery, err := v.house.ConfirmApp(v.context(), v.who, typed.Get("code"))
	if models.IsKind(err, models.Invalid) {
		r := v.refuse(err)
		return v.showApp(r.Status, activities.App{}, r)
	}
	if err != nil {
		return v.refuseFactors(factorsMatter{}, err)
	}
	return v.showFactors(http.StatusOK, factorsMatter{Recovery: recovery})
}

// removeFactor gives up an app or a passkey.
func removeFactor(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	if err := v.house.RemoveFactor(v.context(), v.who, models.FactorID(v.c.Param("id")), typed.Get("password")); err != nil {
		return v.refuseFactors(factorsMatter{}, err)
	}
	return v.see("/me/factors", "done", "1")
}

// proofIn is the proof that was typed, or made by a passkey, with a signature.
func proofIn(typed url.Values) *api.ProofForm {
	p := api.ProofForm{Code: typed.Get("code"), Challenge: typed.Get("challenge"), Passkey: []byte(typed.Get("passkey"))}
	if p.Code == "" && len(p.Passkey) == 0 {
		return nil
	}
	return &p
}

// challenge asks the visitor's passkey to sign all that the form of a task says: it is
// read as it will be when it is sent.
func challenge(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	typed.Set("verb", string(models.Sign))
	form, err := actForm(typed)
	var asked activities.Asked
	if err == nil {
		asked, err = v.house.AskSignature(v.context(), v.who, v.c.GetHeader("Origin"), v.caseID(), form)
	}
	v.c.Header("Cache-Control", "no-store")
	if err != nil {
		r := v.refuse(err)
		v.c.JSON(r.Status, r.Problem)
		return nil
	}
	v.c.JSON(http.StatusOK, asked)
	return nil
}

// provable tells the panels that ask for a proof by what the visitor can give it.
func (v *visit) provable(panels []panel) error {
	for i := range panels {
		if !panels[i].Strong {
			continue
		}
		has, err := v.house.Factors(v.context(), v.who)
		if err != nil {
			return err
		}
		panels[i].Proves, v.scripted = &has, true
	}
	return nil
}

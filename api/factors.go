package api

import (
	"context"
	"encoding/json"
	"time"

	"countersign/activities"
	"countersign/activities/stepup"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A FactorView is a way in which a person proves to be present (approval.step-up);
// its secret is not shown again.
type FactorView struct {
	ID       models.FactorID  `json:"id"`
	Kind     models.ProofKind `json:"kind"`
	KindName string           `json:"kindName"`
	Name     string           `json:"name,omitempty"`
	At       time.Time        `json:"at"`
	UsedAt   *time.Time       `json:"usedAt,omitempty"`
}

// A FactorsView is all by which a person can prove to be present.
type FactorsView struct {
	Factors []FactorView `json:"factors"`
	// Recovery counts the codes on paper that are left.
	Recovery int `json:"recovery"`
	// Site is where passkeys work; empty where the product has no name that they
	// could belong to.
	Site string `json:"site,omitempty"`
	// Bound says that somebody else has reset the password since: the person proves one
	// of the factors before any is changed.
	Bound bool `json:"bound,omitempty"`
}

// Factors are the person's own.
func (s *Server) Factors(ctx context.Context, who Person) (v FactorsView, err error) {
	v.Factors = []FactorView{}
	r := s.DB.Reader(ctx, who.Lang)
	found, err := r.Factors(who.ID)
	if err != nil {
		return v, err
	}
	for _, f := range found {
		if f.Confirmed() {
			v.Factors = append(v.Factors, factorView(who.Lang, f))
		}
	}
	if site, ok := stepup.SiteOf(s.PublicURL); ok {
		v.Site = site.Origin
	}
	if v.Recovery, err = r.RecoveryLeft(who.ID); err != nil {
		return v, err
	}
	v.Bound, err = r.FactorsFromBeforeReset(who.ID)
	return v, err
}

func factorView(lang string, f store.FactorRow) FactorView {
	return FactorView{ID: f.ID, Kind: f.Kind, KindName: word(lang, "proof", f.Kind), Name: f.Name, At: f.At, UsedAt: f.UsedAt}
}

// NewApp makes the secret of an app for the person, who knows the password.
func (s *Server) NewApp(ctx context.Context, who Person, password string) (activities.App, error) {
	return s.Desk.NewApp(ctx, who.ID, who.Name, password)
}

// ConfirmApp takes the app into use with its first code and returns codes on paper.
func (s *Server) ConfirmApp(ctx context.Context, who Person, code string) ([]string, error) {
	return s.Desk.ConfirmApp(ctx, who.ID, code)
}

// RemoveFactor ends one of the person's own, who knows the password.
func (s *Server) RemoveFactor(ctx context.Context, who Person, id models.FactorID, password string) error {
	if !isID(id) {
		return notFound()
	}
	return s.Desk.RemoveFactor(ctx, who.ID, id, password)
}

// site is where passkeys work. It refuses, with what to do, where the product has no
// name that they could belong to, and where the browser is at another address.
func (s *Server) site(origin string) (stepup.Site, error) {
	site, ok := stepup.SiteOf(s.PublicURL)
	switch {
	case !ok:
		return site, models.Refuse(models.Conflict, regulation.ApprovalStepUp, "step-up-no-site")
	case origin != "" && origin != site.Origin:
		return site, models.Refuse(models.Conflict, regulation.ApprovalStepUp, "step-up-elsewhere", "Site", site.Origin)
	}
	return site, nil
}

// AskSignature begins to sign a task with a passkey: what is signed is bound to the
// case, the task, the digest that the person was shown, and the comment and data that
// the signature will come with.
func (s *Server) AskSignature(ctx context.Context, who Person, origin string, id models.CaseID, form ActForm) (activities.Asked, error) {
	site, err := s.site(origin)
	if err != nil {
		return activities.Asked{}, err
	}
	act := models.Act{Case: id, Task: form.Task, Verb: models.Sign, Actor: who.ID, Digest: form.Digest}
	with := models.Content{Comment: form.Comment, Data: form.Data}
	if err := readable(act, with); err != nil {
		return activities.Asked{}, err
	}
	o, err := s.glance(ctx, who, id)
	if err != nil {
		return activities.Asked{}, err
	}
	d, err := o.may(models.Sign, form.Task, form.Digest)
	if err != nil || !d.Allowed {
		return activities.Asked{}, orErr(d, err)
	}
	return s.Desk.AskSignature(ctx, site, act, with)
}

// A ProofForm shows that the signer is present: a code of an app or on paper, or
// what a passkey answered to a challenge.
type ProofForm struct {
	Code      string          `json:"code,omitempty" maxLength:"40"`
	Challenge string          `json:"challenge,omitempty" maxLength:"40"`
	Passkey   json.RawMessage `json:"passkey,omitempty" doc:"The PublicKeyCredential as JSON of WebAuthn."`
}

// given is the proof as it is kept.
func (f *ProofForm) given() models.Given {
	if f == nil {
		return models.Given{}
	}
	return stepup.Given(f.Code, f.Challenge, f.Passkey)
}

// tryProof counts a try with a code before it is made; a passkey cannot be guessed.
func (s *Server) tryProof(ctx context.Context, who Person, given models.Given) error {
	if given.Code == "" && len(given.Recovery) == 0 {
		return nil
	}
	return s.Desk.TryProof(ctx, who.ID)
}

// A ProofView is how a signature was proved, with all that verifies it.
type ProofView struct {
	KindName string `json:"kindName"`
	models.Evidence
}

func proofView(lang string, e *models.Evidence) *ProofView {
	if e == nil {
		return nil
	}
	return &ProofView{word(lang, "proof", e.Kind), *e}
}

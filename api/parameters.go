package api

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"countersign/activities"
	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
)

// parameterView is a parameter with the company's own value where it has one.
func parameterView(lang string, s regulation.Setting, own map[string]json.RawMessage) ParameterView {
	v := ParameterView{Key: s.Key(), Name: s.Name, Label: saying(lang)("param-" + s.Name), Type: "number", Value: s.Default, Default: s.Default, Least: s.Least, Most: s.Most}
	switch {
	case len(s.Words) > 0:
		v.Type = "words"
	case strings.HasSuffix(s.Name, "_cents"):
		v.Type = "money"
	}
	for _, w := range s.Words {
		v.Words = append(v.Words, WordView{w, parameterWord(lang, s, w)})
	}
	if value, set := own[v.Key]; set {
		v.Value, v.Own = value, true
	}
	v.Said = parameterSaid(lang, s, v.Value)
	return v
}

// Parameters are the parameters of the person's company as of today, by clause.
func (s *Server) Parameters(ctx context.Context, who Person) (map[regulation.ID][]ParameterView, error) {
	book, err := s.DB.Facts(ctx).Rulebook(s.companyFor(who, models.DryRun), today(s.Now()))
	all, own := map[regulation.ID][]ParameterView{}, book.Own()
	for _, setting := range regulation.Settings() {
		all[setting.Clause.ID()] = append(all[setting.Clause.ID()], parameterView(who.Lang, setting, own))
	}
	return all, err
}

func parameterWord(lang string, s regulation.Setting, w string) string {
	if s.Name == regulation.SampleCopies.Name {
		return message.Text(lang, "copy-"+w, nil)
	}
	return word(lang, "kind", w)
}

// parameterSaid is a value of a parameter as people read it; money in yuan.
func parameterSaid(lang string, s regulation.Setting, value json.RawMessage) string {
	var words []string
	if json.Unmarshal(value, &words) == nil {
		for i, w := range words {
			words[i] = parameterWord(lang, s, w)
		}
		if len(words) == 0 {
			return message.Text(lang, "parameter-nothing", nil)
		}
		return strings.Join(words, message.Text(lang, "parameter-and", nil))
	}
	var n int64
	if strings.HasSuffix(s.Name, "_cents") && json.Unmarshal(value, &n) == nil {
		return strconv.FormatFloat(float64(n)/100, 'f', 2, 64)
	}
	return string(value)
}

// parameterChange shows what changes, and from what to what.
func (o *opened) parameterChange(d *models.ParameterChange, v *DocumentView) error {
	o.field(v, "from", d.From.String())
	o.field(v, "reason", d.Reason)
	before, err := o.r.Facts().RulebookBefore(o.Company, o.ID, d.From)
	v.Parameters = changedParameters(o.who.Lang, d, before.Own())
	for _, c := range v.Parameters {
		v.Fields = append(v.Fields, FieldView{Key: c.Key, Label: c.Label, Value: c.Was + " → " + c.Now})
	}
	return err
}

// changedParameters are those that a change names, and that there are.
func changedParameters(lang string, d *models.ParameterChange, own map[string]json.RawMessage) []ParameterChanged {
	all, next := []ParameterChanged{}, d.Over(own)
	for _, key := range d.Keys() {
		if s, ok := regulation.FindSetting(key); ok {
			was, now := parameterView(lang, s, own), parameterView(lang, s, next)
			all = append(all, ParameterChanged{Key: key, Clause: clauseView(lang, s.Clause), Label: was.Label, Was: was.Said, Now: now.Said})
		}
	}
	return all
}

// ParameterCheck tells what a change of parameters would change: the values, what
// would have come out otherwise in the last 90 days, and how many cases are under way,
// which finish under what they began with (approval.parameters). The whole company
// is counted; no case is named.
func (s *Server) ParameterCheck(ctx context.Context, who Person, of AskedOf, d *models.ParameterChange) (v ParameterCheckView, err error) {
	if who, err = s.asksOf(ctx, who, of); err != nil {
		return v, err
	}
	scope, err := s.Policies.Current().DryRunOf(who.Company.ID, who.standing)
	if err != nil {
		return v, err
	}
	v.Since = today(s.Now()).AddDays(-dryRunDays)
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		basis, err := activities.ParameterBasis(r.Facts(), who.Company.ID, d, s.Now())
		if err != nil {
			return err
		}
		v.Faults = faultViews(d.Check(basis), who.Lang)
		v.Changes = changedParameters(who.Lang, d, basis.Own)
		if v.UnderWay, err = r.UnderWay(scope); err != nil {
			return err
		}
		return v.look(r, who.Lang, scope, s, d.Over(basis.Own))
	})
	return v, err
}

// look looks back at what each changed value concerns.
func (v *ParameterCheckView) look(r store.Reader, lang string, scope models.Scope, s *Server, next map[string]json.RawMessage) error {
	for i, c := range v.Changes {
		setting, _ := regulation.FindSetting(c.Key)
		value := setting.Default
		if own, set := next[c.Key]; set {
			value = own
		}
		var n int64
		if setting.Check(value) != nil || json.Unmarshal(value, &n) != nil {
			continue
		}
		seen, looked, err := r.ParameterLook(scope, c.Key, n, s.Now().AddDate(0, 0, -dryRunDays))
		if err != nil {
			return err
		}
		if looked {
			v.Changes[i].Looked = &LookedBack{seen.All, seen.Otherwise, message.Text(lang, "looked-"+c.Key, map[string]any{"All": seen.All, "Otherwise": seen.Otherwise})}
		}
	}
	return nil
}

func (s *Server) postParameterCheck(ctx context.Context, in *of[ParameterForm]) (*of[ParameterCheckView], error) {
	return answer(s.ParameterCheck(ctx, whoAsks(ctx), in.Body.AskedOf, &models.ParameterChange{From: in.Body.From, Reason: in.Body.Reason, Values: in.Body.Values}))
}

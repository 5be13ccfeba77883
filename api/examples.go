package api

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"countersign/activities"
	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

// actData is what the data of an act holds, by verb; other verbs have none.
var actData = map[models.Verb]any{
	models.Comment: models.Commenting{}, models.Copy: activities.Copying{}, models.Transfer: activities.Handing{}, models.Delegate: activities.Handing{},
	models.AddSigner: activities.Adding{}, models.RemoveSigner: activities.Removing{}, models.SendBack: activities.SendingBack{},
	models.Collect: activities.Collection{}, models.StockOut: activities.Collection{}, models.Book: activities.Collection{},
	models.HandOver: activities.Counted{}, models.Take: activities.Counted{}, models.Release: activities.Counted{},
	models.Explain: activities.Explanations{}, models.Resubmit: activities.Explanations{},
	models.Sign: activities.Filling{}, models.Carry: activities.Filling{},
}

// describeActs says in the description what the data of each act holds. It is said
// and not enforced here: the act itself refuses, with its clause.
func describeActs(api huma.API) {
	schemas := api.OpenAPI().Components.Schemas
	form := schemas.Map()["ActForm"]
	if form == nil {
		return
	}
	var all []any
	verbs := map[string]any{}
	for _, verb := range models.Verbs {
		shape, has := actData[verb]
		if !has {
			continue
		}
		ref := schemas.Schema(reflect.TypeOf(shape), true, "").Ref
		if of := map[string]any{"$ref": ref}; !slices.ContainsFunc(all, func(a any) bool { return reflect.DeepEqual(a, of) }) {
			all = append(all, of)
		}
		verbs[string(verb)] = ref
	}
	data := form.Properties["data"]
	data.Description = "The act's own form, by verb; x-verbs says which. Other verbs have none."
	data.Extensions = map[string]any{"oneOf": all, "x-verbs": verbs}
}

// refusals are the refusals that a client meets first, by status; those of a route
// that has others are in routeRefusals.
var refusals = map[int]*models.Error{
	http.StatusUnauthorized:        models.Refuse(models.Unidentified, regulation.Clause{}, "sign-in-first"),
	http.StatusForbidden:           models.Refuse(models.Forbidden, regulation.ApprovalDefault, "policy-not-allowed"),
	http.StatusNotFound:            models.Refuse(models.Missing, regulation.Clause{}, "not-found"),
	http.StatusConflict:            models.Refuse(models.Conflict, regulation.ApprovalDigest, "digest-stale"),
	http.StatusUnprocessableEntity: models.Refuse(models.Invalid, regulation.Clause{}, "request-wrong"),
}

var routeRefusals = map[string][]*models.Error{
	"POST /api/v1/session":            {models.Refuse(models.Unidentified, regulation.Clause{}, "login-failed")},
	"PUT /api/v1/me/password":         {models.Refuse(models.Invalid, regulation.Clause{}, "password-weak")},
	"PUT /api/v1/cases/{id}/document": {models.Refuse(models.Conflict, regulation.ApprovalDigest, "not-editable")},
	"POST /api/v1/cases/{id}/submit": {models.AsError(models.Incomplete(regulation.SampleComplete, []models.FieldError{{At: "purpose", Clause: regulation.SampleComplete, Key: "field-missing"}})),
		models.Refuse(models.Conflict, regulation.ApprovalNumber, "already-submitted")},
	"POST /api/v1/cases/{id}/acts": {models.Refuse(models.Forbidden, regulation.ApprovalPost, "policy-post"), models.Refuse(models.Forbidden, regulation.ApprovalOwnCase, "policy-own-case"),
		models.Refuse(models.Conflict, regulation.ApprovalOneSeat, "already-signed"), models.Refuse(models.Invalid, regulation.ApprovalReason, "reason-missing"),
		models.Refuse(models.Invalid, regulation.ApprovalNeedToKnow, "mention-unseen")},
	"POST /api/v1/cases/{id}/attachments":      {models.Refuse(models.Invalid, regulation.Clause{}, "file-not-as-named", "Extension", ".pdf")},
	"POST /api/v1/cases/{id}/acts/{act}/files": {models.Refuse(models.Conflict, regulation.ApprovalRecord, "act-done-already"), models.Refuse(models.Invalid, regulation.Clause{}, "file-not-as-named", "Extension", ".pdf")},
	"DELETE /api/v1/attachments/{id}":          {models.Refuse(models.Conflict, regulation.ApprovalDigest, "not-editable")},
	"POST /api/v1/proxies":                     {models.Refuse(models.Invalid, regulation.ApprovalProxy, "proxy-to-self")},
}

// describeErrors gives each refusal of each route an example.
func describeErrors(api huma.API) {
	for path, item := range api.OpenAPI().Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "DELETE": item.Delete} {
			if op == nil {
				continue
			}
			for status, answer := range op.Responses {
				code, err := strconv.Atoi(status)
				content := answer.Content["application/problem+json"]
				if err != nil || content == nil {
					continue
				}
				content.Examples = examples(code, routeRefusals[method+" "+path])
			}
		}
	}
}

// examples are the answers of a status: a route's own first, else what every route says.
func examples(status int, own []*models.Error) map[string]*huma.Example {
	all := map[string]*huma.Example{}
	for _, e := range own {
		if statuses[e.Kind] == status {
			all[e.Key] = example(status, e)
		}
	}
	if e := refusals[status]; e != nil && len(all) == 0 {
		all[e.Key] = example(status, e)
	}
	return all
}

func example(status int, e *models.Error) *huma.Example {
	p := problem(status, e, "en")
	summary := fmt.Sprintf("%d %s", status, e.Key)
	if !e.Clause.IsZero() {
		summary += " under " + string(e.Clause.ID())
	}
	p.Title = message.Text("en", "problem-"+string(e.Kind), nil)
	return &huma.Example{Summary: summary, Value: p}
}
